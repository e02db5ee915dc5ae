//! What is signed: the parameters in their order, and those that are left out.

use std::fmt;

use serde::{Serialize, Serializer};
use top_runtime::is_blank;

use super::call::{Call, Given};

pub(crate) type Pair = (Vec<u8>, Vec<u8>);

/// A text that is about to be signed, still in its pairs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Draft {
    pub(crate) pairs: Vec<Pair>,
    pub(crate) body: Option<Vec<u8>>,
    /// What stands between a name and its value, and between pairs: nothing, if it is right.
    pub(crate) between: (&'static str, &'static str),
}

/// A parameter that is not signed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct LeftOut {
    pub(crate) name: String,
    pub(crate) why: Why,
}

/// Why a parameter is not signed (protocol §3).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Why {
    Sign,
    Empty,
    Blank,
    Null,
    File,
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Sign => "it is the signature itself",
            Self::Empty => "its value is empty: better not sent at all",
            Self::Blank => "its value is all white space: better not sent at all",
            Self::Null => "it is null, which is never sent",
            Self::File => "it is a file: parts with files are not signed",
        })
    }
}

impl Serialize for Why {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl Draft {
    /// What the platform expects to be signed, and what is left out of it.
    pub(crate) fn of(call: &Call) -> (Self, Vec<LeftOut>) {
        let mut pairs = Vec::new();
        let mut left_out = Vec::new();
        for param in &call.params {
            match (why_not(&param.name, &param.value), &param.value) {
                (None, Given::Text(text)) => pairs.push(pair(&param.name, text)),
                (why, _) => left_out.extend(why.map(|why| LeftOut {
                    name: param.name.clone(),
                    why,
                })),
            }
        }
        pairs.sort();
        let body = call.body.as_ref().map(|body| body.clone().into_bytes());
        let draft = Self {
            pairs,
            body,
            between: ("", ""),
        };
        (draft, left_out)
    }

    /// The text itself, without the secret.
    pub(crate) fn text(&self) -> Vec<u8> {
        let (inside, between) = self.between;
        let mut text = Vec::new();
        for (at, (name, value)) in self.pairs.iter().enumerate() {
            if at > 0 {
                text.extend_from_slice(between.as_bytes());
            }
            text.extend_from_slice(name);
            text.extend_from_slice(inside.as_bytes());
            text.extend_from_slice(value);
        }
        text.extend_from_slice(self.body.as_deref().unwrap_or_default());
        text
    }

    /// The same with other pairs.
    pub(crate) fn with(&self, pairs: Vec<Pair>) -> Self {
        Self {
            pairs,
            ..self.clone()
        }
    }
}

pub(crate) fn pair(name: &str, value: &str) -> Pair {
    (name.as_bytes().to_vec(), value.as_bytes().to_vec())
}

fn why_not(name: &str, value: &Given) -> Option<Why> {
    match value {
        _ if name == "sign" => Some(Why::Sign),
        Given::File => Some(Why::File),
        Given::Null => Some(Why::Null),
        Given::Text(text) if text.is_empty() => Some(Why::Empty),
        Given::Text(text) if is_blank(text) => Some(Why::Blank),
        Given::Text(_) => None,
    }
}
