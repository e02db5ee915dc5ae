//! What a mistake looks like: one file a mistake, its message beside it. See `ui/README.md`.

#[test]
fn mistakes_are_told_on_the_word() {
    let cases = trybuild::TestCases::new();
    for kind in [
        "build",
        "container",
        "field",
        "limits",
        "many",
        "method",
        "missing",
        "names",
        "outcome",
        "response",
        "rules",
        "shape",
    ] {
        cases.compile_fail(format!("tests/ui/{kind}/*.rs"));
    }
}
