//! The pages' example requests pass the rules and travel unchanged; broken ones are refused.

use serde::de::DeserializeOwned;
use serde_json::Value;
use top_apis::aelophy::{CompleteRefund, complete_refund::RefundReasonType};
use top_apis::{ENDPOINTS, alsc};
use top_runtime::check::check;
use top_runtime::encode::encode;
use top_runtime::{Record, TopApi};

use crate::facts::{example, page};

#[test]
fn examples_pass_as_records() {
    for endpoint in ENDPOINTS {
        let example = example(&page(endpoint.method()).request);
        let record = Record::from_json(endpoint.request(), &example).unwrap();
        assert!(check(endpoint, &record).is_ok(), "{}", endpoint.method());
    }
}

#[test]
fn examples_travel_unchanged() {
    travels_unchanged::<alsc::Uncharge>();
    travels_unchanged::<alsc::ReversePoint>();
    travels_unchanged::<alsc::GetFlowDetail>();
    travels_unchanged::<CompleteRefund>();
}

fn travels_unchanged<A: TopApi + DeserializeOwned>() {
    let page = page(A::ENDPOINT.method());
    let example = Value::Object(example(&page.request));
    let request: A = serde_json::from_value(example.clone()).unwrap();
    let params = encode(check(A::ENDPOINT, &request).unwrap()).unwrap();
    let sent: Vec<_> = params.iter().collect();
    let [(name, json)] = sent.as_slice() else {
        panic!("one parameter carries the request, not {sent:?}");
    };
    assert_eq!(*name, page.param.name);
    assert_eq!(serde_json::from_str::<Value>(json).unwrap(), example);
}

#[test]
fn each_required_field_is_asked_for() {
    for endpoint in ENDPOINTS {
        let page = page(endpoint.method());
        for row in page.request.iter().filter(|row| row.required == Some(true)) {
            let mut broken = Value::Object(example(&page.request));
            remove(&mut broken, &row.path);
            let path = row.path.replace("[]", "[0]");
            assert_eq!(
                violations(endpoint, broken),
                [format!("{path} is required")]
            );
        }
    }
}

#[test]
fn each_group_asks_for_one_of_its_fields() {
    for endpoint in ENDPOINTS {
        let page = page(endpoint.method());
        for group in &page.one_of {
            let mut none = Value::Object(example(&page.request));
            for name in group {
                remove(&mut none, name);
            }
            assert_eq!(violations(endpoint, none.clone()).len(), 1, "{group:?}");
            let one = set(none, &group[0], "1");
            assert_eq!(violations(endpoint, one), [""; 0], "{group:?}");
        }
    }
}

#[test]
fn order_from_is_asked_for_by_out_shop_id() {
    let refund = Value::Object(example(&page(CompleteRefund::ENDPOINT.method()).request));
    let mut broken = refund.clone();
    remove(&mut broken, "order_from");
    assert_eq!(
        violations(CompleteRefund::ENDPOINT, broken.clone()),
        ["order_from is required when out_shop_id is given"]
    );
    remove(&mut broken, "out_shop_id");
    assert_eq!(violations(CompleteRefund::ENDPOINT, broken), [""; 0]);
}

#[test]
fn codes_outside_the_page_are_let_through() {
    let refund = Value::Object(example(&page(CompleteRefund::ENDPOINT.method()).request));
    let newer = set(refund, "refund_reason_type", 99);
    let request: CompleteRefund = serde_json::from_value(newer).unwrap();
    assert_eq!(
        request.refund_reason_type.map(RefundReasonType::get),
        Some(99)
    );
}

fn violations(endpoint: &'static top_runtime::Endpoint, request: Value) -> Vec<String> {
    let Value::Object(request) = request else {
        panic!("a request is an object");
    };
    let record = Record::from_json(endpoint.request(), &request).unwrap();
    match check(endpoint, &record) {
        Ok(_) => Vec::new(),
        Err(found) => found.as_slice().iter().map(ToString::to_string).collect(),
    }
}

fn set(mut request: Value, name: &str, value: impl Into<Value>) -> Value {
    request[name] = value.into();
    request
}

fn remove(request: &mut Value, path: &str) {
    let (holder, name) = path.rsplit_once('.').unwrap_or(("", path));
    let pointer = holder
        .split_terminator('.')
        .fold(String::new(), |pointer, name| {
            pointer + "/" + &name.replace("[]", "/0")
        });
    let holder = request.pointer_mut(&pointer).and_then(Value::as_object_mut);
    holder.and_then(|members| members.remove(name)).unwrap();
}
