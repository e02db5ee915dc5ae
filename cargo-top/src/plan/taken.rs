//! Names of types: each means one thing in its module.

use std::collections::HashSet;

use super::words::{LONGEST, behind, camel, words};

/// Names that mean something else in every module, or in a module with declarations.
const RESERVED: &[&str] = &[
    // The prelude, traits that derives implement, and what would have a constructor of its name.
    "AsMut",
    "AsRef",
    "Box",
    "Clone",
    "Copy",
    "Debug",
    "Default",
    "DoubleEndedIterator",
    "Drop",
    "Eq",
    "Err",
    "ExactSizeIterator",
    "Extend",
    "Fn",
    "FnMut",
    "FnOnce",
    "From",
    "FromIterator",
    "Future",
    "Hash",
    "Into",
    "IntoFuture",
    "IntoIterator",
    "Iterator",
    "New",
    "None",
    "Ok",
    "Option",
    "Ord",
    "PartialEq",
    "PartialOrd",
    "Result",
    "Self",
    "Send",
    "Sized",
    "Some",
    "String",
    "Sync",
    "ToOwned",
    "ToString",
    "TryFrom",
    "TryInto",
    "Unpin",
    "Vec",
    // What declarations use.
    "DateTime",
    "Decimal",
    "Fen",
    "File",
    "Json",
    "Secret",
    "Serde",
    "TopApi",
    "TopObject",
    "Yuan",
];

/// Words for any type at all: the field tells more.
const SAY_NOTHING: &[&str] = &[
    "",
    "array",
    "arraylist",
    "bigdecimal",
    "bool",
    "boolean",
    "byte",
    "char",
    "class",
    "date",
    "decimal",
    "double",
    "float",
    "hashmap",
    "int",
    "integer",
    "json",
    "jsonobject",
    "list",
    "long",
    "map",
    "null",
    "number",
    "object",
    "price",
    "short",
    "string",
    "struct",
    "t",
    "text",
    "void",
];

/// The names that are taken in one module.
#[derive(Debug)]
pub(super) struct Taken(HashSet<String>);

impl Taken {
    /// Only the reserved ones.
    pub(super) fn new() -> Self {
        Self(RESERVED.iter().map(|&name| name.to_owned()).collect())
    }

    /// Takes the first of these that is free, or the first with a number.
    pub(super) fn take(&mut self, candidates: &[String]) -> String {
        let first = candidates.first().cloned().unwrap_or_default();
        let is_short = |name: &String| *name == first || name.len() <= LONGEST;
        let numbered = (2_u64..).map(|number| format!("{first}{number}"));
        let mut names = candidates
            .iter()
            .filter(|name| is_short(name))
            .cloned()
            .chain(numbered);
        // There are more numbers than names.
        let name = names.find(|name| self.is_free(name)).unwrap_or(first);
        self.0.insert(companion(&name));
        self.0.insert(name.clone());
        name
    }

    fn is_free(&self, name: &str) -> bool {
        !self.0.contains(name) && !self.0.contains(&companion(name))
    }
}

/// Whether a name means something else already.
pub(super) fn is_reserved(name: &str) -> bool {
    RESERVED.contains(&name)
}

/// The struct that the derive writes beside one with required fields.
fn companion(name: &str) -> String {
    format!("{name}Required")
}

/// What a type of this name is called, or one of no telling name that this field holds.
pub(super) fn type_name(named: &str, field: &str) -> String {
    let (said, held) = (words(named), words(field));
    // Three words glued together cannot be read; their field may tell where the gaps are.
    let has_gaps = held.len() > said.len() + 1 && held.iter().all(|word| word.len() > 1);
    let same = has_gaps && said.concat() == held.concat();
    let said = camel(if same { &held } else { &said });
    if SAY_NOTHING.contains(&said.to_ascii_lowercase().as_str()) {
        let field = camel(&held);
        return behind("Type", if field.is_empty() { said } else { field });
    }
    behind("Type", said)
}

/// What a type inside another one may be called: as its page does, or with its owner's name in front.
/// A type within itself, with fewer members the deeper it is, needs a number only.
pub(super) fn names_within(base: &str, owner: &str) -> Vec<String> {
    let mut names = vec![base.to_owned()];
    if owner.trim_end_matches(|c: char| c.is_ascii_digit()) != base {
        names.push(format!("{owner}{base}"));
    }
    names
}

#[cfg(test)]
mod tests {
    use super::{Taken, type_name};

    #[test]
    fn a_type_is_called_as_on_its_page_or_else_like_its_field() {
        assert_eq!(type_name("ResultDTO", "result"), "ResultDto");
        assert_eq!(type_name("Price", "moq_unit_price"), "MoqUnitPrice");
        assert_eq!(type_name("", "params"), "Params");
        assert_eq!(
            type_name("Refundsuborders", "refund_sub_orders"),
            "RefundSubOrders"
        );
        assert_eq!(
            type_name("RefundSubOrders", "refundsuborders"),
            "RefundSubOrders"
        );
        assert_eq!(type_name("Extinfo", "ext_info"), "Extinfo");
        assert_eq!(type_name("SkuDTO", "sku_d_t_o"), "SkuDto");
        assert_eq!(type_name("3DModel", "model"), "Type3dModel");
        assert_eq!(type_name("类型", "字段"), "Type");
    }

    #[test]
    fn a_name_is_taken_once_and_so_is_its_companions() {
        let mut taken = Taken::new();
        let mut take = |name: &str| taken.take(&[name.to_owned(), format!("Order{name}")]);
        assert_eq!(take("Result"), "OrderResult");
        assert_eq!(take("Item"), "Item");
        assert_eq!(take("Item"), "OrderItem");
        assert_eq!(take("Item"), "Item2");
        assert_eq!(take("ItemRequired"), "ItemRequired2");
        assert_eq!(take("XRequired"), "XRequired");
        assert_eq!(take("X"), "OrderX");
    }
}
