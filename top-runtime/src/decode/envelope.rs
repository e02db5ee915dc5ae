//! What surrounds the payload, in every format: the root, the request id, the platform's error.

use super::error::{DecodeError, DecodeErrorKind};
use super::fields::Fields;
use super::fill::{self, Came};
use super::refusal::PlatformError;
use crate::api::Endpoint;
use crate::format::Format;
use crate::shape::Kind;
use crate::value::Slot;

/// Where the payload is in the reply, and what it is.
#[derive(Debug, Clone, Copy)]
pub struct Expected<'a> {
    /// The format that was asked for. The body decides what it is read as.
    pub format: Format,
    /// The method that was called, for example `taobao.time.get`.
    pub method: &'a str,
    /// The member of the reply that carries the payload; `None` where all of it does.
    pub member: Option<&'a str>,
    /// The kind of the payload.
    pub kind: Kind,
}

impl Expected<'static> {
    /// What the reply to a call of this endpoint looks like.
    pub fn of(endpoint: &'static Endpoint, format: Format) -> Self {
        Self {
            format,
            method: endpoint.method(),
            member: endpoint.member_name(),
            kind: endpoint.response(),
        }
    }
}

impl Expected<'_> {
    /// Whether a name is the root of this method's replies (protocol §5.1), compared in place;
    /// `None` where it is no root at all.
    pub(super) fn is_root(&self, name: &[u8]) -> Option<bool> {
        let name = name.strip_suffix(SUFFIX)?;
        let method = self.method.strip_prefix("taobao.").unwrap_or(self.method);
        let same = |(ours, theirs): (&u8, u8)| *ours == if theirs == b'.' { b'_' } else { theirs };
        Some(name.len() == method.len() && name.iter().zip(method.bytes()).all(same))
    }
}

/// What every root ends in.
const SUFFIX: &[u8] = b"_response";
/// The root, or root key, of the platform's error.
pub(super) const REFUSED: &str = "error_response";
/// The name of the platform's id of a call.
pub(super) const REQUEST_ID: &str = "request_id";

/// A reply that is no error of the platform.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Envelope {
    /// The platform's id of this call.
    pub request_id: Option<String>,
    /// Whether the payload was there. If not, the slot is as it was.
    pub member_found: bool,
    /// Whether the reply showed itself as the method's: by its root, by a member that the
    /// declaration names, or by a request id. Any JSON object can pass for an empty simplified
    /// reply.
    pub recognised: bool,
}

/// What a body turned out to be.
#[non_exhaustive]
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decoded {
    /// A reply of the method, with its payload in the slot.
    Reply(Envelope),
    /// The platform's own error. What is in the slot means nothing.
    Refused(PlatformError),
}

/// The payload's slot.
pub(super) enum Target<'s> {
    /// One member of the reply.
    Member(&'s str, Slot<'s>),
    /// The one member that is not the request id.
    Only(Slot<'s>),
    /// All members of the reply.
    Whole(Fields<'s>),
}

impl<'s> Target<'s> {
    pub(super) fn new(member: Option<&'s str>, slot: Slot<'s>) -> Self {
        match (member, slot) {
            (Some(member), slot) => Self::Member(member, slot),
            (None, Slot::Object(object)) => Self::Whole(Fields::new(object)),
            (None, Slot::Optional(optional)) => Self::new(None, optional.fill()),
            (None, slot) => Self::Only(slot),
        }
    }

    /// What the name of a member stands for. `again`: the payload has been there before.
    pub(super) fn place(&mut self, again: bool, is: impl Fn(&str) -> bool) -> Place<'_, 's> {
        if let Self::Member(name, Slot::Object(object)) = self
            && again
            && is(name)
        {
            fill::reset(*object);
        }
        match self {
            Self::Member(name, slot) if is(name) => Place::Payload(name, fill::reborrow(slot)),
            Self::Only(slot) if !is(REQUEST_ID) => Place::Payload("", fill::reborrow(slot)),
            Self::Whole(fields) => match fields.find(is) {
                Some(index) => Place::Field(fields, index),
                None => Place::Nothing,
            },
            _ => Place::Nothing,
        }
    }
}

/// Where a member of the reply goes.
pub(super) enum Place<'t, 's> {
    /// Into the payload's slot; with its name.
    Payload(&'t str, Slot<'t>),
    /// Into a field of the payload.
    Field(&'t mut Fields<'s>, usize),
    /// Nowhere.
    Nothing,
}

/// The root that a reply turned out to have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Root {
    /// None yet: simplified replies have none.
    Unseen,
    /// The method's.
    Ours,
    /// Another one; only the payload inside can prove it right.
    Foreign,
}

