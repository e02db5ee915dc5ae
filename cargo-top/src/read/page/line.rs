//! The lines of a page, without what copying put before their text.

/// One line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Line<'a> {
    /// Counted from 1.
    pub(super) number: usize,
    /// What it says, without bullet, mark and blanks around.
    pub(super) text: &'a str,
    /// The line as it stands, for samples, where blanks and stars mean something.
    pub(super) whole: &'a str,
    /// Whether a bullet stands before it.
    pub(super) bullet: bool,
    /// Whether it has the mark of a member, `└`.
    pub(super) mark: bool,
}

/// Cuts a page into lines.
pub(super) fn lines(text: &str) -> Vec<Line<'_>> {
    let text = text.trim_start_matches('\u{feff}');
    let bullet = bullet(text);
    (1..)
        .zip(text.lines())
        .map(|(number, whole)| line(number, whole, bullet))
        .collect()
}

/// The bullet of this page: a dash may be a bullet on one page and begin a text on another.
fn bullet(text: &str) -> Option<char> {
    const BULLETS: [char; 9] = ['•', '·', '●', '◦', '▪', '‣', '*', '-', '+'];
    BULLETS
        .into_iter()
        .find(|bullet| {
            text.lines()
                .any(|line| after(trim(line), *bullet).is_some_and(|rest| rest.starts_with(MARKS)))
        })
        .or_else(|| {
            BULLETS.into_iter().take(6).find(|bullet| {
                text.lines()
                    .any(|line| after(trim(line), *bullet).is_some())
            })
        })
}

const MARKS: [char; 4] = ['└', '├', '┗', '╰'];

fn line(number: usize, whole: &str, bullet: Option<char>) -> Line<'_> {
    let trimmed = trim(whole);
    let cell = bullet.and_then(|bullet| after(trimmed, bullet));
    let text = cell.unwrap_or(trimmed);
    // A row of a table drawn with bars has its mark behind the first of them.
    let member = trim(text.strip_prefix('|').unwrap_or(text));
    let mark = member.starts_with(MARKS);
    let is_mark = |c: char| MARKS.contains(&c) || c == '─' || blank(c);
    Line {
        number,
        text: if mark {
            trim(member.trim_start_matches(is_mark))
        } else {
            text
        },
        whole,
        bullet: cell.is_some(),
        mark,
    }
}

/// What stands behind a bullet; a bullet is followed by a blank or nothing.
fn after(line: &str, bullet: char) -> Option<&str> {
    let rest = line.strip_prefix(bullet)?;
    (rest.is_empty() || rest.starts_with(blank)).then(|| trim(rest))
}

fn trim(text: &str) -> &str {
    text.trim_matches(blank)
}

/// Blanks, those included that no eye sees.
fn blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}' | '\u{200c}' | '\u{200d}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<(bool, bool, String)> {
        let lines = lines(text);
        lines
            .iter()
            .map(|line| (line.bullet, line.mark, line.text.to_owned()))
            .collect()
    }

    #[test]
    fn bullets_and_marks_are_taken_off() {
        let text = "\u{feff}a \r\n  • └ b\r\n\u{3000}• -90\n•\n- c";
        let of = |bullet, mark, text: &str| (bullet, mark, text.to_owned());
        assert_eq!(
            shown(text),
            [
                of(false, false, "a"),
                of(true, true, "b"),
                of(true, false, "-90"),
                of(true, false, ""),
                of(false, false, "- c"),
            ]
        );
    }

    #[test]
    fn a_dash_is_a_bullet_where_it_carries_marks() {
        let of = |bullet, mark, text: &str| (bullet, mark, text.to_owned());
        assert_eq!(
            shown("- └ b\n- -90\n-5"),
            [
                of(true, true, "b"),
                of(true, false, "-90"),
                of(false, false, "-5")
            ]
        );
    }
}
