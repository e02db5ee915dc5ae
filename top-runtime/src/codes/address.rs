//! The caller's address and the allowed ones, as the platform names them when it refuses a call
//! from outside the app's whitelist.
//!
//! Two wordings are known: `… only allowed to call from 10.1.*.*,10.2.*.*, but your ip is
//! 10.3.0.1`, and `… call from its ip white list, but the source ip 10.3.0.1 is not included`.

use std::net::IpAddr;

use crate::decode::PlatformError;

impl PlatformError {
    /// The address that the call came from, where the platform names it: what a whitelist must
    /// hold, and not always the address that this machine knows of itself.
    #[must_use]
    pub fn caller_ip(&self) -> Option<IpAddr> {
        let text = self.sub_msg.as_deref()?;
        let ends = ["your ip is ", "source ip "];
        let behind = ends.iter().find_map(|words| text.split_once(words))?.1;
        let address = behind.split([' ', ',', ';', '(']).next()?;
        address.trim_end_matches('.').parse().ok()
    }

    /// The addresses and ranges that may call, where the platform names them, for example
    /// `10.232.*.*`.
    pub fn allowed_ips(&self) -> impl Iterator<Item = &str> {
        let text = self.sub_msg.as_deref().unwrap_or_default();
        let list = text.split_once("only allowed to call from ");
        let list = list.map_or("", |(_, list)| list);
        let list = list.split_once(" but ").map_or(list, |(list, _)| list);
        let ranges = list.split(',').map(str::trim);
        ranges.filter(|range| range.starts_with(|first: char| first.is_ascii_hexdigit()))
    }
}

#[cfg(test)]
mod tests {
    use crate::decode::PlatformError;

    fn said(text: &str) -> PlatformError {
        PlatformError {
            code: 11,
            sub_msg: Some(text.to_owned()),
            ..PlatformError::default()
        }
    }

    #[test]
    fn both_addresses_are_read() {
        let error = said(
            "The appkey *** is only allowed to call from 10.232.*.*,10.13.*.*, 2001:db8::*, but your ip is 10.68.179.114",
        );
        assert_eq!(error.caller_ip(), "10.68.179.114".parse().ok());
        let allowed: Vec<_> = error.allowed_ips().collect();
        assert_eq!(allowed, ["10.232.*.*", "10.13.*.*", "2001:db8::*"]);

        let error = said(
            "The appkey *** is only allowed to call from its ip white list, but the source ip 2001:db8::1 is not included",
        );
        assert_eq!(error.caller_ip(), "2001:db8::1".parse().ok());
        assert_eq!(error.allowed_ips().count(), 0);
    }

    #[test]
    fn other_words_name_nobody() {
        for text in ["", "IP限制不允许访问", "your ip is hidden", "source ip "] {
            assert_eq!(said(text).caller_ip(), None, "{text}");
            assert_eq!(said(text).allowed_ips().count(), 0);
        }
        assert_eq!(PlatformError::default().caller_ip(), None);
    }
}
