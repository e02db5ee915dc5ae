//! Calls as other clients make them, byte by byte.

use std::collections::BTreeMap;
use std::io::Read;
use std::time::SystemTime;

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use top_runtime::sign::SigningKey;
use top_runtime::{DateTime, SignMethod};
use top_sandbox::Server;

use crate::pages::{KEY, SECRET, SESSION};

/// The parameters of a call, before they are placed.
#[derive(Clone)]
pub(crate) struct Params(BTreeMap<String, String>);

impl Params {
    /// A call with every public parameter, signed by md5 when it is placed.
    pub(crate) fn new(method: &str) -> Self {
        let now = DateTime::from_system_time(SystemTime::now()).unwrap();
        Self(BTreeMap::new())
            .with("method", method)
            .with("app_key", KEY)
            .with("timestamp", &now.to_string())
            .with("v", "2.0")
            .with("format", "json")
            .with("sign_method", "md5")
            .with("session", SESSION)
    }

    pub(crate) fn with(mut self, name: &str, value: &str) -> Self {
        self.0.insert(name.to_owned(), value.to_owned());
        self
    }

    pub(crate) fn without(mut self, name: &str) -> Self {
        self.0.remove(name);
        self
    }

    pub(crate) fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        let pairs = self.0.iter();
        pairs.map(|(name, value)| (name.as_str(), value.as_str()))
    }

    pub(crate) fn signed(self) -> Self {
        self.signed_with(SECRET)
    }

    pub(crate) fn signed_with(self, secret: &str) -> Self {
        let method = self.0.get("sign_method").and_then(|word| word.parse().ok());
        let sign = {
            let key = SigningKey::new(secret);
            key.sign_all(method.unwrap_or(SignMethod::Md5), self.pairs(), None)
        };
        self.with("sign", sign.as_str())
    }

    pub(crate) fn form(&self) -> String {
        let encoded = |text| utf8_percent_encode(text, NON_ALPHANUMERIC);
        let pairs = self.0.iter();
        let pairs = pairs.map(|(name, value)| format!("{}={}", encoded(name), encoded(value)));
        pairs.collect::<Vec<_>>().join("&")
    }

    /// Parameters in two heaps: those with these names, and the others.
    pub(crate) fn split(self, names: &[&str]) -> (Self, Self) {
        let is_named = |name: &String| names.contains(&name.as_str());
        let (first, others) = self.0.into_iter().partition(|(name, _)| is_named(name));
        (Self(first), Self(others))
    }

    /// As the Java SDK writes parts: no space behind `Content-Disposition:`.
    pub(crate) fn multipart(&self, boundary: &str) -> String {
        let parts = self.0.iter().map(|(name, value)| {
            format!(
                "--{boundary}\r\nContent-Disposition:form-data;name=\"{name}\"\r\n\
                 Content-Type:text/plain\r\n\r\n{value}\r\n"
            )
        });
        parts.collect::<String>() + &format!("--{boundary}--\r\n")
    }

    /// Posts all parameters in a form.
    pub(crate) async fn post(&self, server: &Server) -> Response {
        Request::post(self.form()).send(server).await
    }
}

/// One HTTP request.
pub(crate) struct Request {
    pub(crate) verb: &'static str,
    pub(crate) target: String,
    pub(crate) headers: String,
    pub(crate) body: String,
}

impl Request {
    pub(crate) fn post(body: impl Into<String>) -> Self {
        Self {
            verb: "POST",
            target: "/router/rest".to_owned(),
            headers: "Content-Type: application/x-www-form-urlencoded;charset=UTF-8\r\n".to_owned(),
            body: body.into(),
        }
    }

    /// Sends it on a connection of its own and reads until the end of that.
    pub(crate) async fn send(&self, server: &Server) -> Response {
        let mut stream = TcpStream::connect(server.address()).await.unwrap();
        let head = format!(
            "{} {} HTTP/1.1\r\nHost: sandbox\r\nConnection: close\r\nContent-Length: {}\r\n{}\r\n",
            self.verb,
            self.target,
            self.body.len(),
            self.headers
        );
        stream.write_all(head.as_bytes()).await.unwrap();
        stream.write_all(self.body.as_bytes()).await.unwrap();
        let mut bytes = Vec::new();
        // A connection that is cut may end in a reset: what came before it counts.
        let _ = stream.read_to_end(&mut bytes).await;
        Response { bytes }
    }
}

/// What came back on the connection.
pub(crate) struct Response {
    pub(crate) bytes: Vec<u8>,
}

impl Response {
    fn split(&self) -> (&str, &[u8]) {
        let end = self
            .bytes
            .windows(4)
            .position(|window| window == b"\r\n\r\n");
        let end = end.expect("no head");
        let head = std::str::from_utf8(&self.bytes[..end]).unwrap();
        (head, &self.bytes[end + 4..])
    }

    pub(crate) fn status(&self) -> &str {
        self.split().0.split(' ').nth(1).unwrap()
    }

    pub(crate) fn has_header(&self, line: &str) -> bool {
        self.split()
            .0
            .lines()
            .any(|own| own.eq_ignore_ascii_case(line))
    }

    pub(crate) fn body(&self) -> Vec<u8> {
        self.split().1.to_vec()
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8(self.body()).unwrap()
    }

    pub(crate) fn unzipped(&self) -> String {
        let mut text = String::new();
        flate2::read::GzDecoder::new(&*self.body())
            .read_to_string(&mut text)
            .unwrap();
        text
    }

    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.text()).unwrap()
    }

    /// Whether it is no `error_response`.
    pub(crate) fn is_reply(&self) -> bool {
        self.json().get("error_response").is_none()
    }

    /// The code and sub-code of an `error_response`.
    pub(crate) fn error(&self) -> (u64, String) {
        let json = self.json();
        let error = &json["error_response"];
        assert!(error["request_id"].is_string(), "{json}");
        let sub_code = error["sub_code"].as_str().unwrap_or_default();
        (error["code"].as_u64().unwrap(), sub_code.to_owned())
    }
}
