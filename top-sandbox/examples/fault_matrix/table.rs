//! The matrix as people read it.

use crate::cell::Cell;
use crate::judge::{Claim, Offence, Record};
use crate::operation::Operation;

/// Prints the table and the sums, and says whether all is well.
pub(crate) fn print(rows: &[(Cell, Record)]) -> bool {
    let names = Operation::ALL.map(Operation::word);
    println!("| fault | retry | {} |", names.join(" | "));
    println!("|---|---|{}", "---|".repeat(names.len()));
    for row in rows.chunks(names.len()) {
        let head = row
            .first()
            .map(|(cell, _)| (cell.trouble.name(), cell.retry.name()));
        let (fault, retry) = head.unwrap_or_default();
        let cells: Vec<_> = row.iter().map(|(_, record)| shown(record)).collect();
        println!("| {fault} | {retry} | {} |", cells.join(" | "));
    }
    println!();
    sums(rows)
}

/// What the client said, and the effects of the call: `unknown · 1`.
fn shown(record: &Record) -> String {
    let claims: Vec<_> = record.claims.iter().map(|claim| word(*claim)).collect();
    let mut parts = vec![claims.join(" → ")];
    if record.writes {
        parts.push(format!("· {}", record.effects));
    }
    let offences = record.offences().into_iter();
    parts.extend(offences.map(|offence| format!("**{}**", offence.name())));
    parts.extend(record.untrue.iter().map(|untrue| format!("({untrue})")));
    parts.join(" ")
}

fn word(claim: Claim) -> &'static str {
    match claim {
        Claim::Done => "done",
        Claim::Nothing => "nothing",
        Claim::Open => "unknown",
    }
}

fn sums(rows: &[(Cell, Record)]) -> bool {
    let found: Vec<_> = rows
        .iter()
        .flat_map(|(_, record)| record.offences())
        .collect();
    let count = |offence| found.iter().filter(|found| **found == offence).count();
    let counts = Offence::ALL.map(|offence| format!("{} {}", count(offence), offence.name()));
    println!("{} cells: {}", rows.len(), counts.join(", "));
    found.is_empty()
}
