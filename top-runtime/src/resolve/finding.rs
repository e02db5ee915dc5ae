//! What the answer of a read says about the call that is looked for.

use std::borrow::Cow;
use std::fmt;

use serde_json::Value as JsonValue;

use super::Resolver;
use super::reading::{Reading, has_envelope};
use crate::codes::{CodeTable, family};
use crate::error::Error;

/// What one answer of the read says.
#[non_exhaustive]
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// The call was carried out: this is what it left.
    Applied,
    /// At this moment there is nothing. The call may still be on its way.
    NotThere,
    /// Neither, and why.
    Unclear(Cow<'static, str>),
}

/// The call that is looked for, and what the read came back with. `Debug` shows no values.
pub struct Looked<'a> {
    pub(super) resolver: &'static Resolver,
    pub(super) codes: &'a CodeTable,
    pub(super) request: &'a JsonValue,
    pub(super) reply: Result<Reading<'a>, &'a Error>,
}

impl<'a> Looked<'a> {
    /// The request whose effect is unknown.
    pub fn request(&self) -> &'a JsonValue {
        self.request
    }

    /// The whole reply of the read, as far as its declaration calls it the response.
    pub fn reply(&self) -> Option<&'a JsonValue> {
        self.reply.as_ref().ok().map(Reading::whole)
    }

    /// The value in it, without the envelope around.
    pub fn value(&self) -> Option<&'a JsonValue> {
        self.reply.as_ref().ok().and_then(Reading::value)
    }

    /// Why the read has no reply, where it has none.
    pub fn failure(&self) -> Option<&'a Error> {
        self.reply.as_ref().err().copied()
    }

    /// What the declared data make of it: the part of a [`Judge`](super::Judge) that needs no
    /// code.
    ///
    /// A value is what the call left if its fields are those that were asked for, as far as it
    /// has them, and fulfil the conditions. There is nothing where the read says so by a code of
    /// its declaration, or where the platform answers a success without a value. A value that is
    /// something else proves nothing: it may stand before the one looked for.
    pub fn by_declaration(&self) -> Finding {
        let reading = match &self.reply {
            Ok(reading) => reading,
            Err(error) if self.says_absent(error) || self.is_empty(error) => {
                return Finding::NotThere;
            }
            Err(_) => return Finding::Unclear("the read failed".into()),
        };
        match reading.value() {
            None if reading.is_an_answer() => Finding::NotThere,
            None => Finding::Unclear("the reply is not the platform's, or does not say".into()),
            Some(JsonValue::Array(items)) => self.among(items),
            Some(value) => match self.differs(value) {
                None => Finding::Applied,
                Some(field) => {
                    Finding::Unclear(format!("what is there has another {field}, or none").into())
                }
            },
        }
    }

    /// A definite refusal with a code that means "no such thing"; a detail may follow a colon.
    fn says_absent(&self, error: &Error) -> bool {
        let definite = matches!(error, Error::Rejected(_) | Error::Refused(_));
        let code = error.sub_code().unwrap_or_default();
        let listed = self.resolver.absent_codes();
        let documented = listed.contains(&code) || listed.contains(&family(code));
        definite && (documented || self.codes.is_absent(self.resolver.read(), code))
    }

    /// A success from which the value was left out: gateways send no nulls. With an envelope, what
    /// is left out is the word of success.
    fn is_empty(&self, error: &Error) -> bool {
        let empty = matches!(error, Error::Unreadable(reply) if reply.is_empty_success());
        empty && !has_envelope(self.resolver.read().response())
    }

    fn among(&self, items: &[JsonValue]) -> Finding {
        let mut differing = items.iter().map(|item| self.differs(item));
        match differing.find(Option::is_none) {
            Some(_) => Finding::Applied,
            // The list may go on behind what was shown.
            None => Finding::Unclear("there are entries, and none of them is the one".into()),
        }
    }

    /// The first field that shows something else than was looked for.
    fn differs(&self, value: &JsonValue) -> Option<&'static str> {
        let shown = |name: &str| value.get(name).and_then(text_of);
        let another = |(ours, theirs): &(&str, &str)| {
            let asked = self.request.get(ours).and_then(text_of);
            matches!((asked, shown(theirs)), (Some(asked), Some(shown)) if asked != shown)
        };
        let unfulfilled = |(name, text): &(&str, &str)| shown(name).as_deref() != Some(text);
        let mut asked = self.resolver.by().iter();
        let mut conditions = self.resolver.conditions().iter();
        let asked = asked.find(|pair| another(pair)).map(|(_, theirs)| *theirs);
        asked.or_else(|| {
            conditions
                .find(|pair| unfulfilled(pair))
                .map(|(name, _)| *name)
        })
    }
}

impl fmt::Debug for Looked<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Looked")
            .field("read", &self.resolver.read().method())
            .field("failure", &self.failure())
            .finish_non_exhaustive()
    }
}

/// A scalar as text: gateways send numbers as text and text as numbers.
fn text_of(json: &JsonValue) -> Option<Cow<'_, str>> {
    match json {
        JsonValue::String(text) => Some(text.as_str().into()),
        JsonValue::Number(number) => Some(number.to_string().into()),
        JsonValue::Bool(flag) => Some(if *flag { "true" } else { "false" }.into()),
        _ => None,
    }
}
