//! The platform's error codes (protocol §6): what they mean, what to do, and what they say about
//! whether a call was executed.

mod address;
mod families;
mod platform;
mod table;

pub use table::CodeTable;

/// What a code or a family of `sub_code`s means and what to do about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Advice {
    english: &'static str,
    chinese: &'static str,
}

impl Advice {
    pub(crate) const fn new(english: &'static str, chinese: &'static str) -> Self {
        Self { english, chinese }
    }

    /// In English.
    pub const fn english(&self) -> &'static str {
        self.english
    }

    /// In Chinese.
    pub const fn chinese(&self) -> &'static str {
        self.chinese
    }
}

/// What to do about this error of the platform; the `sub_code`, being closer to the cause, goes first.
///
/// `None` where neither is in the platform's documentation.
///
/// ```
/// let advice = top_runtime::codes::advice(27, Some("session-expired")).unwrap();
/// assert!(advice.english().contains("expired"));
/// ```
#[must_use]
pub fn advice(code: i64, sub_code: Option<&str>) -> Option<Advice> {
    let of_code = || platform::of(code).map(|(_, advice)| advice);
    let side = || sub_code.and_then(families::by_side);
    let family = sub_code.and_then(families::of);
    // These two numbers only say that the sub_code says more.
    let passed_on = matches!(code, 15 | 50);
    family
        .or_else(|| if passed_on { side() } else { of_code() })
        .or_else(|| if passed_on { of_code() } else { side() })
}

/// What the `sub_code` itself is known for: the advice that no user's entry replaces.
pub(crate) fn of_family(sub_code: &str) -> Option<Advice> {
    families::of(sub_code)
}

/// What comes before the `:`.
pub(crate) fn family(code: &str) -> &str {
    code.split(':').next().unwrap_or(code)
}

/// The documented name of a platform code, for example `Invalid Signature` of 25.
#[must_use]
pub fn name(code: i64) -> Option<&'static str> {
    platform::of(code).map(|(name, _)| name)
}

/// What an error of the platform says about the call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Class {
    /// It was not executed, because too many were.
    Throttled,
    /// It was not executed: something in it is wrong.
    Refused,
    /// It reached the provider, and what happened there is not said.
    Unknown,
}

/// Reads an error as protocol §6.1 does.
///
/// Two readings are this crate's own. The old call limits 4, 5, 6 and 8 count as throttling, like
/// 7: waiting is the remedy. And 52 is not counted as a platform check, although it is below 100:
/// what it names, a failure while a backend component ran, leaves the effect open.
pub(crate) fn classify(code: i64, sub_code: Option<&str>) -> Class {
    let sub_code = sub_code.unwrap_or("");
    if families::without_tmall(sub_code) == "isp.call-limited" {
        return Class::Throttled;
    }
    if sub_code.starts_with("isp.") {
        return Class::Unknown;
    }
    if matches!(code, 4..=8) || sub_code.starts_with("accesscontrol.") {
        return Class::Throttled;
    }
    match code {
        _ if sub_code.starts_with("isv.") => Class::Refused,
        15 | 50 | 52 => Class::Unknown,
        // 40 and 41 complain about arguments, which are looked at before anything is done.
        1..100 => Class::Refused,
        _ => Class::Unknown,
    }
}

/// Whether a code, in whatever words, says that the same was done or asked for before.
pub(crate) fn says_done_before(code: &str) -> bool {
    let code = code.to_ascii_lowercase();
    let says = |word| code.contains(word);
    ["duplicat", "repeat", "already", "idempoten"]
        .into_iter()
        .any(says)
        || (says("exist") && !says("not"))
}

/// Whether the failure that a `sub_code` names is one that lasts: the same call will meet it again.
pub(crate) fn is_lasting(sub_code: &str) -> bool {
    matches!(
        families::without_tmall(sub_code),
        "isp.null-pointer-exception" | "isp.top-parse-error" | "isp.top-mapping-parse-error"
    )
}

#[cfg(test)]
mod tests {
    use serde_json::Value as JsonValue;

    use super::{Advice, Class, advice, classify, name, of_family, says_done_before};

    /// The codes of the platform's documentation: numbers, names and families, no sentences.
    const DOCUMENTED: &str = include_str!("../tests/fixtures/codes.json");

    fn documented() -> JsonValue {
        serde_json::from_str(DOCUMENTED).unwrap()
    }

    fn texts(list: &JsonValue) -> impl Iterator<Item = &str> {
        list.as_array()
            .unwrap()
            .iter()
            .map(|item| item.as_str().unwrap())
    }

