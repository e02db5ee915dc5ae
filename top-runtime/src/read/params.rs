//! Received parameters into slots.

use serde_json::Value as JsonValue;

use crate::api::Endpoint;
use crate::blank::is_blank;
use crate::check::MAX_DEPTH;
use crate::encode::is_joined;
use crate::file::File;
use crate::public::is_public;
use crate::read::Reader;
use crate::read::json::FOREIGN;
use crate::shape::Kind;
use crate::value::{Object, Slot};
use crate::violation::{Breach, Path};

impl Reader {
    /// Reads one parameter of a call.
    pub(super) fn received(
        &mut self,
        endpoint: &Endpoint,
        object: &mut dyn Object,
        name: &str,
        text: &str,
    ) {
        match endpoint.param_name() {
            Some(param) if param == name => self.whole(object, name, text),
            Some(_) if is_public(name) => {}
            Some(param) => {
                let similar = Some(param);
                self.report(&Path::Root.field(name), Breach::Unknown { similar });
            }
            None if is_public(name) && object.shape().field(name).is_none() => {}
            None => self.field(object, name, text),
        }
    }

    /// Reads the parameter that carries the whole request as JSON.
    fn whole(&mut self, object: &mut dyn Object, name: &str, text: &str) {
        if is_blank(text) {
            return;
        }
        match serde_json::from_str(text) {
            Ok(JsonValue::Object(members)) => {
                self.object(object, &members, &Path::Root, MAX_DEPTH);
            }
            Ok(_) => self.report(&Path::Root.field(name), Breach::Expected("an object")),
            Err(_) => self.report(&Path::Root.field(name), Breach::NotJson),
        }
    }

    /// Reads the parameter that carries one field.
    pub(crate) fn field(&mut self, object: &mut dyn Object, name: &str, text: &str) {
        let path = Path::Root.field(name);
        let Some((index, field)) = object.shape().field(name) else {
            return self.unknown(object.shape(), &path, name);
        };
        if !is_blank(text) {
            self.parameter(field.kind(), object.slot(index), text, &path);
        }
    }

    fn parameter(&mut self, kind: Kind, slot: Slot<'_>, text: &str, path: &Path<'_>) {
        match slot {
            Slot::Optional(slot) => self.parameter(kind, slot.fill(), text, path),
            Slot::List(list) if is_joined(kind) => {
                list.clear();
                for (index, item) in text.split(',').enumerate() {
                    self.scalar(list.push(), item, &path.item(index));
                }
            }
            Slot::Raw(raw) => {
                if raw.read(text).is_err() {
                    self.report(path, FOREIGN);
                }
            }
            slot @ (Slot::Object(_) | Slot::List(_)) => match serde_json::from_str(text) {
                Ok(json) => self.value(kind, &json, slot, path, MAX_DEPTH),
                Err(_) => self.report(path, Breach::NotJson),
            },
            scalar => self.scalar(scalar, text, path),
        }
    }

    /// Takes a file part in.
    pub(crate) fn file(&mut self, object: &mut dyn Object, name: &str, file: File) {
        let path = Path::Root.field(name);
        let shape = object.shape();
        let Some((index, _)) = shape.field(name) else {
            return self.unknown(shape, &path, name);
        };
        let slot = match object.slot(index) {
            Slot::Optional(slot) => slot.fill(),
            slot => slot,
        };
        match slot {
            Slot::File(target) => *target = file,
            _ => self.report(&path, Breach::Expected("text, not a file")),
        }
    }
}
