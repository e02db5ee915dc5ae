//! Finds what is secret in a call, and takes it out of every text that is kept.

use serde_json::{Map, Value};
use top_runtime::{Endpoint, Kind, MASK, Shape};

/// Too short to be searched for: it would be found in the middle of other words.
const SHORT: usize = 4;

/// The secrets of one call.
#[derive(Default)]
pub(super) struct Mask {
    secrets: Vec<String>,
}

/// Whether a value of this name is secret whatever a declaration says.
pub(super) fn is_secret_name(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let parts = ["token", "secret", "password", "session"];
    name == "sign" || parts.iter().any(|part| name.contains(part))
}

impl Mask {
    /// A parameter as it may be shown. Its secrets are known from now on.
    pub(super) fn param(&mut self, endpoint: Option<&Endpoint>, name: &str, value: &str) -> String {
        let field = endpoint.and_then(|endpoint| endpoint.request().field(name));
        let is_whole = endpoint.and_then(Endpoint::param_name) == Some(name);
        if is_secret_name(name) || field.is_some_and(|(_, field)| field.is_secret()) {
            self.remember(value);
            return MASK.to_owned();
        }
        let kind = field.map(|(_, field)| field.kind());
        let shape = match endpoint {
            Some(endpoint) if is_whole => Some(endpoint.request()),
            _ => kind.and_then(shape_of),
        };
        self.json(shape, value)
    }

    /// A text that is perhaps JSON, as it may be shown.
    pub(super) fn json(&mut self, shape: Option<&'static Shape>, text: &str) -> String {
        if !text.trim_start().starts_with(['{', '[']) {
            return self.text(text);
        }
        let before = self.secrets.len();
        let mut lost = false;
        match serde_json::from_str(text) {
            Ok(value) => self.walk(shape, &value, &mut lost),
            // What cannot be read cannot be searched.
            Err(_) => return self.text(text),
        }
        let shown = self.text(text);
        let found = self.secrets.get(before..).unwrap_or_default();
        let is_clean = |secret: &String| text.contains(secret.as_str());
        if lost || !found.iter().all(is_clean) {
            // Written in a way that a search does not find.
            return MASK.to_owned();
        }
        shown
    }

    /// A body of `a=b&c=d` in lines, as it may be shown.
    pub(super) fn form(&mut self, body: &str) -> String {
        for pair in body.split(['&', '\r', '\n', '|', '#']) {
            if let Some((name, value)) = pair.split_once('=')
                && is_secret_name(name)
            {
                self.remember(value);
            }
        }
        self.text(body)
    }

    /// A text without the secrets that are known.
    pub(super) fn text(&self, text: &str) -> String {
        let mut shown = text.to_owned();
        for secret in &self.secrets {
            if shown.contains(secret.as_str()) {
                shown = shown.replace(secret.as_str(), MASK);
            }
        }
        shown
    }

    fn remember(&mut self, secret: &str) {
        if secret.len() >= SHORT {
            self.secrets.push(secret.to_owned());
        }
    }

    fn walk(&mut self, shape: Option<&'static Shape>, value: &Value, lost: &mut bool) {
        match value {
            Value::Object(members) => self.members(shape, members, lost),
            Value::Array(items) => {
                for item in items {
                    self.walk(shape, item, lost);
                }
            }
            _ => {}
        }
    }

    fn members(
        &mut self,
        shape: Option<&'static Shape>,
        members: &Map<String, Value>,
        lost: &mut bool,
    ) {
        for (name, value) in members {
            let field = shape.and_then(|shape| shape.field(name));
            if is_secret_name(name) || field.is_some_and(|(_, field)| field.is_secret()) {
                let text = match value {
                    Value::String(text) => text.clone(),
                    other => other.to_string(),
                };
                *lost |= text.len() < SHORT && !text.is_empty();
                // With an escape in it, it is written otherwise than it reads.
                *lost |= value.is_string() && value.to_string().len() != text.len() + 2;
                self.remember(&text);
            } else {
                let kind = field.map(|(_, field)| field.kind());
                self.walk(kind.and_then(shape_of), value, lost);
            }
        }
    }
}

fn shape_of(kind: Kind) -> Option<&'static Shape> {
    match kind {
        Kind::Object(nested) => Some(nested.shape()),
        Kind::List(&item) => shape_of(item),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use top_runtime::{Endpoint, Field, Kind, Nested, Shape};

    use super::{Mask, is_secret_name};

    static INNER: Shape = Shape::new(
        "Inner",
        &[Field::new("phone", "", Kind::Text, true).secret()],
    );
    static OUTER: Shape = Shape::new(
        "Outer",
        &[
            Field::new("name", "", Kind::Text, true),
            Field::new("pin", "", Kind::Text, true).secret(),
            Field::new(
                "people",
                "",
                Kind::List(&Kind::Object(Nested::loaded(&INNER))),
                true,
            ),
        ],
    );
    static PLAIN: Endpoint = Endpoint::loaded("a.b", Nested::loaded(&OUTER), Kind::Text);
    static WHOLE: Endpoint =
        Endpoint::loaded("a.c", Nested::loaded(&OUTER), Kind::Text).param("req");

    #[test]
    fn public_secrets_are_masked_and_taken_out_of_later_texts() {
        let mut mask = Mask::default();
        assert_eq!(mask.param(None, "session", "pin-0000-4711"), "***");
        assert_eq!(mask.param(None, "sign_method", "md5"), "md5");
        assert_eq!(mask.text("no session pin-0000-4711"), "no session ***");
        assert!(is_secret_name("access_token") && is_secret_name("app_secret"));
        assert!(!is_secret_name("design") && !is_secret_name("app_key"));
    }

    #[test]
    fn declared_secrets_are_masked_at_any_depth() {
        let mut mask = Mask::default();
        assert_eq!(mask.param(Some(&PLAIN), "pin", "hush"), "***");
        let people = mask.param(Some(&PLAIN), "people", r#"[{"phone":"13800000000"}]"#);
        assert_eq!(people, r#"[{"phone":"***"}]"#);
        let whole = r#"{"name":"hush","people":[{"phone":13911111111}],"pin":"4711"}"#;
        let shown = mask.param(Some(&WHOLE), "req", whole);
        assert_eq!(
            shown,
            r#"{"name":"***","people":[{"phone":***}],"pin":"***"}"#
        );
    }

    #[test]
    fn what_a_search_cannot_find_is_masked_as_a_whole() {
        let mut mask = Mask::default();
        let escaped = "{\"pin\":\"h\\u0075sh\"}";
        assert_eq!(mask.param(Some(&WHOLE), "req", escaped), "***");
        assert_eq!(mask.param(Some(&WHOLE), "req", r#"{"pin":"1"}"#), "***");
        assert_eq!(
            mask.form("#PUBLIC#session=abcdef&x=1\r\n-S-\r\nx=2"),
            "#PUBLIC#session=***&x=1\r\n-S-\r\nx=2"
        );
    }

    proptest! {
        /// Whatever the secret is, and wherever it stands, it is not shown.
        #[test]
        fn no_secret_survives(secret in "[A-Za-z0-9\"\\\\ 中-龥]{4,20}") {
            let json = serde_json::json!({ "name": "n", "pin": secret }).to_string();
            let shown = Mask::default().param(Some(&WHOLE), "req", &json);
            prop_assert!(!shown.contains(&secret));
        }
    }
}
