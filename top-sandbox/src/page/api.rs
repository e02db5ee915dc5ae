//! What the page asks and orders.

use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{delete, get, post};
use serde_json::{Value, json};

use super::attempt::{self, Attempt};
use super::{Desk, answer, feed, sample};
use crate::faults::{ORDERS, injection_from_json};

/// The largest request of the page, in bytes: a form with a file.
const MAX_REQUEST: usize = 32 * 1024 * 1024;

pub(super) fn routes() -> Router<Desk> {
    Router::new()
        .route("/events", get(feed::events))
        .route("/state", get(state))
        .route("/calls", delete(clear))
        .route("/calls/{id}", get(call))
        .route("/ledger", get(ledger))
        .route("/endpoints", get(endpoints))
        .route("/endpoints/{method}", get(endpoint))
        .route("/check", post(check))
        .route("/send", post(send))
        .route("/faults", post(inject).delete(call_off_all))
        .route("/faults/remove", post(call_off))
        .route("/held", delete(release))
        .layer(DefaultBodyLimit::max(MAX_REQUEST))
}

async fn state(State(desk): State<Desk>) -> Response {
    let orders = ORDERS
        .iter()
        .map(|(fault, with)| json!({ "fault": fault, "with": with }));
    answer::json(&json!({
        "gateway": desk.0.gateway,
        "faults": orders.collect::<Value>(),
        "has_ledger": desk.0.sandbox.0.ledger.is_some(),
    }))
}

async fn clear(State(desk): State<Desk>) -> Response {
    desk.0.sandbox.0.recorder.clear();
    done()
}

async fn call(State(desk): State<Desk>, Path(id): Path<u64>) -> Response {
    match desk.0.sandbox.0.recorder.find(id) {
        Some(entry) => answer::json(&entry.to_json()),
        None => answer::text(StatusCode::NOT_FOUND, "this call is forgotten\n"),
    }
}

async fn ledger(State(desk): State<Desk>) -> Response {
    let ledger = desk.0.sandbox.0.ledger.as_ref();
    answer::json(&ledger.map_or(Value::Null, crate::Ledger::to_json))
}

async fn endpoints(State(desk): State<Desk>) -> Response {
    let mut served: Vec<_> = desk.0.sandbox.0.served.values().collect();
    served.sort_unstable_by_key(|served| served.endpoint.method());
    let lines = served.into_iter().map(|served| {
        json!({
            "method": served.endpoint.method(),
            "description": served.endpoint.request().description(),
            "read": served.endpoint.is_read(),
        })
    });
    answer::json(&lines.collect())
}

async fn endpoint(State(desk): State<Desk>, Path(method): Path<String>) -> Response {
    match desk.0.sandbox.0.served.get(method.as_str()) {
        Some(served) => answer::json(&json!({
            "facts": served.endpoint.facts(),
            "sample": sample::of(served.endpoint),
            "files": sample::files(served.endpoint),
        })),
        None => answer::text(StatusCode::NOT_FOUND, "no such method is served here\n"),
    }
}

async fn check(State(desk): State<Desk>, body: Bytes) -> Response {
    match read(&desk, &body) {
        Ok(attempt) => answer::json(&attempt::to_json(&attempt.violations())),
        Err(sentence) => refused(&sentence),
    }
}

async fn send(State(desk): State<Desk>, body: Bytes) -> Response {
    let attempt = match read(&desk, &body) {
        Ok(attempt) => attempt,
        Err(sentence) => return refused(&sentence),
    };
    match attempt.send(&desk.0.sandbox).await {
        Ok(arrived) => answer::json(&arrived),
        Err(sentence) => refused(&sentence),
    }
}

fn read(desk: &Desk, body: &[u8]) -> Result<Attempt, String> {
    let form = serde_json::from_slice(body).map_err(|error| format!("no JSON: {error}"))?;
    Attempt::read(&desk.0.sandbox, &form)
}

async fn inject(State(desk): State<Desk>, body: Bytes) -> Response {
    match injection_from_json(&body) {
        Ok(injection) => {
            desk.0.sandbox.inject(injection);
            done()
        }
        Err(sentence) => refused(&sentence),
    }
}

async fn call_off(State(desk): State<Desk>, body: Bytes) -> Response {
    match injection_from_json(&body) {
        Ok(injection) => {
            desk.0.sandbox.0.faults.remove(&injection);
            desk.0.sandbox.0.recorder.touch();
            done()
        }
        Err(sentence) => refused(&sentence),
    }
}

async fn call_off_all(State(desk): State<Desk>) -> Response {
    desk.0.sandbox.clear_faults();
    done()
}

async fn release(State(desk): State<Desk>) -> Response {
    desk.0.sandbox.release();
    done()
}

fn done() -> Response {
    answer::json(&json!({}))
}

fn refused(sentence: &str) -> Response {
    answer::text(StatusCode::BAD_REQUEST, format!("{sentence}\n"))
}
