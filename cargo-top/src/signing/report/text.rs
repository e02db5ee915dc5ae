//! The answer for a person.

use std::fmt::Write;

use unicode_width::UnicodeWidthStr;

use super::{Answer, Verdict, Word};
use crate::signing::compare::Comparison;
use crate::terminal::{Look, printable};

impl Answer {
    /// The answer as text.
    pub(crate) fn to_text(&self, look: Look) -> String {
        let mut out = String::new();
        self.method(&mut out, look);
        self.parameters(&mut out, look);
        section(&mut out, look, "text that is signed");
        line(&mut out, &format!("  {}", visible(&self.text)));
        if let Some(sign) = &self.sign {
            section(&mut out, look, "sign");
            line(&mut out, &format!("  {sign}"));
        }
        self.comparisons(&mut out, look);
        out
    }

    fn method(&self, out: &mut String, look: Look) {
        line(
            out,
            &format!("{}  {}", look.bold("sign method"), self.sign_method),
        );
        for note in &self.notes {
            said(out, look, &format!("note: {note}."));
        }
    }

    fn parameters(&self, out: &mut String, look: Look) {
        section(out, look, "signed, in this order");
        let signed = self.signed.iter().map(|signed| signed.name.as_str());
        let names = signed.chain(self.left_out.iter().map(|left| left.name.as_str()));
        let column = names.map(UnicodeWidthStr::width).max().unwrap_or(0);
        let room = look.width().saturating_sub(column + 4).max(20);
        for signed in &self.signed {
            row(
                out,
                column,
                &signed.name,
                &shortened(&visible(&signed.value), room),
            );
        }
        if !self.left_out.is_empty() {
            section(out, look, "left out");
        }
        for left in &self.left_out {
            row(out, column, &left.name, &look.dim(&left.why.to_string()));
        }
    }

    fn comparisons(&self, out: &mut String, look: Look) {
        if let Some(comparison) = &self.canonical {
            compared(out, look, comparison);
        }
        if let Some(verdict) = &self.given_sign {
            judged(out, look, verdict);
        }
        if self.canonical.is_none() && self.given_sign.is_none() {
            section(out, look, "nothing to compare with");
            let how =
                "The input has no `sign`; --sign or --canonical tells what another side made.";
            said(out, look, how);
        }
    }
}

fn compared(out: &mut String, look: Look, comparison: &Comparison) {
    section(out, look, "the canonical text given");
    let head = if comparison.equal {
        look.good("is the same.")
    } else {
        look.bad("differs:")
    };
    said(out, look, &head);
    for says in &comparison.says {
        said(out, look, &format!("- {says}."));
    }
    for difference in &comparison.differences {
        let what = visible(&difference.what);
        said(
            out,
            look,
            &format!("- `{}` {what}.", visible(&difference.name)),
        );
    }
}

fn judged(out: &mut String, look: Look, verdict: &Verdict) {
    section(out, look, "the sign given");
    let head = match verdict.verdict {
        Word::Equal => look.good("is the right one."),
        Word::Tolerated => look.good("is another one that the platform takes too:"),
        Word::Explained => look.bad("is not the right one. It comes of this:"),
        Word::Unexplained => look.bad("is not the right one, and no known mistake makes it."),
    };
    said(out, look, &head);
    for says in &verdict.says {
        said(out, look, &format!("- {says}."));
    }
    if verdict.verdict == Word::Unexplained {
        said(
            out,
            look,
            "Most likely it was made with another secret, or of other values than these. The text that the other side signed tells more: --canonical FILE.",
        );
    }
}

fn section(out: &mut String, look: Look, title: &str) {
    line(out, "");
    line(out, &look.bold(title));
}

fn said(out: &mut String, look: Look, text: &str) {
    line(out, &look.wrapped(text, 2));
}

fn row(out: &mut String, column: usize, name: &str, value: &str) {
    let gap = " ".repeat(column.saturating_sub(name.width()) + 2);
    line(out, format!("  {name}{gap}{value}").trim_end());
}

fn line(out: &mut String, text: &str) {
    // Writing to a String does not fail.
    let _ = writeln!(out, "{text}");
}

/// A value with quotes where white space stands at an end.
fn visible(text: &str) -> String {
    let seen = printable(text);
    if seen.trim() == seen {
        seen
    } else {
        format!("\"{seen}\"")
    }
}

fn shortened(text: &str, room: usize) -> String {
    if text.width() <= room {
        return text.to_owned();
    }
    let mut width = 0;
    let fits = |character: &char| {
        width += character.to_string().width();
        width < room
    };
    text.chars().take_while(fits).collect::<String>() + "…"
}
