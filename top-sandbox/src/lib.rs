//! A TOP gateway in a library.
