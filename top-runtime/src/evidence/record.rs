//! What a line holds.

use std::fmt::Display;
use std::io::Write as _;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use super::chain::{Hash, Head, OPENING, sha256};
use crate::encode::Params;
use crate::observe::{Attempt, Ending, Finished, Started};
use crate::time::DateTime;

/// A line being written: JSON without its hashes.
pub(super) struct Line(Vec<u8>);

impl Line {
    /// Begins the line that follows this place.
    pub(super) fn after(head: Head, time: SystemTime) -> Self {
        let mut line = Self(Vec::with_capacity(1024));
        line.0.extend_from_slice(OPENING);
        line.raw(head.next_seq());
        line.moment("time", time);
        line
    }

    /// Seals it, and gives its bytes and its place.
    pub(super) fn seal(mut self, head: Head) -> (Vec<u8>, Head) {
        let sealed = head.seal(&mut self.0);
        self.0.push(b'\n');
        (self.0, sealed)
    }

    pub(super) fn start(&mut self, call: &Started<'_>) {
        self.text("record", "start");
        self.call(call);
    }

    pub(super) fn attempt(&mut self, attempt: &Attempt<'_>) {
        self.text("record", "attempt");
        self.call(&attempt.call);
        self.number("attempt", attempt.number);
        self.moment("sent", attempt.time);
        self.ending(&attempt.ending);
        self.number("sent_bytes", attempt.sent_bytes);
        self.number("received_bytes", attempt.received_bytes);
        self.milliseconds(attempt.elapsed);
    }

    pub(super) fn end(&mut self, finished: &Finished<'_>) {
        self.text("record", "end");
        self.call(&finished.call);
        self.number("attempts", finished.attempts);
        self.ending(&finished.ending);
        self.milliseconds(finished.elapsed);
    }

    /// Says that the part of the line before this one was cut short, and how many records are
    /// missing.
    pub(super) fn gap(&mut self, torn: &[u8], lost: u64) {
        self.text("record", "gap");
        self.number("torn_bytes", torn.len());
        self.text("torn_sha256", &const_hex::encode(sha256(torn)));
        self.number("lost", lost);
    }

    fn call(&mut self, call: &Started<'_>) {
        self.text("method", call.method);
        self.moment("called", call.time);
        if let Some(key) = call.idempotency_key {
            self.text("key", key);
        }
        if let Some(params) = call.params {
            self.params(params);
        }
    }

    fn params(&mut self, params: &Params) {
        self.object("params", params.iter(), Self::quoted);
        let files = params.files().iter().map(|(name, file)| (&**name, file));
        if files.len() > 0 {
            self.object("files", files, |line, file| {
                let hash = const_hex::encode(sha256(file.bytes()));
                line.quoted(&format!("{} bytes, sha256 {hash}", file.bytes().len()));
            });
        }
    }

    fn ending(&mut self, ending: &Ending<'_>) {
        self.text("outcome", ending.outcome);
        self.text("effect", ending.effect.word());
        if let Some(status) = ending.status {
            self.number("status", status);
        }
        if let Some(code) = ending.code {
            self.number("code", code);
        }
        if let Some(sub_code) = ending.sub_code {
            self.text("sub_code", sub_code);
        }
        if let Some(id) = ending.request_id {
            self.text("request_id", id);
        }
    }

    fn milliseconds(&mut self, elapsed: Duration) {
        self.number("elapsed_ms", elapsed.as_millis());
    }

    /// A moment as `2026-11-11T12:00:00.000+08:00`.
    fn moment(&mut self, name: &str, time: SystemTime) {
        let date = DateTime::from_system_time(time).unwrap_or(DateTime::EPOCH);
        let millis = time
            .duration_since(UNIX_EPOCH)
            .unwrap_or_default()
            .subsec_millis();
        let date = date.to_string().replace(' ', "T");
        self.text(name, &format!("{date}.{millis:03}+08:00"));
    }

    fn object<'v, V>(
        &mut self,
        name: &str,
        members: impl Iterator<Item = (&'v str, V)>,
        value: impl Fn(&mut Self, V),
    ) {
        self.name(name);
        self.0.push(b'{');
        for (index, (name, member)) in members.enumerate() {
            if index > 0 {
                self.0.push(b',');
            }
            self.quoted(name);
            self.0.push(b':');
            value(self, member);
        }
        self.0.push(b'}');
    }

    fn text(&mut self, name: &str, value: &str) {
        self.name(name);
        self.quoted(value);
    }

    fn number(&mut self, name: &str, value: impl Display) {
        self.name(name);
        self.raw(value);
    }

    fn name(&mut self, name: &str) {
        self.0.push(b',');
        self.quoted(name);
        self.0.push(b':');
    }

    // Writing to a `Vec` cannot fail, and serde_json writes any text.

    fn quoted(&mut self, text: &str) {
        let _ = serde_json::to_writer(&mut self.0, text);
    }

    fn raw(&mut self, value: impl Display) {
        let _ = write!(self.0, "{value}");
    }
}

/// Where a `gap` record begins in a line that was cut short before it.
pub(super) fn gap_in(line: &[u8]) -> Option<(&[u8], &[u8])> {
    let at = line
        .windows(OPENING.len())
        .rposition(|window| window == OPENING)?;
    let (torn, gap) = line.split_at_checked(at)?;
    names(gap, &sha256(torn)).then_some((torn, gap))
}

/// Whether a `gap` record speaks of the part with this hash. Within a text its quotes would be
/// escaped.
fn names(gap: &[u8], torn: &Hash) -> bool {
    let member = format!("\"torn_sha256\":\"{}\"", const_hex::encode(torn));
    let member = member.as_bytes();
    gap.windows(member.len()).any(|window| window == member)
}
