//! The platform's checks, in the platform's order (protocol §6, §12).

mod check;
mod limit;

use std::time::Duration;

use top_runtime::sign::SigningKey;
use top_runtime::{DateTime, Format, SignMethod, is_blank};

use crate::arguments::Arguments;
use crate::error_response::ErrorResponse;
use crate::sandbox::Inner;
use crate::serve::Served;
use crate::tokens::Standing;

pub(crate) use check::{Check, Refused};
pub(crate) use limit::FlowLimit;

/// How far a client's clock may be off (protocol §2).
const TOLERANCE: Duration = Duration::from_secs(600);

/// Runs every check but that of the arguments, and tells which endpoint is called.
pub(crate) fn run<'s>(
    sandbox: &'s Inner,
    verb: &str,
    arguments: &Arguments,
) -> Result<&'s Served, Refused> {
    Check::Verb.of(http_method(verb, arguments))?;
    let served = Check::Method.of(method(sandbox, arguments))?;
    caller(sandbox, arguments)?;
    admit(sandbox, served, arguments)?;
    Ok(served)
}

/// Runs the checks of a batch as a whole.
pub(crate) fn run_for_batch(
    sandbox: &Inner,
    verb: &str,
    arguments: &Arguments,
) -> Result<(), Refused> {
    if verb != "POST" {
        let error = ErrorResponse::new(9).sub_msg("a batch is posted");
        return Err(Check::Verb.refuses(error));
    }
    caller(sandbox, arguments)
}

/// Runs what [`run_for_batch`] left open for one of its calls.
pub(crate) fn run_in_batch<'s>(
    sandbox: &'s Inner,
    arguments: &Arguments,
) -> Result<&'s Served, Refused> {
    let served = Check::Method.of(method(sandbox, arguments))?;
    admit(sandbox, served, arguments)?;
    Ok(served)
}

/// Who calls, when, and whether the signature is theirs.
fn caller(sandbox: &Inner, arguments: &Arguments) -> Result<(), Refused> {
    let key = Check::App.of(app(sandbox, arguments))?;
    Check::Timestamp.of(timestamp(sandbox, arguments))?;
    Check::Version.of(version(arguments))?;
    Check::Format.of(format(arguments))?;
    let method = Check::Signature.of(sign_method(arguments))?;
    Check::Signature.of(signature(key, method, arguments))
}

/// On whose behalf, and how often.
fn admit(sandbox: &Inner, served: &Served, arguments: &Arguments) -> Result<(), Refused> {
    Check::Session.of(session(sandbox, served, arguments))?;
    let app_key = arguments.get("app_key").unwrap_or_default();
    let seconds = sandbox.now().to_unix_seconds();
    let method = served.endpoint.method();
    Check::Flow.of(sandbox.limit.admit(app_key, method, seconds))
}

/// The form of the reply that a call asks for: XML where it names none.
pub(crate) fn format(arguments: &Arguments) -> Result<Format, ErrorResponse> {
    let simplify = arguments.get("simplify").unwrap_or_default();
    match arguments.get("format") {
        None | Some("xml") => Ok(Format::Xml),
        // PHP writes `true` as `1` (protocol §2), Python as `True`.
        Some("json") if simplify == "1" || simplify.eq_ignore_ascii_case("true") => {
            Ok(Format::Simplified)
        }
        Some("json") => Ok(Format::Classic),
        Some(_) => Err(ErrorResponse::new(23).sub_msg("format must be json or xml")),
    }
}

fn http_method(verb: &str, arguments: &Arguments) -> Result<(), ErrorResponse> {
    match verb {
        "POST" => Ok(()),
        "GET" if !arguments.has_files() => Ok(()),
        _ => Err(ErrorResponse::new(9).sub_msg("only POST, or GET without files")),
    }
}

fn method<'s>(sandbox: &'s Inner, arguments: &Arguments) -> Result<&'s Served, ErrorResponse> {
    let name = arguments.get("method").ok_or(ErrorResponse::new(21))?;
    let unknown = || ErrorResponse::new(22).sub_msg("no such method is served here");
    sandbox.served.get(name).ok_or_else(unknown)
}

