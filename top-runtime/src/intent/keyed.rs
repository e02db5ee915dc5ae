//! A request whose idempotency field this crate fills in.

use crate::api::Endpoint;
use crate::blank::is_blank;
use crate::encode::Params;
use crate::intent::Key;
use crate::read::read_params;
use crate::record::Record;
use crate::shape::{Kind, Shape};
use crate::value::{Object, Ref, Slot};

/// The key of a request under an intent: what its idempotency field says, or a fresh one where the
/// field is left blank; `None` where the method has none, or one that is no text.
pub(crate) fn key_of(endpoint: &Endpoint, request: &dyn Object) -> Option<Key> {
    let (at, field) = request.shape().field(endpoint.idempotency_field()?)?;
    match request.get(at) {
        Ref::Text(text) if !is_blank(text) => Some(Key {
            value: text.to_owned(),
            minted: false,
        }),
        Ref::Integer(number) => Some(Key {
            value: number.to_string(),
            minted: false,
        }),
        Ref::Absent | Ref::Text(_) if matches!(field.kind(), Kind::Text) => Some(Key {
            value: mint()?,
            minted: true,
        }),
        _ => None,
    }
}

/// Whether these parameters give what their endpoint's promise goes by: without it, a repeat is
/// another call.
pub(crate) fn is_keyed(endpoint: &Endpoint, params: &Params) -> bool {
    let Some(field) = endpoint.idempotency_field() else {
        return false;
    };
    let mut request = Record::new(endpoint.request());
    // Every field stands for itself: one that cannot be read back hides no other.
    let _ = read_params(endpoint, &mut request, params.iter(), []);
    let key = request.shape().field(field).map(|(at, _)| request.get(at));
    match key {
        Some(Ref::Text(text)) => !is_blank(text),
        Some(Ref::Integer(_) | Ref::Date(_)) => true,
        _ => false,
    }
}

/// A UUID of version 7: those that are made later sort later.
#[cfg(feature = "intents")]
#[expect(
    clippy::unnecessary_wraps,
    reason = "without the feature nothing makes keys"
)]
fn mint() -> Option<String> {
    Some(uuid::Uuid::now_v7().to_string())
}

#[cfg(not(feature = "intents"))]
fn mint() -> Option<String> {
    None
}

/// Puts a minted key into the field that was left blank.
pub(crate) fn fill_in(endpoint: &Endpoint, request: &mut dyn Object, key: &Key) {
    let field = endpoint.idempotency_field().filter(|_| key.minted);
    let Some((at, _)) = field.and_then(|name| request.shape().field(name)) else {
        return;
    };
    let slot = match request.slot(at) {
        Slot::Optional(left_out) => left_out.fill(),
        slot => slot,
    };
    if let Slot::Text(text) = slot {
        text.clone_from(&key.value);
    }
}

/// A request with a minted key in the field that was left blank. The request itself is not
/// changed.
pub(crate) struct Keyed<'a> {
    request: &'a dyn Object,
    at: usize,
    key: String,
}

impl<'a> Keyed<'a> {
    /// `None` where the key is the request's own.
    pub(crate) fn new(endpoint: &Endpoint, request: &'a dyn Object, key: &Key) -> Option<Self> {
        let field = endpoint.idempotency_field().filter(|_| key.minted)?;
        let (at, _) = request.shape().field(field)?;
        let key = key.value.clone();
        Some(Self { request, at, key })
    }
}

impl Object for Keyed<'_> {
    fn shape(&self) -> &'static Shape {
        self.request.shape()
    }

    fn get(&self, index: usize) -> Ref<'_> {
        if index == self.at {
            return Ref::Text(&self.key);
        }
        self.request.get(index)
    }

    fn slot(&mut self, _: usize) -> Slot<'_> {
        Slot::Nothing
    }
}

#[cfg(all(test, feature = "intents"))]
mod tests {
    use super::{Keyed, key_of};
    use crate::check::check;
    use crate::encode::encode;
    use crate::{TopApi, value::Object};

    /// Gives points back.
    #[derive(Debug, TopApi)]
    #[top_api(
        crate = crate,
        method = "alibaba.example.points.return",
        param = "order",
        response = String,
        idempotent_by(request_id),
    )]
    struct ReturnPoints {
        /// How many.
        points: i64,
        /// The key.
        request_id: String,
    }

    fn request(key: &str) -> ReturnPoints {
        ReturnPoints {
            points: 7,
            request_id: key.into(),
        }
    }

    #[test]
    fn a_blank_field_gets_a_key_of_version_7() {
        let request = request(" ");
        let key = key_of(ReturnPoints::ENDPOINT, &request).unwrap();
        assert!(key.minted);
        assert_eq!((key.value.len(), key.value.as_bytes()[14]), (36, b'7'));
        assert_ne!(key_of(ReturnPoints::ENDPOINT, &request), Some(key.clone()));

        let keyed = Keyed::new(ReturnPoints::ENDPOINT, &request, &key).unwrap();
        let params = encode(check(ReturnPoints::ENDPOINT, &keyed).unwrap()).unwrap();
        let sent = format!(r#"{{"points":7,"request_id":"{}"}}"#, key.value);
        assert_eq!(
            params.iter().collect::<Vec<_>>(),
            [("order", sent.as_str())]
        );
        assert_eq!(request.request_id, " ");
        assert_eq!(keyed.shape().name(), "ReturnPoints");
    }

    #[test]
    fn a_given_key_is_the_caller_s() {
        let key = key_of(ReturnPoints::ENDPOINT, &request("r-1")).unwrap();
        assert_eq!((key.value.as_str(), key.minted), ("r-1", false));
        assert!(Keyed::new(ReturnPoints::ENDPOINT, &request("r-1"), &key).is_none());
    }
}
