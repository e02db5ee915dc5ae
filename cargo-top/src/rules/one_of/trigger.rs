//! The words that ask for one of several: 不能同时为空, 二选一, 至少填写一个, "at least one of".

use super::super::mention::condition;
use super::super::text::{has, split_outside, strip, strip_end};

/// What asks for one of several, cut out of its sentence.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Trigger<'a> {
    /// The words before it, which mostly name the fields.
    pub(super) before: &'a str,
    /// The words after it.
    pub(super) after: &'a str,
    /// How many there are to choose from, where it says so.
    pub(super) of: Option<usize>,
    /// Whether the words may mean "at most one" as well.
    pub(super) doubtful: bool,
}

/// The words of the sentence that ask for one of several.
pub(super) fn find(sentence: &str) -> Option<Trigger<'_>> {
    sentence
        .char_indices()
        .find_map(|(at, _)| at_start(sentence.get(..at)?, sentence.get(at..)?))
}

fn at_start<'a>(before: &'a str, rest: &'a str) -> Option<Trigger<'a>> {
    empty(before, rest)
        .or_else(|| numbered(before, rest))
        .or_else(|| choose(before, rest))
        .or_else(|| any_is_needed(before, rest))
        .or_else(|| alternative(before, rest))
        .or_else(|| english(before, rest))
}

const NEVER: &str =
    "不能够|不能|不可以|不可|不允许|不得|不要|不应|不准|请勿|勿|禁止|cannot|can not|can't|not";
const ALL: &str = "同时都|同时|全部都|全部|全都|全|都|均|皆|一起|一同|两个都|两者都|二者都|两个同时|\
     两者同时|二者同时";
const EMPTY: &str = "为空|为null|为 null|是空|空着|空|不填写|不填|不传入|不传|不选|不输入|不写|不给|不提供|\
     不设置|未填|缺失|缺省|没有|为0";

const BOTH_EMPTY: &str = "both be empty|both be null|both empty|be both empty|empty at the same time|null at the same time";

/// 不能同时为空: never before all, or each of them would be needed.
fn empty<'a>(before: &'a str, rest: &'a str) -> Option<Trigger<'a>> {
    let after = match strip(rest, BOTH_EMPTY) {
        Some(after) => after,
        None => strip(strip(rest, ALL)?.trim_start(), EMPTY)?,
    };
    let (named, ending) = NEVER
        .split('|')
        .filter_map(|never| before.rsplit_once(never).map(|found| (found, never.len())))
        .max_by_key(|((head, _), length)| (head.len() + length, *length))
        .map(|(found, _)| found)?;
    let before = if ending.trim_matches([' ', ',']).is_empty() || is_be(ending) {
        named
    } else {
        ending
    };
    Some(Trigger {
        before,
        after,
        of: None,
        doubtful: false,
    })
}

fn is_be(words: &str) -> bool {
    words.trim() == "be"
}

/// 二选一, 三选一, 2选1.
fn numbered<'a>(before: &'a str, rest: &'a str) -> Option<Trigger<'a>> {
    if before.ends_with(['最', '至']) {
        return None;
    }
    let number = rest.chars().next()?;
    let of = match number {
        '二' | '两' | '2' => Some(2),
        '三' | '3' => Some(3),
        '四' | '4' => Some(4),
        '五' | '5' => Some(5),
        '六' | '6' => Some(6),
        '多' | '几' | 'n' | '任' => None,
        _ => return None,
    };
    let rest = rest.get(number.len_utf8()..)?;
    let rest = strip(rest, "者|个").unwrap_or(rest);
    let after = strip(strip(rest, "选择|选填|选|择|取")?, "其一|一个|一|1")?;
    (!goes_on(after)).then_some(Trigger {
        before,
        after,
        of,
        doubtful: false,
    })
}

/// 一 may begin another word: 必须一致, 必填一级类目.
fn goes_on(after: &str) -> bool {
    has_start(after, "致|级|般|样|定|直|次|律|旦|起|些|切")
}

fn has_start(text: &str, words: &str) -> bool {
    strip(text, words).is_some()
}

const MUST: &str = "必须|必需|必要|必|至少|最少|起码|务必|任意|任|需要|需|须|应|要|请|只能";
const GIVE: &str =
    "选择|选填|选|择|传入|传递|传|填写|填入|填|提供|输入|录入|指定|设置|有|取|保证|存在|给";
