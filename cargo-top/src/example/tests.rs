//! Examples against the rules of what they are examples of.

use serde_json::json;
use top_apis::ENDPOINTS;
use top_runtime::{Endpoint, Fen, Field, Kind, Nested, Rule, Shape, TopApi, TopObject, Yuan};

use super::{example, keeps_the_rules};
use crate::description;
use crate::load::load;
use crate::plan::plan;
use crate::read::{Read, read};
use crate::rules::propose;

/// Every kind of value.
#[derive(TopApi)]
#[top_api(method = "a.b", response = String, one_of(left, right))]
struct Request {
    #[top_api(length(10, 12))]
    text: String,
    #[top_api(range(-9, -3))]
    number: i64,
    fee: Fen,
    #[top_api(range(min = 7))]
    price: Yuan,
    lists: Vec<String>,
    left: Option<String>,
    right: Option<String>,
    #[top_api(required_if(left))]
    because: Option<String>,
    #[top_api(required_if(because))]
    because_of_that: Option<Line>,
    not_needed: Option<i64>,
}

/// Has nothing that it must give.
#[derive(TopObject)]
struct Line {
    lines: Option<Vec<Line>>,
    id: Option<i64>,
}

fn sample(name: &str, example: &str) -> description::Field {
    description::Field {
        name: name.to_owned(),
        example: Some(example.to_owned()),
        ..description::Field::default()
    }
}

#[test]
fn it_gives_what_must_be_given_and_no_more() {
    let made = example(Request::ENDPOINT, &[]);
    assert_eq!(
        json!(made),
        json!({
            "text": "samplexxxx", "number": -3, "fee": 1, "price": "7.00", "lists": ["sample"],
            "left": "sample", "because": "sample", "because_of_that": {"id": 1},
        })
    );
    assert!(keeps_the_rules(Request::ENDPOINT, &made));
}

#[test]
fn the_page_s_values_are_taken_where_they_keep_the_rules() {
    let samples = [
        sample("text", "too short"),
        sample("number", "-5"),
        sample("fee", "null"),
        sample("price", "12.50"),
        sample("lists", "a,b"),
        sample("right", "r-1"),
    ];
    let made = example(Request::ENDPOINT, &samples);
    assert_eq!(
        json!(made),
        json!({
            "text": "samplexxxx", "number": -5, "fee": 1, "price": "12.50", "lists": ["a"],
            "right": "r-1",
        })
    );
    assert!(keeps_the_rules(Request::ENDPOINT, &made));
}

#[test]
fn declared_endpoints_have_examples() {
    for endpoint in ENDPOINTS {
        let made = example(endpoint, &[]);
        assert!(keeps_the_rules(endpoint, &made), "{}", endpoint.method());
    }
}

#[test]
fn values_below_the_one_parameter_are_found() {
    static FIELDS: [Field; 1] = [Field::new("id", "", Kind::Text, true)];
    static SHAPE: Shape = Shape::new("R", &FIELDS).rules(&[Rule::OneOf(&[0])]);
    static ENDPOINT: Endpoint =
        Endpoint::loaded("a.b", Nested::loaded(&SHAPE), Kind::Text).param("req");
    let request = description::Field {
        members: vec![sample("id", "4711")],
        ..sample("req", "null")
    };
    assert_eq!(json!(example(&ENDPOINT, &[request])), json!({"id": "4711"}));
}

/// A file in a list cannot travel, whatever is given.
#[test]
fn every_described_method_has_an_example() {
    let catalogue = include_str!("../../tests/fixtures/specs.jsonl");
    let methods = read("specs.jsonl", catalogue).unwrap();
    assert_eq!(methods.len(), 600);
    for Read { description, .. } in methods {
        let endpoint = load(&plan(&description, &propose(&description), None));
        let made = example(endpoint, &description.request);
        assert!(keeps_the_rules(endpoint, &made), "{}", description.method);
    }
}
