//! What a good programmer writes without the framework: reqwest, serde and md-5.

#[allow(clippy::struct_field_names, reason = "the platform's names")]
#[allow(dead_code, reason = "replies are decoded whole and read in part")]
pub(crate) mod types;

use std::time::{Duration, SystemTime};

use md5::{Digest, Md5};
use reqwest::header::{ACCEPT_ENCODING, CONTENT_TYPE, HeaderMap, HeaderValue};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::Failure;
use crate::sample::{APP_KEY, APP_SECRET, SESSION};

/// One application at one gateway.
#[derive(Debug)]
pub(crate) struct Client {
    http: reqwest::Client,
    url: String,
    app_key: String,
    app_secret: String,
    session: String,
}

/// The platform's refusal: looked for in every reply.
#[derive(Debug, serde::Deserialize)]
struct Refused {
    code: i64,
    msg: String,
}

/// A simplified reply: the result, or the refusal.
#[derive(Debug, serde::Deserialize)]
struct Reply<T> {
    error_response: Option<Refused>,
    result: Option<T>,
}

impl Client {
    /// A client with one pool of connections, whose calls are those of the framework to the letter.
    pub(crate) fn new(url: &str) -> Result<Self, Failure> {
        // The provider of the framework's default build; a second client finds it installed.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let http = reqwest::Client::builder()
            .timeout(Duration::from_secs(30))
            .connect_timeout(Duration::from_secs(5))
            .redirect(reqwest::redirect::Policy::none())
            .tcp_nodelay(true)
            .user_agent("top-benches/0.1.0")
            .default_headers(HeaderMap::from_iter([(
                ACCEPT_ENCODING,
                HeaderValue::from_static("gzip"),
            )]))
            .build()?;
        Ok(Self {
            http,
            url: url.to_owned(),
            app_key: APP_KEY.to_owned(),
            app_secret: APP_SECRET.to_owned(),
            session: SESSION.to_owned(),
        })
    }

    /// Calls a method whose whole request travels as JSON in one parameter.
    pub(crate) async fn call<T: DeserializeOwned>(
        &self,
        method: &str,
        param: &str,
        request: &impl Serialize,
    ) -> Result<T, Failure> {
        let json = serde_json::to_string(request)?;
        let timestamp = timestamp(SystemTime::now())?;
        let mut pairs = [
            ("app_key", self.app_key.as_str()),
            ("format", "json"),
            ("method", method),
            (param, json.as_str()),
            ("partner_id", "top-rs"),
            ("session", self.session.as_str()),
            ("sign_method", "md5"),
            ("simplify", "true"),
            ("timestamp", timestamp.as_str()),
            ("v", "2.0"),
        ];
        pairs.sort_unstable();
        let sign = sign(&self.app_secret, &pairs);
        let body = form_urlencoded::Serializer::new(String::with_capacity(1024))
            .extend_pairs(pairs)
            .append_pair("sign", &sign)
            .finish();
        let reply = self.post(body).await?;
        let reply: Reply<T> = serde_json::from_slice(&reply)?;
        match (reply.error_response, reply.result) {
            (Some(Refused { code, msg }), _) => Err(format!("refused: {code} {msg}").into()),
            (None, result) => result.ok_or_else(|| "the reply has no result".into()),
        }
    }

    async fn post(&self, body: String) -> Result<bytes::Bytes, Failure> {
        let reply = self
            .http
            .post(&self.url)
            .header(
                CONTENT_TYPE,
                "application/x-www-form-urlencoded; charset=utf-8",
            )
            .body(body)
            .send()
            .await?
            .error_for_status()?;
        Ok(reply.bytes().await?)
    }
}

/// Protocol §3.1: MD5 over the secret, the sorted pairs and the secret again.
pub(crate) fn sign(secret: &str, sorted: &[(&str, &str)]) -> String {
    let mut md5 = Md5::new();
    md5.update(secret);
    for (name, value) in sorted {
        md5.update(name);
        md5.update(value);
    }
    md5.update(secret);
    const_hex::encode_upper(md5.finalize())
}

/// Now in GMT+8, as the platform wants it.
fn timestamp(now: SystemTime) -> Result<String, Failure> {
    let eastern = jiff::tz::TimeZone::fixed(jiff::tz::offset(8));
    let now = jiff::Timestamp::try_from(now)?.to_zoned(eastern);
    Ok(now.strftime("%Y-%m-%d %H:%M:%S").to_string())
}