const ONE: &str = "其中的一个|其中任意一个|其中任一|其中一个|其中一项|其中一组|其中一种|其中之一|任意一个|\
     任意一项|任意1个|任何一个|任一个|任一|一个|一项|一组|其一";

/// 必选其一, 至少填写一个, 必传一.
fn choose<'a>(before: &'a str, rest: &'a str) -> Option<Trigger<'a>> {
    if strip_end(before.trim_end(), "最多|至多|最|至|不|仅能|非").is_some() {
        return None;
    }
    let (must, rest) = many(rest, MUST);
    let (give, rest) = many(rest, GIVE);
    let (again, rest) = many(rest, MUST);
    let (give_again, rest) = many(rest, GIVE);
    let (must, give) = ([must, again].concat(), [give, give_again].concat());
    let only = must.contains(&"只能");
    let after = match strip(rest, ONE) {
        Some(after) => after,
        None if must.is_empty() || give.is_empty() => return None,
        None => strip(rest, "一|1").filter(|after| ends(after))?,
    };
    let chosen = rest.starts_with("其") || rest.starts_with('任');
    if only && !(give.contains(&"选") || give.contains(&"选择")) {
        return None;
    }
    let asked = if must.is_empty() {
        !give.is_empty() && (chosen || has_start(after, "即可|就可以|便可"))
    } else {
        true
    };
    asked.then_some(Trigger {
        before,
        after,
        of: None,
        doubtful: only,
    })
}

/// As many of the words as the text starts with.
fn many<'a>(mut text: &'a str, words: &'static str) -> (Vec<&'static str>, &'a str) {
    let mut found = Vec::new();
    while let Some(word) = words
        .split('|')
        .filter(|word| text.starts_with(word))
        .max_by_key(|word| word.len())
    {
        found.push(word);
        text = text.get(word.len()..).unwrap_or_default();
    }
    (found, text)
}

fn ends(after: &str) -> bool {
    after
        .chars()
        .next()
        .is_none_or(|c| !c.is_alphanumeric() || c == '即' || c == '必')
}

/// 其中一个必填, 任意一个不为空.
fn any_is_needed<'a>(before: &'a str, rest: &'a str) -> Option<Trigger<'a>> {
    let after = strip(
        rest,
        "其中一个|其中一项|其中之一|其中任意一个|任意一个|任意一项|任一|有一个|有一项|其一|一个|\
     一项",
    )?;
    let after = strip(after, "字段|参数|值").unwrap_or(after);
    let after = strip(after, "为|是|都").unwrap_or(after);
    let after = strip(
        after,
        "必填|必传|必选|必须|必需|必输|不为空|不能为空|不可为空|不允许为空|非空|有值",
    )?;
    Some(Trigger {
        before,
        after,
        of: None,
        doubtful: false,
    })
}

/// 必须传a或b: nothing but names follow, joined by 或. What else follows may be what to write in the
/// one field.
fn alternative<'a>(before: &'a str, rest: &'a str) -> Option<Trigger<'a>> {
    let (must, rest) = many(rest, "必须|必需|必|至少|需要|需|须");
    let (give, rest) = many(rest, "传入|传递|传|填写|填入|填|提供|输入|指定");
    if must.is_empty() || give.is_empty() {
        return None;
    }
    let list = split_outside(rest, ",|。|(|;").first().copied()?.trim();
    let one = "中的任意一个|中的一个|其中之一|其中一个|中的一项|之一|其一";
    let list = strip_end(list, one).unwrap_or(list);
    let items = split_outside(list, "或者|或|、");
    let named = items.len() > 1 && list.contains('或') && items.into_iter().all(is_name);
    let denied = strip_end(before.trim_end(), "不|无|非|没|未").is_some();
    let conditional = || split_outside(before, ",|。").into_iter().any(condition);
    (named && !denied && !conditional()).then_some(Trigger {
        before: "",
        after: list,
        of: None,
        doubtful: false,
    })
}

fn is_name(item: &str) -> bool {
    let of_a_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '-');
    let item = item.trim();
    !item.is_empty() && item.chars().all(of_a_name)
}

const NEEDED: &str = "required|mandatory|must|need|should|shall|have to|has to|provide|specif|at least|\
     necessary|cannot be empty|can not be empty|not be null|enter";

const COUNTED: &str = "at least one is|at least one must|at least one should|one of them is required|\
     one of them must|one is required";
