//! How much is read: bounds far above any real input, so that no input takes the machine down.

use super::fault::Fault;

/// Bytes of one input; the whole catalogue of the platform is a sixth of it.
const BYTES: usize = 64 * 1024 * 1024;

/// Levels of members inside members. The platform's deepest has 7; `serde_json` ends at 63.
pub(super) const DEPTH: usize = 60;

/// Rows of one page, and members of its samples. The longest real page has some 600.
pub(super) const ROWS: usize = 4096;

/// Refuses an input that nobody wrote.
pub(super) fn size(text: &str) -> Result<(), Fault> {
    if text.len() > BYTES {
        return Err(Fault::new(
            1,
            format!("the input is longer than {} MiB", BYTES >> 20),
            "Split it: one page a file, or fewer descriptions a file.",
        ));
    }
    Ok(())
}
