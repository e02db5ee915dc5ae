//! The variables that a client reads.

use std::collections::BTreeMap;

use top_runtime::{Gateway, is_blank};

use super::problem::Problem;
use super::report::Check;
use crate::hidden::Hidden;

/// The variables that [`top_runtime::Client::from_env`] knows.
const KNOWN: [&str; 7] = [
    "TOP_APP_KEY",
    "TOP_APP_SECRET",
    "TOP_SESSION",
    "TOP_GATEWAY",
    "TOP_SIGN_METHOD",
    "TOP_FORMAT",
    "TOP_SIMPLIFY",
];

/// Names that people write in their place.
const MISTAKEN: [(&str, &str); 10] = [
    ("TOP_APPKEY", "TOP_APP_KEY"),
    ("TOP_KEY", "TOP_APP_KEY"),
    ("APP_KEY", "TOP_APP_KEY"),
    ("TOP_SECRET", "TOP_APP_SECRET"),
    ("TOP_APPSECRET", "TOP_APP_SECRET"),
    ("APP_SECRET", "TOP_APP_SECRET"),
    ("TOP_SESSION_KEY", "TOP_SESSION"),
    ("TOP_ACCESS_TOKEN", "TOP_SESSION"),
    ("TOP_URL", "TOP_GATEWAY"),
    ("TOP_GATEWAY_URL", "TOP_GATEWAY"),
];

/// A copy of the environment.
pub(crate) struct Environment(BTreeMap<String, String>);

impl Environment {
    pub(crate) fn of_this_process() -> Self {
        let text = |text: std::ffi::OsString| text.to_string_lossy().into_owned();
        Self(
            std::env::vars_os()
                .map(|(name, value)| (text(name), text(value)))
                .collect(),
        )
    }

    /// A variable that is set to something.
    pub(crate) fn given(&self, name: &str) -> Option<&str> {
        self.0
            .get(name)
            .map(String::as_str)
            .filter(|value| !is_blank(value))
    }

    pub(crate) fn gateway(&self) -> Gateway {
        self.given("TOP_GATEWAY")
            .map_or(Gateway::default(), Gateway::from)
    }

    /// What no answer may show.
    pub(crate) fn secrets(&self) -> Hidden {
        let mut hidden = Hidden::default();
        for name in ["TOP_APP_KEY", "TOP_APP_SECRET", "TOP_SESSION"] {
            hidden.add(self.given(name).unwrap_or_default());
        }
        hidden
    }

    /// One check for each variable that must be set, or is.
    pub(crate) fn checks(&self) -> Vec<Check> {
        let key = self.required("TOP_APP_KEY").unwrap_or_else(|| self.key());
        let secret = self
            .required("TOP_APP_SECRET")
            .unwrap_or_else(|| self.secret());
        [key, secret]
            .into_iter()
            .chain(self.session())
            .chain(self.mistaken())
            .collect()
    }

    /// Whether key and secret may be sent: as they are, they are at least no mixture.
    pub(crate) fn is_fit(&self) -> bool {
        let required = ["TOP_APP_KEY", "TOP_APP_SECRET"].map(|name| self.required(name));
        required.iter().all(Option::is_none) && !self.key().is_wrong()
    }

    fn required(&self, name: &'static str) -> Option<Check> {
        match self.given(name) {
            None => Some(Check::wrong(name, Problem::Unset, "not set")),
            Some(value) => copied(name, value),
        }
    }

    fn key(&self) -> Check {
        let (key, secret) = self.credentials();
        if key == secret {
            return Check::wrong(
                "TOP_APP_KEY",
                Problem::KeyIsSecret,
                "the same as TOP_APP_SECRET",
            );
        }
        if !is_digits(key) && is_digits(secret) {
            let found = format!("{}, and TOP_APP_SECRET is all digits", size(key));
            return Check::wrong("TOP_APP_KEY", Problem::KeyAndSecretSwapped, found);
        }
        let remark = if is_digits(key) {
            ", all digits"
        } else {
            ", not all digits: keys of TOP are"
        };
        Check::well("TOP_APP_KEY", format!("set, {}{remark}", size(key)))
    }

