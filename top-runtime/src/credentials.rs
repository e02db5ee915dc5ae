//! Who calls: the app's key and secret, and the session of a user who authorised it.

use std::borrow::Cow;
use std::fmt;

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
    /// Masks every secret that the platform may have echoed in this text.
    pub(crate) fn mask<'t>(&self, session: Option<&Secret>, text: &'t str) -> Cow<'t, str> {
        let secret = std::str::from_utf8(self.key.secret()).ok();
        let sessions = [session, self.session.as_ref()];
        let secrets = [secret, Some(self.app_key.expose())]
            .into_iter()
            .chain(sessions.map(|session| session.map(Secret::expose)))
            .flatten()
            .filter(|secret| secret.len() >= SHORTEST_MASKED);
        let mut masked = Cow::Borrowed(text);
        for secret in secrets {
            if masked.contains(secret) {
                masked = Cow::Owned(masked.replace(secret, MASK));
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
        let own = "another-session".into();
        assert_eq!(
            credentials.mask(Some(&own), "12345678 s3cret 6100abc another-session rest"),
            "*** *** *** *** rest"
        );
        assert_eq!(format!("{credentials:?}"), "Credentials(***)");
    }
}
