//! Words that mention a field, with others around them.

use super::names::{Meant, Siblings};
use super::text::{among, has, strip, strip_end};

const ITSELF: &str = "本字段|该字段|此字段|本参数|该参数|此参数|本入参|该值|此值|本项|该项|此项|该入参|\
     this field|this parameter|it|this";

/// Whether the words mean the field that they speak about.
pub(super) fn itself(words: &str) -> bool {
    among(trimmed(words), ITSELF)
}

/// The field that these words mention.
pub(super) fn mentioned(siblings: &Siblings, words: &str, not: Option<usize>) -> Option<Meant> {
    siblings
        .find(trimmed(words), not)
        .or_else(|| siblings.find(cleaned(words), not))
        .or_else(|| {
            let found = siblings.find(identifier(words)?, not)?;
            let sure = !has(words, "时|如果|若|当");
            Some(Meant {
                exact: found.exact && sure,
                ..found
            })
        })
}

/// The only identifier among other words.
fn identifier(words: &str) -> Option<&str> {
    let mut found = words
        .split(|c: char| !(c.is_ascii_alphanumeric() || c == '_'))
        .filter(|word| word.len() >= 3 && word.starts_with(|c: char| c.is_ascii_alphabetic()));
    let first = found.next()?;
    found.next().is_none().then_some(first)
}

/// Whether a clause says when the rest of its sentence holds.
pub(super) fn condition(clause: &str) -> bool {
    let ends = "时|时候|情况下|的话|场景下|条件下|状态下|填写|必填|必传|模式下|场景";
    strip_end(clause, ends).is_some_and(|rest| !rest.is_empty()) || supposes(clause)
}

/// Whether a clause begins with "if".
pub(super) fn supposes(clause: &str) -> bool {
    strip(clause, "如果|若|当|如|假如|when |if |in case").is_some()
        && strip(clause, "当前|当天|当日|如下|如图|如:|如2|若干").is_none()
}

const BEFORE_ITEM: &str = "请求|参数|字段|入参|该|此|本|注意|注|其中|这|但|但是|且|并且|以上|以下|上述|the |both |\
     either |field |parameter |of ";
const AFTER_ITEM: &str = "参数|字段|入参|两个|两者|二者|三者|之间|值|必须|需要|需|要|都|必|至少|中|里|这|其中|\
     二个|两|三个|三个字段|这几个|几个|两项|二|三|者|的|请|之中|也|可|可以|is|be|should|must|could|fields";

/// An item without the words around it.
pub(super) fn cleaned(item: &str) -> &str {
    let mut item = trimmed(item);
    while let Some(rest) = strip(item, BEFORE_ITEM) {
        if among(item, ITSELF) {
            break;
        }
        item = trimmed(rest);
    }
    while let Some(rest) = strip_end(item, AFTER_ITEM) {
        if among(item, ITSELF) || cut_a_name(rest, item) {
            break;
        }
        item = trimmed(rest);
    }
    item
}

/// `is` and `be` are no part of a name that ends so.
fn cut_a_name(rest: &str, item: &str) -> bool {
    let ascii = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric() || c == '_');
    ascii(item.chars().next_back()) && ascii(rest.chars().next_back())
}

fn trimmed(item: &str) -> &str {
    item.trim_matches([
        ' ', '"', '\'', ':', '-', '*', '`', ',', '“', '”', '「', '」', '_',
    ])
}
