//! The readers on real inputs: four pages, whole, cut and shuffled, and 600 descriptions.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "helpers of tests stop at the first surprise"
)]

use std::fs;
use std::path::PathBuf;

use cargo_top::description::Field;
use cargo_top::read::{Read, read, read_bytes};
use proptest::prelude::*;
use serde_json::{Map, Value};

fn fixture(name: &str) -> String {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures")
        .join(name);
    fs::read_to_string(path).unwrap()
}

const PAGES: [&str; 4] = [
    "alibaba.alsc.crm.point.reversepoint",
    "alibaba.alsc.crm.recharge.account.flowdetail.get",
    "alibaba.alsc.crm.recharge.uncharge.update",
    "alibaba.tcls.aelophy.merchant.channel.refund.complete",
];

fn text(method: &str) -> String {
    fixture(&format!("pages/{method}.txt"))
}

fn page(method: &str) -> Read {
    let mut reads = read(method, &text(method)).unwrap();
    assert_eq!(reads.len(), 1);
    reads.remove(0)
}

/// `path: type, required, example` of each field, as the facts of `top-apis` have them.
fn rows(fields: &[Field], within: &str, rows: &mut Vec<String>) {
    for field in fields {
        let marks = "[]".repeat(field.lists);
        let path = format!("{within}{}", field.name);
        let example = field
            .example
            .as_deref()
            .filter(|_| field.members.is_empty());
        rows.push(row(&path, &field.written_type(), field.required, example));
        self::rows(&field.members, &format!("{path}{marks}."), rows);
    }
}

fn row(path: &str, type_name: &str, required: Option<bool>, example: Option<&str>) -> String {
    let example = example.filter(|example| !matches!(*example, "\"\"" | "null"));
    format!("{path}: {type_name}, {required:?}, {example:?}")
}

fn facts(facts: &Value, rows: &mut Vec<String>) {
    for fact in facts.as_array().unwrap() {
        let example = match &fact["example"] {
            Value::Null => None,
            Value::String(text) => Some(text.clone()),
            other => Some(other.to_string()),
        };
        // Where the text overrules the column, the page still says 可选.
        let required = if fact["because"].is_null() {
            fact["required"].as_bool()
        } else {
            Some(false)
        };
        let (path, type_name) = (
            fact["path"].as_str().unwrap(),
            fact["type"].as_str().unwrap(),
        );
        rows.push(row(path, type_name, required, example.as_deref()));
    }
}

/// Compares a page with the facts that were taken from it by hand.
fn agrees(method: &str, file: &str) {
    let Read { description, .. } = page(method);
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../apis/facts")
        .join(file);
    let by_hand: Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    assert_eq!(description.method, by_hand["method"].as_str().unwrap());
    assert_eq!(description.session, by_hand["session"].as_bool());
    let [param] = description.request.as_slice() else {
        panic!("one parameter");
    };
    assert_eq!(param.name, by_hand["param"]["name"]);
    assert_eq!(param.type_name, by_hand["param"]["type"]);
    assert_eq!(param.required, by_hand["param"]["required"].as_bool());
    for (fields, part) in [(&param.members, "request"), (&description.reply, "reply")] {
        let (mut read, mut expected) = (Vec::new(), Vec::new());
        rows(fields, "", &mut read);
        facts(&by_hand[part], &mut expected);
        assert_eq!(read, expected, "{method}: {part}");
    }
}

#[test]
fn the_pages_are_read_to_the_trees_that_people_read() {
    agrees("alibaba.alsc.crm.point.reversepoint", "reverse_point.json");
    agrees(
        "alibaba.alsc.crm.recharge.account.flowdetail.get",
        "get_flow_detail.json",
    );
    agrees("alibaba.alsc.crm.recharge.uncharge.update", "uncharge.json");
    agrees(
        "alibaba.tcls.aelophy.merchant.channel.refund.complete",
        "complete_refund.json",
    );
}

/// The lines and words of what is odd, without those about examples.
fn findings(method: &str) -> Vec<String> {
    let findings = page(method).findings;
    let told = findings.iter().map(ToString::to_string);
    told.filter(|told| !told.contains("for an example"))
        .collect()
}

