//! Every fact of a page is declared, and nothing else is.

use std::collections::BTreeSet;

use top_apis::ENDPOINTS;
use top_runtime::Endpoint;

use crate::changes::changed_facts;
use crate::facts::{Page, page, pages};
use crate::lines::{declared, documented, each_shape};

#[test]
fn declarations_say_what_the_pages_say() {
    for endpoint in ENDPOINTS {
        let differences = differences(endpoint, &page(endpoint.method()));
        assert!(differences.is_empty(), "{}", differences.join("\n"));
    }
}

#[test]
fn every_page_is_declared_once() {
    let declared: BTreeSet<_> = ENDPOINTS
        .iter()
        .map(|endpoint| endpoint.method().to_owned())
        .collect();
    let documented: BTreeSet<_> = pages().into_iter().map(|page| page.method).collect();
    assert_eq!(declared, documented);
    assert_eq!(declared.len(), ENDPOINTS.len());
}

#[test]
fn first_levels_have_the_pages_number_of_fields() {
    let counts = ENDPOINTS
        .iter()
        .map(|endpoint| endpoint.request().fields().len());
    assert_eq!(counts.collect::<Vec<_>>(), [12, 14, 4, 32]);
}

#[test]
fn a_change_of_any_fact_is_noticed() {
    for endpoint in ENDPOINTS {
        let page = page(endpoint.method());
        for (change, changed) in changed_facts(&page) {
            assert!(
                !differences(endpoint, &changed).is_empty(),
                "{}: {change} goes unnoticed",
                page.method
            );
        }
    }
}

#[test]
fn every_field_is_described() {
    for endpoint in ENDPOINTS {
        each_shape(endpoint, &mut |path, shape| {
            for field in shape.fields() {
                let described = !field.description().trim().is_empty();
                assert!(described, "{} {path}{}", endpoint.method(), field.name());
            }
        });
    }
}

/// What only one side says, as lines for a person.
fn differences(endpoint: &Endpoint, page: &Page) -> Vec<String> {
    let (declared, documented) = (declared(endpoint), documented(page));
    let missing = documented
        .difference(&declared)
        .map(|fact| format!("only on the page: {fact}"));
    let extra = declared
        .difference(&documented)
        .map(|fact| format!("only declared: {fact}"));
    missing.chain(extra).collect()
}
