//! What a declaration says, as data.
//!
//! A [`Shape`] describes one struct, a [`Kind`] one value, an [`Endpoint`] one method of the
//! platform. The derives build them in constants; everything else in this crate reads them.
//!
//! [`Endpoint`]: crate::Endpoint

use std::sync::OnceLock;

use crate::value::Value;

mod verdict;

pub use verdict::Verdict;

/// The declaration of one struct: its fields in order, and the rules between them.
///
/// ```
/// use top_runtime::{Kind, Rule, TopObject};
///
/// /// A shop.
/// #[derive(TopObject)]
/// #[top_api(one_of(id, out_id))]
/// struct Shop {
///     /// The platform's id.
///     id: Option<i64>,
///     /// The merchant's id.
///     out_id: Option<String>,
/// }
///
/// let shape = Shop::declaration();
/// assert_eq!((shape.name(), shape.description()), ("Shop", "A shop."));
/// assert!(matches!(shape.fields()[0].kind(), Kind::Integer));
/// assert_eq!(shape.between(), [Rule::OneOf(&[0, 1])]);
/// ```
#[derive(Debug)]
pub struct Shape {
    name: &'static str,
    description: &'static str,
    fields: &'static [Field],
    rules: &'static [Rule],
    verdict: Verdict,
}

impl Shape {
    /// A shape of this name with these fields, in the order of `Object::get`.
    #[must_use]
    pub const fn new(name: &'static str, fields: &'static [Field]) -> Self {
        Self {
            name,
            description: "",
            fields,
            rules: &[],
            verdict: Verdict::NONE,
        }
    }

    /// Sets what the struct is for: its doc comment.
    #[must_use]
    pub const fn describe(mut self, description: &'static str) -> Self {
        self.description = description;
        self
    }

    /// Sets the rules between the fields.
    #[must_use]
    pub const fn rules(mut self, rules: &'static [Rule]) -> Self {
        self.rules = rules;
        self
    }

    /// Sets which fields tell a success from a rejection.
    #[must_use]
    pub const fn verdict(mut self, verdict: Verdict) -> Self {
        self.verdict = verdict;
        self
    }

    /// The Rust name of the struct.
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// The doc comment of the struct, `""` without one.
    pub const fn description(&self) -> &'static str {
        self.description
    }

    /// The fields, in declaration order.
    pub const fn fields(&self) -> &'static [Field] {
        self.fields
    }

    /// The rules between fields.
    pub const fn between(&self) -> &'static [Rule] {
        self.rules
    }

    /// Which fields tell a success from a rejection.
    pub const fn judged_by(&self) -> &Verdict {
        &self.verdict
    }

    /// The field of this wire name and its position.
    pub fn field(&self, wire_name: &str) -> Option<(usize, &'static Field)> {
        self.fields
            .iter()
            .enumerate()
            .find(|(_, field)| field.name == wire_name)
    }
}

/// The declaration of one field.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    name: &'static str,
    description: &'static str,
    kind: Kind,
    limits: &'static [Limit],
    required: bool,
    secret: bool,
    amount: bool,
}

impl Field {
    /// A field of Rust type `T` that travels under this wire name.
    ///
    /// It is required unless `T` is an `Option`, whatever that is called, and secret where `T`
    /// holds a [`Secret`](crate::Secret).
    #[must_use]
    pub const fn of<T: Value>(name: &'static str, description: &'static str) -> Self {
        let field = Self::new(name, description, T::KIND, !T::OPTIONAL);
        if T::SECRET { field.secret() } else { field }
    }

    /// A field known only at run time, for example from a description file.
    #[must_use]
    pub const fn new(
        name: &'static str,
        description: &'static str,
        kind: Kind,
        required: bool,
    ) -> Self {
        Self {
            name,
            description,
            kind,
            limits: &[],
            required,
            secret: false,
            amount: false,
        }
    }

    /// Sets the limits of its value.
    #[must_use]
    pub const fn limits(mut self, limits: &'static [Limit]) -> Self {
        self.limits = limits;
        self
    }

    /// Marks it as secret: masked in every output.
    #[must_use]
    pub const fn secret(mut self) -> Self {
        self.secret = true;
        self
    }

    /// Marks it as an amount that the call moves: a `Fen` or a whole number in 分, a `Yuan` or a
    /// decimal in 元, or a list of them.
    #[must_use]
    pub const fn amount(mut self) -> Self {
        self.amount = true;
        self
    }

