//! The sections of a page, by their headings.

use super::line::Line;
use crate::read::fault::Fault;

/// A section, in the order in which pages have them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// Before the first heading: where the page belongs, title, text.
    Head,
    /// What every call has; the same on all pages.
    Public,
    Request,
    Reply,
    SampleCall,
    SampleReply,
    SampleError,
    ErrorCodes,
    /// Tools, questions, links.
    Foot,
}

/// The headings that tell a section, in lower case.
const HEADINGS: [(Kind, &[&str]); 8] = [
    (
        Kind::Public,
        &[
            "公共参数",
            "public parameters",
            "common parameters",
            "system parameters",
        ],
    ),
    (
        Kind::Request,
        &[
            "请求参数",
            "业务参数",
            "业务请求参数",
            "request parameters",
            "request params",
            "business parameters",
            "request parameter",
        ],
    ),
    (
        Kind::Reply,
        &[
            "响应参数",
            "返回参数",
            "业务响应参数",
            "response parameters",
            "response params",
            "return parameters",
            "response parameter",
        ],
    ),
    (
        Kind::SampleCall,
        &[
            "请求示例",
            "request example",
            "request examples",
            "request sample",
            "sample request",
            "code sample",
        ],
    ),
    (
        Kind::SampleReply,
        &[
            "响应示例",
            "返回示例",
            "response example",
            "response examples",
            "response sample",
            "sample response",
        ],
    ),
    (
        Kind::SampleError,
        &[
            "异常示例",
            "error example",
            "exception example",
            "error sample",
            "error response example",
            "error response",
        ],
    ),
    (
        Kind::ErrorCodes,
        &[
            "错误码解释",
            "错误码",
            "业务错误码",
            "error codes",
            "error code",
            "error code explanation",
            "error code description",
        ],
    ),
    (
        Kind::Foot,
        &[
            "api工具",
            "如何获得此api",
            "faq",
            "api tools",
            "api tool",
            "how to get this api",
            "返回",
            "顶部",
            "返回顶部",
        ],
    ),
];

const ORDER: &str = "A page has, in this order: title, 请求参数, 响应参数, 请求示例, 响应示例. Copy it again as a whole.";

/// A page's lines by section.
#[derive(Debug)]
pub(super) struct Sections<'p, 'a> {
    parts: Vec<Part<'p, 'a>>,
    /// The number of the last line that says something.
    last: usize,
}

#[derive(Debug)]
struct Part<'p, 'a> {
    kind: Kind,
    lines: &'p [Line<'a>],
}

impl<'p, 'a> Sections<'p, 'a> {
    /// Cuts a page at its headings.
    pub(super) fn new(lines: &'p [Line<'a>]) -> Result<Self, Fault> {
        let mut parts = Vec::new();
        let mut kind = Kind::Head;
        let mut rest = lines;
        while let Some((at, next)) = first_heading(rest, kind) {
            let (before, after) = rest.split_at(at);
            parts.push(Part {
                kind,
                lines: before,
            });
            let (heading, after) = after.split_at(1);
            ordered(kind, next, heading)?;
            (kind, rest) = (next, after);
        }
        parts.push(Part { kind, lines: rest });
        let last = lines.iter().rev().find(|line| !line.text.is_empty());
        Ok(Self {
            parts,
            last: last.map_or(1, |line| line.number),
        })
    }

    /// What stands before the first heading.
    pub(super) fn head(&self) -> &'p [Line<'a>] {
        self.get(Kind::Head).unwrap_or_default()
    }

    /// A section; `None` where the page has none of the kind.
    pub(super) fn get(&self, kind: Kind) -> Option<&'p [Line<'a>]> {
        let part = self.parts.iter().find(|part| part.kind == kind)?;
        Some(part.lines)
    }

    /// A section that every page has.
    pub(super) fn table(&self, kind: Kind) -> Result<&'p [Line<'a>], Fault> {
        self.get(kind).ok_or_else(|| {
            let heading = heading_of(kind);
            self.cut(if self.parts.iter().any(|part| part.kind > kind) {
                format!("the page has no section `{heading}`")
            } else {
                format!("the page ends before its section `{heading}`")
            })
        })
    }

    /// Makes sure that the page goes on behind its tables: nothing else shows that they are whole.
    pub(super) fn ends(&self, replied: bool) -> Result<(), Fault> {
        let last = self.parts.last().map_or(Kind::Head, |part| part.kind);
        match last {
            Kind::SampleReply if !replied => {
                Err(self.cut("the page ends before its sample reply".to_owned()))
            }
            last if last < Kind::SampleReply => {
                Err(self.cut("the page ends before its section `响应示例`".to_owned()))
            }
            _ => Ok(()),
        }
    }

    fn cut(&self, what: String) -> Fault {
        Fault::new(self.last, what, ORDER)
    }
}

fn first_heading(lines: &[Line<'_>], inside: Kind) -> Option<(usize, Kind)> {
    // Below the tools stand questions and answers, in which anything may be said.
    if inside == Kind::Foot {
        return None;
    }
    let headings = lines.iter().map(heading).enumerate();
    headings
        .into_iter()
        .find_map(|(at, kind)| Some((at, kind?)))
}

fn heading(line: &Line<'_>) -> Option<Kind> {
    if line.bullet || line.mark || line.text.chars().count() > 40 {
        return None;
    }
    let ends = |c: char| c.is_whitespace() || matches!(c, '#' | ':' | '：' | '【' | '】' | '*');
    let words = line.text.trim_matches(ends).to_lowercase();
    let known = HEADINGS
        .iter()
        .find(|(_, names)| names.contains(&words.as_str()))?;
    Some(known.0)
}

fn ordered(before: Kind, next: Kind, heading: &[Line<'_>]) -> Result<(), Fault> {
    if before < next {
        return Ok(());
    }
    let line = heading.first().map_or(1, |line| line.number);
    let name = heading_of(next);
    Err(Fault::new(
        line,
        if before == next {
            format!("the section `{name}` begins a second time")
        } else {
            format!(
                "the section `{name}` stands behind `{}`",
                heading_of(before)
            )
        },
        ORDER,
    ))
}

fn heading_of(kind: Kind) -> &'static str {
    let known = HEADINGS.iter().find(|(of, _)| *of == kind);
    known
        .and_then(|(_, names)| names.first())
        .copied()
        .unwrap_or_default()
}
