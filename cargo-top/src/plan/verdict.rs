//! How a reply tells success from rejection: by the names that the derive knows as well.

use super::words::words;
use super::{Field, Type, Verdict};

/// Wire names of the flag that is true on success, the surest first.
const FLAGS: &[&str] = &["biz_success", "success", "is_success"];
/// Wire names of the business code.
const CODES: &[&str] = &[
    "result_code",
    "err_code",
    "error_code",
    "code",
    "rsp_code",
    "ret_code",
    "biz_code",
    "sub_code",
];
/// Wire names of the text for people.
const MESSAGES: &[&str] = &[
    "result_desc",
    "err_msg",
    "error_msg",
    "message",
    "msg",
    "result_msg",
    "rsp_msg",
    "sub_msg",
    "error_message",
];
/// What an envelope calls its contents.
const CONTENTS: &[&str] = &[
    "result",
    "data",
    "module",
    "model",
    "value",
    "content",
    "results",
    "datas",
    "object",
    "obj",
    "result_data",
    "result_value",
    "return_value",
    "biz_result",
    "body",
    "response",
];
/// What else an envelope says about the call itself.
const ASIDES: &[&str] = &[
    "result_view",
    "error_view",
    "err_info",
    "error_info",
    "error_desc",
    "err_desc",
    "msg_code",
    "msg_info",
    "message_code",
    "message_info",
    "mapping_code",
    "http_status_code",
    "trace_id",
    "request_id",
    "exception",
];

/// Words of which one is in the name of every other flag: `succ`, `api_success`.
const SUCCESS: &[&str] = &[
    "issuccess",
    "succ",
    "succeed",
    "succeeded",
    "success",
    "successed",
    "successful",
    "successs",
];
/// Words beside it, for the call as a whole.
const CALL: &[&str] = &[
    "api", "biz", "business", "call", "flag", "is", "request", "res", "resp", "response", "result",
    "ret", "rsp", "service", "status",
];

/// Whether a field of this name is taken for a flag.
pub(super) fn is_flag(wire: &str) -> bool {
    is_flag_of_the_derive(wire) || is_flag_by_words(wire)
}

/// Whether the derive knows it without being told.
pub(crate) fn is_flag_of_the_derive(wire: &str) -> bool {
    FLAGS.contains(&wire)
}

fn is_flag_by_words(wire: &str) -> bool {
    let words = words(wire);
    let tells = |word: &&String| SUCCESS.contains(&word.as_str());
    let is_of_the_call = |word: &String| CALL.contains(&word.as_str());
    words.iter().filter(tells).count() == 1
        && words
            .iter()
            .all(|word| tells(&word) || is_of_the_call(word))
}

/// What tells success in a struct with these fields; `None` where nothing is called so.
pub(super) fn verdict(fields: &[Field], is_reply: bool) -> Option<Verdict> {
    let Some(success) = first(FLAGS, fields) else {
        return if is_reply { by_words(fields) } else { None };
    };
    let flag = fields.get(success)?;
    // The derive goes by the name alone: something else of that name must not count.
    if !matches!(
        flag.kind,
        Type::Bool | Type::Text | Type::Integer | Type::Code(_)
    ) || counts(flag)
    {
        return Some(Verdict::default());
    }
    Some(Verdict {
        success: Some(success),
        code: first(CODES, fields),
        message: first(MESSAGES, fields),
        value: if is_reply { contents(fields) } else { None },
        accepted: Vec::new(),
    })
}

/// A flag under another name, with its code and its message.
fn by_words(fields: &[Field]) -> Option<Verdict> {
    let is_flag = |field: &Field| field.kind == Type::Bool && is_flag_by_words(&field.wire);
    let success = fields.iter().position(is_flag)?;
    let ending = |ends: &[&str]| {
        let ends = |field: &Field| {
            matches!(field.kind, Type::Text | Type::Integer | Type::Code(_))
                && ends.iter().any(|end| field.wire.ends_with(end))
        };
        let mut found = (0..fields.len()).filter(|at| fields.get(*at).is_some_and(ends));
        found.next().filter(|_| found.next().is_none())
    };
    Some(Verdict {
        success: Some(success),
        code: first(CODES, fields).or_else(|| ending(&["code"])),
        message: first(MESSAGES, fields).or_else(|| ending(&["msg", "message", "msg_info"])),
        value: None,
        accepted: Vec::new(),
    })
}

/// A flag, perhaps, of a part of what the call does.
pub(super) fn flag_perhaps(fields: &[Field]) -> Option<&Field> {
    let tells = |field: &&Field| {
        let words = words(&field.wire);
        let mut words = words.iter();
        field.kind == Type::Bool && words.any(|word| SUCCESS.contains(&word.as_str()))
    };
    fields.iter().find(tells)
}

/// What is called a code where no flag tells success.
pub(super) fn code_alone(fields: &[Field]) -> Option<&Field> {
    if first(FLAGS, fields).is_some() {
        return None;
    }
    fields.get(first(CODES, fields)?)
}

fn first(names: &[&str], fields: &[Field]) -> Option<usize> {
    let tells = |field: &Field| !matches!(field.kind, Type::List(_) | Type::File);
    names.iter().find_map(|name| {
        fields
            .iter()
            .position(|field| field.wire == *name && tells(field))
    })
}

/// A number of successes is no flag.
fn counts(flag: &Field) -> bool {
    let words = ["数", "条", "count", "number"];
    flag.kind == Type::Integer && words.iter().any(|word| flag.text.contains(word))
}

/// The contents of an envelope: there is nothing else in it but words about the call itself.
fn contents(fields: &[Field]) -> Option<usize> {
    let is_about_the_call = |wire: &str| {
        [FLAGS, CODES, MESSAGES, ASIDES]
            .iter()
            .any(|names| names.contains(&wire))
    };
    let mut others = fields
        .iter()
        .enumerate()
        .filter(|(_, field)| !is_about_the_call(&field.wire));
    let (at, field) = others.next()?;
    (others.next().is_none() && CONTENTS.contains(&field.wire.as_str())).then_some(at)
}

#[cfg(test)]
mod tests {
    use super::is_flag;

    #[test]
    fn flags_of_the_call_are_told_from_flags_of_its_parts() {
        for flag in [
            "success",
            "succ",
            "api_success",
            "success_flag",
            "isSuccess",
            "responseSuccess",
        ] {
            assert!(is_flag(flag), "{flag}");
        }
        for other in [
            "ticket_success",
            "success_count",
            "status",
            "result",
            "retry_success",
            "",
        ] {
            assert!(!is_flag(other), "{other}");
        }
    }
}
