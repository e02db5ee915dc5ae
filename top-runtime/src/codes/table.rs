//! Codes that a user knows and the platform's documentation does not.

use std::borrow::Cow;

use super::family;
use crate::api::Endpoint;

/// Codes of your providers, added to the built-in ones.
///
/// It only adds. A code that is built in keeps its hint; and no entry says what a call did:
/// whatever is unknown by the built-in table stays unknown.
///
/// ```
/// use top_runtime::codes::CodeTable;
///
/// let codes = CodeTable::new()
///     .add("isv.till-closed", "Open the till first.", "请先开收银台。")
///     .add("SOLD_OUT", "There is none left.", "已售罄。");
/// assert_eq!(codes.hint("isv.till-closed:7").unwrap().0, "Open the till first.");
/// assert!(codes.hint("isv.invalid-parameter").is_none());
/// ```
#[derive(Debug, Clone, Default)]
pub struct CodeTable {
    hints: Vec<(Text, Text, Text)>,
    absent: Vec<(&'static str, Text)>,
}

type Text = Cow<'static, str>;

impl CodeTable {
    /// No codes but the built-in ones.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds what to do about a `sub_code` or a business code, in English and in Chinese. A code
    /// without a `:` stands for all that have more behind a `:`. Of two entries the first counts.
    #[must_use]
    pub fn add(
        mut self,
        code: impl Into<Cow<'static, str>>,
        english: impl Into<Cow<'static, str>>,
        chinese: impl Into<Cow<'static, str>>,
    ) -> Self {
        self.hints
            .push((code.into(), english.into(), chinese.into()));
        self
    }

    /// Adds a code by which a read says that what was asked for does not exist, as you have seen
    /// it do. It counts where this read is asked what became of a call
    /// ([`Ticket::resolve`](crate::resolve::Ticket::resolve)), beside the codes that the
    /// declaration has from the page.
    #[must_use]
    pub fn absent(mut self, read: &Endpoint, code: impl Into<Cow<'static, str>>) -> Self {
        self.absent.push((read.method(), code.into()));
        self
    }

    /// The added hint for this code, in English and in Chinese.
    pub fn hint(&self, code: &str) -> Option<(&str, &str)> {
        let mut hints = self.hints.iter();
        let (_, english, chinese) = hints.find(|(known, ..)| covers(known, code))?;
        Some((english, chinese))
    }

    /// Whether this read says by this code that there is nothing.
    pub(crate) fn is_absent(&self, read: &Endpoint, code: &str) -> bool {
        let mut absent = self.absent.iter();
        absent.any(|(method, known)| *method == read.method() && covers(known, code))
    }
}

fn covers(known: &str, code: &str) -> bool {
    known == code || known == family(code)
}