#[test]
fn contradictions_on_the_pages_are_found() {
    let [point, detail, uncharge, refund] = PAGES.map(findings);
    assert_eq!(point.len(), 1);
    assert!(
        point[0].starts_with("line 12: ") && point[0].contains("`request_id`"),
        "{point:?}"
    );
    assert!(
        detail.is_empty() && uncharge.is_empty(),
        "{detail:?} {uncharge:?}"
    );
    assert_eq!(refund.len(), 1);
    assert!(
        refund[0].starts_with("line 314: ") && refund[0].contains("`list5`"),
        "{refund:?}"
    );
}

#[test]
fn samples_that_show_nothing_are_found() {
    let lines: Vec<usize> = page(PAGES[2])
        .findings
        .iter()
        .map(|finding| finding.line)
        .collect();
    assert_eq!(lines, [82, 90, 102, 114, 134, 138, 194]);
}

/// A cut page is an error, or nothing is lost: what stands behind the sample reply says nothing.
fn cut(method: &str, bytes: &[u8], at: usize) {
    let (start, _) = bytes.split_at(at);
    match read_bytes(method, start) {
        Ok(reads) => {
            let whole = read_bytes(method, bytes).unwrap();
            assert_eq!(reads, whole, "{method} cut at {at}");
        }
        Err(error) => {
            let lines = String::from_utf8_lossy(start).lines().count();
            assert!(
                (1..=lines.max(1)).contains(&error.line()),
                "{method} cut at {at}: {error}"
            );
        }
    }
}

#[test]
fn a_page_cut_at_any_line_loses_nothing_in_silence() {
    for method in PAGES {
        let text = text(method);
        let ends = text.match_indices('\n').map(|(at, _)| at);
        ends.for_each(|at| cut(method, text.as_bytes(), at));
    }
}

#[test]
fn a_page_cut_before_the_end_of_its_sample_reply_is_an_error() {
    for method in PAGES {
        let text = text(method);
        let root = format!("</{}_response>", method.replace('.', "_"));
        let end = text.find(&root).unwrap();
        for (at, _) in text.match_indices('\n').filter(|(at, _)| *at < end) {
            assert!(
                read(method, text.split_at(at).0).is_err(),
                "{method} cut at {at}"
            );
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(200) })]

    #[test]
    fn a_page_cut_at_any_byte_loses_nothing_in_silence(page in 0..PAGES.len(), at in 0.0..1.0_f64) {
        let text = text(PAGES[page]);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss, reason = "a place in a short text")]
        let at = (text.len() as f64 * at) as usize;
        cut(PAGES[page], text.as_bytes(), at);
    }

    #[test]
    fn a_shuffled_page_is_read_or_has_a_line(page in 0..PAGES.len(), moves in prop::collection::vec((0..400_usize, 0..400_usize), 1..40)) {
        let text = text(PAGES[page]);
        let mut lines: Vec<&str> = text.lines().collect();
        let count = lines.len();
        for (from, to) in moves {
            lines.swap(from % count, to % count);
        }
        match read("shuffled", &lines.join("\n")) {
            Ok(reads) => prop_assert_eq!(reads.len(), 1),
            Err(error) => prop_assert!((1..=count).contains(&error.line())),
        }
    }

    #[test]
    fn a_page_without_some_of_its_rows_lines_is_read_or_has_a_line(page in 0..PAGES.len(), from in 0..400_usize, count in 1..30_usize) {
        let text = text(PAGES[page]);
        let mut lines: Vec<&str> = text.lines().collect();
        let from = from % lines.len();
        lines.drain(from..lines.len().min(from + count));
        if let Err(error) = read("gaps", &lines.join("\n")) {
            prop_assert!((1..=lines.len()).contains(&error.line()));
        }
    }
}

/// Path and type of each row of a page.
fn paths(read: &Read) -> Vec<String> {
    let mut paths = Vec::new();
    rows(&read.description.request, "", &mut paths);
    rows(&read.description.reply, "", &mut paths);
    paths
        .into_iter()
        .map(|row| row.split(',').next().unwrap().to_owned())
        .collect()
}

