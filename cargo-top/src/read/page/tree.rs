//! Rows become fields: the flat table, nested.

use super::align;
use super::cells::Sampled;
use super::compare;
use super::nest;
use super::sample::Sample;
use super::table::Row;
use crate::description::Field;
use crate::finding::Finding;
use crate::read::bounds;
use crate::read::fault::Fault;

/// Nests the rows of a table by its sample.
pub(super) fn fields(
    rows: &[Row],
    sample: Option<&Sample>,
    whose: &str,
    findings: &mut Vec<Finding>,
) -> Result<Vec<Field>, Fault> {
    compare::tops(rows, sample, whose, findings);
    let mut fields = Vec::new();
    let mut rest = rows;
    while let Some((top, after)) = rest.split_first() {
        let end = after.iter().position(|row| row.top).unwrap_or(after.len());
        let (nested, next) = after.split_at(end);
        fields.push(parameter(top, nested, sample, whose, findings)?);
        rest = next;
    }
    Ok(fields)
}

/// One parameter with what lies in it.
fn parameter(
    top: &Row,
    nested: &[Row],
    sample: Option<&Sample>,
    whose: &str,
    findings: &mut Vec<Finding>,
) -> Result<Field, Fault> {
    if let Some(first) = nested.first().filter(|_| top.is_simple()) {
        return Err(Fault::new(
            first.start.line,
            format!(
                "`{}` lies in `{}`, a {}, which has no members",
                first.start.name, top.start.name, top.start.written.name
            ),
            "A row between them is missing, or the rows were shuffled. Copy the page again.",
        ));
    }
    let node = sample.and_then(|sample| sample.top(&top.start.name));
    let matches = match sample.zip(node) {
        Some((sample, node)) => {
            let within = node + 1..sample.node(node).map_or(node + 1, |node| node.end);
            let matches = align::matches(nested, sample, within.clone());
            compare::members(nested, within, &matches, sample, whose, findings);
            matches
        }
        None => vec![None; nested.len()],
    };
    let parents = nest::parents(nested, &matches, sample, findings);
    let mut field = field(top, node, sample);
    let flat = nested
        .iter()
        .zip(&matches)
        .map(|(row, node)| self::field(row, *node, sample))
        .collect();
    field.members = nested_fields(flat, &parents)?;
    Ok(field)
}

/// Puts each field into the one that it lies in. Members come behind their owner, so the last go first.
fn nested_fields(flat: Vec<Field>, parents: &[Option<usize>]) -> Result<Vec<Field>, Fault> {
    shallow(&flat, parents)?;
    let mut fields: Vec<Option<Field>> = flat.into_iter().map(Some).collect();
    let mut outermost = Vec::new();
    for (at, parent) in parents.iter().enumerate().rev() {
        let Some(mut field) = fields.get_mut(at).and_then(Option::take) else {
            continue;
        };
        field.members.reverse();
        match parent.and_then(|parent| fields.get_mut(parent)?.as_mut()) {
            Some(owner) => owner.members.push(field),
            None => outermost.push(field),
        }
    }
    outermost.reverse();
    Ok(outermost)
}

fn shallow(flat: &[Field], parents: &[Option<usize>]) -> Result<(), Fault> {
    let mut depths: Vec<usize> = Vec::with_capacity(parents.len());
    for (field, parent) in flat.iter().zip(parents) {
        let depth = parent
            .and_then(|parent| depths.get(parent))
            .map_or(2, |depth| depth + 1);
        if depth > bounds::DEPTH {
            return Err(Fault::deep(field.line, &field.name));
        }
        depths.push(depth);
    }
    Ok(())
}

fn field(row: &Row, node: Option<usize>, sample: Option<&Sample>) -> Field {
    let start = &row.start;
    let sampled = match (sample, node.and_then(|node| sample?.node(node))) {
        (None, _) => Sampled::Unknown,
        (Some(_), None) => Sampled::Absent,
        (Some(_), Some(node)) => Sampled::Value(node.value.as_deref().unwrap_or_default()),
    };
    let meaning = row.cells.meaning(&start.written, row.is_simple(), sampled);
    Field {
        name: start.name.clone(),
        type_name: start.written.name.clone(),
        lists: start.written.lists,
        required: start.required,
        text: meaning.text,
        example: meaning.example,
        limits: meaning.limits,
        members: Vec::new(),
        line: start.line,
    }
}
