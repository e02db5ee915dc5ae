//! What a hundred endpoints cost to compile and to carry, beside the same structs with serde.

mod model;
mod names;
mod package;
mod program;
mod spec;
mod write;

use crate::Failure;
use crate::table::{Figures, Row, median};
use model::Module;
use package::Package;
use write::Side;

const ROUNDS: usize = 3;

/// One line each for checking, for building and for what is left in the program.
pub(crate) fn rows() -> Result<Vec<Row>, Failure> {
    let modules: Vec<_> = spec::read()?
        .iter()
        .enumerate()
        .map(|(index, spec)| Module::new(index, spec))
        .collect();
    let ours = Package::write(Side::Declared, &modules)?;
    let theirs = Package::write(Side::Serde, &modules)?;
    let check = compare(&ours, &theirs, 0.5, |package| {
        package.cargo(&["check", "--lib"])
    })?;
    let release = compare(&ours, &theirs, 0.3, |package| {
        package.cargo(&["build", "--release", "--bin", "all"])
    })?;
    let (a, b) = (ours.grown()?, theirs.grown()?);
    let code = Figures::of(a.code, b.code, "B/endpoint").at_most(0.5);
    let file = Figures::of(a.file, b.file, "B/endpoint");
    Ok([
        ("100 endpoints: cargo check", check),
        ("100 endpoints: cargo build --release", release),
        ("100 endpoints: code in the stripped program", code),
        ("100 endpoints: the whole stripped program", file),
    ]
    .map(|(what, figures)| Row {
        what: what.to_owned(),
        measured: Ok(figures),
    })
    .into())
}

/// CPU seconds of a command for each package, in rounds that take turns. What is built before
/// the first round, the dependencies above all, costs nothing.
fn compare(
    ours: &Package,
    theirs: &Package,
    target: f64,
    command: impl Fn(&Package) -> Result<f64, Failure>,
) -> Result<Figures, Failure> {
    command(ours)?;
    command(theirs)?;
    let (mut a, mut b, mut ratios) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let (ours, theirs) = (command(ours)?, command(theirs)?);
        ratios.push(ours / theirs);
        a.push(ours);
        b.push(theirs);
    }
    Ok(Figures {
        ours: median(a),
        theirs: median(b),
        ratio: median(ratios),
        target: Some(target),
        unit: "s CPU",
    })
}
