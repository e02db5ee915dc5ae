//! Many calls as one request (protocol §7).
//!
//! Here the public parameters must travel in the URL, as the body is made of the calls. What can be
//! said by each call is said there: no session is in the URL, only the app key and a signature that
//! fits this body.

use bytes::Bytes;

use super::{PUBLIC_COUNT, Public, urlencode};
use crate::encode::Params;
use crate::sign::{Signature, SigningKey};

/// What stands between two calls, and between two replies. No form holds it: it would be escaped.
pub(crate) const SEPARATOR: &str = "\r\n-S-\r\n";
pub(crate) const CONTENT_TYPE: &str = "text/plain;charset=UTF-8";

/// The calls of a batch as its body.
#[derive(Default)]
pub(crate) struct Calls(Vec<u8>);

impl Calls {
    /// Appends a call; how many bytes it has.
    pub(crate) fn push(&mut self, method: &str, session: Option<&str>, params: &Params) -> usize {
        if !self.0.is_empty() {
            self.0.extend_from_slice(SEPARATOR.as_bytes());
        }
        let start = self.0.len();
        let own = [("method", method)];
        let session = session.map(|session| ("session", session));
        let pairs = own.into_iter().chain(session).chain(params.iter());
        urlencode(pairs, &mut self.0);
        self.0.len() - start
    }

    /// Signs the calls: the query, the body and the signature that is in the query.
    pub(crate) fn signed(
        self,
        public: &Public<'_>,
        key: &SigningKey,
    ) -> (String, Bytes, Signature) {
        let mut pairs = Vec::with_capacity(PUBLIC_COUNT);
        public.append_to(&mut pairs);
        pairs.sort_unstable_by_key(|(name, _)| *name);
        let sign = key.sign(public.sign_method, pairs.iter().copied(), Some(&self.0));
        let mut query = Vec::with_capacity(256);
        let all = pairs.iter().copied().chain([("sign", sign.as_str())]);
        urlencode(all, &mut query);
        let query = String::from_utf8_lossy(&query).into_owned();
        (query, self.0.into(), sign)
    }
}

#[cfg(test)]
mod tests {
    use super::{Calls, Public};
    use crate::encode::Params;
    use crate::format::Format;
    use crate::sign::{SignMethod, SigningKey};

    #[test]
    fn the_calls_are_in_the_body_and_the_sign_covers_them() {
        let mut params = Params::new();
        params.push("x", "a b\r\n-S-\r\n&");
        let mut calls = Calls::default();
        calls.push("a.b", Some("own"), &params);
        calls.push("c.d", None, &Params::new());
        let key = SigningKey::new("secret");
        let public = Public {
            method: None,
            app_key: "1",
            timestamp: "2026-01-02 03:04:05",
            session: None,
            format: Format::Simplified,
            sign_method: SignMethod::Md5,
        };
        let (query, body, sign) = calls.signed(&public, &key);
        assert_eq!(
            body,
            "method=a.b&session=own&x=a+b%0D%0A-S-%0D%0A%26\r\n-S-\r\nmethod=c.d"
        );
        assert_eq!(
            query.strip_suffix(sign.as_str()).unwrap(),
            "app_key=1&format=json&partner_id=top-rs&sign_method=md5&simplify=true\
             &timestamp=2026-01-02+03%3A04%3A05&v=2.0&sign="
        );
        let signed = [
            ("app_key", "1"),
            ("format", "json"),
            ("partner_id", "top-rs"),
            ("sign_method", "md5"),
            ("simplify", "true"),
            ("timestamp", "2026-01-02 03:04:05"),
            ("v", "2.0"),
        ];
        let again = key.sign(SignMethod::Md5, signed, Some(&body));
        assert!(again.matches(sign.as_str()));
    }
}
