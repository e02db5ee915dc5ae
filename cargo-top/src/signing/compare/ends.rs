//! The secret at the ends of a text, or whatever stands in its place.

use top_runtime::SignMethod;

use super::align::Aligned;
use crate::signing::draft::Draft;
use crate::signing::mistakes::Scene;

/// A text without the secret.
pub(super) struct Inner {
    pub(super) text: Vec<u8>,
    /// What is wrong with the ends.
    pub(super) says: Vec<String>,
    /// What is worth knowing of them.
    pub(super) remarks: Vec<String>,
}

/// Takes the secret off both ends, and the line break that a file ends with.
pub(super) fn cut(theirs: &[u8], scene: &Scene<'_>, right: &[u8]) -> Inner {
    let secret = scene.secret.as_bytes();
    let file = theirs.strip_prefix(b"\xef\xbb\xbf").unwrap_or(theirs);
    let line = if right.ends_with(b"\n") {
        file
    } else {
        without_break(file)
    };
    let line = without_label(line, secret);
    let front = line.strip_prefix(secret).filter(|_| !secret.is_empty());
    let rest = front.unwrap_or(line);
    let back = rest.strip_suffix(secret).filter(|_| !secret.is_empty());
    let (says, remark) = judged(scene.method, front.is_some(), back.is_some());
    Inner {
        text: back.unwrap_or(rest).to_vec(),
        says: says.map(str::to_owned).into_iter().collect(),
        remarks: remark.map(str::to_owned).into_iter().collect(),
    }
}

/// Debug outputs put words such as `sign text: ` before what they show.
fn without_label<'t>(line: &'t [u8], secret: &[u8]) -> &'t [u8] {
    let at = line
        .windows(secret.len().max(1))
        .position(|window| window == secret);
    let (label, text) = line
        .split_at_checked(at.unwrap_or(0))
        .unwrap_or((b"", line));
    let ends = label.trim_ascii_end().last();
    if ends.is_some_and(|byte| b":=[(\"'>".contains(byte)) {
        text
    } else {
        line
    }
}

fn without_break(text: &[u8]) -> &[u8] {
    let text = text.strip_suffix(b"\n").unwrap_or(text);
    text.strip_suffix(b"\r").unwrap_or(text)
}

/// What is wrong with the ends, or worth a remark.
fn judged(
    method: SignMethod,
    front: bool,
    back: bool,
) -> (Option<&'static str>, Option<&'static str>) {
    match (method, front, back) {
        (SignMethod::Md5, true, false) => (
            Some("the secret stands in front only: md5 has it at both ends"),
            None,
        ),
        (SignMethod::Md5, false, true) => (
            Some("the secret stands behind only: md5 has it at both ends"),
            None,
        ),
        (SignMethod::Md5, false, false) => (
            None,
            Some(
                "the text does not begin and end with the secret, as md5 has it; it may have been left out of the output",
            ),
        ),
        (SignMethod::Md5, true, true) | (_, false, false) => (None, None),
        _ => (
            Some(
                "the secret stands in the text: with HMAC it is the key, and md5 alone has it at both ends",
            ),
            None,
        ),
    }
}

/// What stands before the first parameter. It is not quoted: it may be a secret.
pub(super) fn lead(lead: &[u8], secret: &str) -> Option<String> {
    if lead.is_empty() {
        return None;
    }
    let text = String::from_utf8_lossy(lead);
    let masked = text
        .chars()
        .all(|c| matches!(c, '*' | 'x' | 'X' | '.' | '•' | '…'))
        || text.starts_with(['<', '[', '{', '$']);
    let (length, own) = (text.chars().count(), secret.chars().count());
    Some(if masked {
        "a mask stands before the first parameter; it is taken for the secret's".to_owned()
    } else {
        format!(
            "{length} characters that are not TOP_APP_SECRET ({own} characters) stand before the first parameter: another secret?"
        )
    })
}

/// What stood in front stands behind the last value too.
pub(super) fn cut_tail(aligned: &mut Aligned, ours: &Draft) {
    if aligned.lead.is_empty() {
        return;
    }
    let Some((name, value)) = aligned.pairs.last_mut() else {
        return;
    };
    let own = ours.pairs.iter().find(|(known, _)| known == name);
    let longer = own.is_none_or(|(_, own)| own != value);
    if longer && value.ends_with(&aligned.lead) {
        value.truncate(value.len() - aligned.lead.len());
    }
}
