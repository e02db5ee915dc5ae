//! What is generated from the four pages, and from the oddest description, as files that compile.
//!
//! After a change: `UPDATE_GOLDEN=1 cargo test -p cargo-top --test golden`, then read the diff.

#![expect(
    clippy::expect_used,
    reason = "what tests share may stop at the first surprise as well"
)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use cargo_top::load::load;
use cargo_top::plan::{Module, plan};
use cargo_top::read::read;
use cargo_top::rules::propose;
use cargo_top::write::write;
use serde_json::Value;
use top_runtime::{Endpoint, TopApi};

#[path = "golden/complete_refund.rs"]
pub mod complete_refund;
#[path = "golden/get_flow_detail.rs"]
pub mod get_flow_detail;
#[path = "golden/odd.rs"]
pub mod odd;
#[path = "golden/reverse_point.rs"]
pub mod reverse_point;
#[path = "golden/uncharge.rs"]
pub mod uncharge;

const GENERATED: [&Endpoint; 4] = [
    uncharge::Uncharge::ENDPOINT,
    reverse_point::ReversePoint::ENDPOINT,
    get_flow_detail::GetFlowDetail::ENDPOINT,
    complete_refund::CompleteRefund::ENDPOINT,
];

/// What `top-apis` says and no page does, each with the reason why a person said it.
const DECIDED: [(&str, &str); 4] = [
    // Which read settles a doubt is on no page: someone has to know both methods.
    ("alibaba.alsc.crm.recharge.uncharge.update", "/resolved_by"),
    // The page states no unit here; that these three are the money moved was concluded from the
    // fields beside them.
    (
        "alibaba.tcls.aelophy.merchant.channel.refund.complete",
        "/request/fields/refund_fee/amount",
    ),
    (
        "alibaba.tcls.aelophy.merchant.channel.refund.complete",
        "/request/fields/refund_package_fee/amount",
    ),
    (
        "alibaba.tcls.aelophy.merchant.channel.refund.complete",
        "/request/fields/refund_post_fee/amount",
    ),
];

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests")
        .join(name)
}

fn page(method: &str) -> Module {
    module(&folder("fixtures/pages").join(format!("{method}.txt")))
}

fn module(input: &Path) -> Module {
    let text = fs::read_to_string(input).expect("the input is there");
    let mut reads = read(&input.to_string_lossy(), &text).expect("the input is read");
    let description = reads.remove(0).description;
    plan(&description, &propose(&description), None)
}

#[test]
fn the_files_are_what_is_generated() {
    let mut modules: Vec<_> = GENERATED
        .iter()
        .map(|endpoint| page(endpoint.method()))
        .collect();
    modules.push(Module {
        name: "odd".to_owned(),
        ..module(&folder("golden/odd.json"))
    });
    for module in modules {
        let file = folder("golden").join(format!("{}.rs", module.name));
        let text = write(&module);
        if std::env::var_os("UPDATE_GOLDEN").is_some() {
            fs::write(&file, text).unwrap();
        } else {
            let golden = fs::read_to_string(&file).unwrap();
            assert!(
                golden == text,
                "{} is not what is generated now",
                file.display()
            );
        }
    }
}

#[test]
fn generated_declarations_say_what_a_colleague_declared() {
    for (generated, declared) in GENERATED.into_iter().zip(top_apis::ENDPOINTS) {
        assert_eq!(generated.method(), declared.method());
        let (ours, theirs) = (facts(generated), facts(declared));
        let of_method =
            |(method, path): &(&str, &'static str)| (*method == declared.method()).then_some(*path);
        let decided: Vec<_> = DECIDED.iter().filter_map(of_method).collect();
        let extra: Vec<_> = ours
            .iter()
            .filter(|(path, value)| theirs.get(*path) != Some(value))
            .collect();
        let missing = theirs
            .iter()
            .filter(|(path, value)| ours.get(*path) != Some(value));
        let is_decided = |path: &str| decided.iter().any(|decided| path.starts_with(decided));
        let missing: Vec<_> = missing.filter(|(path, _)| !is_decided(path)).collect();
        assert!(
            extra.is_empty() && missing.is_empty(),
            "only generated: {extra:#?}\nonly declared: {missing:#?}"
        );
        for path in decided {
            assert!(
                theirs.keys().any(|known| known.starts_with(path)),
                "{path} is decided no more"
            );
        }
    }
}

#[test]
fn a_loaded_page_is_what_its_file_compiles_to() {
    let odd = module(&folder("golden/odd.json"));
    assert_eq!(facts(load(&odd)), facts(odd::GetOrder::ENDPOINT));
    for endpoint in GENERATED {
        assert_eq!(facts(load(&page(endpoint.method()))), facts(endpoint));
    }
}

/// All that an endpoint declares, one fact a path, but for wording.
fn facts(endpoint: &Endpoint) -> BTreeMap<String, Value> {
    let mut facts = BTreeMap::new();
    flat(
        "",
        serde_json::to_value(endpoint.facts()).expect("facts are JSON"),
        &mut facts,
    );
    facts
}

fn flat(path: &str, value: Value, facts: &mut BTreeMap<String, Value>) {
    match value {
        Value::Object(members) => {
            for (name, value) in members {
                if !["description", "meaning"].contains(&name.as_str()) {
                    flat(&format!("{path}/{name}"), value, facts);
                }
            }
        }
        Value::Array(items) => {
            for (index, item) in items.into_iter().enumerate() {
                // Fields and codes go by their names, rules by what they say.
                let name = ["name", "value"]
                    .iter()
                    .find_map(|key| item.get(key)?.as_str());
                let rule = || item.to_string();
                let key = match (name, path.ends_with("fields")) {
                    (Some(name), _) => name.to_owned(),
                    (None, true) => index.to_string(),
                    (None, false) => rule(),
                };
                flat(&format!("{path}/{key}"), item, facts);
            }
        }
        plain => {
            facts.insert(path.to_owned(), plain);
        }
    }
}
