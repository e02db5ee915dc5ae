//! An intent as a record of its own version, for stores that keep text.

use serde::de::Error as _;
use serde::ser::SerializeMap as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Map, Value};

use super::{Ending, How, Intent, Key, State, StoreError, StoreErrorKind};

/// The version of the record that this crate writes, and the newest that it reads.
const VERSION: u64 = 1;

const APPLIED: &str = "applied";
const NOT_APPLIED: &str = "not_applied";

impl Intent {
    /// Writes the intent as a JSON record, with its parameters in it.
    #[must_use]
    pub fn to_record(&self) -> String {
        // Texts, numbers and lists of them: nothing in it can fail.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Reads a record.
    ///
    /// # Errors
    /// [`NewerVersion`](StoreErrorKind::NewerVersion) where a later version of this crate wrote it,
    /// [`Corrupt`](StoreErrorKind::Corrupt) where it is no record.
    pub fn from_record(record: &[u8]) -> Result<Self, StoreError> {
        let value = serde_json::from_slice(record).map_err(|_| unreadable())?;
        Self::from_value(value)
    }

    fn from_value(value: Value) -> Result<Self, StoreError> {
        let Value::Object(mut record) = value else {
            return Err(unreadable());
        };
        match record.get("v").and_then(Value::as_u64) {
            Some(VERSION) => read(&mut record).ok_or_else(unreadable),
            Some(newer) if newer > VERSION => Err(StoreError::new(
                StoreErrorKind::NewerVersion,
                format!("holds a record of version {newer}: this program reads up to {VERSION}"),
            )),
            _ => Err(unreadable()),
        }
    }
}

fn unreadable() -> StoreError {
    StoreError::new(StoreErrorKind::Corrupt, "holds a record that is no intent")
}

fn read(record: &mut Map<String, Value>) -> Option<Intent> {
    let mut contents = [0; 32];
    const_hex::decode_to_slice(record.get("contents")?.as_str()?, &mut contents).ok()?;
    Some(Intent {
        id: text(record.get_mut("id")?)?,
        method: text(record.get_mut("method")?)?,
        app: match record.get_mut("app")? {
            Value::Null => None,
            app => Some(text(app)?),
        },
        params: params(record.get_mut("params")?)?,
        contents,
        key: match record.get_mut("key")? {
            Value::Null => None,
            key => Some(Key {
                value: text(key.get_mut("value")?)?,
                minted: key.get("minted")?.as_bool()?,
            }),
        },
        opened_at: record.get("opened_at")?.as_i64()?,
        last_attempt_at: record.get("last_attempt_at")?.as_i64()?,
        sends_until: record.get("sends_until")?.as_i64()?,
        attempts: record.get("attempts")?.as_u64()?.try_into().ok()?,
        state: match record.get_mut("ended")? {
            Value::Null => State::Open,
            ended => State::Ended(ending(ended)?),
        },
    })
}

fn text(value: &mut Value) -> Option<String> {
    match value.take() {
        Value::String(text) => Some(text),
        _ => None,
    }
}

fn params(list: &mut Value) -> Option<Vec<(String, String)>> {
    let pair = |pair: &mut Value| match pair.as_array_mut()?.as_mut_slice() {
        [name, value] => Some((text(name)?, text(value)?)),
        _ => None,
    };
    list.as_array_mut()?.iter_mut().map(pair).collect()
}

fn ending(ended: &mut Value) -> Option<Ending> {
    Some(Ending {
        how: match ended.get("how")?.as_str()? {
            APPLIED => How::Applied,
            NOT_APPLIED => How::NotApplied,
            _ => return None,
        },
        at: ended.get("at")?.as_i64()?,
        request_id: match ended.get_mut("request_id")? {
            Value::Null => None,
            id => Some(text(id)?),
        },
    })
}

impl Serialize for Intent {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let ended = match &self.state {
            State::Open => None,
            State::Ended(ending) => Some(ending),
        };
        let mut record = serializer.serialize_map(None)?;
        record.serialize_entry("v", &VERSION)?;
        record.serialize_entry("id", &self.id)?;
        record.serialize_entry("method", &self.method)?;
        record.serialize_entry("app", &self.app)?;
        record.serialize_entry("params", &self.params)?;
        record.serialize_entry("contents", &const_hex::encode(self.contents))?;
        record.serialize_entry("key", &self.key)?;
        record.serialize_entry("opened_at", &self.opened_at)?;
        record.serialize_entry("last_attempt_at", &self.last_attempt_at)?;
        record.serialize_entry("sends_until", &self.sends_until)?;
        record.serialize_entry("attempts", &self.attempts)?;
        record.serialize_entry("ended", &ended)?;
        record.end()
    }
}

