//! What is known of a call besides its bytes, for those who watch or guard it.

use super::core::Core;
use crate::api::Endpoint;
use crate::encode::{Params, encode_masked};
use crate::guard::{Measured, measure};
use crate::record::Record;
use crate::text::MASK;
use crate::value::{Object, Ref};

/// Each part is there only where somebody asks for it.
#[derive(Default)]
pub(super) struct Known {
    /// The parameters as observers may see them.
    pub(super) params: Option<Params>,
    /// The value that makes a repeat harmless.
    pub(super) key: Option<String>,
    /// What the call would move.
    pub(super) amount: Option<Measured>,
}

impl Known {
    /// Of a declared call.
    pub(super) fn of(core: &Core, endpoint: &'static Endpoint, object: &dyn Object) -> Self {
        let mut known = Self::default();
        if core.observers.want_params() {
            known.params = Some(encode_masked(endpoint, object));
            known.key = key(endpoint, object);
        }
        if core.guard.is_some() && !endpoint.is_read() {
            known.amount = Some(measure(object));
        }
        known
    }

    /// Of a declared call that is sent once more. Its guard has counted it already.
    pub(super) fn again(core: &Core, endpoint: &'static Endpoint, params: &Params) -> Self {
        if !core.observers.want_params() {
            return Self::default();
        }
        let files = params.files().iter();
        let files = files.map(|(name, file)| (&**name, file.clone()));
        match Record::from_params(endpoint, params.iter(), files) {
            Ok(record) => Self {
                amount: None,
                ..Self::of(core, endpoint, &record)
            },
            // What cannot be read back is not shown.
            Err(_) => Self {
                amount: None,
                ..Self::undeclared(core, params)
            },
        }
    }

    /// Of a call without a declaration: any of its values may be secret, or an amount.
    pub(super) fn undeclared(core: &Core, params: &Params) -> Self {
        let masked = || {
            let mut masked = Params::new();
            for (name, _) in params.iter() {
                masked.push(name, MASK);
            }
            masked
        };
        Self {
            params: core.observers.want_params().then(masked),
            key: None,
            amount: core.guard.is_some().then_some(Ok(None)),
        }
    }
}

fn key(endpoint: &'static Endpoint, object: &dyn Object) -> Option<String> {
    let (index, field) = object.shape().field(endpoint.idempotency_field()?)?;
    if field.is_secret() {
        return Some(MASK.to_owned());
    }
    match object.get(index) {
        Ref::Text(text) => Some(text.to_owned()),
        Ref::Integer(number) => Some(number.to_string()),
        Ref::Date(date) => Some(date.to_string()),
        _ => None,
    }
}
