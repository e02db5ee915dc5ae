//! The sample reply: XML or JSON.

mod xml;

use super::line::Line;
use super::sample::Sample;
use crate::finding::Finding;
use crate::read::bounds;
use crate::read::fault::Fault;
use crate::read::ordered::{self, Ordered, Value};

/// The sample reply of a page.
#[derive(Debug, Default)]
pub(super) struct Reply {
    /// What the root holds; `None` where there is no sample that can be read.
    pub(super) sample: Option<Sample>,
    /// The root's name, and its line. A simplified JSON reply has none.
    pub(super) root: Option<(String, usize)>,
    /// Whether something of a sample stands there.
    pub(super) given: bool,
}

const CUT: &str = "Copy the page again as a whole; the end of the sample reply is missing.";

/// Reads the section of the sample reply.
pub(super) fn read(
    lines: Option<&[Line<'_>]>,
    findings: &mut Vec<Finding>,
) -> Result<Reply, Fault> {
    let lines = lines.unwrap_or_default();
    let Some(at) = lines
        .iter()
        .position(|line| line.text.starts_with(['<', '{', '[']))
    else {
        return Ok(Reply::default());
    };
    let (_, lines) = lines.split_at(at);
    let first = lines.first().map_or(1, |line| line.number);
    let text = lines
        .iter()
        .map(|line| line.whole)
        .collect::<Vec<_>>()
        .join("\n");
    let read = if text.trim_start().starts_with('<') {
        xml::read(&text, first)
    } else {
        json(&text, first)
    };
    match read {
        Ok(reply) => Ok(Reply {
            given: true,
            ..reply
        }),
        Err(Unreadable::Cut) => {
            let last = lines.iter().rev().find(|line| !line.text.is_empty());
            let line = last.map_or(first, |line| line.number);
            Err(Fault::new(line, "the sample reply ends in the middle", CUT))
        }
        Err(Unreadable::Odd(line, why)) => {
            let what = format!(
                "the sample reply cannot be read ({why}); types and order decide what lies in what"
            );
            findings.push(Finding { line, what });
            Ok(Reply {
                given: true,
                ..Reply::default()
            })
        }
    }
}

/// Why a sample is not read.
#[derive(Debug)]
enum Unreadable {
    /// It ends too early.
    Cut,
    /// It is none, with line and reason.
    Odd(usize, String),
}

fn json(text: &str, first: usize) -> Result<Reply, Unreadable> {
    let values = ordered::values(text).map_err(|fault| {
        if fault.what.contains("EOF") {
            Unreadable::Cut
        } else {
            Unreadable::Odd(first + fault.line - 1, "it is not JSON".to_owned())
        }
    })?;
    let Some(Value::Object(mut members)) = values.into_iter().next().map(|value| value.value)
    else {
        return Err(Unreadable::Odd(first, "it is not an object".to_owned()));
    };
    let mut reply = Reply::default();
    if let [
        (
            name,
            Ordered {
                line,
                value: Value::Object(inner),
            },
        ),
    ] = members.as_mut_slice()
        && name.ends_with("_response")
    {
        reply.root = Some((name.clone(), first + *line - 1));
        members = std::mem::take(inner);
    }
    let mut sample = Sample::default();
    add_members(&mut sample, &members, None, first);
    if sample.len() > 4 * bounds::ROWS {
        return Err(Unreadable::Odd(first, "it is too long".to_owned()));
    }
    reply.sample = Some(sample);
    Ok(reply)
}

/// The depth is bounded where the JSON is parsed.
fn add_members(
    sample: &mut Sample,
    members: &[(String, Ordered)],
    parent: Option<usize>,
    first: usize,
) {
    for (name, value) in members {
        add(sample, name, value, parent, first);
    }
}

fn add(sample: &mut Sample, name: &str, value: &Ordered, parent: Option<usize>, first: usize) {
    let at = sample.open(name, parent, first + value.line - 1);
    match &value.value {
        Value::Object(members) => add_members(sample, members, Some(at), first),
        Value::List(items) => {
            for item in items {
                add(sample, "", item, Some(at), first);
            }
        }
        _ => {}
    }
    let value = match value.value {
        Value::Null => Some("null".to_owned()),
        _ => value.text(),
    };
    sample.close(at, value);
}
