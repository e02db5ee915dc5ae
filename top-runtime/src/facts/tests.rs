use serde_json::{Value, json};

use crate::{Endpoint, Fen, Json, Secret, TopApi, TopObject};

/// Moves money.
#[derive(TopApi)]
#[top_api(
    method = "taobao.money.move",
    param = "move_req",
    response(result: Answer),
    one_of(shop_id, out_shop_id),
    idempotent_by(number),
    resolved_by(Look, by(number, id = shop_id), matches(kind = "MOVE"), absent("GONE"))
)]
struct Move {
    /// The number.
    #[top_api(length(max = 64))]
    number: String,
    /// The shop.
    shop_id: Option<String>,
    /// The merchant's shop.
    #[top_api(required_if(note))]
    out_shop_id: Option<String>,
    /// How much.
    #[top_api(amount, rename = "Fee", range(min = 1))]
    fee: Fen,
    /// A word.
    pin: Option<Secret>,
    /// Why.
    note: Option<Vec<Vec<Json>>>,
    /// Ways.
    #[top_api(items(max = 3))]
    ways: Option<Vec<Way>>,
}

/// Looks at it.
#[derive(TopApi)]
#[top_api(method = "taobao.money.look", response = Found, read)]
struct Look {
    /// The number.
    number: Option<String>,
    /// The shop.
    id: Option<String>,
}

/// What is found.
#[derive(TopObject)]
struct Found {
    /// The kind.
    kind: Option<String>,
}

/// What comes back.
#[derive(TopObject)]
#[top_api(outcome(success = ok, code = code, doubtful("BUSY")))]
struct Answer {
    /// Whether it went well.
    ok: Option<bool>,
    /// Why not.
    code: Option<String>,
    /// What followed.
    next: Option<Box<Answer>>,
}

crate::codes! {
    /// A way.
    struct Way: integer {
        /// By land.
        LAND = 1,
        /// By sea.
        SEA = 2,
    }
}

fn facts(endpoint: &Endpoint) -> Value {
    serde_json::to_value(endpoint.facts()).unwrap()
}

#[test]
fn the_method_is_told_with_its_promises() {
    let facts = facts(Move::ENDPOINT);
    assert_eq!(facts["param"], "move_req");
    assert_eq!(facts["member"], "result");
    assert_eq!(facts["idempotent_by"], "number");
    assert_eq!(
        facts["resolved_by"],
        json!({
            "method": "taobao.money.look",
            "by": [["number", "number"], ["shop_id", "id"]],
            "matches": [["kind", "MOVE"]],
            "absent": ["GONE"],
            "settles_in": 1260,
        })
    );
}

#[test]
fn a_field_is_told_by_its_wire_name_with_unit_limits_and_codes() {
    let request = &facts(Move::ENDPOINT)["request"];
    assert_eq!(request["one_of"], json!([["shop_id", "out_shop_id"]]));
    let condition = json!([{"field": "out_shop_id", "other": "note"}]);
    assert_eq!(request["required_if"], condition);
    let fields = &request["fields"];
    assert_eq!(fields[0]["length"], json!({"max": 64}));
    assert_eq!(
        fields[3],
        json!({
            "name": "Fee", "type": "Number", "unit": "fen", "required": true,
            "description": "How much.", "range": {"min": 1}, "amount": true,
        })
    );
    assert_eq!(fields[4]["secret"], true);
    let note = (&fields[5]["type"], &fields[5]["lists"]);
    assert_eq!(note, (&json!("Json"), &json!(2)));
    assert_eq!(
        fields[6],
        json!({
            "name": "ways", "type": "Number", "lists": 1, "required": false,
            "description": "Ways.", "items": {"max": 3},
            "codes": [{"value": "1", "meaning": "By land."}, {"value": "2", "meaning": "By sea."}],
        })
    );
}

#[test]
fn a_type_inside_itself_is_named_and_no_more() {
    let answer = &facts(Move::ENDPOINT)["reply"]["object"];
    let verdict = json!({"success": "ok", "code": "code", "doubtful": ["BUSY"]});
    assert_eq!(answer["verdict"], verdict);
    let again = json!({"name": "Answer", "again": true});
    assert_eq!(answer["fields"][2]["object"], again);
}

#[test]
fn as_text_the_method_comes_first() {
    let text = Look::ENDPOINT.facts().to_string();
    assert!(
        text.starts_with(
            r#"{"method":"taobao.money.look","session":false,"read":true,"request":{"name":"Look","#
        ),
        "{text}"
    );
}
