//! Which row of a table is which member of a sample: both have the same order.

use super::sample::Sample;
use super::table::Row;
use crate::read::bounds;

/// For each row the node of the sample that it is, where it is one.
///
/// The matches keep the order of both sides and are worth the most in total: a name counts most,
/// an equal value and an equal kind tell members of one name apart. Of equals the later row counts,
/// because what a sample leaves out is left out before something that it has.
pub(super) fn matches(
    rows: &[Row],
    sample: &Sample,
    within: std::ops::Range<usize>,
) -> Vec<Option<usize>> {
    let nodes: Vec<usize> = within.collect();
    if nodes.len().saturating_mul(rows.len()) > bounds::ROWS * bounds::ROWS {
        return vec![None; rows.len()];
    }
    let keys: Vec<String> = rows
        .iter()
        .map(|row| super::sample::key(&row.start.name))
        .collect();
    let worth = |row: usize, node: usize| {
        worth(
            rows.get(row),
            keys.get(row),
            sample,
            nodes.get(node).copied(),
        )
    };
    let best = table(rows.len(), nodes.len(), &worth);
    let mut found = vec![None; rows.len()];
    let (mut row, mut node) = (0, 0);
    while row < rows.len() && node < nodes.len() {
        let here = best.at(row, node);
        if here == best.at(row + 1, node) {
            row += 1;
        } else if here == best.at(row, node + 1) {
            node += 1;
        } else {
            if let Some(found) = found.get_mut(row) {
                *found = nodes.get(node).copied();
            }
            row += 1;
            node += 1;
        }
    }
    found
}

fn worth(row: Option<&Row>, key: Option<&String>, sample: &Sample, at: Option<usize>) -> u32 {
    let (Some(row), Some(key), Some(at)) = (row, key, at) else {
        return 0;
    };
    let Some(node) = sample.node(at).filter(|node| node.key == *key) else {
        return 0;
    };
    let value = node
        .value
        .as_deref()
        .is_some_and(|value| row.cells.begin_with(value));
    let kind = row.opens() == sample.opens(at);
    4 + 2 * u32::from(value) + u32::from(kind)
}

/// The most that rows and nodes from each pair of places on are worth.
struct Best {
    width: usize,
    worths: Vec<u32>,
}

impl Best {
    fn at(&self, row: usize, node: usize) -> u32 {
        self.worths
            .get(row * self.width + node)
            .copied()
            .unwrap_or_default()
    }
}

fn table(rows: usize, nodes: usize, worth: &impl Fn(usize, usize) -> u32) -> Best {
    let width = nodes + 1;
    let mut best = Best {
        width,
        worths: vec![0; (rows + 1) * width],
    };
    for row in (0..rows).rev() {
        for node in (0..nodes).rev() {
            let skipped = best.at(row + 1, node).max(best.at(row, node + 1));
            let matched = match worth(row, node) {
                0 => 0,
                worth => worth + best.at(row + 1, node + 1),
            };
            if let Some(place) = best.worths.get_mut(row * width + node) {
                *place = skipped.max(matched);
            }
        }
    }
    best
}
