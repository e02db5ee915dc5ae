//! The platform's own error: `error_response` (protocol §5.4).

use quick_xml::escape::unescape;

use crate::shape::{Field, Kind, Nested, Shape};
use crate::value::{Object, Ref, Slot, Value};

/// An error of the platform, as it says it itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PlatformError {
    /// The platform's code, for example 50.
    pub code: i64,
    /// What the code means, in English; wording and capitals vary.
    pub msg: String,
    /// The finer code, for example `isv.invalid-parameter`.
    pub sub_code: Option<String>,
    /// What the finer code means, for people.
    pub sub_msg: Option<String>,
    /// The platform's id of this call.
    pub request_id: Option<String>,
}

/// Declared like any reply, so that it is read by the same forgiving code in every format.
static SHAPE: Shape = Shape::new(
    "PlatformError",
    &[
        Field::of::<i64>("code", "The platform's code."),
        Field::of::<Option<String>>("msg", "What the code means."),
        Field::of::<Option<String>>("sub_code", "The finer code."),
        Field::of::<Option<String>>("sub_msg", "What the finer code means."),
        Field::of::<Option<String>>("request_id", "The platform's id of this call."),
    ],
);

/// The error while it is being read.
#[derive(Default)]
pub(super) struct Refusal {
    code: i64,
    msg: Option<String>,
    sub_code: Option<String>,
    sub_msg: Option<String>,
    request_id: Option<String>,
}

impl Refusal {
    pub(super) const KIND: Kind = Kind::Object(Nested::loaded(&SHAPE));
}

impl Object for Refusal {
    fn shape(&self) -> &'static Shape {
        &SHAPE
    }

    fn get(&self, index: usize) -> Ref<'_> {
        match index {
            0 => self.code.get(),
            1 => self.msg.get(),
            2 => self.sub_code.get(),
            3 => self.sub_msg.get(),
            4 => self.request_id.get(),
            _ => Ref::Absent,
        }
    }

    fn slot(&mut self, index: usize) -> Slot<'_> {
        match index {
            0 => self.code.slot(),
            1 => self.msg.slot(),
            2 => self.sub_code.slot(),
            3 => self.sub_msg.slot(),
            4 => self.request_id.slot(),
            _ => Slot::Nothing,
        }
    }
}

impl From<Refusal> for PlatformError {
    fn from(refusal: Refusal) -> Self {
        Self {
            code: refusal.code,
            msg: plain(refusal.msg.unwrap_or_default()),
            sub_code: refusal.sub_code.filter(|code| !code.trim().is_empty()),
            sub_msg: refusal.sub_msg.map(plain),
            request_id: refusal.request_id,
        }
    }
}

/// The platform leaves XML entities in JSON texts: `don&apos;t` (protocol §5.1). One that is none,
/// or half of one, stays as it is, and spares the others.
fn plain(text: String) -> String {
    if !text.contains('&') {
        return text;
    }
    let mut parts = text.split('&');
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let end = part.find(';').map_or(0, |at| at + 1);
        let (name, rest) = part.split_at(end);
        let entity = format!("&{name}");
        match unescape(&entity) {
            Ok(text) => plain.push_str(&text),
            Err(_) => plain.push_str(&entity),
        }
        plain.push_str(rest);
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn entities_are_read_one_by_one() {
        for (wire, read) in [
            ("don&apos;t", "don't"),
            ("&lt;b&gt; &amp;amp; &#20013;&#x6587;", "<b> &amp; 中文"),
            ("A & B &quot;c&quot;", "A & B \"c\""),
            ("&nbsp;&lt;", "&nbsp;<"),
            ("&", "&"),
            ("&;&&lt", "&;&&lt"),
            ("无", "无"),
        ] {
            assert_eq!(plain(wire.to_owned()), read, "{wire}");
        }
    }
}
