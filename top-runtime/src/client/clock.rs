//! Reckoning with the platform's time.

use std::time::{SystemTime, UNIX_EPOCH};

use crate::time::DateTime;

/// By how many seconds a clock is ahead of the `Date` header of a reply; negative if behind.
pub(super) fn ahead_of(now: SystemTime, date: &str) -> Option<i64> {
    let ours = DateTime::from_system_time(now)?.to_unix_seconds();
    Some(ours - http_date(date)?)
}

/// The seconds until the day ends in GMT+8.
pub(super) fn until_midnight(now: SystemTime) -> Option<u64> {
    const DAY: u64 = 24 * 3600;
    let since = now.duration_since(UNIX_EPOCH).ok()?.as_secs();
    Some(DAY - (since + 8 * 3600) % DAY)
}

/// The number in `This ban will last for N more seconds` (protocol §6.2).
pub(super) fn ban_seconds(text: &str) -> Option<u64> {
    let (_, rest) = text.split_once("will last for ")?;
    let (number, rest) = rest.split_once(' ')?;
    let number = number.parse().ok()?;
    rest.starts_with("more second").then_some(number)
}

/// Reads `Sun, 06 Nov 1994 08:49:37 GMT` as seconds since 1970: the one form that servers may send
/// (RFC 9110 §5.6.7).
fn http_date(text: &str) -> Option<i64> {
    const MONTHS: [&str; 12] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    let (_, date) = text.strip_suffix(" GMT")?.split_once(", ")?;
    let mut parts = date.split([' ', ':']);
    let day = parts.next()?.parse().ok()?;
    let name = parts.next()?;
    let month = MONTHS.iter().position(|month| *month == name)? + 1;
    let year = parts.next()?.parse().ok()?;
    let mut number = || parts.next()?.parse().ok();
    let (hour, minute, second) = (number()?, number()?, number()?);
    let as_if_local = DateTime::new(year, i8::try_from(month).ok()?, day, hour, minute, second)?;
    Some(as_if_local.to_unix_seconds() + 8 * 3600)
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, UNIX_EPOCH};

    use super::{ahead_of, ban_seconds, http_date, until_midnight};

    #[test]
    fn http_dates_are_read() {
        assert_eq!(
            http_date("Sun, 06 Nov 1994 08:49:37 GMT"),
            Some(784_111_777)
        );
        for wrong in [
            "",
            "Sun, 06 Nov 1994 08:49:37",
            "Sun, 99 Nov 1994 08:49:37 GMT",
            "x, GMT",
        ] {
            assert_eq!(http_date(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_clock_is_measured_against_the_gateway_s() {
        let now = UNIX_EPOCH + Duration::from_secs(784_111_777 - 3600);
        assert_eq!(ahead_of(now, "Sun, 06 Nov 1994 08:49:37 GMT"), Some(-3600));
    }

    #[test]
    fn bans_and_days_end() {
        assert_eq!(
            ban_seconds("This ban will last for 2 more seconds"),
            Some(2)
        );
        assert_eq!(ban_seconds("This ban will last for 1 more second"), Some(1));
        assert_eq!(ban_seconds("This ban will last for x more seconds"), None);
        assert_eq!(ban_seconds(""), None);
        // 1970-01-01 08:00:01 in GMT+8.
        assert_eq!(
            until_midnight(UNIX_EPOCH + Duration::from_secs(1)),
            Some(16 * 3600 - 1)
        );
    }
}
