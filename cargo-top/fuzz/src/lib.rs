//! What holds for every input, whatever it is.

use cargo_top::description::{Description, Field};
use cargo_top::plan::plan;
use cargo_top::read::read;
use cargo_top::rules::propose;
use cargo_top::write::write;

/// Whether a text goes to the reader of JSON.
pub fn is_json(text: &str) -> bool {
    text.trim_start_matches(|c: char| c == '\u{feff}' || c.is_whitespace())
        .starts_with(['{', '['])
}

/// Reads a text, twice, and reads what came of it again.
///
/// # Panics
/// Where something does not hold.
pub fn holds(text: &str) {
    let lines = text.lines().count() + 1;
    match (read("input", text), read("input", text)) {
        (Ok(reads), Ok(again)) => {
            assert_eq!(reads, again, "two readings differ");
            for read in reads {
                assert!(
                    read.findings
                        .iter()
                        .all(|finding| (1..=lines).contains(&finding.line))
                );
                stays(&read.description);
                is_declared(&read.description);
            }
        }
        (Err(error), Err(_)) => assert!((1..=lines).contains(&error.line()), "{error}"),
        _ => panic!("two readings differ"),
    }
}

/// A description that is written as JSON and read again is the same.
fn stays(description: &Description) {
    let json = description.to_json().to_string();
    let mut reads = read("again", &json).expect("what was written is read");
    let mut again = reads.pop().expect("one description").description;
    let mut description = description.clone();
    unlined(&mut description);
    unlined(&mut again);
    assert_eq!(description, again);
}

/// A description becomes Rust, the same Rust each time.
fn is_declared(description: &Description) {
    let text = write(&plan(description, &propose(description), None));
    let again = write(&plan(description, &propose(description), None));
    assert_eq!(text, again, "two declarations differ");
    if let Err(error) = syn::parse_file(&text) {
        panic!("not Rust: {error} at {:?}\n{text}", error.span().start());
    }
}

/// Lines belong to one input.
fn unlined(description: &mut Description) {
    for fields in [&mut description.request, &mut description.reply] {
        fields.iter_mut().for_each(unline);
    }
}

fn unline(field: &mut Field) {
    field.line = 0;
    field.members.iter_mut().for_each(unline);
}
