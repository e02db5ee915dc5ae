//! Wire names as identifiers.

use std::collections::HashSet;

use super::words::{behind, snake, words};

/// Words that a field can only be called with `r#`.
const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let",
    "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return",
    "static", "struct", "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use",
    "virtual", "where", "while", "yield",
];

/// Words that not even `r#` makes a field of, and the one whose setter would be a second `new`.
const NEVER: &[&str] = &["crate", "self", "super", "new"];

/// The identifiers of fields with these wire names, which differ, in the same order.
pub(super) fn identifiers(wires: &[&str]) -> Vec<String> {
    // Who is called like an identifier keeps the name, whoever comes first.
    let mut taken: HashSet<String> = wires
        .iter()
        .filter(|wire| plain(wire) == **wire)
        .map(|&wire| wire.to_owned())
        .collect();
    wires
        .iter()
        .map(|&wire| {
            let name = plain(wire);
            if name == wire {
                return raw(name);
            }
            raw(first_free(&name, &mut taken))
        })
        .collect()
}

fn first_free(name: &str, taken: &mut HashSet<String>) -> String {
    let mut free = name.to_owned();
    let mut number = 2;
    while !taken.insert(free.clone()) {
        free = format!("{}_{number}", name.trim_end_matches('_'));
        number += 1;
    }
    free
}

/// The name without `r#`; the wire name itself where that is what Rust calls fields.
fn plain(wire: &str) -> String {
    if is_snake(wire) && !NEVER.contains(&wire) {
        return wire.to_owned();
    }
    let mut name = behind("field_", snake(&words(wire)));
    name.truncate(name.trim_end_matches('_').len());
    if NEVER.contains(&name.as_str()) {
        name.push('_');
    }
    name
}

fn is_snake(name: &str) -> bool {
    let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    name.starts_with(|first: char| first.is_ascii_lowercase())
        && name.chars().all(allowed)
        && !name.contains("__")
}

/// A word of the language as a name.
fn raw(name: String) -> String {
    if KEYWORDS.contains(&name.as_str()) {
        format!("r#{name}")
    } else {
        name
    }
}

/// The module of a request of this name: its file's name as well.
pub(super) fn module_name(request: &str) -> String {
    let name = behind("m", snake(&words(request)));
    let is_word = KEYWORDS.contains(&name.as_str()) || NEVER.contains(&name.as_str());
    // What every declaration imports from must not be hidden by a module.
    if is_word || name == "top_runtime" {
        format!("{name}_")
    } else {
        name
    }
}

/// Whether this can stand where the derive reads the name of a reply's member.
pub(super) fn is_member(wire: &str) -> bool {
    is_snake(wire) && !["self", "super", "crate"].contains(&wire)
}

/// Whether the wire name is what the identifier says, so that no `rename` is needed.
pub(crate) fn says_wire(identifier: &str, wire: &str) -> bool {
    identifier.strip_prefix("r#").unwrap_or(identifier) == wire
}

#[cfg(test)]
mod tests {
    use super::{identifiers, says_wire};

    #[test]
    fn odd_names_become_identifiers() {
        for (wire, identifier) in [
            ("shop_id", "shop_id"),
            ("shop_id_", "shop_id_"),
            ("type", "r#type"),
            ("Type", "r#type"),
            ("gen", "r#gen"),
            ("self", "self_"),
            ("Self", "self_"),
            ("crate", "crate_"),
            ("new", "new_"),
            ("_", "field"),
            ("_id", "id"),
            ("IosMusic", "ios_music"),
            ("loadBalancerId", "load_balancer_id"),
            ("a.b", "a_b"),
            ("a__b", "a_b"),
            ("3d", "field_3d"),
            ("品牌", "field"),
            ("ABC", "abc"),
        ] {
            assert_eq!(identifiers(&[wire]), [identifier], "{wire}");
        }
        assert!(says_wire("r#type", "type") && !says_wire("ios_music", "IosMusic"));
    }

    #[test]
    fn fields_that_would_share_a_name_are_numbered() {
        assert_eq!(
            identifiers(&["shopId", "ShopID", "shop_id", "品", "牌", "new", "new_"]),
            [
                "shop_id_2",
                "shop_id_3",
                "shop_id",
                "field",
                "field_2",
                "new_2",
                "new_"
            ]
        );
    }
}
