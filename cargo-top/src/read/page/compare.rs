//! What the parts of a page do not agree on.

use std::collections::HashSet;

use super::call::Call;
use super::head::Head;
use super::reply::Reply;
use super::sample::{self, Node, Sample};
use super::table::Row;
use crate::finding::Finding;

/// Compares the title with the names of the request's class and of the reply's root.
pub(super) fn names(head: &Head, call: &Call, reply: &Reply, findings: &mut Vec<Finding>) {
    let title = sample::key(&head.method);
    let short = title.strip_prefix("taobao").unwrap_or(&title);
    let mut told = |name: &str, line: usize, suffix: &str, what: &str| {
        let key = sample::key(name);
        let method = key.strip_suffix(suffix).unwrap_or(&key);
        if method != title && method != short {
            findings.push(Finding {
                line,
                what: format!(
                    "{what} `{name}` belongs to another method than the title's, {}",
                    head.method
                ),
            });
        }
    };
    if let Some((class, line)) = &call.class {
        told(class, *line, "request", "the sample call's");
    }
    if let Some((root, line)) = &reply.root {
        told(root, *line, "response", "the sample reply's");
    }
}

/// Whether the method needs a session: by the sample call, else by the page's labels.
pub(super) fn session(head: &Head, call: &Call, findings: &mut Vec<Finding>) -> Option<bool> {
    if let (Some(labelled), Some(called)) = (head.session, call.session)
        && labelled != called
    {
        let (labelled, called) = if labelled {
            ("needs", "without")
        } else {
            ("does not need", "with")
        };
        findings.push(Finding {
            line: head.line,
            what: format!(
                "the page says that the method {labelled} a session, its sample call is made {called} one"
            ),
        });
        return Some(true);
    }
    call.session.or(head.session)
}

/// Compares a table's parameters with those that the sample has.
pub(super) fn tops(
    rows: &[Row],
    sample: Option<&Sample>,
    whose: &str,
    findings: &mut Vec<Finding>,
) {
    let Some(sample) = sample else { return };
    let names: HashSet<String> = rows
        .iter()
        .filter(|row| row.top)
        .map(|row| sample::key(&row.start.name))
        .collect();
    for (_, node) in sample.tops() {
        // Every reply may carry it, and no table has it.
        if !names.contains(&node.key) && node.key != "requestid" {
            findings.push(untold(node, whose));
        }
    }
    for row in rows
        .iter()
        .filter(|row| row.top && sample.top(&row.start.name).is_none())
    {
        if row.has_example() {
            findings.push(unsampled(row, whose));
        }
    }
}

/// Compares the members of a parameter with those that the sample has.
pub(super) fn members(
    nested: &[Row],
    within: std::ops::Range<usize>,
    matches: &[Option<usize>],
    sample: &Sample,
    whose: &str,
    findings: &mut Vec<Finding>,
) {
    let found: HashSet<usize> = matches.iter().flatten().copied().collect();
    let names: HashSet<String> = nested
        .iter()
        .map(|row| sample::key(&row.start.name))
        .collect();
    let mut said = HashSet::new();
    for at in within {
        let Some(node) = sample.node(at).filter(|node| !node.key.is_empty()) else {
            continue;
        };
        let wraps = sample.opens(at) && only_one_name(sample, node);
        if !found.contains(&at)
            && !wraps
            && !names.contains(&node.key)
            && said.insert(node.key.clone())
        {
            findings.push(untold(node, whose));
        }
    }
    for (row, _) in nested
        .iter()
        .zip(matches)
        .filter(|(row, node)| node.is_none() && row.has_example())
    {
        findings.push(unsampled(row, whose));
    }
}

/// Whether a node is alone under its name in what it lies in, as the items of a list are.
fn only_one_name(sample: &Sample, node: &Node) -> bool {
    let Some(parent) = node.parent else {
        return false;
    };
    sample
        .nodes()
        .filter(|(_, other)| other.parent == Some(parent))
        .all(|(_, other)| other.key == node.key)
}

fn untold(node: &Node, whose: &str) -> Finding {
    Finding {
        line: node.line,
        what: format!(
            "the sample {whose} has `{}`, of which the table says nothing",
            node.name
        ),
    }
}

fn unsampled(row: &Row, whose: &str) -> Finding {
    Finding {
        line: row.start.line,
        what: format!("`{}` is not in the sample {whose}", row.start.name),
    }
}
