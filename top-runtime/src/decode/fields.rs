//! The fields of an object while it is being filled: finding one by name, and what is missing.

use super::error::{DecodeError, DecodeErrorKind};
use super::fill;
use crate::shape::{Field, Kind};
use crate::value::{Object, Slot};

/// An object while it is being filled.
pub(super) struct Fields<'o> {
    object: &'o mut dyn Object,
    declared: &'static [Field],
    given: Given,
    next: usize,
}

impl<'o> Fields<'o> {
    pub(super) fn new(object: &'o mut dyn Object) -> Self {
        let declared = object.shape().fields();
        Self {
            object,
            declared,
            given: Given::default(),
            next: 0,
        }
    }

    /// The name that comes next if the reply keeps the order of the declaration, as most do.
    #[inline]
    pub(super) fn guess(&self) -> Option<&'static str> {
        self.declared.get(self.next).map(Field::name)
    }

    /// The position of [`Fields::guess`], once it proved right.
    #[inline]
    pub(super) fn guessed(&mut self) -> usize {
        self.next += 1;
        self.next - 1
    }

    /// The position of the field with this name: the search starts behind the last one found.
    pub(super) fn find(&mut self, is: impl Fn(&str) -> bool) -> Option<usize> {
        let hit = |(_, field): &(usize, &Field)| is(field.name());
        let mut behind = self.declared.iter().enumerate().skip(self.next);
        let (found, _) = behind
            .find(hit)
            .or_else(|| self.declared.iter().enumerate().take(self.next).find(hit))?;
        self.next = found + 1;
        Some(found)
    }

    /// Whether the field at this position has been given already.
    pub(super) fn has(&self, index: usize) -> bool {
        self.given.has(index)
    }

    /// Whether any field has been given.
    pub(super) fn any(&self) -> bool {
        self.given != Given::default()
    }

    /// Fills the field at this position by `value`, which says whether there was one.
    #[inline]
    pub(super) fn fill(
        &mut self,
        index: usize,
        value: impl FnOnce(Kind, Slot<'_>) -> Result<bool, DecodeError>,
    ) -> Result<(), DecodeError> {
        let Some(field) = self.declared.get(index) else {
            return Ok(());
        };
        let mut slot = self.object.slot(index);
        if self.given.has(index)
            && let Slot::Object(nested) = &mut slot
        {
            fill::reset(*nested);
        }
        match value(field.kind(), slot) {
            Ok(given) => self.given.set(index, given),
            Err(error) => return Err(error.under(field.name())),
        }
        Ok(())
    }

    /// Ends the object: every field that is always there must have been given.
    ///
    /// # Errors
    /// The first one that is missing. An empty list may be left out (protocol §5.1).
    #[inline]
    pub(super) fn finish(&self, offset: usize) -> Result<(), DecodeError> {
        for (index, field) in self.declared.iter().enumerate() {
            if field.required() && !self.given.has(index) && !matches!(field.kind(), Kind::List(_))
            {
                let error = DecodeError::new(DecodeErrorKind::Missing, Some(offset));
                return Err(error.under(field.name()));
            }
        }
        Ok(())
    }
}

/// A set of positions. Few structs have more than 64 fields; only those allocate.
#[derive(Default, PartialEq, Eq)]
struct Given {
    low: u64,
    high: Vec<u64>,
}

impl Given {
    #[inline]
    fn has(&self, index: usize) -> bool {
        let word = match index / 64 {
            0 => self.low,
            word => self.high.get(word - 1).copied().unwrap_or(0),
        };
        word & (1 << (index % 64)) != 0
    }

    #[inline]
    fn set(&mut self, index: usize, given: bool) {
        let bit = 1 << (index % 64);
        let word = match index / 64 {
            0 => &mut self.low,
            word => self.high_word(word - 1),
        };
        if given {
            *word |= bit;
        } else {
            *word &= !bit;
        }
    }

    #[cold]
    fn high_word(&mut self, at: usize) -> &mut u64 {
        if self.high.len() <= at {
            self.high.resize(at + 1, 0);
        }
        // Just made long enough; `low` is never reached.
        self.high.get_mut(at).unwrap_or(&mut self.low)
    }
}

#[cfg(test)]
mod tests {
    use super::Given;

    #[test]
    fn positions_past_a_word_are_kept_too() {
        let mut given = Given::default();
        for index in [0, 63, 64, 200] {
            assert!(!given.has(index));
            given.set(index, true);
            assert!(given.has(index) && !given.has(index + 1));
        }
        given.set(64, false);
        assert!(!given.has(64) && given.has(200));
    }
}
