//! Whatever stands in the attributes, and whatever the derive stands on, it answers with tokens.

use proc_macro2::TokenStream;
use proptest::prelude::*;

use crate::expand::derive;
use crate::model::Role;

/// A word of the grammar, a near miss, or something that has no place in it.
fn word() -> impl Strategy<Value = String> {
    let known = prop::sample::select(vec![
        "method",
        "response",
        "param",
        "session",
        "read",
        "one_of",
        "idempotent_by",
        "outcome",
        "crate",
        "no_new",
        "no_serde",
        "rename",
        "required_if",
        "length",
        "range",
        "items",
        "secret",
        "amount",
        "resolved_by",
        "by",
        "matches",
        "absent",
        "settles_in",
        "judge",
        "min",
        "max",
        "success",
        "code",
        "message",
        "value",
        "accepted",
        "doubtful",
        "none",
        "a",
        "b",
        "r#type",
        "new",
        "Self",
        "String",
        "Option<String>",
        "Vec<Self>",
        "Option<Option<i64>>",
        "&'a str",
        "\"a.b\"",
        "\"\"",
        "\"sign\"",
        "\"类\"",
        "1",
        "-1",
        "18446744073709551616",
        "1.5",
        "'c'",
        "=",
        ",",
        ",,",
        ":",
        "::",
        "<",
        ">",
        "!",
        "#",
    ]);
    prop_oneof![8 => known.prop_map(str::to_owned), 1 => "[a-z_]{1,8}"]
}

/// Words, some of them between parentheses or brackets.
fn words() -> impl Strategy<Value = String> {
    let flat = prop::collection::vec(word(), 0..6).prop_map(|words| words.join(" "));
    flat.prop_recursive(3, 24, 4, |inner| {
        let group = (
            word(),
            inner,
            prop::sample::select(vec![("(", ")"), ("[", "]"), ("{", "}")]),
        );
        let group =
            group.prop_map(|(word, inside, (open, close))| format!("{word} {open}{inside}{close}"));
        prop::collection::vec(group, 0..4).prop_map(|groups| groups.join(","))
    })
}

fn is_answered(source: &str) -> bool {
    let Ok(tokens) = source.parse::<TokenStream>() else {
        return true;
    };
    let answers = [Role::Request, Role::Object].map(|role| derive(tokens.clone(), role));
    answers.iter().all(|answer| !answer.is_empty())
}

proptest! {
    #[test]
    fn whatever_the_keys_are(container in words(), field in words(), ty in words()) {
        let fields = format!("#[top_api({field})] a: Option<T>, #[top_api {field}] b: {ty}");
        let source = format!("#[top_api({container})] struct S<T> {{ {fields}, new: Option<{ty}> }}");
        prop_assert!(is_answered(&source));
        let fields = format!("#[top_api({field})] a: String, b: Option<i64>");
        let source = format!("#[top_api({container})] struct S {{ {fields} }}");
        prop_assert!(is_answered(&source));
    }

    #[test]
    fn whatever_it_stands_on(item in words(), text in any::<String>()) {
        for kind in ["struct S", "enum S", "union S", "struct S<'a, const N: usize>", "pub", ""] {
            for rest in [item.clone(), format!("{{ {item} }}"), text.clone()] {
                let source = format!("{kind} {rest}");
                prop_assert!(is_answered(&source));
            }
        }
    }
}

#[test]
fn nothing_at_all_is_answered() {
    assert!(is_answered(""));
}
