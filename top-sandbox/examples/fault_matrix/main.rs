//! Every fault on every endpoint, over real HTTP: what the client says is held against the books.
//!
//! A cell shows what the client said of the call, then what a resolver said of it, and how many
//! effects the books hold. The last line counts the cells in which an effect was doubled, or
//! denied by the client, in which a definite answer was wrong, or an intent was lost. Unless all
//! are 0, the exit code is 1.
//!
//! All writing calls run under an intent in a file. Where the client is killed, it is a process of
//! its own, and what is left is another one's to find out.
//!
//! `resends`, `denies`, `boasts` or `forgets` as the argument shows what the matrix says to a client that is
//! careless in that way.

mod cell;
mod child;
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
    let arguments: Vec<_> = std::env::args().skip(1).collect();
    if let Some((child::CHILD, its_own)) = arguments.split_first().map(|(a, b)| (a.as_str(), b)) {
        child::run(its_own).await?;
    }
    let habit = Habit::asked(arguments.first().map(String::as_str))?;
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
