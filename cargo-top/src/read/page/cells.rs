//! The cells of a row behind its type: example, limits, text. Empty ones leave no trace on a page.

use super::line::Line;
use super::row::Rest;
use super::sample;
use super::words::{self, Column};
use crate::description::Limits;
use crate::read::types::Written;

/// What was found behind the type.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Cells {
    /// Words on the row's first line, of which nothing shows where one cell ends.
    words: String,
    /// Cells that the page kept apart.
    list: Vec<Cell>,
    /// Cells of which the column is known.
    known: Vec<(Column, String)>,
}

/// A cell on a line of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cell {
    pub(super) line: usize,
    pub(super) text: String,
}

/// What the cells mean.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Meaning {
    pub(super) example: Option<String>,
    pub(super) limits: Limits,
    pub(super) text: String,
}

/// What the sample has for a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sampled<'a> {
    /// There is no sample.
    Unknown,
    /// The sample lacks it, so the row has no example.
    Absent,
    /// Its value; empty for an object or a list.
    Value(&'a str),
}

impl Cells {
    pub(super) fn new(rest: Rest) -> Self {
        match rest {
            Rest::Below => Self::default(),
            Rest::Words(words) => Self {
                words,
                ..Self::default()
            },
            Rest::Cells(known) => Self {
                known,
                ..Self::default()
            },
        }
    }

    /// How many cells there are by now.
    pub(super) fn len(&self) -> usize {
        self.list.len() + self.known.len() + usize::from(!self.words.is_empty())
    }

    /// Takes a line below the row's first: a cell where a bullet or the page's form says so, else
    /// another line of the last one.
    pub(super) fn take(&mut self, line: &Line<'_>, bulleted: bool, page_has_bullets: bool) {
        let cell = line.bullet
            || (!bulleted && !page_has_bullets && self.known.is_empty() && self.words.is_empty());
        if cell {
            self.list.push(Cell {
                line: line.number,
                text: line.text.to_owned(),
            });
            return;
        }
        let known = self.known.last_mut().map(|(_, cell)| cell);
        let listed = self.list.last_mut().map(|cell| &mut cell.text);
        let last = listed.or(known).unwrap_or(&mut self.words);
        if !last.is_empty() {
            last.push('\n');
        }
        last.push_str(line.text);
    }

    /// Whether the cells may begin with this value.
    pub(super) fn begin_with(&self, value: &str) -> bool {
        let listed = self.list.first().map(|cell| &cell.text);
        let first = listed.or(self.known.first().map(|(_, cell)| cell));
        first.is_some_and(|cell| same(cell, value)) || after_value(&self.words, value).is_some()
    }

    /// The cells for which a row has no room: beyond its example and its text.
    pub(super) fn surplus(&self) -> impl Iterator<Item = &Cell> {
        let is_limit = |cell: &&Cell| words::limit(&cell.text, &mut Limits::default());
        let values = self.list.iter().filter(move |cell| !is_limit(cell));
        values.skip(2)
    }

    /// Tells what is what.
    pub(super) fn meaning(&self, written: &Written, simple: bool, sampled: Sampled<'_>) -> Meaning {
        let mut meaning = Meaning::default();
        let mut example = String::new();
        let mut texts: Vec<String> = Vec::new();
        for (column, cell) in self.known.iter().filter(|(_, cell)| !cell.is_empty()) {
            match column {
                Column::Example => example.clone_from(cell),
                Column::Limits => limits_of(cell, &mut meaning.limits, &mut texts),
                _ => texts.push(cell.clone()),
            }
        }
        let (before, after) = self.around_limits(&mut meaning.limits, &mut texts);
        if let Some(after) = after {
            let words = std::iter::once(&self.words)
                .chain(&before)
                .filter(|cell| !cell.is_empty());
            example.extend(words.map(String::as_str));
            texts.splice(0..0, after);
        } else {
            let (value, text) = told_apart(&self.words, &before, written, simple, sampled);
            example.push_str(&value);
            texts.splice(0..0, text);
        }
        meaning.example = Some(example).filter(|example| !example.is_empty());
        texts.retain(|text| !text.is_empty());
        meaning.text = texts.join("\n");
        meaning
    }

    /// The cells before and behind the limits; without limits all stand before.
    fn around_limits(
        &self,
        limits: &mut Limits,
        texts: &mut Vec<String>,
    ) -> (Vec<String>, Option<Vec<String>>) {
        let mut before = Vec::new();
        let mut after = None;
        for Cell { text: cell, .. } in &self.list {
            if words::limit(cell, limits) {
                after.get_or_insert_with(Vec::new);
                if words::is_default(cell) {
                    texts.push(cell.clone());
                }
            } else {
                after.as_mut().unwrap_or(&mut before).push(cell.clone());
            }
        }
        (before, after)
    }
}

