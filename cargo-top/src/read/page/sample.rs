//! What an example on a page holds, as a tree in the order of the page.

/// A tree of names, flat: each node stands before its members.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Sample {
    nodes: Vec<Node>,
}

/// A member of a sample.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Node {
    /// The name as the sample has it; empty for an item of a list.
    pub(super) name: String,
    /// The name in small letters and digits, to be compared with names of other conventions.
    pub(super) key: String,
    /// Its value, where it has no members.
    pub(super) value: Option<String>,
    /// What it lies in.
    pub(super) parent: Option<usize>,
    /// The first node behind its members.
    pub(super) end: usize,
    /// The line that names it.
    pub(super) line: usize,
}

/// The part of a name that all conventions agree on: `biz_type`, `BizType` and `bizType` are one.
pub(super) fn key(name: &str) -> String {
    let letters = name.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

impl Sample {
    /// Adds a node behind all others and tells where; its members follow until [`close`](Self::close).
    pub(super) fn open(&mut self, name: &str, parent: Option<usize>, line: usize) -> usize {
        self.nodes.push(Node {
            name: name.to_owned(),
            key: key(name),
            value: None,
            parent,
            end: usize::MAX,
            line,
        });
        self.nodes.len() - 1
    }

    /// Ends a node, with its value where it has no members.
    pub(super) fn close(&mut self, at: usize, value: Option<String>) {
        let end = self.nodes.len();
        if let Some(node) = self.nodes.get_mut(at) {
            node.end = end;
            if end == at + 1 {
                node.value = value;
            }
        }
    }

    pub(super) fn len(&self) -> usize {
        self.nodes.len()
    }

    pub(super) fn node(&self, at: usize) -> Option<&Node> {
        self.nodes.get(at)
    }

    pub(super) fn nodes(&self) -> impl Iterator<Item = (usize, &Node)> {
        self.nodes.iter().enumerate()
    }

    /// Whether a node has members.
    pub(super) fn opens(&self, at: usize) -> bool {
        self.node(at).is_some_and(|node| node.end > at + 1)
    }

    /// The nodes that lie in nothing.
    pub(super) fn tops(&self) -> impl Iterator<Item = (usize, &Node)> {
        self.nodes().filter(|(_, node)| node.parent.is_none())
    }

    /// The top node of a name.
    pub(super) fn top(&self, name: &str) -> Option<usize> {
        let key = key(name);
        self.tops()
            .find_map(|(at, node)| (node.key == key).then_some(at))
    }

    /// What the sample has under a name, anywhere.
    pub(super) fn named(&self, name: &str) -> Named {
        let key = key(name);
        let mut named = Named::Absent;
        for (at, node) in self.nodes() {
            if node.key == key {
                if self.opens(at) {
                    return Named::Object;
                }
                named = Named::Value;
            }
        }
        named
    }
}

/// What a sample has under a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Named {
    Absent,
    Value,
    Object,
}
