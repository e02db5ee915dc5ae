//! The derives as functions over tokens: what they write, and that they never panic.

mod golden;
mod never_panics;
