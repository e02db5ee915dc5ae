//! Where calls go, and which addresses a client may send secrets to.

use std::borrow::Cow;
use std::fmt;
use std::net::{IpAddr, Ipv6Addr};
use std::str::FromStr;

use crate::text::MASK;

/// A gateway of the platform (protocol §1.1), or an address of your own.
///
/// ```
/// use top_runtime::Gateway;
///
/// assert_eq!(Gateway::from("overseas"), Gateway::Overseas);
/// assert_eq!(Gateway::from("http://127.0.0.1:8080/router/rest").url(), "http://127.0.0.1:8080/router/rest");
/// ```
#[non_exhaustive]
#[derive(Clone, PartialEq, Eq, Default)]
pub enum Gateway {
    /// `https://eco.taobao.com/router/rest`
    #[default]
    Production,
    /// `https://api.taobao.com/router/rest`, for callers outside China.
    Overseas,
    /// `https://gw.api.tbsandbox.com/router/rest`, the platform's test environment.
    Sandbox,
    /// Any other address, for example of the embedded gateway.
    Url(String),
}

impl Gateway {
    /// The address.
    pub fn url(&self) -> &str {
        match self {
            Self::Production => "https://eco.taobao.com/router/rest",
            Self::Overseas => "https://api.taobao.com/router/rest",
            Self::Sandbox => "https://gw.api.tbsandbox.com/router/rest",
            Self::Url(url) => url,
        }
    }
}

impl From<&str> for Gateway {
    /// Reads `production`, `overseas`, `sandbox` or an address.
    fn from(text: &str) -> Self {
        match text {
            "production" => Self::Production,
            "overseas" => Self::Overseas,
            "sandbox" => Self::Sandbox,
            url => Self::Url(url.to_owned()),
        }
    }
}

impl From<String> for Gateway {
    fn from(text: String) -> Self {
        Self::from(text.as_str())
    }
}

/// An address without the user name and password that a client would refuse, but a person may have
/// written. Whatever stands before the last `@` may be part of a password.
fn without_user(url: &str) -> Cow<'_, str> {
    let Some((before, host)) = url.rsplit_once('@') else {
        return Cow::Borrowed(url);
    };
    let scheme = before
        .split_once("://")
        .map_or(0, |(scheme, _)| scheme.len() + 3);
    let scheme = before.get(..scheme).unwrap_or_default();
    Cow::Owned(format!("{scheme}{MASK}@{host}"))
}

impl fmt::Debug for Gateway {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Production => f.write_str("Production"),
            Self::Overseas => f.write_str("Overseas"),
            Self::Sandbox => f.write_str("Sandbox"),
            Self::Url(url) => f.debug_tuple("Url").field(&without_user(url)).finish(),
        }
    }
}

impl fmt::Display for Gateway {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&without_user(self.url()))
    }
}

/// Where batches go (protocol §7): beside the address of single calls, which ends in `/rest`.
pub(crate) fn batch_url(url: &str) -> Option<String> {
    Some(format!("{}/batch", url.strip_suffix("/rest")?))
}

/// What a client must know of an address before it sends secrets there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Address<'a> {
    pub(crate) https: bool,
    /// Lower case only if it was written so; an IPv6 address without its brackets.
    pub(crate) host: &'a str,
}

