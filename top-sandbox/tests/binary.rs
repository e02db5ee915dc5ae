//! The program: its options, its port, and its end.
#![allow(
    clippy::unwrap_used,
    reason = "a test may stop at the first surprise, its helpers included"
)]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Output, Stdio};

fn program(options: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_top-sandbox"));
    command.args(options).stdin(Stdio::null());
    command
}

/// The program on a port, with an account that `.ci/secrets` looks for.
fn serving(port: u16) -> Command {
    let account = "--app-key 12345678 --app-secret helloworld --session a-session-of-the-gateway";
    let mut command = program(&["--port", &port.to_string()]);
    command.args(account.split(' '));
    command
}

/// Ends the program with the test.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn it_prints_its_port_and_serves() {
    let child = serving(0).stdout(Stdio::piped()).spawn().unwrap();
    let mut running = Running(child);
    let mut line = String::new();
    let stdout = running.0.stdout.take().unwrap();
    BufReader::new(stdout).read_line(&mut line).unwrap();
    let port: u16 = line.trim().parse().unwrap();

    let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
    let request = "GET /router/rest HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
    stream.write_all(request.as_bytes()).unwrap();
    let mut reply = String::new();
    stream.read_to_string(&mut reply).unwrap();
    assert!(reply.contains("<code>21</code>"), "{reply}");
    ends_by_ctrl_c(&mut running);
}

#[test]
fn a_page_is_served_beside_it_where_one_is_asked_for() {
    let child = serving(0)
        .args(["--page-port", "0"])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut running = Running(child);
    let stdout = running.0.stdout.take().unwrap();
    let url = BufReader::new(stdout).lines().nth(2).unwrap().unwrap();
    let host = url
        .trim_start_matches("http://")
        .trim_end_matches('/')
        .to_owned();
    let mut stream = TcpStream::connect(&host).unwrap();
    let request = format!("GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).unwrap();
    let mut reply = String::new();
    stream.read_to_string(&mut reply).unwrap();
    assert!(reply.contains("<title>TOP sandbox</title>"), "{reply}");
}

#[cfg(unix)]
fn ends_by_ctrl_c(running: &mut Running) {
    let id = running.0.id().to_string();
    let sent = Command::new("kill").args(["-INT", &id]).status().unwrap();
    assert!(sent.success());
    assert_eq!(running.0.wait().unwrap().code(), Some(0));
}

#[cfg(not(unix))]
fn ends_by_ctrl_c(_: &mut Running) {}

#[test]
fn help_and_mistakes_have_their_exit_codes() {
    let run = |options: &[&str]| -> Output { program(options).output().unwrap() };
    let help = run(&["--help"]);
    assert_eq!(help.status.code(), Some(0));
    assert!(
        String::from_utf8(help.stdout)
            .unwrap()
            .contains("--app-secret")
    );
    let mistake = run(&["--app-key"]);
    assert_eq!(mistake.status.code(), Some(2));
    let said = String::from_utf8(mistake.stderr).unwrap();
    assert!(
        said.starts_with("top-sandbox: --app-key needs a value"),
        "{said}"
    );
}

#[test]
fn a_port_in_use_is_told_in_a_sentence() {
    let taken = std::net::TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let port = taken.local_addr().unwrap().port();
    let refused = serving(port).output().unwrap();
    assert_eq!(refused.status.code(), Some(1));
    let said = String::from_utf8(refused.stderr).unwrap();
    let expected = format!("top-sandbox: cannot listen on 127.0.0.1:{port}");
    assert!(said.starts_with(&expected), "{said}");
}
