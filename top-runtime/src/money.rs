//! Amounts: 分 and 元 are types, and nothing turns one into the other unasked.

use std::fmt;
use std::str::FromStr;

use rust_decimal::Decimal;

use crate::shape::Kind;
use crate::value::{Ref, Slot, Value};

/// An amount in 分 (1/100 元), the unit of most `Number` amounts on API pages.
///
/// ```
/// use top_runtime::Fen;
///
/// let total = Fen::checked_sum([Fen(1250), Fen(-250)]);
/// assert_eq!(total, Some(Fen(1000)));
/// assert_eq!(Fen(1250).to_yuan().to_string(), "12.50元");
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fen(pub i64);

/// An amount in 元, as `Price` carries it: a decimal, never a float.
///
/// ```
/// use top_runtime::{Fen, Yuan};
///
/// let price: Yuan = "12.50".parse()?;
/// assert_eq!(price.to_fen(), Some(Fen(1250)));
/// assert_eq!("0.001".parse::<Yuan>()?.to_fen(), None);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Yuan(pub Decimal);

impl Fen {
    /// Adds; `None` past the range of an `i64`.
    #[must_use]
    pub fn checked_add(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).map(Self)
    }

    /// Subtracts; `None` past the range of an `i64`.
    #[must_use]
    pub fn checked_sub(self, other: Self) -> Option<Self> {
        self.0.checked_sub(other.0).map(Self)
    }

    /// Adds up amounts; `None` past the range of an `i64`.
    pub fn checked_sum(amounts: impl IntoIterator<Item = Self>) -> Option<Self> {
        amounts.into_iter().try_fold(Self(0), Self::checked_add)
    }

    /// The same amount in 元.
    #[must_use]
    pub fn to_yuan(self) -> Yuan {
        Yuan(Decimal::new(self.0, 2))
    }
}

impl Yuan {
    /// The same amount in 分; `None` where it is no whole number of 分 or past the range.
    #[must_use]
    pub fn to_fen(self) -> Option<Fen> {
        let fen = self.0.checked_mul(Decimal::ONE_HUNDRED)?;
        if !fen.is_integer() {
            return None;
        }
        i64::try_from(fen).ok().map(Fen)
    }
}

impl fmt::Display for Fen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}分", self.0)
    }
}

impl fmt::Display for Yuan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}元", self.0)
    }
}

impl FromStr for Yuan {
    type Err = rust_decimal::Error;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Decimal::from_str_exact(text).map(Self)
    }
}

impl From<Decimal> for Yuan {
    fn from(amount: Decimal) -> Self {
        Self(amount)
    }
}

impl Value for Fen {
    const KIND: Kind = Kind::Fen;

    fn empty() -> Self {
        Self(0)
    }

    fn get(&self) -> Ref<'_> {
        Ref::Integer(self.0)
    }

    fn slot(&mut self) -> Slot<'_> {
        Slot::Integer(&mut self.0)
    }
}

impl Value for Yuan {
    const KIND: Kind = Kind::Yuan;

    fn empty() -> Self {
        Self(Decimal::ZERO)
    }

    fn get(&self) -> Ref<'_> {
        Ref::Decimal(self.0)
    }

    fn slot(&mut self) -> Slot<'_> {
        Slot::Decimal(&mut self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::{Fen, Yuan};

    #[test]
    fn conversion_is_exact_or_refused() {
        assert_eq!(Fen(12_345).to_yuan(), "123.45".parse().unwrap());
        assert_eq!(
            "123.45".parse::<Yuan>().unwrap().to_fen(),
            Some(Fen(12_345))
        );
        assert_eq!("0.005".parse::<Yuan>().unwrap().to_fen(), None);
        assert_eq!(
            "92233720368547758.08".parse::<Yuan>().unwrap().to_fen(),
            None
        );
    }

    #[test]
    fn sums_do_not_wrap() {
        assert_eq!(Fen::checked_sum([Fen(1), Fen(-3)]), Some(Fen(-2)));
        assert_eq!(Fen::checked_sum([Fen(i64::MAX), Fen(1)]), None);
    }
}
