//! Answers of the page.

use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use serde_json::Value;

/// A body of this type.
pub(super) fn of(content_type: &'static str, body: impl Into<Body>) -> Response {
    let mut response = Response::new(body.into());
    let content_type = HeaderValue::from_static(content_type);
    response
        .headers_mut()
        .insert(header::CONTENT_TYPE, content_type);
    response
}

/// JSON.
pub(super) fn json(value: &Value) -> Response {
    of("application/json", value.to_string())
}

/// A sentence.
pub(super) fn text(status: StatusCode, sentence: impl Into<Body>) -> Response {
    let mut response = of("text/plain;charset=utf-8", sentence);
    *response.status_mut() = status;
    response
}
