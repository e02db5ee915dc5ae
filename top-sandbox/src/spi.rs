//! Calls in the other direction: the gateway calls an address of yours, as the platform does
//! (SPI, protocol §9).

mod answer;
mod encode;
mod send;

use std::fmt;
use std::io;
use std::time::Duration;

use serde_json::Value as JsonValue;
use top_runtime::File;

use crate::sandbox::Sandbox;
pub use answer::SpiAnswer;
use encode::Encoded;

/// A call to an address of yours, signed as the platform signs it. Nothing happens before
/// [`send`](Self::send).
///
/// ```no_run
/// # async fn example() -> std::io::Result<()> {
/// use top_sandbox::Sandbox;
///
/// let sandbox = Sandbox::builder().app("12345678", "secret").build();
/// let call = sandbox
///     .spi_call("12345678", "qimen.alibaba.member.activate")
///     .json(&serde_json::json!({ "nick": "买家" }));
/// let address = "http://127.0.0.1:8080/spi/activate";
/// assert_eq!(call.clone().send(address).await?.json()["flag"], "success");
///
/// // What the platform tries before it approves an address.
/// let answer = call.wrong_sign().send(address).await?;
/// assert_eq!((answer.status(), answer.json()["sub_code"].as_str()), (200, Some("sign-check-failure")));
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
#[must_use]
pub struct SpiCall {
    sandbox: Sandbox,
    app_key: String,
    query: Vec<Pair>,
    headers: Vec<Pair>,
    fields: Vec<Pair>,
    files: Vec<(String, File)>,
    /// A media type and a text, in place of fields and files.
    raw: Option<(&'static str, String)>,
    seconds_off: i64,
    is_gbk: bool,
    is_forged: bool,
}

/// A name and its value.
type Pair = (String, String);

impl Sandbox {
    /// Begins a call to an address of this app, with the gateway's clock in its timestamp.
    pub fn spi_call(&self, app_key: impl Into<String>, method: impl Into<String>) -> SpiCall {
        SpiCall {
            sandbox: self.clone(),
            app_key: app_key.into(),
            query: vec![("method".to_owned(), method.into())],
            headers: Vec::new(),
            fields: Vec::new(),
            files: Vec::new(),
            raw: None,
            seconds_off: 0,
            is_gbk: false,
            is_forged: false,
        }
    }
}

impl SpiCall {
    /// Adds a parameter to the query.
    pub fn param(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.query.push((name.into(), value.into()));
        self
    }

    /// Adds a header that takes part in the signature.
    pub fn signed_header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// Adds a field to a form body.
    pub fn field(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.fields.push((name.into(), value.into()));
        self
    }

    /// Adds a file to a form body, which is multipart then. No signature covers it.
    pub fn file(mut self, name: impl Into<String>, file: File) -> Self {
        self.files.push((name.into(), file));
        self
    }

    /// Sets a body of JSON.
    pub fn json(self, body: &JsonValue) -> Self {
        self.raw("application/json", body.to_string())
    }

    /// Sets a body of XML.
    pub fn xml(self, body: impl Into<String>) -> Self {
        self.raw("text/xml", body)
    }

    /// Sets a body of this media type, for example `text/plain`, in place of a form.
    pub fn raw(mut self, media_type: &'static str, body: impl Into<String>) -> Self {
        self.raw = Some((media_type, body.into()));
        self
    }

    /// Writes and signs everything in GBK, not in UTF-8.
    pub fn gbk(mut self) -> Self {
        self.is_gbk = true;
        self
    }

    /// Stamps the call as this much older, to the second.
    pub fn older_by(mut self, age: Duration) -> Self {
        self.seconds_off = -i64::try_from(age.as_secs()).unwrap_or(i64::MAX);
        self
    }

    /// Stamps the call as this far ahead of the clock, to the second.
    pub fn ahead_by(mut self, time: Duration) -> Self {
        self.seconds_off = i64::try_from(time.as_secs()).unwrap_or(i64::MAX);
        self
    }

    /// Signs with a secret that is not the app's.
    pub fn wrong_sign(mut self) -> Self {
        self.is_forged = true;
        self
    }

    /// Sends the call to an address such as `http://127.0.0.1:8080/spi`, over HTTP in clear text,
    /// and waits for the answer for half a minute at most.
    ///
    /// # Errors
    /// An app that the gateway does not know, an address or a text that cannot be written, and
    /// what goes wrong on the way.
    pub async fn send(&self, address: &str) -> io::Result<SpiAnswer> {
        send::post(address, Encoded::of(self)?).await
    }
}

impl fmt::Debug for SpiCall {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names =
            |pairs: &[Pair]| -> Vec<_> { pairs.iter().map(|(name, _)| name.clone()).collect() };
        f.debug_struct("SpiCall")
            .field("query", &names(&self.query))
            .field("headers", &names(&self.headers))
            .finish_non_exhaustive()
    }
}
