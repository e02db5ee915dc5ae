//! Who may use the page: itself. Other sites that the same browser shows may not, whatever name
//! they give this machine.

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;

use super::Desk;
use super::answer;

/// Everything comes from the page's own origin, and no script stands in the markup.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; \
    connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// Answers the page's own requests, and puts what browsers must keep to on every answer.
pub(super) async fn guarded(State(desk): State<Desk>, request: Request, next: Next) -> Response {
    let refused = refusal(desk.0.port, request.method(), request.headers());
    let mut response = match refused {
        Some(sentence) => answer::text(StatusCode::FORBIDDEN, sentence),
        None => next.run(request).await,
    };
    let headers = response.headers_mut();
    for (name, value) in [
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::CACHE_CONTROL, "no-store"),
        (
            HeaderName::from_static("cross-origin-resource-policy"),
            "same-origin",
        ),
        (
            HeaderName::from_static("cross-origin-opener-policy"),
            "same-origin",
        ),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}

/// Why a request is not answered.
fn refusal(port: u16, verb: &Method, headers: &HeaderMap) -> Option<&'static str> {
    let host = text(headers, &header::HOST);
    if !host.is_some_and(|host| is_own_host(host, port)) {
        return Some("the page is at 127.0.0.1 or localhost\n");
    }
    let own = host.map(|host| format!("http://{host}"));
    let origin = text(headers, &header::ORIGIN);
    let site = text(headers, &HeaderName::from_static("sec-fetch-site"));
    let is_own = origin.is_none_or(|origin| Some(origin) == own.as_deref());
    let is_near = site.is_none_or(|site| matches!(site, "same-origin" | "none"));
    if !is_own || !is_near {
        return Some("another site may not use this page\n");
    }
    // No form of HTML can send this type, so no browser sends it from elsewhere without asking.
    let is_json = text(headers, &header::CONTENT_TYPE) == Some("application/json");
    (verb == Method::POST && !is_json).then_some("send application/json\n")
}

/// A name of the attacker's that means this machine (DNS rebinding) is not one of ours.
fn is_own_host(host: &str, port: u16) -> bool {
    let (name, given) = host.split_once(':').unwrap_or((host, "80"));
    matches!(name, "127.0.0.1" | "localhost") && given.parse() == Ok(port)
}

fn text<'h>(headers: &'h HeaderMap, name: &HeaderName) -> Option<&'h str> {
    // What is no text is nobody's origin.
    headers.get(name).map(|value| value.to_str().unwrap_or("?"))
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderMap, HeaderName, HeaderValue, Method};

    use super::{is_own_host, refusal};

    fn refused(verb: &Method, headers: &[(&'static str, &'static str)]) -> bool {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            let name = HeaderName::from_static(name);
            map.insert(name, HeaderValue::from_static(value));
        }
        refusal(8080, verb, &map).is_some()
    }

    #[test]
    fn the_page_itself_is_answered() {
        let json = ("content-type", "application/json");
        for (host, origin) in [
            ("127.0.0.1:8080", "http://127.0.0.1:8080"),
            ("localhost:8080", "http://localhost:8080"),
        ] {
            assert!(!refused(&Method::GET, &[("host", host)]));
            let headers = [("host", host), ("origin", origin), json];
            assert!(!refused(&Method::POST, &headers));
        }
    }

    #[test]
    fn the_usual_port_may_be_left_out() {
        assert!(is_own_host("localhost", 80) && is_own_host("127.0.0.1:80", 80));
        assert!(!is_own_host("localhost", 8080) && !is_own_host("localhost:", 80));
    }

    #[test]
    fn no_other_site_is_answered() {
        let host = ("host", "127.0.0.1:8080");
        for headers in [
            &[][..],
            &[("host", "evil.example:8080")],
            &[("host", "127.0.0.1:8081")],
            &[("host", "127.0.0.1")],
            &[host, ("origin", "http://evil.example")],
            &[host, ("origin", "http://localhost:8080")],
            &[host, ("origin", "null")],
            &[host, ("sec-fetch-site", "cross-site")],
            &[host, ("sec-fetch-site", "same-site")],
        ] {
            assert!(refused(&Method::GET, headers), "{headers:?}");
        }
        assert!(refused(
            &Method::POST,
            &[host, ("content-type", "text/plain")]
        ));
        assert!(refused(&Method::POST, &[host]));
    }
}
