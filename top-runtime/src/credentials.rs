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
    /// Masks every secret that the platform may have echoed in this text, as it is or
    /// percent-encoded: the client's own, and these.
    pub(crate) fn mask<'t>(&self, more: [Option<&str>; 2], text: &'t str) -> Cow<'t, str> {
        let own = [
            std::str::from_utf8(self.key.secret()).ok(),
            Some(self.app_key.expose()),
            self.session.as_ref().map(Secret::expose),
        ];
        let secrets = own.into_iter().chain(more).flatten();
        let mut masked = Cow::Borrowed(text);
        for secret in secrets.filter(|secret| secret.len() >= SHORTEST_MASKED) {
            for form in [Cow::Borrowed(secret), percent_encoded(secret)] {
                if masked.contains(&*form) {
                    masked = Cow::Owned(masked.replace(&*form, MASK));
                }
            }
        }
        masked
    }
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
    fn echoed_secrets_are_masked() {
        let credentials = Credentials {
            app_key: "12345678".into(),
            key: SigningKey::new("s3cret"),
            session: Some("6100abc".into()),
        };
        let more = [Some("another session"), None];
        assert_eq!(
            credentials.mask(
                more,
                "12345678 s3cret 6100abc another session another+session rest"
            ),
            "*** *** *** *** *** rest"
        );
        assert_eq!(credentials.mask([Some("re"), None], "rest"), "rest");
        assert_eq!(format!("{credentials:?}"), "Credentials(***)");
    }
}
