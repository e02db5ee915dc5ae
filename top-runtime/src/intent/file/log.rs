//! The log beside the file: commits that are not in the file yet.
//!
//! Each page in the log carries a checksum over all before it. The database takes the first that
//! does not fit for the end of what was written, as after a power cut, and drops the rest. This
//! tells a log that ends there from one that is damaged there, before anything is dropped. The
//! format is that of <https://sqlite.org/fileformat2.html#walformat>.

use std::io::{BufReader, ErrorKind, Read};

use super::failed::corrupt;
use crate::intent::StoreError;

const HEADER: usize = 32;
const FRAME_HEADER: usize = 24;
/// The magic number; its last bit says that the checksums read big-endian words.
const MAGIC: u32 = 0x377f_0682;
const PAGES: std::ops::RangeInclusive<usize> = 512..=65536;

/// Whether everything that was ever committed to the log can be read.
///
/// # Errors
/// [`Corrupt`](crate::intent::StoreErrorKind::Corrupt) where it cannot.
pub(super) fn verify(log: impl Read) -> Result<(), StoreError> {
    let mut log = BufReader::new(log);
    let mut header = [0; HEADER];
    if !fill(&mut log, &mut header)? {
        // It was being made: nothing has been committed to it.
        return Ok(());
    }
    let Some(mut chain) = Chain::begin(&header) else {
        return Err(corrupt("has a damaged log").because("its header does not fit"));
    };
    let mut frame = vec![0; FRAME_HEADER + chain.page];
    let (mut whole, mut commits_behind) = (true, 0);
    while fill(&mut log, &mut frame)? {
        let is_of_this_log = frame.get(8..16) == Some(&chain.salts);
        whole = whole && is_of_this_log && chain.takes(&frame);
        let is_commit = word(&frame, 4, true) != Some(0);
        if !whole && is_of_this_log && is_commit {
            commits_behind += 1;
        }
    }
    // The last commit may have been cut off; one more was made only once it was on disk.
    if commits_behind > 1 {
        return Err(
            corrupt("has a damaged log").because("a commit in the middle of it does not fit")
        );
    }
    Ok(())
}

/// The running checksum.
struct Chain {
    big_endian: bool,
    page: usize,
    salts: [u8; 8],
    sums: (u32, u32),
}

impl Chain {
    fn begin(header: &[u8; HEADER]) -> Option<Self> {
        let magic = word(header, 0, true)?;
        let page = usize::try_from(word(header, 8, true)?).ok()?;
        if magic & !1 != MAGIC || !PAGES.contains(&page) || !page.is_power_of_two() {
            return None;
        }
        let mut chain = Self {
            big_endian: magic & 1 == 1,
            page,
            salts: header.get(16..24)?.try_into().ok()?,
            sums: (0, 0),
        };
        chain.add(header.get(..24)?);
        chain.is_at(header.get(24..)?).then_some(chain)
    }

    /// Whether this is the next page.
    fn takes(&mut self, frame: &[u8]) -> bool {
        let Some((header, page)) = frame.split_at_checked(FRAME_HEADER) else {
            return false;
        };
        self.add(header.get(..8).unwrap_or_default());
        self.add(page);
        self.is_at(header.get(16..).unwrap_or_default())
    }

    fn add(&mut self, bytes: &[u8]) {
        let (mut one, mut two) = self.sums;
        for pair in bytes.chunks_exact(8) {
            let words = (
                word(pair, 0, self.big_endian),
                word(pair, 4, self.big_endian),
            );
            one = one
                .wrapping_add(words.0.unwrap_or_default())
                .wrapping_add(two);
            two = two
                .wrapping_add(words.1.unwrap_or_default())
                .wrapping_add(one);
        }
        self.sums = (one, two);
    }

    fn is_at(&self, sums: &[u8]) -> bool {
        word(sums, 0, true) == Some(self.sums.0) && word(sums, 4, true) == Some(self.sums.1)
    }
}

fn word(bytes: &[u8], at: usize, big_endian: bool) -> Option<u32> {
    let four = bytes.get(at..at + 4)?.try_into().ok()?;
    Some(if big_endian {
        u32::from_be_bytes(four)
    } else {
        u32::from_le_bytes(four)
    })
}

/// Fills the buffer; `false` where the log ends before.
fn fill(log: &mut impl Read, buffer: &mut [u8]) -> Result<bool, StoreError> {
    match log.read_exact(buffer) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == ErrorKind::UnexpectedEof => Ok(false),
        Err(error) => Err(StoreError::io(error)),
    }
}
