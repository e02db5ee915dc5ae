//! Descriptions that say nothing: what people type because a form asks for something.

/// What stands for nothing, in lower case.
const NOTHING: &str =
    "null none nil undefined n/a na 无 空 暂无 无值 没有 test demo 测试 true false";

/// What a description says; empty where that is nothing.
pub(super) fn telling(text: &str) -> &str {
    if is_nothing(text) { "" } else { text }
}

/// A word for nothing, no word at all (`-`, `111`), or one letter again and again (`xxx`).
fn is_nothing(text: &str) -> bool {
    let text = text.trim().to_lowercase();
    let mut letters = text.chars().filter(|c| c.is_alphabetic());
    let Some(first) = letters.next() else {
        return true;
    };
    let is_typed = first.is_ascii() && text.chars().all(|c| c == first);
    is_typed || NOTHING.split(' ').any(|nothing| nothing == text)
}

#[cfg(test)]
mod tests {
    use super::is_nothing;

    #[test]
    fn what_says_nothing_is_told_from_what_says_little() {
        for text in [
            "", " ", "null", "NULL", "无", "-", "—", "空", "111", "{}", "xxx", "Demo", "1.0",
        ] {
            assert!(is_nothing(text), "{text}");
        }
        for text in [
            "宽",
            "镇",
            "id",
            "无效",
            "空运",
            "默认空",
            "废弃",
            "pid",
            "rs",
            "1-男",
            "AA制",
            "none given",
        ] {
            assert!(!is_nothing(text), "{text}");
        }
    }
}
