//! Where a row of a table begins.

use super::line::Line;
use super::sample::{Named, Sample};
use super::words::{self, Column};
use crate::read::fault::Fault;
use crate::read::types::{self, Written};

/// The first cells of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Start {
    pub(super) line: usize,
    pub(super) name: String,
    pub(super) written: Written,
    pub(super) required: Option<bool>,
    /// Whether it has the mark of a member without members.
    pub(super) mark: bool,
    /// Whether a bullet stands before it.
    pub(super) bullet: bool,
    /// What else its first line says.
    pub(super) rest: Rest,
    /// How many lines that took.
    pub(super) lines: usize,
}

/// What stands behind the type, or behind 必须 or 可选.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Rest {
    /// Cells follow on lines of their own.
    Below,
    /// Words, of which nothing shows where one cell ends.
    Words(String),
    /// Cells by column.
    Cells(Vec<(Column, String)>),
}

/// What telling rows apart needs to know.
#[derive(Debug)]
pub(super) struct Context<'a> {
    pub(super) columns: &'a [Column],
    pub(super) sample: Option<&'a Sample>,
    /// Whether nested rows stand on one line each.
    pub(super) one_line: bool,
    /// How many values the row before has by now; `None` before the first row.
    pub(super) values: Option<usize>,
}

const HELP: &str = "A row is a name, a type, 必须 or 可选 in a request, an example and a text, \
    in this order. Copy the page again, or mend the row.";