    fn reads_well(advice: Advice) -> bool {
        let is_han = |c: char| ('\u{4e00}'..'\u{9fff}').contains(&c);
        let (english, chinese) = (advice.english(), advice.chinese());
        english.ends_with(['.', '?']) && !english.contains(is_han) && chinese.contains(is_han)
    }

    #[test]
    fn every_documented_code_has_advice_in_both_languages() {
        let documented = documented();
        for (code, msg) in documented["codes"].as_object().unwrap() {
            let code = code.parse().unwrap();
            assert!(advice(code, None).is_some_and(reads_well), "{code}");
            assert_eq!(name(code), msg.as_str());
        }
        for code in documented["without_a_meaning"].as_array().unwrap() {
            assert_eq!(advice(code.as_i64().unwrap(), None), None, "{code}");
        }
    }

    #[test]
    fn every_documented_sub_code_and_family_has_advice_of_its_own() {
        let documented = documented();
        let families = texts(&documented["families"]);
        let families = families.map(|family| family.replace("***", "shop").replace("###", "E1"));
        let sub_codes = texts(&documented["sub_codes"]).map(str::to_owned);
        for sub_code in families.chain(sub_codes) {
            // The suffix is no code of its own.
            let sub_code = sub_code.replace("isp.shop-tmall", "isp.system-busy-tmall");
            assert!(of_family(&sub_code).is_some_and(reads_well), "{sub_code}");
        }
    }

    #[test]
    fn an_unknown_sub_code_is_told_by_its_side() {
        for sub_code in ["isp.brand-new", "isv.brand-new", "accesscontrol.brand-new"] {
            assert_eq!(of_family(sub_code), None);
            assert!(
                advice(0, Some(sub_code)).is_some_and(reads_well),
                "{sub_code}"
            );
        }
        assert_eq!(advice(0, Some("brand-new")), None);
    }

    #[test]
    fn a_code_that_says_done_before_is_told_from_others() {
        for code in [
            "DUPLICATE_REQUEST",
            "isv.refund-already-exist:1",
            "RepeatSubmit",
            "IDEMPOTENT_ERROR",
            "ORDER_EXISTED",
        ] {
            assert!(says_done_before(code), "{code}");
        }
        for code in [
            "isv.order-not-exist",
            "NOT_EXISTED",
            "BALANCE_TOO_LOW",
            "500",
            "",
        ] {
            assert!(!says_done_before(code), "{code}");
        }
    }

    #[test]
    fn the_sub_code_is_closer_to_the_cause() {
        let of = |sub_code| advice(50, Some(sub_code)).unwrap().english();
        assert_ne!(of("isv.missing-parameter:fields"), of("unheard-of"));
        assert_eq!(
            of("isv.missing-parameter:fields"),
            of("isv.missing-parameter")
        );
        assert_eq!(of("isv.shop-not-exist:7"), of("isv.item-not-exist"));
        assert_eq!(
            of("isp.remote-service-timeout-tmall"),
            of("isp.remote-service-timeout")
        );
        assert_eq!(
            of("isv.trade-service-error:E1"),
            of("isv.trade-service-error:E2")
        );
    }

    #[test]
    fn what_an_error_says_about_the_effect() {
        let cases = [
            (
                7,
                Some("accesscontrol.limited-by-app-access-count"),
                Class::Throttled,
            ),
            (7, None, Class::Throttled),
            (15, Some("isp.call-limited"), Class::Throttled),
            (15, Some("isp.call-limited-tmall"), Class::Throttled),
            // The sub_code goes first (protocol §6.1): a provider was asked.
            (7, Some("isp.remote-service-timeout"), Class::Unknown),
            (15, Some("isp.remote-service-timeout"), Class::Unknown),
            (50, Some("isp.anything-new"), Class::Unknown),
            (50, Some("isv.invalid-parameter"), Class::Refused),
            (560, Some("isv.invalid-parameter"), Class::Refused),
            (560, None, Class::Unknown),
            (50, Some("words-of-a-provider"), Class::Unknown),
            (15, None, Class::Unknown),
            (52, None, Class::Unknown),
            (25, None, Class::Refused),
            (27, Some("session-expired"), Class::Refused),
            (40, None, Class::Refused),
            (0, None, Class::Unknown),
            (-1, None, Class::Unknown),
        ];
        for (code, sub_code, class) in cases {
            assert_eq!(classify(code, sub_code), class, "{code} {sub_code:?}");
        }
    }
}
