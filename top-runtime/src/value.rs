//! Access to declared values by position: how general code reads and fills a struct it does not know.

use std::fmt;

use rust_decimal::Decimal;

use crate::api::TopObject;
use crate::file::File;
use crate::shape::{Kind, Nested, Shape};
use crate::time::DateTime;

mod plain;

/// A Rust type that can be a field of a declaration.
///
/// Implemented for `String`, the integers, `bool`, `Decimal`, [`Fen`](crate::Fen),
/// [`Yuan`](crate::Yuan), [`DateTime`], [`File`], [`Json`](crate::Json),
/// [`Secret`](crate::Secret), [`Serde<T>`](crate::Serde), every type that derives
/// [`TopObject`], and `Option`, `Vec` and `Box` of these.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be a field of a TOP declaration",
    label = "not a TOP value",
    note = "use String, i64, bool, Decimal, Fen, Yuan, DateTime, File, Json or Secret, an Option or Vec of one, or a struct with #[derive(TopObject)]",
    note = "any other serde type can travel as JSON: write `Serde<{Self}>`; amounts are never floats: write `Fen` or `Yuan`"
)]
pub trait Value: Send + Sync + 'static {
    /// What kind of value it is on the wire.
    const KIND: Kind;
    /// Whether it may be left out. Follows the type through aliases.
    const OPTIONAL: bool = false;
    /// Whether every output masks it, whatever the field says.
    const SECRET: bool = false;

    /// The value that decoding starts from.
    fn empty() -> Self
    where
        Self: Sized;

    /// Reads it.
    fn get(&self) -> Ref<'_>;

    /// Opens it for writing.
    fn slot(&mut self) -> Slot<'_>;
}

/// A struct whose fields can be read and filled by position. Derived, rarely written by hand.
pub trait Object: Send + Sync {
    /// Its declaration.
    fn shape(&self) -> &'static Shape;

    /// Reads the field at this position; [`Ref::Absent`] past the end.
    fn get(&self, index: usize) -> Ref<'_>;

    /// Opens the field at this position; [`Slot::Nothing`] past the end.
    fn slot(&mut self, index: usize) -> Slot<'_>;
}

/// A value being read.
#[non_exhaustive]
#[derive(Clone, Copy)]
pub enum Ref<'a> {
    /// Not given.
    Absent,
    /// Text, and every scalar that is text on the wire.
    Text(&'a str),
    /// A whole number.
    Integer(i64),
    /// A Boolean.
    Bool(bool),
    /// A decimal number.
    Decimal(Decimal),
    /// A date in GMT+8.
    Date(DateTime),
    /// A file.
    File(&'a File),
    /// Any JSON value, written by serde.
    Raw(&'a dyn Raw),
    /// A nested struct.
    Object(&'a dyn Object),
    /// A list.
    List(&'a dyn List),
}

/// A value being filled.
#[non_exhaustive]
pub enum Slot<'a> {
    /// There is no such field.
    Nothing,
    /// Text.
    Text(&'a mut String),
    /// A whole number.
    Integer(&'a mut i64),
    /// A Boolean.
    Bool(&'a mut bool),
    /// A decimal number.
    Decimal(&'a mut Decimal),
    /// A date in GMT+8.
    Date(&'a mut DateTime),
    /// A file.
    File(&'a mut File),
    /// A scalar that reads its own text: narrower integers, codes, a user's own types.
    Scalar(&'a mut dyn Scalar),
    /// Any JSON value, read by serde.
    Raw(&'a mut dyn Raw),
    /// A nested struct.
    Object(&'a mut dyn Object),
    /// A list.
    List(&'a mut dyn List),
    /// Something that may be left out.
    Optional(&'a mut dyn Optional),
}

impl fmt::Debug for Ref<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Never the value: whether it is secret is said by the field, not by the value.
        f.write_str(match self {
            Self::Absent => "Absent",
            Self::Text(_) => "Text",
            Self::Integer(_) => "Integer",
            Self::Bool(_) => "Bool",
            Self::Decimal(_) => "Decimal",
            Self::Date(_) => "Date",
            Self::File(_) => "File",
            Self::Raw(_) => "Raw",
            Self::Object(_) => "Object",
            Self::List(_) => "List",
        })
    }
}

impl fmt::Debug for Slot<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Nothing => "Nothing",
            Self::Text(_) => "Text",
            Self::Integer(_) => "Integer",
            Self::Bool(_) => "Bool",
            Self::Decimal(_) => "Decimal",
            Self::Date(_) => "Date",
            Self::File(_) => "File",
            Self::Scalar(_) => "Scalar",
            Self::Raw(_) => "Raw",
            Self::Object(_) => "Object",
            Self::List(_) => "List",
            Self::Optional(_) => "Optional",
        })
    }
}

/// A scalar that reads its own wire text.
pub trait Scalar {
    /// Takes the text of a string, number or Boolean.
    ///
    /// # Errors
    /// Says what was expected, for example `a whole number up to 255`.
    fn set(&mut self, text: &str) -> Result<(), &'static str>;
}

/// A foreign type that travels as JSON.
pub trait Raw {
    /// Writes it as JSON text behind `out`.
    ///
    /// # Errors
    /// What serde says.
    fn write(&self, out: &mut String) -> Result<(), serde_json::Error>;

    /// Reads it from JSON text.
    ///
    /// # Errors
    /// What serde says.
    fn read(&mut self, json: &str) -> Result<(), serde_json::Error>;
}

/// A list, whatever its items are.
pub trait List: Send + Sync {
    /// How many items it has.
    fn len(&self) -> usize;

    /// Whether it has none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Reads the item at this position; [`Ref::Absent`] past the end.
    fn item(&self, index: usize) -> Ref<'_>;

    /// Appends an empty item and opens it.
    fn push(&mut self) -> Slot<'_>;

    /// Removes all items.
    fn clear(&mut self);
}

/// A value that may be left out.
///
/// One method that a type must have, because each costs a program hundreds of copies.
pub trait Optional: Send + Sync {
    /// Makes it what is asked for and opens the value; [`Slot::Nothing`] where it is left out.
    fn open(&mut self, how: Open) -> Slot<'_>;
}

/// What becomes of a value that may be left out, before it is opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Open {
    /// It becomes an empty value, whatever it was.
    Anew,
    /// It stays.
    AsItIs,
    /// It is left out.
    Cleared,
}

impl dyn Optional + '_ {
    /// Makes it an empty value, whatever it was, and opens that.
    pub fn fill(&mut self) -> Slot<'_> {
        self.open(Open::Anew)
    }

    /// Opens the value it has; [`Slot::Nothing`] where it is left out.
    pub fn current(&mut self) -> Slot<'_> {
        self.open(Open::AsItIs)
    }

    /// Leaves it out.
    pub fn clear(&mut self) {
        self.open(Open::Cleared);
    }
}

// Not inlined into the arms of every struct: one copy a type, and one vtable, is what halves a
// program that declares hundreds of them.
impl<T: TopObject> Value for T {
    const KIND: Kind = Kind::Object(Nested::declared(T::declaration));

    fn empty() -> Self {
        TopObject::empty()
    }

    #[inline(never)]
    fn get(&self) -> Ref<'_> {
        Ref::Object(self)
    }

    #[inline(never)]
    fn slot(&mut self) -> Slot<'_> {
        Slot::Object(self)
    }
}

impl<T: Value> Value for Option<T> {
    const KIND: Kind = T::KIND;
    const OPTIONAL: bool = true;
    const SECRET: bool = T::SECRET;

    fn empty() -> Self {
        None
    }

    #[inline(never)]
    fn get(&self) -> Ref<'_> {
        match self {
            Some(value) => value.get(),
            None => Ref::Absent,
        }
    }

    #[inline(never)]
    fn slot(&mut self) -> Slot<'_> {
        Slot::Optional(self)
    }
}

