//! `describe`, and what both commands say about methods that nobody knows.

use top_apis::ENDPOINTS;

use crate::program::{FLOW, Gateway, POINTS, run};

#[test]
fn the_four_endpoints_are_described() {
    for endpoint in ENDPOINTS {
        let method = endpoint.method();
        let shown = run(&["describe", method]).exits(0).answer;
        assert!(shown.starts_with(method), "{shown}");
        for field in endpoint.request().fields() {
            assert!(shown.contains(field.name()), "{}: {shown}", field.name());
        }
        let facts = run(&["describe", method, "--json"]).exits(0).json();
        assert_eq!(facts, serde_json::to_value(endpoint.facts()).unwrap());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_example_goes_straight_into_a_call() {
    let gateway = Gateway::start().await;
    for endpoint in ENDPOINTS {
        let method = endpoint.method();
        let example = run(&["describe", method, "--example"]).exits(0).answer;
        let line = ["call", method, "--params", "-", "--dry-run"];
        gateway.run(&line, &example).await.exits(0);
    }
}

#[test]
fn an_unknown_method_is_told_with_similar_ones() {
    for command in ["describe", "call"] {
        let ran = run(&[command, "alibaba.alsc.crm.point.reversepiont"]).exits(2);
        ran.says("nobody describes the method")
            .says(&format!("did you mean {POINTS}?"));
        let ran = run(&[command, "flowdetail"]).exits(2);
        ran.says(&format!("did you mean {FLOW}?"));
        let ran = run(&[command, "a.b.c"]).exits(2);
        ran.says("--spec FILE");
        let ran = run(&[command, FLOW, "--spec", "no-such-page.txt"]).exits(2);
        ran.says("cannot read no-such-page.txt");
    }
    let told = run(&["call", "a.b.c", "--json"]).exits(2).json();
    assert_eq!(told["outcome"], "not_tried");
    assert_eq!(told["effect"], "none");
}

#[test]
fn help_has_examples_and_shells_complete_it() {
    let help = run(&["call", "--help"]).exits(0).answer;
    assert!(
        help.contains("Exit codes:") && help.contains("Examples:"),
        "{help}"
    );
    assert!(
        run(&["describe", "--help"])
            .exits(0)
            .answer
            .contains("Examples:")
    );
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = run(&["completions", shell]).exits(0).answer;
        assert!(script.contains("session-file"), "{shell}");
    }
}
