//! A token as it is stored.

use crate::decode::{Decoded, Expected, Limits, decode};
use crate::format::Format;
use crate::store_error::{StoreError, StoreErrorKind};
use crate::text::Secret;
use crate::time::DateTime;
use crate::value::{Object, Slot, Value};
use crate::{TopObject, is_blank};

/// The form that this version writes.
const VERSION: i64 = 1;

/// All that is known of a token.
#[derive(Clone, PartialEq, Eq, TopObject)]
#[top_api(outcome(none), no_new, no_serde)]
pub(crate) struct Facts {
    pub(super) version: i64,
    pub(super) access_token: Secret,
    pub(super) refresh_token: Option<Secret>,
    pub(super) obtained: DateTime,
    pub(super) expires: Option<DateTime>,
    pub(super) refreshable_until: Option<DateTime>,
    pub(super) r1_until: Option<DateTime>,
    pub(super) r2_until: Option<DateTime>,
    pub(super) w1_until: Option<DateTime>,
    pub(super) w2_until: Option<DateTime>,
    pub(super) user_id: Option<String>,
    pub(super) user_nick: Option<String>,
    pub(super) sub_user_id: Option<String>,
    pub(super) sub_user_nick: Option<String>,
    pub(super) open_uid: Option<String>,
    pub(super) refresh_begun: Option<DateTime>,
}

impl Facts {
    pub(super) fn new(access_token: Secret, obtained: DateTime) -> Self {
        Self {
            version: VERSION,
            access_token,
            obtained,
            ..<Self as Value>::empty()
        }
    }

    pub(super) fn read(text: &str) -> Result<Self, StoreError> {
        let mut facts = <Self as Value>::empty();
        let corrupt =
            || StoreError::new(StoreErrorKind::Corrupt, "holds something that is no token");
        read_object(text, &mut facts).map_err(|()| corrupt())?;
        match facts.version {
            VERSION if !is_blank(facts.access_token.expose()) => Ok(facts),
            newer if newer > VERSION => Err(StoreError::new(
                StoreErrorKind::NewerVersion,
                "was written by a newer version of this program",
            )),
            _ => Err(corrupt()),
        }
    }
}

/// Reads a JSON object as forgivingly as a reply. What is wrong with it is not told: the decoder's
/// words may quote what is no token, but this text is one.
pub(super) fn read_object(text: &str, object: &mut dyn Object) -> Result<(), ()> {
    let expected = Expected {
        format: Format::Simplified,
        method: "",
        member: None,
        kind: crate::Kind::Raw,
    };
    let slot = Slot::Object(object);
    match decode(text.as_bytes(), expected, slot, Limits::default()) {
        Ok(Decoded::Reply(_)) => Ok(()),
        Ok(Decoded::Refused(_)) | Err(_) => Err(()),
    }
}
