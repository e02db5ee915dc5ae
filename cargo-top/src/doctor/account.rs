//! What the platform's error code says of key, secret, session and permission (protocol §6).

use top_runtime::Error;

use super::problem::Problem;
use super::report::Check;

/// What a call came to, from the platform's point of view.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Area {
    /// It passed all of the platform's own checks.
    Admitted,
    Key,
    Secret,
    Clock,
    Limit,
    Session,
    Permission,
    Method,
    Platform,
}

/// A call's outcome, read.
pub(super) struct Diagnosis {
    pub(super) area: Area,
    problem: Problem,
    found: String,
    remedy: Option<String>,
}

impl Diagnosis {
    pub(super) fn of(outcome: &Result<String, Error>) -> Self {
        match outcome {
            Ok(_) => Self {
                area: Area::Admitted,
                problem: Problem::Refused,
                found: String::new(),
                remedy: None,
            },
            Err(error) => Self::of_error(error),
        }
    }

    fn of_error(error: &Error) -> Self {
        let (area, problem) = place(error);
        // The runtime's hint knows how long to wait, and which address was refused.
        let specific = [
            Problem::TooManyCalls,
            Problem::IpNotAllowed,
            Problem::Refused,
            Problem::Platform,
        ];
        Self {
            area,
            problem,
            found: words(error),
            remedy: specific
                .contains(&problem)
                .then(|| error.hint().into_owned()),
        }
    }

    /// The check that this fails.
    pub(super) fn wrong(&self, check: &'static str) -> Check {
        let wrong = Check::wrong(check, self.problem, self.found.clone());
        match &self.remedy {
            Some(remedy) => wrong.with_remedy(remedy.clone()),
            None => wrong,
        }
    }
}

fn place(error: &Error) -> (Area, Problem) {
    let sub_code = error.sub_code().unwrap_or_default();
    if let Error::Throttled(_) = error {
        return (Area::Limit, Problem::TooManyCalls);
    }
    match error.code() {
        Some(28 | 29) => (Area::Key, Problem::UnknownKey),
        Some(24 | 25) => (Area::Secret, Problem::WrongSecret),
        Some(30 | 31) => (Area::Clock, Problem::ClockOff),
        Some(26) => (Area::Session, Problem::SessionMissing),
        Some(27 | 44) => (Area::Session, Problem::SessionInvalid),
        Some(42) => (Area::Session, Problem::SessionLevel),
        Some(11) if sub_code.contains("whitelist") => (Area::Permission, Problem::IpNotAllowed),
        Some(11 | 13) => (Area::Permission, Problem::AppPermission),
        Some(12) => (Area::Permission, Problem::UserPermission),
        Some(21 | 22) => (Area::Method, Problem::UnknownMethod),
        Some(40 | 41 | 43) => (Area::Admitted, Problem::Refused),
        Some(_) if sub_code.starts_with("isv.") => (Area::Admitted, Problem::Refused),
        Some(10 | 15 | 50 | 52) => (Area::Platform, Problem::Platform),
        // Without a code, the business itself said no: it was asked.
        None if matches!(error, Error::Rejected(_)) => (Area::Admitted, Problem::Refused),
        _ => (Area::Platform, Problem::Refused),
    }
}

/// The platform's own words, and the number that its support asks for.
fn words(error: &Error) -> String {
    let Some(platform) = error.platform() else {
        return error.to_string();
    };
    let mut words = format!("code {} {}", platform.code, platform.msg);
    for (before, word) in [(": ", &platform.sub_code), (", ", &platform.sub_msg)] {
        if let Some(word) = word {
            words.push_str(before);
            words.push_str(word);
        }
    }
    match error.request_id() {
        Some(id) => format!("{words} [request_id {id}]"),
        None => words,
    }
}

/// The clock's difference, where the platform refused the timestamp.
pub(super) fn clock_ahead_seconds(outcome: &Result<String, Error>) -> Option<i64> {
    match outcome {
        Err(Error::Refused(refused)) => refused.clock_ahead_seconds(),
        _ => None,
    }
}