/// What has been seen of a reply so far.
pub(super) struct Opening<'s> {
    pub(super) expected: Expected<'s>,
    pub(super) target: Target<'s>,
    pub(super) envelope: Envelope,
    pub(super) root: Root,
    /// A member that the declaration names has come.
    pub(super) reached: bool,
}

impl<'s> Opening<'s> {
    pub(super) fn new(expected: Expected<'s>, slot: Slot<'s>) -> Self {
        Self {
            expected,
            target: Target::new(expected.member, slot),
            envelope: Envelope::default(),
            root: Root::Unseen,
            reached: false,
        }
    }

    /// Gives the request id to the payload too, which may declare it as a field of its own.
    pub(super) fn note_request_id(&mut self, offset: usize) -> Result<(), DecodeError> {
        let id = self.envelope.request_id.as_deref();
        let Place::Field(fields, index) = self.target.place(false, |name| name == REQUEST_ID)
        else {
            return Ok(());
        };
        let came = id.map_or(Came::Null, Came::Text);
        fields.fill(index, |kind, slot| {
            fill::scalar(kind, slot, came)
                .map_err(|mismatch| DecodeError::new(mismatch.into(), Some(offset)))
        })
    }

    /// Ends the reply.
    ///
    /// # Errors
    /// The wrong root: where it is not the method's, only the payload is proof of the reply.
    /// Otherwise the field that is missing.
    pub(super) fn finish(mut self, offset: usize) -> Result<Decoded, DecodeError> {
        if let Target::Whole(fields) = &self.target {
            self.envelope.member_found = fields.any();
        }
        let rooted = match self.root {
            Root::Ours => true,
            Root::Unseen => self.expected.format == Format::Simplified,
            Root::Foreign => false,
        };
        if !rooted && !self.envelope.member_found {
            return Err(DecodeError::new(DecodeErrorKind::WrongRoot, Some(offset)));
        }
        if let Target::Whole(fields) = &self.target {
            let missing = fields.finish(offset);
            missing.map_err(|error| self.judge(error))?;
        }
        self.envelope.recognised =
            self.root == Root::Ours || self.reached || self.envelope.request_id.is_some();
        Ok(Decoded::Reply(self.envelope))
    }

    /// Notes on an error how far the reply had shown itself as a success.
    pub(super) fn judge(&self, error: DecodeError) -> DecodeError {
        match self.root {
            // Which of two replies is the call's, nobody can tell; nor what a refusal that cannot
            // be read says.
            _ if error.kind() == DecodeErrorKind::TwoRoots => error,
            _ if error.path().starts_with(REFUSED) => error,
            Root::Ours => error.in_payload(),
            Root::Unseen if self.reached => error.in_payload(),
            Root::Unseen | Root::Foreign => error,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Expected;
    use crate::format::Format;
    use crate::shape::Kind;

    #[test]
    fn the_root_is_compared_as_it_is_made() {
        for method in ["taobao.time.get", "tmall.x.get", "alibaba.alsc.crm.point"] {
            let expected = Expected {
                format: Format::Classic,
                method,
                member: None,
                kind: Kind::Text,
            };
            let root = crate::api::root_of(method);
            assert_eq!(expected.is_root(root.as_bytes()), Some(true));
            for other in ["error_response", "taobao_time_get_response", "_response"] {
                assert_eq!(expected.is_root(other.as_bytes()), Some(false), "{other}");
            }
            assert_eq!(expected.is_root(b"result"), None);
        }
    }
}
