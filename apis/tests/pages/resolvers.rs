//! A resolver speaks of three structs at once: what no compiler compares is compared here.

use top_apis::ENDPOINTS;
use top_runtime::{Endpoint, Field, Kind, Shape};

/// The declaration of what a caller gets of a reply.
fn value_of(endpoint: &Endpoint) -> &'static Shape {
    let Kind::Object(reply) = endpoint.response() else {
        panic!("{} answers with no object", endpoint.method());
    };
    let value = reply.shape().judged_by().value_field();
    let value = value.map(|at| reply.shape().fields()[usize::from(at)].kind());
    match value {
        Some(Kind::Object(value)) => value.shape(),
        _ => reply.shape(),
    }
}

#[test]
fn the_names_of_a_resolver_are_those_of_the_declarations() {
    let mut count = 0;
    for endpoint in ENDPOINTS {
        let Some(resolver) = endpoint.resolver() else {
            continue;
        };
        count += 1;
        let read = resolver.read();
        assert!(read.is_read(), "{}", read.method());
        for (ours, theirs) in resolver.by() {
            assert!(endpoint.request().field(ours).is_some(), "{ours}");
            assert!(read.request().field(theirs).is_some(), "{theirs}");
        }
        for (field, _) in resolver.conditions() {
            assert!(value_of(read).field(field).is_some(), "{field}");
        }
    }
    assert_eq!(count, 1, "uncharge is resolved by flowdetail.get");
}

#[test]
fn the_amount_of_a_refund_is_counted_once() {
    let refund = ENDPOINTS
        .iter()
        .find(|e| e.method().ends_with("refund.complete"));
    let fields = refund.unwrap().request().fields().iter();
    let amounts: Vec<_> = fields
        .filter(|field| field.is_amount())
        .map(Field::name)
        .collect();
    assert_eq!(
        amounts,
        ["refund_fee", "refund_post_fee", "refund_package_fee"]
    );
}
