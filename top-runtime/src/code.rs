//! Open codes: documented values are constants, and every other value is kept as it came.

/// Declares newtypes for codes with documented values, open like `http::StatusCode`.
///
/// A value that the page does not name neither fails a reply nor panics. `text` codes hold a
/// `Cow<'static, str>`, `integer` codes an `i64`. Each constant needs a doc comment: it is the
/// meaning that [`Code`](crate::Code) tells.
///
/// ```
/// top_runtime::codes! {
///     /// Where an order came from.
///     pub struct Channel: text {
///         /// 辰森
///         CS = "CS",
///         /// 客如云
///         KRY = "KRY",
///     }
///
///     /// Why a refund was asked for.
///     pub struct Reason: integer {
///         /// The whole order is out of stock.
///         OUT_OF_STOCK = 10,
///     }
/// }
///
/// assert_eq!(Channel::CS, Channel::from("CS"));
/// assert_eq!(Channel::from("NEW").as_str(), "NEW");
/// assert_eq!(Reason::from(99).get(), 99);
/// ```
#[macro_export]
macro_rules! codes {
    ($( $(#[$meta:meta])* $vis:vis struct $name:ident: $base:ident {
        $( $(#[doc = $doc:literal])+ $constant:ident = $value:literal ),* $(,)?
    } )*) => {$(
        $crate::codes!(@ $base $(#[$meta])* $vis $name { $( $constant = $value, [$($doc)+] )* });
    )*};

    (@ text $(#[$meta:meta])* $vis:vis $name:ident {
        $( $constant:ident = $value:literal, [$($doc:literal)+] )*
    }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
        $vis struct $name(::std::borrow::Cow<'static, str>);

        impl $name {
            $( $(#[doc = $doc])+ pub const $constant: Self =
                Self(::std::borrow::Cow::Borrowed($value)); )*

            /// The code as on the wire.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl ::std::convert::From<&'static str> for $name {
            fn from(code: &'static str) -> Self {
                Self(::std::borrow::Cow::Borrowed(code))
            }
        }

        impl ::std::convert::From<::std::string::String> for $name {
            fn from(code: ::std::string::String) -> Self {
                Self(::std::borrow::Cow::Owned(code))
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl $crate::Scalar for $name {
            fn set(&mut self, text: &str) -> ::std::result::Result<(), &'static str> {
                self.0 = ::std::borrow::Cow::Owned(text.to_owned());
                Ok(())
            }
        }

        impl $crate::Value for $name {
            const KIND: $crate::Kind = $crate::Kind::TextCode(&[
                $( $crate::Code { value: $value, meaning: concat!($($doc),+).trim_ascii_start() } ),*
            ]);

            fn empty() -> Self {
                Self(::std::borrow::Cow::Borrowed(""))
            }

            fn get(&self) -> $crate::Ref<'_> {
                $crate::Ref::Text(&self.0)
            }

            fn slot(&mut self) -> $crate::Slot<'_> {
                $crate::Slot::Scalar(self)
            }
        }
    };

    (@ integer $(#[$meta:meta])* $vis:vis $name:ident {
        $( $constant:ident = $value:literal, [$($doc:literal)+] )*
    }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        $vis struct $name(i64);

        impl $name {
            $( $(#[doc = $doc])+ pub const $constant: Self = Self($value); )*

            /// The code as a number.
            pub const fn get(self) -> i64 {
                self.0
            }
        }

        impl ::std::convert::From<i64> for $name {
            fn from(code: i64) -> Self {
                Self(code)
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Display::fmt(&self.0, f)
            }
        }

        impl $crate::Value for $name {
            const KIND: $crate::Kind = $crate::Kind::IntegerCode(&[
                $( $crate::Code { value: stringify!($value), meaning: concat!($($doc),+).trim_ascii_start() } ),*
            ]);

            fn empty() -> Self {
                Self(0)
            }

            fn get(&self) -> $crate::Ref<'_> {
                $crate::Ref::Integer(self.0)
            }

            fn slot(&mut self) -> $crate::Slot<'_> {
                $crate::Slot::Integer(&mut self.0)
            }
        }
    };
    ($($other:tt)*) => {
        ::std::compile_error!(
            "codes are declared as `pub struct Name: text { /// What it means. CS = \"CS\" }`, or \
             `: integer` with whole numbers; each constant needs a doc comment, its meaning"
        );
    };
}
