//! CPU time (user + system) of the commands run so far: wall time says more about the neighbours
//! than about the code.

use thiserror::Error;

/// The system does not tell.
#[derive(Debug, Error)]
#[error("cannot read the CPU time of children from /proc/self/stat, which only Linux has")]
pub(crate) struct Uncounted;

/// The milliseconds that the children that have ended, and theirs, have used so far.
pub(super) fn children() -> Result<f64, Uncounted> {
    let stat = std::fs::read_to_string("/proc/self/stat").map_err(|_| Uncounted)?;
    let ticks = children_ticks(&stat).ok_or(Uncounted)?;
    let per_second = u32::try_from(rustix::param::clock_ticks_per_second()).ok();
    let per_second = per_second.ok_or(Uncounted)?;
    Ok(f64::from(ticks) * 1000.0 / f64::from(per_second))
}

/// Fields 16 and 17; the second field is a name in brackets that may hold spaces.
fn children_ticks(stat: &str) -> Option<u32> {
    let (_, rest) = stat.rsplit_once(')')?;
    let mut fields = rest.split_ascii_whitespace().skip(13);
    let user: u32 = fields.next()?.parse().ok()?;
    let system: u32 = fields.next()?.parse().ok()?;
    user.checked_add(system)
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
