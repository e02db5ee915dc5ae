//! How long a stripped program is, and how much of it is machine code.

use std::path::Path;

use crate::Failure;

/// Lengths in bytes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Size {
    /// Of the sections that are executed.
    pub code: f64,
    /// Of the whole file: code, data, relocations, unwind tables.
    pub file: f64,
}

impl Size {
    /// That of an ELF program of 64 bits.
    pub(crate) fn of(program: &Path) -> Result<Self, Failure> {
        let bytes = std::fs::read(program)?;
        let code = executed(&bytes)
            .ok_or_else(|| format!("{} is no 64-bit ELF program", program.display()))?;
        Ok(Self {
            code: float(code),
            file: float(u64::try_from(bytes.len())?),
        })
    }

    /// What each of so many endpoints adds.
    pub(crate) fn grown(self, from: Self, endpoints: usize) -> Self {
        let endpoints = float(endpoints as u64);
        Self {
            code: (self.code - from.code) / endpoints,
            file: (self.file - from.file) / endpoints,
        }
    }
}

#[allow(
    clippy::cast_precision_loss,
    reason = "programs are shorter than 2^52 bytes"
)]
fn float(length: u64) -> f64 {
    length as f64
}

/// The bytes of the sections with the flag `SHF_EXECINSTR`.
fn executed(elf: &[u8]) -> Option<u64> {
    const EXECUTED: u64 = 4;
    if !elf.starts_with(b"\x7fELF\x02\x01") {
        return None;
    }
    let table = usize::try_from(number(elf, 0x28, 8)?).ok()?;
    let entry = usize::try_from(number(elf, 0x3a, 2)?).ok()?;
    let count = usize::try_from(number(elf, 0x3c, 2)?).ok()?;
    let mut executed = 0;
    for index in 0..count {
        let section = table + index * entry;
        if number(elf, section + 8, 8)? & EXECUTED != 0 {
            executed += number(elf, section + 32, 8)?;
        }
    }
    Some(executed)
}

/// The little-endian number of so many bytes at this place.
fn number(bytes: &[u8], at: usize, length: usize) -> Option<u64> {
    let bytes = bytes.get(at..at.checked_add(length)?)?;
    Some(
        bytes
            .iter()
            .rev()
            .fold(0, |number, byte| number << 8 | u64::from(*byte)),
    )
}

#[cfg(test)]
mod tests {
    use super::{Size, executed};

    #[test]
    fn a_program_is_partly_code() {
        let size = Size::of(&std::env::current_exe().unwrap()).unwrap();
        assert!(size.code > 0.0 && size.code < size.file);
        assert_eq!(executed(b"#!/bin/sh"), None);
    }
}
