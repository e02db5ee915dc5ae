//! Runs the program, and makes the files that it reads.

use std::io::Write;
use std::process::{Command, Output, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

/// One run of the program, with nothing of this process's environment.
pub(crate) struct Run {
    command: Command,
    input: Option<String>,
}

impl Run {
    pub(crate) fn new<'a>(arguments: impl IntoIterator<Item = &'a str>) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-top"));
        command.env_clear().args(arguments).stdin(Stdio::null());
        Self {
            command,
            input: None,
        }
    }

    pub(crate) fn arguments(mut self, arguments: &[&str]) -> Self {
        self.command.args(arguments);
        self
    }

    pub(crate) fn env(mut self, name: &str, value: &str) -> Self {
        self.command.env(name, value);
        self
    }

    /// Sets what it reads on standard input.
    pub(crate) fn input(mut self, text: impl Into<String>) -> Self {
        self.command.stdin(Stdio::piped());
        self.input = Some(text.into());
        self
    }

    pub(crate) fn output(mut self) -> Output {
        let pipes = self.command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = pipes.spawn().unwrap();
        if let (Some(mut stdin), Some(text)) = (child.stdin.take(), self.input) {
            // A program that needs no input may be gone already.
            let _ = stdin.write_all(text.as_bytes());
        }
        child.wait_with_output().unwrap()
    }
}

pub(crate) fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// A file that is gone when the test is over.
pub(crate) struct File(String);

/// A file of its own for one test.
pub(crate) fn file(name: &str, text: &str) -> File {
    static FILES: AtomicU32 = AtomicU32::new(0);
    let number = FILES.fetch_add(1, Ordering::Relaxed);
    let place = env!("CARGO_TARGET_TMPDIR");
    let path = format!("{place}/{name}-{}-{number}", std::process::id());
    std::fs::write(&path, text).unwrap();
    File(path)
}

impl File {
    pub(crate) fn path(&self) -> &str {
        &self.0
    }
}

impl Drop for File {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}
