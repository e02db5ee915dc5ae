//! The declaration as data: what the attributes and doc comments become.

use top_runtime::{
    DateTime, Fen, Field, File, Json, Kind, Limit, Object, Ref, Rule, Secret, Shape, Slot, TopApi,
    TopObject, Value,
};

/// Looks up
/// a shop (查询门店).
///
/// Second paragraph.
#[derive(Debug, Clone, TopApi)]
#[top_api(
    method = "alibaba.shop.get",
    param = "param_shop",
    response(shop: Vec<String>),
    one_of(shop_id, out_shop_id),
    one_of(kind, shop_id),
)]
#[top_api(session, idempotent_by(request_id))]
struct GetShop {
    /// The platform's id.
    #[top_api(required_if(kind), required_if(out_shop_id))]
    shop_id: Option<String>,
    out_shop_id: Option<String>,
    /// What kind:
    ///   one of the documented.
    #[top_api(rename = "type", length(1, 20))]
    kind: Option<String>,
    request_id: String,
    #[top_api(range(min = -5))]
    low: i64,
    #[top_api(range(max = 100))]
    high: Option<Fen>,
    #[top_api(items(20), secret)]
    tags: Vec<String>,
    #[top_api(length(min = 2))]
    r#match: Option<String>,
    #[top_api(length(max = 9,))]
    name: Secret,
}

