//! What a page or a description file says about one method, before anything is concluded from it.

mod json;

/// One method as documented.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Description {
    /// The method's name, for example `alibaba.alsc.crm.point.reversepoint`.
    pub method: String,
    /// Its short title, mostly Chinese; empty where there is none.
    pub title: String,
    /// What it is for; empty where nothing is said.
    pub text: String,
    /// The group of the catalogue that it belongs to.
    pub group: Option<String>,
    /// Its number in the documentation.
    pub id: Option<u64>,
    /// Whether its sample call hands over a session; `None` where there is no sample call.
    pub session: Option<bool>,
    /// The parameters.
    pub request: Vec<Field>,
    /// The members of the reply.
    pub reply: Vec<Field>,
}

/// One row of a table: a parameter, a member of the reply, or something inside one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Field {
    /// The name on the wire, untouched.
    pub name: String,
    /// The type without its list marks, for example `String` or `PayChannel`; empty where none is named.
    pub type_name: String,
    /// How many list marks the type has: 1 for `String[]`, 2 for `byte[][]` (but `byte[]` alone is one file: type `byte[]`, 0).
    pub lists: usize,
    /// 必须 or 可选; `None` where nothing is said, as in replies.
    pub required: Option<bool>,
    /// What it is for; empty where nothing is said.
    pub text: String,
    /// The example value.
    pub example: Option<String>,
    /// The limits that are given as data.
    pub limits: Limits,
    /// The members of an object, or of a list's items.
    pub members: Vec<Field>,
    /// The line of the input that names it, from 1.
    pub line: usize,
}

/// Limits of one value.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Limits {
    /// Most characters.
    pub max_length: Option<u64>,
    /// Most items.
    pub max_items: Option<u64>,
    /// Smallest number.
    pub min_value: Option<i64>,
    /// Largest number.
    pub max_value: Option<i64>,
}

/// Whether the framework can call a method of this name, which also names modules and files.
#[must_use]
pub fn is_method_name(name: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
    let mut words = name.split('.');
    name.contains('.') && words.all(|word| !word.is_empty() && word.chars().all(plain))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_dotted_words_are_methods() {
        assert!(is_method_name("alibaba.a-b.c_d.E2"));
        for bad in [
            "", "time", ".time", "time.", "a..b", "a b.c", "淘宝.x", "../a", "a.\r",
        ] {
            assert!(!is_method_name(bad), "{bad}");
        }
    }
}
