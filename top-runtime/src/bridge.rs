//! The thin bridges to serde and validator: a declared struct can be logged, stored and validated
//! like any other. The derives call these; the work is done by position, not by type.

mod deserialize;
mod serialize;
mod validate;

use serde::de::{DeserializeSeed as _, Deserializer};
use serde::ser::{Serialize as _, Serializer};
use validator::ValidationErrors;

use crate::api::TopObject;
use crate::value::Object;

/// Writes a struct as a map of its given fields.
///
/// Decimals and dates are text, so both come back exactly. A [`File`](crate::File) is written as
/// its name, type and size, without the content; such a map cannot be read back. A secret field
/// is written as [`MASK`](crate::MASK). To make the text that travels to the platform, use
/// [`encode`](crate::encode::encode).
///
/// # Errors
/// What the serializer says.
pub fn serialize<S: Serializer>(object: &dyn Object, serializer: S) -> Result<S::Ok, S::Error> {
    serialize::Struct(object).serialize(serializer)
}

/// Reads a struct from a map of its fields, from a self-describing format such as JSON.
///
/// Scalars are forgiven as in replies of the platform (protocol §5.1): numbers as text, text as
/// numbers, `"true"`, dates as epoch milliseconds; so are wrapped lists. Unknown fields are passed
/// over.
///
/// # Errors
/// What the deserializer says; which field holds something else than declared, or comes twice;
/// which required fields are missing. A list may always be missing: it is empty then.
pub fn deserialize<'de, T: TopObject, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    let mut value = T::empty();
    deserialize::Struct(&mut value).deserialize(deserializer)?;
    Ok(value)
}

/// Checks the rules of a struct in validator's terms.
///
/// Errors sit under the wire names, those of nested structs and lists in trees of their own; what
/// concerns a struct as a whole sits under `__all__`. Offending values are never copied into them.
///
/// # Errors
/// All broken rules.
pub fn validate(object: &dyn Object) -> Result<(), ValidationErrors> {
    crate::check::check_object(object).map_err(|violations| validate::tree(&violations))
}
