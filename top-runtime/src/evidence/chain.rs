//! The chain of hashes: how a line is sealed, and how a seal is read.

use std::fmt;
use std::str::FromStr;

use sha2::{Digest, Sha256};

use super::Why;

/// A SHA-256.
pub(super) type Hash = [u8; 32];

/// How a line begins, before its number.
pub(super) const OPENING: &[u8] = b"{\"seq\":";
const PREV: &[u8] = b",\"prev\":\"";
const PREV_END: &[u8] = b"\"";
const HASH: &[u8] = b",\"hash\":\"";
const HASH_END: &[u8] = b"\"}";

/// A place in a log: the number of a record and its hash. As text `17:9f86d0…`.
///
/// The default is the place before the first record.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub struct Head {
    seq: u64,
    hash: Hash,
}

impl Head {
    /// The number of the record, counted from 1; 0 before the first.
    pub const fn seq(self) -> u64 {
        self.seq
    }

    /// The SHA-256 of the record.
    pub const fn hash(&self) -> &[u8; 32] {
        &self.hash
    }

    pub(super) const fn next_seq(self) -> u64 {
        self.seq.saturating_add(1)
    }

    /// Ends a line that was begun with the next number, and gives its place.
    pub(super) fn seal(self, line: &mut Vec<u8>) -> Self {
        push(line, PREV, &self.hash, PREV_END);
        let hash = sha256(line);
        push(line, HASH, &hash, HASH_END);
        Self {
            seq: self.next_seq(),
            hash,
        }
    }

    /// The place of a line that follows this one.
    ///
    /// # Errors
    /// Where it was edited, or does not follow.
    pub(super) fn follow(self, line: &[u8]) -> Result<Self, Why> {
        let (body, hash) = take(line, HASH, HASH_END).ok_or(Why::NotARecord)?;
        if sha256(body) != hash {
            return Err(Why::Edited);
        }
        let (body, prev) = take(body, PREV, PREV_END).ok_or(Why::NotARecord)?;
        let seq = seq(body).ok_or(Why::NotARecord)?;
        if prev != self.hash || seq != self.next_seq() {
            return Err(Why::OutOfPlace);
        }
        Ok(Self { seq, hash })
    }
}

pub(super) fn sha256(bytes: &[u8]) -> Hash {
    Sha256::digest(bytes).into()
}

fn push(line: &mut Vec<u8>, before: &[u8], hash: &Hash, after: &[u8]) {
    line.extend_from_slice(before);
    line.extend_from_slice(const_hex::encode(hash).as_bytes());
    line.extend_from_slice(after);
}

/// Takes a hash off the end of a line: byte for byte as `push` writes it, so that there is only
/// one way to write a line.
fn take<'l>(line: &'l [u8], before: &[u8], after: &[u8]) -> Option<(&'l [u8], Hash)> {
    let line = line.strip_suffix(after)?;
    let (line, digits) = line.split_at_checked(line.len().checked_sub(64)?)?;
    if digits.iter().any(u8::is_ascii_uppercase) {
        return None;
    }
    let hash = const_hex::decode_to_array(digits).ok()?;
    Some((line.strip_suffix(before)?, hash))
}

fn seq(body: &[u8]) -> Option<u64> {
    let rest = body.strip_prefix(OPENING)?;
    let end = rest.iter().position(|byte| !byte.is_ascii_digit())?;
    std::str::from_utf8(rest.get(..end)?).ok()?.parse().ok()
}

impl fmt::Display for Head {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.seq, const_hex::encode(self.hash))
    }
}

impl fmt::Debug for Head {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// A text that is no [`Head`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotAHead;

impl fmt::Display for NotAHead {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a number, a colon and 64 hexadecimal digits")
    }
}

impl std::error::Error for NotAHead {}

impl FromStr for Head {
    type Err = NotAHead;

    fn from_str(text: &str) -> Result<Self, NotAHead> {
        let (seq, hash) = text.split_once(':').ok_or(NotAHead)?;
        Ok(Self {
            seq: seq.parse().map_err(|_| NotAHead)?,
            hash: const_hex::decode_to_array(hash).map_err(|_| NotAHead)?,
        })
    }
}