/// Tells whether a row begins with the first of these lines.
pub(super) fn start(lines: &[Line<'_>], context: &Context<'_>) -> Result<Option<Start>, Fault> {
    let Some(line) = lines.first() else {
        return Ok(None);
    };
    let found = split(line, context)
        .or_else(|| one_line(line, context))
        .or_else(|| below(lines, context));
    if found.is_none() && line.mark {
        return Err(incomplete(line, context));
    }
    Ok(found)
}

fn incomplete(line: &Line<'_>, context: &Context<'_>) -> Fault {
    let name: String = line.text.chars().take(60).collect();
    let lacks = if context.columns.contains(&Column::Required) {
        "a type, or does not say whether it is 必须 or 可选"
    } else {
        "a type"
    };
    Fault::new(line.number, format!("the row `{name}` lacks {lacks}"), HELP)
}

/// A row of which tabs or bars show the cells.
fn split(line: &Line<'_>, context: &Context<'_>) -> Option<Start> {
    let separator = ['\t', '|']
        .into_iter()
        .find(|separator| line.text.contains(*separator))?;
    let text = line.text.strip_prefix('|').unwrap_or(line.text);
    let mut cells = text.split(separator).map(str::trim);
    let name = cells.next()?.trim_start_matches(['└', ' ']);
    let written = a_type(cells.next()?)?;
    if !is_name(name) {
        return None;
    }
    let columns = context.columns.iter().skip(2).copied();
    let mut cells: Vec<(Column, String)> = columns.zip(cells.map(str::to_owned)).collect();
    let mut required = None;
    if context.columns.contains(&Column::Required) {
        let at = cells
            .iter()
            .position(|(column, _)| *column == Column::Required)?;
        required = Some(words::required(&cells.remove(at).1)?);
    }
    Some(begun(line, name, written, required, Rest::Cells(cells), 1))
}

/// A row of which all cells stand on one line, with blanks in between.
fn one_line(line: &Line<'_>, context: &Context<'_>) -> Option<Start> {
    if (line.bullet && !context.one_line) || line.text.contains('\t') {
        return None;
    }
    let (name, rest) = word(line.text)?;
    let (type_name, mut rest) = word(rest)?;
    let mut written = a_type(type_name)?;
    while let Some(after) = rest.strip_prefix("[]") {
        written = types::written(&format!("{}{}[]", written.name, "[]".repeat(written.lists)));
        rest = after.trim_start();
    }
    let mut required = None;
    if context.columns.contains(&Column::Required) {
        let (answer, after) = word(rest)?;
        required = Some(words::required(answer)?);
        rest = after;
    } else if !line.mark && !is_distinct(&written) {
        return None;
    }
    is_name(name).then(|| {
        begun(
            line,
            name,
            written,
            required,
            Rest::Words(rest.to_owned()),
            1,
        )
    })
}

/// A row of which each cell stands on a line of its own.
fn below(lines: &[Line<'_>], context: &Context<'_>) -> Option<Start> {
    let (line, after) = lines.split_first()?;
    let alike = |next: &&Line<'_>| next.bullet == line.bullet && !next.mark;
    let second = after.first().filter(alike)?;
    let named = line.mark || is_name(line.text) && !is_type_word(line.text);
    if line.text.is_empty() || line.text.contains(char::is_whitespace) || !named {
        return None;
    }
    if context.columns.contains(&Column::Required) {
        // A type that was left empty leaves no line behind.
        if let Some(required) = words::required(second.text).filter(|_| line.mark) {
            return Some(begun(
                line,
                line.text,
                Written::default(),
                Some(required),
                Rest::Below,
                2,
            ));
        }
        let required = words::required(after.get(1).filter(alike)?.text)?;
        let written = a_type(second.text)?;
        return Some(begun(
            line,
            line.text,
            written,
            Some(required),
            Rest::Below,
            3,
        ));
    }
    let written = a_type(second.text)?;
    let sure = line.mark || opens(line.text, &written, context);
    sure.then(|| begun(line, line.text, written, None, Rest::Below, 2))
}

/// Whether a name and a type without mark begin a row of a reply, or are an example and a text that look like it.
fn opens(name: &str, written: &Written, context: &Context<'_>) -> bool {
    if types::is_simple(&written.name) && written.lists == 0 || !is_distinct(written) {
        return false;
    }
    match context
        .sample
        .map_or(Named::Absent, |sample| sample.named(name))
    {
        Named::Object => true,
        Named::Value | Named::Absent => written.lists > 0 || context.values != Some(0),
    }
}

fn begun(
    line: &Line<'_>,
    name: &str,
    written: Written,
    required: Option<bool>,
    rest: Rest,
    lines: usize,
) -> Start {
    Start {
        line: line.number,
        name: name.to_owned(),
        written,
        required,
        mark: line.mark,
        bullet: line.bullet,
        rest,
        lines,
    }
}

/// The first word and what stands behind it.
fn word(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_start();
    if text.is_empty() {
        return None;
    }
    let end = text.find(char::is_whitespace).unwrap_or(text.len());
    let (word, rest) = text.split_at_checked(end)?;
    Some((word, rest.trim_start()))
}

fn is_name(text: &str) -> bool {
    let inner = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '-' | '$');
    text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_' || c == '$')
        && text.chars().all(inner)
}

/// A cell that can be a type.
fn a_type(cell: &str) -> Option<Written> {
    let written = types::written(cell);
    let inner = |c: char| {
        c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '$' | '<' | '>' | ',' | '[' | ']')
    };
    let sound = written.name.starts_with(|c: char| c.is_ascii_alphabetic())
        && written.name.chars().all(inner)
        && written.name != "null"
        && words::required(cell).is_none();
    sound.then_some(written)
}

/// Whether a cell is what only the columns of types and of 必须 and 可选 hold.
pub(super) fn is_type_word(cell: &str) -> bool {
    let written = types::written(cell);
    let capital = written.name.starts_with(|c: char| c.is_ascii_uppercase());
    matches!(cell, "必须" | "可选" | "Required" | "Optional")
        || capital && types::is_simple(&written.name)
        || written.lists > 0 && a_type(cell).is_some()
}

/// Whether a type cannot be mistaken for a word.
fn is_distinct(written: &Written) -> bool {
    written.lists > 0
        || types::is_simple(&written.name)
        || written.name.starts_with(|c: char| c.is_ascii_uppercase())
}
