//! What `tracing` is told, under OpenTelemetry's names where it has one. Never a value of the
//! request or the reply.

use tracing::field::Empty;
use tracing::{Level, Span};

use super::{Attempt, Ending, Finished};
use crate::error::Effect;
use crate::gateway::Address;

/// Whether an attempt would be told to anybody.
pub(super) fn listens() -> bool {
    tracing::enabled!(Level::DEBUG) || tracing::enabled!(Level::WARN)
}

pub(super) fn span(method: &str, url: &str) -> Span {
    tracing::info_span!(
        "top.call",
        otel.kind = "client",
        otel.name = method,
        otel.status_code = Empty,
        rpc.system = "top",
        rpc.method = method,
        server.address = host(url),
        http.response.status_code = Empty,
        http.request.resend_count = Empty,
        "error.type" = Empty,
        top.outcome = Empty,
        top.effect = Empty,
        top.code = Empty,
        top.sub_code = Empty,
        top.request_id = Empty,
    )
}

/// The host alone: an address could hold more than everybody may see.
fn host(url: &str) -> &str {
    Address::parse(url).map_or("", |address| address.host)
}

/// One event, at a level that a macro must know when it is compiled.
macro_rules! tell {
    ($level:expr, $attempt:ident) => {{
        let ending = &$attempt.ending;
        tracing::event!(
            $level,
            rpc.system = "top",
            rpc.method = $attempt.call.method,
            http.response.status_code = ending.status,
            http.request.resend_count = resends($attempt.number),
            "error.type" = error_type(ending),
            top.outcome = ending.outcome,
            top.effect = ending.effect.word(),
            top.code = ending.code,
            top.sub_code = ending.sub_code,
            top.request_id = ending.request_id,
            top.sent_bytes = $attempt.sent_bytes,
            top.received_bytes = $attempt.received_bytes,
            top.elapsed_ms = $attempt.elapsed.as_millis(),
            "TOP call"
        );
    }};
}

pub(super) fn attempt(attempt: &Attempt<'_>) {
    if attempt.ending.effect == Effect::Unknown {
        tell!(Level::WARN, attempt);
    } else {
        tell!(Level::DEBUG, attempt);
    }
}

pub(super) fn finished(span: &Span, finished: &Finished<'_>) {
    if span.is_disabled() {
        return;
    }
    let ending = &finished.ending;
    span.record(
        "otel.status_code",
        if ending.is_ok() { "OK" } else { "ERROR" },
    );
    span.record("http.response.status_code", ending.status);
    span.record("http.request.resend_count", resends(finished.attempts));
    span.record("error.type", error_type(ending));
    span.record("top.outcome", ending.outcome);
    span.record("top.effect", ending.effect.word());
    span.record("top.code", ending.code);
    span.record("top.sub_code", ending.sub_code);
    span.record("top.request_id", ending.request_id);
}

/// How often it was sent again: OpenTelemetry leaves it out for the first time.
fn resends(attempts: u32) -> Option<u32> {
    attempts.checked_sub(1).filter(|resends| *resends > 0)
}

fn error_type(ending: &Ending<'_>) -> Option<&'static str> {
    (!ending.is_ok()).then_some(ending.outcome)
}
