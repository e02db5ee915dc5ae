//! The 600 descriptions, read and as endpoints.

use cargo_top::description::Description;
use cargo_top::load::load;
use cargo_top::plan::plan;
use cargo_top::read::read;
use cargo_top::rules::propose;
use top_runtime::Endpoint;

const SPECS: &str = include_str!("../fixtures/specs.jsonl");

/// All of them.
pub(crate) fn descriptions() -> impl Iterator<Item = Description> {
    let reads = read("specs.jsonl", SPECS).unwrap().into_iter();
    reads.map(|read| read.description)
}

/// What is described, as if it had been compiled.
pub(crate) fn endpoint(description: &Description) -> &'static Endpoint {
    load(&plan(description, &propose(description), None))
}
