//! Names of the platform, taken apart into words and put together as Rust writes names.

/// The words of a name, in lower case: `payChannelDTO`, `pay_channel_dto` and `pay.channel.DTO`
/// are `pay`, `channel`, `dto`. Characters that no plain name has only separate words.
pub(crate) fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut before = ' ';
    let mut chars = name.chars().peekable();
    while let Some(char) = chars.next() {
        let ends_capitals = before.is_ascii_uppercase()
            && char.is_ascii_uppercase()
            && chars.peek().is_some_and(char::is_ascii_lowercase);
        // `3DModel` is `3d`, `model`, but `isv2Order` is `isv2`, `order`.
        let in_capitals = before.is_ascii_uppercase()
            || before.is_ascii_digit() && !chars.peek().is_some_and(char::is_ascii_lowercase);
        let starts = char.is_ascii_uppercase() && !in_capitals || ends_capitals;
        if starts || !char.is_ascii_alphanumeric() {
            words.push(String::new());
        }
        if let (true, Some(word)) = (char.is_ascii_alphanumeric(), words.last_mut()) {
            word.push(char.to_ascii_lowercase());
        }
        before = char;
    }
    words.retain(|word| !word.is_empty());
    words
}

/// `pay_channel`
pub(crate) fn snake(words: &[String]) -> String {
    words.join("_")
}

/// How long the name of a type is at most: a line holds it and a little more.
pub(super) const LONGEST: usize = 60;

/// `PayChannel`
pub(crate) fn camel(words: &[String]) -> String {
    let mut name = String::new();
    for word in words {
        if name.len() + word.len() > LONGEST {
            break;
        }
        let mut chars = word.chars();
        name.extend(chars.next().map(|first| first.to_ascii_uppercase()));
        name.push_str(chars.as_str());
    }
    name
}

/// `PAY_CHANNEL`
pub(crate) fn screaming(words: &[String]) -> String {
    words.join("_").to_ascii_uppercase()
}

/// The name with this in front where it would begin with a digit or be empty.
pub(crate) fn behind(prefix: &str, name: String) -> String {
    if name.starts_with(|first: char| first.is_ascii_alphabetic()) {
        name
    } else {
        format!("{prefix}{name}")
    }
}

#[cfg(test)]
mod tests {
    use super::{camel, screaming, snake, words};

    #[test]
    fn names_of_any_case_are_taken_apart() {
        for (name, snaked, cameled) in [
            (
                "refund_complete_info",
                "refund_complete_info",
                "RefundCompleteInfo",
            ),
            (
                "RefundCompleteInfo",
                "refund_complete_info",
                "RefundCompleteInfo",
            ),
            ("ResultDTO", "result_dto", "ResultDto"),
            ("DTOList", "dto_list", "DtoList"),
            ("Extinfo", "extinfo", "Extinfo"),
            (
                "O2oAppointInfoDto",
                "o2o_appoint_info_dto",
                "O2oAppointInfoDto",
            ),
            ("a.b-c__d", "a_b_c_d", "ABCD"),
            ("3DModel", "3d_model", "3dModel"),
            ("isv2Order", "isv2_order", "Isv2Order"),
            ("品牌", "", ""),
        ] {
            assert_eq!(snake(&words(name)), snaked);
            assert_eq!(camel(&words(name)), cameled);
        }
        assert_eq!(screaming(&words("notListed")), "NOT_LISTED");
    }
}
