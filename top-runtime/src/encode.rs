//! A checked request as business parameters: text, in one pass (protocol §4).

mod escape;
mod json;
mod untyped;

use std::borrow::Cow;
use std::fmt::{self, Write as _};

use crate::api::Endpoint;
use crate::blank::is_blank;
use crate::check::Checked;
use crate::file::File;
use crate::shape::{Field, Kind};
use crate::text::MASK;
use crate::value::{List, Object, Ref};
use crate::violation::Violations;

use json::{Fault, Json, Step};

pub(crate) use json::is_empty_json;
pub use json::{to_json, write_json};

/// Business parameters as text, ready to be signed, and the files that travel beside them.
///
/// All text sits in one buffer.
#[derive(Clone, Default)]
pub struct Params {
    text: String,
    entries: Vec<Entry>,
    files: Vec<(Cow<'static, str>, File)>,
    masked: bool,
}

/// Where one parameter sits in the buffer; it starts where the one before it ends.
#[derive(Clone, Copy)]
struct Entry {
    start: usize,
    value: usize,
    end: usize,
}

impl Params {
    /// No parameters.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Names and values, in the order of the declaration.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&str, &str)> {
        self.entries.iter().map(|entry| {
            let text = |from, to| self.text.get(from..to).unwrap_or_default();
            (text(entry.start, entry.value), text(entry.value, entry.end))
        })
    }

    /// The files, by parameter name. They take no part in the signature.
    pub fn files(&self) -> &[(Cow<'static, str>, File)] {
        &self.files
    }

    /// Appends a parameter as it is.
    pub fn push(&mut self, name: &str, value: &str) {
        let start = self.open(name);
        self.text.push_str(value);
        self.close(start, true);
    }

    /// Appends a file.
    pub fn push_file(&mut self, name: impl Into<Cow<'static, str>>, file: File) {
        self.files.push((name.into(), file));
    }

    /// Begins a parameter: what is pushed to the text until `close` is its value.
    fn open(&mut self, name: &str) -> (usize, usize) {
        let start = self.text.len();
        self.text.push_str(name);
        (start, self.text.len())
    }

    /// Ends a parameter, or takes it back.
    fn close(&mut self, (start, value): (usize, usize), keep: bool) {
        if keep {
            let end = self.text.len();
            self.entries.push(Entry { start, value, end });
        } else {
            self.text.truncate(start);
        }
    }
}

impl fmt::Debug for Params {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Names only: values may be secret.
        let names = self.iter().map(|(name, _)| name);
        let files = self.files.iter().map(|(name, _)| &**name);
        f.debug_set().entries(names.chain(files)).finish()
    }
}

/// Writes a checked request as business parameters.
///
/// With a `param` the whole request is one parameter of compact JSON; an empty one is `{}`.
/// Without, each field is a parameter: lists of scalars are joined by commas, objects and other
/// lists are JSON, files travel beside.
///
/// Null, blank and empty values are never sent, at any depth: no absent or blank field, no empty
/// list, no object without members. `Some(0)` and `Some(false)` always are. Decimals have no
/// exponent, and are text inside JSON as in the official SDKs.
///
/// ```
/// use top_runtime::{TopApi, check::check, encode::encode};
///
/// #[derive(TopApi)]
/// #[top_api(method = "taobao.items.get", response = String)]
/// struct GetItems {
///     ids: Vec<i64>,
///     title: Option<String>,
///     on_sale: Option<bool>,
/// }
///
/// let request = GetItems { ids: vec![1, 2], title: Some(" ".into()), on_sale: Some(false) };
/// let params = encode(check(GetItems::ENDPOINT, &request)?)?;
/// assert_eq!(params.iter().collect::<Vec<_>>(), [("ids", "1,2"), ("on_sale", "false")]);
/// # Ok::<(), top_runtime::Violations>(())
/// ```
///
/// # Errors
/// Where serde cannot write a [`Serde`](crate::Serde) field.
pub fn encode(checked: Checked<'_>) -> Result<Params, Violations> {
    let mut params = Params::new();
    match params.request(checked.endpoint(), checked.object()) {
        Ok(()) => Ok(params),
        Err(fault) => Err(Violations::one(fault.into_violation())),
    }
}

