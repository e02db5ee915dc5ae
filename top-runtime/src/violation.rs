//! What is wrong with a request, found before anything is sent.

mod path;

use std::fmt;

pub(crate) use path::Path;

/// One broken rule: where, and which.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    path: String,
    breach: Breach,
}

/// Which rule is broken. Offending values are left out: they may be customers' data.
#[non_exhaustive]
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Breach {
    /// A required field is not given, or is blank.
    Missing,
    /// The method needs the session of a user, and neither the call nor the client has one.
    NoSession,
    /// None of these is given, and at least one must be.
    NoneOf(Vec<&'static str>),
    /// It must be given because this other field is.
    MissingBecauseOf(&'static str),
    /// A text has fewer or more characters than it may have.
    Length {
        /// The fewest.
        min: u64,
        /// The most.
        max: u64,
    },
    /// A number is smaller or larger than it may be.
    Range {
        /// The smallest.
        min: i64,
        /// The largest.
        max: i64,
    },
    /// A list has more items than it may have.
    Items {
        /// The most.
        max: u64,
    },
    /// An item of a comma-joined list holds a comma (protocol §4).
    Comma,
    /// An item of a list is blank. Blank values are never sent, and the items behind it would
    /// move up.
    BlankItem,
    /// It should have been this, for example `a whole number`.
    Expected(&'static str),
    /// A file inside another value: only a field of the request itself can be one.
    NestedFile,
    /// A text that should hold JSON does not.
    NotJson,
    /// There is no such field.
    Unknown {
        /// The most similar one that there is.
        similar: Option<&'static str>,
    },
    /// serde could not write a foreign type; its own words.
    Serde(String),
    /// The name belongs to a public parameter such as `sign` or `method` (protocol §2).
    PublicParameter,
}

impl Violation {
    /// A broken rule at this path, for example `sub_refund_orders[0].refund_fee`.
    #[must_use]
    pub fn new(path: impl Into<String>, breach: Breach) -> Self {
        Self {
            path: path.into(),
            breach,
        }
    }

    /// Where: wire names joined by dots, positions in brackets.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Whether another one is about this value, or one inside it.
    fn is_around(&self, other: &Self) -> bool {
        let rest = other.path.strip_prefix(self.path.as_str());
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
    }

    /// Which rule.
    pub fn breach(&self) -> &Breach {
        &self.breach
    }

    /// The rule in Chinese; `Display` says it in English.
    #[must_use]
    pub fn to_chinese(&self) -> String {
        let path = &self.path;
        match &self.breach {
            Breach::Missing => format!("{path} 必填"),
            Breach::NoSession => {
                format!("{path} 必填:用 .session(…)、环境变量 TOP_SESSION 或 session provider 提供")
            }
            Breach::NoneOf(names) => format!("{} 至少填一个", at(path, &names.join("、"))),
            Breach::MissingBecauseOf(other) => format!("已填 {other} 时 {path} 必填"),
            Breach::Length { min, max } => {
                format!(
                    "{path} 长度应为{}个字符",
                    span(*min, 0, *max, u64::MAX, "至少", "至多", "到")
                )
            }
            Breach::Range { min, max } => format!(
                "{path} 的值应为{}",
                span(*min, i64::MIN, *max, i64::MAX, "至少", "至多", "到")
            ),
            Breach::Items { max } => format!("{path} 最多 {max} 项"),
            Breach::Comma => format!("{path} 含逗号,而列表以逗号分隔"),
            Breach::BlankItem => format!("{path} 为空,空值不会发送"),
            Breach::Expected(what) => format!("{path} 的值不合要求(应为 {what})"),
            Breach::NestedFile => format!("{path} 是文件,只能放在请求的第一层"),
            Breach::NotJson => format!("{path} 应为 JSON 文本"),
            Breach::Unknown { similar: None } => format!("没有 {path} 这个字段"),
            Breach::Unknown {
                similar: Some(name),
            } => format!("没有 {path} 这个字段,是否想写 {name}?"),
            Breach::Serde(words) => format!("{path} 无法写成 JSON:{words}"),
            Breach::PublicParameter => format!("{path} 是公共参数的名字,不能作业务参数"),
        }
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = &self.path;
        match &self.breach {
            Breach::Missing => write!(f, "{path} is required"),
            Breach::NoSession => write!(
                f,
                "{path} is required: give one by .session(…), TOP_SESSION or a session provider"
            ),
            Breach::NoneOf(names) => {
                write!(f, "give at least one of {}", at(path, &names.join(", ")))
            }
            Breach::MissingBecauseOf(other) => {
                write!(f, "{path} is required when {other} is given")
            }
            Breach::Length { min, max } => write!(
                f,
                "{path} must have {} characters",
                span(*min, 0, *max, u64::MAX, "at least", "at most", "to")
            ),
            Breach::Range { min, max } => write!(
                f,
                "{path} must be {}",
                span(*min, i64::MIN, *max, i64::MAX, "at least", "at most", "to")
            ),
            Breach::Items { max } => write!(f, "{path} may have at most {max} items"),
            Breach::Comma => write!(f, "{path} holds a comma, and the list is joined by commas"),
            Breach::BlankItem => write!(f, "{path} is blank, and blank values are never sent"),
            Breach::Expected(what) => write!(f, "{path} must be {what}"),
            Breach::NestedFile => {
                write!(f, "{path} is a file; only the request itself can hold one")
            }
            Breach::NotJson => write!(f, "{path} must be JSON text"),
            Breach::Unknown { similar: None } => write!(f, "there is no field {path}"),
            Breach::Unknown {
                similar: Some(name),
            } => write!(f, "there is no field {path}; did you mean {name}?"),
            Breach::Serde(words) => write!(f, "{path} cannot be written as JSON: {words}"),
            Breach::PublicParameter => {
                write!(f, "{path} is the name of a public parameter of TOP")
            }
        }
    }
}

/// The names of a group, with the path of the struct that holds it in front.
fn at(path: &str, names: &str) -> String {
    if path.is_empty() {
        names.to_owned()
    } else {
        format!("{path}: {names}")
    }
}

fn span<N: fmt::Display + PartialEq + Copy>(
    min: N,
    no_min: N,
    max: N,
    no_max: N,
    at_least: &str,
    at_most: &str,
    to: &str,
) -> String {
    if max == no_max {
        format!("{at_least} {min}")
    } else if min == no_min {
        format!("{at_most} {max}")
    } else {
        format!("{min} {to} {max}")
    }
}

/// All broken rules of one request, in the order of its fields. Never empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violations(Vec<Violation>);

impl Violations {
    /// `Ok` where nothing is broken.
    ///
    /// # Errors
    /// The violations, where there are any.
    pub fn none_or(found: Vec<Violation>) -> Result<(), Self> {
        if found.is_empty() {
            Ok(())
        } else {
            Err(Self(found))
        }
    }

    /// One violation alone.
    #[must_use]
    pub fn one(violation: Violation) -> Self {
        Self(vec![violation])
    }

    /// These and one more.
    #[must_use]
    pub(crate) fn and(mut self, violation: Violation) -> Self {
        self.0.push(violation);
        self
    }

    /// These and those others that are about values which these leave alone.
    #[must_use]
    pub(crate) fn and_elsewhere(mut self, others: Self) -> Self {
        let told = self.0.len();
        for other in others.0 {
            let mut here = self.0.iter().take(told);
            if !here.any(|told| told.is_around(&other)) {
                self.0.push(other);
            }
        }
        self
    }

    /// The violations.
    pub fn as_slice(&self) -> &[Violation] {
        &self.0
    }

    /// All of them in Chinese, one a line.
    #[must_use]
    pub fn to_chinese(&self) -> String {
        let lines: Vec<_> = self.0.iter().map(Violation::to_chinese).collect();
        lines.join("\n")
    }
}

impl fmt::Display for Violations {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, violation) in self.0.iter().enumerate() {
            if index > 0 {
                f.write_str("; ")?;
            }
            write!(f, "{violation}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Violations {}
