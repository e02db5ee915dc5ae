//! Rows in columns, as wide as the terminal.

use unicode_width::UnicodeWidthStr;

use super::{INDENT, tree::Row};
use crate::terminal::Look;

/// Where the notes have less room than this, in cells, they go below.
const ROOM: usize = 28;

/// The widest columns of names and types, in cells; what is wider moves its own line.
const WIDEST: (usize, usize) = (40, 24);

/// Writes rows as a table.
pub(super) fn table(rows: &[Row], look: Look) -> String {
    if rows.is_empty() {
        return look.wrapped("nothing", INDENT);
    }
    let columns = Columns::of(rows, look);
    let lines: Vec<_> = rows.iter().map(|row| columns.row(row, look)).collect();
    lines.join("\n")
}

/// Where the columns begin.
struct Columns {
    name: usize,
    kind: usize,
    required: usize,
    /// Whether the notes stand beside; if not, they stand below.
    beside: bool,
}

impl Columns {
    fn of(rows: &[Row], look: Look) -> Self {
        let widest = |width: fn(&Row) -> usize| rows.iter().map(width).max().unwrap_or(0);
        let name = widest(|row| row.branch.width() + row.name.width()).min(WIDEST.0) + 2;
        let kind = widest(|row| row.kind.width()).min(WIDEST.1) + 2;
        let required = rows.iter().any(|row| row.required.is_some());
        let required = if required { 6 } else { 0 };
        let taken = INDENT + name + kind + required;
        Self {
            name,
            kind,
            required,
            beside: taken + ROOM <= look.width(),
        }
    }

    fn row(&self, row: &Row, look: Look) -> String {
        let head = self.head(row, look);
        let notes = row.notes.join("\n");
        if notes.is_empty() {
            return head.trim_end().to_owned();
        }
        if self.beside && self.holds(row) {
            return self.beside(row, &head, &notes, look);
        }
        let below = format!("{:INDENT$}{}  ", "", row.below);
        let text = look.wrapped(&notes, below.width());
        let lines = text
            .lines()
            .map(|line| format!("{}{}", look.dim(&below), line.trim_start()));
        let lines: Vec<_> = lines.collect();
        format!("{}\n{}", head.trim_end(), lines.join("\n"))
    }

    /// Whether name and type of a row end before the next column begins.
    fn holds(&self, row: &Row) -> bool {
        row.branch.width() + row.name.width() < self.name && row.kind.width() < self.kind
    }

    fn head(&self, row: &Row, look: Look) -> String {
        let name = format!("{}{}", row.branch, row.name);
        let styled = format!("{}{}", look.dim(&row.branch), look.bold(&row.name));
        let required = match row.required {
            Some(true) => "必须  ".to_owned(),
            Some(false) => look.dim("可选  "),
            None => String::new(),
        };
        format!(
            "{:INDENT$}{styled}{}{}{}{required}",
            "",
            pad(&name, self.name),
            row.kind,
            pad(&row.kind, self.kind),
        )
    }

    fn beside(&self, row: &Row, head: &str, notes: &str, look: Look) -> String {
        let column = INDENT + self.name + self.kind + self.required;
        let text = look.wrapped(notes, column);
        let below = format!("{:INDENT$}{}", "", row.below);
        let mut lines = text.lines().map(str::trim_start);
        let first = lines.next().unwrap_or_default();
        let rest = lines.map(|line| format!("\n{}{}{line}", look.dim(&below), pad(&below, column)));
        format!("{head}{first}{}", rest.collect::<String>())
    }
}

/// The spaces that bring a text to this width; at least one.
fn pad(text: &str, width: usize) -> String {
    " ".repeat(width.saturating_sub(text.width()).max(1))
}
