//! Documented values as types.

use std::collections::HashSet;

use super::taken::Taken;
use super::words::{behind, camel, screaming, words};
use super::{Asked, CodeValue, Codes, Type};

/// The codes of one module.
#[derive(Debug, Default)]
pub(super) struct AllCodes {
    pub(super) codes: Vec<Codes>,
    /// What each is called after, so that the same codes of another field are the same type.
    bases: Vec<String>,
}

/// Where documented values were found.
pub(super) struct Documented<'a> {
    /// The wire name of their field.
    pub(super) field: &'a str,
    /// The struct that has it.
    pub(super) owner: &'a str,
    /// What the field is for.
    pub(super) text: &'a str,
    /// Value and meaning.
    pub(super) values: &'a [(String, String)],
    pub(super) asked: Asked,
}

impl AllCodes {
    /// The type of a field of this kind with these values; `None` where they are no codes of it.
    pub(super) fn kind(
        &mut self,
        kind: &Type,
        documented: Documented<'_>,
        taken: &mut Taken,
    ) -> Option<Type> {
        let integer = match kind {
            Type::Text => false,
            Type::Integer => true,
            _ => return None,
        };
        let values = values(documented.values, integer)?;
        let base = behind("Code", camel(&words(documented.field)));
        let known = self.codes.iter().zip(&self.bases).position(|(codes, of)| {
            *of == base && codes.integer == integer && codes.values == values
        });
        Some(Type::Code(known.unwrap_or_else(|| {
            let owned = format!("{}{base}", documented.owner);
            self.codes.push(Codes {
                name: taken.take(&[base.clone(), owned]),
                text: documented.text.to_owned(),
                integer,
                values,
                asked: documented.asked,
            });
            self.bases.push(base);
            self.codes.len() - 1
        })))
    }
}

/// The values, each once, with the names of their constants.
fn values(documented: &[(String, String)], integer: bool) -> Option<Vec<CodeValue>> {
    let mut seen = HashSet::new();
    let mut constants = HashSet::new();
    let mut values = Vec::new();
    for (value, meaning) in documented {
        let value = value.trim();
        if integer && !is_plain_number(value) || value.is_empty() {
            return None;
        }
        if !seen.insert(value) {
            continue;
        }
        values.push(CodeValue {
            constant: constant(value, meaning, integer, &mut constants),
            value: value.to_owned(),
            meaning: meaning.trim().to_owned(),
        });
    }
    (!values.is_empty()).then_some(values)
}

/// A number that is written in one way only, and short: longer ones are ids rather than codes.
fn is_plain_number(value: &str) -> bool {
    let number = value.parse::<i64>();
    number.is_ok_and(|number| number.to_string() == value && number.abs() < 100_000)
}

fn constant(value: &str, meaning: &str, integer: bool, taken: &mut HashSet<String>) -> String {
    let name = if integer || is_plain_number(value) {
        let beside = || beside(meaning).filter(|name| !taken.contains(name));
        let named = said(meaning).or_else(beside);
        named.unwrap_or_else(|| format!("CODE_{}", value.replace('-', "MINUS_")))
    } else {
        behind("CODE_", screaming(&words(value)))
    };
    let name = name.trim_end_matches('_').to_owned();
    let mut free = name.clone();
    let mut number = 2;
    while !taken.insert(free.clone()) {
        free = format!("{name}_{number}");
        number += 1;
    }
    free
}

/// A meaning of a few plain words names its constant; one in Chinese cannot.
fn said(meaning: &str) -> Option<String> {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, ' ' | '_' | '-');
    let words = words(meaning);
    let begins = meaning
        .trim()
        .starts_with(|c: char| c.is_ascii_alphabetic());
    let short = (1..=4).contains(&words.len()) && (2..=32).contains(&meaning.trim().len());
    (begins && short && meaning.trim().chars().all(plain)).then(|| screaming(&words))
}

