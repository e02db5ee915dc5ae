//! What stands above the tables: the group, the title, the text.

use super::line::Line;
use super::words;
use crate::description::is_method_name;
use crate::read::fault::Fault;

/// The head of a page.
#[derive(Debug, Default)]
pub(super) struct Head {
    /// The line of the title.
    pub(super) line: usize,
    pub(super) method: String,
    pub(super) title: String,
    pub(super) text: String,
    pub(super) group: Option<String>,
    /// Whether the page says that a user must have authorised the call.
    pub(super) session: Option<bool>,
}

/// Reads it.
pub(super) fn read(lines: &[Line<'_>]) -> Result<Head, Fault> {
    let found = lines
        .iter()
        .enumerate()
        .find_map(|(at, line)| Some((at, line, title(line.text)?)));
    let Some((at, line, (method, name))) = found else {
        return Err(Fault::new(
            lines
                .iter()
                .find(|line| !line.text.is_empty())
                .map_or(1, |line| line.number),
            "no line above the tables names a method",
            "Copy the page from its title on, a line like `taobao.time.get (获取前台展示的系统时间)`.",
        ));
    };
    let (above, below) = lines.split_at(at);
    let mut head = Head {
        line: line.number,
        method: method.to_owned(),
        title: name.to_owned(),
        group: above.iter().rev().find_map(|line| group(line.text)),
        ..Head::default()
    };
    let mut text = Vec::new();
    for line in below.iter().skip(1).filter(|line| !line.text.is_empty()) {
        match label(line.text) {
            Label::None => text.push(line.text),
            label => head.session = label.session(),
        }
    }
    head.text = text.join("\n");
    Ok(head)
}

/// Method and name of a title: `a.b.c (name)`.
fn title(line: &str) -> Option<(&str, &str)> {
    let line = line.trim_start_matches(['#', ' ']);
    let end = line
        .find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-')))
        .unwrap_or(line.len());
    let (method, rest) = line.split_at_checked(end)?;
    if !is_method_name(method) {
        return None;
    }
    let rest = rest.trim();
    if rest.is_empty() {
        return Some((method, ""));
    }
    let name = rest.strip_prefix(['(', '（'])?;
    Some((
        method,
        name.strip_suffix([')', '）']).unwrap_or(name).trim(),
    ))
}

/// The last of a path like `文档中心 > API类目 > 本地生活API`.
fn group(line: &str) -> Option<String> {
    let (_, last) = line.rsplit_once(['>', '›', '»', '＞'])?;
    Some(last.trim().to_owned()).filter(|last| !last.is_empty())
}

/// What a line of labels says about authorisation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Label {
    /// It is no such line.
    None,
    Needed,
    NotNeeded,
    Optional,
}

impl Label {
    fn session(self) -> Option<bool> {
        match self {
            Self::Needed => Some(true),
            Self::NotNeeded => Some(false),
            Self::None | Self::Optional => None,
        }
    }
}

fn label(line: &str) -> Label {
    const LABELS: [(Label, &[&str]); 3] = [
        (
            Label::NotNeeded,
            &["不需用户授权", "不需要授权", "无需授权", "不需要用户授权"],
        ),
        (Label::Needed, &["必须用户授权", "需要用户授权"]),
        (Label::Optional, &["可选用户授权"]),
    ];
    if line.chars().count() > 40 {
        return Label::None;
    }
    if let Some((_, answer)) = line.split_once("是否需要授权") {
        return match words::required(answer.trim_matches([':', '：', ' ', '\t'])) {
            Some(true) => Label::Needed,
            Some(false) => Label::NotNeeded,
            None => Label::Optional,
        };
    }
    let told = LABELS
        .iter()
        .find(|(_, words)| words.iter().any(|word| line.contains(word)));
    told.map_or(Label::None, |(label, _)| *label)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_a_method_and_perhaps_a_name() {
        assert_eq!(title("a.b.get (名(称))"), Some(("a.b.get", "名(称)")));
        assert_eq!(title("a.b.get（名称）"), Some(("a.b.get", "名称")));
        assert_eq!(title("a.b.get"), Some(("a.b.get", "")));
        assert_eq!(title("a.b.get 名称"), None);
        assert_eq!(title("e.g. (x)"), None);
        assert_eq!(title("word (x)"), None);
    }

    #[test]
    fn labels_tell_about_authorisation() {
        assert_eq!(label("开放平台免费API 必须用户授权"), Label::Needed);
        assert_eq!(label("是否需要授权：否"), Label::NotNeeded);
        assert_eq!(label("查询"), Label::None);
    }
}
