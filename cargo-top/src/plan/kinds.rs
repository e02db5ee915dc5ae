//! The platform's type names as types.

use super::Type;
use crate::description::Field;

/// Where a value stands, which decides what can travel there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// A parameter of its own.
    Parameter,
    /// Inside JSON that is sent.
    Sent,
    /// In a reply.
    Answered,
}

impl Place {
    /// Whether it belongs to the request.
    pub(super) fn is_asked(self) -> bool {
        self != Self::Answered
    }
}

/// The type of a field without members, apart from its list marks; `None`: the page does not tell.
pub(super) fn plain(field: &Field, place: Place) -> Option<Type> {
    Some(match field.type_name.trim().to_ascii_lowercase().as_str() {
        // A file is a part of its own beside the parameters; elsewhere its bytes can only be text.
        "byte[]" if place == Place::Parameter && field.lists == 0 => Type::File,
        "string" | "text" | "char" | "field list" | "fieldlist" | "byte[]" => Type::Text,
        "number" | "byte" | "long" | "integer" | "int" | "short" => Type::Integer,
        "boolean" | "bool" => Type::Bool,
        // `Price` alone names no currency.
        "price" | "bigdecimal" | "decimal" | "double" | "float" => Type::Decimal,
        "date" | "datetime" => Type::Date,
        "json" => Type::Json,
        _ => return None,
    })
}

/// The type of what the page does not tell: anything, as JSON. As a parameter it is text, which
/// JSON would put into quotation marks.
pub(super) fn untold(field: &Field, place: Place) -> Type {
    if place == Place::Parameter && field.type_name.trim().is_empty() && field.lists == 0 {
        Type::Text
    } else {
        Type::Any
    }
}

/// This type in as many lists as the field has list marks.
pub(super) fn listed(kind: Type, lists: usize) -> Type {
    // Nobody nests deeper, and neither does the framework.
    (0..lists.min(8)).fold(kind, |kind, _| Type::List(Box::new(kind)))
}

/// What is in the lists.
pub(crate) fn innermost(kind: &Type) -> &Type {
    match kind {
        Type::List(item) => innermost(item),
        other => other,
    }
}

/// The same lists of something else.
pub(super) fn instead(kind: Type, inner: Type) -> Type {
    match kind {
        Type::List(item) => Type::List(Box::new(instead(*item, inner))),
        _ => inner,
    }
}

#[cfg(test)]
mod tests {
    use super::{Place, Type, listed, plain, untold};
    use crate::description::Field;

    fn field(type_name: &str, lists: usize) -> Field {
        Field {
            type_name: type_name.to_owned(),
            lists,
            ..Field::default()
        }
    }

    #[test]
    fn files_travel_only_as_parameters() {
        assert_eq!(
            plain(&field("byte[]", 0), Place::Parameter),
            Some(Type::File)
        );
        assert_eq!(plain(&field("byte[]", 0), Place::Sent), Some(Type::Text));
        assert_eq!(
            plain(&field("byte[]", 0), Place::Answered),
            Some(Type::Text)
        );
        assert_eq!(
            plain(&field("byte", 2), Place::Answered),
            Some(Type::Integer)
        );
    }

    #[test]
    fn what_the_page_does_not_tell_may_be_anything() {
        assert_eq!(plain(&field("Tips", 0), Place::Answered), None);
        assert_eq!(untold(&field("Tips", 0), Place::Parameter), Type::Any);
        assert_eq!(untold(&field("", 0), Place::Parameter), Type::Text);
        assert_eq!(untold(&field("", 0), Place::Sent), Type::Any);
    }

    #[test]
    fn lists_of_lists_are_lists_of_lists() {
        let listed = listed(Type::Integer, 2);
        assert_eq!(
            listed,
            Type::List(Box::new(Type::List(Box::new(Type::Integer))))
        );
    }
}
