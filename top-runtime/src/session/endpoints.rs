//! The two methods that give tokens (protocol §8), declared like any other endpoint.

use super::TokenResult;
use crate::TopApi;
use crate::text::Secret;

/// Trades the code of an authorisation for a token: once, and soon after it was given.
///
/// [`exchange`](super::exchange) calls it.
#[derive(Debug, Clone, TopApi)]
#[top_api(
    method = "taobao.top.auth.token.create",
    response(token_result: TokenResult)
)]
#[non_exhaustive]
pub struct CreateToken {
    /// The code that came with the redirect.
    pub code: Secret,
    /// Any text of the app's own.
    pub uuid: Option<String>,
}

/// Gives a new token for a refresh token, which may be worth nothing afterwards.
///
/// [`RefreshingSession`](super::RefreshingSession) calls it in time, and only once.
#[derive(Debug, Clone, TopApi)]
#[top_api(
    method = "taobao.top.auth.token.refresh",
    response(token_result: TokenResult)
)]
#[non_exhaustive]
pub struct RefreshToken {
    /// The refresh token that came with the last token.
    pub refresh_token: Secret,
}
