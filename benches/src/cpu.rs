//! CPU time (user + system): wall time says more about the neighbours than about the code.

use std::time::Duration;

use rustix::thread::{CpuSet, sched_getaffinity, sched_setaffinity};
use rustix::time::{ClockId, clock_gettime};

use crate::Failure;

/// The seconds that this process has used so far, without its children.
pub(crate) fn own() -> Result<f64, Failure> {
    let spent = clock_gettime(ClockId::ProcessCPUTime);
    let spent = Duration::try_from(spent)?;
    Ok(spent.as_secs_f64())
}

/// The seconds that the children that have ended, and theirs, have used so far.
///
/// # Errors
/// Where the system has no `/proc/self/stat`: this one is Linux only.
pub(crate) fn children() -> Result<f64, Failure> {
    let stat = std::fs::read_to_string("/proc/self/stat")
        .map_err(|error| format!("cannot read the CPU time of children: {error}"))?;
    let ticks = children_ticks(&stat).ok_or("cannot read the CPU time of children")?;
    let per_second = rustix::param::clock_ticks_per_second();
    Ok(Duration::from_millis(ticks * 1000 / per_second).as_secs_f64())
}

/// Does the work on one CPU, what it starts included.
///
/// Client and server take turns anyway. On two CPUs each turn wakes the other one up, which costs
/// a virtual machine more than a call does, and whether it happens is up to the scheduler.
pub(crate) fn on_one<T>(work: impl FnOnce() -> Result<T, Failure>) -> Result<T, Failure> {
    let all = sched_getaffinity(None)?;
    let last = (0..CpuSet::MAX_CPU).rev().find(|cpu| all.is_set(*cpu));
    let mut one = CpuSet::new();
    one.set(last.unwrap_or(0));
    sched_setaffinity(None, &one)?;
    let done = work();
    sched_setaffinity(None, &all)?;
    done
}

/// Fields 16 and 17; the second field is a name in brackets that may hold spaces.
fn children_ticks(stat: &str) -> Option<u64> {
    let (_, rest) = stat.rsplit_once(')')?;
    let mut fields = rest.split_ascii_whitespace().skip(13);
    let user: u64 = fields.next()?.parse().ok()?;
    let system: u64 = fields.next()?.parse().ok()?;
    Some(user + system)
}

#[cfg(test)]
mod tests {
    use super::children_ticks;

    #[test]
    fn children_are_fields_16_and_17() {
        let stat = "7 (a b) c) S 1 2 3 4 5 6 7 8 9 10 11 12 130 14 15 16";
        assert_eq!(children_ticks(stat), Some(130 + 14));
    }
}
