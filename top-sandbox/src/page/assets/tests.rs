//! The page speaks two languages, and its scripts find one another.

use std::collections::{BTreeMap, BTreeSet};

use super::{FILES, INDEX};
use crate::checks::Check;
use crate::faults::ORDERS;

fn text(name: &str) -> &'static str {
    FILES.iter().find(|(known, _, _)| *known == name).unwrap().2
}

fn words(language: &str) -> BTreeMap<String, String> {
    serde_json::from_str(text(&format!("words/{language}.json"))).unwrap()
}

/// What stands between these two wherever they stand in a text.
fn between<'t>(text: &'t str, before: &str, after: char) -> Vec<&'t str> {
    let pieces = text.split(before).skip(1);
    pieces
        .filter_map(|piece| piece.split(after).next())
        .collect()
}

/// The keys in `t("…")`.
fn spoken(script: &str) -> impl Iterator<Item = &str> {
    let calls = script.match_indices("t(\"").filter(|(at, _)| {
        let before = script.get(..*at).and_then(|text| text.chars().last());
        !before.is_some_and(|letter| letter.is_alphanumeric() || letter == '.')
    });
    calls.filter_map(|(at, found)| script.get(at + found.len()..)?.split('"').next())
}

fn scripts() -> impl Iterator<Item = (&'static str, &'static str)> {
    let scripts = FILES.iter().filter(|(name, _, _)| name.starts_with("js/"));
    scripts.map(|(name, _, text)| (*name, *text))
}

#[test]
fn both_languages_have_the_same_words() {
    let (english, chinese) = (words("en"), words("zh"));
    let keys = |words: &BTreeMap<String, String>| words.keys().cloned().collect::<Vec<_>>();
    assert_eq!(keys(&english), keys(&chinese));
    for (key, text) in &english {
        let blanks = |text| between(text, "{", '}').into_iter().collect::<BTreeSet<_>>();
        assert_eq!(blanks(text), blanks(&chinese[key]), "{key}");
        assert!(!text.is_empty() && !chinese[key].is_empty(), "{key}");
    }
}

#[test]
fn every_word_that_is_used_is_there_and_the_other_way_round() {
    let words = words("en");
    let mut used = BTreeSet::new();
    for attribute in ["data-t=\"", "data-t-title=\"", "data-t-label=\""] {
        used.extend(between(INDEX, attribute, '"'));
    }
    let family = |key: &str| key.split_once('.').map(|(family, _)| family.to_owned());
    let all: BTreeSet<_> = words.keys().filter_map(|key| family(key)).collect();
    for (_, script) in scripts() {
        used.extend(spoken(script));
        // Keys are handed on as well; they are never put together.
        let is_key = |text: &&str| {
            let letters = text
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b"._5".contains(&b));
            letters && family(text).is_some_and(|family| all.contains(&family))
        };
        used.extend(script.split('"').filter(is_key));
    }
    let families: BTreeSet<_> = scripts()
        .flat_map(|(_, script)| between(script, "word(\"", '"'))
        .collect();
    let is_used = |key: &str| {
        let family = key.split('.').next().unwrap();
        used.contains(key) || families.contains(family)
    };
    let unused: Vec<_> = words.keys().filter(|key| !is_used(key)).collect();
    assert_eq!(unused, [""; 0]);
    let missing: Vec<_> = used
        .iter()
        .filter(|key| !words.contains_key(**key))
        .collect();
    assert_eq!(missing, [&""; 0]);
}

#[test]
fn every_word_of_the_gateway_is_translated() {
    let words = words("zh");
    let faults = ORDERS.iter().map(|(fault, _)| format!("fault.{fault}"));
    let checks = Check::ALL
        .iter()
        .map(|check| format!("check.{}", check.word()));
    for key in faults.chain(checks) {
        assert!(words.contains_key(&key), "{key}");
    }
}

#[test]
fn scripts_import_what_there_is_and_nothing_from_elsewhere() {
    for (name, script) in scripts() {
        for import in between(script, " from \"", '"') {
            let file = import.strip_prefix("./").map(|file| format!("js/{file}"));
            let is_there = |file: &String| FILES.iter().any(|(known, _, _)| known == file);
            assert!(file.as_ref().is_some_and(is_there), "{name}: {import}");
        }
    }
    for (name, _, text) in FILES {
        let outside = between(text, "http", ' ').into_iter().find(|rest| {
            let is_address = rest.starts_with("://") || rest.starts_with("s://");
            is_address
                && !rest.starts_with("://127.0.0.1")
                && !rest.starts_with("://www.w3.org/2000/svg")
        });
        assert_eq!(outside, None, "{name}");
    }
    for file in between(INDEX, "\"/assets/", '"') {
        assert!(FILES.iter().any(|(known, _, _)| *known == file), "{file}");
    }
}
