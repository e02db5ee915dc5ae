//! What it is that answers.

use top_runtime::Error;

use super::probe::Exchange;
use super::problem::Problem;
use super::report::Check;

const CHECK: &str = "answer";

/// Whether a gateway of TOP answers. `None` where nothing came.
pub(super) fn check(exchange: &Exchange) -> Option<Check> {
    let reply = exchange.line.as_ref()?.reply.as_ref().ok()?;
    let status = reply.status();
    let text = text(&exchange.outcome);
    if is_top(&exchange.outcome, text) {
        return Some(Check::well(
            CHECK,
            format!("a gateway of TOP (HTTP {status})"),
        ));
    }
    let kind = reply.content_type().unwrap_or("no content type");
    let found = format!("HTTP {status}, {kind}, {} bytes", reply.body().len());
    Some(Check::wrong(CHECK, problem(status, kind, text), found))
}

fn text(outcome: &Result<String, Error>) -> &str {
    match outcome {
        Ok(text) => text,
        Err(error) => error.body().unwrap_or_default(),
    }
}

/// An error of the platform, or a reply with what every reply of its has.
fn is_top(outcome: &Result<String, Error>, text: &str) -> bool {
    match outcome {
        Ok(_) => ["request_id", "_response", "\"time\""]
            .iter()
            .any(|sign| text.contains(sign)),
        Err(error) => error.platform().is_some(),
    }
}

fn problem(status: u16, kind: &str, text: &str) -> Problem {
    let start = text
        .trim_start()
        .get(..14)
        .unwrap_or_default()
        .to_ascii_lowercase();
    let html =
        kind.contains("html") || start.starts_with("<html") || start.starts_with("<!doctype html");
    match status {
        300..400 => Problem::Redirect,
        407 => Problem::ProxyRefuses,
        500.. => Problem::FrontEnd,
        _ if html => Problem::HtmlPage,
        _ => Problem::NotTop,
    }
}
