//! `cargo top sandbox`: a gateway and its page, from outside.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};

use serde_json::{Value, json};

const SPECS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/specs.jsonl");

/// The program, until the test is over, and the ports that it printed.
struct Running {
    child: Child,
    gateway: String,
    page: String,
}

impl Running {
    fn start(options: &[&str]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-top"));
        command.env_clear().args(["top", "sandbox"]).args(options);
        let mut child = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut address = |name: &str| {
            let line = lines.next().unwrap().unwrap();
            let url = line.strip_prefix(name).unwrap().trim();
            let authority = url.trim_start_matches("http://").split('/').next();
            authority.unwrap().to_owned()
        };
        let (gateway, page) = (address("gateway"), address("page"));
        Self {
            child,
            gateway,
            page,
        }
    }

    /// What the page answers.
    fn ask(&self, verb: &str, path: &str, body: &str) -> Value {
        serde_json::from_str(&ask(&self.page, verb, path, body)).unwrap()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn ask(host: &str, verb: &str, path: &str, body: &str) -> String {
    let mut stream = TcpStream::connect(host).unwrap();
    let length = body.len();
    let head = format!(
        "{verb} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\
         Content-Type: application/json\r\nContent-Length: {length}\r\n\r\n"
    );
    stream
        .write_all(format!("{head}{body}").as_bytes())
        .unwrap();
    let mut reply = String::new();
    stream.read_to_string(&mut reply).unwrap();
    let (_, body) = reply.split_once("\r\n\r\n").unwrap();
    body.to_owned()
}

#[test]
fn it_serves_the_gateway_and_its_page() {
    let running = Running::start(&[]);
    let reply = ask(&running.gateway, "GET", "/router/rest", "");
    assert!(reply.contains("<code>21</code>"), "{reply}");
    let served = running.ask("GET", "/api/endpoints", "");
    assert_eq!(served.as_array().unwrap().len(), 4);
}

/// Whatever a description says, its form can be filled in by one click, and the call succeeds.
#[test]
fn every_described_endpoint_can_be_tried() {
    let running = Running::start(&["--spec", SPECS]);
    let served = running.ask("GET", "/api/endpoints", "");
    let served = served.as_array().unwrap();
    assert!(served.len() >= 600, "{}", served.len());
    for method in served.iter().map(|line| line["method"].as_str().unwrap()) {
        let form = running.ask("GET", &format!("/api/endpoints/{method}"), "");
        assert_eq!(form["facts"]["method"], method);
        let attempt = json!({
            "method": method,
            "params": form["sample"],
            "files": form["files"],
            "session": true,
        });
        let attempt = attempt.to_string();
        let violations = running.ask("POST", "/api/check", &attempt);
        assert_eq!(violations, json!([]), "{method}: {attempt}");
        let sent = running.ask("POST", "/api/send", &attempt);
        let call = running.ask("GET", &format!("/api/calls/{}", sent["call"]), "");
        assert_eq!(call["row"]["outcome"], "ok", "{method}: {call}");
    }
}