    fn secret(&self) -> Check {
        Check::well(
            "TOP_APP_SECRET",
            format!("set, {}", size(self.credentials().1)),
        )
    }

    fn credentials(&self) -> (&str, &str) {
        let given = |name| self.given(name).unwrap_or_default();
        (given("TOP_APP_KEY"), given("TOP_APP_SECRET"))
    }

    fn session(&self) -> Option<Check> {
        let session = self.given("TOP_SESSION")?;
        let well = || Check::well("TOP_SESSION", format!("set, {}", size(session)));
        Some(copied("TOP_SESSION", session).unwrap_or_else(well))
    }

    /// Variables that look like one of the known, and that nobody reads.
    fn mistaken(&self) -> Vec<Check> {
        let unread = |(name, meant): &(&'static str, &'static str)| {
            self.given(name).filter(|_| self.given(meant).is_none())?;
            let check = Check::wrong(
                name,
                Problem::Setting,
                format!("set, and nobody reads it: the variable is called {meant}"),
            );
            Some(check.with_remedy(format!("Set {meant} in its place.")))
        };
        MISTAKEN.iter().filter_map(unread).collect()
    }

    /// What the client's builder reads.
    pub(crate) fn look_up(&self, name: &'static str) -> Option<String> {
        KNOWN
            .contains(&name)
            .then(|| self.given(name).map(str::to_owned))
            .flatten()
    }
}

/// What was copied along with a value.
fn copied(name: &'static str, value: &str) -> Option<Check> {
    let quotes = ['"', '\'', '`', '“', '”', '‘', '’'];
    let inside = value.trim();
    if inside.starts_with(quotes) || inside.ends_with(quotes) {
        return Some(Check::wrong(
            name,
            Problem::Quotes,
            format!("{}, quotes at its ends", size(value)),
        ));
    }
    if inside != value {
        return Some(Check::wrong(
            name,
            Problem::WhiteSpace,
            format!("{}, white space at its ends", size(value)),
        ));
    }
    let odd = value
        .chars()
        .filter(|character| !matches!(character, ' '..='~'))
        .count();
    (odd > 0).then(|| {
        Check::wrong(
            name,
            Problem::OddCharacters,
            format!("{}, {odd} of them not ASCII or invisible", size(value)),
        )
    })
}

fn is_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

fn size(text: &str) -> String {
    match text.chars().count() {
        1 => "1 character".to_owned(),
        count => format!("{count} characters"),
    }
}

#[cfg(test)]
mod tests {
    use super::Environment;

    fn found(variables: &[(&str, &str)]) -> String {
        let owned = variables
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        let checks = Environment(owned.collect()).checks();
        serde_json::to_string(&checks).unwrap()
    }

    #[test]
    fn each_slip_is_named() {
        let good = "the-app-secret-0123456789";
        for (key, secret, problem) in [
            ("", good, "unset"),
            ("88776655", "  ", "unset"),
            ("88776655 ", good, "white_space"),
            ("88776655", "the-app-secret-0123456789\r", "white_space"),
            ("\"88776655\"", good, "quotes"),
            ("88776655", "“the-app-secret-0123456789”", "quotes"),
            ("88776655\u{200b}", good, "odd_characters"),
            (good, "88776655", "key_and_secret_swapped"),
            ("88776655", "88776655", "key_is_secret"),
        ] {
            let found = found(&[("TOP_APP_KEY", key), ("TOP_APP_SECRET", secret)]);
            assert!(found.contains(problem), "{problem}: {found}");
            assert_eq!(found.matches("wrong").count(), 1, "{problem}: {found}");
            assert!(
                !found.contains("app-secret") && !found.contains("887766"),
                "{found}"
            );
        }
    }

    #[test]
    fn a_variable_that_nobody_reads_is_named() {
        let found = found(&[("TOP_APP_KEY", "88776655"), ("TOP_SECRET", "x")]);
        assert!(
            found.contains("the variable is called TOP_APP_SECRET"),
            "{found}"
        );
    }
}