/// The one Latin name that stands beside a Chinese meaning: in brackets, before brackets, or apart
/// from it with an underscore.
fn beside(meaning: &str) -> Option<String> {
    let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
    let meaning = meaning.trim();
    let mut names = meaning
        .split(|c| !is_name(c))
        .filter(|name| !name.is_empty());
    let (name, others) = (names.next()?, names.next());
    let (before, behind) = meaning.split_once(name)?;
    let last = before.chars().last();
    let next = behind.chars().next();
    let opens = matches!(last, Some('(' | '（' | '[' | '【'));
    let closes = matches!(next, Some(')' | '）' | ']' | '】'));
    let goes_on = matches!(next, Some('(' | '（' | '[' | '【'));
    let bracketed = opens && closes || last.is_none() && goes_on;
    let apart = (last.is_none() || last == Some(' ')) && (next.is_none() || next == Some(' '));
    let stands_alone = bracketed || apart && name.contains('_');
    let is_word = name.len() > 2 && name.starts_with(|c: char| c.is_ascii_alphabetic());
    (others.is_none() && stands_alone && is_word).then(|| screaming(&words(name)))
}

#[cfg(test)]
mod tests {
    use super::{CodeValue, values};

    fn constants(documented: &[(&str, &str)], integer: bool) -> Option<Vec<String>> {
        let documented: Vec<_> = documented
            .iter()
            .map(|(value, meaning)| ((*value).to_owned(), (*meaning).to_owned()))
            .collect();
        let name = |value: CodeValue| value.constant;
        values(&documented, integer).map(|values| values.into_iter().map(name).collect())
    }

    #[test]
    fn constants_are_called_by_what_is_plain() {
        assert_eq!(
            constants(
                &[
                    ("CS", "辰森"),
                    ("waitPay", ""),
                    ("待付", ""),
                    ("1", ""),
                    ("CS", "")
                ],
                false
            ),
            Some(
                ["CS", "WAIT_PAY", "CODE", "CODE_1"]
                    .map(str::to_owned)
                    .to_vec()
            )
        );
        assert_eq!(
            constants(
                &[
                    ("1", "默认"),
                    ("-1", "not listed"),
                    ("2", "not-listed"),
                    ("-3", "")
                ],
                true
            ),
            Some(
                ["CODE_1", "NOT_LISTED", "NOT_LISTED_2", "CODE_MINUS_3"]
                    .map(str::to_owned)
                    .to_vec()
            )
        );
    }

    #[test]
    fn a_name_beside_a_chinese_meaning_names_the_constant() {
        for (meaning, name) in [
            ("待付款(WAIT_PAY)", "WAIT_PAY"),
            ("waitPay（待付款）", "WAIT_PAY"),
            ("WAIT_PAY 待付款", "WAIT_PAY"),
            ("google(国际酒店)", "GOOGLE"),
            ("tmall", "TMALL"),
            ("直采(直连酒店PMS)", "CODE_1"),
            ("使用 APP 支付", "CODE_1"),
            ("VIP免费", "CODE_1"),
            ("A(或B)", "CODE_1"),
            ("WAIT_PAY(见PAY)", "CODE_1"),
        ] {
            for integer in [true, false] {
                let names = constants(&[("1", meaning)], integer);
                assert_eq!(names, Some(vec![name.to_owned()]), "{meaning}");
            }
        }
        let twice = [("1", "下单(APP)"), ("2", "退单(APP)")];
        assert_eq!(
            constants(&twice, true),
            Some(["APP", "CODE_2"].map(str::to_owned).to_vec())
        );
    }

    #[test]
    fn numbers_that_could_not_travel_as_they_are_are_no_codes() {
        for odd in ["01", "1.0", "a", "", "123456", "9223372036854775808"] {
            assert_eq!(constants(&[("1", ""), (odd, "")], true), None, "{odd}");
        }
    }
}
