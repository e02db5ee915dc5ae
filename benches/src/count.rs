//! Instruction counts of single stages, beside the passes that nobody can do without.

use std::path::PathBuf;
use std::process::{Command, Stdio};

use crate::Failure;
use crate::table::{Figures, Row};
use crate::work::{PAIRS, Pair};

/// One line for each pair of works.
pub(crate) fn rows() -> Result<Vec<Row>, Failure> {
    let installed = valgrind()
        .arg("--version")
        .stdout(Stdio::null())
        .status()
        .is_ok();
    PAIRS.iter().map(|pair| row(pair, installed)).collect()
}

fn row(pair: &Pair, installed: bool) -> Result<Row, Failure> {
    let what = pair.what.to_owned();
    let measured = if installed {
        let (ours, theirs) = (instructions(pair.ours.0)?, instructions(pair.theirs.0)?);
        Ok(Figures::of(ours, theirs, "instructions").at_most(pair.target))
    } else {
        Err("valgrind is not installed")
    };
    Ok(Row { what, measured })
}

fn valgrind() -> Command {
    Command::new("valgrind")
}

/// The instructions of one time: many less few, so that what happens once falls out.
fn instructions(work: &str) -> Result<f64, Failure> {
    const FEW: u32 = 50;
    const MANY: u32 = 550;
    let difference = counted(work, MANY)? - counted(work, FEW)?;
    Ok(difference / f64::from(MANY - FEW))
}

/// All instructions of a process that does this work so many times.
fn counted(work: &str, times: u32) -> Result<f64, Failure> {
    let out = Scratch::new(work, times);
    let run = valgrind()
        .args(["--tool=callgrind", "--error-exitcode=9"])
        .arg(format!("--callgrind-out-file={}", out.0.display()))
        .arg(std::env::current_exe()?)
        .args(["work", work, &times.to_string()])
        .output()?;
    let words = String::from_utf8_lossy(&run.stderr).into_owned();
    if !run.status.success() {
        return Err(format!("valgrind failed on {work}: {words}").into());
    }
    let total = words
        .lines()
        .find_map(|line| line.split("Collected :").nth(1));
    let total = total.ok_or("valgrind did not say how many instructions it saw")?;
    Ok(total.trim().parse()?)
}

/// Where callgrind leaves its profile, which nobody reads.
struct Scratch(PathBuf);

impl Scratch {
    fn new(work: &str, times: u32) -> Self {
        let name = format!("top-benches-{}-{work}-{times}.out", std::process::id());
        Self(std::env::temp_dir().join(name))
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // Left behind it would only waste space.
        let _ = std::fs::remove_file(&self.0);
    }
}
