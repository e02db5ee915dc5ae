//! The 600 descriptions as endpoints.

use cargo_top::load::load;
use cargo_top::plan::plan;
use cargo_top::read::read;
use cargo_top::rules::propose;
use top_runtime::Endpoint;

const SPECS: &str = include_str!("../fixtures/specs.jsonl");

/// All of them, as they are described.
pub(crate) fn endpoints() -> impl Iterator<Item = &'static Endpoint> {
    let reads = read("specs.jsonl", SPECS).unwrap().into_iter();
    reads.map(|read| load(&plan(&read.description, &propose(&read.description), None)))
}
