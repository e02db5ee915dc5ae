//! The rows of a table, flat, as the page has them.

use super::cells::{Cells, Sampled};
use super::line::Line;
use super::row::{self, Context, Rest, Start};
use super::sample::Sample;
use super::words::{self, Column};
use crate::finding::Finding;
use crate::read::bounds;
use crate::read::fault::Fault;
use crate::read::types;

/// A row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) start: Start,
    /// Whether it is a parameter of its own, or a member of the reply's root.
    pub(super) top: bool,
    pub(super) cells: Cells,
}

impl Row {
    /// Whether the page shows it as something with members.
    pub(super) fn opens(&self) -> bool {
        !self.start.mark && !self.is_simple()
    }

    /// Whether it shows a value that a sample would repeat.
    pub(super) fn has_example(&self) -> bool {
        let meaning = self
            .cells
            .meaning(&self.start.written, self.is_simple(), Sampled::Absent);
        let shows = |example: &str| !matches!(example, "null" | "\"\"" | "[]" | "{}");
        meaning.example.as_deref().is_some_and(shows)
    }

    pub(super) fn is_simple(&self) -> bool {
        types::is_simple(&self.start.written.name)
    }
}

const HELP: &str = "A table begins with its heads, 名称 类型 是否必须 示例值 更多限制 描述, and its rows follow. \
    Copy the page again as a whole.";

/// Reads a table's rows. The sample tells rows from values that look like rows.
pub(super) fn rows(lines: &[Line<'_>], sample: Option<&Sample>) -> Result<Vec<Row>, Fault> {
    let lines: Vec<Line<'_>> = lines
        .iter()
        .filter(|line| line.bullet || !line.text.is_empty())
        .copied()
        .collect();
    let (columns, rest) = heads(&lines)?;
    let mut table = Table {
        columns,
        sample,
        bullets: rest.iter().any(|line| line.bullet),
        one_line: rest
            .iter()
            .find(|line| line.mark)
            .is_some_and(|line| line.text.contains(char::is_whitespace)),
        rows: Vec::new(),
    };
    table.read(rest)?;
    Ok(table.rows)
}

/// The columns, which may stand on one line or each on its own, and the lines below.
fn heads<'p, 'a>(lines: &'p [Line<'a>]) -> Result<(Vec<Column>, &'p [Line<'a>]), Fault> {
    let mut columns = Vec::new();
    let mut rest = lines;
    while let Some((line, after)) = rest.split_first() {
        let is_rule = !columns.is_empty()
            && line
                .text
                .chars()
                .all(|c| matches!(c, '-' | '|' | ' ' | ':' | '─'));
        match words::columns(line.text) {
            Some(more) if !line.bullet => columns.extend(more),
            _ if is_rule => {}
            _ => break,
        }
        rest = after;
    }
    if rest.is_empty() || columns.starts_with(&[Column::Name, Column::Type]) {
        return Ok((columns, rest));
    }
    match rest {
        [line] if matches!(line.text, "无" | "None" | "none" | "暂无" | "-") => {
            Ok((columns, &[]))
        }
        _ => Err(Fault::new(
            rest.first().map_or(1, |line| line.number),
            "this table does not begin with its heads",
            HELP,
        )),
    }
}

/// Makes sure that no row has swallowed another.
pub(super) fn complete(rows: &[Row], findings: &mut Vec<Finding>) -> Result<(), Fault> {
    for row in rows {
        let name = &row.start.name;
        if let Some(cell) = row
            .cells
            .surplus()
            .find(|cell| row::is_type_word(&cell.text))
        {
            let what = format!(
                "`{}` is more than the row `{name}` has room for: the name of the next row is missing",
                cell.text
            );
            return Err(Fault::new(cell.line, what, HELP));
        }
        if let Some(cell) = row.cells.surplus().next() {
            findings.push(Finding {
                line: cell.line,
                what: format!(
                    "`{name}` has more than an example and a text; the rest is read as text"
                ),
            });
        }
    }
    Ok(())
}

/// Reads as optional what a request's table does not say of.
pub(super) fn decide_required(rows: &mut [Row], findings: &mut Vec<Finding>) {
    let starts = rows.iter_mut().map(|row| &mut row.start);
    let mut silent = starts.filter(|start| start.required.is_none()).peekable();
    if let Some(first) = silent.peek() {
        findings.push(Finding {
            line: first.line,
            what: "the table does not say what is required; all of it is read as optional"
                .to_owned(),
        });
    }
    for start in silent {
        start.required = Some(false);
    }
}

struct Table<'a> {
    columns: Vec<Column>,
    sample: Option<&'a Sample>,
    bullets: bool,
    one_line: bool,
    rows: Vec<Row>,
}

impl Table<'_> {
    fn read(&mut self, lines: &[Line<'_>]) -> Result<(), Fault> {
        let mut rest = lines;
        while let Some((line, after)) = rest.split_first() {
            let start = row::start(rest, &self.context())?;
            if let Some(start) = start {
                rest = rest.get(start.lines..).unwrap_or_default();
                self.begin(start)?;
            } else {
                rest = after;
                self.go_on(line)?;
            }
        }
        Ok(())
    }

    fn context(&self) -> Context<'_> {
        Context {
            columns: &self.columns,
            sample: self.sample,
            one_line: self.one_line,
            values: self.rows.last().map(|row| row.cells.len()),
        }
    }

    fn begin(&mut self, mut start: Start) -> Result<(), Fault> {
        if self.rows.len() >= bounds::ROWS {
            let what = format!("a table of more than {} rows is not read", bounds::ROWS);
            return Err(Fault::new(start.line, what, HELP));
        }
        let top = self.is_top(&start);
        if self.rows.is_empty() && !top {
            let what = format!(
                "the row `{}` lies in no parameter: the rows above it are missing",
                start.name
            );
            return Err(Fault::new(start.line, what, HELP));
        }
        let cells = Cells::new(std::mem::replace(&mut start.rest, Rest::Below));
        self.rows.push(Row { start, top, cells });
        Ok(())
    }

    /// A row without mark and bullet is a parameter of its own. Where nothing has bullets it may as
    /// well open an object, and the sample tells.
    fn is_top(&self, start: &Start) -> bool {
        if start.mark || start.bullet {
            return false;
        }
        let plain = self.bullets || types::is_simple(&start.written.name) || self.rows.is_empty();
        let taken = || {
            self.rows
                .iter()
                .any(|row| row.top && row.start.name == start.name)
        };
        plain
            || self
                .sample
                .is_none_or(|sample| sample.top(&start.name).is_some() && !taken())
    }

    /// A line that begins no row belongs to the one before.
    fn go_on(&mut self, line: &Line<'_>) -> Result<(), Fault> {
        let Some(row) = self.rows.last_mut() else {
            return Err(Fault::new(line.number, "this belongs to no row", HELP));
        };
        row.cells.take(line, row.start.bullet, self.bullets);
        Ok(())
    }
}
