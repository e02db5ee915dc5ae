//! Who goes first.

/// How urgent a call is: where a quota is short, it is the more urgent calls' first.
///
/// How much is kept for whom, [`RateLimits::urgent_share`](crate::RateLimits::urgent_share) says.
/// A ban holds every lane.
#[non_exhaustive]
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Lane {
    /// Somebody stands at the till and waits.
    Urgent,
    /// Everything else that people notice.
    #[default]
    Normal,
    /// Work that can wait: a nightly job, a synchronisation.
    Background,
}

impl Lane {
    pub(super) const COUNT: usize = 3;

    /// One value a lane.
    pub(super) fn of<T>(self, [urgent, normal, background]: [T; Self::COUNT]) -> T {
        match self {
            Self::Urgent => urgent,
            Self::Normal => normal,
            Self::Background => background,
        }
    }
}
