//! Why an endpoint was not found.

use std::io;
use std::path::{Path, PathBuf};

use miette::Diagnostic;
use thiserror::Error;

/// How many methods are proposed at most.
const PROPOSALS: usize = 5;

/// How much alike two names must be to be proposed for each other, 1 being the same.
const ALIKE: f64 = 0.7;

/// A file of descriptions that cannot be opened.
#[derive(Debug, Error, Diagnostic)]
#[error("cannot read {}", path.display())]
pub(super) struct Unopened {
    path: PathBuf,
    source: io::Error,
}

impl Unopened {
    pub(super) fn new(path: &Path, source: io::Error) -> Self {
        let path = path.to_owned();
        Self { path, source }
    }
}

/// A method that nobody describes.
#[derive(Debug, Error, Diagnostic)]
#[error("nobody describes the method {method}")]
pub(super) struct Unknown {
    method: String,
    #[help]
    help: String,
}

impl Unknown {
    pub(super) fn new<'m>(method: &str, known: impl Iterator<Item = &'m str>) -> Self {
        let similar = similar(method, known);
        let help = if similar.is_empty() {
            "name its page or its description: --spec FILE, or TOP_SPECS".to_owned()
        } else {
            format!("did you mean {}?", similar.join(", or "))
        };
        let method = method.to_owned();
        Self { method, help }
    }
}

/// The methods that hold the word, or else those that are spelt like it, the best first.
fn similar<'m>(word: &str, known: impl Iterator<Item = &'m str>) -> Vec<&'m str> {
    let word = word.trim().to_lowercase();
    let alike = |method: &'m str| {
        let holds = word.len() > 2 && method.to_lowercase().contains(&word);
        let spelt = strsim::normalized_damerau_levenshtein(&word, &method.to_lowercase());
        (if holds { 1.0 } else { spelt }, method)
    };
    let mut found: Vec<_> = known
        .map(alike)
        .filter(|(like, _)| *like >= ALIKE)
        .collect();
    found.sort_by(|(one, a), (other, b)| other.total_cmp(one).then(a.cmp(b)));
    found.dedup();
    found
        .into_iter()
        .take(PROPOSALS)
        .map(|(_, method)| method)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::similar;

    #[test]
    fn a_word_of_it_or_a_slip_is_enough() {
        let known = ["taobao.shop.get", "taobao.shop.update", "taobao.time.get"];
        let found = |word| similar(word, known.into_iter());
        assert_eq!(found("shop"), ["taobao.shop.get", "taobao.shop.update"]);
        assert_eq!(
            found("taobao.tiem.get"),
            ["taobao.time.get", "taobao.shop.get"]
        );
        assert_eq!(found("Taobao.Time.Get").first(), Some(&"taobao.time.get"));
        assert!(found("alibaba.example").is_empty());
        assert!(found("").is_empty());
    }
}
