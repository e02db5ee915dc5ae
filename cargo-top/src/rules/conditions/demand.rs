//! The words that demand a field: 必填, 不能为空, "is required".

use super::super::text::{has, innermost, split_outside, strip, strip_end};

/// What demands a field, cut out of its sentence.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Demand<'a> {
    /// The clause right before it.
    pub(super) subject: &'a str,
    /// The clause before that one.
    pub(super) earlier: &'a str,
    /// What stands after it, if it is a thing and not the end of the clause.
    pub(super) object: &'a str,
    /// All that stands after it.
    pub(super) after: &'a str,
    /// Whether it demands by itself. Weaker words (需要填写) only advise without a condition.
    pub(super) strong: bool,
}

const STRONG: &str = "必填|必传|必选|必输|必须填写|必须填|必须传入|必须传递|必须传|必须提供|必须输入|必须指定|必须设置|\
     必须有值|必需填写|必需|必参|必须要填|必须要传|为必填|为必传|是必填|是必传|需必填|需必传|需要必填|均必填|都必填|\
     也必填|必须|is required|are required|is mandatory|are mandatory|required|mandatory";
const WEAK: &str = "不能为空|不可为空|不允许为空|不得为空|不可空|不能空|不为空|需要填写|需填写|需填|需要传入|需传入|需要传递|需要传|需传|\
     需要指定|需要提供|需提供|需要是必传|须填写|须填|须传|cannot be empty|can not be empty|must be provided|must be filled|\
     must be specified|must be set|must not be empty|should be provided|needs to be provided|must be given";

/// The demands of a sentence.
pub(super) fn find(sentence: &str) -> Vec<Demand<'_>> {
    let mut demands = Vec::new();
    let mut past = 0;
    for (at, _) in sentence.char_indices() {
        if at < past {
            continue;
        }
        let (Some(before), Some(rest)) = (sentence.get(..at), sentence.get(at..)) else {
            continue;
        };
        if let Some((after, strong)) = at_start(before, rest) {
            past = sentence.len() - after.len();
            demands.push(demand(before, after, strong));
        }
    }
    demands
}

fn at_start<'a>(before: &str, rest: &'a str) -> Option<(&'a str, bool)> {
    let (after, strong) = match strip(rest, STRONG) {
        Some(after) => (after, true),
        None => (strip(rest, WEAK)?, false),
    };
    let latin = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let inside_a_word = rest.starts_with(latin) && before.ends_with(latin);
    let denied = strip_end(
        before.trim_end(),
        "非|不|无需|无须|可|是否|不是|并非|没有|不用|不一定|not|not be|isn't|whether",
    );
    (!inside_a_word && denied.is_none()).then_some((after, strong))
}

fn demand<'a>(before: &'a str, after: &'a str, strong: bool) -> Demand<'a> {
    let (_, inside) = innermost(before);
    let clauses = split_outside(inside, ",|。|:");
    let (subject, earlier) = match clauses.as_slice() {
        [.., earlier, subject] => (*subject, *earlier),
        [subject] => (*subject, ""),
        [] => ("", ""),
    };
    let after = strip(after, "此参数|该参数|该字段|此字段|此值|该值|参数|字段|项").unwrap_or(after);
    let goes_on = after.starts_with(|c: char| c.is_alphanumeric() || c == '_');
    let end = after
        .find([',', ')', ']', ' ', '(', '[', ':', '/', '-'])
        .unwrap_or(after.len());
    let object = if goes_on {
        after.get(..end).unwrap_or_default()
    } else {
        ""
    };
    Demand {
        subject: subject.trim(),
        earlier: earlier.trim(),
        object,
        after,
        strong,
    }
}

/// Whether a demand speaks about the form of a value: 必须为正数, 必须是整数.
pub(super) fn about_form(object: &str) -> bool {
    strip(
        object,
        "为|是|大于|小于|不|以|和|与|在|包含|全部|按|由|符合|保证|同|要|先|使用|填写默认|be|to|in",
    )
    .is_some()
        || has(object, "格式|整数|一致|之一")
}
