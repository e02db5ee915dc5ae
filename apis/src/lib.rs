//! Declarations of Taobao Open Platform endpoints.
