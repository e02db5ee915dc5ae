//! An endpoint written by hand: what the derive would have written, in the same few words.

use top_runtime::{Endpoint, Field, Object, Ref, Rule, Shape, Slot, TopApi, TopObject, Value};

/// Looks a shop up.
#[derive(Debug, Clone)]
struct GetShop {
    shop_id: Option<String>,
    out_shop_id: Option<String>,
    page_size: i64,
}

impl Object for GetShop {
    fn shape(&self) -> &'static Shape {
        Self::declaration()
    }

    fn get(&self, index: usize) -> Ref<'_> {
        match index {
            0 => Value::get(&self.shop_id),
            1 => Value::get(&self.out_shop_id),
            2 => Value::get(&self.page_size),
            _ => Ref::Absent,
        }
    }

    fn slot(&mut self, index: usize) -> Slot<'_> {
        match index {
            0 => Value::slot(&mut self.shop_id),
            1 => Value::slot(&mut self.out_shop_id),
            2 => Value::slot(&mut self.page_size),
            _ => Slot::Nothing,
        }
    }
}

impl TopObject for GetShop {
    type Payload = Self;

    fn declaration() -> &'static Shape {
        const {
            &Shape::new(
                "GetShop",
                const {
                    &[
                        Field::of::<Option<String>>("shop_id", "The platform's id."),
                        Field::of::<Option<String>>("out_shop_id", "The merchant's id."),
                        Field::of::<i64>("page_size", "How many a page."),
                    ]
                },
            )
            .describe("Looks a shop up.")
            .rules(&[Rule::OneOf(&[0, 1])])
        }
    }

    fn empty() -> Self {
        Self {
            shop_id: Value::empty(),
            out_shop_id: Value::empty(),
            page_size: Value::empty(),
        }
    }

    fn into_payload(self) -> Option<Self> {
        Some(self)
    }
}

impl TopApi for GetShop {
    type Response = Vec<String>;

    const ENDPOINT: &'static Endpoint = &Endpoint::new::<Self>("taobao.shop.get")
        .member("names")
        .read();
}

#[test]
fn the_declaration_reads_as_data() {
    let endpoint = GetShop::ENDPOINT;
    assert_eq!(endpoint.root(), "shop_get_response");
    assert!(endpoint.is_read() && !endpoint.needs_session());
    let shape = endpoint.request();
    let required: Vec<_> = shape.fields().iter().map(Field::required).collect();
    assert_eq!(required, [false, false, true]);
    let (index, _) = shape.field("out_shop_id").unwrap();
    let request = GetShop {
        shop_id: None,
        out_shop_id: Some("7".into()),
        page_size: 20,
    };
    assert!(matches!(Object::get(&request, index), Ref::Text("7")));
}

mod derived {
    use top_runtime::TopApi;

    /// Looks a shop up.
    #[derive(TopApi)]
    #[top_api(
        method = "taobao.shop.get",
        response(names: Vec<String>),
        one_of(shop_id, out_shop_id),
        read,
    )]
    pub(super) struct GetShop {
        /// The platform's id.
        shop_id: Option<String>,
        /// The merchant's id.
        out_shop_id: Option<String>,
        /// How many a page.
        page_size: i64,
    }
}

#[test]
fn the_derive_is_only_sugar() {
    let (by_hand, derived) = (GetShop::ENDPOINT, derived::GetShop::ENDPOINT);
    assert_eq!(format!("{by_hand:?}"), format!("{derived:?}"));
    let (by_hand, derived) = (by_hand.request(), derived.request());
    assert_eq!(format!("{by_hand:?}"), format!("{derived:?}"));
}
