//! An endpoint for a person: what it does, what it takes, what it answers, and an example.

mod about;
mod success;
mod table;
mod tree;
mod words;

use serde_json::{Map, Value as JsonValue};
use top_runtime::{Endpoint, Kind};

use crate::catalogue::Known;
use crate::example::pretty;
use crate::terminal::Look;
use tree::Asked;

/// How far the text below a heading is moved in, in cells.
const INDENT: usize = 2;

/// Tells everything that is declared of an endpoint.
pub(crate) fn describe(known: &Known, example: &Map<String, JsonValue>, look: Look) -> String {
    let endpoint = known.endpoint;
    let request = endpoint.request();
    let sections = [
        Some(about::title(known, look)),
        Some(about::facts(endpoint, look)),
        Some(section(
            "Request",
            &table::table(&tree::rows(request, Asked::Request), look),
            look,
        )),
        section_of("Rules", &tree::rules(request), look),
        Some(section("Reply", &reply(endpoint, look), look)),
        section_of("Success", &success::told(endpoint), look),
        Some(section("Example", &try_it(known, example, look), look)),
    ];
    let sections: Vec<String> = sections.into_iter().flatten().collect();
    format!("{}\n", sections.join("\n").trim_end())
}

fn section(heading: &str, text: &str, look: Look) -> String {
    let text = text.trim_end();
    format!("{}\n{text}\n", look.bold(heading))
}

/// A section of sentences, if there are any.
fn section_of(heading: &str, sentences: &[String], look: Look) -> Option<String> {
    let lines: Vec<_> = sentences
        .iter()
        .map(|line| look.wrapped(line, INDENT))
        .collect();
    (!lines.is_empty()).then(|| section(heading, &lines.join("\n"), look))
}

fn reply(endpoint: &Endpoint, look: Look) -> String {
    let kind = endpoint.response();
    let rows = match (endpoint.member_name(), kind) {
        (None, Kind::Object(nested)) => tree::rows(nested.shape(), Asked::Reply),
        (member, kind) => tree::rows_of_one(member.unwrap_or("the reply"), kind),
    };
    table::table(&rows, look)
}

fn try_it(known: &Known, example: &Map<String, JsonValue>, look: Look) -> String {
    let margin = " ".repeat(INDENT);
    let json = pretty(known.endpoint.request(), example);
    let json: Vec<_> = json.lines().map(|line| format!("{margin}{line}")).collect();
    let spec = known.spec.as_ref();
    let spec = spec.map_or_else(String::new, |path| {
        format!(" --spec {}", shell_word(&path.to_string_lossy()))
    });
    let named = format!("{}{spec}", known.endpoint.method());
    let command =
        format!("cargo top describe {named} --example | cargo top call {named} --params -");
    format!("{}\n\n{margin}{}", json.join("\n"), look.dim(&command))
}

/// A word of a command, quoted where a shell would read more than a word.
fn shell_word(word: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "/._-+=:,@%".contains(c);
    if !word.is_empty() && word.chars().all(is_plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}

#[cfg(test)]
mod tests;
