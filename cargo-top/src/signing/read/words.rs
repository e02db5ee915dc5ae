//! The words of a shell's command line.

use std::iter::Peekable;
use std::str::Chars;

use super::Unread;

type Rest<'a> = Peekable<Chars<'a>>;

/// Splits a command line as a POSIX shell does, with `$'…'` of bash. Nothing is expanded.
pub(super) fn split(line: &str) -> Result<Vec<String>, Unread> {
    let mut rest = line.chars().peekable();
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    while let Some(character) = rest.next() {
        if character.is_whitespace() {
            words.extend(word.take());
            continue;
        }
        if character == '\\' && matches!(rest.peek(), Some('\n' | '\r')) {
            continue;
        }
        piece(character, &mut rest, word.get_or_insert_default())?;
    }
    words.extend(word);
    Ok(words)
}

/// Adds what begins with this character to a word.
fn piece(character: char, rest: &mut Rest<'_>, word: &mut String) -> Result<(), Unread> {
    match character {
        '\'' => single(rest, word),
        '"' => double(rest, word),
        '$' if rest.next_if_eq(&'\'').is_some() => dollar(rest, word),
        '\\' => {
            word.extend(rest.next());
            Ok(())
        }
        _ => {
            word.push(character);
            Ok(())
        }
    }
}

fn single(rest: &mut Rest<'_>, word: &mut String) -> Result<(), Unread> {
    loop {
        match rest.next().ok_or_else(unclosed)? {
            '\'' => return Ok(()),
            character => word.push(character),
        }
    }
}

fn double(rest: &mut Rest<'_>, word: &mut String) -> Result<(), Unread> {
    loop {
        match rest.next().ok_or_else(unclosed)? {
            '"' => return Ok(()),
            '\\' => match rest.next().ok_or_else(unclosed)? {
                '\n' => {}
                escaped @ ('"' | '\\' | '$' | '`') => word.push(escaped),
                other => word.extend(['\\', other]),
            },
            character => word.push(character),
        }
    }
}

fn dollar(rest: &mut Rest<'_>, word: &mut String) -> Result<(), Unread> {
    loop {
        match rest.next().ok_or_else(unclosed)? {
            '\'' => return Ok(()),
            '\\' => word.push(escaped(rest).ok_or_else(unclosed)?),
            character => word.push(character),
        }
    }
}

fn escaped(rest: &mut Rest<'_>) -> Option<char> {
    Some(match rest.next()? {
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        'x' => number(rest, 2)?,
        'u' => number(rest, 4)?,
        'U' => number(rest, 8)?,
        other => other,
    })
}

fn number(rest: &mut Rest<'_>, digits: usize) -> Option<char> {
    let mut value = 0;
    for _ in 0..digits {
        let Some(digit) = rest.peek().and_then(|digit| digit.to_digit(16)) else {
            break;
        };
        value = value * 16 + digit;
        rest.next();
    }
    char::from_u32(value)
}

fn unclosed() -> Unread {
    Unread::new("the command line ends inside a quote")
}