impl<T: Value> Optional for Option<T> {
    fn open(&mut self, how: Open) -> Slot<'_> {
        // No closure, and nothing to unwind when the old value is dropped: there are hundreds of
        // copies of this. What is forgotten is a `None`.
        if !matches!(how, Open::AsItIs) {
            drop(self.take());
        }
        if matches!(how, Open::Anew) {
            std::mem::forget(self.replace(T::empty()));
        }
        match self {
            Some(value) => value.slot(),
            None => Slot::Nothing,
        }
    }
}

impl<T: Value> Value for Vec<T> {
    const KIND: Kind = Kind::List(&T::KIND);
    const SECRET: bool = T::SECRET;

    fn empty() -> Self {
        Self::new()
    }

    #[inline(never)]
    fn get(&self) -> Ref<'_> {
        Ref::List(self)
    }

    #[inline(never)]
    fn slot(&mut self) -> Slot<'_> {
        Slot::List(self)
    }
}

// No closures: there are hundreds of copies of this, too.
impl<T: Value> List for Vec<T> {
    fn len(&self) -> usize {
        self.len()
    }

    fn item(&self, index: usize) -> Ref<'_> {
        match <[T]>::get(self, index) {
            Some(item) => item.get(),
            None => Ref::Absent,
        }
    }

    fn push(&mut self) -> Slot<'_> {
        self.push(T::empty());
        match self.last_mut() {
            Some(item) => item.slot(),
            None => Slot::Nothing,
        }
    }

    fn clear(&mut self) {
        self.clear();
    }
}

// A box lets a type hold itself. It is `#[fundamental]`, so a declared type goes through `TopObject`.
impl<T: TopObject> Object for Box<T> {
    fn shape(&self) -> &'static Shape {
        (**self).shape()
    }

    fn get(&self, index: usize) -> Ref<'_> {
        Object::get(&**self, index)
    }

    fn slot(&mut self, index: usize) -> Slot<'_> {
        Object::slot(&mut **self, index)
    }
}

impl<T: TopObject> TopObject for Box<T> {
    type Payload = T::Payload;

    fn declaration() -> &'static Shape {
        T::declaration()
    }

    fn empty() -> Self {
        Self::new(<T as TopObject>::empty())
    }

    fn into_payload(self) -> Option<T::Payload> {
        (*self).into_payload()
    }
}
