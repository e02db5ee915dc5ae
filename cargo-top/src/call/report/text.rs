//! For a person.

use top_runtime::client::Answer;
use top_runtime::resolve::Resolution;
use top_runtime::{Effect, Error};

use super::Report;
use crate::call::doubt::{self, Question};
use crate::call::mask::mask;
use crate::call::{Outcome, Wish, words};
use crate::terminal::Look;

/// How wide the names of the facts are, in cells.
const LABEL: usize = 12;

/// What a pipe reads: the reply, or the rehearsed request.
pub(super) fn answer(report: &Report) -> String {
    match &report.outcome {
        Outcome::Rehearsed(rehearsal) => format!("{rehearsal}\n"),
        Outcome::Succeeded(answer) => {
            let mut value = answer.value().clone();
            mask(report.order.endpoint.response(), &mut value);
            format!("{value:#}\n")
        }
        Outcome::Failed(..) => String::new(),
    }
}

/// What happened, and what to do.
pub(super) fn words(report: &Report, look: Look) -> String {
    let method = report.order.endpoint.method();
    let (headline, facts) = match &report.outcome {
        Outcome::Rehearsed(_) => (rehearsed(report, look), Vec::new()),
        Outcome::Succeeded(answer) => (
            look.good(&format!("{method}: done")),
            succeeded(report, answer),
        ),
        Outcome::Failed(error, resolution) => {
            let what = look.wrapped(&format!("{method}: {}", error.what_happened()), 0);
            (look.bad(&what), failed(report, error, resolution.as_ref()))
        }
    };
    let facts = facts.iter().map(|(label, text)| fact(label, text, look));
    format!("{headline}\n{}", facts.collect::<String>())
}

fn rehearsed(report: &Report, look: Look) -> String {
    match report.order.wish {
        Wish::SendReads => look.bold("It writes, so it was only rehearsed: --yes sends it."),
        _ => look.bold("Rehearsed, as --dry-run asks for."),
    }
}

type Fact = (&'static str, String);

fn succeeded(report: &Report, answer: &Answer<serde_json::Value>) -> Vec<Fact> {
    let mut facts = effect(report);
    facts.extend(answer.request_id().map(|id| ("request_id", id.to_owned())));
    facts
}

fn effect(report: &Report) -> Vec<Fact> {
    let (endpoint, effect) = (report.order.endpoint, report.effect());
    vec![
        ("effect", words::effect_told(effect).to_owned()),
        ("call again", words::again(endpoint, effect)),
    ]
}

fn failed(report: &Report, error: &Error, resolution: Option<&Resolution>) -> Vec<Fact> {
    let mut facts = effect(report);
    facts.extend(error.request_id().map(|id| ("request_id", id.to_owned())));
    if let count @ 2.. = error.attempts().len() {
        facts.push(("attempts", count.to_string()));
    }
    facts.push(("hint", error.hint().into_owned()));
    facts.push(("提示", error.hint_zh().into_owned()));
    match resolution {
        Some(resolution) => facts.push(("looked up", doubt::told(resolution))),
        None if error.effect() == Effect::Unknown => facts.extend(how_to_find_out(report)),
        None => {}
    }
    facts
}

fn how_to_find_out(report: &Report) -> Vec<Fact> {
    let order = &report.order;
    match Question::about(order.endpoint, &order.given.members) {
        Some(question) => vec![("find out", question.command()), ("", question.meaning())],
        None => vec![(
            "find out",
            "by hand: no read is declared that tells what became of it".to_owned(),
        )],
    }
}

fn fact(label: &str, text: &str, look: Look) -> String {
    let column = 2 + LABEL;
    // A command is copied whole.
    let text = if text.starts_with("echo ") {
        text.to_owned()
    } else {
        look.wrapped(text, column).trim_start().to_owned()
    };
    let gap = " ".repeat(LABEL.saturating_sub(unicode_width::UnicodeWidthStr::width(label)));
    format!("  {}{gap}{text}\n", look.dim(label))
}
