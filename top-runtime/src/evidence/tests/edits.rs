//! Whatever is changed in a log, the verifier names the line.

use std::fs;
use std::sync::LazyLock;

use proptest::prelude::*;

use super::{Place, attempt, params};
use crate::evidence::{Broken, Head, Summary, Verifier, Why, verify};
use crate::observe::Observer as _;

/// A log of seven lines, the fourth of which was cut short by a crash, and the head after each.
static LOG: LazyLock<(String, Vec<Head>)> = LazyLock::new(|| {
    let place = Place::new();
    let mut heads = Vec::new();
    let mut write = |orders: &[&str]| {
        let log = place.open();
        for order in orders {
            log.attempt(&attempt(&params(order)));
            heads.push(log.head());
        }
    };
    write(&["1", "甲\n\"{\"seq\":9", "{}", "4"]);
    let text = place.text();
    fs::write(&place, &text[..text.len() - 40]).unwrap();
    write(&["", "6", "7"]);
    (place.text(), heads)
});

fn read(log: impl AsRef<[u8]>) -> Result<Summary, Broken> {
    Verifier::new().read(log.as_ref())
}

fn lines() -> Vec<&'static str> {
    LOG.0.split_inclusive('\n').collect()
}

/// The number of the line in which this byte stands.
fn line_of(at: usize) -> u64 {
    let before = &LOG.0.as_bytes()[..at];
    before.split(|byte| *byte == b'\n').count() as u64
}

fn broken_at(lines: &[&str]) -> Option<(u64, String)> {
    let broken = read(lines.concat()).err()?;
    Some((broken.line(), format!("{:?}", broken.why())))
}

#[test]
fn a_crash_is_no_edit() {
    let summary = read(&LOG.0).unwrap();
    assert_eq!((lines().len(), summary.records), (7, 7));
    assert_eq!((summary.gaps, summary.torn), (1, None));
    assert_eq!(Some(&summary.head), LOG.1.last());
}

#[test]
fn every_cut_of_the_last_line_is_told_as_torn_and_written_on() {
    let whole = lines()[..3].concat();
    let log = lines()[..2].concat();
    for cut in log.len() + 1..whole.len() - 1 {
        let summary = read(&whole.as_bytes()[..cut]).unwrap();
        assert_eq!((summary.records, summary.torn), (2, Some(3)), "{cut}");
    }
    let place = Place::new();
    for cut in [
        log.len() + 1,
        whole.len() - 60,
        whole.len() - 2,
        whole.len() - 1,
    ] {
        fs::write(&place, &whole.as_bytes()[..cut]).unwrap();
        let log = place.open();
        log.attempt(&attempt(&params("x")));
        let summary = verify(&place).unwrap();
        assert_eq!((summary.torn, summary.head), (None, log.head()), "{cut}");
        assert_eq!(summary.gaps, u64::from(cut < whole.len() - 1), "{cut}");
        assert!(
            place
                .text()
                .as_bytes()
                .starts_with(&whole.as_bytes()[..cut])
        );
    }
}

#[test]
fn lines_removed_repeated_or_moved_are_named() {
    let all = lines();
    for at in 0..all.len() - 1 {
        let mut removed = all.clone();
        removed.remove(at);
        assert_eq!(
            broken_at(&removed),
            Some((at as u64 + 1, "OutOfPlace".to_owned()))
        );
        let mut moved = all.clone();
        moved.swap(at, at + 1);
        assert_eq!(broken_at(&moved).unwrap().0, at as u64 + 1);
        let mut repeated = all.clone();
        repeated.insert(at, all[at]);
        assert_eq!(broken_at(&repeated).unwrap().0, at as u64 + 2);
        let mut blank = all.clone();
        blank.insert(at, "\n");
        assert_eq!(
            broken_at(&blank),
            Some((at as u64 + 1, "NotARecord".to_owned()))
        );
    }
}

#[test]
fn a_cut_end_and_a_new_chain_show_against_a_remembered_head() {
    let (text, heads) = &*LOG;
    let knowing = |head: Head, log: &str| Verifier::new().knowing(head).read(log.as_bytes());
    for head in heads.iter().filter(|head| head.seq() != 4) {
        assert!(knowing(*head, text).is_ok());
    }
    // The fourth is remembered, and it is what was cut short.
    assert!(matches!(
        knowing(heads[3], text).unwrap_err().why(),
        Why::Rewritten
    ));
    let cut = lines()[..5].concat();
    assert!(read(&cut).is_ok());
    let broken = knowing(heads[6], &cut).unwrap_err();
    assert!(matches!(broken.why(), Why::CutOff));
    assert_eq!(broken.line(), 6);
    let place = Place::new();
    place.open().attempt(&attempt(&params("another")));
    let broken = knowing(heads[0], &place.text()).unwrap_err();
    assert!(matches!(broken.why(), Why::Rewritten));
    assert_eq!(broken.line(), 1);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    /// A byte that is changed, put in or taken out.
    #[test]
    fn any_edited_byte_is_named(at in any::<prop::sample::Index>(), byte: u8, how in 0_u8..3) {
        let original = LOG.0.as_bytes();
        let at = at.index(original.len());
        let mut edited = original.to_vec();
        match how {
            0 => edited[at] = byte,
            1 => edited.insert(at, byte),
            _ => drop(edited.remove(at)),
        }
        prop_assume!(edited != original);
        match read(&edited) {
            Err(broken) => {
                // An end of a line that is put before another one makes a blank line behind it.
                let blank = how == 1 && byte == b'\n' && original[at] == b'\n';
                prop_assert_eq!(broken.line(), line_of(at) + u64::from(blank), "{}", broken);
            }
            // The last line has lost its end: it is told as cut short, or it lacks no record.
            Ok(summary) => {
                let last = lines().len() as u64;
                prop_assert_eq!(line_of(at), last);
                let whole = summary.head == LOG.1[LOG.1.len() - 1] && edited == original[..original.len() - 1];
                prop_assert!(whole || summary.torn == Some(last), "{:?}", summary);
            }
        }
    }
}
