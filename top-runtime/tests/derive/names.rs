//! The user's own types and fields may be called like anything the expansion uses.
#![allow(dead_code, reason = "that it compiles is the test")]

use top_runtime::{TopApi, TopObject};

#[derive(TopObject)]
struct Value {
    field: std::option::Option<std::string::String>,
}

#[derive(TopObject)]
struct Shape {
    rules: std::vec::Vec<Value>,
}

#[derive(TopObject)]
struct Some<S, D> {
    first: S,
    second: std::option::Option<D>,
}

struct Option;
struct Result;
struct None;
struct Into;
struct String;
struct Endpoint;
struct Object;

#[derive(TopApi)]
#[top_api(method = "a.b", response(shape: Shape), one_of(value, some))]
struct Field {
    #[top_api(rename = "self")]
    index: i64,
    serializer: bool,
    required: bool,
    value: std::option::Option<Value>,
    some: std::option::Option<Some<bool, i64>>,
}

#[test]
fn no_name_of_the_users_gets_in_the_way() {
    let field = Field::new(FieldRequired {
        index: 1,
        serializer: true,
        required: false,
    })
    .value(Value::new().field("x"));
    assert_eq!(field.value.unwrap().field.unwrap(), "x");
}
