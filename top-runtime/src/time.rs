//! Dates as TOP writes them, and the clock that stamps a call.

use std::fmt;
use std::str::FromStr;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use jiff::civil;

/// A date and time in GMT+8 to the second: `yyyy-MM-dd HH:mm:ss` on the wire, without a zone.
///
/// It does not depend on the zone of the machine.
///
/// ```
/// use top_runtime::DateTime;
///
/// let noon: DateTime = "2026-11-11 12:00:00".parse()?;
/// assert_eq!(Some(noon), DateTime::new(2026, 11, 11, 12, 0, 0));
/// assert_eq!(DateTime::from_unix_seconds(0), DateTime::new(1970, 1, 1, 8, 0, 0));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DateTime(civil::DateTime);

const GMT8_SECONDS: i64 = 8 * 3600;
const FIRST_SECOND: i64 = -62_135_596_800; // 0001-01-01 00:00:00 GMT
const LAST_SECOND: i64 = 253_402_300_799; // 9999-12-31 23:59:59 GMT

impl DateTime {
    /// 1970-01-01 00:00:00 in GMT+8.
    pub const EPOCH: Self = Self(civil::DateTime::constant(1970, 1, 1, 0, 0, 0, 0));

    /// The date and time with these parts; `None` where the calendar has no such day or time.
    #[must_use]
    pub fn new(year: i16, month: i8, day: i8, hour: i8, minute: i8, second: i8) -> Option<Self> {
        if !(1..=9999).contains(&year) {
            return None;
        }
        civil::DateTime::new(year, month, day, hour, minute, second, 0)
            .ok()
            .map(Self)
    }

    /// The moment this many seconds after 1970-01-01 00:00:00 UTC; `None` outside years 1 to 9999.
    #[must_use]
    pub fn from_unix_seconds(seconds: i64) -> Option<Self> {
        let local = seconds.checked_add(GMT8_SECONDS)?;
        if !(FIRST_SECOND..=LAST_SECOND).contains(&local) {
            return None;
        }
        let span = jiff::SignedDuration::from_secs(local);
        Self::EPOCH.0.checked_add(span).ok().map(Self)
    }

    /// The moment this many milliseconds after 1970-01-01 00:00:00 UTC, cut to the second.
    #[must_use]
    pub fn from_unix_millis(millis: i64) -> Option<Self> {
        Self::from_unix_seconds(millis.div_euclid(1000))
    }

    /// Seconds since 1970-01-01 00:00:00 UTC.
    #[must_use]
    pub fn to_unix_seconds(self) -> i64 {
        self.0.duration_since(Self::EPOCH.0).as_secs() - GMT8_SECONDS
    }

    /// The moment a `SystemTime` means.
    #[must_use]
    pub fn from_system_time(time: SystemTime) -> Option<Self> {
        let seconds = match time.duration_since(UNIX_EPOCH) {
            Ok(since) => i64::try_from(since.as_secs()).ok()?,
            Err(before) => -i64::try_from(before.duration().as_secs()).ok()?,
        };
        Self::from_unix_seconds(seconds)
    }

    /// The `SystemTime` that means this moment; `None` where the machine's clock cannot say it.
    #[must_use]
    pub fn to_system_time(self) -> Option<SystemTime> {
        let seconds = self.to_unix_seconds();
        let distance = Duration::from_secs(seconds.unsigned_abs());
        if seconds < 0 {
            UNIX_EPOCH.checked_sub(distance)
        } else {
            UNIX_EPOCH.checked_add(distance)
        }
    }
}

impl fmt::Display for DateTime {
    // Every call is stamped with one, and six padded numbers keep the formatter busy.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let t = self.0;
        let (century, year) = (t.year() / 100, t.year() % 100);
        let [month, day, hour, minute, second] =
            [t.month(), t.day(), t.hour(), t.minute(), t.second()].map(i16::from);
        let mut text = *b"0000-00-00 00:00:00";
        for (place, number) in [
            (0, century),
            (2, year),
            (5, month),
            (8, day),
            (11, hour),
            (14, minute),
            (17, second),
        ] {
            if let Some(place) = text.get_mut(place..place + 2) {
                place.copy_from_slice(&two_digits(number));
            }
        }
        f.write_str(std::str::from_utf8(&text).map_err(|_| fmt::Error)?)
    }
}

