//! Parameters in another order, or with something between them.

use std::cmp::Ordering;

use super::Variant;
use crate::signing::call::Call;
use crate::signing::draft::{Draft, Pair};

type Order = fn(&Pair, &Pair) -> Ordering;

const ORDERS: [(&str, Order); 6] = [
    (
        "sorted without regard to case: they are sorted by bytes, capitals before small letters",
        |a, b| a.0.to_ascii_lowercase().cmp(&b.0.to_ascii_lowercase()),
    ),
    (
        "sorted as if in capitals: they are sorted by bytes, capitals before small letters",
        |a, b| a.0.to_ascii_uppercase().cmp(&b.0.to_ascii_uppercase()),
    ),
    (
        "sorted by a language's rules, which look past `_` and case: they are sorted by bytes",
        |a, b| letters(a).cmp(&letters(b)).then_with(|| a.0.cmp(&b.0)),
    ),
    ("sorted backwards", |a, b| b.0.cmp(&a.0)),
    (
        "sorted by names and values joined, instead of by names",
        |a, b| joined(a).cmp(&joined(b)),
    ),
    ("sorted by values", |a, b| a.1.cmp(&b.1)),
];

const BETWEEN: [(&str, (&str, &str)); 6] = [
    (
        "joined with `=` and `&`, as in a query: nothing belongs between them",
        ("=", "&"),
    ),
    ("joined with `=`: nothing belongs between them", ("=", "")),
    ("joined with `&`: nothing belongs between them", ("", "&")),
    (
        "joined with `:` and `,`: nothing belongs between them",
        (":", ","),
    ),
    ("joined with `,`: nothing belongs between them", ("", ",")),
    ("joined by line: nothing belongs between them", ("=", "\n")),
];

/// The parameters that the platform itself reads (protocol §2).
const PUBLIC: [&[u8]; 10] = [
    b"app_key",
    b"format",
    b"method",
    b"partner_id",
    b"session",
    b"sign_method",
    b"simplify",
    b"target_app_key",
    b"timestamp",
    b"v",
];

pub(super) fn general(call: &Call, draft: &Draft) -> Vec<Variant> {
    let ordered = sorted(draft).into_iter().chain(unsorted(call, draft));
    ordered.chain(joins(draft)).chain(halves(draft)).collect()
}

fn sorted(draft: &Draft) -> Vec<Variant> {
    let with = |(says, order): (&str, Order)| {
        let mut pairs = draft.pairs.clone();
        pairs.sort_by(order);
        Variant::new(format!("the parameters were {says}"), draft.with(pairs))
    };
    ORDERS.map(with).into()
}

fn joins(draft: &Draft) -> Vec<Variant> {
    let with = |(says, between): (&str, _)| {
        let draft = Draft {
            between,
            ..draft.clone()
        };
        Variant::new(format!("names and values were {says}"), draft)
    };
    BETWEEN.map(with).into()
}

fn unsorted(call: &Call, draft: &Draft) -> Vec<Variant> {
    let place = |pair: &Pair| {
        call.params
            .iter()
            .position(|param| param.name.as_bytes() == pair.0)
    };
    let mut pairs = draft.pairs.clone();
    pairs.sort_by_key(place);
    vec![Variant::new(
        "the parameters were not sorted: they stand as in the input",
        draft.with(pairs),
    )]
}

/// Only the one half, or one behind the other.
fn halves(draft: &Draft) -> Vec<Variant> {
    let is_public = |pair: &&Pair| PUBLIC.contains(&pair.0.as_slice());
    let public: Vec<Pair> = draft.pairs.iter().filter(is_public).cloned().collect();
    let others: Vec<Pair> = draft
        .pairs
        .iter()
        .filter(|pair| !is_public(pair))
        .cloned()
        .collect();
    let parts = [
        (
            "only the public parameters were signed, not those of the method",
            public.clone(),
        ),
        (
            "only the method's own parameters were signed, not the public ones",
            others.clone(),
        ),
        (
            "the public parameters were sorted by themselves and stand before the method's own",
            [public.clone(), others.clone()].concat(),
        ),
        (
            "the method's own parameters were sorted by themselves and stand before the public ones",
            [others, public].concat(),
        ),
    ];
    parts
        .map(|(says, pairs)| Variant::new(says, draft.with(pairs)))
        .into()
}

/// One parameter that was put in after the others were sorted.
pub(super) fn late(draft: &Draft) -> Vec<Variant> {
    let ends = |at: usize| {
        let mut behind = draft.pairs.clone();
        let pair = behind.remove(at);
        let name = String::from_utf8_lossy(&pair.0).into_owned();
        let mut before = behind.clone();
        behind.push(pair.clone());
        before.insert(0, pair);
        [
            Variant::new(
                format!("`{name}` was put behind the sorted parameters"),
                draft.with(behind),
            ),
            Variant::new(
                format!("`{name}` was put before the sorted parameters"),
                draft.with(before),
            ),
        ]
    };
    (0..draft.pairs.len()).flat_map(ends).collect()
}

fn letters(pair: &Pair) -> Vec<u8> {
    let letters = pair.0.iter().filter(|byte| **byte != b'_');
    letters.map(u8::to_ascii_lowercase).collect()
}

fn joined((name, value): &Pair) -> Vec<u8> {
    [name.as_slice(), value].concat()
}
