//! Names of the platform as names of Rust.

/// Words that a field can only be called with `r#`.
const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let",
    "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return",
    "static", "struct", "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use",
    "virtual", "where", "while", "yield",
];

/// Words that not even `r#` makes a name of.
const NEVER: &[&str] = &["crate", "self", "super", "new"];

/// The field's identifier for a wire name.
pub(crate) fn field(wire: &str) -> String {
    let snake = snake(wire);
    if KEYWORDS.contains(&snake.as_str()) {
        format!("r#{snake}")
    } else if NEVER.contains(&snake.as_str()) {
        format!("{snake}_")
    } else {
        snake
    }
}

/// Whether the identifier is the wire name, so that no `rename` is needed.
pub(crate) fn is_same(identifier: &str, wire: &str) -> bool {
    identifier.strip_prefix("r#").unwrap_or(identifier) == wire
}

/// `IosMusic` and `ios.music` are `ios_music`, `URL` is `url`.
fn snake(wire: &str) -> String {
    let mut name = String::with_capacity(wire.len() + 4);
    let mut after_lower = false;
    for char in wire.chars() {
        if char.is_ascii_alphanumeric() {
            if char.is_ascii_uppercase() && after_lower {
                name.push('_');
            }
            name.push(char.to_ascii_lowercase());
            after_lower = !char.is_ascii_uppercase();
        } else {
            name.push('_');
            after_lower = false;
        }
    }
    if name.starts_with(|first: char| first.is_ascii_digit()) {
        name.insert(0, '_');
    }
    name
}

/// The struct's name for a type of the platform, or for the field that holds it.
pub(crate) fn structure(kind: &str) -> String {
    let mut name = String::with_capacity(kind.len());
    let mut upper = true;
    for char in kind.chars() {
        if !char.is_ascii_alphanumeric() {
            upper = true;
        } else if upper {
            name.push(char.to_ascii_uppercase());
            upper = false;
        } else {
            name.push(char);
        }
    }
    name
}

#[cfg(test)]
mod tests {
    use super::{field, is_same, structure};

    #[test]
    fn odd_names_become_identifiers() {
        for (wire, identifier) in [
            ("shop_id", "shop_id"),
            ("type", "r#type"),
            ("self", "self_"),
            ("IosMusic", "ios_music"),
            ("loadBalancerId", "load_balancer_id"),
            ("a.b", "a_b"),
            ("3d", "_3d"),
        ] {
            assert_eq!(field(wire), identifier);
        }
        assert!(is_same("r#type", "type") && !is_same("ios_music", "IosMusic"));
        assert_eq!(structure("cancel_policyDTO"), "CancelPolicyDTO");
    }
}
