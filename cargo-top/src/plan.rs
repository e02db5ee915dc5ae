//! What will be declared: structs, types and names, decided but not yet written.

mod builder;
mod checks;
mod codes;
mod fields;
mod identifiers;
mod kinds;
mod limits;
mod method;
mod method_name;
mod rules;
mod signature;
mod taken;
mod untold;
mod verdict;
mod vocabulary;
mod words;

use crate::description::Limits;

pub(crate) use identifiers::says_wire;
pub(crate) use kinds::innermost;
pub use method::plan;
pub use method_name::{group_name, is_request_name, request_names};
pub(crate) use verdict::is_flag_of_the_derive;
pub(crate) use words::words;

/// One method as a Rust module.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Module {
    /// The module's name, an identifier.
    pub name: String,
    /// The method's name.
    pub method: String,
    /// Its short title.
    pub title: String,
    /// What it is for.
    pub text: String,
    /// The request, always the first of the structs.
    pub structs: Vec<Struct>,
    /// Codes with documented values.
    pub codes: Vec<Codes>,
    /// The one parameter that carries the request as JSON, if one does.
    pub param: Option<String>,
    /// The member of the reply that carries the result; `None`: the reply as a whole.
    pub member: Option<String>,
    /// The type of the reply or of that member.
    pub response: Type,
    /// Whether it needs a session.
    pub session: Option<Asked>,
    /// Whether it changes nothing.
    pub read: Option<Asked>,
    /// The field (its position in the request) that makes a repeat harmless.
    pub idempotent_by: Option<(usize, Asked)>,
    /// What was guessed about the method, or left out, to be checked by a person.
    pub checks: Vec<String>,
}

impl Module {
    /// Whether it certainly changes nothing. A guess does not count: a call that may move money
    /// would be sent again.
    #[must_use]
    pub fn is_read(&self) -> bool {
        self.read.as_ref().is_some_and(|asked| asked.certain)
    }

    /// The field that certainly makes a repeat harmless. A guess does not count, as above.
    #[must_use]
    pub fn idempotency(&self) -> Option<usize> {
        let (field, asked) = self.idempotent_by.as_ref()?;
        asked.certain.then_some(*field)
    }
}

/// Why something is declared that no column of a table says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// Whether the words leave no doubt.
    pub certain: bool,
    /// The words.
    pub reason: String,
}

/// One struct.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Struct {
    /// Its Rust name.
    pub name: String,
    /// What it is for.
    pub text: String,
    /// Whether it belongs to the request.
    pub asked: bool,
    /// Its fields.
    pub fields: Vec<Field>,
    /// Groups of which at least one is given, as positions.
    pub one_of: Vec<(Vec<usize>, Asked)>,
    /// Which fields of a reply tell success, as positions.
    pub verdict: Option<Verdict>,
    /// What was guessed about it, or left out, to be checked by a person.
    pub checks: Vec<String>,
}

/// One field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// The name on the wire, untouched.
    pub wire: String,
    /// The Rust name, raw (`r#type`) where it must be.
    pub identifier: String,
    /// What it is for.
    pub text: String,
    /// Its type, without the `Option`.
    pub kind: Type,
    /// Whether it is no `Option`: what a request must give, and the lists of a reply.
    pub required: bool,
    /// The limits of its value, as far as they fit its type.
    pub limits: Limits,
    /// Positions of the fields that ask for it.
    pub required_if: Vec<(usize, Asked)>,
    /// What was guessed about it, to be checked by a person.
    pub checks: Vec<String>,
}

/// A type of a field.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Type {
    /// `String`.
    Text,
    /// `i64`.
    Integer,
    /// `Fen`.
    Fen,
    /// `Yuan`.
    Yuan,
    /// `bool`.
    Bool,
    /// `Decimal`.
    Decimal,
    /// `DateTime`.
    Date,
    /// `File`.
    File,
    /// `Json`: text that holds JSON.
    Json,
    /// `Serde<serde_json::Value>`: anything.
    Any,
    /// A code, by position in [`Module::codes`].
    Code(usize),
    /// A struct, by position in [`Module::structs`].
    Struct(usize),
    /// A list.
    List(Box<Type>),
}

/// A code with documented values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Codes {
    /// Its Rust name.
    pub name: String,
    /// What it is for.
    pub text: String,
    /// Whether its values are whole numbers.
    pub integer: bool,
    /// The values.
    pub values: Vec<CodeValue>,
    /// Whether the prose leaves no doubt, and its words.
    pub asked: Asked,
}

/// One documented value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodeValue {
    /// The Rust constant.
    pub constant: String,
    /// The value on the wire.
    pub value: String,
    /// What it means.
    pub meaning: String,
}

/// Which fields of a reply tell success, as positions.
///
/// Neither flag nor accepted codes: nothing tells, although some field is called like a flag.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Verdict {
    /// The flag.
    pub success: Option<usize>,
    /// The code.
    pub code: Option<usize>,
    /// The text for people.
    pub message: Option<usize>,
    /// The payload of an envelope.
    pub value: Option<usize>,
    /// Without a flag: the codes that mean success.
    pub accepted: Vec<String>,
}
