//! Every fault on every endpoint, over real HTTP: what the client says is held against the books.
//!
//! A cell shows what the client said of the call, then what a resolver said of it, and how many
//! effects the books hold. The last line counts the cells in which an effect was doubled, or
//! denied by the client, in which a definite answer was wrong, or an intent was lost. Unless all
//! are 0, the exit code is 1.
//!
//! `resends`, `denies` or `boasts` as the argument shows what the matrix says to a client that is
//! careless in that way.

mod cell;
mod clock;
mod habit;
mod judge;
mod operation;
mod stage;
mod table;
#[cfg(test)]
mod tests;
mod trouble;

use std::process::ExitCode;
use std::sync::Arc;

use tokio::sync::Semaphore;

use cell::Cell;
use habit::Habit;
use judge::Record;

type Failure = Box<dyn std::error::Error + Send + Sync>;

/// How many cells are played at a time. Most of them wait for something most of the time.
const AT_ONCE: usize = 16;

#[tokio::main]
async fn main() -> Result<ExitCode, Failure> {
    let habit = Habit::asked(std::env::args().nth(1).as_deref())?;
    let all_well = table::print(&play(Cell::all(), habit).await?);
    Ok(if all_well {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// Plays all cells, and gives them with what happened, in their order.
async fn play(cells: Vec<Cell>, habit: Habit) -> Result<Vec<(Cell, Record)>, Failure> {
    let seats = Arc::new(Semaphore::new(AT_ONCE));
    let plays: Vec<_> = cells
        .into_iter()
        .map(|cell| {
            let seats = Arc::clone(&seats);
            let play = async move {
                let _seat = seats.acquire().await?;
                cell.run(habit).await
            };
            (cell, tokio::spawn(play))
        })
        .collect();
    let mut played = Vec::with_capacity(plays.len());
    for (cell, play) in plays {
        let record = play.await?.map_err(|error| format!("{cell:?}: {error}"))?;
        played.push((cell, record));
    }
    Ok(played)
}
