//! The verifier: walks the chain and names the line at which it breaks.

use std::fmt;
use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::Path;

use super::chain::Head;
use super::record::gap_in;

/// Verifies a whole log.
///
/// # Errors
/// The first line that was edited, removed, inserted or moved, or could not be read.
pub fn verify(path: impl AsRef<Path>) -> Result<Summary, Broken> {
    Verifier::new().file(path)
}

/// Verifies logs against what is known about them from elsewhere.
#[derive(Debug, Clone, Default)]
#[must_use]
pub struct Verifier {
    after: Head,
    known: Vec<Head>,
}

/// What an unbroken log holds.
#[non_exhaustive]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Summary {
    /// How many records, `gap` records included.
    pub records: u64,
    /// The last record. Remember it elsewhere to notice later that the end was cut off.
    pub head: Head,
    /// How many records are `gap` records that close a line which was cut short.
    pub gaps: u64,
    /// The number of the last line, where it was cut short: a crash in the middle of a write. It
    /// counts as no record.
    pub torn: Option<u64>,
    /// How many bytes whole lines take.
    pub(super) bytes: u64,
}

/// Where a log is broken.
#[derive(Debug)]
pub struct Broken {
    line: u64,
    why: Why,
}

/// What is wrong with a line.
#[non_exhaustive]
#[derive(Debug)]
pub enum Why {
    /// It is no record of an evidence log, or is one no longer.
    NotARecord,
    /// It does not fit its hash: something in it was changed.
    Edited,
    /// It does not follow the line before it: lines were removed, inserted or moved.
    OutOfPlace,
    /// A record that is remembered is not there: the end was cut off.
    CutOff,
    /// Another record stands where one is remembered: the log was written anew.
    Rewritten,
    /// The file could not be read on.
    Unreadable(io::Error),
}

/// What stands behind the last line that has an end.
pub(super) enum Tail {
    /// Nothing.
    Whole,
    /// A record that lacks nothing but the end of its line.
    Unended,
    /// A part of a record.
    Torn(Vec<u8>),
}

impl Verifier {
    /// Expects a log that begins with its first record.
    pub fn new() -> Self {
        Self::default()
    }

    /// Expects a log that goes on where another ended.
    pub fn after(mut self, head: Head) -> Self {
        self.after = head;
        self
    }

    /// Expects this record, remembered from earlier, in the log.
    pub fn knowing(mut self, head: Head) -> Self {
        self.known.push(head);
        self
    }

    /// Verifies a file.
    ///
    /// # Errors
    /// The first line at which the chain breaks.
    pub fn file(&self, path: impl AsRef<Path>) -> Result<Summary, Broken> {
        let unreadable = |error| Broken::at(1, Why::Unreadable(error));
        let file = File::open(path).map_err(unreadable)?;
        self.read(BufReader::new(file))
    }

    /// Verifies what a reader gives.
    ///
    /// # Errors
    /// The first line at which the chain breaks.
    pub fn read(&self, log: impl BufRead) -> Result<Summary, Broken> {
        Ok(self.walk(log, 0)?.0)
    }

    /// Walks the lines behind so many that are known to be whole: one a record.
    pub(super) fn walk(
        &self,
        mut log: impl BufRead,
        before: u64,
    ) -> Result<(Summary, Tail), Broken> {
        let mut summary = Summary {
            records: 0,
            head: self.after,
            gaps: 0,
            torn: None,
            bytes: 0,
        };
        let mut line = Vec::new();
        let mut tail = Tail::Whole;
        for number in before + 1.. {
            line.clear();
            let broken = |why| Broken::at(number, why);
            let read = log.read_until(b'\n', &mut line);
            if read.map_err(|error| broken(Why::Unreadable(error)))? == 0 {
                self.ended(summary.head).map_err(broken)?;
                break;
            }
            tail = summary.take(&mut line, number).map_err(broken)?;
            self.compare(summary.head).map_err(broken)?;
        }
        Ok((summary, tail))
    }

    /// A record with a remembered number must be the remembered one.
    fn compare(&self, head: Head) -> Result<(), Why> {
        let forged = |known: &Head| known.seq() == head.seq() && *known != head;
        if self.known.iter().any(forged) {
            return Err(Why::Rewritten);
        }
        Ok(())
    }

    fn ended(&self, head: Head) -> Result<(), Why> {
        if self.known.iter().any(|known| known.seq() > head.seq()) {
            return Err(Why::CutOff);
        }
        Ok(())
    }
}

impl Summary {
    /// Takes in the next line.
    fn take(&mut self, line: &mut Vec<u8>, number: u64) -> Result<Tail, Why> {
        let whole = line.len() as u64;
        let ended = line.pop_if(|last| *last == b'\n').is_some();
        match self.head.follow(line) {
            Ok(head) => self.head = head,
            Err(_) if !ended => {
                self.torn = Some(number);
                return Ok(Tail::Torn(std::mem::take(line)));
            }
            Err(why) => {
                let (_, gap) = gap_in(line).ok_or(why)?;
                self.head = self.head.follow(gap)?;
                self.gaps += 1;
            }
        }
        self.records += 1;
        self.bytes += whole;
        Ok(if ended { Tail::Whole } else { Tail::Unended })
    }
}

impl Broken {
    fn at(line: u64, why: Why) -> Self {
        Self { line, why }
    }

    /// The number of the line, counted from 1.
    pub fn line(&self) -> u64 {
        self.line
    }

    /// What is wrong with it.
    pub fn why(&self) -> &Why {
        &self.why
    }
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}", self.line)?;
        match &self.why {
            Why::NotARecord => f.write_str(" is no record of an evidence log"),
            Why::Edited => f.write_str(" was edited: it does not fit its hash"),
            Why::OutOfPlace => f.write_str(
                " does not follow the one before it: lines were removed, inserted or moved",
            ),
            Why::CutOff => f.write_str(" is missing: the end of the log was cut off"),
            Why::Rewritten => f.write_str(" is not the one remembered: the log was written anew"),
            Why::Unreadable(error) => write!(f, " cannot be read: {error}"),
        }
    }
}

impl std::error::Error for Broken {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.why {
            Why::Unreadable(error) => Some(error),
            _ => None,
        }
    }
}