/// The same parameters for people: what is declared `secret` is masked, at any depth.
pub(crate) fn encode_masked(endpoint: &Endpoint, object: &dyn Object) -> Params {
    let mut params = Params {
        masked: true,
        ..Params::new()
    };
    match params.request(endpoint, object) {
        Ok(()) => params,
        // It could not have been encoded for sending either.
        Err(_) => Params::new(),
    }
}

impl Params {
    fn request(&mut self, endpoint: &Endpoint, object: &dyn Object) -> Result<(), Fault> {
        match endpoint.param_name() {
            Some(name) => self.whole(name, object),
            None => self.fields(object),
        }
    }

    fn whole(&mut self, name: &str, object: &dyn Object) -> Result<(), Fault> {
        // Most requests fit, and an allocator has such sizes at hand; larger ones grow it.
        self.text.reserve(1000);
        let start = self.open(name);
        let mut json = Json::new(&mut self.text).masked(self.masked);
        json.object(object)?;
        self.close(start, true);
        Ok(())
    }

    fn fields(&mut self, object: &dyn Object) -> Result<(), Fault> {
        let fields = object.shape().fields();
        self.text.reserve(32 * fields.len());
        for (index, field) in fields.iter().enumerate() {
            let written = self.field(field, object.get(index));
            written.map_err(|fault| fault.at(Step::Field(field.name())))?;
        }
        Ok(())
    }

    fn field(&mut self, field: &'static Field, value: Ref<'_>) -> Result<(), Fault> {
        if let Ref::File(file) = value {
            self.push_file(field.name(), file.clone());
            return Ok(());
        }
        let parameter = self.open(field.name());
        let worth_sending = match value {
            Ref::List(list) if is_joined(field.kind()) => join(&mut self.text, list),
            Ref::List(_) | Ref::Object(_) | Ref::Raw(_) => {
                let mut json = Json::new(&mut self.text).masked(self.masked);
                json.value(value)?
            }
            scalar => write_scalar(&mut self.text, scalar),
        };
        if self.masked && field.is_secret() {
            self.text.truncate(parameter.1);
            self.text.push_str(MASK);
        }
        self.close(parameter, worth_sending);
        Ok(())
    }
}

/// Whether a list is one text joined by commas: its items are scalars.
pub(crate) fn is_joined(kind: Kind) -> bool {
    let Kind::List(item) = kind else { return false };
    !matches!(
        item,
        Kind::Object(_) | Kind::List(_) | Kind::Raw | Kind::File
    )
}

/// Joins scalars by commas, and tells whether there are any.
fn join(out: &mut String, list: &dyn List) -> bool {
    for index in 0..list.len() {
        if index > 0 {
            out.push(',');
        }
        write_scalar(out, list.item(index));
    }
    !list.is_empty()
}

/// Writes a scalar as a parameter's text, and tells whether it is worth sending.
pub(crate) fn write_scalar(out: &mut String, value: Ref<'_>) -> bool {
    match value {
        Ref::Text(text) => {
            out.push_str(text);
            return !is_blank(text);
        }
        Ref::Integer(number) => out.push_str(itoa::Buffer::new().format(number)),
        Ref::Bool(flag) => out.push_str(if flag { "true" } else { "false" }),
        Ref::Decimal(number) => display(out, number),
        Ref::Date(date) => display(out, date),
        Ref::Absent | Ref::File(_) | Ref::Raw(_) | Ref::Object(_) | Ref::List(_) => return false,
    }
    true
}

fn display(out: &mut String, value: impl fmt::Display) {
    // Writing to a `String` cannot fail.
    let _ = write!(out, "{value}");
}
