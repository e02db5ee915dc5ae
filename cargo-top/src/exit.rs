//! What a command tells the shell.

use std::process::ExitCode;

/// The exit code of a command.
///
/// A call's code tells its effect, so that a script knows whether it may call again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Exit {
    /// 0: done; a call was applied and succeeded.
    Done,
    /// 1: the command ran and found something wrong, a drift for example.
    Found,
    /// 2: nothing happened: a wrong command line, an unreadable input, a call that had no effect.
    Nothing,
    /// 3: nobody knows whether the call took effect.
    Unknown,
    /// 4: the platform answered what cannot be read; the call may have taken effect.
    Unreadable,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Done => 0,
            Exit::Found => 1,
            Exit::Nothing => 2,
            Exit::Unknown => 3,
            Exit::Unreadable => 4,
        })
    }
}
