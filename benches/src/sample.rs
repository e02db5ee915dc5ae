//! The example values of the API pages, as both sides see them.

use serde::de::DeserializeOwned;

use crate::Failure;

/// The application of the benches; nobody's.
pub(crate) const APP_KEY: &str = "12345678";
/// Its secret, as worthless.
pub(crate) const APP_SECRET: &str = "helloworld";
/// A session, as worthless.
pub(crate) const SESSION: &str = "test-session";

/// A reply of `flowdetail.get`, simplified, as the page shows it.
pub(crate) const FLOW: &str = include_str!("../fixtures/flowdetail.simplify.json");
/// The same in classic form.
pub(crate) const FLOW_CLASSIC: &str = include_str!("../fixtures/flowdetail.classic.json");
/// All fields of a `refund.complete`, filled.
const REFUND: &str = include_str!("../fixtures/refund.json");

/// A full `refund.complete` as whichever type stands for it.
pub(crate) fn refund<T: DeserializeOwned>() -> Result<T, Failure> {
    Ok(serde_json::from_str(REFUND)?)
}

/// A reply of `flowdetail.get` as the platform writes it (compact, with a `request_id`), whose
/// list of affected properties has so many more items.
pub(crate) fn flow_reply(items: usize) -> String {
    let more = (0..items).map(|item| format!("{{\"type\":\"REAL_{item}\",\"value\":{item}}},"));
    let more: Vec<String> = more.collect();
    let more = more.concat();
    let list = "\"affected_property_list\":[";
    compact(FLOW)
        .replace(list, &format!("{list}{more}"))
        .strip_suffix('}')
        .map(|open| format!("{open},\"request_id\":\"15qz9x2b1g8h4\"}}"))
        .unwrap_or_default()
}

/// Leaves out the white space between the tokens of a JSON text.
fn compact(json: &str) -> String {
    let mut inside = false;
    let mut escaped = false;
    json.chars()
        .filter(|&char| {
            if escaped {
                escaped = false;
            } else if char == '\\' {
                escaped = true;
            } else if char == '"' {
                inside = !inside;
            }
            inside || !char.is_ascii_whitespace()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::flow_reply;

    #[test]
    fn a_reply_with_more_items_is_still_json() {
        let reply: serde_json::Value = serde_json::from_str(&flow_reply(3)).unwrap();
        let list = &reply["result"]["result"]["affected_property_list"];
        assert_eq!(list.as_array().unwrap().len(), 4);
        assert_eq!(reply["request_id"], "15qz9x2b1g8h4");
    }

    #[test]
    fn replies_are_as_long_as_the_table_says() {
        let [small, large] = crate::call::SIZES.map(|(items, _)| flow_reply(items).len());
        assert!((830..870).contains(&small), "{small}");
        assert!((20_000..21_000).contains(&large), "{large}");
    }
}
