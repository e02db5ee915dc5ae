//! How a reply is judged, as data.

/// Which fields of a reply tell a success from a rejection, by position in [`Shape::fields`](super::Shape::fields).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Verdict {
    success: Option<u16>,
    code: Option<u16>,
    message: Option<u16>,
    value: Option<u16>,
    accepted: &'static [&'static str],
    doubtful: &'static [&'static str],
}

impl Verdict {
    /// Nothing in the struct tells: it always succeeds.
    pub const NONE: Self = Self {
        success: None,
        code: None,
        message: None,
        value: None,
        accepted: &[],
        doubtful: &[],
    };

    /// The flag that is true on success.
    #[must_use]
    pub const fn by_flag(mut self, field: u16) -> Self {
        self.success = Some(field);
        self
    }

    /// The field with the business code.
    #[must_use]
    pub const fn code(mut self, field: u16) -> Self {
        self.code = Some(field);
        self
    }

    /// The field with the text for people.
    #[must_use]
    pub const fn message(mut self, field: u16) -> Self {
        self.message = Some(field);
        self
    }

    /// The field that a caller wants: the payload of an envelope.
    #[must_use]
    pub const fn value(mut self, field: u16) -> Self {
        self.value = Some(field);
        self
    }

    /// Without a flag: the codes that mean success.
    #[must_use]
    pub const fn accepted(mut self, codes: &'static [&'static str]) -> Self {
        self.accepted = codes;
        self
    }

    /// Codes of a failure after which nobody knows whether the call took effect.
    #[must_use]
    pub const fn doubtful(mut self, codes: &'static [&'static str]) -> Self {
        self.doubtful = codes;
        self
    }

    /// Position of the flag.
    pub const fn flag_field(&self) -> Option<u16> {
        self.success
    }

    /// Position of the code.
    pub const fn code_field(&self) -> Option<u16> {
        self.code
    }

    /// Position of the text for people.
    pub const fn message_field(&self) -> Option<u16> {
        self.message
    }

    /// Position of the payload.
    pub const fn value_field(&self) -> Option<u16> {
        self.value
    }

    /// The codes that mean success.
    pub const fn accepted_codes(&self) -> &'static [&'static str] {
        self.accepted
    }

    /// The codes that leave the outcome open.
    pub const fn doubtful_codes(&self) -> &'static [&'static str] {
        self.doubtful
    }
}