/// Limits in one cell of their column.
fn limits_of(cell: &str, limits: &mut Limits, texts: &mut Vec<String>) {
    for part in cell
        .split([',', '，', ';', '；', ' '])
        .filter(|part| !part.is_empty())
    {
        if !words::limit(part, limits) || words::is_default(part) {
            texts.push(part.to_owned());
        }
    }
}

/// Example and texts of cells among which no limits stand.
fn told_apart(
    words: &str,
    list: &[String],
    written: &Written,
    simple: bool,
    sampled: Sampled<'_>,
) -> (String, Vec<String>) {
    if !words.is_empty() {
        let (example, text) = split_words(words, written, simple, sampled);
        return (example, [&[text], list].concat());
    }
    match list {
        [] => (String::new(), Vec::new()),
        [alone] if is_example(alone, written, simple, sampled) => (alone.clone(), Vec::new()),
        [alone] => (String::new(), vec![alone.clone()]),
        [first, rest @ ..] => {
            if let Sampled::Value(value) = sampled {
                // An example in more cells than that is none.
                for taken in 2..list.len().min(16) {
                    let (head, tail) = list.split_at(taken);
                    if same(&head.join("\n"), value) {
                        return (head.join("\n"), tail.to_vec());
                    }
                }
            }
            (first.clone(), rest.to_vec())
        }
    }
}

/// Cuts words where the example ends: where the sample's value does, else where one of its type would.
fn split_words(
    words: &str,
    written: &Written,
    simple: bool,
    sampled: Sampled<'_>,
) -> (String, String) {
    if let Sampled::Value(value) = sampled
        && let Some(rest) = after_value(words, value)
    {
        let example = words.strip_suffix(rest).unwrap_or(words);
        return (example.trim().to_owned(), rest.trim().to_owned());
    }
    let (first, rest) = words
        .split_at_checked(first_value(words))
        .unwrap_or((words, ""));
    let taken = if simple && written.name == "String" && !rest.trim().is_empty() {
        sampled != Sampled::Absent
    } else {
        is_example(first, written, simple, sampled)
    };
    if taken {
        (first.to_owned(), rest.trim().to_owned())
    } else {
        (String::new(), words.to_owned())
    }
}

/// Where the first word ends, or the second where both are a date and its time.
fn first_value(words: &str) -> usize {
    let end = |from: usize| {
        let rest = words.get(from..).unwrap_or_default();
        rest.find(char::is_whitespace)
            .map_or(words.len(), |at| from + at)
    };
    let first = end(0);
    let second = end((first + 1).min(words.len()));
    let time = words.get(first..second).unwrap_or_default().trim();
    let is_time = time.contains(':')
        && time
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, ':' | '.'));
    if is_date(words.get(..first).unwrap_or_default()) && is_time {
        second
    } else {
        first
    }
}

fn is_json(cell: &str) -> bool {
    cell.starts_with('{') && cell.ends_with('}') || cell.starts_with('[') && cell.ends_with(']')
}

/// Whether a cell that stands alone is the example and not the text.
fn is_example(cell: &str, written: &Written, simple: bool, sampled: Sampled<'_>) -> bool {
    let value = match sampled {
        Sampled::Value(value) => value,
        _ => "",
    };
    if same(cell, value) || matches!(cell, "null" | "\"\"") || is_json(cell) {
        return true;
    }
    if !simple {
        // What people write where an object has no example.
        return sample::key(cell) == sample::key(&written.name);
    }
    match written.name.to_ascii_lowercase().as_str() {
        "string" | "json" | "byte[]" | "char" => {
            sampled == Sampled::Unknown && !cell.chars().any(|c| c.is_whitespace() || !c.is_ascii())
        }
        "boolean" | "bool" => matches!(cell, "true" | "false"),
        "date" | "datetime" => is_date(cell),
        _ => cell.parse::<f64>().is_ok(),
    }
}

fn is_date(word: &str) -> bool {
    let digits = word.chars().filter(char::is_ascii_digit).count();
    digits >= 6
        && word
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, '-' | '/' | ':' | ' ' | '.'))
}

/// What stands behind a value; `None` where the words begin with something else.
fn after_value<'a>(words: &'a str, value: &str) -> Option<&'a str> {
    let rest = words.strip_prefix(value).filter(|_| !value.is_empty())?;
    (rest.is_empty() || rest.starts_with(char::is_whitespace)).then_some(rest)
}

/// Whether two texts are one but for blanks.
pub(super) fn same(one: &str, other: &str) -> bool {
    !one.is_empty() && one.split_whitespace().eq(other.split_whitespace())
}
