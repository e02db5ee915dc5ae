//! The page's own files, as they stand in `assets/`.

use axum::Router;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::get;

use super::{Desk, answer};

const HTML: &str = "text/html;charset=utf-8";
const CSS: &str = "text/css;charset=utf-8";
const JS: &str = "text/javascript;charset=utf-8";
const JSON: &str = "application/json";
const SVG: &str = "image/svg+xml";

const INDEX: &str = include_str!("../../assets/index.html");

macro_rules! files {
    ($( $name:literal: $content_type:ident, )*) => {
        /// Each with its name, its type and its text.
        pub(super) const FILES: &[(&str, &str, &str)] = &[
            $( ($name, $content_type, include_str!(concat!("../../assets/", $name))), )*
        ];
    };
}

files! {
    "icon.svg": SVG,
    "style/base.css": CSS,
    "style/calls.css": CSS,
    "style/panels.css": CSS,
    "words/en.json": JSON,
    "words/zh.json": JSON,
    "js/main.js": JS,
    "js/api.js": JS,
    "js/calls.js": JS,
    "js/detail.js": JS,
    "js/dom.js": JS,
    "js/faults.js": JS,
    "js/fields.js": JS,
    "js/form.js": JS,
    "js/keys.js": JS,
    "js/ledger.js": JS,
    "js/list.js": JS,
    "js/store.js": JS,
    "js/text.js": JS,
    "js/words.js": JS,
}

pub(super) fn routes() -> Router<Desk> {
    Router::new()
        .route("/", get(async || answer::of(HTML, INDEX)))
        .route("/assets/{*name}", get(file))
}

async fn file(Path(name): Path<String>) -> Response {
    let mut files = FILES.iter();
    match files.find(|(known, _, _)| *known == name) {
        Some((_, content_type, text)) => answer::of(content_type, *text),
        None => answer::text(StatusCode::NOT_FOUND, "no such file\n"),
    }
}

#[cfg(test)]
mod tests;
