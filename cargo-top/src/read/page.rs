//! A page of the documentation site, as copied or printed.
//!
//! Copying flattens the page: cells stand on lines of their own, and how deep a row lies is lost.
//! `└` marks a member without members, a row inside a parameter without it opens an object. Where
//! an object's members end is told by the examples on the page alone.
//!
//! | step | module | hands on |
//! |---|---|---|
//! | lines | [`line`] | text without bullets and marks |
//! | sections | [`section`] | what lies under which heading |
//! | tables | [`table`], [`row`], [`cells`] | rows, flat |
//! | samples | [`call`], [`reply`] | trees of what the examples hold |
//! | nesting | [`align`], [`nest`] | rows in rows |
//! | comparing | [`compare`] | what samples and tables do not agree on |

mod align;
mod call;
mod cells;
mod compare;
mod head;
mod line;
mod nest;
mod reply;
mod row;
mod sample;
mod section;
mod table;
mod tree;
mod words;

use super::Read;
use super::fault::Fault;
use crate::description::Description;
use section::{Kind, Sections};

/// Reads one page.
pub(super) fn read(text: &str) -> Result<Read, Fault> {
    let lines = line::lines(text);
    let sections = Sections::new(&lines)?;
    let head = head::read(sections.head())?;
    let (asked, told) = (sections.table(Kind::Request)?, sections.table(Kind::Reply)?);
    let mut findings = Vec::new();
    let call = call::read(sections.get(Kind::SampleCall), &mut findings);
    let sampled = reply::read(sections.get(Kind::SampleReply), &mut findings)?;
    sections.ends(sampled.given)?;
    compare::names(&head, &call, &sampled, &mut findings);
    let session = compare::session(&head, &call, &mut findings);
    let mut asked = table::rows(asked, call.sample.as_ref())?;
    let told = table::rows(told, sampled.sample.as_ref())?;
    table::complete(&asked, &mut findings)?;
    table::complete(&told, &mut findings)?;
    table::decide_required(&mut asked, &mut findings);
    let request = tree::fields(&asked, call.sample.as_ref(), "call", &mut findings)?;
    let reply = tree::fields(&told, sampled.sample.as_ref(), "reply", &mut findings)?;
    Ok(Read {
        description: Description {
            method: head.method,
            title: head.title,
            text: head.text,
            group: head.group,
            id: None,
            session,
            request,
            reply,
        },
        findings,
    })
}

#[cfg(test)]
mod tests;
