//! Statements of Java, as far as sample calls have them.

use crate::read::page::line::Line;

/// A statement and its line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Statement {
    pub(super) line: usize,
    pub(super) does: Does,
}

/// What a statement does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Does {
    /// `XRequest req = new XRequest();`
    Request { class: String, variable: String },
    /// `X obj1 = new X();`, `List<X> list1 = new ArrayList<X>();`
    Declare { variable: String, list: bool },
    /// `list1.add(obj2);`
    Add { list: String, item: String },
    /// `obj1.setName(value);`
    Set {
        target: String,
        member: String,
        value: String,
    },
    /// `client.execute(req, sessionKey);`
    Execute { session: bool },
}

/// The statements of a section. One begins on a line of its own; what is none belongs to the value before it.
pub(super) fn statements(lines: &[Line<'_>]) -> Vec<Statement> {
    let mut statements = Vec::new();
    let mut open: Option<(usize, String)> = None;
    for line in lines.iter().filter(|line| !line.bullet) {
        let text = line.whole.trim();
        match &mut open {
            Some((_, value)) if !begins(text) => {
                value.push('\n');
                value.push_str(text);
            }
            _ => open = Some((line.number, text.to_owned())),
        }
        if text.ends_with(';') {
            statements.extend(open.take().and_then(|(line, text)| statement(line, &text)));
        }
    }
    statements.extend(open.and_then(|(line, text)| statement(line, &text)));
    statements
}

fn begins(text: &str) -> bool {
    set(text).is_some()
        || text.contains(" = new ")
        || text.contains(".execute(")
        || text.contains(".add(")
}

fn statement(line: usize, text: &str) -> Option<Statement> {
    let text = text.trim_end().trim_end_matches(';').trim_end();
    let does = set(text)
        .or_else(|| execute(text))
        .or_else(|| add(text))
        .or_else(|| declare(text))?;
    Some(Statement { line, does })
}

fn set(text: &str) -> Option<Does> {
    let (target, rest) = text.split_once(".set")?;
    let (member, value) = rest.split_once('(')?;
    if !is_name(target) || !is_name(member) {
        return None;
    }
    Some(Does::Set {
        target: target.to_owned(),
        member: member.to_owned(),
        value: value
            .trim_end_matches(';')
            .trim_end()
            .strip_suffix(')')
            .unwrap_or(value)
            .trim()
            .to_owned(),
    })
}

fn add(text: &str) -> Option<Does> {
    let (list, item) = text.strip_suffix(')')?.split_once(".add(")?;
    (is_name(list) && is_name(item)).then(|| Does::Add {
        list: list.to_owned(),
        item: item.to_owned(),
    })
}

fn execute(text: &str) -> Option<Does> {
    let (_, arguments) = text.split_once(".execute(")?;
    let arguments = arguments.split_once(')')?.0;
    Some(Does::Execute {
        session: arguments.contains(','),
    })
}

fn declare(text: &str) -> Option<Does> {
    let (declared, value) = text.split_once('=')?;
    let class = value.trim().strip_prefix("new ")?.split('(').next()?.trim();
    let variable = declared
        .trim()
        .rsplit(char::is_whitespace)
        .next()?
        .to_owned();
    if !is_name(&variable) || class.starts_with("DefaultTaobaoClient") {
        return None;
    }
    if class.ends_with("Request") && !class.contains('.') {
        let class = class.to_owned();
        return Some(Does::Request { class, variable });
    }
    let list = class.contains("List<");
    Some(Does::Declare { variable, list })
}

fn is_name(text: &str) -> bool {
    !text.is_empty()
        && text
            .chars()
            .all(|c| c.is_alphanumeric() || c == '_' || c == '$')
}

/// A value of Java as a page's table would show it: text without quotes, numbers without their
/// suffix, the items of an array with commas between them.
pub(super) fn plain(value: &str) -> String {
    let value = value.trim();
    if let Some((_, items)) = value.split_once("[]").filter(|_| value.starts_with("new ")) {
        let items = items.trim_matches(|c: char| c.is_whitespace() || matches!(c, '{' | '}' | ';'));
        return items.split(',').map(unquoted).collect::<Vec<_>>().join(",");
    }
    let date = value.strip_prefix("StringUtils.parseDateTime(");
    let value = date.map_or(value, |date| date.strip_suffix(')').unwrap_or(date));
    if value.starts_with('"') {
        return unquoted(value).replace("\\\"", "\"");
    }
    let number = value.strip_suffix(['L', 'l', 'D', 'd', 'F', 'f']);
    match number.filter(|number| number.parse::<f64>().is_ok()) {
        Some(number) => number.to_owned(),
        None => value.to_owned(),
    }
}

fn unquoted(text: &str) -> &str {
    let text = text.trim();
    let inner = text
        .strip_prefix('"')
        .and_then(|text| text.strip_suffix('"'));
    inner.unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::page::line;

    fn does(text: &str) -> Vec<Does> {
        let lines = line::lines(text);
        statements(&lines)
            .into_iter()
            .map(|statement| statement.does)
            .collect()
    }

    fn set(value: &str) -> Does {
        Does::Set {
            target: "obj1".to_owned(),
            member: "Name".to_owned(),
            value: value.to_owned(),
        }
    }

    #[test]
    fn a_value_may_hold_what_ends_a_statement_elsewhere() {
        assert_eq!(
            does("obj1.setName(\"a;b) = new C()\");"),
            [set("\"a;b) = new C()\"")]
        );
        assert_eq!(
            does("obj1.setName( new Long[] { 1 , 2 }; );"),
            [set("new Long[] { 1 , 2 };")]
        );
        assert_eq!(
            does("obj1.setName(\"{\n  \"a\": 1\n}\");\nobj1.setName(2L);"),
            [set("\"{\n\"a\": 1\n}\""), set("2L")]
        );
    }

    #[test]
    fn lists_the_request_and_its_session_are_told_apart() {
        let list = does(
            "List<R.A> list2 = new ArrayList<R.A>();\nXGetRequest req = new XGetRequest();\nlist2.add(obj3);\nclient.execute(req, sessionKey);\nclient.execute(req);",
        );
        assert_eq!(
            list,
            [
                Does::Declare {
                    variable: "list2".to_owned(),
                    list: true
                },
                Does::Request {
                    class: "XGetRequest".to_owned(),
                    variable: "req".to_owned()
                },
                Does::Add {
                    list: "list2".to_owned(),
                    item: "obj3".to_owned()
                },
                Does::Execute { session: true },
                Does::Execute { session: false },
            ]
        );
    }

    #[test]
    fn values_are_shown_as_tables_show_them() {
        for (value, shown) in [
            ("\"a\"", "a"),
            ("123L", "123"),
            ("1.5D", "1.5"),
            ("true", "true"),
            (
                "StringUtils.parseDateTime(\"2019-01-01 00:00:00\")",
                "2019-01-01 00:00:00",
            ),
            ("0L", "0"),
            ("null", "null"),
            ("\"{\\\"a\\\":1}\"", "{\"a\":1}"),
            ("new Long[] { 1 , 2 };", "1,2"),
            ("new String[] { \"a\" }", "a"),
        ] {
            assert_eq!(plain(value), shown);
        }
    }
}