const GIVEN: &str =
    "must be provided|must be specified|must be set|must be filled|must be given|is required";

/// Whether the words before a demand are `a or b`.
fn alternatives(before: &str) -> bool {
    let clause = before.rsplit([',', ':']).next().unwrap_or_default();
    clause.contains(" or ") && !has(clause, "if |when ")
}

/// "at least one of", "either … or …", "one of … is required".
fn english<'a>(before: &'a str, rest: &'a str) -> Option<Trigger<'a>> {
    let word_before = before
        .chars()
        .next_back()
        .is_some_and(|c| c.is_ascii_alphanumeric() || c == '_');
    if word_before {
        return None;
    }
    let trigger = |after: &'a str, doubtful| {
        Some(Trigger {
            before: "",
            after,
            of: None,
            doubtful,
        })
    };
    if let Some(after) = strip(rest, "at least one of|at least 1 of") {
        return trigger(after, false);
    }
    if let Some(after) = strip(rest, "either one of|either of|one of|any of|either") {
        let needed = has(before, NEEDED) || has(after, NEEDED);
        return (needed || rest.starts_with("either ") && after.contains(" or "))
            .then(|| trigger(after, !needed))
            .flatten();
    }
    let after = match strip(rest, COUNTED) {
        Some(after) => after,
        None => strip(rest, GIVEN).filter(|_| alternatives(before))?,
    };
    Some(Trigger {
        before,
        after,
        of: None,
        doubtful: false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn before(sentence: &str) -> Option<&str> {
        find(sentence).map(|trigger| trigger.before)
    }

    #[test]
    fn never_all_empty() {
        assert_eq!(
            before("shop_id和out_shop_id不可同时为空"),
            Some("shop_id和out_shop_id")
        );
        assert_eq!(before("不能和brandid同时为空"), Some("和brandid"));
        assert_eq!(before("a、b不能都不传"), Some("a、b"));
        assert_eq!(before("a and b can not both be empty"), Some("a and b "));
        for each in [
            "a、b都不能为空",
            "a和b不能同时传",
            "a、b可同时为空",
            "a和b不能同时不为空",
        ] {
            assert_eq!(before(each), None, "{each}");
        }
    }

    #[test]
    fn choices() {
        for sentence in [
            "ab必选其一",
            "ab二选一",
            "ab三选一",
            "ab必传一",
            "ab必传1",
            "ab至少填写一个",
            "ab至少传一个",
            "ab任选其一",
            "ab必须二选一",
            "ab至少有一个不为空",
            "ab必须有一个值不可为空",
            "ab必填其一",
            "ab其中一个必填",
            "ab任意一个不为空",
            "ab必须填写其中一组",
            "ab至少必填一个",
            "ab传一个即可",
            "ab必需有一个",
            "ab需要至少传入其中一个",
            "ab2选1必填",
        ] {
            assert_eq!(
                before(sentence).map(|b| b.starts_with("ab")),
                Some(true),
                "{sentence}"
            );
        }
    }

    #[test]
    fn alternatives_follow() {
        for sentence in [
            "必须传a或b",
            "需要传入a或者b",
            "至少提供a或b其中之一",
            "x,必填a或b",
        ] {
            let list = find(sentence).map(|trigger| trigger.after);
            assert!(
                list.is_some_and(|list| list.starts_with('a') && list.ends_with('b')),
                "{sentence}"
            );
        }
        for sentence in [
            "无需传a或b",
            "可传a或b",
            "c为1时,必须传a或b",
            "必须传a",
            "须填登陆证号或者护照号",
        ] {
            assert_eq!(find(sentence), None, "{sentence}");
        }
    }

    #[test]
    fn no_choices() {
        for sentence in [
            "a、b最多选一个",
            "a和b只能传一个",
            "必须一致",
            "必填一级类目",
            "每个商品有一个id",
            "第一个",
            "一个商品",
            "a或b",
            "one of the images",
            "true or false",
        ] {
            assert_eq!(before(sentence), None, "{sentence}");
        }
    }

    #[test]
    fn english_lists_follow() {
        assert_eq!(
            find("at least one of a and b").map(|t| t.after),
            Some(" a and b")
        );
        assert_eq!(
            find("one of a or b is required").map(|t| t.after),
            Some(" a or b is required")
        );
        assert_eq!(find("either a or b").map(|t| t.doubtful), Some(true));
    }
}
