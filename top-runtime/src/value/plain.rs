//! The plain scalars as values.

use rust_decimal::Decimal;

use super::{Ref, Scalar, Slot, Value};
use crate::shape::Kind;
use crate::time::DateTime;

impl Value for String {
    const KIND: Kind = Kind::Text;

    fn empty() -> Self {
        Self::new()
    }

    fn get(&self) -> Ref<'_> {
        Ref::Text(self)
    }

    fn slot(&mut self) -> Slot<'_> {
        Slot::Text(self)
    }
}

/// A scalar that is one variant of [`Ref`] and of [`Slot`].
macro_rules! plain {
    ($type:ty, $kind:ident, $variant:ident, $empty:expr) => {
        impl Value for $type {
            const KIND: Kind = Kind::$kind;

            fn empty() -> Self {
                $empty
            }

            fn get(&self) -> Ref<'_> {
                Ref::$variant(*self)
            }

            fn slot(&mut self) -> Slot<'_> {
                Slot::$variant(self)
            }
        }
    };
}

plain!(i64, Integer, Integer, 0);
plain!(bool, Bool, Bool, false);
plain!(Decimal, Decimal, Decimal, Decimal::ZERO);
plain!(DateTime, Date, Date, DateTime::EPOCH);

/// The integers narrower than TOP's `Number`; each fits in an `i64`.
macro_rules! narrow {
    ($($type:ty => $expected:literal),*) => {$(
        impl Value for $type {
            const KIND: Kind = Kind::Integer;

            fn empty() -> Self {
                0
            }

            fn get(&self) -> Ref<'_> {
                Ref::Integer(i64::from(*self))
            }

            fn slot(&mut self) -> Slot<'_> {
                Slot::Scalar(self)
            }
        }

        impl Scalar for $type {
            fn set(&mut self, text: &str) -> Result<(), &'static str> {
                *self = text.parse().map_err(|_| $expected)?;
                Ok(())
            }
        }
    )*};
}

narrow!(
    i8 => "a whole number from -128 to 127",
    i16 => "a whole number from -32768 to 32767",
    i32 => "a whole number of 32 bits",
    u8 => "a whole number from 0 to 255",
    u16 => "a whole number from 0 to 65535",
    u32 => "a whole number of 32 bits without a sign"
);
