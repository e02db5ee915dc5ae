//! Many methods as the source of a crate: one folder a group, one file a method.

mod order;

use std::collections::BTreeMap;

use crate::description::Description;
use crate::plan::{Module, group_name, plan, request_names};
use crate::rules::propose;
use crate::write::{COLUMNS, Lines, write_among_many};

/// How a list of endpoints begins: what `cargo top drift` and clients that settle intents read.
const ENDPOINTS: &str = "pub const ENDPOINTS: &[&Endpoint] = &";

/// The methods of one group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// The group's name, an identifier.
    pub name: String,
    /// Its methods, in the order of their modules' names, which differ.
    pub modules: Vec<Module>,
    /// Which description each of them was planned from, counted from 0: several may describe a method.
    pub places: Vec<usize>,
}

/// One file, to be written below the folder of the sources.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Where, with `/` between folders.
    pub path: String,
    /// What stands in it.
    pub text: String,
    /// The method that it declares, if it declares one.
    pub method: Option<String>,
}

/// Plans all methods, by group. Names are such that the requests of a group can stand side by side.
///
/// The order of the descriptions decides nothing, except among those of the same method.
#[must_use]
pub fn groups<'d>(descriptions: impl IntoIterator<Item = &'d Description>) -> Vec<Group> {
    let mut by_name: BTreeMap<String, Vec<(usize, &Description)>> = BTreeMap::new();
    for (place, description) in descriptions.into_iter().enumerate() {
        by_name
            .entry(group_name(description))
            .or_default()
            .push((place, description));
    }
    by_name
        .into_iter()
        .map(|(name, members)| group(name, members))
        .collect()
}

fn group(name: String, mut members: Vec<(usize, &Description)>) -> Group {
    members.sort_by(|(_, one), (_, other)| one.method.cmp(&other.method));
    let (places, members): (Vec<_>, Vec<_>) = members.into_iter().unzip();
    let names = request_names(&members);
    let modules = members.iter().zip(&names);
    let modules = modules.map(|(one, name)| plan(one, &propose(one), Some(name)));
    let mut planned: Vec<_> = modules.zip(places).collect();
    planned.sort_by(|(one, _), (other, _)| one.name.cmp(&other.name));
    let (modules, places) = planned.into_iter().unzip();
    Group {
        name,
        modules,
        places,
    }
}

/// The files of these groups, `lib.rs` first.
#[must_use]
pub fn files(groups: &[Group]) -> Vec<File> {
    let mut files = vec![plain("lib.rs".to_owned(), library(groups))];
    for group in groups {
        files.push(plain(format!("{}.rs", group.name), declared(group)));
        files.extend(group.modules.iter().map(|module| File {
            path: format!("{}/{}.rs", group.name, module.name),
            text: write_among_many(module),
            method: Some(module.method.clone()),
        }));
    }
    files
}

fn plain(path: String, text: String) -> File {
    File {
        path,
        text,
        method: None,
    }
}

fn library(groups: &[Group]) -> String {
    let mut out = Lines::default();
    out.line("//! Endpoints of the Taobao Open Platform, declared from their descriptions.");
    out.gap();
    for group in groups {
        out.line(format_args!("pub mod {};", group.name));
    }
    out.gap();
    out.line("use top_runtime::{Endpoint, TopApi};");
    out.gap();
    out.line("/// All endpoints that this crate declares, as data.");
    let all = groups.iter().flat_map(|group| {
        let requests = requests(group).into_iter();
        requests.map(|(_, request, _)| format!("{}::{request}::ENDPOINT", group.name))
    });
    out.list(ENDPOINTS, &all.collect::<Vec<_>>());
    out.into_text()
}

fn declared(group: &Group) -> String {
    let count = group.modules.len();
    let methods = if count == 1 { "method" } else { "methods" };
    let mut out = Lines::default();
    out.line(format_args!(
        "//! The group `{}`: {count} {methods}.",
        group.name
    ));
    out.gap();
    for module in &group.modules {
        out.line(format_args!("pub mod {};", module.name));
    }
    out.gap();
    let requests = requests(group);
    for (module, name, has_companion) in &requests {
        let companion = format!("{name}Required");
        // Another request may be called like a companion.
        if *has_companion && !requests.iter().any(|(_, other, _)| **other == companion) {
            out.line(used(module, name, &companion));
        } else {
            out.line(format_args!("pub use {module}::{name};"));
        }
    }
    out.gap();
    out.line("use top_runtime::{Endpoint, TopApi};");
    out.gap();
    out.line("/// All endpoints of this group, as data.");
    let all = requests.iter();
    let all: Vec<_> = all
        .map(|(_, name, _)| format!("{name}::ENDPOINT"))
        .collect();
    out.list(ENDPOINTS, &all);
    out.into_text()
}

/// The requests of a group, in the order of their modules.
fn requests(group: &Group) -> Vec<(&str, &str, bool)> {
    let mut requests: Vec<_> = group.modules.iter().filter_map(request).collect();
    requests.sort_by(|(one, ..), (other, ..)| order::version(one, other));
    requests
}

/// A module, its request, and whether the derive writes a companion beside it.
fn request(module: &Module) -> Option<(&str, &str, bool)> {
    let request = module.structs.first()?;
    let has_companion = request.fields.iter().any(|field| field.required);
    Some((&module.name, &request.name, has_companion))
}

fn used(module: &str, name: &str, companion: &str) -> String {
    let line = format!("pub use {module}::{{{name}, {companion}}};");
    // rustfmt keeps a column free behind a list.
    if line.len() + 1 < COLUMNS {
        return line;
    }
    let names = format!("    {name}, {companion},");
    if names.len() < COLUMNS {
        return format!("pub use {module}::{{\n{names}\n}};");
    }
    format!("pub use {module}::{{\n    {name},\n    {companion},\n}};")
}
