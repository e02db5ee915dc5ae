//! `cargo top new` as a program: where a declaration goes, and what stays as it was.

use std::fs;
use std::process::Output;

use serde_json::Value;

use crate::support::{self, Run, stdout};

const PAGE: &str =
    include_str!("../fixtures/pages/alibaba.tcls.aelophy.merchant.channel.refund.complete.txt");
const CATALOGUE: &str = include_str!("../fixtures/specs.jsonl");

fn new(input: &str, arguments: &[&str]) -> Output {
    Run::new(["new", "-"])
        .arguments(arguments)
        .input(input)
        .output()
}

fn told(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// A folder that is gone when the test is over.
struct Folder(support::File);

impl Folder {
    fn new(name: &str) -> Self {
        Self(support::file(name, ""))
    }

    fn path(&self) -> String {
        format!("{}.d", self.0.path())
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(self.path());
    }
}

#[test]
fn a_page_is_declared_on_standard_output_and_its_oddities_beside() {
    let output = new(PAGE, &[]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    assert_eq!(
        stdout(&output),
        include_str!("../golden/complete_refund.rs")
    );
    assert!(told(&output).contains("line 314"), "{output:?}");
    let named = new(PAGE, &["--name", "FinishRefund"]);
    assert!(stdout(&named).contains("pub struct FinishRefund {"));
    for odd in ["finishRefund", "Finish Refund", "Vec", ""] {
        let output = new(PAGE, &["--name", odd]);
        assert_eq!(output.status.code(), Some(2), "{odd}");
        assert!(output.stdout.is_empty());
    }
}

#[test]
fn a_file_is_not_written_over_unasked() {
    let file = support::file("declared", "mine");
    let output = new(PAGE, &["--out", file.path()]);
    assert_eq!(output.status.code(), Some(2));
    assert!(told(&output).contains("--force"), "{output:?}");
    assert_eq!(fs::read_to_string(file.path()).unwrap(), "mine");
    let output = new(PAGE, &["--out", file.path(), "--force"]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    assert_ne!(fs::read_to_string(file.path()).unwrap(), "mine");
}

#[test]
fn one_of_many_methods_is_chosen_by_name() {
    let output = new(CATALOGUE, &[]);
    assert_eq!(output.status.code(), Some(2));
    assert!(told(&output).contains("600 methods"), "{output:?}");
    let output = new(CATALOGUE, &["--method", "taobao.item.sku.add", "--json"]);
    let json: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(json["methods"][0]["request"], "AddSku");
    assert!(
        json["declaration"]
            .as_str()
            .unwrap()
            .contains("pub struct AddSku {")
    );
    let output = new(CATALOGUE, &["--method", "taobao.item.sku.adds"]);
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn the_whole_catalogue_is_written_twice_alike() {
    let folders = [Folder::new("first"), Folder::new("second")];
    for folder in &folders {
        let output = new(CATALOGUE, &["--all", "--out", &folder.path()]);
        assert_eq!(output.status.code(), Some(0), "{}", told(&output));
        let again = new(CATALOGUE, &["--all", "--out", &folder.path()]);
        assert_eq!(again.status.code(), Some(2), "{}", told(&again));
    }
    let library =
        |folder: &Folder| fs::read_to_string(format!("{}/lib.rs", folder.path())).unwrap();
    let [first, second] = &folders;
    assert_eq!(library(first), library(second));
    let mut methods = 0;
    for group in fs::read_dir(first.path())
        .unwrap()
        .map(|entry| entry.unwrap().path())
    {
        for file in fs::read_dir(group).into_iter().flatten() {
            let file = file.unwrap().path();
            let twin = file
                .to_string_lossy()
                .replace(&first.path(), &second.path());
            assert_eq!(fs::read(&file).unwrap(), fs::read(twin).unwrap());
            methods += 1;
        }
    }
    assert_eq!(methods, 600);
}

#[test]
fn what_cannot_be_read_does_not_stop_the_others() {
    let bad = "{\"name\": \"taobao.cut.off\", \"requestParams\": [";
    let nameless = r#"{"name": "no method", "requestParams": [], "responseParams": []}"#;
    let lines: Vec<_> = CATALOGUE.lines().take(2).collect();
    let input = [lines[0], bad, "", nameless, lines[1]].join("\n");
    let folder = Folder::new("some");
    let output = new(&input, &["--all", "--json", "--out", &folder.path()]);
    assert_eq!(output.status.code(), Some(1), "{}", told(&output));
    let json: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(json["methods"].as_array().unwrap().len(), 2);
    let failed = json["failed"].as_array().unwrap();
    assert_eq!(failed.len(), 2, "{failed:?}");
    assert!(
        failed[0].as_str().unwrap().starts_with("line 2: "),
        "{failed:?}"
    );
}

#[test]
fn a_method_described_twice_keeps_what_is_odd_about_each() {
    let description = |fields: &str| {
        format!(r#"{{"name": "taobao.shop.get", "requestParams": [{fields}], "group": "shop"}}"#)
    };
    let row = r#"{"name": "sid", "type": "Number"}"#;
    let input = [
        description(row),
        description(&[row, row].join(",")),
        description(row),
    ];
    let folder = Folder::new("twice");
    let arguments = ["--all", "--json", "--out", &folder.path()];
    let output = new(&input.join("\n"), &arguments);
    assert_eq!(output.status.code(), Some(0), "{}", told(&output));
    let json: Value = serde_json::from_slice(&output.stdout).unwrap();
    let methods = json["methods"].as_array().unwrap().iter();
    let findings: Vec<_> = methods
        .map(|method| method["findings"].as_array().unwrap().len())
        .collect();
    assert_eq!(findings, [0, 1, 0], "{json:#}");
}
