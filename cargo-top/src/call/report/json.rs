//! For a script: one object, whatever happened.

use serde_json::{Map, Value as JsonValue, json};
use top_runtime::client::Answer;
use top_runtime::error::FailedAttempt;
use top_runtime::resolve::Resolution;
use top_runtime::{Effect, Error, Rehearsal, Violation};

use super::Report;
use crate::call::doubt::{self, Question};
use crate::call::mask::mask;
use crate::call::{Outcome, words};

/// The report as JSON. What is not known is left out.
pub(super) fn object(report: &Report) -> JsonValue {
    let (endpoint, effect) = (report.order.endpoint, report.effect());
    let mut object = members(json!({
        "method": endpoint.method(),
        "effect": words::effect(effect),
        "may_be_repeated": words::may_be_repeated(endpoint, effect),
        "call_again": words::again(endpoint, effect),
    }));
    object.extend(members(match &report.outcome {
        Outcome::Rehearsed(rehearsal) => rehearsed(rehearsal),
        Outcome::Succeeded(answer) => succeeded(report, answer),
        Outcome::Failed(error, resolution) => failed(report, error, resolution.as_ref()),
    }));
    object.retain(|_, value| !value.is_null());
    object.into()
}

/// A call that something kept from being tried.
pub(crate) fn not_tried(method: &str, why: &miette::Report) -> JsonValue {
    let causes: Vec<_> = why.chain().map(ToString::to_string).collect();
    let mut object = members(json!({
        "method": method,
        "effect": words::effect(Effect::None),
        "outcome": "not_tried",
        "what": causes.join(": "),
        "hint": why.help().map(|help| help.to_string()),
    }));
    object.retain(|_, value| !value.is_null());
    object.into()
}

fn members(object: JsonValue) -> Map<String, JsonValue> {
    match object {
        JsonValue::Object(members) => members,
        _ => Map::new(),
    }
}

fn rehearsed(rehearsal: &Rehearsal) -> JsonValue {
    let request = rehearsal.request();
    let params: Map<_, _> = request
        .params()
        .map(|(name, value)| (name.to_owned(), value.into()))
        .collect();
    json!({
        "outcome": "rehearsed",
        "request": { "url": request.url(), "params": params },
        "resolved_by": rehearsal.resolved_by(),
    })
}

fn succeeded(report: &Report, answer: &Answer<JsonValue>) -> JsonValue {
    let mut value = answer.value().clone();
    mask(report.order.endpoint.response(), &mut value);
    json!({
        "outcome": "succeeded",
        "request_id": answer.request_id(),
        "status": answer.status(),
        "value": value,
    })
}

fn failed(report: &Report, error: &Error, resolution: Option<&Resolution>) -> JsonValue {
    let order = &report.order;
    let in_doubt = resolution.is_none() && error.effect() == Effect::Unknown;
    let question = Question::about(order.endpoint, &order.given.members).filter(|_| in_doubt);
    let unreadable = matches!(error, Error::Unreadable(_));
    json!({
        "outcome": words::outcome(error),
        "what": error.what_happened().to_string(),
        "request_id": error.request_id(),
        "status": error.status(),
        "code": error.code(),
        "msg": error.msg(),
        "sub_code": error.sub_code(),
        "sub_msg": error.sub_msg(),
        "hint": error.hint(),
        "hint_zh": error.hint_zh(),
        "retry_after": error.retry_after().map(|wait| wait.as_secs()),
        "violations": given(error.violations().iter().map(violation)),
        "attempts": given(error.attempts().iter().map(attempt)),
        "body": error.body().filter(|_| unreadable),
        "find_out": question.map(|question| question.to_json()),
        "resolution": resolution.map(doubt::to_json),
    })
}

/// A list that is left out where it is empty.
fn given(items: impl Iterator<Item = JsonValue>) -> Option<Vec<JsonValue>> {
    Some(items.collect()).filter(|items: &Vec<_>| !items.is_empty())
}

fn violation(violation: &Violation) -> JsonValue {
    json!({
        "path": violation.path(),
        "problem": violation.to_string(),
        "problem_zh": violation.to_chinese(),
    })
}

fn attempt(attempt: &FailedAttempt) -> JsonValue {
    json!({
        "outcome": attempt.outcome(),
        "effect": words::effect(attempt.effect()),
        "code": attempt.code(),
        "sub_code": attempt.sub_code(),
        "request_id": attempt.request_id(),
        "ms": u64::try_from(attempt.elapsed().as_millis()).ok(),
    })
}
