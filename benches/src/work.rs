//! Single stages, done so many times: what the instruction counts are of.

mod decode;
mod encode;

use crate::call::SIZES;
use crate::{Failure, call};

/// A stage of the framework, and what stands beside it.
#[derive(Debug)]
pub(crate) struct Pair {
    /// What is compared.
    pub what: &'static str,
    /// The framework's work.
    pub ours: Work,
    /// The work by hand.
    pub theirs: Work,
    /// What the ratio may be at most.
    pub target: f64,
}

/// Something to do so many times, by name.
pub(crate) type Work = (&'static str, fn(u32) -> Result<(), Failure>);

const SHORT: usize = SIZES[0].0;
const LONG: usize = SIZES[1].0;

/// All that are compared.
pub(crate) const PAIRS: [Pair; 7] = [
    Pair {
        what: "check + encode + sign (md5) + form of a full refund",
        ours: ("refund-md5", encode::ours_md5),
        theirs: ("refund-md5-passes", encode::passes_md5),
        target: 1.1,
    },
    Pair {
        what: "check + encode + sign (hmac-sha256) + form of a full refund",
        ours: ("refund-sha256", encode::ours_sha256),
        theirs: ("refund-sha256-passes", encode::passes_sha256),
        target: 1.1,
    },
    Pair {
        what: "lenient decode of a simplified flow detail",
        ours: ("flow", decode::ours_simplified),
        theirs: ("flow-strict", decode::strict_simplified),
        target: 1.15,
    },
    Pair {
        what: "lenient decode of a classic flow detail",
        ours: ("flow-classic", decode::ours_classic),
        theirs: ("flow-classic-strict", decode::strict_classic),
        target: 1.15,
    },
    Pair {
        what: "lenient decode of a flow detail of 20 KB",
        ours: ("flow-long", decode::ours_long),
        theirs: ("flow-long-strict", decode::strict_long),
        target: 1.0,
    },
    Pair {
        what: "a call, reply of 850 B",
        ours: ("call", |times| call::ours(SHORT, times)),
        theirs: ("call-by-hand", |times| call::theirs(SHORT, times)),
        target: 1.0,
    },
    Pair {
        what: "a call, reply of 20 KB",
        ours: ("call-long", |times| call::ours(LONG, times)),
        theirs: ("call-long-by-hand", |times| call::theirs(LONG, times)),
        target: 1.0,
    },
];

/// Does the work of this name so many times.
pub(crate) fn run(name: &str, times: u32) -> Result<(), Failure> {
    let work = PAIRS
        .iter()
        .flat_map(|pair| [pair.ours, pair.theirs])
        .find(|(known, _)| *known == name);
    let (_, work) = work.ok_or_else(|| format!("there is no work named {name}"))?;
    work(times)
}
