//! What a mistake looks like: one file a mistake, its message beside it. See `ui/README.md`.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The stable release whose words stand in the messages that rustc makes.
const WORDED_BY: &str = "rustc 1.95.";

#[test]
fn mistakes_are_told_on_the_word() -> Result<(), Box<dyn Error>> {
    let same_words = rustc_version()?.starts_with(WORDED_BY);
    let cases = trybuild::TestCases::new();
    let mut skipped = 0;
    for mistake in mistakes(Path::new("tests/ui"))? {
        if same_words || !is_worded_by_rustc(&mistake)? {
            cases.compile_fail(mistake);
        } else {
            skipped += 1;
        }
    }
    if skipped > 0 {
        println!("skipped: {skipped} mistakes that {WORDED_BY}x words itself");
    }
    Ok(())
}

fn rustc_version() -> Result<String, Box<dyn Error>> {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let version = Command::new(rustc).arg("--version").output()?.stdout;
    Ok(String::from_utf8(version)?)
}

/// Every `.rs` file one folder down, in order.
fn mistakes(root: &Path) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let mut found = Vec::new();
    for kind in fs::read_dir(root)? {
        let kind = kind?.path();
        if kind.is_dir() {
            for file in fs::read_dir(kind)? {
                found.push(file?.path());
            }
        }
    }
    found.retain(|path| path.extension().is_some_and(|extension| extension == "rs"));
    found.sort();
    Ok(found)
}

/// rustc's own errors have a number; those of the derives have none.
fn is_worded_by_rustc(mistake: &Path) -> Result<bool, Box<dyn Error>> {
    let message = mistake.with_extension("stderr");
    // A new mistake has no message yet; trybuild then shows the one it got.
    Ok(message.exists() && fs::read_to_string(message)?.contains("error[E"))
}
