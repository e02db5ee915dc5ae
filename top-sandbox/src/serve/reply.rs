//! A handler's answer, whatever its type.

use std::fmt;

use top_runtime::{Object, Record, Ref, Value};

/// The result of a call: the member of the reply that carries it, or the whole reply.
pub struct Reply(Box<dyn Payload>);

trait Payload: Send {
    fn get(&self) -> Ref<'_>;
}

/// The value in the only field of a record.
struct First(Record);

impl Payload for First {
    fn get(&self) -> Ref<'_> {
        self.0.get(0)
    }
}

struct Declared<T>(T);

impl<T: Value> Payload for Declared<T> {
    fn get(&self) -> Ref<'_> {
        Value::get(&self.0)
    }
}

/// A record has no declared type, so it is no [`Value`].
struct Dynamic(Record);

impl Payload for Dynamic {
    fn get(&self) -> Ref<'_> {
        Ref::Object(&self.0)
    }
}

impl Reply {
    /// A declared or plain value.
    pub fn of(value: impl Value) -> Self {
        Self(Box::new(Declared(value)))
    }

    /// A record of the reply's shape.
    #[must_use]
    pub fn record(record: Record) -> Self {
        Self(Box::new(Dynamic(record)))
    }

    /// The value in the first field of a record: a list, a text, whatever the reply's kind is.
    #[must_use]
    pub fn first_of(record: Record) -> Self {
        Self(Box::new(First(record)))
    }

    pub(crate) fn get(&self) -> Ref<'_> {
        self.0.get()
    }
}

impl fmt::Debug for Reply {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Reply").field(&self.get()).finish()
    }
}
