//! A request as a web server hands it over.

use std::fmt;

/// The parts of an HTTP request that a signature is about (protocol §9). Whether it was a GET or a
/// POST makes no difference.
///
/// `Debug` hides query and body: they hold the signature and customers' data.
#[derive(Clone)]
pub struct SpiRequest<'r> {
    pub(super) query: &'r str,
    headers: Vec<(&'r str, &'r [u8])>,
    pub(super) body: &'r [u8],
}

impl<'r> SpiRequest<'r> {
    /// A request with this query as it came, percent-encoded and without the `?`; with all its
    /// headers, whatever the case of their names; and with this body.
    #[must_use]
    pub fn new<V: AsRef<[u8]> + ?Sized + 'r>(
        query: &'r str,
        headers: impl IntoIterator<Item = (&'r str, &'r V)>,
        body: &'r [u8],
    ) -> Self {
        let headers = headers.into_iter();
        Self {
            query,
            headers: headers
                .map(|(name, value)| (name, value.as_ref()))
                .collect(),
            body,
        }
    }

    /// The first header of this name.
    pub(super) fn header(&self, name: &str) -> Option<&'r [u8]> {
        let mut headers = self.headers.iter();
        let (_, value) = headers.find(|(given, _)| given.eq_ignore_ascii_case(name))?;
        Some(value)
    }

    /// The `Content-Type`, `""` without one.
    pub(super) fn content_type(&self) -> &'r str {
        let value = self.header("content-type").unwrap_or_default();
        std::str::from_utf8(value).unwrap_or_default()
    }
}

impl fmt::Debug for SpiRequest<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SpiRequest")
            .field("content_type", &self.content_type())
            .field("body", &format_args!("{} bytes", self.body.len()))
            .finish_non_exhaustive()
    }
}
