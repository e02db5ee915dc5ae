//! What a setting cannot be.

use super::{BuildError, ClientBuilder};
use crate::blank::is_blank;
use crate::gateway::Address;
use crate::text::Secret;

impl ClientBuilder {
    pub(super) fn check(&self) -> Result<(), BuildError> {
        not_blank("app_key", &self.app_key)?;
        not_blank("app_secret", &self.app_secret)?;
        if let Some(session) = &self.session {
            not_blank("session", session)?;
            if self.sessions.is_some() {
                return Err(BuildError::new(
                    "session",
                    "is given beside a session provider: only one can count",
                ));
            }
        }
        self.check_gateway()?;
        if self.timeout.is_zero() {
            return Err(BuildError::new("timeout", "is zero: no call could succeed"));
        }
        if self.connect_timeout.is_zero() {
            return Err(BuildError::new(
                "connect_timeout",
                "is zero: no call could succeed",
            ));
        }
        if self.max_reply == 0 {
            return Err(BuildError::new(
                "max_reply_bytes",
                "is zero: no reply could be read",
            ));
        }
        if !self
            .user_agent
            .bytes()
            .all(|byte| matches!(byte, b' '..=b'~'))
        {
            return Err(BuildError::new("user_agent", "must be printable ASCII"));
        }
        Ok(())
    }

    fn check_gateway(&self) -> Result<(), BuildError> {
        let address =
            Address::parse(self.gateway.url()).map_err(|why| BuildError::new("gateway", why))?;
        let allowed = self.plain_http_host.as_deref() == Some(address.host);
        if address.https || address.is_loopback() || allowed {
            return Ok(());
        }
        Err(BuildError::new(
            "gateway",
            "is plain http, which shows session and data to everyone on the way: use https, or name the host in allow_plain_http",
        ))
    }
}

fn not_blank(setting: &'static str, value: &Secret) -> Result<(), BuildError> {
    if is_blank(value.expose()) {
        return Err(BuildError::new(setting, "is missing or blank"));
    }
    Ok(())
}
