//! The transcript in the READMEs, run as it is printed.
#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "helpers of tests stop at the first surprise"
)]

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// One command and what it prints.
struct Step {
    command: String,
    prints: String,
}

/// A sandbox that ends with the test, at ports of its own.
struct Sandbox {
    process: Child,
    /// Ports as printed in the transcript, and the ones in truth.
    ports: Vec<(String, String)>,
}

impl Sandbox {
    /// Starts what the transcript starts, at free ports.
    fn start(step: &Step) -> Self {
        let mut process = Command::new(env!("CARGO_BIN_EXE_cargo-top"))
            .args(["top", "sandbox", "--port", "0", "--page-port", "0"])
            .stdout(Stdio::piped())
            .spawn()
            .expect("the sandbox starts");
        let mut lines = BufReader::new(process.stdout.take().expect("piped")).lines();
        let ports = step
            .prints
            .lines()
            .map(|printed| (printed, lines.next().expect("as many lines").unwrap()))
            .map(|(printed, said)| (port(printed), port(&said)))
            .filter(|(printed, _)| !printed.is_empty())
            .collect();
        Self { process, ports }
    }

    fn in_truth(&self, text: &str) -> String {
        self.ports
            .iter()
            .fold(text.to_owned(), |text, (printed, port)| {
                text.replace(printed, port)
            })
    }
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// `127.0.0.1:8090` out of a line; nothing where there is none.
fn port(line: &str) -> String {
    let Some((_, rest)) = line.split_once("127.0.0.1:") else {
        return String::new();
    };
    let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
    format!("127.0.0.1:{digits}")
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn steps(readme: &str) -> Vec<Step> {
    let readme = fs::read_to_string(root().join(readme)).unwrap();
    let (_, rest) = readme.split_once("```console\n").expect("a transcript");
    let (transcript, _) = rest.split_once("```").expect("its end");
    let mut steps = Vec::new();
    for line in transcript.lines() {
        match (line.strip_prefix("$ "), steps.last_mut()) {
            (Some(command), _) => steps.push(Step {
                command: command.to_owned(),
                prints: String::new(),
            }),
            (None, Some(Step { prints, .. })) => {
                prints.push_str(line);
                prints.push('\n');
            }
            (None, None) => panic!("output before the first command: {line}"),
        }
    }
    steps
}

/// A folder with the page where the transcript looks for it.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    let pages = "cargo-top/tests/fixtures/pages";
    fs::create_dir_all(folder.join(pages)).unwrap();
    for page in fs::read_dir(root().join(pages)).unwrap() {
        let page = page.unwrap();
        fs::copy(page.path(), folder.join(pages).join(page.file_name())).unwrap();
    }
    folder
}

/// Runs a command behind the exports so far; both of its outputs, as a terminal shows them.
fn run(script: &str, folder: &Path) -> String {
    let programs = Path::new(env!("CARGO_BIN_EXE_cargo-top")).parent().unwrap();
    let path = std::env::var_os("PATH").unwrap_or_default();
    let path = [programs.to_owned()]
        .into_iter()
        .chain(std::env::split_paths(&path));
    let output = Command::new("sh")
        .args(["-c", &format!("exec 2>&1\n{script}")])
        .env("PATH", std::env::join_paths(path).unwrap())
        .env_remove("TOP_SESSION")
        .current_dir(folder)
        .output()
        .unwrap();
    let printed = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "{script}\n{printed}");
    printed
}

fn play(readme: &str, folder_name: &str) {
    let folder = folder(folder_name);
    let steps = steps(readme);
    let (first, rest) = steps.split_first().expect("a command");
    assert!(first.command.starts_with("cargo top sandbox"));
    let sandbox = Sandbox::start(first);
    let mut exports = String::new();
    for step in rest {
        let command = sandbox.in_truth(&step.command);
        if command.starts_with("export ") {
            exports.push_str(&command);
            exports.push('\n');
            continue;
        }
        let printed = run(&format!("{exports}{command}"), &folder);
        assert_eq!(printed, sandbox.in_truth(&step.prints), "{command}");
    }
    let written = fs::read_to_string(folder.join("reverse_point.rs")).unwrap();
    assert!(written.contains("pub struct ReversePoint {"), "{written}");
}

#[test]
fn the_transcript_runs_as_printed() {
    play("README.md", "transcript");
}

#[test]
fn and_so_does_the_chinese_one() {
    play("README.zh-CN.md", "transcript-zh");
}
