//! The walk over a request, to any depth.

use crate::blank::is_blank;
use crate::check::rules::{absence, broken, is_given, is_json};
use crate::check::{MAX_DEPTH, TOO_DEEP};
use crate::public::is_public;
use crate::shape::{Field, Kind, Limit};
use crate::text::MASK;
use crate::value::{List, Object, Ref};
use crate::violation::{Breach, Path, Violation};

/// How a value travels, as far as rules depend on it.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Travel {
    /// As a parameter of its own.
    Parameter,
    /// Inside JSON text.
    Json,
    /// Nobody knows: only the declaration's own rules hold.
    Unknown,
}

/// Where the walk stands.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    path: Path<'a>,
    travel: Travel,
    /// How many levels it may still go down.
    left: usize,
}

impl Place<'_> {
    pub(super) const fn root(travel: Travel) -> Self {
        Self {
            path: Path::Root,
            travel,
            left: MAX_DEPTH,
        }
    }

    fn field(&self, field: &'static Field) -> Place<'_> {
        Place {
            path: self.path.field(field.name()),
            ..*self
        }
    }

    fn item(&self, index: usize) -> Place<'_> {
        Place {
            path: self.path.item(index),
            ..*self
        }
    }

    /// The same place seen from inside its value; `None` where that is too deep.
    fn inside(self) -> Option<Self> {
        Some(Self {
            travel: match self.travel {
                Travel::Parameter | Travel::Json => Travel::Json,
                Travel::Unknown => Travel::Unknown,
            },
            left: self.left.checked_sub(1)?,
            ..self
        })
    }
}

/// The mask, where the secret should be.
const MASKED: Breach = Breach::Expected("the secret itself, which no output holds");

/// Whether nothing can be wrong with a given value. Most are such: no place is made for them.
fn is_free(field: &Field, value: Ref<'_>) -> bool {
    field.limited_by().is_empty()
        && match value {
            Ref::Integer(_) | Ref::Bool(_) | Ref::Decimal(_) | Ref::Date(_) => true,
            Ref::Text(_) => !matches!(field.kind(), Kind::Json),
            _ => false,
        }
}

/// Collects what is wrong.
#[derive(Default)]
pub(super) struct Walk {
    pub(super) found: Vec<Violation>,
}

impl Walk {
    pub(super) fn object(&mut self, object: &dyn Object, place: Place<'_>) {
        for (index, field) in object.shape().fields().iter().enumerate() {
            let value = object.get(index);
            if place.travel == Travel::Parameter && is_public(field.name()) {
                self.report(&place.field(field), Breach::PublicParameter);
            }
            if !is_given(value) {
                self.left_out(object, index, field, &place);
                // Somebody did write an object whose every value is blank: dropping it in silence
                // would drop what its own rules ask for.
                if let (Ref::Object(_), false) = (value, field.required()) {
                    self.value(field.kind(), &[], value, place.field(field));
                }
            } else if field.is_secret() && matches!(value, Ref::Text(MASK)) {
                // A request that was logged or stored by serde, and read back.
                self.report(&place.field(field), MASKED);
            } else if !is_free(field, value) {
                self.value(field.kind(), field.limited_by(), value, place.field(field));
            }
        }
    }

    /// A field that is not given, though it or a rule may ask for it.
    fn left_out(
        &mut self,
        object: &dyn Object,
        index: usize,
        field: &'static Field,
        place: &Place<'_>,
    ) {
        if field.required() {
            return self.report(&place.field(field), Breach::Missing);
        }
        for rule in object.shape().between() {
            match absence(object, index, rule) {
                Some(breach @ Breach::NoneOf(_)) => self.report(place, breach),
                Some(breach) => self.report(&place.field(field), breach),
                None => {}
            }
        }
    }

    fn value(&mut self, kind: Kind, limits: &[Limit], value: Ref<'_>, place: Place<'_>) {
        for limit in limits {
            if let Some(breach) = broken(limit, value) {
                self.report(&place, breach);
            }
        }
        match value {
            Ref::Object(object) => match place.inside() {
                Some(inside) => self.object(object, inside),
                None => self.report(&place, TOO_DEEP),
            },
            Ref::List(list) => match place.inside() {
                Some(inside) => self.items(kind, limits, list, place.travel, inside),
                None => self.report(&place, TOO_DEEP),
            },
            Ref::Text(text) if matches!(kind, Kind::Json) && !is_json(text) => {
                self.report(&place, Breach::NotJson);
            }
            Ref::File(_) if place.travel == Travel::Json => {
                self.report(&place, Breach::NestedFile);
            }
            _ => {}
        }
    }

    fn items(
        &mut self,
        kind: Kind,
        limits: &[Limit],
        list: &dyn List,
        travel: Travel,
        inside: Place<'_>,
    ) {
        let Kind::List(kind) = kind else { return };
        for index in 0..list.len() {
            let here = inside.item(index);
            let item = list.item(index);
            match item {
                Ref::Absent => self.report(&here, Breach::BlankItem),
                Ref::Text(text) if is_blank(text) => self.report(&here, Breach::BlankItem),
                Ref::Text(text) if travel == Travel::Parameter && text.contains(',') => {
                    self.report(&here, Breach::Comma);
                }
                item => self.value(*kind, limits, item, here),
            }
        }
    }

    fn report(&mut self, place: &Place<'_>, breach: Breach) {
        let path = place.path.to_string();
        self.found.push(Violation::new(path, breach));
    }
}
