//! The platform's own errors: what `error_response` carries (protocol §5.4, §6).

use std::fmt;

/// An `error_response`: a code, its standard message, and optionally a sub-code with a text.
///
/// ```
/// use top_sandbox::ErrorResponse;
///
/// let timeout = ErrorResponse::new(15).sub_code("isp.remote-service-timeout");
/// let shown = timeout.to_string();
/// assert_eq!(shown, "15 Remote service error (isp.remote-service-timeout)");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ErrorResponse {
    code: u32,
    msg: String,
    sub_code: Option<String>,
    sub_msg: Option<String>,
}

impl ErrorResponse {
    /// The error of this code, with the platform's message for it (protocol §6).
    #[must_use]
    pub fn new(code: u32) -> Self {
        Self {
            code,
            msg: standard_message(code).to_owned(),
            sub_code: None,
            sub_msg: None,
        }
    }

    /// Sets the sub-code, for example `isv.invalid-parameter`.
    #[must_use]
    pub fn sub_code(mut self, sub_code: impl Into<String>) -> Self {
        self.sub_code = Some(sub_code.into());
        self
    }

    /// Sets the text for people.
    #[must_use]
    pub fn sub_msg(mut self, sub_msg: impl Into<String>) -> Self {
        self.sub_msg = Some(sub_msg.into());
        self
    }

    /// A required argument is not given: code 40.
    #[must_use]
    pub fn missing_argument(name: &str) -> Self {
        Self::about_argument(40, "missing", name)
    }

    /// An argument has a wrong value: code 41.
    #[must_use]
    pub fn invalid_argument(name: &str) -> Self {
        Self::about_argument(41, "invalid", name)
    }

    /// Too many calls: code 7, with the seconds until calls are let through again.
    #[must_use]
    pub fn throttled(seconds: u64) -> Self {
        let plural = if seconds == 1 { "" } else { "s" };
        Self::new(7)
            .sub_code("accesscontrol.limited-by-app-api-access-count")
            .sub_msg(format!(
                "This ban will last for {seconds} more second{plural}"
            ))
    }

    fn about_argument(code: u32, what: &str, name: &str) -> Self {
        let mut error = Self::new(code).sub_code(format!("isv.{what}-parameter:{name}"));
        error.msg = format!("{}:{name}", error.msg);
        error
    }

    /// The platform's code.
    pub fn code(&self) -> u32 {
        self.code
    }

    /// The same with its texts changed.
    pub(crate) fn with_texts(&self, change: impl Fn(&str) -> String) -> Self {
        Self {
            code: self.code,
            msg: change(&self.msg),
            sub_code: self.sub_code.as_deref().map(&change),
            sub_msg: self.sub_msg.as_deref().map(&change),
        }
    }

    /// The fields of the `error_response` in their order, each with whether it is a number.
    pub(crate) fn members(&self) -> impl Iterator<Item = (&'static str, String, bool)> {
        [
            Some(("code", self.code.to_string(), true)),
            Some(("msg", self.msg.clone(), false)),
            self.sub_code
                .clone()
                .map(|sub_code| ("sub_code", sub_code, false)),
            self.sub_msg
                .clone()
                .map(|sub_msg| ("sub_msg", sub_msg, false)),
        ]
        .into_iter()
        .flatten()
    }
}

impl fmt::Display for ErrorResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.code, self.msg)?;
        if let Some(sub_code) = &self.sub_code {
            write!(f, " ({sub_code})")?;
        }
        Ok(())
    }
}

impl std::error::Error for ErrorResponse {}

/// The message that the platform sends with a code.
fn standard_message(code: u32) -> &'static str {
    match code {
        3 => "Upload Fail",
        4 => "User Call Limited",
        5 => "Session Call Limited",
        6 => "Partner Call Limited",
        7 => "App Call Limited",
        8 => "App Call Exceeds Limited Frequency",
        9 => "Http Action Not Allowed",
        10 => "Service Currently Unavailable",
        11 => "Insufficient ISV Permissions",
        12 => "Insufficient User Permissions",
        13 => "Insufficient Partner Permissions",
        21 => "Missing Method",
        22 => "Invalid Method",
        23 => "Invalid Format",
        24 => "Missing Signature",
        25 => "Invalid Signature",
        26 => "Missing Session",
        27 => "Invalid Session",
        28 => "Missing App Key",
        29 => "Invalid App Key",
        30 => "Missing Timestamp",
        31 => "Invalid Timestamp",
        32 => "Missing Version",
        33 => "Invalid Version",
        34 => "Unsupported Version",
        40 => "Missing Required Arguments",
        41 => "Invalid Arguments",
        42 => "Insufficient session permissions",
        43 => "Parameter Error",
        44 => "Invalid access token",
        47 => "Invalid encoding",
        _ => "Remote service error",
    }
}
