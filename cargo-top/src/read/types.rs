//! The words of the type column.

/// A type as written, taken apart.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Written {
    /// The name without list marks.
    pub(super) name: String,
    /// How many list marks it has.
    pub(super) lists: usize,
}

/// Takes list marks off a type. `byte[]` is one file, so its first mark belongs to its name.
pub(super) fn written(text: &str) -> Written {
    let text = text.replace('［', "[").replace('］', "]");
    let mut name = text.trim();
    let mut lists = 0;
    while let Some(rest) = without_mark(name) {
        name = rest;
        lists += 1;
    }
    if name == "byte" && lists > 0 {
        return Written {
            name: "byte[]".to_owned(),
            lists: lists - 1,
        };
    }
    Written {
        name: name.to_owned(),
        lists,
    }
}

fn without_mark(name: &str) -> Option<&str> {
    let rest = name.strip_suffix(']')?.trim_end().strip_suffix('[')?;
    Some(rest.trim_end())
}

/// Whether a type is one of the platform's simple ones, which have no members.
pub(super) fn is_simple(name: &str) -> bool {
    const NAMES: [&str; 19] = [
        "string",
        "number",
        "boolean",
        "date",
        "price",
        "bigdecimal",
        "json",
        "byte",
        "byte[]",
        "long",
        "integer",
        "int",
        "double",
        "float",
        "short",
        "bool",
        "datetime",
        "decimal",
        "char",
    ];
    NAMES.contains(&name.to_ascii_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> (String, usize) {
        let Written { name, lists } = written(text);
        (name, lists)
    }

    #[test]
    fn list_marks_are_counted_and_a_file_is_no_list() {
        assert_eq!(of("String"), ("String".into(), 0));
        assert_eq!(of("String []"), ("String".into(), 1));
        assert_eq!(of("PayChannel[] [ ]"), ("PayChannel".into(), 2));
        assert_eq!(of("Item［］"), ("Item".into(), 1));
        assert_eq!(of("byte"), ("byte".into(), 0));
        assert_eq!(of("byte[]"), ("byte[]".into(), 0));
        assert_eq!(of("byte[][]"), ("byte[]".into(), 1));
        assert_eq!(of(""), (String::new(), 0));
        assert_eq!(of("[]"), (String::new(), 1));
    }
}
