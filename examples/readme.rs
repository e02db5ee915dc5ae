//! The code in the READMEs, compiled with the tests so that it stays true.

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
mod english {}

#[cfg(doctest)]
#[doc = include_str!("../README.zh-CN.md")]
mod chinese {}
