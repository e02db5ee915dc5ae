//! The list of trips, as a file of Rust.

use std::fmt::Write as _;

use cargo_top::tree::Group;

/// A trip for each request of these groups, which are declared in this module.
pub(crate) fn text(declared: &str, groups: &[Group]) -> String {
    let mut out = format!(
        "\
//! Every request, to be sent.

use {declared};
use crate::typed::{{Trip, trip}};

/// One trip a request.
pub(crate) const TRIPS: &[Trip] = &[
"
    );
    for group in groups {
        for module in &group.modules {
            let (group, name) = (&group.name, &module.structs[0].name);
            let _ = writeln!(out, "    trip::<declared::{group}::{name}>,");
        }
    }
    out.push_str("];\n");
    out
}
