//! What the derives write offends no lint that a careful crate turns on.
#![deny(
    warnings,
    clippy::pedantic,
    missing_docs,
    missing_debug_implementations
)]
#![deny(
    unreachable_pub,
    single_use_lifetimes,
    unused_lifetimes,
    unused_qualifications
)]

use top_runtime::{TopApi, TopObject};

/// Declared, and hardly anything of it is called.
#[derive(Debug, Clone, TopApi)]
#[top_api(method = "a.b", response(result: Reply<i64>), one_of(a, b))]
#[non_exhaustive]
pub(crate) struct Request {
    /// One way.
    pub a: Option<String>,
    /// The other.
    #[deprecated]
    pub b: Option<String>,
    /// An old one.
    #[deprecated]
    pub old: i64,
    /// Always.
    pub c: Vec<Reply<String>>,
}

#[derive(Debug, Clone, TopObject)]
pub(crate) struct Reply<T> {
    value: Option<T>,
    must: i64,
}

#[derive(Debug, Clone, TopObject)]
struct Nothing;

#[test]
fn a_declaration_is_whole_without_being_called() {
    assert_eq!(Request::declaration().fields().len(), 4);
    assert!(Reply::<String>::declaration().fields()[1].required());
    assert!(Nothing::declaration().fields().is_empty());
}
