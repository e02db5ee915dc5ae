//! One value of a kind known at run time.

use std::fmt;

use rust_decimal::Decimal;
use serde_json::Value as JsonValue;

use crate::file::File;
use crate::record::Record;
use crate::shape::Kind;
use crate::time::DateTime;
use crate::value::{List, Open, Optional, Raw, Ref, Slot, Value as _};

/// A place for a value of one kind, empty or not.
#[derive(Clone)]
pub(crate) struct Cell {
    kind: Kind,
    content: Option<Content>,
}

#[derive(Debug, Clone, PartialEq)]
enum Content {
    Text(String),
    Integer(i64),
    Bool(bool),
    Decimal(Decimal),
    Date(DateTime),
    File(File),
    Raw(RawJson),
    Object(Box<Record>),
    List(Cells),
}

impl Cell {
    pub(crate) fn new(kind: Kind) -> Self {
        Self {
            kind,
            content: None,
        }
    }

    pub(super) fn is_given(&self) -> bool {
        self.content.is_some()
    }

    pub(crate) fn get(&self) -> Ref<'_> {
        match &self.content {
            None => Ref::Absent,
            Some(Content::Text(text)) => Ref::Text(text),
            Some(Content::Integer(number)) => Ref::Integer(*number),
            Some(Content::Bool(flag)) => Ref::Bool(*flag),
            Some(Content::Decimal(number)) => Ref::Decimal(*number),
            Some(Content::Date(date)) => Ref::Date(*date),
            Some(Content::File(file)) => Ref::File(file),
            Some(Content::Raw(raw)) => Ref::Raw(raw),
            Some(Content::Object(record)) => Ref::Object(&**record),
            Some(Content::List(list)) => Ref::List(list),
        }
    }

    /// The content as JSON; a file, which JSON cannot carry, as `null`.
    pub(crate) fn to_json(&self) -> JsonValue {
        match &self.content {
            None | Some(Content::File(_)) => JsonValue::Null,
            Some(Content::Text(text)) => text.as_str().into(),
            Some(Content::Integer(number)) => (*number).into(),
            Some(Content::Bool(flag)) => (*flag).into(),
            Some(Content::Decimal(number)) => number.to_string().into(),
            Some(Content::Date(date)) => date.to_string().into(),
            Some(Content::Raw(raw)) => serde_json::from_str(&raw.0).unwrap_or_default(),
            Some(Content::Object(record)) => record.to_json_value(),
            Some(Content::List(list)) => list.cells.iter().map(Self::to_json).collect(),
        }
    }
}

impl Content {
    fn empty(kind: Kind) -> Self {
        match kind {
            Kind::Text | Kind::Json | Kind::TextCode(_) => Self::Text(String::new()),
            Kind::Integer | Kind::Fen | Kind::IntegerCode(_) => Self::Integer(0),
            Kind::Bool => Self::Bool(false),
            Kind::Decimal | Kind::Yuan => Self::Decimal(Decimal::ZERO),
            Kind::Date => Self::Date(DateTime::EPOCH),
            Kind::File => Self::File(File::empty()),
            Kind::Raw => Self::Raw(RawJson("null".to_owned())),
            Kind::Object(nested) => Self::Object(Box::new(Record::new(nested.shape()))),
            Kind::List(item) => Self::List(Cells {
                item,
                cells: Vec::new(),
            }),
        }
    }

    fn slot(&mut self) -> Slot<'_> {
        match self {
            Self::Text(text) => Slot::Text(text),
            Self::Integer(number) => Slot::Integer(number),
            Self::Bool(flag) => Slot::Bool(flag),
            Self::Decimal(number) => Slot::Decimal(number),
            Self::Date(date) => Slot::Date(date),
            Self::File(file) => Slot::File(file),
            Self::Raw(raw) => Slot::Raw(raw),
            Self::Object(record) => Slot::Object(&mut **record),
            Self::List(list) => Slot::List(list),
        }
    }
}

impl Optional for Cell {
    fn open(&mut self, how: Open) -> Slot<'_> {
        match how {
            Open::Anew => self.content = Some(Content::empty(self.kind)),
            Open::AsItIs => {}
            Open::Cleared => self.content = None,
        }
        self.content.as_mut().map_or(Slot::Nothing, Content::slot)
    }
}

impl PartialEq for Cell {
    fn eq(&self, other: &Self) -> bool {
        self.content == other.content
    }
}

impl fmt::Debug for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.content {
            None => f.write_str("not given"),
            Some(Content::Text(text)) => text.fmt(f),
            Some(Content::Object(record)) => record.fmt(f),
            Some(Content::List(list)) => list.fmt(f),
            Some(content) => content.fmt(f),
        }
    }
}

/// A list of cells of one kind.
#[derive(Clone)]
pub(super) struct Cells {
    item: &'static Kind,
    cells: Vec<Cell>,
}

impl List for Cells {
    fn len(&self) -> usize {
        self.cells.len()
    }

    fn item(&self, index: usize) -> Ref<'_> {
        self.cells.get(index).map_or(Ref::Absent, Cell::get)
    }

    fn push(&mut self) -> Slot<'_> {
        self.cells.push(Cell::new(*self.item));
        self.cells
            .last_mut()
            .map_or(Slot::Nothing, |cell| cell.open(Open::Anew))
    }

    fn clear(&mut self) {
        self.cells.clear();
    }
}

impl PartialEq for Cells {
    fn eq(&self, other: &Self) -> bool {
        self.cells == other.cells
    }
}

impl fmt::Debug for Cells {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(&self.cells).finish()
    }
}

/// JSON text of any form.
#[derive(Debug, Clone, PartialEq)]
struct RawJson(String);

impl Raw for RawJson {
    fn write(&self, out: &mut String) -> Result<(), serde_json::Error> {
        out.push_str(&self.0);
        Ok(())
    }

    fn read(&mut self, json: &str) -> Result<(), serde_json::Error> {
        serde_json::from_str::<serde::de::IgnoredAny>(json)?;
        json.clone_into(&mut self.0);
        Ok(())
    }
}
