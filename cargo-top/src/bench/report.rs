//! What was measured, as a table or as JSON.

use std::fmt::Write as _;

use serde::Serialize;

use super::Point;
use super::fit::Line;
use crate::terminal::Look;

/// All measurements.
#[derive(Debug)]
pub(crate) struct Report {
    /// The smallest workspace first.
    pub points: Vec<Point>,
}

impl Report {
    /// For a person: what the whole costs on average, and what each one more does.
    pub(crate) fn told(&self, look: Look) -> String {
        let mut out = String::new();
        if let Some(last) = self.points.last() {
            let fields = average(to_float(last.fields), last.endpoints);
            let _ = writeln!(out, "{fields:.1} fields an endpoint, replies included");
            let average = average(last.check, last.endpoints);
            let line = format!("cargo check: {average:.1} ms CPU an endpoint");
            let _ = writeln!(out, "{}{}", look.bold(&line), more(self.check(), "ms"));
        }
        if let Some(line) = self.build() {
            let told = format!("cargo build --release: {:.1} ms CPU each more", line.each);
            let _ = writeln!(out, "{}", look.bold(&told));
        }
        if let Some(line) = self.bytes() {
            let told = format!("in the stripped program: {:.0} bytes each more", line.each);
            let _ = writeln!(out, "{}", look.bold(&told));
        }
        out
    }

    fn check(&self) -> Option<Line> {
        self.line(|point| Some(point.check))
    }

    fn build(&self) -> Option<Line> {
        self.line(|point| point.build)
    }

    fn bytes(&self) -> Option<Line> {
        self.line(|point| point.bytes.map(bytes))
    }

    fn line(&self, of: impl Fn(&Point) -> Option<f64>) -> Option<Line> {
        let points = self.points.iter();
        let points = points.filter_map(|point| Some((to_float(point.endpoints), of(point)?)));
        Line::through(&points.collect::<Vec<_>>())
    }
}

impl Serialize for Report {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct All<'a> {
            points: &'a [Point],
            check: Option<Line>,
            build: Option<Line>,
            bytes: Option<Line>,
        }
        All {
            points: &self.points,
            check: self.check(),
            build: self.build(),
            bytes: self.bytes(),
        }
        .serialize(serializer)
    }
}

impl Point {
    /// On one line, as soon as it is known.
    pub(crate) fn told(&self) -> String {
        let mut out = format!(
            "{:>6} endpoints, {:>4} groups: cargo check {:>7.0} ms CPU, {:>5.1} an endpoint",
            self.endpoints,
            self.groups,
            self.check,
            average(self.check, self.endpoints)
        );
        if let Some(build) = self.build {
            let each = average(build, self.endpoints);
            let _ = write!(
                out,
                "; release {build:>7.0} ms CPU, {each:>5.1} an endpoint"
            );
        }
        if let Some(bytes) = self.bytes {
            let _ = write!(out, "; {bytes} bytes");
        }
        out
    }
}

fn more(line: Option<Line>, unit: &str) -> String {
    line.map_or_else(String::new, |line| {
        let (each, off) = (line.each, line.off * 100.0);
        format!("; each more {each:.1} {unit}, a straight line to {off:.0} %")
    })
}

fn average(cost: f64, endpoints: usize) -> f64 {
    cost / to_float(endpoints)
}

fn to_float(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::INFINITY, f64::from)
}

#[expect(
    clippy::cast_precision_loss,
    reason = "programs are shorter than 2^52 bytes"
)]
fn bytes(length: u64) -> f64 {
    length as f64
}
