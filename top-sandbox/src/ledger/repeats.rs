//! Idempotency: what was answered under a key, and to which request.

use std::collections::HashMap;

use super::Failure;

/// The answers given so far, by idempotency key.
#[derive(Debug)]
pub(super) struct Repeats<Request, Answer> {
    given: HashMap<String, (Request, Answer)>,
}

impl<Request, Answer> Default for Repeats<Request, Answer> {
    fn default() -> Self {
        Self {
            given: HashMap::new(),
        }
    }
}

impl<Request: PartialEq, Answer: Clone> Repeats<Request, Answer> {
    /// The answer to a repeat, `None` for a new key.
    ///
    /// # Errors
    /// The key came with other contents before.
    pub(super) fn recall(&self, key: &str, request: &Request) -> Result<Option<Answer>, Failure> {
        match self.given.get(key) {
            None => Ok(None),
            Some((first, answer)) if first == request => Ok(Some(answer.clone())),
            Some(_) => Err(Failure::new(
                Failure::KEY_REUSED,
                format!("{key} was used before, with other contents"),
            )),
        }
    }

    pub(super) fn remember(&mut self, key: &str, request: Request, answer: Answer) {
        self.given.insert(key.to_owned(), (request, answer));
    }
}
