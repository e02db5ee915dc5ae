//! One JSON object, taken apart key by key, so that nothing in it goes unnoticed.

use crate::finding::Finding;
use crate::read::ordered::{Ordered, Value};

/// The members of an object that nobody has taken yet, and what was odd about the others.
pub(super) struct Entry {
    line: usize,
    members: Vec<(String, Ordered)>,
    pub(super) findings: Vec<Finding>,
}

impl Entry {
    /// `None` where the value is no object.
    pub(super) fn new(value: Ordered) -> Option<Self> {
        let Value::Object(members) = value.value else {
            return None;
        };
        Some(Self {
            line: value.line,
            members,
            findings: Vec::new(),
        })
    }

    /// The line on which the object names itself.
    pub(super) fn line(&self) -> usize {
        let name = self.members.iter().find(|(key, _)| key == "name");
        name.map_or(self.line, |(_, value)| value.line)
    }

    /// Text, empty where there is none. A number or a flag counts as its text.
    pub(super) fn text(&mut self, key: &str) -> String {
        self.take(key, "text", Ordered::text).unwrap_or_default()
    }

    /// A whole number, also as text.
    pub(super) fn number<N: std::str::FromStr>(&mut self, key: &str) -> Option<N> {
        self.take(key, "a whole number that fits", |value| {
            value.text()?.trim().parse().ok()
        })
    }

    /// Yes or no, also as text or as 1 and 0.
    pub(super) fn flag(&mut self, key: &str) -> Option<bool> {
        self.take(key, "true or false", |value| {
            match value.text()?.trim().to_ascii_lowercase().as_str() {
                "true" | "1" | "yes" | "y" | "必须" | "是" => Some(true),
                "false" | "0" | "no" | "n" | "可选" | "否" | "" => Some(false),
                _ => None,
            }
        })
    }

    /// A list; an object alone counts as a list of one.
    pub(super) fn list(&mut self, key: &str) -> Vec<Ordered> {
        let list = self.take(key, "a list", |value| match &value.value {
            Value::List(items) => Some(items.clone()),
            Value::Object(_) => Some(vec![value.clone()]),
            _ => None,
        });
        list.unwrap_or_default()
    }

    /// What was odd, the keys that nobody asked for included.
    pub(super) fn finish(mut self) -> Vec<Finding> {
        for (key, value) in self.members {
            self.findings.push(Finding {
                line: value.line,
                what: format!("`{key}` is no key of a description; what it holds is not read"),
            });
        }
        self.findings
    }

    /// Takes a member out and reads it; null is as good as absent.
    fn take<T>(
        &mut self,
        key: &str,
        wanted: &str,
        read: impl FnOnce(&Ordered) -> Option<T>,
    ) -> Option<T> {
        let at = self.members.iter().position(|(name, _)| name == key)?;
        let (_, value) = self.members.remove(at);
        if value.value == Value::Null {
            return None;
        }
        let taken = read(&value);
        if taken.is_none() {
            self.findings.push(Finding {
                line: value.line,
                what: format!("`{key}` is {}, not {wanted}; it is not read", shown(&value)),
            });
        }
        taken
    }
}

fn shown(value: &Ordered) -> String {
    match value.text() {
        Some(text) => format!("`{}`", text.chars().take(40).collect::<String>()),
        None => value.kind().to_owned(),
    }
}
