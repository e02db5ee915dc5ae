//! Which row lies in which: the depth that copying lost.

use std::collections::{HashMap, HashSet};

use super::sample::Sample;
use super::table::Row;
use crate::finding::Finding;

/// For each nested row of one parameter the row that it lies in; `None` for the parameter itself.
///
/// Rows are in the order of the page, so a row lies in one of the objects that are open where it
/// stands. The sample tells which; where it lacks the row, what can be excluded is excluded, and
/// of the rest the innermost is taken and a finding says so.
pub(super) fn parents(
    rows: &[Row],
    matches: &[Option<usize>],
    sample: Option<&Sample>,
    findings: &mut Vec<Finding>,
) -> Vec<Option<usize>> {
    let mut nest = Nest::new(rows, matches, sample);
    for row in 0..rows.len() {
        nest.place(row, findings);
    }
    nest.parents
}

/// An object whose members are being read; `None` is the parameter itself.
type Owner = Option<usize>;

struct Nest<'a> {
    rows: &'a [Row],
    matches: &'a [Option<usize>],
    sample: Option<&'a Sample>,
    /// Where the sample says that a row lies.
    told: Vec<Option<Owner>>,
    /// The next row from here on of which the sample tells.
    next_told: Vec<Option<usize>>,
    parents: Vec<Owner>,
    /// The objects that are open, the outermost first.
    open: Vec<Owner>,
    /// Names that an object has, or will have by the sample.
    names: HashSet<(Owner, &'a str)>,
    filled: HashSet<Owner>,
    /// Members by type, of objects that were read to their end.
    known: HashMap<&'a str, HashSet<&'a str>>,
    doubted: HashSet<Owner>,
}

impl<'a> Nest<'a> {
    fn new(rows: &'a [Row], matches: &'a [Option<usize>], sample: Option<&'a Sample>) -> Self {
        let told = told(rows, matches, sample);
        let names = told.iter().zip(rows);
        let names = names.filter_map(|(owner, row)| Some(((*owner)?, row.start.name.as_str())));
        Self {
            rows,
            matches,
            sample,
            names: names.collect(),
            next_told: next_told(&told),
            told,
            parents: Vec::with_capacity(rows.len()),
            open: vec![None],
            filled: HashSet::new(),
            known: HashMap::new(),
            doubted: HashSet::new(),
        }
    }

    fn place(&mut self, at: usize, findings: &mut Vec<Finding>) {
        let owner = self.owner(at, findings);
        while self.open.last().is_some_and(|last| *last != owner) && self.open.len() > 1 {
            self.end();
        }
        self.parents.push(owner);
        self.filled.insert(owner);
        if let Some(row) = self.rows.get(at) {
            self.names.insert((owner, row.start.name.as_str()));
            if self.opens(at) {
                self.open.push(Some(at));
            }
        }
    }

    fn owner(&mut self, at: usize, findings: &mut Vec<Finding>) -> Owner {
        let innermost = self.open.last().copied().unwrap_or_default();
        let told = self
            .told
            .get(at)
            .copied()
            .flatten()
            .filter(|owner| self.open.contains(owner));
        if let Some(empty) = innermost.filter(|row| !self.filled.contains(&Some(*row))) {
            // What opens has members, unless the sample shows it without.
            let shown_empty =
                told.is_some() && self.matches.get(empty).copied().flatten().is_some();
            if !shown_empty {
                return innermost;
            }
        }
        match told {
            Some(owner) => owner,
            None => self.guessed(at, findings),
        }
    }

