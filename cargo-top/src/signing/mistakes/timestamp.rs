//! Timestamps that are signed otherwise than sent.

use top_runtime::DateTime;

use super::Variant;
use crate::signing::draft::Draft;

/// The text of a timestamp as others may have signed it, and what was done to it.
type Told = (String, String);

pub(super) fn variants(draft: &Draft) -> Vec<Variant> {
    let at = draft
        .pairs
        .iter()
        .position(|(name, _)| name == b"timestamp");
    let Some((at, text)) = at.and_then(|at| Some((at, sent(draft, at)?))) else {
        return Vec::new();
    };
    let with = |(text, says): Told| {
        let mut pairs = draft.pairs.clone();
        pairs.get_mut(at)?.1 = text.into_bytes();
        Some(Variant::new(
            format!("`timestamp` was signed {says}"),
            draft.with(pairs),
        ))
    };
    others(&text).into_iter().filter_map(with).collect()
}

fn sent(draft: &Draft, at: usize) -> Option<String> {
    let (_, value) = draft.pairs.get(at)?;
    String::from_utf8(value.clone()).ok()
}

fn others(text: &str) -> Vec<Told> {
    let Some(time) = read(text) else {
        return Vec::new();
    };
    let seconds = time.to_unix_seconds();
    let written = [
        (
            time.to_string(),
            "as a text, where milliseconds since 1970 are sent",
        ),
        (
            time.to_string().replace(' ', "T"),
            "with a `T` between date and time",
        ),
        (format!("{seconds}000"), "in milliseconds since 1970"),
        (seconds.to_string(), "in seconds since 1970"),
        (
            time.to_string().split(' ').take(1).collect(),
            "without its time of day",
        ),
    ];
    let written = written.map(|(text, says)| (text, says.to_owned()));
    let zones = (-28..=28).filter(|half| *half != 0).map(|half| half * 1800);
    let moments = (1..=90).flat_map(|second| [-second, second]);
    let moved = zones.chain(moments).filter_map(|by| {
        let moved = DateTime::from_unix_seconds(seconds + by)?;
        Some((moved.to_string(), moved_by(by)))
    });
    written.into_iter().chain(moved).collect()
}

/// What shifts one timestamp to another, where something well known does.
pub(crate) fn shift(sent: &str, signed: &str) -> Option<String> {
    let told = others(sent).into_iter().find(|(text, _)| text == signed);
    told.map(|(_, says)| says)
}

fn read(text: &str) -> Option<DateTime> {
    let millis = || DateTime::from_unix_millis(text.parse().ok()?);
    text.parse().ok().or_else(millis)
}

fn moved_by(seconds: i64) -> String {
    let side = if seconds < 0 { "earlier" } else { "later" };
    let by = seconds.unsigned_abs();
    if by < 1800 {
        return format!("{by} s {side} than it is sent: the clock was asked twice");
    }
    let (hours, minutes) = (by / 3600, by / 60 % 60);
    format!(
        "{hours} h {minutes:02} min {side} than it is sent: in the time of another zone, where TOP wants GMT+8"
    )
}
