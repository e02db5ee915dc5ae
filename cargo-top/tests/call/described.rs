//! Methods that only a file describes: shown, called and served without compiling anything.

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use cargo_top::load::load;
use cargo_top::plan::plan;
use cargo_top::read::read;
use cargo_top::rules::propose;
use serde_json::json;
use top_runtime::Endpoint;
use top_sandbox::Builder;

use crate::program::{Gateway, POINTS, run};

/// One that reads, one that writes and takes a file.
const SHOPS: &str = r#"{"name": "taobao.shop.get", "apiChineseName": "看店铺", "description": "获取店铺信息",
  "requestParams": [
    {"name": "sid", "type": "Number", "description": "店铺编号", "required": true, "minValue": 1}],
  "responseParams": [
    {"name": "shop", "type": "Shop", "description": "店铺", "subParams": [
      {"name": "title", "type": "String", "description": "标题"}]}]}
{"name": "taobao.shop.logo.update", "apiChineseName": "换店标", "description": "更新店标",
  "requestParams": [
    {"name": "sid", "type": "Number", "description": "店铺编号", "required": true},
    {"name": "logo", "type": "byte[]", "description": "店标", "required": true},
    {"name": "more", "type": "byte[][]", "description": "更多图片"},
    {"name": "extra", "type": "Extra", "description": "附加", "subParams": [
      {"name": "pictures", "type": "byte[][]", "description": "图片"}]}],
  "responseParams": [{"name": "modified", "type": "Date", "description": "修改时间"}]}
"#;

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures")
        .join(name)
}

/// The endpoints of a file, as the program loads them.
pub(crate) fn endpoints(text: &str) -> Vec<&'static Endpoint> {
    let loaded = read("a file", text).unwrap().into_iter().map(|read| {
        let description = read.description;
        load(&plan(&description, &propose(&description), None))
    });
    loaded.collect()
}

pub(crate) fn samples(builder: Builder, endpoints: &[&'static Endpoint]) -> Builder {
    let serve =
        |builder: Builder, endpoint: &&'static Endpoint| builder.serve_endpoint_sample(endpoint);
    endpoints.iter().fold(builder, serve)
}

/// A file with these descriptions, below the directory of the build.
pub(crate) fn shops() -> String {
    // The tests of this program run side by side.
    static FILE: LazyLock<PathBuf> = LazyLock::new(|| {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("shops.jsonl");
        // One line a method, as such files are.
        std::fs::write(&path, SHOPS.replace("\n ", " ")).unwrap();
        path
    });
    FILE.to_str().unwrap().to_owned()
}

pub(crate) fn shop_endpoints() -> Vec<&'static Endpoint> {
    endpoints(&SHOPS.replace("\n ", " "))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_described_method_is_called_as_a_compiled_one() {
    let gateway = Gateway::serving(|builder| samples(builder, &shop_endpoints())).await;
    let spec = shops();
    let shown = run(&["describe", "taobao.shop.get", "--spec", &spec])
        .exits(0)
        .answer;
    assert!(shown.contains("reads: it changes nothing"), "{shown}");
    assert!(shown.contains("at least 1"), "{shown}");
    let command = format!("cargo top call taobao.shop.get --spec {spec} --params -\n");
    assert!(shown.ends_with(&command), "{shown}");

    let line = ["call", "taobao.shop.get", "--spec", &spec, "--params", "-"];
    let ran = gateway.run(&line, r#"{"sid": 7}"#).await.exits(0);
    assert_eq!(ran.json(), json!({"title": "sample"}));
    gateway
        .run(&line, r#"{"sid": 0}"#)
        .await
        .exits(2)
        .says("sid must be at least 1");
    assert_eq!(gateway.calls("taobao.shop.get"), 1);

    // The same by the environment.
    let vars = [("TOP_SPECS", &*spec)];
    let line = ["call", "taobao.shop.get", "--params", "-"];
    gateway.run_in(&line, r#"{"sid": 7}"#, &vars).await.exits(0);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_pages_are_described_and_called() {
    let gateway = Gateway::start().await;
    for endpoint in top_apis::ENDPOINTS {
        let method = endpoint.method();
        let page = fixture(&format!("pages/{method}.txt"));
        let page = page.to_str().unwrap();
        let example = run(&["describe", method, "--spec", page, "--example"])
            .exits(0)
            .answer;
        // The page's own values: the gateway knows what they are about.
        let line = ["call", method, "--spec", page, "--params", "-", "--yes"];
        gateway.run(&line, &example).await.exits(0);
    }
}

#[test]
fn a_slip_finds_methods_of_a_file() {
    let spec = shops();
    let ran = run(&["describe", "shop.logo", "--spec", &spec]).exits(2);
    ran.says("did you mean taobao.shop.logo.update?");
    let ran = run(&["describe", POINTS, "--spec", &spec]).exits(0);
    assert!(ran.answer.starts_with(POINTS));
}

/// Every example of the catalogue keeps the rules of its method, and is taken by the gateway.
#[tokio::test(flavor = "multi_thread")]
async fn a_tenth_of_the_catalogue_is_called_with_its_examples() {
    let specs = fixture("specs.jsonl");
    let endpoints = endpoints(&std::fs::read_to_string(&specs).unwrap());
    let tenth: Vec<_> = endpoints.into_iter().step_by(60).collect();
    let gateway = Gateway::serving(|builder| samples(builder, &tenth)).await;
    let specs = specs.to_str().unwrap();
    for endpoint in tenth {
        let method = endpoint.method();
        let example = run(&["describe", method, "--spec", specs, "--example"])
            .exits(0)
            .answer;
        if example.contains("path/of/the/file") {
            continue;
        }
        let line = ["call", method, "--spec", specs, "--params", "-", "--yes"];
        gateway.run(&line, &example).await.exits(0);
    }
}
