//! Files among the parameters.

use std::path::Path;

use serde_json::json;

use crate::described::{samples, shop_endpoints, shops};
use crate::program::Gateway;

const METHOD: &str = "taobao.shop.logo.update";

#[tokio::test(flavor = "multi_thread")]
async fn a_file_is_named_by_an_object_of_its_own() {
    let gateway = Gateway::serving(|builder| samples(builder, &shop_endpoints())).await;
    let logo = Path::new(env!("CARGO_TARGET_TMPDIR")).join("logo.png");
    std::fs::write(&logo, b"\x89PNG").unwrap();
    let spec = shops();
    let line = ["call", METHOD, "--spec", &spec, "--params", "-", "--yes"];

    let params = json!({"sid": 7, "logo": {"file": logo, "type": "image/png"}});
    gateway.run(&line, &params.to_string()).await.exits(0);

    // No text is ever taken for a path.
    for logo in [json!("@/etc/hostname"), json!({"path": "x"}), json!(["x"])] {
        let params = json!({"sid": 7, "logo": logo});
        let ran = gateway.run(&line, &params.to_string()).await.exits(2);
        ran.says("logo is a file, which JSON cannot carry")
            .says(r#"{"file": "path"}"#);
    }
    let params = json!({"sid": {"file": logo}, "logo": {"file": "no-such-file.png"}});
    let ran = gateway.run(&line, &params.to_string()).await.exits(2);
    ran.says("cannot read no-such-file.png, the file of logo");
    // Only where the method takes one.
    let params = json!({"sid": {"file": logo}, "logo": {"file": logo}});
    let ran = gateway.run(&line, &params.to_string()).await.exits(2);
    ran.says("sid must be");
    // Nobody knows how bytes travel in a list or inside JSON.
    for (params, place) in [
        (json!({"more": ["aGk=", {"file": logo}]}), "more[1]"),
        (
            json!({"extra": {"pictures": [{"file": logo}]}}),
            "extra.pictures[0]",
        ),
    ] {
        let ran = gateway.run(&line, &params.to_string()).await.exits(2);
        ran.says(&format!(
            "{place} is text: a file travels only as a parameter of its own"
        ));
    }
    assert_eq!(gateway.calls(METHOD), 1);
    let params = json!({"sid": 7, "logo": {"file": logo}, "more": ["aGk="]});
    gateway.run(&line, &params.to_string()).await.exits(0);
    assert_eq!(gateway.calls(METHOD), 2);
}
