//! An endpoint of the user's own, served in a line.

use top_runtime::{
    Client, DateTime, Endpoint, Field, File, Format, Kind, Nested, Object, Record, Ref, Shape,
    Slot, TopApi, TopObject, Yuan,
};
use top_sandbox::{Context, ErrorResponse, Reply, Sandbox};

use crate::pages::{KEY, SECRET};

/// Puts an item on sale; its fields are parameters.
#[derive(Debug, Clone, TopApi)]
#[top_api(method = "taobao.item.update", response(item: Item))]
struct UpdateItem {
    /// The item.
    num_iid: i64,
    /// What it costs.
    price: Option<Yuan>,
    /// What it can be paid with.
    ways: Option<Vec<String>>,
    /// A picture.
    image: Option<File>,
    /// Until when.
    until: Option<DateTime>,
}

/// An item.
#[derive(Debug, PartialEq, TopObject)]
struct Item {
    /// The item.
    num_iid: i64,
    /// What it costs.
    price: Option<Yuan>,
    /// What it can be paid with.
    ways: Vec<String>,
    /// The size of its picture, in bytes.
    image_size: Option<i64>,
    /// Until when.
    until: Option<DateTime>,
    /// Parts.
    parts: Vec<PartDTO>,
}

/// A part of an item.
#[derive(Debug, PartialEq, TopObject)]
struct PartDTO {
    /// What it is called.
    name: String,
}

fn client(sandbox: Sandbox, format: Format) -> Client {
    Client::builder()
        .app_key(KEY)
        .app_secret(SECRET)
        .format(format)
        .transport(sandbox)
        .build()
        .unwrap()
}

fn request() -> UpdateItem {
    UpdateItem {
        num_iid: 9_007_199_254_740_993,
        price: Some("200.07".parse().unwrap()),
        ways: Some(vec!["a b".into(), "c&d".into()]),
        image: Some(File::new("a.png", &b"\x00\r\n--\xff"[..])),
        until: DateTime::new(2024, 2, 29, 23, 59, 59),
    }
}

fn echoed(request: UpdateItem, context: &Context) -> Item {
    context.applied();
    Item {
        num_iid: request.num_iid,
        price: request.price,
        ways: request.ways.unwrap_or_default(),
        image_size: request
            .image
            .and_then(|image| i64::try_from(image.bytes().len()).ok()),
        until: request.until,
        parts: vec![PartDTO {
            name: "<&>'\"".into(),
        }],
    }
}

#[tokio::test]
async fn every_kind_of_field_arrives_and_comes_back() {
    for format in [Format::Simplified, Format::Classic, Format::Xml] {
        let sandbox = Sandbox::builder()
            .app(KEY, SECRET)
            .serve(|request: UpdateItem, context| Ok(echoed(request, context)))
            .build();
        let item = client(sandbox.clone(), format)
            .send(&request())
            .await
            .unwrap();
        let expected = Item {
            num_iid: 9_007_199_254_740_993,
            price: Some("200.07".parse().unwrap()),
            ways: vec!["a b".into(), "c&d".into()],
            image_size: Some(6),
            until: DateTime::new(2024, 2, 29, 23, 59, 59),
            parts: vec![PartDTO {
                name: "<&>'\"".into(),
            }],
        };
        assert_eq!(item, expected);
        let counts = sandbox.counts();
        assert_eq!(counts.of_method("taobao.item.update").effects, 1);
    }
}

#[tokio::test]
async fn a_handler_may_refuse() {
    let sandbox = Sandbox::builder()
        .app(KEY, SECRET)
        .serve(|request: UpdateItem, _| {
            Err(ErrorResponse::new(50).sub_code(format!("isv.item-not-exist:{}", request.num_iid)))
        })
        .build();
    let client = client(sandbox, Format::Xml);
    let error = client.send(&request()).await.unwrap_err();
    assert_eq!(
        error.sub_code(),
        Some("isv.item-not-exist:9007199254740993")
    );
}

#[tokio::test]
async fn a_sample_is_served_in_one_line() {
    let sandbox = Sandbox::builder()
        .app(KEY, SECRET)
        .serve_sample::<UpdateItem>()
        .build();
    let item = client(sandbox, Format::Classic)
        .send(&request())
        .await
        .unwrap();
    assert_eq!(item.ways, ["sample"]);
    assert_eq!(
        item.parts,
        [PartDTO {
            name: "sample".into()
        }]
    );
}

#[tokio::test]
async fn a_sample_needs_no_rust_type() {
    let endpoints = [
        (&GET_SHOP, serde_json::json!({"title": "sample", "sid": 1})),
        (&GET_NAMES, serde_json::json!(["sample"])),
    ];
    for (endpoint, expected) in endpoints {
        let builder = Sandbox::builder().app(KEY, SECRET);
        let sandbox = builder.serve_endpoint_sample(endpoint).build();
        let client = client(sandbox, Format::Classic);
        let params = serde_json::json!({"sid": 7});
        let reply = client.call_endpoint(endpoint, params).send().await;
        assert_eq!(reply.unwrap(), expected);
    }
}

static GET_NAMES: Endpoint = Endpoint::loaded(
    "taobao.names.get",
    Nested::loaded(&REQUEST),
    Kind::List(&Kind::Text),
)
.member("names");
static REQUEST: Shape = Shape::new("GetShop", &[Field::new("sid", "", Kind::Integer, true)]);
static SHOP: Shape = Shape::new(
    "Shop",
    &[
        Field::new("title", "", Kind::Text, true),
        Field::new("sid", "", Kind::Integer, true),
    ],
);
static GET_SHOP: Endpoint = Endpoint::loaded(
    "taobao.shop.get",
    Nested::loaded(&REQUEST),
    Kind::Object(Nested::loaded(&SHOP)),
)
.member("shop");

#[tokio::test]
async fn an_endpoint_known_only_as_data_is_served_by_records() {
    let sandbox = Sandbox::builder()
        .app(KEY, SECRET)
        .serve_endpoint(&GET_SHOP, |request: Record, _| {
            let mut shop = Record::new(&SHOP);
            if let (Ref::Integer(sid), Slot::Optional(slot)) = (request.value("sid"), shop.slot(1))
                && let Slot::Integer(target) = slot.fill()
            {
                *target = sid;
            }
            shop.set("title", "一家店").unwrap();
            Ok(Reply::record(shop))
        })
        .build();
    let client = client(sandbox, Format::Simplified);
    let params = serde_json::json!({"sid": 7});
    let shop = client
        .call_endpoint(&GET_SHOP, params)
        .send()
        .await
        .unwrap();
    assert_eq!(shop, serde_json::json!({"title": "一家店", "sid": 7}));
}