/// The two digits of a number from 0 to 99.
fn two_digits(number: i16) -> [u8; 2] {
    let [number, _] = number.to_le_bytes();
    [b'0' + number / 10, b'0' + number % 10]
}

impl fmt::Debug for DateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// A text that is no `yyyy-MM-dd HH:mm:ss`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotADateTime;

impl fmt::Display for NotADateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a date of the form yyyy-MM-dd HH:mm:ss")
    }
}

impl std::error::Error for NotADateTime {}

impl FromStr for DateTime {
    type Err = NotADateTime;

    fn from_str(text: &str) -> Result<Self, NotADateTime> {
        let (date, time) = text.split_once(' ').ok_or(NotADateTime)?;
        let [year, month, day] = numbers(date, '-').ok_or(NotADateTime)?;
        let [hour, minute, second] = numbers(time, ':').ok_or(NotADateTime)?;
        let narrow = |part: i16| i8::try_from(part).map_err(|_| NotADateTime);
        Self::new(
            year,
            narrow(month)?,
            narrow(day)?,
            narrow(hour)?,
            narrow(minute)?,
            narrow(second)?,
        )
        .ok_or(NotADateTime)
    }
}

/// Three numbers of digits only: `i16`'s own parser would let a sign through.
fn numbers(text: &str, separator: char) -> Option<[i16; 3]> {
    let mut parts = text.split(separator).map(|part| {
        let digits = !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        digits.then(|| part.parse().ok()).flatten()
    });
    let numbers = [parts.next()??, parts.next()??, parts.next()??];
    parts.next().is_none().then_some(numbers)
}

/// Tells the time. The seam for tests, and for machines whose clock is known to be off.
pub trait Clock: Send + Sync {
    /// The time now.
    fn now(&self) -> SystemTime;
}

/// The clock of the machine.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> SystemTime {
        SystemTime::now()
    }
}

impl<F: Fn() -> SystemTime + Send + Sync> Clock for F {
    fn now(&self) -> SystemTime {
        self()
    }
}

#[cfg(test)]
mod tests {
    use super::DateTime;

    #[test]
    fn a_moment_reads_as_eight_hours_east() {
        let moment = DateTime::from_unix_seconds(1_451_620_800).unwrap();
        assert_eq!(moment.to_string(), "2016-01-01 12:00:00");
        assert_eq!(moment.to_unix_seconds(), 1_451_620_800);
        let before = DateTime::from_unix_millis(-1).unwrap();
        assert_eq!(before.to_string(), "1970-01-01 07:59:59");
        assert_eq!(
            DateTime::from_system_time(before.to_system_time().unwrap()),
            Some(before)
        );
    }

    #[test]
    fn text_is_read_strictly() {
        let leap: DateTime = "2024-02-29 23:59:59".parse().unwrap();
        assert_eq!(leap.to_string(), "2024-02-29 23:59:59");
        for wrong in [
            "",
            "2023-02-29 00:00:00",
            "2024-02-01",
            "2024-02-01 24:00:00",
            "2024-02-01T00:00:00",
            "+024-02-01 00:00:00",
            "2024-02-01 00:00:00:00",
            "2024-02-01 00:00:300",
        ] {
            assert!(wrong.parse::<DateTime>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn every_part_has_all_its_digits() {
        for text in [
            "0001-01-01 00:00:00",
            "9999-12-31 23:59:59",
            "2010-10-20 10:09:50",
        ] {
            let moment: DateTime = text.parse().unwrap();
            assert_eq!(moment.to_string(), text);
        }
    }

    #[test]
    fn the_ends_of_time_do_not_overflow() {
        for seconds in [i64::MIN, i64::MAX, 253_402_300_800] {
            assert_eq!(DateTime::from_unix_seconds(seconds), None);
        }
    }
}