impl<'a> Address<'a> {
    /// Reads an address strictly: what is unusual is refused, so that no other parser can see
    /// another host in it.
    ///
    /// # Errors
    /// Says what is wrong, without quoting the address: it may hold a password.
    pub(crate) fn parse(url: &'a str) -> Result<Self, &'static str> {
        let (https, rest) = match (url.strip_prefix("https://"), url.strip_prefix("http://")) {
            (Some(rest), _) => (true, rest),
            (_, Some(rest)) => (false, rest),
            _ => {
                return Err(
                    "must be an address that starts with https:// (or http:// on loopback)",
                );
            }
        };
        if !url
            .bytes()
            .all(|byte| byte.is_ascii_graphic() && byte != b'\\')
        {
            return Err("must be an address of printable ASCII characters");
        }
        if rest.contains('?') {
            return Err("must have no query: every parameter travels in the body");
        }
        if rest.contains('#') {
            return Err("must have no fragment");
        }
        let authority = rest
            .split_once('/')
            .map_or(rest, |(authority, _)| authority);
        if authority.contains('@') {
            return Err("must hold no user name or password");
        }
        let host =
            host_of(authority).ok_or("must name a host, and a port from 1 to 65535 if any")?;
        Ok(Self { https, host })
    }

    /// Whether what is sent there stays on this machine.
    pub(crate) fn is_loopback(&self) -> bool {
        self.host == "localhost"
            || IpAddr::from_str(self.host).is_ok_and(|address| address.is_loopback())
    }
}

fn host_of(authority: &str) -> Option<&str> {
    let (host, port) = if let Some(rest) = authority.strip_prefix('[') {
        let (host, port) = rest.split_once(']')?;
        Ipv6Addr::from_str(host).ok()?;
        (host, port)
    } else {
        let end = authority.find(':').unwrap_or(authority.len());
        let (host, port) = authority.split_at_checked(end)?;
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_');
        if host.is_empty() || !host.bytes().all(plain) {
            return None;
        }
        (host, port)
    };
    let port_is_right = match port.strip_prefix(':') {
        None => port.is_empty(),
        Some(number) => {
            number.bytes().all(|byte| byte.is_ascii_digit())
                && number.parse::<u16>().is_ok_and(|number| number > 0)
        }
    };
    port_is_right.then_some(host)
}

#[cfg(test)]
mod tests {
    use super::{Address, Gateway, batch_url};

    #[test]
    fn gateways_are_named_or_written_out() {
        assert_eq!(Gateway::from("overseas"), Gateway::Overseas);
        assert_eq!(Gateway::from("http://[::1]:8/x").url(), "http://[::1]:8/x");
        for gateway in [Gateway::Production, Gateway::Overseas, Gateway::Sandbox] {
            let address = Address::parse(gateway.url()).unwrap();
            assert!(address.https && !address.is_loopback());
        }
    }

    #[test]
    fn no_password_is_printed() {
        for (url, shown) in [
            ("https://user:password@a/x", "https://***@a/x"),
            ("https://user:pass/w@rd@a", "https://***@a"),
            ("user:password@a", "***@a"),
            ("https://a/router/rest", "https://a/router/rest"),
        ] {
            let gateway = Gateway::from(url);
            assert_eq!(gateway.to_string(), shown);
            assert_eq!(format!("{gateway:?}"), format!("Url({shown:?})"));
        }
        assert_eq!(format!("{:?}", Gateway::Overseas), "Overseas");
    }

    #[test]
    fn batches_have_an_address_of_their_own() {
        let production = batch_url(Gateway::Production.url());
        assert_eq!(
            production.as_deref(),
            Some("https://eco.taobao.com/router/batch")
        );
        assert_eq!(batch_url("https://a/proxy"), None);
    }

    #[test]
    fn loopback_is_recognised() {
        for url in [
            "http://127.0.0.1:80",
            "http://localhost/x",
            "http://[::1]:9/router/rest",
        ] {
            assert!(Address::parse(url).unwrap().is_loopback(), "{url}");
        }
        for url in [
            "http://localhost.example.com",
            "http://127.1",
            "http://10.0.0.1",
        ] {
            assert!(!Address::parse(url).unwrap().is_loopback(), "{url}");
        }
    }

    #[test]
    fn odd_addresses_are_refused() {
        for url in [
            "",
            "eco.taobao.com/router/rest",
            "ftp://a",
            "HTTPS://a",
            "https://",
            "https:///x",
            "https://user@a/",
            "https://user:pass@a/",
            "https://a?x=1",
            "https://a/#x",
            "https://a\\@b/",
            "https://a b/",
            "https://淘宝/",
            "https://a:0/",
            "https://a:99999/",
            "https://a:/",
            "https://a:+1/",
            "https://[::1/",
            "https://[::1]x/",
            "https://[a]/",
        ] {
            assert!(Address::parse(url).is_err(), "{url}");
        }
    }
}
