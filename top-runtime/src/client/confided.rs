//! What a call says in confidence: the values that its declaration calls `secret`.

use serde_json::Value as JsonValue;

use crate::api::Endpoint;
use crate::encode::{Params, write_scalar};
use crate::read::read_params;
use crate::record::Record;
use crate::shape::{Kind, Shape};
use crate::value::{Object, Ref};

/// The secret values in these parameters, as the platform may echo them.
///
/// They are read back from what was sent when an output is masked, so that a call pays for them
/// only then.
pub(super) fn confided(endpoint: &Endpoint, params: &Params) -> Vec<String> {
    let mut found = Found::default();
    if holds_secrets(endpoint.request(), &mut Vec::new()) {
        let mut request = Record::new(endpoint.request());
        // Every field stands for itself: one that cannot be read back hides no other.
        let _ = read_params(endpoint, &mut request, params.iter(), []);
        found.object(&request, false);
    }
    found.0
}

/// Whether a declaration calls anything secret. `seen`: what is looked at already, as a type may
/// hold itself.
fn holds_secrets(shape: &'static Shape, seen: &mut Vec<&'static Shape>) -> bool {
    if seen.iter().any(|other| std::ptr::eq(*other, shape)) {
        return false;
    }
    seen.push(shape);
    let mut fields = shape.fields().iter();
    fields.any(|field| {
        field.is_secret() || nested(field.kind()).is_some_and(|shape| holds_secrets(shape, seen))
    })
}

fn nested(kind: Kind) -> Option<&'static Shape> {
    match kind {
        Kind::Object(object) => Some(object.shape()),
        Kind::List(item) => nested(*item),
        _ => None,
    }
}

#[derive(Default)]
struct Found(Vec<String>);

impl Found {
    fn object(&mut self, object: &dyn Object, secret: bool) {
        for (index, field) in object.shape().fields().iter().enumerate() {
            self.value(object.get(index), secret || field.is_secret());
        }
    }

    fn value(&mut self, value: Ref<'_>, secret: bool) {
        match value {
            Ref::Object(object) => self.object(object, secret),
            Ref::List(list) => (0..list.len()).for_each(|at| self.value(list.item(at), secret)),
            // A flag gives nothing away, and `true` is in every reply.
            Ref::Absent | Ref::Bool(_) | Ref::File(_) => {}
            _ if !secret => {}
            Ref::Raw(raw) => {
                let mut json = String::new();
                if raw.write(&mut json).is_ok() {
                    self.json(&json);
                }
            }
            Ref::Text(text) => {
                // It may be JSON, of which a single word can be echoed.
                self.json(text);
                self.0.push(text.to_owned());
            }
            scalar => {
                let mut text = String::new();
                write_scalar(&mut text, scalar);
                self.0.push(text);
            }
        }
    }

    fn json(&mut self, text: &str) {
        if let Ok(json) = serde_json::from_str(text) {
            self.words(json);
        }
    }

    /// The texts and numbers in JSON.
    fn words(&mut self, json: JsonValue) {
        match json {
            JsonValue::Null | JsonValue::Bool(_) => {}
            JsonValue::Number(number) => self.0.push(number.to_string()),
            JsonValue::String(text) => self.0.push(text),
            JsonValue::Array(items) => items.into_iter().for_each(|item| self.words(item)),
            JsonValue::Object(members) => members.into_iter().for_each(|(_, one)| self.words(one)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::confided;
    use crate::api::TopApi as _;
    use crate::check::check;
    use crate::derive::{TopApi, TopObject};
    use crate::encode::encode;

    /// Somebody, and whom they know.
    #[derive(TopObject)]
    struct Person {
        /// Known to everybody.
        nick: String,
        /// Known to nobody.
        #[top_api(secret)]
        phones: Vec<i64>,
        /// Whom they know.
        friends: Option<Vec<Person>>,
    }

    /// Says who is there.
    #[derive(TopApi)]
    #[top_api(method = "taobao.people.add", response = bool)]
    struct AddPeople {
        /// Who.
        people: Vec<Person>,
        /// Whether they may know.
        #[top_api(secret)]
        quietly: bool,
    }

    /// Says nothing in confidence.
    #[derive(TopApi)]
    #[top_api(method = "taobao.people.count", response = i64)]
    struct CountPeople {
        /// Whose.
        nick: String,
    }

    fn person(nick: &str, phone: i64, friends: Option<Vec<Person>>) -> Person {
        Person {
            nick: nick.to_owned(),
            phones: vec![phone],
            friends,
        }
    }

    #[test]
    fn secrets_are_found_at_any_depth_and_nothing_else_is() {
        let request = AddPeople {
            people: vec![person(
                "a",
                13_800_000_001,
                Some(vec![person("b", 42, None)]),
            )],
            quietly: true,
        };
        let checked = check(AddPeople::ENDPOINT, &request).unwrap();
        let params = encode(checked).unwrap();
        let found = confided(AddPeople::ENDPOINT, &params);
        assert_eq!(found, ["13800000001", "42"]);

        let request = CountPeople { nick: "a".into() };
        let params = encode(check(CountPeople::ENDPOINT, &request).unwrap()).unwrap();
        assert!(confided(CountPeople::ENDPOINT, &params).is_empty());
    }
}
