//! Each form of the grammar beside its expansion: `tests/expand/*.rs` and `*.expanded.rs`.
//!
//! `UPDATE_EXPANDED=1 cargo test -p top-macros` writes the expansions anew.

use std::fs;
use std::path::{Path, PathBuf};

use quote::ToTokens as _;
use syn::{File, Item};

use crate::expand::derive;
use crate::model::Role;

#[test]
fn every_form_expands_as_written() {
    let inputs = inputs();
    assert!(inputs.len() >= 12, "only {} forms found", inputs.len());
    let wrong: Vec<_> = inputs.iter().filter(|input| !holds(input)).collect();
    assert!(
        wrong.is_empty(),
        "expanded otherwise than written: {wrong:#?}; if that is right, run with UPDATE_EXPANDED=1"
    );
}

fn inputs() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/expand");
    let files = fs::read_dir(folder).unwrap();
    let mut inputs: Vec<_> = files.map(|entry| entry.unwrap().path()).collect();
    inputs.retain(|path| !path.to_string_lossy().ends_with(".expanded.rs"));
    inputs.sort();
    inputs
}

fn holds(input: &Path) -> bool {
    let expanded = expand(&fs::read_to_string(input).unwrap());
    let file = input.with_extension("expanded.rs");
    if std::env::var_os("UPDATE_EXPANDED").is_some() {
        fs::write(&file, &expanded).unwrap();
    }
    fs::read_to_string(&file).is_ok_and(|written| written == expanded)
}

/// What the derive named on the only item of this source makes of it.
fn expand(source: &str) -> String {
    let file: File = syn::parse_str(source).unwrap();
    let role = if source.contains("derive(TopApi)") {
        Role::Request
    } else {
        Role::Object
    };
    let mut item = file.items.into_iter().next().unwrap();
    let attrs = match &mut item {
        Item::Struct(item) => &mut item.attrs,
        Item::Enum(item) => &mut item.attrs,
        _ => panic!("a derive stands on a struct or an enum"),
    };
    attrs.retain(|attr| !attr.path().is_ident("derive"));
    let tokens = derive(item.into_token_stream(), role);
    prettyplease::unparse(&syn::parse2(tokens).unwrap())
}
