//! This machine's clock and zone.

use std::time::{Duration, SystemTime};

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::probe::Line;
use super::problem::Problem;
use super::report::Check;

/// How far off the platform lets a clock be (protocol §2).
const TOLERANCE: Duration = Duration::from_secs(600);
/// What is worth a word.
const NOTEWORTHY: Duration = Duration::from_secs(60);

/// The zone of this machine. None is wrong: the client writes GMT+8 in all of them.
pub(super) fn zone() -> Check {
    let zone = TimeZone::system();
    let offset = zone.to_offset(Timestamp::now());
    let name = zone.iana_name().unwrap_or("no name");
    let remark = if offset.seconds() == 8 * 3600 {
        "as TOP has it"
    } else {
        "TOP wants GMT+8, which this client writes in every zone; an SDK that writes local time is refused here (code 31)"
    };
    Check::well("time zone", format!("UTC{offset} ({name}): {remark}"))
}

/// Holds this machine's clock against the reply's.
pub(super) fn check(line: &Line) -> Check {
    let date = line.reply.as_ref().ok().and_then(|reply| reply.date());
    match date.and_then(|date| httpdate::parse_http_date(date).ok()) {
        Some(theirs) => compared(line.at, theirs),
        None => Check::not_tried("clock", "the reply has no Date"),
    }
}

fn compared(ours: SystemTime, theirs: SystemTime) -> Check {
    let (side, off) = match ours.duration_since(theirs) {
        Ok(ahead) => ("ahead of", ahead),
        Err(behind) => ("behind", behind.duration()),
    };
    let found = format!("{} s {side} the gateway's", off.as_secs());
    match off {
        _ if off > TOLERANCE => Check::wrong("clock", Problem::ClockOff, found),
        _ if off > NOTEWORTHY => Check::well(
            "clock",
            format!("{found}: the platform lets it be, up to 600 s"),
        ),
        _ => Check::well("clock", found),
    }
}

/// The platform itself finds the time wrong.
pub(super) fn refused(check: Check, ahead_seconds: Option<i64>) -> Check {
    if check.is_wrong() {
        return check;
    }
    let found = match ahead_seconds {
        Some(ahead) => format!("the platform refuses the timestamp; this clock is {ahead} s ahead"),
        None => "the platform refuses the timestamp".to_owned(),
    };
    Check::wrong("clock", Problem::ClockOff, found)
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, SystemTime};

    use super::compared;

    #[test]
    fn ten_minutes_are_let_be() {
        let now = SystemTime::now();
        for (seconds, wrong) in [
            (0, false),
            (599, false),
            (600, false),
            (601, true),
            (86_400, true),
        ] {
            let other = now + Duration::from_secs(seconds);
            assert_eq!(compared(now, other).is_wrong(), wrong, "{seconds} behind");
            assert_eq!(compared(other, now).is_wrong(), wrong, "{seconds} ahead");
        }
    }
}
