//! Type parameters, conditions on them, and const parameters.

use top_runtime::{Field, Kind, Object, Outcome, Ref, TopApi, TopObject};

/// What many replies look like.
#[derive(Debug, Clone, TopObject)]
#[top_api(outcome(value = result))]
pub(super) struct CommonResult<T> {
    pub result: Option<T>,
    pub biz_success: Option<bool>,
}

#[derive(TopApi)]
#[top_api(method = "a.b", response(result: CommonResult<Vec<String>>))]
struct Ask;

#[test]
fn a_reply_may_be_generic_over_its_payload() {
    assert!(matches!(Ask::ENDPOINT.response(), Kind::Object(_)));
    let reply = CommonResult::<Vec<String>>::new().result(["x".to_owned()]);
    assert_eq!(Outcome::into_value(reply).unwrap(), ["x"]);
    let text = CommonResult::<String>::declaration();
    let number = CommonResult::<i64>::declaration();
    assert!(matches!(text.fields()[0].kind(), Kind::Text));
    assert!(matches!(number.fields()[0].kind(), Kind::Integer));
}

#[derive(TopObject)]
struct Conditioned<A: Clone, B, const N: usize>
where
    B: PartialEq<A>,
{
    only_b: B,
    maybe_a: Option<A>,
}

#[test]
fn the_companion_has_only_the_parameters_it_needs() {
    let made: Conditioned<String, String, 3> = Conditioned::new(ConditionedRequired {
        only_b: "b".to_owned(),
    })
    .maybe_a("a");
    assert!(matches!(Object::get(&made, 0), Ref::Text("b")));
    assert!(matches!(Object::get(&made, 1), Ref::Text("a")));
}

#[derive(TopObject)]
struct Tree<T = String> {
    value: T,
    children: Vec<Self>,
}

#[test]
fn a_generic_type_may_hold_itself() {
    let leaf = Tree::new(TreeRequired {
        value: 2_i64,
        children: Vec::new(),
    });
    let root = Tree::new(TreeRequired {
        value: 1,
        children: vec![leaf],
    });
    assert!(matches!(Object::get(&root, 1), Ref::List(_)));
    let required: Vec<_> = Tree::<String>::declaration()
        .fields()
        .iter()
        .map(Field::required)
        .collect();
    assert_eq!(required, [true, true]);
}

macro_rules! declare {
    ($name:ident { $($field:ident: $ty:ty),* }) => {
        #[derive(TopObject)]
        struct $name {
            $($field: $ty),*
        }
    };
}

declare!(ByMacro { must: String, may: Option<i64> });

#[test]
fn types_may_come_through_a_macro() {
    let made = ByMacro::new(ByMacroRequired { must: "m".into() }).may(5);
    assert!(matches!(Object::get(&made, 1), Ref::Integer(5)));
}
