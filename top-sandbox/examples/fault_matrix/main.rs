//! Every fault on every endpoint, over real HTTP: what the client says is held against the books.
//!
//! The last line counts the cells in which an effect was doubled, or denied by the client, in
//! which a definite answer was wrong, or an intent was lost. Unless all are 0, the exit code is 1.
//!
//! `resends`, `denies` or `boasts` as the argument shows what the matrix says to a client that is
//! careless in that way.

mod cell;
mod clock;
mod judge;
mod operation;
mod stage;
mod table;
#[cfg(test)]
mod tests;
mod trouble;

use std::process::ExitCode;

use cell::{Cell, Habit};

type Failure = Box<dyn std::error::Error + Send + Sync>;

#[tokio::main]
async fn main() -> Result<ExitCode, Failure> {
    let habit = Habit::asked(std::env::args().nth(1).as_deref())?;
    let mut rows = Vec::new();
    for cell in Cell::all() {
        rows.push((cell, cell.run(habit).await?));
    }
    let all_well = table::print(&rows);
    Ok(if all_well {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}
