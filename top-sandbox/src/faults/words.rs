//! Faults as the control path writes them, for example
//! `{"fault": "error_after", "code": 15, "sub_code": "isp.remote-service-timeout", "times": 2}`.

use std::time::Duration;

use serde_json::{Map, Value, json};

use super::{Fault, Injection};
use crate::error_response::ErrorResponse;

/// The words that `fault` may be.
const WORDS: &str = "error_before, error_after, error_late, delay, cut_before, cut_after, cut_late, \
    cut_reply, truncated, truncated_gzip, garbage, html, html_after, redirect, hang_up, stale, hold_before, \
    hold_after, wrong_types, control_characters, empty_lists";

/// What each fault is ordered with, for those who list them.
pub(crate) const ORDERS: [(&str, &[&str]); 21] = [
    ("error_before", &["code", "sub_code", "sub_msg"]),
    ("error_after", &["code", "sub_code", "sub_msg"]),
    ("error_late", &["code", "sub_code", "sub_msg"]),
    ("delay", &["ms"]),
    ("cut_before", &[]),
    ("cut_after", &[]),
    ("cut_late", &[]),
    ("cut_reply", &["bytes"]),
    ("truncated", &["bytes"]),
    ("truncated_gzip", &["bytes"]),
    ("garbage", &[]),
    ("html", &["status"]),
    ("html_after", &["status"]),
    ("redirect", &["location"]),
    ("hang_up", &[]),
    ("stale", &[]),
    ("hold_before", &[]),
    ("hold_after", &[]),
    ("wrong_types", &[]),
    ("control_characters", &[]),
    ("empty_lists", &[]),
];

/// What an order may say.
const KEYS: [&str; 10] = [
    "fault", "method", "times", "code", "sub_code", "sub_msg", "ms", "bytes", "status", "location",
];

/// Reads an order for a fault; an `Err` is a sentence for the caller.
pub(crate) fn injection_from_json(body: &[u8]) -> Result<Injection, String> {
    let order: Map<String, Value> =
        serde_json::from_slice(body).map_err(|error| format!("not a JSON object: {error}"))?;
    if let Some(unknown) = order.keys().find(|key| !KEYS.contains(&key.as_str())) {
        return Err(format!("no key {unknown}; there are {}", KEYS.join(", ")));
    }
    let mut injection = Injection::new(fault(&order)?);
    injection.method = text(&order, "method")?;
    if let Some(times) = number(&order, "times")? {
        injection.times = u32::try_from(times).map_err(|_| "times is too large")?;
    }
    Ok(injection)
}

/// Writes the faults that are still to come.
pub(crate) fn injections_to_json(pending: &[Injection]) -> Value {
    let words = pending.iter().map(|injection| {
        json!({
            "fault": injection.fault.word(),
            "method": injection.method,
            "times": injection.times,
        })
    });
    Value::Array(words.collect())
}

/// Writes a fault as it would be ordered.
pub(crate) fn injection_to_order(injection: &Injection) -> Value {
    let mut order = json!({
        "fault": injection.fault.word(),
        "method": injection.method,
        "times": injection.times,
    });
    let more = match &injection.fault {
        Fault::ErrorBefore(error) | Fault::ErrorAfter(error) | Fault::ErrorLate(error) => {
            let told = |name: &str| matches!(name, "code" | "sub_code" | "sub_msg");
            error
                .members()
                .filter(|(name, _, _)| told(name))
                .map(|(name, text, is_number)| match text.parse::<u64>() {
                    Ok(number) if is_number => (name, Value::from(number)),
                    _ => (name, Value::from(text)),
                })
                .collect()
        }
        Fault::Delay(time) => json!({ "ms": u64::try_from(time.as_millis()).ok() }),
        Fault::CutReply(bytes) | Fault::Truncated(bytes) | Fault::TruncatedGzip(bytes) => {
            json!({ "bytes": bytes })
        }
        Fault::Html(status) | Fault::HtmlAfter(status) => json!({ "status": status }),
        Fault::Redirect(location) => json!({ "location": location }),
        _ => json!({}),
    };
    if let (Value::Object(order), Value::Object(more)) = (&mut order, more) {
        order.extend(more);
    }
    order
}

fn fault(order: &Map<String, Value>) -> Result<Fault, String> {
    let word = text(order, "fault")?.ok_or_else(|| format!("fault must be one of {WORDS}"))?;
    let bytes = || Ok::<_, String>(number(order, "bytes")?.unwrap_or(10));
    let size = || usize::try_from(bytes()?).map_err(|_| "bytes is too large".to_owned());
    Ok(match word.as_str() {
        "error_before" => Fault::ErrorBefore(error(order)?),
        "error_after" => Fault::ErrorAfter(error(order)?),
        "error_late" => Fault::ErrorLate(error(order)?),
        "delay" => Fault::Delay(Duration::from_millis(needed(order, "ms")?)),
        "cut_before" => Fault::CutBefore,
        "cut_after" => Fault::CutAfter,
        "cut_late" => Fault::CutLate,
        "cut_reply" => Fault::CutReply(size()?),
        "truncated" => Fault::Truncated(size()?),
        "truncated_gzip" => Fault::TruncatedGzip(size()?),
        "garbage" => Fault::Garbage,
        "html" => Fault::Html(status(order)?),
        "html_after" => Fault::HtmlAfter(status(order)?),
        "redirect" => Fault::Redirect(location(order)?),
        "hang_up" => Fault::HangUp,
        "stale" => Fault::Stale,
        "hold_before" => Fault::HoldBefore,
        "hold_after" => Fault::HoldAfter,
        "wrong_types" => Fault::WrongTypes,
        "control_characters" => Fault::ControlCharacters,
        "empty_lists" => Fault::EmptyLists,
        other => return Err(format!("no fault {other}; fault must be one of {WORDS}")),
    })
}

