//! The table: what was measured, both figures, their ratio and how far it may go.

/// One line of the table.
#[derive(Debug, Clone)]
pub(crate) struct Row {
    /// What was measured.
    pub what: String,
    /// The figures; a measurement that this machine cannot make has none, and says why.
    pub measured: Result<Figures, &'static str>,
}

/// The two figures of one line.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Figures {
    /// What the framework costs.
    pub ours: f64,
    /// What the same thing written by hand costs.
    pub theirs: f64,
    /// The ratio of the two, as measured: the median of ratios where there were rounds.
    pub ratio: f64,
    /// What the ratio may be at most, where something was promised.
    pub target: Option<f64>,
    /// What both are counted in.
    pub unit: &'static str,
}

impl Figures {
    /// Figures whose ratio is nothing but their quotient.
    pub(crate) fn of(ours: f64, theirs: f64, unit: &'static str) -> Self {
        Self {
            ours,
            theirs,
            ratio: ours / theirs,
            target: None,
            unit,
        }
    }

    /// The same, and what was promised.
    pub(crate) fn at_most(self, target: f64) -> Self {
        let target = Some(target);
        Self { target, ..self }
    }

    fn met(&self) -> bool {
        self.target.is_none_or(|target| self.ratio <= target)
    }

    fn verdict(&self) -> String {
        match self.target {
            None => String::new(),
            Some(target) if self.met() => format!("≤ {target:.2} met"),
            Some(target) => format!("≤ {target:.2} MISSED"),
        }
    }
}

/// Prints the table, and tells whether every target that was measured is met.
pub(crate) fn print(rows: &[Row]) -> bool {
    println!(
        "{:<58} {:>10} {:>10} {:<13} {:>6} target",
        "what", "framework", "by hand", "unit", "ratio"
    );
    for row in rows {
        println!("{}", line(row));
    }
    rows.iter()
        .all(|row| row.measured.as_ref().map_or(true, Figures::met))
}

fn line(row: &Row) -> String {
    match &row.measured {
        Err(why) => format!("{:<58} skipped: {why}", row.what),
        Ok(figures) => format!(
            "{:<58} {:>10.1} {:>10.1} {:<13} {:>6.3} {}",
            row.what,
            figures.ours,
            figures.theirs,
            figures.unit,
            figures.ratio,
            figures.verdict()
        ),
    }
}

/// The middle one of some measurements.
pub(crate) fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}

#[cfg(test)]
mod tests {
    use super::{Figures, Row, median, print};

    #[test]
    fn one_missed_target_fails_the_run_and_a_skipped_one_does_not() {
        let row = |measured| Row {
            what: "x".to_owned(),
            measured,
        };
        let met = row(Ok(Figures::of(1.0, 2.0, "s").at_most(0.5)));
        let missed = row(Ok(Figures::of(1.1, 2.0, "s").at_most(0.5)));
        let told = row(Ok(Figures::of(9.0, 2.0, "s")));
        assert!(print(&[met.clone(), told, row(Err("no valgrind"))]));
        assert!(!print(&[met, missed]));
    }

    #[test]
    fn the_median_ignores_one_wild_round() {
        assert!((median(vec![9.0, 1.0, 1.1]) - 1.1).abs() < f64::EPSILON);
    }
}