    /// The innermost object that nothing speaks against.
    fn guessed(&mut self, at: usize, findings: &mut Vec<Finding>) -> Owner {
        let name = self.rows.get(at)?.start.name.as_str();
        let floor = self.floor(at);
        let open = self.open.get(floor..).unwrap_or_default();
        let mut possible: Vec<Owner> = Vec::new();
        for owner in open.iter().rev() {
            if self.names.contains(&(*owner, name)) {
                continue;
            }
            match self.by_type(*owner, name) {
                Some(true) => return *owner,
                Some(false) => {}
                None => possible.push(*owner),
            }
        }
        let owner = possible
            .first()
            .or(open.last())
            .copied()
            .unwrap_or_default();
        if possible.len() > 1 && self.doubted.insert(owner) {
            findings.push(self.doubt(at, owner));
        }
        owner
    }

    /// How far the objects that are open may end here: the next row that the sample has needs its own.
    fn floor(&self, at: usize) -> usize {
        let next = self.next_told.get(at).copied().flatten();
        let owner = next.and_then(|next| self.told.get(next).copied().flatten());
        let place = owner.and_then(|owner| self.open.iter().position(|open| *open == owner));
        place.unwrap_or(0)
    }

    /// Whether an object of the same type has such a member; `None` where none is known.
    fn by_type(&self, owner: Owner, name: &str) -> Option<bool> {
        let row = self.rows.get(owner?)?;
        let known = self.known.get(row.start.written.name.as_str())?;
        Some(known.contains(name))
    }

    fn end(&mut self) {
        let Some(Some(owner)) = self.open.pop() else {
            return;
        };
        let Some(row) = self.rows.get(owner) else {
            return;
        };
        let inside = (owner..).zip(self.parents.get(owner..).unwrap_or_default());
        let members = inside.filter(|(_, parent)| **parent == Some(owner));
        let names = members.filter_map(|(at, _)| Some(self.rows.get(at)?.start.name.as_str()));
        let names = names.collect();
        self.known
            .entry(row.start.written.name.as_str())
            .or_insert(names);
    }

    /// Whether a row has members: the page shows it, or the sample does.
    fn opens(&self, at: usize) -> bool {
        let Some(row) = self.rows.get(at) else {
            return false;
        };
        let node = self.matches.get(at).copied().flatten();
        let shown = || {
            node.zip(self.sample)
                .is_some_and(|(node, sample)| sample.opens(node))
        };
        row.opens() || !row.is_simple() && shown() && self.next_lies_in(at)
    }

    fn next_lies_in(&self, at: usize) -> bool {
        self.told.get(at + 1).copied().flatten() == Some(Some(at))
    }

    fn doubt(&self, at: usize, owner: Owner) -> Finding {
        let name = |row: usize| self.rows.get(row).map_or("", |row| row.start.name.as_str());
        let line = self.rows.get(at).map_or(1, |row| row.start.line);
        let owner = owner.map_or("the parameter itself", name);
        Finding {
            line,
            what: format!(
                "nothing on the page shows whether `{}` still lies in `{owner}`; read as if it did",
                name(at)
            ),
        }
    }
}

/// Where the sample says that rows lie: the nearest node around theirs that is a row too.
fn told(rows: &[Row], matches: &[Option<usize>], sample: Option<&Sample>) -> Vec<Option<Owner>> {
    let Some(sample) = sample else {
        return vec![None; rows.len()];
    };
    let by_node: HashMap<usize, usize> = matches
        .iter()
        .enumerate()
        .filter_map(|(row, node)| Some(((*node)?, row)))
        .collect();
    let owner = |node: usize| {
        let mut at = sample.node(node)?.parent;
        while let Some(node) = at {
            if let Some(row) = by_node.get(&node) {
                return Some(*row);
            }
            at = sample.node(node)?.parent;
        }
        None
    };
    matches.iter().map(|node| node.map(owner)).collect()
}

fn next_told(told: &[Option<Owner>]) -> Vec<Option<usize>> {
    let mut next = None;
    let mut all: Vec<Option<usize>> = (0..told.len())
        .rev()
        .map(|at| {
            if told.get(at).is_some_and(Option::is_some) {
                next = Some(at);
            }
            next
        })
        .collect();
    all.reverse();
    all
}
