//! Whatever a description holds, it becomes a module that is Rust.

use std::collections::BTreeSet;

use cargo_top::description::{Description, Field, Limits};
use cargo_top::load::load;
use cargo_top::plan::plan;
use cargo_top::rules::{Proposal, Says, propose};
use cargo_top::tree;
use cargo_top::write::write;
use proptest::prelude::*;

/// Names that have once been trouble, and any others.
fn name() -> impl Strategy<Value = String> {
    let odd = "type self Self super crate _ __ new gen 3d a.b a..b ShopId shop_id SHOPID Vec Option \
        Result success biz_success code session method sign 品牌 ﬁ ß box dyn success is_success Line";
    let odd: Vec<_> = odd.split(' ').map(str::to_owned).collect();
    prop_oneof![3 => prop::sample::select(odd), 2 => "[a-cA-C_.0-2]{1,5}", 1 => any::<String>()]
}

fn type_name() -> impl Strategy<Value = String> {
    let known = "String Number Boolean Date Price BigDecimal Json byte byte[] Map Result Option Line \
        LineDTO Reply FooRequired Foo Struct Self";
    let known: Vec<_> = known.split(' ').map(str::to_owned).collect();
    prop_oneof![4 => prop::sample::select(known), 1 => any::<String>()]
}

fn text() -> impl Strategy<Value = String> {
    let odd = [
        "",
        "*/ // /* ``` `x",
        "1-男,2-女",
        "CS是辰森,KRY是客如云",
        "不能和shop_id同时为空",
        "幂等",
        "单位:分",
        "有ShopId的情况下必填",
        "\\",
        "a\u{202e}b\r\nc",
        "http://a_b/c::d<e>",
    ];
    prop_oneof![
        prop::sample::select(odd.to_vec()).prop_map(str::to_owned),
        any::<String>()
    ]
}

fn limits() -> impl Strategy<Value = Limits> {
    let number = || prop::option::weighted(0.2, any::<u64>());
    let end = || prop::option::weighted(0.2, any::<i64>());
    (number(), number(), end(), end()).prop_map(|(max_length, max_items, min_value, max_value)| {
        Limits {
            max_length,
            max_items,
            min_value,
            max_value,
        }
    })
}

fn field() -> impl Strategy<Value = Field> {
    let leaf = (
        name(),
        type_name(),
        0..3_usize,
        any::<Option<bool>>(),
        text(),
        limits(),
    );
    let leaf = leaf.prop_map(|(name, type_name, lists, required, text, limits)| Field {
        name,
        type_name,
        lists,
        required,
        text,
        limits,
        ..Field::default()
    });
    leaf.prop_recursive(4, 24, 6, |inner| {
        (inner.clone(), prop::collection::vec(inner, 0..6))
            .prop_map(|(field, members)| Field { members, ..field })
    })
}

prop_compose! {
    fn description()(
        method in "[a-z]{2,6}(\\.[a-zA-Z0-9_-]{1,9}){1,4}",
        title in text(),
        text in text(),
        group in prop::option::of(name()),
        request in prop::collection::vec(field(), 0..8),
        reply in prop::collection::vec(field(), 0..5),
    ) -> Description {
        Description { method, title, text, group, request, reply, ..Description::default() }
    }
}

/// What prose never says, but rules might: about fields that are not there, or asked for anyway.
fn proposals() -> impl Strategy<Value = Vec<Proposal>> {
    let says =
        (0..8_u8, name(), name(), text()).prop_map(|(which, one, other, text)| match which {
            0 => Says::OneOf(vec![one.clone(), other, one]),
            1 => Says::RequiredIf { field: one, other },
            2 => Says::Required(one),
            3 => Says::IdempotentBy(one),
            4 => Says::Read,
            5 => Says::Fen(one),
            6 => Says::Yuan(one),
            _ => Says::Codes {
                field: one,
                values: vec![(other, text.clone()), ("1".to_owned(), text)],
            },
        });
    let at = prop::collection::vec(name(), 0..2);
    let proposal = (at, any::<bool>(), says, any::<bool>(), text());
    let proposal = proposal.prop_map(|(at, reply, says, certain, reason)| Proposal {
        at,
        reply,
        says,
        certain,
        reason,
    });
    prop::collection::vec(proposal, 0..12)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_description_is_written_as_rust(described in description(), odd in proposals()) {
        let mut proposals = propose(&described);
        proposals.extend(odd);
        let module = plan(&described, &proposals, None);
        let text = write(&module);
        let file = syn::parse_file(&text).map_err(|error| TestCaseError::fail(format!("{error}\n{text}")))?;
        names_differ(&file)?;
        prop_assert!(text.lines().all(|line| line.trim_end() == line), "{text}");
        prop_assert_eq!(&text, &write(&plan(&described, &proposals, None)));
        prop_assert_eq!(load(&module).method(), described.method.as_str());
    }

}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(30))]

    #[test]
    fn any_neighbours_are_told_apart(all in prop::collection::vec(description(), 1..8)) {
        let files = tree::files(&tree::groups(&all));
        let paths: BTreeSet<_> = files.iter().map(|file| file.path.to_lowercase()).collect();
        prop_assert_eq!(paths.len(), files.len());
        for file in files {
            prop_assert!(syn::parse_file(&file.text).is_ok(), "{}", file.text);
        }
    }
}

/// Types of one file, and fields of one struct.
fn names_differ(file: &syn::File) -> Result<(), TestCaseError> {
    let mut types = BTreeSet::new();
    for item in &file.items {
        let syn::Item::Struct(declared) = item else {
            continue;
        };
        prop_assert!(
            types.insert(declared.ident.to_string()),
            "{}",
            declared.ident
        );
        let fields = declared
            .fields
            .iter()
            .filter_map(|field| field.ident.as_ref());
        let names: BTreeSet<_> = fields.map(ToString::to_string).collect();
        prop_assert_eq!(names.len(), declared.fields.len());
    }
    Ok(())
}
