//! What to do about an error, in two languages.

use std::borrow::Cow;

use super::{Effect, Error};
use crate::codes::{advice, of_family};

type Text = Cow<'static, str>;

pub(super) fn english(error: &Error) -> Text {
    if let Some(session) = error.session_error() {
        return session.hint().into();
    }
    let known = known(error).map(|(english, _)| english);
    match error {
        Error::Invalid(_) => "Correct the request.".into(),
        Error::NotSent(error) if error.amount_refused().is_some() => {
            "Check the amount; whoever may can raise the cap.".into()
        }
        Error::NotSent(error) if error.is_local() => {
            "This machine kept the call back: settle the reason, then call again.".into()
        }
        Error::NotSent(_) => "Check the network and the gateway's address, then call again.".into(),
        Error::Throttled(throttled) => {
            let known = known.unwrap_or("Wait, then call less often.".into());
            match throttled.retry_after() {
                Some(wait) => format!("{known} Call again after {} s.", wait.as_secs()).into(),
                None => known,
            }
        }
        Error::Refused(refused) => match (refused.clock_ahead_seconds(), refused.caller_ip()) {
            (Some(skew), _) => clock(skew).into(),
            (None, Some(ip)) => format!(
                "The platform sees this machine as {ip}, which is not on the app's whitelist: add it in the console."
            )
            .into(),
            (None, None) => {
                known.unwrap_or("Ask the platform's support, naming the request_id.".into())
            }
        },
        Error::Rejected(_) => known.unwrap_or(
            "Correct what the business complains about; repeating the same call will not help."
                .into(),
        ),
        Error::Unknown(_) | Error::Unreadable(_) => both(afterwards(error), known, " "),
        Error::Intent(error) => error.hint().into(),
    }
}

pub(super) fn chinese(error: &Error) -> Text {
    if let Some(session) = error.session_error() {
        return session.hint_zh().into();
    }
    let known = known(error).map(|(_, chinese)| chinese);
    match error {
        Error::Invalid(invalid) => {
            let rules = invalid.rules().to_chinese().replace('\n', ";");
            format!("请修改请求:{rules}。").into()
        }
        Error::NotSent(error) if error.is_local() => match error.amount_refused() {
            Some(refused) => {
                let refused = refused.to_chinese();
                format!("{refused}。请核对金额,或由有权限的人调高上限。").into()
            }
            None => "本机拦下了这次调用:请先解决原因,再重新调用。".into(),
        },
        Error::NotSent(_) => "请检查网络与网关地址,然后重新调用。".into(),
        Error::Throttled(throttled) => {
            let known = known.unwrap_or("请稍候,之后放慢频率。".into());
            match throttled.retry_after() {
                Some(wait) => format!("{known}请在 {} 秒后再调用。", wait.as_secs()).into(),
                None => known,
            }
        }
        Error::Refused(refused) => match (refused.clock_ahead_seconds(), refused.caller_ip()) {
            (Some(skew), _) => clock_zh(skew).into(),
            (None, Some(ip)) => {
                format!("平台看到的本机地址是 {ip},不在应用的白名单中:请在控制台添加。").into()
            }
            (None, None) => known.unwrap_or("请带上 request_id 咨询平台。".into()),
        },
        Error::Rejected(_) => known.unwrap_or("请按业务方给出的原因修改;原样重试无用。".into()),
        Error::Unknown(_) | Error::Unreadable(_) => both(afterwards_zh(error), known, ""),
        Error::Intent(error) => error.hint_zh().into(),
    }
}

/// What is known about the code, in both languages. What is built in for a `sub_code` is not
/// replaced; a user's entry comes before what the platform's number and a prefix tell.
fn known(error: &Error) -> Option<(Text, Text)> {
    let platform = error.platform();
    let sub_code = error.sub_code();
    let family = platform.and(sub_code).and_then(of_family);
    let added = || error.context().codes.as_ref()?.hint(sub_code?);
    let general = || platform.and_then(|platform| advice(platform.code, sub_code));
    if let Some(advice) = family {
        return Some((advice.english().into(), advice.chinese().into()));
    }
    if let Some((english, chinese)) = added() {
        return Some((english.to_owned().into(), chinese.to_owned().into()));
    }
    general().map(|advice| (advice.english().into(), advice.chinese().into()))
}

fn both(first: Text, second: Option<Text>, between: &str) -> Text {
    match second {
        Some(second) => format!("{first}{between}{second}").into(),
        None => first,
    }
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
