//! The bridges: a declared type can be logged, stored and validated like any other.

use top_runtime::TopObject;
use top_runtime::serde::{Serialize, Serializer};
use top_runtime::validator::Validate;

#[derive(Debug, Clone, PartialEq, TopObject)]
#[top_api(one_of(a, b))]
struct Stored {
    a: Option<String>,
    b: Option<i64>,
    #[top_api(rename = "type", length(max = 3))]
    kind: String,
    #[top_api(secret)]
    token: Option<String>,
}

fn stored() -> Stored {
    Stored::new(StoredRequired { kind: "abc".into() })
}

#[test]
fn a_declared_type_is_stored_and_read_back() {
    let before = stored().a("x");
    let text = serde_json::to_string(&before).unwrap();
    let after: Stored = serde_json::from_str(&text).unwrap();
    assert_eq!(before, after);
    assert!(text.contains(r#""type":"abc""#), "{text}");
}

#[test]
fn a_secret_field_is_masked() {
    let text = serde_json::to_string(&stored().token("hidden")).unwrap();
    assert!(!text.contains("hidden"), "{text}");
}

#[test]
fn a_declared_type_is_validated_like_any_other() {
    assert!(stored().a("x").validate().is_ok());
    assert!(stored().validate().is_err(), "neither `a` nor `b`");
    let mut long = stored().b(1);
    long.kind.push('d');
    assert!(long.validate().is_err(), "too long");
}

#[derive(TopObject)]
#[top_api(no_serde)]
struct OwnSerde {
    a: Option<String>,
}

impl Serialize for OwnSerde {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.a.as_deref().unwrap_or("nothing"))
    }
}

#[test]
fn no_serde_leaves_serde_to_the_user() {
    let text = serde_json::to_string(&OwnSerde::new()).unwrap();
    assert_eq!(text, r#""nothing""#);
    assert!(OwnSerde::new().validate().is_ok());
}