impl Fault {
    /// The word for it.
    pub(crate) fn word(&self) -> &'static str {
        match self {
            Fault::ErrorBefore(_) => "error_before",
            Fault::ErrorAfter(_) => "error_after",
            Fault::ErrorLate(_) => "error_late",
            Fault::Delay(_) => "delay",
            Fault::CutBefore => "cut_before",
            Fault::CutAfter => "cut_after",
            Fault::CutLate => "cut_late",
            Fault::CutReply(_) => "cut_reply",
            Fault::Truncated(_) => "truncated",
            Fault::TruncatedGzip(_) => "truncated_gzip",
            Fault::Garbage => "garbage",
            Fault::Html(_) => "html",
            Fault::HtmlAfter(_) => "html_after",
            Fault::Redirect(_) => "redirect",
            Fault::HangUp => "hang_up",
            Fault::Stale => "stale",
            Fault::HoldBefore => "hold_before",
            Fault::HoldAfter => "hold_after",
            Fault::WrongTypes => "wrong_types",
            Fault::ControlCharacters => "control_characters",
            Fault::EmptyLists => "empty_lists",
        }
    }
}

fn error(order: &Map<String, Value>) -> Result<ErrorResponse, String> {
    let code = u32::try_from(needed(order, "code")?).map_err(|_| "code is too large")?;
    let mut error = ErrorResponse::new(code);
    if let Some(sub_code) = text(order, "sub_code")? {
        error = error.sub_code(sub_code);
    }
    if let Some(sub_msg) = text(order, "sub_msg")? {
        error = error.sub_msg(sub_msg);
    }
    Ok(error)
}

fn status(order: &Map<String, Value>) -> Result<u16, String> {
    let status = number(order, "status")?.unwrap_or(502);
    u16::try_from(status)
        .ok()
        .filter(|status| (200..600).contains(status))
        .ok_or_else(|| "status must be an HTTP status from 200 to 599".to_owned())
}

fn location(order: &Map<String, Value>) -> Result<String, String> {
    text(order, "location")?.ok_or_else(|| "location is needed for this fault".to_owned())
}

fn needed(order: &Map<String, Value>, name: &str) -> Result<u64, String> {
    number(order, name)?.ok_or_else(|| format!("{name} is needed for this fault"))
}

fn number(order: &Map<String, Value>, name: &str) -> Result<Option<u64>, String> {
    match order.get(name) {
        None | Some(Value::Null) => Ok(None),
        Some(value) => match value.as_u64() {
            Some(number) => Ok(Some(number)),
            None => Err(format!("{name} must be a whole number")),
        },
    }
}

fn text(order: &Map<String, Value>, name: &str) -> Result<Option<String>, String> {
    match order.get(name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text.clone())),
        Some(_) => Err(format!("{name} must be text")),
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use serde_json::json;

    use super::{
        ErrorResponse, Fault, Injection, ORDERS, WORDS, injection_from_json, injection_to_order,
        injections_to_json,
    };

    #[test]
    fn orders_are_read() {
        let order =
            br#"{"fault":"error_after","code":15,"sub_code":"isp.x","times":2,"method":"a.b"}"#;
        let expected = Fault::ErrorAfter(ErrorResponse::new(15).sub_code("isp.x"));
        assert_eq!(
            injection_from_json(order),
            Ok(Injection::new(expected).method("a.b").times(2))
        );
        let delay = injection_from_json(br#"{"fault":"delay","ms":5}"#).unwrap();
        assert_eq!(delay, Fault::Delay(Duration::from_millis(5)).into());
        let words = injections_to_json(&[delay]).to_string();
        assert_eq!(words, r#"[{"fault":"delay","method":null,"times":1}]"#);
    }

    #[test]
    fn every_fault_is_listed_and_written_as_it_is_ordered() {
        let words: Vec<_> = ORDERS.iter().map(|(word, _)| *word).collect();
        assert_eq!(words.join(", "), WORDS);
        for (word, with) in ORDERS {
            let mut order = json!({ "fault": word, "method": "a.b", "times": 2 });
            for name in with {
                order[*name] = match *name {
                    "sub_code" | "sub_msg" | "location" => "text".into(),
                    _ => 400.into(),
                };
            }
            let injection = injection_from_json(order.to_string().as_bytes()).unwrap();
            assert_eq!(injection_to_order(&injection), order);
        }
    }

    #[test]
    fn wrong_orders_get_a_sentence() {
        for (order, sentence) in [
            ("", "not a JSON object"),
            ("{}", "fault must be one of"),
            (r#"{"fault":"fire"}"#, "no fault fire"),
            (r#"{"fault":"error_before"}"#, "code is needed"),
            (r#"{"fault":"redirect"}"#, "location is needed"),
            (r#"{"fault":"html","status":7}"#, "status must be"),
            (r#"{"fault":"garbage","times":-1}"#, "times must be"),
            (r#"{"fault":"garbage","method":1}"#, "method must be"),
            (r#"{"fault":"garbage","tmies":2}"#, "no key tmies"),
        ] {
            let error = injection_from_json(order.as_bytes()).unwrap_err();
            assert!(error.starts_with(sentence), "{order}: {error}");
        }
    }
}
