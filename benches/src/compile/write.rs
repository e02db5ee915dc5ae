//! The same structs as Rust source, declared to the framework or derived with serde.

use std::fmt::Write as _;

use super::model::{Base, Field, Module, Role, Struct};
use super::names;

/// Who compiles it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    /// `TopApi` and `TopObject`.
    Declared,
    /// `Serialize` on requests, `Deserialize` on replies.
    Serde,
}

impl Side {
    /// What the generated package is called.
    pub(crate) const fn package(self) -> &'static str {
        match self {
            Self::Declared => "declared",
            Self::Serde => "by-serde",
        }
    }

    /// The lines in front of the modules, and what each module uses.
    pub(crate) const fn root(self) -> &'static str {
        match self {
            Self::Declared => include_str!("templates/declared.rs"),
            Self::Serde => include_str!("templates/by_serde.rs"),
        }
    }
}

/// The source of the library: the root, and one module a method.
pub(crate) fn library(side: Side, modules: &[Module]) -> String {
    let mut out = side.root().to_owned();
    for module in modules {
        let _ = write!(
            out,
            "\n/// `{}`\npub mod {} {{\n",
            module.method, module.name
        );
        out.push_str("    use crate::prelude::*;\n");
        for declared in &module.structs {
            structure(side, module, declared, &mut out);
        }
        caller(side, module, &mut out);
        out.push_str("}\n");
    }
    out
}

/// The source of a program that can make these calls.
pub(crate) fn program(side: Side, modules: &[Module]) -> String {
    let calls = modules
        .iter()
        .map(|module| format!("        {}::call,", module.name));
    let calls = calls.collect::<Vec<_>>().join("\n");
    let library = side.package().replace('-', "_");
    include_str!("templates/program.rs")
        .replace("LIBRARY", &library)
        .replace("        CALLS", &calls)
}

fn structure(side: Side, module: &Module, declared: &Struct, out: &mut String) {
    let attributes = match (side, declared.role) {
        (Side::Declared, Role::Request) => {
            let method = &module.method;
            format!(
                "    #[derive(TopApi)]\n    #[top_api(method = \"{method}\", response = Reply)]\n"
            )
        }
        (Side::Declared, Role::Asked) => "    #[derive(TopObject)]\n".to_owned(),
        // A reply is read, never built: it needs no companion and no setters, as with serde.
        (Side::Declared, Role::Answered) => {
            "    #[derive(TopObject)]\n    #[top_api(no_new)]\n".to_owned()
        }
        (Side::Serde, Role::Answered) => "    #[derive(Deserialize)]\n".to_owned(),
        (Side::Serde, _) => "    #[derive(Serialize)]\n".to_owned(),
    };
    let _ = write!(
        out,
        "\n    /// `{0}`\n{attributes}    pub struct {0} {{\n",
        declared.name
    );
    for each in &declared.fields {
        field(side, each, out);
    }
    out.push_str("    }\n");
}

fn field(side: Side, field: &Field, out: &mut String) {
    let _ = writeln!(out, "        /// {}", field.doc);
    let attributes = match side {
        Side::Declared => declared_attributes(field),
        Side::Serde => serde_attributes(field),
    };
    if !attributes.is_empty() {
        let _ = writeln!(out, "        {attributes}");
    }
    let mut kind = base(side, &field.base).to_owned();
    if field.list {
        kind = format!("Vec<{kind}>");
    }
    if !field.required {
        kind = format!("Option<{kind}>");
    }
    let _ = writeln!(out, "        pub {}: {kind},", field.identifier);
}

fn declared_attributes(field: &Field) -> String {
    let mut keys = Vec::new();
    if !names::is_same(&field.identifier, &field.wire) {
        keys.push(format!("rename = \"{}\"", field.wire));
    }
    if let (Some(max), Base::Text) = (field.max_length, &field.base) {
        keys.push(format!("length(max = {max})"));
    }
    if let (Some(max), true) = (field.max_items, field.list) {
        keys.push(format!("items(max = {max})"));
    }
    if keys.is_empty() {
        return String::new();
    }
    format!("#[top_api({})]", keys.join(", "))
}

fn serde_attributes(field: &Field) -> String {
    if names::is_same(&field.identifier, &field.wire) {
        return String::new();
    }
    format!("#[serde(rename = \"{}\")]", field.wire)
}

fn base(side: Side, base: &Base) -> &str {
    match (base, side) {
        (Base::Integer, _) => "i64",
        (Base::Bool, _) => "bool",
        (Base::Struct(name), _) => name,
        (Base::Decimal, Side::Declared) => "Decimal",
        (Base::Date, Side::Declared) => "DateTime",
        (Base::Json, Side::Declared) => "Json",
        (Base::File, Side::Declared) => "File",
        // Dates, decimals and the like too are text in the cheapest client by hand.
        (Base::Text, _) | (_, Side::Serde) => "String",
    }
}

fn caller(side: Side, module: &Module, out: &mut String) {
    let send = match side {
        Side::Declared => "client.send(&request).await.is_ok()".to_owned(),
        Side::Serde => format!(
            "client.call::<_, Reply>(\"{}\", &request).await.is_ok()",
            module.method
        ),
    };
    out.push_str(&include_str!("templates/caller.rs").replace("SEND", &send));
}
