//! Values that are listed without their meanings: `可选值:a,b,c`.

use super::super::text::strip;
use super::forward::value;

const INTRODUCED: &str = "可选值为|可选值有|可选值|可选项|枚举值|枚举|合法值为|合法值|有效值为|有效值|取值为|取值|可能值有|可能的值";

/// The values after the words that introduce them; none where they are a range.
pub(super) fn read(text: &str) -> Option<Vec<String>> {
    text.char_indices()
        .filter_map(|(at, _)| strip(text.get(at..)?, INTRODUCED))
        .map(|after| after.trim_start_matches([':', ' ', '(', '是', '为']))
        .find_map(values)
}

fn values(mut text: &str) -> Option<Vec<String>> {
    let mut values = Vec::new();
    while let Some((found, rest)) = value(text.trim_start_matches(['"', ' '])) {
        let rest = rest.trim_start_matches(['"', ' ']);
        if values.iter().any(|known| known == found)
            || rest.starts_with(['~', '-', ':', '=', '(', '.'])
        {
            return None;
        }
        values.push(found.to_owned());
        let Some(after) = strip(rest, ",|、|/|;|或者|或|和") else {
            break;
        };
        text = after;
    }
    (values.len() >= 2).then_some(values)
}
