//! The sample call in Java: what it sets on what.

mod statement;

use std::collections::HashMap;

use super::line::Line;
use super::sample::Sample;
use crate::finding::Finding;
use crate::read::bounds;
use statement::Does;

/// The sample call of a page.
#[derive(Debug, Default)]
pub(super) struct Call {
    /// What it sends; `None` where there is no call in Java.
    pub(super) sample: Option<Sample>,
    /// Whether it hands over a session.
    pub(super) session: Option<bool>,
    /// The request's class, and its line.
    pub(super) class: Option<(String, usize)>,
}

/// Reads the section of the sample call.
pub(super) fn read(lines: Option<&[Line<'_>]>, findings: &mut Vec<Finding>) -> Call {
    let Some(lines) = lines else {
        return Call::default();
    };
    let statements = statement::statements(lines);
    let mut call = Call::default();
    let mut built = Built::new();
    for statement in &statements {
        match &statement.does {
            Does::Execute { session } => call.session = Some(*session),
            Does::Request { class, variable } => {
                call.class = Some((class.clone(), statement.line));
                built.variables.insert(variable.clone(), 0);
            }
            does => built.take(does, statement.line, findings),
        }
    }
    if call.class.is_some() {
        call.sample = Some(built.sample());
    } else if let Some(first) = lines
        .iter()
        .find(|line| !line.bullet && !line.text.is_empty())
    {
        findings.push(Finding {
            line: first.number,
            what: "the sample call is not in Java; what it sends is not compared".to_owned(),
        });
    }
    call
}

/// The objects and lists of a call, the request first.
#[derive(Debug)]
struct Built {
    parts: Vec<Part>,
    variables: HashMap<String, usize>,
    /// Declared and not yet put into anything, the request aside.
    loose: Vec<usize>,
}

#[derive(Debug, Default)]
struct Part {
    name: String,
    value: Option<String>,
    list: bool,
    members: Vec<usize>,
    line: usize,
    placed: bool,
}

impl Built {
    fn new() -> Self {
        Self {
            parts: vec![Part::default()],
            variables: HashMap::new(),
            loose: Vec::new(),
        }
    }

    fn declare(&mut self, variable: &str, list: bool, line: usize) {
        let at = self.add(Part {
            list,
            line,
            ..Part::default()
        });
        self.variables.insert(variable.to_owned(), at);
        self.loose.push(at);
    }

    fn add(&mut self, part: Part) -> usize {
        self.parts.push(part);
        self.parts.len() - 1
    }

    fn take(&mut self, does: &Does, line: usize, findings: &mut Vec<Finding>) {
        if self.parts.len() >= bounds::ROWS {
            return;
        }
        match does {
            Does::Declare { variable, list } => self.declare(variable, *list, line),
            Does::Add { list, item } => {
                let item = self.variables.get(item).copied();
                let list = self.variables.get(list).copied();
                if let (Some(list), Some(item)) = (list, item) {
                    self.put(list, item);
                }
            }
            Does::Set {
                target,
                member,
                value,
            } => self.set(target, member, value, line, findings),
            Does::Execute { .. } | Does::Request { .. } => {}
        }
    }

    fn set(
        &mut self,
        target: &str,
        member: &str,
        value: &str,
        line: usize,
        findings: &mut Vec<Finding>,
    ) {
        let known = self
            .variables
            .get(value)
            .copied()
            .filter(|at| *at > 0 && !self.placed(*at));
        let part = known.unwrap_or_else(|| {
            self.add(Part {
                value: Some(statement::plain(value)),
                line,
                ..Part::default()
            })
        });
        if let Some(part) = self.parts.get_mut(part) {
            member.clone_into(&mut part.name);
        }
        self.loose.retain(|at| *at != part);
        let owner = self.variables.get(target).copied().unwrap_or_else(|| {
            let owner = self.enclosing();
            findings.push(undeclared(target, member, line));
            owner
        });
        self.put(owner, part);
    }

    fn placed(&self, at: usize) -> bool {
        self.parts.get(at).is_some_and(|part| part.placed)
    }

    /// What is being filled: an object that was declared and not yet put anywhere, or the newest
    /// item of such a list.
    fn enclosing(&self) -> usize {
        let open = self.loose.last().copied().unwrap_or_default();
        let item = self
            .parts
            .get(open)
            .filter(|part| part.list)
            .and_then(|part| part.members.last());
        item.copied().unwrap_or(open)
    }

    /// Puts a part into another; neither twice nor into itself, so that it stays a tree.
    fn put(&mut self, owner: usize, part: usize) {
        if part == 0 || self.placed(part) || self.holds(part, owner) {
            return;
        }
        self.loose.retain(|at| *at != part);
        if let Some(owner) = self.parts.get_mut(owner) {
            owner.members.push(part);
        }
        if let Some(part) = self.parts.get_mut(part) {
            part.placed = true;
        }
    }

    /// Whether `inner` is `outer` or lies in it.
    fn holds(&self, outer: usize, inner: usize) -> bool {
        let mut left = vec![outer];
        while let Some(at) = left.pop() {
            if at == inner {
                return true;
            }
            left.extend(
                self.parts
                    .get(at)
                    .map(|part| part.members.as_slice())
                    .unwrap_or_default(),
            );
        }
        false
    }

    /// The request as a tree. A member stands where its value was begun: objects are handed over
    /// only when they are filled.
    fn sample(&self) -> Sample {
        let mut sample = Sample::default();
        let mut open: Vec<(usize, usize)> = Vec::new();
        let mut left = self.begun(0, None);
        while let Some((at, parent)) = left.pop() {
            while open.last().is_some_and(|(_, node)| Some(*node) != parent) {
                self.close(&mut sample, open.pop());
            }
            let Some(part) = self.parts.get(at) else {
                continue;
            };
            let node = sample.open(&part.name, parent, part.line);
            open.push((at, node));
            left.extend(self.begun(at, Some(node)));
        }
        while !open.is_empty() {
            self.close(&mut sample, open.pop());
        }
        sample
    }

    fn close(&self, sample: &mut Sample, open: Option<(usize, usize)>) {
        if let Some((at, node)) = open {
            sample.close(node, self.parts.get(at).and_then(|part| part.value.clone()));
        }
    }

    /// The members of a part, the one begun last first. Parts are numbered as they begin.
    fn begun(&self, at: usize, node: Option<usize>) -> Vec<(usize, Option<usize>)> {
        let members = self.parts.get(at).map(|part| part.members.clone());
        let mut members = members.unwrap_or_default();
        members.sort_unstable_by(|a, b| b.cmp(a));
        members.into_iter().map(|member| (member, node)).collect()
    }
}

fn undeclared(target: &str, member: &str, line: usize) -> Finding {
    Finding {
        line,
        what: format!(
            "the sample call sets {member} on `{target}`, a variable that it does not declare; \
             taken as a member of what is being filled there"
        ),
    }
}