    /// The name on the wire, exactly as the API page writes it.
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// The doc comment of the field.
    pub const fn description(&self) -> &'static str {
        self.description
    }

    /// What kind of value it holds.
    pub const fn kind(&self) -> Kind {
        self.kind
    }

    /// Whether a request must give it (必须) or may leave it out (可选).
    pub const fn required(&self) -> bool {
        self.required
    }

    /// The limits of its value.
    pub const fn limited_by(&self) -> &'static [Limit] {
        self.limits
    }

    /// Whether it is masked in every output.
    pub const fn is_secret(&self) -> bool {
        self.secret
    }

    /// Whether it is an amount that the call moves.
    pub const fn is_amount(&self) -> bool {
        self.amount
    }
}

/// What kind of value a field holds, in TOP's terms (protocol §4).
#[non_exhaustive]
#[derive(Debug, Clone, Copy)]
pub enum Kind {
    /// `String`.
    Text,
    /// `Number` or `byte`: a whole number.
    Integer,
    /// An amount in 分 (1/100 元), a whole number on the wire.
    Fen,
    /// `Boolean`.
    Bool,
    /// `BigDecimal`: a decimal number, never a float.
    Decimal,
    /// `Price`: an amount in 元, decimal text on the wire.
    Yuan,
    /// `Date`: `yyyy-MM-dd HH:mm:ss` in GMT+8.
    Date,
    /// `byte[]`: a file part of its own, outside the signature.
    File,
    /// `Json`: text that holds JSON, passed through as text.
    Json,
    /// Any JSON value, carried by a foreign serde type.
    Raw,
    /// Text with documented values. Others are let through: the platform adds some.
    TextCode(&'static [Code]),
    /// A whole number with documented values. Others are let through.
    IntegerCode(&'static [Code]),
    /// A nested declared type.
    Object(Nested),
    /// A list of one kind.
    List(&'static Kind),
}

/// One documented value of a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Code {
    /// The value as text, as on the wire.
    pub value: &'static str,
    /// What it means.
    pub meaning: &'static str,
}

/// A nested shape, reached through a function so that a type may hold itself.
#[derive(Clone, Copy)]
pub struct Nested(Reach);

#[derive(Clone, Copy)]
enum Reach {
    Declared(fn() -> &'static Shape),
    Loaded(&'static Shape),
    Later(&'static OnceLock<Shape>),
}

/// What a shape is before it is there.
static NO_SHAPE: Shape = Shape::new("", &[]);

impl Nested {
    /// The shape of a declared type.
    #[must_use]
    pub const fn declared(shape: fn() -> &'static Shape) -> Self {
        Self(Reach::Declared(shape))
    }

    /// A shape made at run time, for example from a description file.
    #[must_use]
    pub const fn loaded(shape: &'static Shape) -> Self {
        Self(Reach::Loaded(shape))
    }

    /// A shape made at run time that may hold itself: the cell is filled behind its fields. Until
    /// then it has none.
    #[must_use]
    pub const fn later(shape: &'static OnceLock<Shape>) -> Self {
        Self(Reach::Later(shape))
    }

    /// The shape.
    pub fn shape(self) -> &'static Shape {
        match self.0 {
            Reach::Declared(shape) => shape(),
            Reach::Loaded(shape) => shape,
            Reach::Later(shape) => shape.get().unwrap_or(&NO_SHAPE),
        }
    }
}

impl std::fmt::Debug for Nested {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // Only the name: a type that holds itself would print for ever.
        f.debug_tuple("Nested").field(&self.shape().name()).finish()
    }
}

/// A limit of one value, in validator's vocabulary.
#[non_exhaustive]
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Limit {
    /// A text has this many characters, both ends included.
    Length {
        /// The fewest, 0 for no lower end.
        min: u64,
        /// The most, `u64::MAX` for no upper end.
        max: u64,
    },
    /// A number lies between these, both ends included.
    Range {
        /// The smallest, `i64::MIN` for no lower end.
        min: i64,
        /// The largest, `i64::MAX` for no upper end.
        max: i64,
    },
    /// A list has at most this many items.
    Items {
        /// The most.
        max: u64,
    },
}

/// A rule between the fields of one struct. Numbers are positions in [`Shape::fields`].
#[non_exhaustive]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    /// At least one of these is given.
    OneOf(&'static [u16]),
    /// `field` is given when `other` is.
    RequiredIf {
        /// The one that must be given.
        field: u16,
        /// The one that asks for it.
        other: u16,
    },
}
