//! What an endpoint is: a request type, its reply type and the data about the method.

use crate::facts::Facts;
use crate::outcome::Outcome;
use crate::resolve::Resolver;
use crate::shape::{Kind, Nested, Shape};
use crate::value::{Object, Value};

/// A declared struct. Written by `#[derive(TopObject)]` and `#[derive(TopApi)]`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not declared to TOP",
    label = "needs #[derive(TopObject)]",
    note = "a nested type or a reply derives `TopObject`; a field is a String, i64, bool, Decimal, Fen, Yuan, DateTime, File, Json or Secret, an Option or Vec of one, a declared struct, or `Serde<{Self}>` for any other serde type"
)]
pub trait TopObject: Object + Sized + 'static {
    /// What a caller wants of it: the field named by `outcome(value = …)`, or the struct itself.
    type Payload: Send + 'static;

    /// Its declaration.
    fn declaration() -> &'static Shape;

    /// The struct that decoding starts from. Not a request that could be sent.
    fn empty() -> Self;

    /// Takes the payload out; `None` where the reply left it out.
    fn into_payload(self) -> Option<Self::Payload>;
}

/// A request: a declared struct that names its method and its reply.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a TOP request",
    label = "needs #[derive(TopApi)]",
    note = "write `#[derive(TopApi)] #[top_api(method = \"…\", response = …)]` on the struct"
)]
pub trait TopApi: TopObject {
    /// The reply, or the one member of it that carries the result.
    type Response: Outcome;

    /// The data about the method.
    const ENDPOINT: &'static Endpoint;
}

/// The data about one method of the platform.
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
/// let endpoint = CloseTrade::ENDPOINT;
/// assert_eq!(endpoint.method(), "taobao.trade.close");
/// assert_eq!(endpoint.root(), "trade_close_response");
/// assert!(endpoint.needs_session() && !endpoint.is_read());
/// assert!(endpoint.request().fields()[0].required());
/// ```
#[derive(Debug)]
pub struct Endpoint {
    method: &'static str,
    request: Nested,
    response: Kind,
    param: Option<&'static str>,
    member: Option<&'static str>,
    idempotent_by: Option<&'static str>,
    resolver: Option<&'static Resolver>,
    session: bool,
    read: bool,
}

impl Endpoint {
    /// The method `method` with request `A` and its reply.
    #[must_use]
    pub const fn new<A: TopApi>(method: &'static str) -> Self {
        Self::loaded(method, Nested::declared(A::declaration), A::Response::KIND)
    }

    /// A method known only at run time, for example from a description file.
    #[must_use]
    pub const fn loaded(method: &'static str, request: Nested, response: Kind) -> Self {
        Self {
            method,
            request,
            response,
            param: None,
            member: None,
            idempotent_by: None,
            resolver: None,
            session: false,
            read: false,
        }
    }

    /// The whole request travels as JSON in this one parameter.
    #[must_use]
    pub const fn param(mut self, name: &'static str) -> Self {
        self.param = Some(name);
        self
    }

    /// The result is this member of the reply, not the whole reply.
    #[must_use]
    pub const fn member(mut self, name: &'static str) -> Self {
        self.member = Some(name);
        self
    }

    /// The API page promises that a second call with the same value of this field (its wire
    /// name) has no second effect.
    #[must_use]
    pub const fn idempotent_by(mut self, field: &'static str) -> Self {
        self.idempotent_by = Some(field);
        self
    }

    /// This read tells whether a call of unknown effect was carried out.
    #[must_use]
    pub const fn resolved_by(mut self, resolver: &'static Resolver) -> Self {
        self.resolver = Some(resolver);
        self
    }

    /// It needs a session (用户授权).
    #[must_use]
    pub const fn session(mut self) -> Self {
        self.session = true;
        self
    }

    /// It changes nothing on the platform.
    #[must_use]
    pub const fn read(mut self) -> Self {
        self.read = true;
        self
    }

    /// The method's name, for example `alibaba.alsc.crm.point.reversepoint`.
    pub const fn method(&self) -> &'static str {
        self.method
    }

    /// The declaration of the request.
    pub fn request(&self) -> &'static Shape {
        self.request.shape()
    }

    /// The kind of the reply, or of its member.
    pub const fn response(&self) -> Kind {
        self.response
    }

    /// The parameter that carries the whole request as JSON, if one does.
    pub const fn param_name(&self) -> Option<&'static str> {
        self.param
    }

    /// The member of the reply that carries the result, if one does.
    pub const fn member_name(&self) -> Option<&'static str> {
        self.member
    }

    /// The field whose value makes a repeat harmless, by wire name.
    pub const fn idempotency_field(&self) -> Option<&'static str> {
        self.idempotent_by
    }

    /// The read that tells whether a call of unknown effect was carried out, if one does.
    pub const fn resolver(&self) -> Option<&'static Resolver> {
        self.resolver
    }

    /// Whether it needs a session.
    pub const fn needs_session(&self) -> bool {
        self.session
    }

    /// Whether a second call with the same contents has no second effect: it only reads, or its
    /// page promises so.
    pub const fn is_repeatable(&self) -> bool {
        self.read || self.idempotent_by.is_some()
    }

    /// Whether it changes nothing on the platform. If not, it may move money.
    pub const fn is_read(&self) -> bool {
        self.read
    }

    /// All of it for serde, as JSON for example.
    pub const fn facts(&self) -> Facts<'_> {
        Facts::of(self)
    }

    /// The root key of a classic reply (protocol §5.1): dots become `_`, a leading `taobao.`
    /// is left out, `_response` follows.
    pub fn root(&self) -> String {
        root_of(self.method)
    }
}

/// The root key of a method's classic reply.
pub(crate) fn root_of(method: &str) -> String {
    let name = method.strip_prefix("taobao.").unwrap_or(method);
    format!("{}_response", name.replace('.', "_"))
}

#[cfg(test)]
mod tests {
    use super::root_of;

    #[test]
    fn only_taobao_is_stripped() {
        assert_eq!(root_of("taobao.time.get"), "time_get_response");
        assert_eq!(root_of("tmall.x.get"), "tmall_x_get_response");
        assert_eq!(
            root_of("alibaba.alsc.crm.point.reversepoint"),
            "alibaba_alsc_crm_point_reversepoint_response"
        );
    }
}
