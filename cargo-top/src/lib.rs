//! From a page of the Taobao Open Platform's documentation to a working endpoint.
//!
//! The library behind `cargo top`. What a page or a description file says becomes a
//! [`Description`](description::Description); its prose becomes [`Proposal`](rules::Proposal)s;
//! both become a [`Module`](plan::Module), which is written as Rust.
//!
//! | stage | module | hands on |
//! |---|---|---|
//! | read | [`read`] | what the page says, and what is odd about it |
//! | rules | [`rules`] | what its prose asks for |
//! | plan | [`plan`] | structs, types and names |
//! | write | [`write`](mod@write) | Rust text |
//! | tree | [`tree`] | the source of a crate, of many |
//! | load | [`load`] | an [`Endpoint`](top_runtime::Endpoint), as if it had been compiled |

mod bench;
mod call;
mod catalogue;
pub mod cli;
mod commands;
mod describe;
pub mod description;
mod doctor;
pub mod drift;
mod example;
mod exit;
pub mod finding;
mod hidden;
pub mod load;
pub mod plan;
pub mod read;
pub mod rules;
mod signing;
mod terminal;
pub mod tree;
pub mod write;

pub use exit::Exit;
