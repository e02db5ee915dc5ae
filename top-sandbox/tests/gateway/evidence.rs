//! The evidence log of calls over HTTP, and what an edit of it shows.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use top_runtime::evidence::{EvidenceLog, Verifier, Why, verify};
use top_runtime::{AmountGuard, Client, Fen, RetryPolicy};
use top_sandbox::{ErrorResponse, Fault, Sandbox, Server};

use crate::pages::{
    KEY, SECRET, SESSION, client_builder, complete_refund, flow_detail, sandbox, uncharge,
};

/// A folder of its own, gone afterwards.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let folder = format!("top-evidence-{name}-{}", std::process::id());
        let folder = std::env::temp_dir().join(folder);
        fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }

    fn log(&self) -> PathBuf {
        self.0.join("calls.jsonl")
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn client(server: &Server, log: &EvidenceLog) -> Client {
    let builder = client_builder().gateway(server.url());
    builder.evidence(log.clone()).build().unwrap()
}

fn records(path: &Path) -> Vec<Value> {
    let text = fs::read_to_string(path).unwrap();
    // Whatever is in it is read for secrets.
    println!("evidence: {text}");
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

/// What each line says under two names.
fn told<'r>(records: &'r [Value], names: [&str; 2]) -> Vec<[&'r str; 2]> {
    let line = |line: &'r Value| names.map(|name| line[name].as_str().unwrap());
    records.iter().map(line).collect()
}

/// Four calls: done, refused, in doubt, read.
async fn four_calls(sandbox: &Sandbox, client: &Client) {
    client.send(&uncharge()).await.unwrap();
    sandbox.inject(Fault::ErrorBefore(ErrorResponse::new(25)));
    client.send(&complete_refund()).await.unwrap_err();
    sandbox.inject(Fault::CutAfter);
    client.send(&complete_refund()).await.unwrap_err();
    client.send(&flow_detail()).await.unwrap();
}

#[tokio::test]
async fn every_attempt_leaves_a_line_without_a_secret() {
    let folder = Folder::new("lines");
    let sandbox = sandbox();
    let server = Server::start(sandbox.clone(), 0).await.unwrap();
    let log = EvidenceLog::open(folder.log()).unwrap();
    four_calls(&sandbox, &client(&server, &log)).await;
    let records = records(&folder.log());
    let told = told(&records, ["outcome", "effect"]);
    let expected = [
        ["ok", "applied"],
        ["refused", "none"],
        ["unknown", "unknown"],
        ["ok", "none"],
    ];
    assert_eq!(told, expected);
    assert_eq!(records[0]["key"], "43426234265234");
    let sent = records[0]["params"]["param_uncharge_open_req"]
        .as_str()
        .unwrap();
    assert!(sent.contains("786237558237459862"), "{sent}");
    assert_eq!(
        (&records[1]["code"], &records[1]["status"]),
        (&25.into(), &200.into())
    );
    assert!(records[0]["request_id"].is_string() && records[2]["status"].is_null());
    let text = fs::read_to_string(folder.log()).unwrap();
    for secret in [KEY, SECRET, SESSION] {
        assert!(!text.contains(secret), "{secret}");
    }
    assert_eq!(verify(folder.log()).unwrap().head, log.head());
    assert!(log.is_healthy());
}

#[tokio::test]
async fn a_call_that_is_sent_again_has_a_line_for_each_time_and_its_end() {
    let folder = Folder::new("again");
    let sandbox = sandbox();
    let server = Server::start(sandbox.clone(), 0).await.unwrap();
    let log = EvidenceLog::open(folder.log()).unwrap();
    sandbox.inject(Fault::CutAfter);
    let builder = client_builder().gateway(server.url()).evidence(log);
    let client = builder.retry(RetryPolicy::default()).build().unwrap();
    client.send(&uncharge()).await.unwrap();
    let records = records(&folder.log());
    let told = told(&records, ["record", "outcome"]);
    assert_eq!(
        told,
        [["attempt", "unknown"], ["attempt", "ok"], ["end", "ok"]]
    );
    assert_eq!(
        (&records[1]["attempt"], &records[2]["attempts"]),
        (&2.into(), &2.into())
    );
    assert_eq!(records[0]["called"], records[1]["called"]);
}

#[tokio::test]
async fn an_edit_by_hand_is_named_and_a_cut_end_is_missed() {
    let folder = Folder::new("edits");
    let sandbox = sandbox();
    let server = Server::start(sandbox.clone(), 0).await.unwrap();
    let log = EvidenceLog::open(folder.log()).unwrap();
    four_calls(&sandbox, &client(&server, &log)).await;
    let remembered = log.head();
    drop(log);
    let text = fs::read_to_string(folder.log()).unwrap();
    let edited = text.replacen(r#""outcome":"unknown""#, r#""outcome":"refused""#, 1);
    fs::write(folder.log(), edited).unwrap();
    let broken = verify(folder.log()).unwrap_err();
    assert_eq!(broken.line(), 3);
    assert!(matches!(broken.why(), Why::Edited), "{broken}");
    let refused = EvidenceLog::open(folder.log()).unwrap_err();
    assert_eq!(refused.tampering().unwrap().line(), 3);
    let lines: Vec<_> = text.split_inclusive('\n').collect();
    fs::write(folder.log(), lines[..3].concat()).unwrap();
    assert!(verify(folder.log()).is_ok());
    let broken = Verifier::new()
        .knowing(remembered)
        .file(folder.log())
        .unwrap_err();
    assert!(matches!(broken.why(), Why::CutOff), "{broken}");
}

#[tokio::test]
async fn a_required_log_sees_calls_before_they_are_sent_and_those_that_are_not() {
    let folder = Folder::new("required");
    let sandbox = sandbox();
    let log = EvidenceLog::options()
        .required(true)
        .open(folder.log())
        .unwrap();
    let guard = AmountGuard::new().per_call(Fen(1));
    let builder = client_builder().transport(sandbox.clone()).guard(guard);
    let client = builder.evidence(log).build().unwrap();
    client.send(&uncharge()).await.unwrap();
    client.send(&complete_refund()).await.unwrap_err();
    let records = records(&folder.log());
    let kinds: Vec<_> = records
        .iter()
        .map(|line| line["record"].as_str().unwrap())
        .collect();
    assert_eq!(kinds, ["start", "attempt", "end"]);
    assert_eq!(records[2]["outcome"], "not sent");
}
