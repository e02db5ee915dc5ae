//! `token_result`: the token as the platform writes it, JSON in a text (protocol §8).

use std::fmt;

use percent_encoding::percent_decode_str;

use super::Token;
use super::facts::{Facts, read_object};
use crate::shape::Kind;
use crate::text::{MASK, Secret};
use crate::time::DateTime;
use crate::value::{Ref, Scalar, Slot, Value};
use crate::{TopObject, is_blank};

/// A token in the platform's own words: the text of a `token_result`, read.
#[derive(Clone)]
pub struct TokenResult {
    text: Secret,
    issued: Issued,
}

/// The members of a `token_result`: `*_valid` and `*_time` in milliseconds since 1970,
/// `*_expires_in` in seconds from now.
#[derive(Clone, TopObject)]
#[top_api(outcome(none), no_new, no_serde)]
struct Issued {
    access_token: Secret,
    refresh_token: Option<Secret>,
    expire_time: Option<i64>,
    expires_in: Option<i64>,
    refresh_token_valid_time: Option<i64>,
    re_expires_in: Option<i64>,
    r1_valid: Option<i64>,
    r1_expires_in: Option<i64>,
    r2_valid: Option<i64>,
    r2_expires_in: Option<i64>,
    w1_valid: Option<i64>,
    w1_expires_in: Option<i64>,
    w2_valid: Option<i64>,
    w2_expires_in: Option<i64>,
    taobao_user_id: Option<String>,
    taobao_user_nick: Option<String>,
    sub_taobao_user_id: Option<String>,
    sub_taobao_user_nick: Option<String>,
    taobao_sub_user_id: Option<String>,
    taobao_sub_user_nick: Option<String>,
    open_uid: Option<String>,
    taobao_open_uid: Option<String>,
}

impl TokenResult {
    /// Reads the JSON that a `token_result` holds; `None` where no access token is in it.
    #[must_use]
    pub fn read(text: impl Into<Secret>) -> Option<Self> {
        let text = text.into();
        let mut issued = <Issued as Value>::empty();
        read_object(text.expose(), &mut issued).ok()?;
        let given = !is_blank(issued.access_token.expose());
        given.then_some(Self { text, issued })
    }

    /// The token, given at this time.
    ///
    /// Where the platform tells a time twice, as a date and as a number of seconds from now, the
    /// earlier one counts: the two clocks may disagree.
    #[must_use]
    pub fn into_token(self, now: DateTime) -> Token {
        let Issued {
            access_token,
            refresh_token,
            ..
        } = self.issued.clone();
        let issued = self.issued;
        // Zero says nothing here: the platform writes it next to dates to come.
        let refreshable_for = issued.re_expires_in.filter(|seconds| *seconds > 0);
        Token(Facts {
            refresh_token: refresh_token.filter(|token| !is_blank(token.expose())),
            expires: earlier(now, issued.expires_in, issued.expire_time),
            refreshable_until: earlier(now, refreshable_for, issued.refresh_token_valid_time),
            r1_until: earlier(now, issued.r1_expires_in, issued.r1_valid),
            r2_until: earlier(now, issued.r2_expires_in, issued.r2_valid),
            w1_until: earlier(now, issued.w1_expires_in, issued.w1_valid),
            w2_until: earlier(now, issued.w2_expires_in, issued.w2_valid),
            user_id: given([issued.taobao_user_id]),
            user_nick: given([issued.taobao_user_nick.map(plain)]),
            sub_user_id: given([issued.sub_taobao_user_id, issued.taobao_sub_user_id]),
            sub_user_nick: given([
                issued.sub_taobao_user_nick.map(plain),
                issued.taobao_sub_user_nick.map(plain),
            ]),
            open_uid: given([issued.open_uid, issued.taobao_open_uid]),
            ..Facts::new(access_token, now)
        })
    }
}

/// The first that is there and not blank.
fn given<const N: usize>(texts: [Option<String>; N]) -> Option<String> {
    texts.into_iter().flatten().find(|text| !is_blank(text))
}

fn earlier(now: DateTime, seconds: Option<i64>, millis: Option<i64>) -> Option<DateTime> {
    let from_now = seconds.and_then(|seconds| {
        DateTime::from_unix_seconds(now.to_unix_seconds().checked_add(seconds)?)
    });
    let absolute = millis
        .filter(|millis| *millis > 0)
        .and_then(DateTime::from_unix_millis);
    from_now.into_iter().chain(absolute).min()
}

/// A name that came percent-encoded, as forms write it.
fn plain(encoded: String) -> String {
    let spaced = encoded.replace('+', " ");
    match percent_decode_str(&spaced).decode_utf8() {
        Ok(decoded) => decoded.into_owned(),
        Err(_) => encoded,
    }
}

impl Value for TokenResult {
    const KIND: Kind = Kind::Json;
    const SECRET: bool = true;

    fn empty() -> Self {
        Self {
            text: Secret::default(),
            issued: <Issued as Value>::empty(),
        }
    }

    fn get(&self) -> Ref<'_> {
        Ref::Text(self.text.expose())
    }

    fn slot(&mut self) -> Slot<'_> {
        Slot::Scalar(self)
    }
}

impl Scalar for TokenResult {
    fn set(&mut self, text: &str) -> Result<(), &'static str> {
        *self = Self::read(text).ok_or("JSON with an access_token")?;
        Ok(())
    }
}

impl fmt::Debug for TokenResult {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "TokenResult({MASK})")
    }
}