fn field(shape: &'static Shape, name: &str) -> Option<&'static Field> {
    shape.field(name).map(|(_, field)| field)
}

#[test]
fn the_endpoint_says_what_the_container_says() {
    let endpoint = GetShop::ENDPOINT;
    assert_eq!(endpoint.method(), "alibaba.shop.get");
    assert_eq!(endpoint.param_name(), Some("param_shop"));
    assert_eq!(endpoint.member_name(), Some("shop"));
    assert_eq!(endpoint.idempotency_field(), Some("request_id"));
    assert!(endpoint.needs_session());
    assert!(!endpoint.is_read());
    assert!(matches!(endpoint.response(), Kind::List(Kind::Text)));
}

#[test]
fn doc_comments_become_descriptions() {
    let shape = GetShop::declaration();
    assert_eq!(shape.name(), "GetShop");
    assert_eq!(
        shape.description(),
        "Looks up a shop (查询门店). Second paragraph."
    );
    assert_eq!(
        field(shape, "shop_id").unwrap().description(),
        "The platform's id."
    );
    assert_eq!(field(shape, "out_shop_id").unwrap().description(), "");
    assert_eq!(
        field(shape, "type").unwrap().description(),
        "What kind: one of the documented."
    );
}

#[test]
fn wire_names_are_the_fields_own_or_renamed() {
    let names: Vec<_> = GetShop::declaration()
        .fields()
        .iter()
        .map(Field::name)
        .collect();
    assert_eq!(
        names,
        [
            "shop_id",
            "out_shop_id",
            "type",
            "request_id",
            "low",
            "high",
            "tags",
            "match",
            "name"
        ]
    );
}

#[test]
fn rules_name_positions() {
    assert_eq!(
        GetShop::declaration().between(),
        [
            Rule::OneOf(&[0, 1]),
            Rule::OneOf(&[0, 2]),
            Rule::RequiredIf { field: 0, other: 2 },
            Rule::RequiredIf { field: 0, other: 1 },
        ]
    );
}

#[test]
fn limits_and_open_ends() {
    let shape = GetShop::declaration();
    let limits = |name| field(shape, name).unwrap().limited_by();
    assert_eq!(limits("type"), [Limit::Length { min: 1, max: 20 }]);
    let (min, max) = (-5, i64::MAX);
    assert_eq!(limits("low"), [Limit::Range { min, max }]);
    let (min, max) = (i64::MIN, 100);
    assert_eq!(limits("high"), [Limit::Range { min, max }]);
    assert_eq!(limits("tags"), [Limit::Items { max: 20 }]);
    let (min, max) = (2, u64::MAX);
    assert_eq!(limits("match"), [Limit::Length { min, max }]);
    assert_eq!(limits("name"), [Limit::Length { min: 0, max: 9 }]);
    assert_eq!(limits("request_id"), []);
}

#[test]
fn what_is_marked_or_of_a_secret_type_is_secret() {
    let secret: Vec<_> = GetShop::declaration()
        .fields()
        .iter()
        .filter(|field| field.is_secret())
        .map(Field::name)
        .collect();
    assert_eq!(secret, ["tags", "name"]);
}

#[derive(TopApi)]
#[top_api(method = "taobao.picture.upload", response = bool, read)]
struct Upload {
    image: File,
    at: Option<DateTime>,
    more: Option<Json>,
}

#[test]
fn without_param_each_field_is_a_parameter() {
    let endpoint = Upload::ENDPOINT;
    assert_eq!(endpoint.param_name(), None);
    assert_eq!(endpoint.member_name(), None);
    assert!(endpoint.is_read());
    assert!(matches!(endpoint.response(), Kind::Bool));
    assert!(matches!(
        field(endpoint.request(), "image").unwrap().kind(),
        Kind::File
    ));
    assert!(matches!(
        field(endpoint.request(), "at").unwrap().kind(),
        Kind::Date
    ));
    assert!(matches!(
        field(endpoint.request(), "more").unwrap().kind(),
        Kind::Json
    ));
}

type Maybe = Option<String>;

#[derive(TopObject)]
struct Spellings {
    a: Option<String>,
    b: std::option::Option<String>,
    c: ::core::option::Option<String>,
    d: Maybe,
    e: String,
}

#[test]
fn an_alias_of_option_is_optional_in_the_data() {
    let required: Vec<_> = Spellings::declaration()
        .fields()
        .iter()
        .map(Field::required)
        .collect();
    assert_eq!(required, [false, false, false, false, true]);
    // Only the spelling is known to the derive: the alias is passed to `new` as it is.
    let made = Spellings::new(SpellingsRequired {
        d: None,
        e: "e".into(),
    });
    assert!(matches!(Object::get(&made, 3), Ref::Absent));
}

#[derive(TopObject)]
struct Configured {
    #[cfg(not(test))]
    never: NoSuchType,
    #[cfg(test)]
    #[top_api(rename = "sometimes")]
    always: String,
    last: Option<i64>,
}

#[test]
fn fields_that_are_configured_away_leave_no_gap() {
    let shape = Configured::declaration();
    assert_eq!(shape.fields().len(), 2);
    assert_eq!(shape.field("last").unwrap().0, 1);
}

#[derive(TopApi)]
#[top_api(method = "taobao.time.get", response = String)]
struct Unit;

#[derive(TopObject)]
struct Braces {}

#[test]
fn structs_without_fields_are_declared_too() {
    assert!(Unit::ENDPOINT.request().fields().is_empty());
    assert!(Braces::declaration().fields().is_empty());
    assert!(matches!(Object::get(&Unit::new(), 0), Ref::Absent));
    assert!(matches!(Object::slot(&mut Braces::new(), 0), Slot::Nothing));
}

#[derive(Default, TopObject)]
#[top_api(no_new)]
struct Node {
    name: String,
    next: Option<Box<Self>>,
    children: Vec<Self>,
}

#[test]
fn a_type_may_hold_itself() {
    let leaf = Node {
        name: "leaf".into(),
        ..Node::default()
    };
    let root = Node {
        next: Some(Box::new(Node::default())),
        children: vec![leaf],
        ..Node::default()
    };
    let Ref::List(children) = Object::get(&root, 2) else {
        panic!("a list is read as one");
    };
    let Ref::Object(child) = children.item(0) else {
        panic!("so is an object in it");
    };
    assert!(matches!(child.get(0), Ref::Text("leaf")));
    assert!(matches!(Object::get(&root, 1), Ref::Object(_)));
}

#[test]
fn fields_are_filled_by_position() {
    let mut node = <Node as TopObject>::empty();
    if let Slot::Text(name) = Object::slot(&mut node, 0) {
        name.push_str("filled");
    }
    if let Slot::Optional(next) = Object::slot(&mut node, 1) {
        next.fill();
    }
    assert_eq!(node.name, "filled");
    assert_eq!(node.next.unwrap().name, "");
    assert!(matches!(Node::KIND, Kind::Object(_)));
}

mod reexport {
    //! A crate that users depend on instead of this one.
    pub(crate) mod sdk {
        pub(crate) use top_runtime as rt;
    }
}

#[derive(top_runtime::TopApi)]
#[top_api(
    crate = crate::derive::declare::reexport::sdk::rt,
    method = "a.b",
    response = i64,
)]
struct Elsewhere {
    id: i64,
}

#[test]
fn the_crate_may_live_elsewhere() {
    let request = Elsewhere::new(ElsewhereRequired { id: 7 });
    assert!(matches!(Object::get(&request, 0), Ref::Integer(7)));
    assert_eq!(Elsewhere::ENDPOINT.method(), "a.b");
}
