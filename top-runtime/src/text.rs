//! Values that travel as text or JSON and are more than a `String`.

use std::fmt;

use serde::Serialize;
use serde::de::DeserializeOwned;
use zeroize::Zeroizing;

use crate::shape::Kind;
use crate::value::{Raw, Ref, Scalar, Slot, Value};

/// What stands for a secret in every output.
pub const MASK: &str = "***";

/// Text that no output shows: `Debug` prints `***`, and the memory is wiped when it is dropped.
///
/// The value is readable only through [`Secret::expose`].
///
/// ```
/// use top_runtime::Secret;
///
/// let phone = Secret::new("13800000000");
/// assert_eq!(format!("{phone:?}"), "***");
/// assert_eq!(phone.expose(), "13800000000");
/// ```
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Secret(Zeroizing<String>);

impl Secret {
    /// Takes a secret in.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self(Zeroizing::new(text.into()))
    }

    /// The secret itself. Don't print it.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(MASK)
    }
}

impl<T: Into<String>> From<T> for Secret {
    fn from(text: T) -> Self {
        Self::new(text)
    }
}

impl Value for Secret {
    const KIND: Kind = Kind::Text;
    const SECRET: bool = true;

    fn empty() -> Self {
        Self::default()
    }

    fn get(&self) -> Ref<'_> {
        Ref::Text(&self.0)
    }

    fn slot(&mut self) -> Slot<'_> {
        Slot::Text(&mut self.0)
    }
}

/// A text that holds JSON: TOP's type `Json`, passed through as text (protocol §4).
///
/// To give a field structure of your own, use [`Serde`].
///
/// ```
/// use top_runtime::Json;
///
/// let features = Json::parse(r#"{"color": "red"}"#)?;
/// assert_eq!(features.as_str(), r#"{"color": "red"}"#);
/// assert!(Json::parse("{").is_err());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Json(String);

impl Json {
    /// Takes JSON text as it is.
    ///
    /// # Errors
    /// Where the text is not JSON.
    pub fn parse(text: impl Into<String>) -> Result<Self, serde_json::Error> {
        let text = text.into();
        serde_json::from_str::<serde::de::IgnoredAny>(&text)?;
        Ok(Self(text))
    }

    /// Writes a value as JSON.
    ///
    /// # Errors
    /// What serde says.
    pub fn of(value: &impl Serialize) -> Result<Self, serde_json::Error> {
        serde_json::to_string(value).map(Self)
    }

    /// The JSON text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Reads it as a type of yours.
    ///
    /// # Errors
    /// What serde says.
    pub fn read<T: DeserializeOwned>(&self) -> Result<T, serde_json::Error> {
        serde_json::from_str(&self.0)
    }
}

impl Value for Json {
    const KIND: Kind = Kind::Json;

    fn empty() -> Self {
        Self::default()
    }

    fn get(&self) -> Ref<'_> {
        Ref::Text(&self.0)
    }

    fn slot(&mut self) -> Slot<'_> {
        Slot::Scalar(self)
    }
}

impl Scalar for Json {
    fn set(&mut self, text: &str) -> Result<(), &'static str> {
        // A reply's text is the platform's business: it is kept as it came, JSON or not.
        text.clone_into(&mut self.0);
        Ok(())
    }
}

/// Any serde type as a field: it travels as the JSON that serde makes of it.
///
/// ```
/// use std::collections::BTreeMap;
/// use top_runtime::{Serde, TopObject, encode::to_json};
///
/// /// A shop.
/// #[derive(TopObject)]
/// struct Shop {
///     /// What it is called in each language.
///     names: Serde<BTreeMap<String, String>>,
/// }
///
/// let names = BTreeMap::from([("en".to_owned(), "Corner".to_owned())]);
/// assert_eq!(to_json(&Shop { names: Serde(names) })?, r#"{"names":{"en":"Corner"}}"#);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Serde<T>(pub T);

impl<T> From<T> for Serde<T> {
    fn from(value: T) -> Self {
        Self(value)
    }
}

impl<T> Value for Serde<T>
where
    T: Serialize + DeserializeOwned + Default + Send + Sync + 'static,
{
    const KIND: Kind = Kind::Raw;

    fn empty() -> Self {
        Self(T::default())
    }

    fn get(&self) -> Ref<'_> {
        Ref::Raw(self)
    }

    fn slot(&mut self) -> Slot<'_> {
        Slot::Raw(self)
    }
}

impl<T> Raw for Serde<T>
where
    T: Serialize + DeserializeOwned + Send + Sync,
{
    fn write(&self, out: &mut String) -> Result<(), serde_json::Error> {
        out.push_str(&serde_json::to_string(&self.0)?);
        Ok(())
    }

    fn read(&mut self, json: &str) -> Result<(), serde_json::Error> {
        self.0 = serde_json::from_str(json)?;
        Ok(())
    }
}
