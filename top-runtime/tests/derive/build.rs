//! The companion, `new` and the setters.

use top_runtime::{Fen, TopApi, TopObject};

#[derive(Debug, Clone, PartialEq, TopApi)]
#[top_api(method = "alibaba.refund", response = bool, one_of(reason, amount))]
#[non_exhaustive]
pub(super) struct Refund {
    /// The order.
    pub order_id: String,
    pub reason: Option<String>,
    pub amount: Option<Fen>,
    pub r#type: Option<i64>,
    pub lines: Vec<Line>,
    pub tags: Option<Vec<String>>,
    pub parent: Option<Box<Line>>,
    pub clone: Option<bool>,
}

#[derive(Debug, Clone, PartialEq, TopObject)]
pub(super) struct Line {
    pub sku: String,
    pub count: Option<i64>,
}

fn line(sku: &str) -> Line {
    Line::new(LineRequired { sku: sku.into() })
}

fn refund() -> Refund {
    Refund::new(RefundRequired {
        order_id: "1".into(),
        lines: vec![line("a").count(2)],
    })
}

#[test]
fn new_takes_what_is_required_and_nothing_else() {
    let refund = refund();
    assert_eq!(refund.order_id, "1");
    assert_eq!(refund.lines.first().unwrap().count, Some(2));
    assert_eq!(refund.reason, None);
    assert_eq!(refund.amount, None);
    assert_eq!(refund.tags, None);
}

#[test]
fn setters_convert() {
    let refund = refund()
        .reason("broken")
        .amount(Fen(12))
        .r#type(3)
        .tags(["a".to_owned(), "b".to_owned()])
        .parent(line("p"))
        .clone(true);
    assert_eq!(refund.reason.as_deref(), Some("broken"));
    assert_eq!(refund.amount, Some(Fen(12)));
    assert_eq!(refund.r#type, Some(3));
    assert_eq!(refund.tags.unwrap(), ["a", "b"]);
    assert_eq!(refund.parent.unwrap().sku, "p");
    assert_eq!(refund.clone, Some(true));
}

#[derive(TopApi)]
#[top_api(method = "a.b", response = bool, no_new)]
struct Bare {
    new: Option<String>,
}

impl Bare {
    fn new(text: &str) -> Self {
        Self {
            new: Some(text.into()),
        }
    }
}

#[test]
fn no_new_leaves_the_names_to_the_user() {
    struct BareRequired;
    let _ = BareRequired;
    assert_eq!(Bare::new("x").new.as_deref(), Some("x"));
}

mod inner {
    use top_runtime::TopObject;

    #[derive(TopObject)]
    pub(super) struct Narrow {
        // A private field is given through the companion all the same.
        id: i64,
        pub(super) note: Option<String>,
    }

    impl Narrow {
        pub(super) fn id(&self) -> i64 {
            self.id
        }
    }
}

#[test]
fn companion_and_methods_are_as_visible_as_the_struct() {
    let narrow = inner::Narrow::new(inner::NarrowRequired { id: 9 }).note("n");
    assert_eq!(narrow.id(), 9);
    assert_eq!(narrow.note.as_deref(), Some("n"));
}
