//! The answer to a request that is refused.

use std::borrow::Cow;

use quick_xml::escape::escape;
use serde_json::{Value as JsonValue, json};

/// What the platform is told of a request that is refused: under HTTP 200, as any answer of an SPI
/// (protocol §9).
///
/// The platform tries a wrong signature before it approves an SPI, and looks for
/// `sign-check-failure`. A scene can have its own names for the three fields.
///
/// ```
/// use top_runtime::spi::SpiFailure;
///
/// let answer = SpiFailure::sign_check();
/// assert_eq!(
///     answer.body(),
///     r#"{"flag":"failure","sub_code":"sign-check-failure","sub_message":"Illegal request"}"#
/// );
///
/// let renamed = SpiFailure::sign_check()
///     .names("errorCode", "errorMessage", "success")
///     .flag(false)
///     .xml("response");
/// assert_eq!(renamed.content_type(), "text/xml;charset=utf-8");
/// assert!(renamed.body().contains("<success>false</success>"));
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct SpiFailure {
    code: Cow<'static, str>,
    message: Cow<'static, str>,
    flag: JsonValue,
    names: [Cow<'static, str>; 3],
    root: Option<Cow<'static, str>>,
    is_xml: bool,
}

impl SpiFailure {
    /// The signature was wrong, or the request too old: `sign-check-failure`, `Illegal request`.
    #[must_use]
    pub fn sign_check() -> Self {
        Self {
            code: "sign-check-failure".into(),
            message: "Illegal request".into(),
            flag: "failure".into(),
            names: ["sub_code", "sub_message", "flag"].map(Cow::Borrowed),
            root: None,
            is_xml: false,
        }
    }

    /// Another failure under the same names, for example one of your own business.
    #[must_use]
    pub fn told(
        mut self,
        code: impl Into<Cow<'static, str>>,
        message: impl Into<Cow<'static, str>>,
    ) -> Self {
        self.code = code.into();
        self.message = message.into();
        self
    }

    /// Sets the scene's names for `sub_code`, `sub_message` and `flag`.
    #[must_use]
    pub fn names(
        mut self,
        code: impl Into<Cow<'static, str>>,
        message: impl Into<Cow<'static, str>>,
        flag: impl Into<Cow<'static, str>>,
    ) -> Self {
        self.names = [code.into(), message.into(), flag.into()];
        self
    }

    /// Sets the scene's word for a failure: `"failure"` by default, often `false`.
    #[must_use]
    pub fn flag(mut self, flag: impl Into<JsonValue>) -> Self {
        self.flag = flag.into();
        self
    }

    /// Puts the fields into a member of this name.
    #[must_use]
    pub fn within(mut self, root: impl Into<Cow<'static, str>>) -> Self {
        self.root = Some(root.into());
        self
    }

    /// Answers in XML, with this root, not in JSON.
    #[must_use]
    pub fn xml(mut self, root: impl Into<Cow<'static, str>>) -> Self {
        self.is_xml = true;
        self.within(root)
    }

    /// The `Content-Type` of the answer.
    pub fn content_type(&self) -> &'static str {
        if self.is_xml {
            "text/xml;charset=utf-8"
        } else {
            "application/json;charset=utf-8"
        }
    }

    /// The body of the answer.
    pub fn body(&self) -> String {
        let [code, message, flag] = &self.names;
        if self.is_xml {
            let word = match &self.flag {
                JsonValue::String(word) => word.clone(),
                other => other.to_string(),
            };
            let fields = [
                (flag, &*word),
                (code, &*self.code),
                (message, &*self.message),
            ]
            .map(|(name, value)| format!("<{name}>{}</{name}>", escape(value)))
            .concat();
            let root = self.root.as_deref().unwrap_or("response");
            return format!("<{root}>{fields}</{root}>");
        }
        let fields = json!({ &**code: self.code, &**message: self.message, &**flag: self.flag });
        match &self.root {
            Some(root) => json!({ &**root: fields }).to_string(),
            None => fields.to_string(),
        }
    }
}

impl Default for SpiFailure {
    fn default() -> Self {
        Self::sign_check()
    }
}

#[cfg(test)]
mod tests {
    use super::SpiFailure;

    #[test]
    fn text_stays_text_in_both_formats() {
        let failure = SpiFailure::sign_check().told("no", "a < b & \"c\"");
        let expected = r#"{"r":{"flag":"failure","sub_code":"no","sub_message":"a < b & \"c\""}}"#;
        assert_eq!(failure.clone().within("r").body(), expected);
        let expected = "<r><flag>failure</flag><sub_code>no</sub_code>\
            <sub_message>a &lt; b &amp; &quot;c&quot;</sub_message></r>";
        assert_eq!(failure.xml("r").body(), expected);
    }
}
