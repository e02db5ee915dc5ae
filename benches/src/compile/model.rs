//! The structs that one description asks for, with names that don't clash.

use std::collections::HashSet;

use super::names;
use super::spec::{Param, Spec};

/// One method as a module.
#[derive(Debug)]
pub(crate) struct Module {
    /// Its name in Rust.
    pub name: String,
    /// The method's name.
    pub method: String,
    /// `Request` and `Reply` first, then what is inside them.
    pub structs: Vec<Struct>,
}

/// One struct.
#[derive(Debug)]
pub(crate) struct Struct {
    pub name: String,
    pub role: Role,
    pub fields: Vec<Field>,
}

/// What a struct is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// The request itself.
    Request,
    /// Something inside the request.
    Asked,
    /// The reply, or something inside it.
    Answered,
}

/// One field.
#[derive(Debug)]
pub(crate) struct Field {
    pub wire: String,
    pub identifier: String,
    pub doc: String,
    pub base: Base,
    pub list: bool,
    pub required: bool,
    pub max_length: Option<u64>,
    pub max_items: Option<u64>,
}

/// What a field, or an item of it, is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Base {
    Text,
    Integer,
    Bool,
    Decimal,
    Date,
    Json,
    File,
    Struct(String),
}

/// Parameters of every call (protocol §2): no field of a request can be called so.
const PUBLIC: &[&str] = &[
    "method",
    "app_key",
    "target_app_key",
    "sign_method",
    "sign",
    "session",
    "timestamp",
    "format",
    "v",
    "partner_id",
    "simplify",
];

/// Names that mean something else in a generated module.
const RESERVED: &[&str] = &[
    "Request",
    "Reply",
    "Client",
    "Call",
    "DateTime",
    "Decimal",
    "File",
    "Json",
    "String",
    "Option",
    "Vec",
    "Box",
    "Some",
    "None",
    "TopApi",
    "TopObject",
    "Serialize",
    "Deserialize",
];

impl Module {
    /// The module of the description at this position.
    pub(crate) fn new(index: usize, spec: &Spec) -> Self {
        let mut module = Self {
            name: format!("m{index:03}"),
            method: spec.name.clone(),
            structs: Vec::new(),
        };
        let mut taken = RESERVED.iter().map(|&name| name.to_owned()).collect();
        let params = &spec.request_params;
        module.add("Request".to_owned(), Role::Request, params, &mut taken);
        let params = &spec.response_params;
        module.add("Reply".to_owned(), Role::Answered, params, &mut taken);
        module
    }

    fn add(&mut self, name: String, role: Role, params: &[Param], taken: &mut HashSet<String>) {
        let position = self.structs.len();
        let fields = Vec::new();
        self.structs.push(Struct { name, role, fields });
        let inside = if role == Role::Request {
            Role::Asked
        } else {
            role
        };
        let mut seen = HashSet::new();
        let mut fields = Vec::new();
        for param in params {
            let identifier = names::field(&param.name);
            let public = role == Role::Request && PUBLIC.contains(&param.name.as_str());
            // A page may name a field twice; the first one counts.
            if public || !seen.insert(identifier.clone()) {
                continue;
            }
            let (base, list) = self.base(param, inside, taken);
            fields.push(Field {
                doc: doc(param),
                wire: param.name.clone(),
                identifier,
                base,
                list,
                required: param.required && role != Role::Answered,
                max_length: param.max_length,
                max_items: param.max_list_size,
            });
        }
        if let Some(added) = self.structs.get_mut(position) {
            added.fields = fields;
        }
    }

    fn base(&mut self, param: &Param, role: Role, taken: &mut HashSet<String>) -> (Base, bool) {
        let (kind, list) = param.item_kind();
        if !param.sub_params.is_empty() {
            let name = free_name(kind, &param.name, taken);
            self.add(name.clone(), role, &param.sub_params, taken);
            return (Base::Struct(name), list);
        }
        let base = match kind {
            "Number" | "byte" => Base::Integer,
            "Boolean" => Base::Bool,
            "Price" | "BigDecimal" => Base::Decimal,
            "Date" => Base::Date,
            "Json" => Base::Json,
            "byte[]" if role == Role::Asked => Base::File,
            _ => Base::Text,
        };
        (base, list)
    }
}

/// The same type name means different things on one page, so each place gets a struct of its own.
fn free_name(kind: &str, field: &str, taken: &mut HashSet<String>) -> String {
    let first = match names::structure(kind) {
        name if name.is_empty() || name == "String" => names::structure(field),
        name => name,
    };
    let mut name = first.clone();
    let mut number = 2;
    while !taken.insert(name.clone()) {
        name = format!("{first}{number}");
        number += 1;
    }
    name
}

/// What the description says, or at least what the field is called.
fn doc(param: &Param) -> String {
    let words: Vec<_> = param.description.split_whitespace().collect();
    if words.is_empty() {
        format!("The {}.", param.name.replace('_', " "))
    } else {
        words.join(" ")
    }
}
