//! Percent-encoded pairs.

use encoding_rs::GBK;
use percent_encoding::percent_decode;

use crate::signing::call::{Call, Given};

/// Adds the pairs of a query or form.
pub(super) fn add(call: &mut Call, text: &str) {
    for pair in text.split('&').filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let name = decoded(call, name, name);
        let value = decoded(call, &name, value);
        call.add(&name, Given::Text(value));
    }
}

/// Decodes one half of a pair. What is no UTF-8 is read as what it most likely is.
fn decoded(call: &mut Call, name: &str, text: &str) -> String {
    let spaced = text.replace('+', " ");
    let bytes: Vec<u8> = percent_decode(spaced.as_bytes()).collect();
    String::from_utf8(bytes).unwrap_or_else(|error| {
        let (text, _, _) = GBK.decode(error.as_bytes());
        call.notes.push(format!(
            "`{name}` is not UTF-8 on the wire, as the platform reads it; taken as GBK"
        ));
        text.into_owned()
    })
}
