//! An endpoint as JSON: what documentation, tools in other languages and comparisons read.

use std::fmt;

use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::api::Endpoint;
use crate::resolve::Resolver;

mod kind;
mod limit;
mod shape;

use kind::KindFacts;
use shape::ShapeFacts;

/// Everything that an endpoint declares, for serde: types, units and rules by their wire names.
///
/// What is not declared is left out: a missing `unit` is no unit, a missing `secret` is `false`.
/// `type` is TOP's word (`String`, `Number`, `Boolean`, `Date`, `Price`, `BigDecimal`, `Json`,
/// `byte[]`), `object` for a nested type, or `any`; `lists` is how many list marks it has. A type
/// inside itself is only named: `{"name": "Node", "again": true}`.
///
/// ```
/// use top_runtime::TopApi;
///
/// /// Closes an order.
/// #[derive(TopApi)]
/// #[top_api(method = "taobao.trade.close", response(modified: String), session)]
/// struct CloseTrade {
///     /// The order.
///     tid: i64,
/// }
///
/// assert_eq!(
///     serde_json::to_value(CloseTrade::ENDPOINT.facts())?,
///     serde_json::json!({
///         "method": "taobao.trade.close",
///         "session": true,
///         "read": false,
///         "request": {
///             "name": "CloseTrade",
///             "description": "Closes an order.",
///             "fields": [{
///                 "name": "tid",
///                 "type": "Number",
///                 "required": true,
///                 "description": "The order.",
///             }],
///         },
///         "member": "modified",
///         "reply": { "type": "String" },
///     })
/// );
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Facts<'a>(&'a Endpoint);

impl<'a> Facts<'a> {
    /// The facts of this endpoint.
    #[must_use]
    pub const fn of(endpoint: &'a Endpoint) -> Self {
        Self(endpoint)
    }
}

/// As JSON on one line.
impl fmt::Display for Facts<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let json = serde_json::to_string(self).map_err(|_| fmt::Error)?;
        f.write_str(&json)
    }
}

impl Serialize for Facts<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let endpoint = self.0;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("method", endpoint.method())?;
        map.serialize_entry("session", &endpoint.needs_session())?;
        map.serialize_entry("read", &endpoint.is_read())?;
        some(&mut map, "idempotent_by", endpoint.idempotency_field())?;
        let resolver = endpoint.resolver().map(ResolverFacts);
        some(&mut map, "resolved_by", resolver)?;
        some(&mut map, "param", endpoint.param_name())?;
        map.serialize_entry("request", &ShapeFacts::outermost(endpoint.request()))?;
        some(&mut map, "member", endpoint.member_name())?;
        map.serialize_entry("reply", &KindFacts::outermost(endpoint.response()))?;
        map.end()
    }
}

struct ResolverFacts(&'static Resolver);

impl Serialize for ResolverFacts {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let resolver = self.0;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("method", resolver.read().method())?;
        map.serialize_entry("by", resolver.by())?;
        given(&mut map, "matches", resolver.conditions())?;
        given(&mut map, "absent", resolver.absent_codes())?;
        map.serialize_entry("settles_in", &resolver.settling_time().as_secs())?;
        marked(&mut map, "judge", resolver.judged_by().is_some())?;
        map.end()
    }
}

/// An entry where there is a value.
fn some<M: SerializeMap>(
    map: &mut M,
    key: &'static str,
    value: Option<impl Serialize>,
) -> Result<(), M::Error> {
    value.map_or(Ok(()), |value| map.serialize_entry(key, &value))
}

/// An entry where there are values.
fn given<M: SerializeMap>(
    map: &mut M,
    key: &'static str,
    values: &[impl Serialize],
) -> Result<(), M::Error> {
    some(map, key, Some(values).filter(|values| !values.is_empty()))
}

/// An entry where there is text.
fn said<M: SerializeMap>(map: &mut M, key: &'static str, text: &str) -> Result<(), M::Error> {
    some(map, key, Some(text).filter(|text| !text.is_empty()))
}

/// An entry where it is true.
fn marked<M: SerializeMap>(map: &mut M, key: &'static str, flag: bool) -> Result<(), M::Error> {
    some(map, key, Some(true).filter(|_| flag))
}

#[cfg(test)]
#[expect(
    dead_code,
    unreachable_pub,
    reason = "only declarations are read, and what `codes!` writes is public"
)]
mod tests;
