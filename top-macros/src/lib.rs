//! Derives for top-runtime.
