//! The control path: faults and counts over HTTP, for tests in other languages.

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use axum::routing::get;
use serde_json::Value;

use crate::faults::{injection_from_json, injections_to_json};
use crate::sandbox::Sandbox;

/// The routes under `/_sandbox`. The server listens on loopback, so only this machine reaches them.
pub(super) fn routes() -> Router<Sandbox> {
    Router::new()
        .route(
            "/_sandbox/faults",
            get(pending).post(inject).delete(clear_faults),
        )
        .route("/_sandbox/held", get(held).delete(release))
        .route("/_sandbox/counts", get(counts).delete(clear_counts))
}

async fn pending(State(sandbox): State<Sandbox>) -> Response {
    json(&injections_to_json(&sandbox.pending_faults()))
}

async fn inject(State(sandbox): State<Sandbox>, body: Bytes) -> Response {
    match injection_from_json(&body) {
        Ok(injection) => {
            sandbox.inject(injection);
            pending(State(sandbox)).await
        }
        Err(sentence) => super::plain(StatusCode::BAD_REQUEST, format!("{sentence}\n")),
    }
}

async fn clear_faults(State(sandbox): State<Sandbox>) -> Response {
    sandbox.clear_faults();
    pending(State(sandbox)).await
}

async fn held(State(sandbox): State<Sandbox>) -> Response {
    json(&Value::from(sandbox.held()))
}

async fn release(State(sandbox): State<Sandbox>) -> Response {
    sandbox.release();
    held(State(sandbox)).await
}

async fn counts(State(sandbox): State<Sandbox>) -> Response {
    json(&sandbox.counts().to_json())
}

async fn clear_counts(State(sandbox): State<Sandbox>) -> Response {
    sandbox.clear_counts();
    counts(State(sandbox)).await
}

fn json(value: &Value) -> Response {
    let mut response = Response::new(Body::from(format!("{value}\n")));
    let content_type = HeaderValue::from_static("application/json");
    response
        .headers_mut()
        .insert(header::CONTENT_TYPE, content_type);
    response
}
