//! A request or reply known only at run time: any shape, without a Rust type of its own.

pub(crate) mod cell;
use std::fmt;

use serde_json::{Map, Value as JsonValue};

use crate::api::Endpoint;
use crate::file::File;
use crate::read::{Reader, read_json, read_params};
use crate::shape::Shape;
use crate::text::MASK;
use crate::value::{Object, Ref, Slot};
use crate::violation::Violations;

use cell::Cell;

/// A dynamic instance of a shape. It is checked, encoded, decoded and printed by the same code
/// as a declared struct.
///
/// Every field starts as not given, also a required one; [`check`](crate::check::check) tells
/// what is missing.
///
/// ```
/// use top_runtime::{Field, Kind, Record, Ref, Shape};
///
/// static SHAPE: Shape = Shape::new("GetShop", &[Field::new("shop_id", "", Kind::Integer, true)]);
///
/// let json = serde_json::json!({ "shop_id": "7" });
/// let record = Record::from_json(&SHAPE, json.as_object().unwrap())?;
/// assert!(matches!(record.value("shop_id"), Ref::Integer(7)));
///
/// let json = serde_json::json!({ "shop_ip": 7 });
/// let violations = Record::from_json(&SHAPE, json.as_object().unwrap()).unwrap_err();
/// assert_eq!(violations.to_string(), "there is no field shop_ip; did you mean shop_id?");
/// # Ok::<(), top_runtime::Violations>(())
/// ```
#[derive(Clone)]
pub struct Record {
    shape: &'static Shape,
    cells: Vec<Cell>,
}

impl Record {
    /// A record of this shape that gives nothing yet.
    #[must_use]
    pub fn new(shape: &'static Shape) -> Self {
        let cells = shape.fields().iter();
        Self {
            shape,
            cells: cells.map(|field| Cell::new(field.kind())).collect(),
        }
    }

    /// Reads a record from a JSON object by wire names, as [`read_json`] does.
    ///
    /// # Errors
    /// All violations with their paths.
    pub fn from_json(
        shape: &'static Shape,
        json: &Map<String, JsonValue>,
    ) -> Result<Self, Violations> {
        let mut record = Self::new(shape);
        read_json(&mut record, json)?;
        Ok(record)
    }

    /// Reads a record from the parameters and files of a call, as [`read_params`] does.
    ///
    /// # Errors
    /// All violations with their paths.
    pub fn from_params<'p>(
        endpoint: &Endpoint,
        params: impl IntoIterator<Item = (&'p str, &'p str)>,
        files: impl IntoIterator<Item = (&'p str, File)>,
    ) -> Result<Self, Violations> {
        let mut record = Self::new(endpoint.request());
        read_params(endpoint, &mut record, params, files)?;
        Ok(record)
    }

    /// Sets a field from the text that it has as a parameter of its own (protocol §4).
    ///
    /// # Errors
    /// All violations: an unknown name, and text that is not of the field's kind.
    pub fn set(&mut self, name: &str, text: &str) -> Result<(), Violations> {
        let mut reader = Reader::default();
        reader.field(self, name, text);
        Violations::none_or(reader.found)
    }

    /// Sets a file field.
    ///
    /// # Errors
    /// An unknown name, and a field of another kind.
    pub fn set_file(&mut self, name: &str, file: File) -> Result<(), Violations> {
        let mut reader = Reader::default();
        reader.file(self, name, file);
        Violations::none_or(reader.found)
    }

    /// Reads the field of this wire name; [`Ref::Absent`] where there is none.
    pub fn value(&self, name: &str) -> Ref<'_> {
        self.shape
            .field(name)
            .map_or(Ref::Absent, |(index, _)| self.get(index))
    }

    /// The given fields as JSON, nothing masked: decimals and dates as text, files as `null`.
    pub fn to_json_value(&self) -> JsonValue {
        let cells = self.shape.fields().iter().zip(&self.cells);
        let given = cells.filter(|(_, cell)| cell.is_given());
        let members = given.map(|(field, cell)| (field.name().to_owned(), cell.to_json()));
        JsonValue::Object(members.collect())
    }
}

impl Object for Record {
    fn shape(&self) -> &'static Shape {
        self.shape
    }

    fn get(&self, index: usize) -> Ref<'_> {
        self.cells.get(index).map_or(Ref::Absent, Cell::get)
    }

    fn slot(&mut self, index: usize) -> Slot<'_> {
        match self.cells.get_mut(index) {
            Some(cell) => Slot::Optional(cell),
            None => Slot::Nothing,
        }
    }
}

impl PartialEq for Record {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.shape, other.shape) && self.cells == other.cells
    }
}

impl fmt::Debug for Record {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct(self.shape.name());
        for (field, cell) in self.shape.fields().iter().zip(&self.cells) {
            if field.is_secret() && cell.is_given() {
                shown.field(field.name(), &format_args!("{MASK}"));
            } else if cell.is_given() {
                shown.field(field.name(), cell);
            }
        }
        shown.finish()
    }
}