#[test]
fn a_page_that_lost_a_line_has_the_same_rows_or_says_that_something_is_odd() {
    for method in PAGES {
        let (text, whole) = (text(method), page(method));
        let known: Vec<_> = whole.findings.iter().map(|finding| &finding.what).collect();
        for lost in 0..text.lines().count() {
            let lines = text.lines().enumerate().filter(|(at, _)| *at != lost);
            let lines: Vec<&str> = lines.map(|(_, line)| line).collect();
            let Ok(reads) = read(method, &lines.join("\n")) else {
                continue;
            };
            let told = reads[0]
                .findings
                .iter()
                .any(|finding| !known.contains(&&finding.what));
            assert!(
                told || paths(&reads[0]) == paths(&whole),
                "{method} without line {}",
                lost + 1
            );
        }
    }
}

#[test]
fn a_page_whose_lines_are_turned_around_is_an_error_with_a_line() {
    for method in PAGES {
        let text = text(method);
        let turned: Vec<&str> = text.lines().rev().collect();
        assert!(read(method, &turned.join("\n")).unwrap_err().line() > 0);
    }
}

/// A description as the catalogue writes it, with what it says twice or in two ways made one.
fn plain(value: &Value, asked: bool) -> Value {
    let mut plain = Map::new();
    for (key, value) in value.as_object().unwrap() {
        let value = match key.as_str() {
            "requestParams" | "responseParams" | "subParams" => {
                let asked = asked || key == "requestParams";
                let mut seen = Vec::new();
                let list = value.as_array().unwrap().iter();
                let once = list.filter(|field| {
                    let new = !seen.contains(&field["name"]);
                    seen.push(field["name"].clone());
                    new
                });
                once.map(|field| self::plain(field, asked && key != "responseParams"))
                    .collect()
            }
            "type" => value.as_str().unwrap().replace(' ', "").into(),
            _ => value.clone(),
        };
        plain.insert(key.clone(), value);
    }
    let is_field = !plain.contains_key("responseParams");
    if asked && is_field {
        plain.entry("required").or_insert(Value::Bool(false));
    }
    plain.retain(|_, value| {
        *value != Value::Array(Vec::new()) && *value != Value::String(String::new())
    });
    Value::Object(plain)
}

#[test]
fn all_descriptions_are_read_and_told_again_without_a_loss() {
    let text = fixture("specs.jsonl");
    let reads = read("specs.jsonl", &text).unwrap();
    assert_eq!(reads.len(), 600);
    for (
        line,
        Read {
            description,
            findings,
        },
    ) in text.lines().zip(&reads)
    {
        let given: Value = serde_json::from_str(line).unwrap();
        assert_eq!(
            description.to_json(),
            plain(&given, false),
            "{}",
            description.method
        );
        assert!(
            findings
                .iter()
                .all(|finding| !finding.what.contains("not read")),
            "{findings:?}"
        );
    }
}

#[test]
fn a_line_of_the_catalogue_is_where_it_is() {
    let reads = read("specs.jsonl", &fixture("specs.jsonl")).unwrap();
    for (line, read) in (1..).zip(&reads) {
        let fields = read
            .description
            .request
            .iter()
            .chain(&read.description.reply);
        assert!(fields.into_iter().all(|field| field.line == line));
    }
    let broken = fixture("specs.jsonl").replacen("\n{\"requestParams\"", "\n{\"requestParams", 1);
    let error = read("specs.jsonl", &broken).unwrap_err();
    assert_eq!(
        error.line(),
        1 + broken
            .lines()
            .position(|line| line.starts_with("{\"requestParams:"))
            .unwrap()
    );
}

#[test]
fn a_page_told_as_json_is_read_the_same() {
    for method in PAGES {
        let given = page(method).description.to_json();
        let again = read("again", &format!("{given:#}")).unwrap().remove(0);
        assert_eq!(again.description.to_json(), given);
    }
}
