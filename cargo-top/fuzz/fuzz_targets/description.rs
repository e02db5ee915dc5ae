//! Text read as JSON: what is read is told again without a loss, what is not has a line.
#![no_main]

use cargo_top_fuzz::{holds, is_json};
use libfuzzer_sys::{Corpus, fuzz_target};

fuzz_target!(|text: &str| -> Corpus {
    if !is_json(text) {
        return Corpus::Reject;
    }
    holds(text);
    Corpus::Keep
});
