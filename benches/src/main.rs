//! What a call costs, beside the same thing written by hand: one command, one table.
//!
//! `cargo run --locked --release -p top-benches` runs everything; `call`, `count`, `safety` or
//! `compile` behind `--` runs one part. The other words are for the processes it starts itself.

mod by_hand;
mod call;
mod compile;
mod count;
mod cpu;
mod safety;
mod sample;
mod server;
mod table;
mod work;

use std::process::ExitCode;

/// Whatever stopped a measurement, in words.
type Failure = Box<dyn std::error::Error + Send + Sync>;

fn main() -> ExitCode {
    match run(&std::env::args().skip(1).collect::<Vec<_>>()) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(failure) => {
            eprintln!("top-benches: {failure}");
            ExitCode::FAILURE
        }
    }
}

fn run(words: &[String]) -> Result<bool, Failure> {
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words.as_slice() {
        [] => Ok(table::print(
            &[
                call::rows()?,
                count::rows()?,
                safety::rows()?,
                compile::rows()?,
            ]
            .concat(),
        )),
        ["call"] => Ok(table::print(&call::rows()?)),
        ["count"] => Ok(table::print(&count::rows()?)),
        ["safety"] => Ok(table::print(&safety::rows()?)),
        ["compile"] => Ok(table::print(&compile::rows()?)),
        ["serve"] => server::serve().map(|()| true),
        ["work", name, times] => work::run(name, times.parse()?).map(|()| true),
        _ => Err("usage: top-benches [call | count | safety | compile]".into()),
    }
}
