//! Brands and shops have two ids: the platform's and the merchant's own.

use super::Failure;

/// The two ids of one brand or shop.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Names {
    /// The platform's id.
    pub id: String,
    /// The merchant's own id.
    pub out_id: String,
}

impl Names {
    /// The two ids.
    #[must_use]
    pub fn new(id: impl Into<String>, out_id: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            out_id: out_id.into(),
        }
    }

    /// Every id that a request gives is the right one.
    pub(super) fn expect(
        &self,
        what: &str,
        id: Option<&str>,
        out_id: Option<&str>,
    ) -> Result<(), Failure> {
        let fits = |given: Option<&str>, own: &str| given.is_none_or(|given| given == own);
        if fits(id, &self.id) && fits(out_id, &self.out_id) {
            Ok(())
        } else {
            let message = format!("the {what} of this order is another one");
            Err(Failure::new(Failure::NOT_THE_OWNER, message))
        }
    }
}

/// A shop: its ids and its name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shop {
    /// The two ids.
    pub names: Names,
    /// What it is called.
    pub name: String,
}