impl Serialize for Key {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut key = serializer.serialize_map(None)?;
        key.serialize_entry("value", &self.value)?;
        key.serialize_entry("minted", &self.minted)?;
        key.end()
    }
}

impl Serialize for Ending {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let how = match self.how {
            How::Applied => APPLIED,
            How::NotApplied => NOT_APPLIED,
        };
        let mut ending = serializer.serialize_map(None)?;
        ending.serialize_entry("how", how)?;
        ending.serialize_entry("at", &self.at)?;
        ending.serialize_entry("request_id", &self.request_id)?;
        ending.end()
    }
}

impl<'de> Deserialize<'de> for Intent {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::from_value(Value::deserialize(deserializer)?).map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use proptest::option;
    use proptest::prelude::*;

    use crate::intent::{Ending, How, Intent, Key, StoreErrorKind};

    fn any_intent() -> impl Strategy<Value = Intent> {
        let params = proptest::collection::vec((".*", ".*"), 0..4);
        let key = option::of((".+", any::<bool>()));
        let ending = option::of((any::<bool>(), any::<i64>(), option::of(".*")));
        let app = option::of(".+");
        (".+", ".+", app, params, key, any::<i64>(), ending).prop_map(
            |(id, method, app, params, key, at, ending)| {
                let mut intent = Intent::new(id, method, params).with_times(at, at);
                if let Some(app_key) = app {
                    intent = intent.with_app(&app_key);
                }
                if let Some((value, minted)) = key {
                    intent = intent.with_key(Key { value, minted });
                }
                match ending {
                    None => intent.clone().attempted_again(&intent),
                    Some((done, at, request_id)) => {
                        let how = if done { How::Applied } else { How::NotApplied };
                        intent.ended(Ending {
                            how,
                            at,
                            request_id,
                        })
                    }
                }
            },
        )
    }

    proptest! {
        #[test]
        fn a_record_is_read_as_it_was_written(intent in any_intent()) {
            let record = intent.to_record();
            prop_assert_eq!(&Intent::from_record(record.as_bytes()).unwrap(), &intent);
            prop_assert_eq!(&serde_json::from_str::<Intent>(&record).unwrap(), &intent);
        }

        #[test]
        fn no_bytes_make_reading_panic(bytes: Vec<u8>) {
            let error = Intent::from_record(&bytes).unwrap_err();
            prop_assert_eq!(error.kind(), StoreErrorKind::Corrupt);
        }
    }

    #[test]
    fn a_newer_record_is_not_guessed_at() {
        let record = Intent::new("1", "a.b", Vec::new()).to_record();
        let newer = record.replace(r#""v":1"#, r#""v":2"#);
        assert_ne!(record, newer);
        let error = Intent::from_record(newer.as_bytes()).unwrap_err();
        assert_eq!(error.kind(), StoreErrorKind::NewerVersion);
        let none = record.replace(r#""v":1"#, r#""v":0"#);
        let error = Intent::from_record(none.as_bytes()).unwrap_err();
        assert_eq!(error.kind(), StoreErrorKind::Corrupt);
    }

    #[test]
    fn what_has_ended_keeps_no_parameters() {
        let params = vec![("phone".to_owned(), "13800000000".to_owned())];
        let intent = Intent::new("1", "a.b", params).ended(Ending {
            how: How::Applied,
            at: 1,
            request_id: Some("r".into()),
        });
        assert!(!intent.to_record().contains("13800000000"));
    }
}
