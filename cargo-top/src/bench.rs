//! What declarations cost to compile: CPU time and bytes, for more and more of them.

mod cpu;
mod fit;
mod generated;
mod program;
mod report;
mod workspace;

use std::path::PathBuf;

use crate::description::Description;

pub(crate) use report::Report;
pub(crate) use workspace::BenchError;

use generated::Generated;
use workspace::Workspace;

/// What is measured.
#[derive(Debug)]
pub(crate) struct Bench {
    /// What is declared, again and again under other names where more are asked for.
    pub descriptions: Vec<Description>,
    /// How many endpoints, at most.
    pub count: usize,
    /// Whether programs are built too.
    pub release: bool,
    /// Where top-runtime is.
    pub runtime: PathBuf,
    /// Where everything is written and built.
    pub folder: PathBuf,
}

/// One workspace, compiled.
#[derive(Debug, serde::Serialize)]
pub(crate) struct Point {
    /// How many endpoints it declares.
    pub endpoints: usize,
    /// In how many groups, each a crate.
    pub groups: usize,
    /// How many fields they have, those of replies included.
    pub fields: usize,
    /// CPU milliseconds of `cargo check`.
    pub check: f64,
    /// CPU milliseconds of `cargo build --release`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub build: Option<f64>,
    /// Bytes of a stripped program that can make every call.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bytes: Option<u64>,
}

impl Bench {
    /// Measures a quarter, a half and all of it.
    ///
    /// # Errors
    /// Something cannot be written, does not compile, or its CPU time cannot be read.
    pub(crate) fn run(&self, tell: impl Fn(&Point)) -> Result<Report, BenchError> {
        let workspace = Workspace::new(&self.folder, &self.runtime)?;
        // What others wrote is compiled before the first measurement, and costs nothing in it.
        workspace.write(&Generated::of(&self.descriptions, 1))?;
        workspace.check()?;
        if self.release {
            workspace.build()?;
        }
        let mut points = Vec::new();
        for count in self.counts() {
            let generated = Generated::of(&self.descriptions, count);
            let point = self.measure(&workspace, &generated)?;
            tell(&point);
            points.push(point);
        }
        Ok(Report { points })
    }

    fn counts(&self) -> Vec<usize> {
        let mut counts = vec![self.count / 4, self.count / 2, self.count];
        counts.retain(|count| *count > 0);
        counts.dedup();
        counts
    }

    fn measure(&self, workspace: &Workspace, generated: &Generated) -> Result<Point, BenchError> {
        workspace.write(generated)?;
        let check = workspace.check()?;
        let (mut build, mut bytes) = (None, None);
        if self.release {
            build = Some(workspace.build()?);
            bytes = Some(workspace.program_bytes()?);
        }
        Ok(Point {
            endpoints: generated.endpoints(),
            groups: generated.groups.len(),
            fields: generated.fields(),
            check,
            build,
            bytes,
        })
    }
}
