//! What a person has decided on, so that it is no drift any more.

use std::collections::BTreeSet;

use super::Drift;
use super::difference::Difference;

/// Differences that do not count, one a line as [`Difference`] is shown.
///
/// Empty lines and those that start with `#` say why. A difference that changes is another one,
/// and counts again.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Accepted(BTreeSet<String>);

impl Accepted {
    /// Reads them from the text of a file.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let lines = text.lines().map(str::trim);
        let lines = lines.filter(|line| !line.is_empty() && !line.starts_with('#'));
        Self(lines.map(str::to_owned).collect())
    }

    /// Takes them out of what was found, and gives the lines that are nowhere any more.
    pub fn leave_out(&self, drift: &mut Drift) -> Vec<String> {
        let mut unused = self.0.clone();
        let mut counts = |difference: &Difference| {
            let line = difference.to_string();
            unused.remove(&line);
            !self.0.contains(&line)
        };
        drift.found.retain(&mut counts);
        drift.notes.retain(&mut counts);
        unused.into_iter().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::Accepted;
    use crate::drift::{Change, Difference, Drift, Side};

    fn added(path: &str) -> Difference {
        Difference {
            change: Change::Added,
            method: "taobao.refund".to_owned(),
            side: Side::Request,
            path: path.to_owned(),
            from: None,
            to: Some("String".to_owned()),
        }
    }

    #[test]
    fn what_is_accepted_does_not_count_and_what_is_gone_is_told() {
        let mut drift = Drift {
            found: vec![added("note"), added("why")],
            notes: vec![added("who")],
            ..Drift::default()
        };
        let note = added("note").to_string();
        let text = format!("# not ours\n\n{note}\n{}\n{}\n", added("who"), added("old"));
        let gone = Accepted::read(&text).leave_out(&mut drift);
        assert_eq!(gone, [added("old").to_string()]);
        assert_eq!(drift.found, [added("why")]);
        assert!(drift.notes.is_empty());
    }
}
