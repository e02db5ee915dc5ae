//! What can be told of a type by how it is spelled.
//!
//! The trait `Value` knows the truth, but only after expansion. A spelling decides two things
//! here: which fields are optional, and which limits make no sense. An alias is told as unknown:
//! its field then counts as required for `new`, and its limits are left to the runtime.

use syn::{GenericArgument, Path, PathArguments, Type};

/// What a type looks like.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Spelled {
    /// A `String`, `Secret` or `Json`.
    Text,
    /// An integer, `Decimal`, `Fen` or `Yuan`.
    Number,
    /// A `bool` or `DateTime`.
    Plain,
    /// A `File`.
    File,
    /// A `Vec`.
    List,
    /// Any other name.
    Unknown,
}

impl Spelled {
    /// The type's kind, looking through one `Option`.
    pub(crate) fn of(ty: &Type) -> Self {
        let ty = option(ty).unwrap_or(ty);
        let Some(last) = path(ty).and_then(|path| path.segments.last()) else {
            return Self::Unknown;
        };
        match last.ident.to_string().as_str() {
            "String" | "Secret" | "Json" => Self::Text,
            "i8" | "i16" | "i32" | "i64" | "u8" | "u16" | "u32" | "Decimal" | "Fen" | "Yuan" => {
                Self::Number
            }
            "bool" | "DateTime" => Self::Plain,
            "File" => Self::File,
            "Vec" => Self::List,
            _ => Self::Unknown,
        }
    }
}

/// Whether the type is sure to be a value: one of this crate's, or an `Option` or `Vec` of one.
pub(crate) fn is_value(ty: &Type) -> bool {
    match Spelled::of(ty) {
        Spelled::Unknown => false,
        Spelled::List => path(option(ty).unwrap_or(ty))
            .and_then(argument)
            .is_some_and(is_value),
        _ => true,
    }
}

/// Whether the type is a number or a list of numbers, for all that its name tells.
pub(crate) fn may_be_number(ty: &Type) -> bool {
    match Spelled::of(ty) {
        Spelled::Number | Spelled::Unknown => true,
        Spelled::List => path(option(ty).unwrap_or(ty))
            .and_then(argument)
            .is_none_or(may_be_number),
        _ => false,
    }
}

/// What an `Option` holds, if the type is spelled `Option<…>`, with or without its path.
pub(crate) fn option(ty: &Type) -> Option<&Type> {
    let path = path(ty)?;
    let names: Vec<_> = path.segments.iter().map(|s| s.ident.to_string()).collect();
    match names.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["Option"] | ["std" | "core", "option", "Option"] => argument(path),
        _ => None,
    }
}

fn path(ty: &Type) -> Option<&Path> {
    match ty {
        Type::Path(ty) if ty.qself.is_none() => Some(&ty.path),
        // A type that came through `macro_rules!` is wrapped in an invisible group.
        Type::Group(group) => path(&group.elem),
        Type::Paren(paren) => path(&paren.elem),
        _ => None,
    }
}

fn argument(path: &Path) -> Option<&Type> {
    let PathArguments::AngleBracketed(arguments) = &path.segments.last()?.arguments else {
        return None;
    };
    match (arguments.args.len(), arguments.args.first()?) {
        (1, GenericArgument::Type(ty)) => Some(ty),
        _ => None,
    }
}
