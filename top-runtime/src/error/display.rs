//! What an error says to a person: what happened, whether it took effect, what to do.

use std::borrow::Cow;
use std::error::Error as StdError;
use std::fmt;

use super::{Doubt, Effect, Error, PlatformError, Unknown};
use crate::codes::{Advice, advice};

pub(super) fn error(error: &Error, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    write!(f, "{}: ", error.method())?;
    what_happened(error, f)?;
    if let Some(id) = error.request_id() {
        write!(f, " [request_id {id}]")?;
    }
    if let 2.. = error.attempts().len() {
        write!(f, " after {} attempts", error.attempts().len())?;
    }
    let effect = match error.effect() {
        Effect::None => "nothing was changed on the platform",
        Effect::Unknown => "nobody knows whether it took effect",
        Effect::Applied => "it took effect",
    };
    write!(f, "; {effect}. {}", error.hint())
}

fn what_happened(error: &Error, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match error {
        Error::Invalid(error) => write!(f, "the request is invalid: {}", error.rules()),
        Error::NotSent(error) => chain(error.cause(), f),
        Error::Throttled(error) => match error.platform() {
            Some(platform) => {
                f.write_str("too many calls: ")?;
                said(platform, f)
            }
            None if error.is_remembered_ban() => {
                f.write_str("held back by a ban that the platform spoke of before")
            }
            None => f.write_str("held back by this client's own limits"),
        },
        Error::Refused(error) => {
            f.write_str("refused: ")?;
            said(error.platform(), f)
        }
        Error::Rejected(error) => {
            f.write_str("rejected by the business")?;
            refusal(error.refusal(), f)
        }
        Error::Unknown(error) => doubt(error, f),
        Error::Unreadable(error) => {
            f.write_str("the reply")?;
            if let Some(status) = error.context().status() {
                write!(f, " (HTTP {status})")?;
            }
            write!(f, " could not be read: {}", error.cause())
        }
    }
}

fn doubt(error: &Unknown, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match error.doubt() {
        Doubt::Line(error) => chain(error, f),
        Doubt::Status => {
            let status = error.context().status().unwrap_or(0);
            write!(f, "HTTP status {status} instead of a reply of the platform")
        }
        Doubt::Platform(platform) => {
            f.write_str("failed behind the platform: ")?;
            said(platform, f)
        }
        Doubt::Business(words) => {
            f.write_str("the business failed midway")?;
            refusal(words, f)
        }
    }
}

fn said(platform: &PlatformError, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    write!(f, "code {} {}", platform.code, platform.msg)?;
    match (&platform.sub_code, &platform.sub_msg) {
        (Some(code), Some(msg)) => write!(f, " ({code}: {msg})"),
        (Some(text), None) | (None, Some(text)) => write!(f, " ({text})"),
        (None, None) => Ok(()),
    }
}

fn refusal(refusal: &crate::outcome::Refusal, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match (&refusal.code, &refusal.message) {
        (Some(code), Some(message)) => write!(f, ": {code} {message}"),
        (Some(text), None) | (None, Some(text)) => write!(f, ": {text}"),
        (None, None) => f.write_str(", which gave no reason"),
    }
}

/// The innermost cause of a broken line says most, for example `Connection refused`.
fn chain(error: &dyn StdError, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    write!(f, "{error}")?;
    let mut innermost = None;
    let mut next = error.source();
    while let Some(cause) = next {
        innermost = Some(cause);
        next = cause.source();
    }
    match innermost {
        Some(cause) => write!(f, " ({cause})"),
        None => Ok(()),
    }
}

pub(super) fn hint(error: &Error) -> Cow<'static, str> {
    match error {
        Error::Invalid(_) => "Correct the request.".into(),
        Error::NotSent(_) => "Check the network and the gateway's address, then call again.".into(),
        Error::Throttled(throttled) => match throttled.retry_after() {
            Some(wait) => format!("Call again after {} s, and less often.", wait.as_secs()).into(),
            None => advised(error, Advice::english, "Wait, then call less often."),
        },
        Error::Refused(refused) => match refused.clock_ahead_seconds() {
            Some(skew) => clock(skew).into(),
            None => advised(
                error,
                Advice::english,
                "Ask the platform's support, naming the request_id.",
            ),
        },
        Error::Rejected(_) => {
            "Correct what the business complains about; repeating the same call will not help."
                .into()
        }
        Error::Unknown(_) | Error::Unreadable(_) => afterwards(error),
    }
}

pub(super) fn hint_zh(error: &Error) -> Cow<'static, str> {
    match error {
        Error::Invalid(invalid) => {
            let rules = invalid.rules().to_chinese().replace('\n', ";");
            format!("请修改请求:{rules}。").into()
        }
        Error::NotSent(_) => "请检查网络与网关地址,然后重新调用。".into(),
        Error::Throttled(throttled) => match throttled.retry_after() {
            Some(wait) => format!("请在 {} 秒后再调用,并放慢频率。", wait.as_secs()).into(),
            None => advised(error, Advice::chinese, "请稍候,之后放慢频率。"),
        },
        Error::Refused(refused) => match refused.clock_ahead_seconds() {
            Some(skew) => clock_zh(skew).into(),
            None => advised(error, Advice::chinese, "请带上 request_id 咨询平台。"),
        },
        Error::Rejected(_) => "请按业务方给出的原因修改;原样重试无用。".into(),
        Error::Unknown(_) | Error::Unreadable(_) => afterwards_zh(error),
    }
}

fn advised(
    error: &Error,
    language: fn(&Advice) -> &'static str,
    otherwise: &'static str,
) -> Cow<'static, str> {
    let known = error
        .platform()
        .and_then(|platform| advice(platform.code, platform.sub_code.as_deref()));
    known.as_ref().map_or(otherwise, language).into()
}

fn clock(skew: i64) -> String {
    let side = if skew < 0 { "behind" } else { "ahead of" };
    let seconds = skew.unsigned_abs();
    format!("This machine's clock is {seconds} s {side} the gateway's: set it, then call again.")
}

fn clock_zh(skew: i64) -> String {
    let side = if skew < 0 { "慢" } else { "快" };
    let seconds = skew.unsigned_abs();
    format!("本机时钟比网关{side} {seconds} 秒:请校准后重新调用。")
}

/// What to do where something may have happened.
fn afterwards(error: &Error) -> Cow<'static, str> {
    match (error.effect(), error.context().idempotent_by) {
        (Effect::None, _) => "It only reads: call again.".into(),
        (Effect::Applied, _) => {
            "Don't call again; read the result from the body or look it up.".into()
        }
        (Effect::Unknown, Some(field)) => format!(
            "Look it up, or repeat it with the same value in its field {field}: the platform promises to do it once."
        )
        .into(),
        (Effect::Unknown, None) => {
            "Look it up before calling again: a repeat may do it twice.".into()
        }
    }
}

fn afterwards_zh(error: &Error) -> Cow<'static, str> {
    match (error.effect(), error.context().idempotent_by) {
        (Effect::None, _) => "此接口只读:可以重新调用。".into(),
        (Effect::Applied, _) => "请勿重复调用;结果请从返回内容中读取或另行查询。".into(),
        (Effect::Unknown, Some(field)) => {
            format!("请先查询,或让字段 {field} 的值不变并重试:平台承诺只执行一次。").into()
        }
        (Effect::Unknown, None) => "请先查询再决定是否重试:重复调用可能执行两次。".into(),
    }
}
