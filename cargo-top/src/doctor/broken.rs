//! Lines that broke: what stood behind it.

use std::error::Error;
use std::io;
use std::iter;

use rustls::{CertificateError, Error as Tls};
use top_runtime::send::{Progress, SendError};

use super::problem::Problem;

/// At which stage a line broke.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Broken {
    Proxy(String),
    Tls(Problem, String),
    Answer(Problem, String),
}

/// Reads the causes of a failure, from the outermost to the innermost.
pub(super) fn broken(error: &SendError) -> Broken {
    if let Some(tls) = causes(error).find_map(tls) {
        return Broken::Tls(of_tls(tls), tls.to_string());
    }
    let innermost = causes(error)
        .last()
        .map(ToString::to_string)
        .unwrap_or_default();
    if error.progress() == Progress::NotSent {
        return unsent(error, innermost);
    }
    if error.is_timeout() {
        return Broken::Answer(
            Problem::NoAnswer,
            "the call was sent, and no answer came".to_owned(),
        );
    }
    let parse = causes(error)
        .filter_map(|cause| cause.downcast_ref())
        .any(hyper::Error::is_parse);
    let problem = if parse {
        Problem::NoHttp
    } else {
        Problem::ConnectionCut
    };
    Broken::Answer(problem, innermost)
}

/// Connected already, so it was the proxy's tunnel, or TLS that never came about.
fn unsent(error: &SendError, innermost: String) -> Broken {
    let tunnel = causes(error).any(|cause| cause.to_string().starts_with("tunnel error"));
    match (tunnel, error.is_timeout()) {
        (true, _) => Broken::Proxy(innermost),
        (false, true) => Broken::Tls(Problem::NoAnswer, "connected, and nothing came".to_owned()),
        (false, false) => Broken::Tls(Problem::ConnectionCut, innermost),
    }
}

/// The failure itself and what caused it. What `io::Error` wraps is not among its own sources.
fn causes<'e>(error: &'e SendError) -> impl Iterator<Item = &'e (dyn Error + 'static)> {
    let first: &'e (dyn Error + 'static) = error;
    iter::successors(Some(first), |cause| {
        let cause: &'e (dyn Error + 'static) = *cause;
        let wrapped = cause
            .downcast_ref::<io::Error>()
            .and_then(io::Error::get_ref);
        wrapped
            .map(|wrapped| wrapped as _)
            .or_else(|| cause.source())
    })
}

fn tls<'e>(cause: &'e (dyn Error + 'static)) -> Option<&'e Tls> {
    cause.downcast_ref()
}

fn of_tls(error: &Tls) -> Problem {
    match error {
        Tls::InvalidCertificate(certificate) => of_certificate(certificate),
        Tls::InvalidMessage(_) => Problem::NoTls,
        _ => Problem::Tls,
    }
}

fn of_certificate(error: &CertificateError) -> Problem {
    use CertificateError as C;
    match error {
        C::UnknownIssuer | C::BadSignature => Problem::UnknownIssuer,
        C::Expired | C::ExpiredContext { .. } | C::NotValidYet | C::NotValidYetContext { .. } => {
            Problem::CertificateExpired
        }
        C::NotValidForName | C::NotValidForNameContext { .. } => Problem::CertificateName,
        // An authority's own certificate shown as a server's: one that somebody made themselves.
        C::Other(other) if other.to_string().contains("CaUsedAsEndEntity") => {
            Problem::UnknownIssuer
        }
        _ => Problem::Certificate,
    }
}
