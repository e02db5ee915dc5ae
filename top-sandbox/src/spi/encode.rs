//! A call as bytes, and their signature.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::hash::{BuildHasher, RandomState};
use std::io;

use encoding_rs::GBK;
use percent_encoding::{NON_ALPHANUMERIC, percent_encode};
use top_runtime::sign::SigningKey;
use top_runtime::{DateTime, SignMethod};

use super::{Pair, SpiCall};

const FORM: &str = "application/x-www-form-urlencoded";

/// A call as it goes over the wire.
pub(super) struct Encoded {
    pub(super) query: String,
    pub(super) headers: Vec<Pair>,
    pub(super) content_type: String,
    pub(super) body: Vec<u8>,
}

impl Encoded {
    /// Stamps and signs the call now.
    pub(super) fn of(call: &SpiCall) -> io::Result<Self> {
        let query = call.all_of_query()?;
        let mut headers: Vec<_> = call.headers.clone();
        let mut signed = BTreeMap::new();
        call.collect(&headers, &mut signed)?;
        if call.raw.is_none() {
            call.collect(&call.fields, &mut signed)?;
        }
        call.collect(&query, &mut signed)?;
        let (content_type, body) = call.content()?;
        let raw = call.raw.as_ref().map(|_| &*body);
        let sign = call.key()?.sign_all(SignMethod::Md5, &signed, raw);

        for (_, value) in &mut headers {
            *value = escaped(&call.bytes(value)?);
        }
        if !headers.is_empty() {
            let names: Vec<_> = headers.iter().map(|(name, _)| name.as_str()).collect();
            headers.push(("top-sign-list".to_owned(), names.join(",")));
        }
        let query = call.form(&query)?;
        Ok(Self {
            query: format!("{query}&sign={}", sign.as_str()),
            headers,
            content_type,
            body,
        })
    }
}

impl SpiCall {
    fn key(&self) -> io::Result<SigningKey> {
        let key = self.sandbox.0.apps.get(&self.app_key);
        let key = key.ok_or_else(|| invalid("the gateway knows no app of this key"))?;
        Ok(if self.is_forged {
            SigningKey::new("not the app's secret")
        } else {
            key.clone()
        })
    }

    /// The parameters that the platform sends of itself, and the call's own.
    fn all_of_query(&self) -> io::Result<Vec<Pair>> {
        let now = self.sandbox.0.now().to_unix_seconds();
        let stamp = now.checked_add(self.seconds_off);
        let stamp = stamp.and_then(DateTime::from_unix_seconds);
        let stamp = stamp.ok_or_else(|| invalid("no calendar has this time"))?;
        let own = [
            ("app_key", &*self.app_key),
            ("v", "2.0"),
            ("format", "json"),
            ("sign_method", "md5"),
            ("timestamp", &stamp.to_string()),
        ]
        .map(|(name, value)| (name.to_owned(), value.to_owned()));
        Ok(own.into_iter().chain(self.query.iter().cloned()).collect())
    }

    fn collect(&self, pairs: &[Pair], signed: &mut BTreeMap<Vec<u8>, Vec<u8>>) -> io::Result<()> {
        for (name, value) in pairs {
            signed.insert(self.bytes(name)?.into(), self.bytes(value)?.into());
        }
        Ok(())
    }

    /// The `Content-Type` and the body. Without one the type still names the character set.
    fn content(&self) -> io::Result<(String, Vec<u8>)> {
        let charset = if self.is_gbk { "GBK" } else { "UTF-8" };
        let (media_type, body) = match &self.raw {
            Some((media_type, text)) => ((*media_type).to_owned(), self.bytes(text)?.into()),
            None if self.files.is_empty() => (FORM.to_owned(), self.form(&self.fields)?.into()),
            None => {
                let random = RandomState::new().hash_one(charset);
                let boundary = format!("top-sandbox-{random:016x}");
                let media_type = format!("multipart/form-data;boundary={boundary}");
                (media_type, self.multipart(&boundary)?)
            }
        };
        Ok((format!("{media_type};charset={charset}"), body))
    }

    fn form(&self, pairs: &[Pair]) -> io::Result<String> {
        let pairs = pairs.iter().map(|(name, value)| {
            let (name, value) = (self.bytes(name)?, self.bytes(value)?);
            Ok(format!("{}={}", escaped(&name), escaped(&value)))
        });
        Ok(pairs.collect::<io::Result<Vec<_>>>()?.join("&"))
    }

    fn multipart(&self, boundary: &str) -> io::Result<Vec<u8>> {
        let mut body = Vec::new();
        let mut part = |head: &str, content: &[u8]| -> io::Result<()> {
            let head = format!("--{boundary}\r\nContent-Disposition: form-data; {head}\r\n\r\n");
            body.extend_from_slice(&self.bytes(&head)?);
            body.extend_from_slice(content);
            body.extend_from_slice(b"\r\n");
            Ok(())
        };
        for (name, value) in &self.fields {
            part(&format!("name=\"{name}\""), &self.bytes(value)?)?;
        }
        for (name, file) in &self.files {
            let (file_name, mime) = (file.name(), file.mime());
            let head = format!("name=\"{name}\"; filename=\"{file_name}\"\r\nContent-Type: {mime}");
            part(&head, file.bytes())?;
        }
        body.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
        Ok(body)
    }

    fn bytes<'t>(&self, text: &'t str) -> io::Result<Cow<'t, [u8]>> {
        if !self.is_gbk {
            return Ok(Cow::Borrowed(text.as_bytes()));
        }
        match GBK.encode(text) {
            (bytes, _, false) => Ok(bytes),
            _ => Err(invalid("a text cannot be written in GBK")),
        }
    }
}

fn escaped(bytes: &[u8]) -> String {
    percent_encode(bytes, NON_ALPHANUMERIC).to_string()
}

fn invalid(why: &'static str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidInput, why)
}
