//! What no answer shows.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use top_runtime::MASK;

/// Shorter texts are masked by their place only: replaced everywhere they would tear other words apart.
const LEAST: usize = 6;

/// The texts that must not stand in an answer.
#[derive(Default)]
pub(crate) struct Hidden(Vec<String>);

impl Hidden {
    /// Hides one more text, as it is and URL-encoded.
    pub(crate) fn add(&mut self, text: &str) {
        let encoded = utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
        let form: String = form_urlencoded::byte_serialize(text.as_bytes()).collect();
        for text in [text, text.trim(), &encoded, &form] {
            if text.len() >= LEAST {
                self.0.push(text.to_owned());
            }
        }
        // A text that holds another goes first.
        self.0.sort_by_key(|text| std::cmp::Reverse(text.len()));
    }

    /// The text with masks.
    pub(crate) fn mask(&self, text: &str) -> String {
        let hidden = self.0.iter().map(String::as_str);
        hidden.fold(text.to_owned(), |text, hidden| text.replace(hidden, MASK))
    }
}

/// Whether nobody may see what a parameter of this name holds.
pub(crate) fn is_secret(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let telling = ["session", "token", "secret", "password"];
    matches!(
        name.as_str(),
        "app_key" | "appkey" | "target_app_key" | "sign"
    ) || telling.iter().any(|word| name.contains(word))
}

/// The value of this parameter as an answer may show it.
pub(crate) fn shown<'v>(name: &str, value: &'v str) -> &'v str {
    if is_secret(name) { MASK } else { value }
}
