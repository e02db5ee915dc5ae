//! The two methods that give tokens.

use serde_json::json;
use top_runtime::DateTime;
use top_runtime::session::{CreateToken, RefreshToken, TokenResult};

use super::{Books, Tokens};
use crate::builder::Builder;
use crate::error_response::ErrorResponse;

/// How long a refresh token can be used.
const REFRESHABLE_SECONDS: i64 = 30 * 24 * 3600;

impl Tokens {
    pub(crate) fn serve(&self, builder: Builder) -> Builder {
        let (create, refresh) = (self.clone(), self.clone());
        builder
            .serve(move |request: CreateToken, context| {
                let mut books = create.books();
                if !books.codes.remove(request.code.expose()) {
                    return Err(refused("code is unknown or used"));
                }
                context.applied();
                books.give(context.now())
            })
            .serve(move |request: RefreshToken, context| {
                let mut books = refresh.books();
                if !books.refresh_tokens.remove(request.refresh_token.expose()) {
                    return Err(refused("refresh_token is unknown or used"));
                }
                context.applied();
                books.give(context.now())
            })
    }
}

fn refused(why: &str) -> ErrorResponse {
    let error = ErrorResponse::new(41).sub_code("isv.invalid-parameter");
    error.sub_msg(why)
}

impl Books {
    /// A new token, in the platform's words.
    fn give(&mut self, now: DateTime) -> Result<TokenResult, ErrorResponse> {
        let (access_token, refresh_token) = (self.name("access-token"), self.name("refresh-token"));
        let now = now.to_unix_seconds();
        let lifetime = i64::try_from(self.lifetime.as_secs()).unwrap_or(i64::MAX);
        let until = now.saturating_add(lifetime);
        let refreshable = now.saturating_add(REFRESHABLE_SECONDS);
        let text = json!({
            "access_token": access_token,
            "expires_in": lifetime,
            "expire_time": until.saturating_mul(1000),
            "refresh_token": refresh_token,
            // As the platform writes it next to a date to come.
            "re_expires_in": 0,
            "refresh_token_valid_time": refreshable.saturating_mul(1000),
            "w2_expires_in": "1800",
            "w2_valid": now.saturating_add(1800).saturating_mul(1000).to_string(),
            "taobao_user_id": "263664221",
            "taobao_user_nick": "%E8%8A%B1%E8%8A%B1%E5%B0%8F%E5%90%83",
            "token_type": "Bearer",
        });
        self.sessions.insert(access_token, until);
        self.refresh_tokens.insert(refresh_token);
        TokenResult::read(text.to_string()).ok_or_else(|| ErrorResponse::new(15))
    }
}
