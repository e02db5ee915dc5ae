//! The fields that stand beside the words that ask for one of them.

use super::super::mention::{cleaned, condition, itself, mentioned};
use super::super::names::{Meant, Siblings};
use super::super::text::{innermost, split_outside, strip};
use super::trigger::Trigger;

/// The fields to choose from. Each choice is one field, or several that belong together.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Choices {
    pub(super) each: Vec<Vec<usize>>,
    /// Whether every word was understood.
    pub(super) certain: bool,
    /// Whether the words hold only under a condition.
    pub(super) conditional: bool,
}

/// Finds the fields that a trigger is about.
#[derive(Debug, Clone, Copy)]
pub(super) struct Finder<'a> {
    pub(super) siblings: &'a Siblings,
    /// The field whose text this is, if it is one of the siblings.
    pub(super) speaker: Option<usize>,
}

/// What stands between the items of a list.
const BETWEEN: &str = "、|以及|或者|还是|和|与|或|及|跟|/|&| and | or ";
/// What a list begins with that names all but the speaker.
const WITH: &str = "与|和|跟|同|或者|或|及";

impl Finder<'_> {
    /// Reads the list before the words, or else the one after them.
    pub(super) fn choices(self, trigger: &Trigger<'_>) -> Choices {
        let before = self.before(trigger.before);
        if before.each.len() >= 2 {
            return before;
        }
        let after = self.after(trigger.after);
        if after.each.len() >= 2 { after } else { before }
    }

    fn before(self, text: &str) -> Choices {
        let (outside, inside) = innermost(text);
        let choices = self.clauses(inside, outside.trim().is_empty());
        if choices.each.is_empty() && names_none(inside) && !outside.is_empty() {
            return self.clauses(outside, true);
        }
        choices
    }

    /// Clauses from the last to the first: the list is the last that names anything, and those before
    /// it that are nothing but an item.
    fn clauses(self, text: &str, opens: bool) -> Choices {
        let clauses = split_outside(text, ",|。|:");
        let mut read = Choices {
            certain: true,
            ..Choices::default()
        };
        let mut left = clauses.as_slice();
        while let Some((clause, before)) = left.split_last() {
            let clause = clause.trim();
            let named = !read.each.is_empty();
            // The first words of a text are the field's title, not an item, unless they are a name.
            let named_so = clause.is_ascii() && self.is_item(clause);
            let title = opens && before.is_empty() && clauses.len() > 1 && !named_so;
            let titled = title && !lists(clause) && (named || strip(clause, WITH).is_none());
            if condition(clause) || titled || named && !self.is_item(clause) {
                break;
            }
            left = before;
            if self.items(clause, &mut read) {
                break;
            }
        }
        read.conditional = left.iter().any(|clause| condition(clause.trim()));
        self.completed(read)
    }

    /// Reads the items of one clause; tells whether they are all but the speaker.
    fn items(self, clause: &str, read: &mut Choices) -> bool {
        let with = strip(clause, WITH);
        let missed = self.named(with.unwrap_or(clause), with.and(self.speaker), read);
        let Some(speaker) = self.speaker else {
            read.certain &= missed == 0;
            return false;
        };
        let unnamed = !read.each.iter().any(|choice| choice.contains(&speaker));
        let speaks = !read.each.is_empty() && unnamed && (with.is_some() || missed == 1);
        if speaks {
            read.each.push(vec![speaker]);
        }
        read.certain &= speaks || missed == 0;
        with.is_some()
    }

    /// Reads the items of one list; tells how many mean no field.
    fn named(self, list: &str, not: Option<usize>, read: &mut Choices) -> usize {
        let mut missed = 0;
        for item in split_outside(list, BETWEEN) {
            match self.item(item, not) {
                Some((choice, exact)) => {
                    read.certain &= exact;
                    if !read.each.contains(&choice) {
                        read.each.push(choice);
                    }
                }
                None => missed += usize::from(!cleaned(item).is_empty()),
            }
        }
        missed
    }

    /// One field that is named beyond doubt needs a partner: the speaker.
    fn completed(self, mut read: Choices) -> Choices {
        if let (Some(speaker), [choice], true) = (self.speaker, read.each.as_slice(), read.certain)
            && !choice.contains(&speaker)
        {
            read.each.push(vec![speaker]);
        }
        read
    }

    fn is_item(self, clause: &str) -> bool {
        mentioned(self.siblings, clause, None).is_some_and(|meant| meant.exact)
    }

    /// The field or fields of one item; `(a,b)` and `a+b` belong together.
    fn item(self, item: &str, not: Option<usize>) -> Option<(Vec<usize>, bool)> {
        if let Some(meant) = self.one(item, not) {
            return Some((vec![meant.field], meant.exact));
        }
        let (outside, inside) = match item.split_once(['(', '[']) {
            Some((outside, inside)) => (outside, inside.trim_end_matches([')', ']'])),
            None => (item, ""),
        };
        let parts = if cleaned(outside).is_empty() {
            inside
        } else {
            outside
        };
        if let Some(meant) = self.one(parts, not).or_else(|| self.one(inside, not)) {
            return Some((vec![meant.field], meant.exact));
        }
        let together: Option<Vec<_>> = split_outside(parts, "+|,")
            .into_iter()
            .map(|part| self.one(part, not))
            .collect();
        let together = together.filter(|together| together.len() > 1)?;
        let exact = together.iter().all(|meant| meant.exact);
        Some((together.iter().map(|meant| meant.field).collect(), exact))
    }

    fn one(self, words: &str, not: Option<usize>) -> Option<Meant> {
        let speaker = self.speaker.filter(|_| itself(words));
        let itself = speaker.map(|field| Meant { field, exact: true });
        itself.or_else(|| mentioned(self.siblings, words, not))
    }

    fn after(self, text: &str) -> Choices {
        let text = match text.split_once(':') {
            Some((introduced, list)) if introduced.contains("following") => list,
            _ => text,
        };
        let text = text.trim_start_matches([':', ' ', '(', '-']);
        let end = split_outside(
            text,
            ")|]|。| is | are | must| should| need| has | have | can| shall",
        );
        let mut read = Choices {
            certain: true,
            ..Choices::default()
        };
        for clause in split_outside(end.first().copied().unwrap_or_default(), ",") {
            self.items(&format!(" {} ", clause.trim()), &mut read);
        }
        read
    }
}

fn lists(clause: &str) -> bool {
    split_outside(clause, BETWEEN).len() > 1
}

fn names_none(clause: &str) -> bool {
    split_outside(clause, ",")
        .into_iter()
        .all(|clause| cleaned(clause).is_empty())
}
