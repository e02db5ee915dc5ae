//! What the tool reads out of prose, against what people read out of it.
//!
//! `cargo test -p cargo-top --test rules -- --nocapture` prints the figures and every miss.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "tests may stop at the first surprise"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use cargo_top::description::Description;
use cargo_top::rules::{Proposal, Says, propose};
use serde::Deserialize;

/// What people read out of the words of one struct.
#[derive(Debug, Deserialize)]
struct Label {
    method: String,
    at: Vec<String>,
    one_of: Vec<Vec<String>>,
    conditions: Vec<Condition>,
    idempotent_by: Option<String>,
}

/// A field that must be given, always or when another is.
#[derive(Debug, Deserialize)]
struct Condition {
    field: String,
    r#if: Option<String>,
}

/// One thing that the words of a struct ask for.
type Asked = (&'static str, String, Vec<String>, String);

/// How many of the proposals are labelled, and how many of the labels are proposed.
#[derive(Debug, Default, Clone, Copy)]
struct Score {
    right: u32,
    wrong: u32,
    missed: u32,
}

impl Score {
    fn precision(self) -> f64 {
        f64::from(self.right) / f64::from((self.right + self.wrong).max(1))
    }

    fn recall(self) -> f64 {
        f64::from(self.right) / f64::from((self.right + self.missed).max(1))
    }
}

#[test]
fn proposals_agree_with_the_labels() {
    let described = descriptions();
    let mut scores: BTreeMap<(&str, &str), Score> = BTreeMap::new();
    let mut report = String::new();
    for (method, structs) in labels() {
        let proposed = asked(&propose(&described[&method]), &method, &structs);
        let labelled: BTreeSet<Asked> = structs.into_values().flatten().collect();
        for one in proposed.union(&labelled) {
            let (right, wrong) = (labelled.contains(one), !labelled.contains(one));
            let right = right && proposed.contains(one);
            for family in [one.0, "all"] {
                for part in [part(&method), "both"] {
                    let score = scores.entry((family, part)).or_default();
                    score.right += u32::from(right);
                    score.wrong += u32::from(wrong);
                    score.missed += u32::from(!right && !wrong);
                }
            }
            if !right {
                let what = if wrong { "wrong " } else { "missed" };
                writeln!(report, "{what} {} {method} {:?}: {}", one.0, one.2, one.3).unwrap();
            }
        }
    }
    for ((family, part), score) in &scores {
        println!(
            "{family:12} {part:9} precision {:.3} recall {:.3} ({score:?})",
            score.precision(),
            score.recall()
        );
    }
    println!("{report}");
    for family in ["all", "one_of", "conditions", "idempotency"] {
        let score = scores[&(family, "both")];
        assert!(score.precision() >= 0.95, "{family}: {report}");
        assert!(score.recall() >= 0.8, "{family}: {report}");
    }
}

#[test]
fn the_pages_say_what_their_descriptions_say() {
    let labels = labels();
    for page in
        std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/pages")).unwrap()
    {
        let path = page.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        for read in cargo_top::read::read("page", &text).unwrap() {
            let method = &read.description.method;
            let structs = &labels[method];
            let labelled: BTreeSet<Asked> = structs.values().flatten().cloned().collect();
            assert!(!labelled.is_empty(), "{method}");
            assert_eq!(
                asked(&propose(&read.description), method, structs),
                labelled
            );
        }
    }
}

/// A third was not looked at while the rules were written.
fn part(method: &str) -> &'static str {
    let hash = method
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3)
        });
    if hash % 3 == 0 { "held out" } else { "tuned" }
}

/// What was proposed about the labelled structs.
fn asked(
    proposals: &[Proposal],
    method: &str,
    structs: &BTreeMap<Vec<String>, Vec<Asked>>,
) -> BTreeSet<Asked> {
    proposals
        .iter()
        .filter(|proposal| !proposal.reply && structs.contains_key(&proposal.at))
        .filter_map(|proposal| {
            let (family, what) = match &proposal.says {
                Says::OneOf(fields) => ("one_of", sorted(fields.clone())),
                Says::RequiredIf { field, other } => ("conditions", format!("{field} if {other}")),
                Says::Required(field) => ("conditions", field.clone()),
                Says::IdempotentBy(field) => ("idempotency", field.clone()),
                _ => return None,
            };
            Some((family, method.to_owned(), proposal.at.clone(), what))
        })
        .collect()
}

fn sorted(mut fields: Vec<String>) -> String {
    fields.sort();
    fields.join(" ")
}

/// By method and struct, what was labelled.
fn labels() -> BTreeMap<String, BTreeMap<Vec<String>, Vec<Asked>>> {
    let mut labels: BTreeMap<String, BTreeMap<Vec<String>, Vec<Asked>>> = BTreeMap::new();
    for line in include_str!("fixtures/labels.jsonl").lines() {
        let label: Label = serde_json::from_str(line).unwrap();
        let asked = |family, what| (family, label.method.clone(), label.at.clone(), what);
        let groups = label.one_of.iter().cloned();
        let mut all: Vec<Asked> = groups.map(|group| asked("one_of", sorted(group))).collect();
        all.extend(label.conditions.iter().map(|condition| {
            asked(
                "conditions",
                match &condition.r#if {
                    Some(other) => format!("{} if {other}", condition.field),
                    None => condition.field.clone(),
                },
            )
        }));
        all.extend(
            label
                .idempotent_by
                .iter()
                .map(|field| asked("idempotency", field.clone())),
        );
        labels
            .entry(label.method.clone())
            .or_default()
            .insert(label.at.clone(), all);
    }
    labels
}

fn descriptions() -> BTreeMap<String, Description> {
    cargo_top::read::read("specs.jsonl", include_str!("fixtures/specs.jsonl"))
        .unwrap()
        .into_iter()
        .map(|read| (read.description.method.clone(), read.description))
        .collect()
}