fn app<'s>(sandbox: &'s Inner, arguments: &Arguments) -> Result<&'s SigningKey, ErrorResponse> {
    let app_key = arguments.get("app_key").ok_or(ErrorResponse::new(28))?;
    let unknown = || ErrorResponse::new(29).sub_code("isv.appkey-not-exists");
    sandbox.apps.get(app_key).ok_or_else(unknown)
}

fn timestamp(sandbox: &Inner, arguments: &Arguments) -> Result<(), ErrorResponse> {
    let text = arguments.get("timestamp").ok_or(ErrorResponse::new(30))?;
    // Some SDKs send epoch milliseconds instead of the documented text (protocol §2).
    let millis = || DateTime::from_unix_millis(text.parse().ok()?);
    let sent = text.parse().ok().or_else(millis).ok_or_else(|| {
        ErrorResponse::new(31).sub_msg("timestamp must be yyyy-MM-dd HH:mm:ss in GMT+8")
    })?;
    let now = sandbox.now();
    let off = now.to_unix_seconds().abs_diff(sent.to_unix_seconds());
    if off > TOLERANCE.as_secs() {
        let sub_msg = format!("timestamp is {off} seconds off; it is {now} in GMT+8");
        return Err(ErrorResponse::new(31).sub_msg(sub_msg));
    }
    Ok(())
}

fn version(arguments: &Arguments) -> Result<(), ErrorResponse> {
    match arguments.get("v") {
        None => Err(ErrorResponse::new(32)),
        Some("2.0") => Ok(()),
        Some(other) if is_version(other) => {
            Err(ErrorResponse::new(34).sub_msg("only version 2.0 is served"))
        }
        Some(_) => Err(ErrorResponse::new(33).sub_msg("v must be 2.0")),
    }
}

/// Whether it is numbers joined by dots, as versions are written.
fn is_version(text: &str) -> bool {
    let number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    text.split('.').all(number)
}

pub(crate) fn sign_method(arguments: &Arguments) -> Result<SignMethod, ErrorResponse> {
    // Old clients name none and mean md5 (protocol §2).
    let word = arguments.get("sign_method").unwrap_or("md5");
    word.parse()
        .map_err(|_| ErrorResponse::new(25).sub_msg("sign_method must be md5, hmac or hmac-sha256"))
}

/// SDKs disagree on whether an empty value is signed (protocol §3.2): both are accepted.
fn signature(
    key: &SigningKey,
    method: SignMethod,
    arguments: &Arguments,
) -> Result<(), ErrorResponse> {
    let sent = arguments.get("sign").ok_or(ErrorResponse::new(24))?;
    let pairs = || arguments.texts().filter(|(name, _)| *name != "sign");
    let body = Some(arguments.raw_body().as_bytes());
    let given = |value: &str| !is_blank(value);
    let signatures = [
        key.sign_all(method, pairs(), body),
        key.sign_all(method, pairs().filter(|(_, value)| given(value)), body),
        key.sign_all(method, pairs().filter(|(_, value)| !value.is_empty()), body),
    ];
    // Every variant is compared, so that the time taken tells nothing.
    let matching = signatures.map(|signature| signature.matches(sent));
    if matching.contains(&true) {
        Ok(())
    } else {
        Err(ErrorResponse::new(25).sub_msg("sign is not that of these parameters and this secret"))
    }
}

fn session(sandbox: &Inner, served: &Served, arguments: &Arguments) -> Result<(), ErrorResponse> {
    let session = arguments.get("session");
    match session.map(|session| sandbox.standing(session)) {
        Some(Standing::Expired) => Err(ErrorResponse::new(27).sub_code("session-expired")),
        Some(Standing::Unknown) => Err(ErrorResponse::new(27).sub_code("invalid-sessionkey")),
        None if served.endpoint.needs_session() => Err(ErrorResponse::new(26)),
        None | Some(Standing::Good) => Ok(()),
    }
}
