//! Who calls: the app's key and secret, and the session of a user who authorised it.

use std::borrow::Cow;
use std::fmt;

use crate::form::percent_encoded;
use crate::sign::SigningKey;
use crate::text::{MASK, Secret};

/// The shortest text that is masked where the platform echoes it: shorter ones occur by chance.
const SHORTEST_MASKED: usize = 4;

/// What no output shows.
#[derive(Clone)]
pub(crate) struct Credentials {
    pub(crate) app_key: Secret,
    pub(crate) key: SigningKey,
    pub(crate) session: Option<Secret>,
}

impl Credentials {
    /// Masks every secret that the platform may have echoed in this text, whatever it was escaped
    /// for: the client's own, and these.
    pub(crate) fn mask<'t>(&self, more: &[Option<&str>], text: &'t str) -> Cow<'t, str> {
        let own = [
            std::str::from_utf8(self.key.secret()).ok(),
            Some(self.app_key.expose()),
            self.session.as_ref().map(Secret::expose),
        ];
        let secrets = own.into_iter().chain(more.iter().copied()).flatten();
        let mut forms: Vec<_> = secrets
            .filter(|secret| secret.len() >= SHORTEST_MASKED)
            .flat_map(forms)
            .collect();
        // The longest first: a session may begin with the app key, and must not lose only that.
        forms.sort_unstable_by_key(|form| std::cmp::Reverse(form.len()));
        let mut masked = Cow::Borrowed(text);
        for form in &forms {
            if masked.contains(&**form) {
                masked = Cow::Owned(masked.replace(&**form, MASK));
            }
        }
        masked
    }
}

/// A secret as it is, and as URLs, JSON and XML write it.
fn forms(secret: &str) -> Vec<Cow<'_, str>> {
    let mut forms = vec![Cow::Borrowed(secret)];
    if secret.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return forms;
    }
    let form = percent_encoded(secret);
    let url = form.replace('+', "%20").replace('*', "%2A");
    let json = serde_json::Value::from(secret).to_string();
    let json = json.trim_matches('"');
    let more = [
        lower_case_escapes(&form),
        lower_case_escapes(&url),
        form.into_owned(),
        url,
        json.replace('/', "\\/"),
        json.to_owned(),
        quick_xml::escape::escape(secret).into_owned(),
    ];
    forms.extend(more.map(Cow::Owned));
    forms
}

/// The same percent-encoded text with `%2f` for `%2F`.
fn lower_case_escapes(encoded: &str) -> String {
    let mut pieces = encoded.split('%');
    let mut out = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (digits, rest) = piece.split_at_checked(2).unwrap_or((piece, ""));
        out.extend(["%", &digits.to_ascii_lowercase(), rest]);
    }
    out
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Credentials({MASK})")
    }
}

#[cfg(test)]
mod tests {
    use super::Credentials;
    use crate::sign::SigningKey;

    #[test]
    fn escaped_secrets_are_masked() {
        let credentials = Credentials {
            app_key: "12345678".into(),
            key: SigningKey::new("s3cret"),
            session: Some("12345678/a b&c".into()),
        };
        for echo in [
            "12345678/a b&c",
            r"12345678\/a b&c",
            "12345678/a b&amp;c",
            "12345678%2Fa+b%26c",
            "12345678%2fa+b%26c",
            "12345678%2Fa%20b%26c",
            "12345678%2fa%20b%26c",
        ] {
            assert_eq!(credentials.mask(&[], echo), "***", "{echo}");
        }
    }

    #[test]
    fn echoed_secrets_are_masked() {
        let credentials = Credentials {
            app_key: "12345678".into(),
            key: SigningKey::new("s3cret"),
            session: Some("6100abc".into()),
        };
        let more = [Some("another session"), None];
        assert_eq!(
            credentials.mask(
                &more,
                "12345678 s3cret 6100abc another session another+session rest"
            ),
            "*** *** *** *** *** rest"
        );
        assert_eq!(credentials.mask(&[Some("re")], "rest"), "rest");
        assert_eq!(format!("{credentials:?}"), "Credentials(***)");
    }
}
