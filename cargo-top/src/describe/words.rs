//! Declared data in words.

use top_runtime::{Code, Field, Kind, Limit};

/// A type in TOP's words, with its unit.
pub(super) fn kind(kind: Kind) -> String {
    match kind {
        Kind::Text | Kind::TextCode(_) => "String".to_owned(),
        Kind::Integer | Kind::IntegerCode(_) => "Number".to_owned(),
        Kind::Fen => "Number 分".to_owned(),
        Kind::Bool => "Boolean".to_owned(),
        Kind::Decimal => "BigDecimal".to_owned(),
        Kind::Yuan => "Price 元".to_owned(),
        Kind::Date => "Date".to_owned(),
        Kind::File => "byte[]".to_owned(),
        Kind::Json => "Json".to_owned(),
        Kind::Object(nested) => nested.shape().name().to_owned(),
        Kind::List(item) => format!("{}[]", self::kind(*item)),
        _ => "any JSON".to_owned(),
    }
}

/// What is said of a field beside its name and type, a sentence each.
pub(super) fn notes(field: &Field) -> Vec<String> {
    let mut notes = vec![prose(field.description())];
    notes.extend(field.limited_by().iter().filter_map(limit));
    notes.extend(codes(field.kind()));
    if field.is_amount() {
        notes.push("money that the call moves".to_owned());
    }
    if field.is_secret() {
        notes.push("secret: masked in every output".to_owned());
    }
    notes.retain(|note| !note.is_empty());
    notes
}

fn limit(limit: &Limit) -> Option<String> {
    Some(match *limit {
        Limit::Length { min, max: u64::MAX } => format!("at least {min} characters"),
        Limit::Length { min: 0, max } => format!("at most {max} characters"),
        Limit::Length { min, max } => format!("{min} to {max} characters"),
        Limit::Range { min, max: i64::MAX } => format!("at least {min}"),
        Limit::Range { min: i64::MIN, max } => format!("at most {max}"),
        Limit::Range { min, max } => format!("{min} to {max}"),
        Limit::Items { max } => format!("at most {max} items"),
        _ => return None,
    })
}

fn codes(kind: Kind) -> Option<String> {
    match kind {
        Kind::TextCode(codes) | Kind::IntegerCode(codes) if !codes.is_empty() => {
            let codes: Vec<_> = codes.iter().map(code).collect();
            Some(codes.join("\n"))
        }
        Kind::List(item) => codes(*item),
        _ => None,
    }
}

fn code(code: &Code) -> String {
    let meaning = prose(code.meaning);
    if meaning.is_empty() || meaning == code.value {
        code.value.to_owned()
    } else {
        format!("{} = {meaning}", code.value)
    }
}

/// A doc comment as prose: without its examples of Rust, its links and marks as words.
pub(super) fn prose(description: &str) -> String {
    let outside: String = description.split("```").step_by(2).collect();
    let linked = outside.replace("[`", "").replace("`]", "");
    let mut shown = String::with_capacity(linked.len());
    let mut characters = linked.chars().peekable();
    while let Some(character) = characters.next() {
        let escapes =
            character == '\\' && characters.peek().is_some_and(char::is_ascii_punctuation);
        if escapes {
            shown.extend(characters.next());
        } else if character != '`' {
            shown.push(character);
        }
    }
    shown.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::prose;

    #[test]
    fn marks_of_a_doc_comment_are_not_shown() {
        assert_eq!(prose("See [`Fen`]: `fee`."), "See Fen: fee.");
        assert_eq!(prose(r"one of \[0, 1\], a\_b"), "one of [0, 1], a_b");
        assert_eq!(prose("Text. ``` let code = 1; ``` More."), "Text.  More.");
        assert_eq!(prose(r"C:\temp \"), r"C:\temp \");
    }
}
