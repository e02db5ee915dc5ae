//! A file to write to without writing to it.

use std::collections::BTreeMap;
use std::io;
use std::sync::{Mutex, MutexGuard, PoisonError};

use redb::StorageBackend;

/// Shows a file, and keeps in memory what is written: the repair after a crash, and the marks of
/// an open database. So a file can be opened and verified before one byte of it changes.
#[derive(Debug)]
pub(super) struct Rehearsal<B> {
    under: B,
    state: Mutex<State>,
}

#[derive(Debug)]
struct State {
    len: u64,
    /// How much of the file still shows.
    shown: u64,
    pages: BTreeMap<u64, Box<[u8]>>,
}

const PAGE: usize = 4096;

impl<B: StorageBackend> Rehearsal<B> {
    pub(super) fn over(under: B) -> io::Result<Self> {
        let len = under.len()?;
        let state = State {
            len,
            shown: len,
            pages: BTreeMap::new(),
        };
        Ok(Self {
            under,
            state: Mutex::new(state),
        })
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The page of the file, zeros past its end.
    fn page(&self, shown: u64, number: u64) -> io::Result<Box<[u8]>> {
        let mut page = vec![0; PAGE].into_boxed_slice();
        let start = number * PAGE as u64;
        let there = shown.saturating_sub(start).min(PAGE as u64);
        if let Some(part) = page.get_mut(..usize::try_from(there).unwrap_or(PAGE)) {
            self.under.read(start, part)?;
        }
        Ok(page)
    }
}

/// The pages that `length` bytes at `offset` lie in: the number, and where in the page it starts.
fn pages(offset: u64, length: usize) -> impl Iterator<Item = (u64, usize, usize)> {
    let size = PAGE as u64;
    let mut at = offset;
    let end = offset + length as u64;
    std::iter::from_fn(move || {
        let number = at / size;
        let start = usize::try_from(at % size).ok()?;
        let count = usize::try_from((end - at).min(size - at % size)).ok()?;
        at += count as u64;
        (count > 0).then_some((number, start, count))
    })
}

impl<B: StorageBackend> StorageBackend for Rehearsal<B> {
    fn len(&self) -> io::Result<u64> {
        Ok(self.state().len)
    }

    fn read(&self, offset: u64, out: &mut [u8]) -> io::Result<()> {
        let state = self.state();
        let end = offset.checked_add(out.len() as u64);
        if end.is_none_or(|end| end > state.len) {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        let mut rest = out;
        for (number, start, count) in pages(offset, rest.len()) {
            let (to, behind) = rest.split_at_mut(count);
            let unwritten;
            let page = if let Some(page) = state.pages.get(&number) {
                page
            } else {
                unwritten = self.page(state.shown, number)?;
                &unwritten
            };
            if let Some(from) = page.get(start..start + count) {
                to.copy_from_slice(from);
            }
            rest = behind;
        }
        Ok(())
    }

    fn set_len(&self, len: u64) -> io::Result<()> {
        let mut state = self.state();
        if len < state.len {
            let kept = len.div_ceil(PAGE as u64);
            state.pages.split_off(&kept);
            state.shown = state.shown.min(len);
            let (last, within) = (len / PAGE as u64, usize::try_from(len % PAGE as u64));
            if let (Some(page), Ok(within)) = (state.pages.get_mut(&last), within) {
                page.get_mut(within..).unwrap_or_default().fill(0);
            }
        }
        state.len = len;
        Ok(())
    }

    fn sync_data(&self) -> io::Result<()> {
        Ok(())
    }

    fn write(&self, offset: u64, data: &[u8]) -> io::Result<()> {
        let mut state = self.state();
        let mut rest = data;
        for (number, start, count) in pages(offset, data.len()) {
            let (from, behind) = rest.split_at(count);
            let mut page = match state.pages.remove(&number) {
                Some(page) => page,
                None => self.page(state.shown, number)?,
            };
            if let Some(to) = page.get_mut(start..start + count) {
                to.copy_from_slice(from);
            }
            state.pages.insert(number, page);
            rest = behind;
        }
        state.len = state.len.max(offset + data.len() as u64);
        Ok(())
    }
}
