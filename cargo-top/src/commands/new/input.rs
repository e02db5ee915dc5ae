//! The input: one method or many, of which some may be beyond reading.

use std::io::Read as _;
use std::path::Path;

use miette::{Context, IntoDiagnostic, Report, miette};

use crate::description::Field;
use crate::read::{self, Read};

/// How many methods are named where one must be chosen.
const SHOWN: usize = 5;

/// What was read.
#[derive(Debug)]
pub(super) struct Input {
    pub(super) reads: Vec<Read>,
    /// What could not be read, or not be declared.
    pub(super) failed: Vec<Report>,
}

/// Reads a file, or standard input for `-`.
///
/// # Errors
/// It is not there, or nothing of it can be read.
pub(super) fn read(path: &Path) -> miette::Result<Input> {
    let bytes = bytes(path)
        .into_diagnostic()
        .with_context(|| format!("cannot read {}", path.display()))?;
    let name = path.display().to_string();
    let (reads, failed) = match read::read_bytes(&name, &bytes) {
        Ok(reads) => (reads, Vec::new()),
        Err(error) => by_line(&name, &bytes, error.into())?,
    };
    Ok(Input { reads, failed })
}

fn bytes(path: &Path) -> std::io::Result<Vec<u8>> {
    if path.as_os_str() == "-" {
        let mut bytes = Vec::new();
        std::io::stdin().read_to_end(&mut bytes)?;
        Ok(bytes)
    } else {
        std::fs::read(path)
    }
}

/// JSONL with bad lines: the others go on.
fn by_line(name: &str, bytes: &[u8], error: Report) -> miette::Result<(Vec<Read>, Vec<Report>)> {
    let mut reads = Vec::new();
    let mut failed = Vec::new();
    for (before, line) in bytes.split(|byte| *byte == b'\n').enumerate() {
        if line.trim_ascii().is_empty() {
            continue;
        }
        let Ok(read) = read::read_bytes(name, line) else {
            failed.push(at_its_line(name, before, line));
            continue;
        };
        reads.extend(read.into_iter().map(|read| further_down(read, before)));
    }
    if reads.is_empty() {
        Err(error)
    } else {
        Ok((reads, failed))
    }
}

/// The error of a line, counted from the beginning of the file.
fn at_its_line(name: &str, before: usize, line: &[u8]) -> Report {
    let mut padded = vec![b'\n'; before];
    padded.extend_from_slice(line);
    match read::read_bytes(name, &padded) {
        Err(error) => error.into(),
        Ok(_) => miette!("line {}: cannot be read by itself", before + 1),
    }
}

fn further_down(mut read: Read, lines: usize) -> Read {
    for finding in &mut read.findings {
        finding.line += lines;
    }
    fields_down(&mut read.description.request, lines);
    fields_down(&mut read.description.reply, lines);
    read
}

fn fields_down(fields: &mut [Field], lines: usize) {
    for field in fields {
        field.line += lines;
        fields_down(&mut field.members, lines);
    }
}

impl Input {
    /// The method that is asked for, or the only one.
    ///
    /// # Errors
    /// There is none of that name, or there are several and none is named.
    pub(super) fn one(mut self, method: Option<&str>) -> miette::Result<Read> {
        let wanted = |read: &Read| method.is_none_or(|name| read.description.method == name);
        let count = self.reads.iter().filter(|read| wanted(read)).count();
        match self.reads.iter().position(wanted) {
            None => Err(self.missing(method.unwrap_or_default())),
            Some(at) if count == 1 || method.is_some() => Ok(self.reads.swap_remove(at)),
            Some(_) => Err(miette!(
                help = "--method NAME chooses one, --all --out DIR declares them all",
                "the input holds {count} methods: {}",
                self.named()
            )),
        }
    }

    fn missing(mut self, method: &str) -> Report {
        match self.failed.pop() {
            Some(failed) if self.reads.is_empty() => failed,
            _ => miette!("the input holds no method `{method}`, but {}", self.named()),
        }
    }

    fn named(&self) -> String {
        let names = self
            .reads
            .iter()
            .map(|read| read.description.method.as_str());
        let mut names: Vec<_> = names.take(SHOWN).collect();
        if self.reads.len() > SHOWN {
            names.push("…");
        }
        names.join(", ")
    }
}

#[cfg(test)]
mod tests {
    use super::by_line;
    use crate::read;

    #[test]
    fn lines_count_from_the_beginning_of_the_file() {
        let one = r#"{"name": "taobao.a.get", "responseParams": [{"name": "item", "type": "Item",
            "subParams": [{"name": "no", "type": "String"}, {"name": "no", "type": "String"}]}]}"#;
        let one = one.replace('\n', " ");
        let whole = format!("\n\n{one}");
        let broken = format!("no JSON\n\n{one}");
        let [alone] = &read::read("", &whole).unwrap()[..] else {
            panic!("one method");
        };
        let error = read::read("", &broken).unwrap_err();
        let (reads, failed) = by_line("", broken.as_bytes(), error.into()).unwrap();
        assert_eq!(reads, std::slice::from_ref(alone));
        assert_eq!(alone.findings.first().map(|finding| finding.line), Some(3));
        assert_eq!(failed.len(), 1);
    }
}
