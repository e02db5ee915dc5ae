//! `cargo-top`, run as `cargo top …`.

use std::process::ExitCode;

fn main() -> ExitCode {
    cargo_top::cli::run(std::env::args_os()).into()
}
