//! Whether a value may be longer, larger or more than before.

use super::difference::Change;
use super::facts::{Ends, Field};
use super::find::{Find, Place};

pub(super) fn compare(find: &mut Find<'_>, place: &Place, declared: &Field, documented: &Field) {
    let limits = [
        ("length", declared.length, documented.length),
        ("range", declared.range, documented.range),
        ("items", declared.items, documented.items),
    ];
    for (name, from, to) in limits {
        if from == to {
            continue;
        }
        let change = if to.let_through(from) {
            Change::LimitLoosened
        } else {
            Change::LimitTightened
        };
        find.tell(place, change, Some(from.told(name)), Some(to.told(name)));
    }
}

impl Ends {
    /// Whether everything within the other limit is within this one.
    fn let_through(self, other: Self) -> bool {
        let below = match (self.min, other.min) {
            (None, _) => true,
            (Some(own), Some(other)) => own <= other,
            (Some(_), None) => false,
        };
        let above = match (self.max, other.max) {
            (None, _) => true,
            (Some(own), Some(other)) => own >= other,
            (Some(_), None) => false,
        };
        below && above
    }

    fn told(self, name: &str) -> String {
        match (self.min, self.max) {
            (None, None) => format!("any {name}"),
            (Some(min), None) => format!("{name} from {min}"),
            (None, Some(max)) => format!("{name} up to {max}"),
            (Some(min), Some(max)) => format!("{name} {min} to {max}"),
        }
    }
}
