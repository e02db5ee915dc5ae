//! Words, to read names that the platform writes without gaps: `flowdetail`, `batchupdate`.

use std::collections::HashSet;

use super::words::words;
use crate::description::{Description, Field};

/// What methods do. The last word of most of them.
const VERBS: &str = "\
    accept activate add adjust answer append apply approve assign audit auth authorize bind \
    calculate call cancel change check clear close commit compare complete confirm consign \
    consume convert copy create deduct del delete delivery disable download edit enable estimate \
    evaluate execute export fetch find finish freeze generate get grant handle import insert \
    invalidate invoke join list load lock login logout match merge modify move notify offline \
    online open pay post print process publish pull push put query receive recognize refuse \
    register reject release remove replace report resend reserve reset restore return reverse \
    revoke save search select send set share start stop submit subscribe suspend switch sync \
    synchronize terminate transfer update upload use validate verify withdraw writeoff";

/// Verbs that only say that something is read or written, where another verb says what.
const FAINT: &[&str] = &["update", "get", "put", "post", "set"];

/// Nouns that name next to nothing by themselves.
const WEAK: &str = "\
    api base batch code common config content data detail details file id info infos item items \
    list log message name new open page record records result service status top type v";

/// Nouns that pages write together with others.
const NOUNS: &str = "\
    account activity address alipay app area bag bill brand buyer by capacity card cart case \
    category channel city combine company config count coupon creative custom customer date day \
    decoration delivery department device diagnosis discount driver dto effect express fee flow \
    for full goods group history home hotel image inventory invoice isv key keyword level \
    location logistics material medical member merchant model money node number order out \
    package param parts pic plan point policy price product project promo promotion property \
    qrcode quantity rate reason recharge refresh refund relation relationship request response \
    role room root rule schema seller session shop show simple sku sleep sso staff statistics \
    stock store strategy sub supplier table tag task template ticket time title to token trade \
    unit url user value vehicle version video vip voucher warehouse with work";

/// Words that may be glued together, those of one description among them.
pub(super) struct Vocabulary(HashSet<String>);

impl Vocabulary {
    pub(super) fn of(description: &Description) -> Self {
        let known = [VERBS, WEAK, NOUNS]
            .into_iter()
            .flat_map(|list| list.split(' '));
        let mut all: HashSet<_> = known.map(str::to_owned).collect();
        for part in description.method.split('.') {
            let mut words = words(part);
            // A word by itself may be glued.
            if words.len() > 1 {
                all.extend(words.drain(..));
            }
        }
        collect(&description.request, &mut all);
        collect(&description.reply, &mut all);
        all.retain(|word| word.len() > 2 || ["by", "to", "of", "id"].contains(&word.as_str()));
        Self(all)
    }

    /// The fewest words that this one is glued of; itself where it is not.
    pub(super) fn apart(&self, word: &str) -> Vec<String> {
        if self.0.contains(word) || word.len() > 64 || !word.is_ascii() {
            return vec![word.to_owned()];
        }
        // For each length of the beginning, the fewest words that make it.
        let mut best: Vec<Option<Vec<&str>>> = vec![Some(Vec::new())];
        for end in 1..=word.len() {
            let mut fewest: Option<Vec<&str>> = None;
            for (start, before) in best.iter().enumerate() {
                let Some((before, last)) = before.as_ref().zip(word.get(start..end)) else {
                    continue;
                };
                let fewer = fewest
                    .as_ref()
                    .is_none_or(|known| before.len() + 1 < known.len());
                if fewer && self.0.contains(last) {
                    fewest = Some(before.iter().copied().chain([last]).collect());
                }
            }
            best.push(fewest);
        }
        let words = best.pop().flatten().unwrap_or_else(|| vec![word]);
        words.into_iter().map(str::to_owned).collect()
    }
}

fn collect(fields: &[Field], all: &mut HashSet<String>) {
    for field in fields {
        all.extend(words(&field.name));
        all.extend(words(&field.type_name));
        collect(&field.members, all);
    }
}

fn lists(list: &str, word: &str) -> bool {
    list.split(' ').any(|listed| listed == word)
}

/// Whether a method may do this.
pub(super) fn is_verb(word: &str) -> bool {
    lists(VERBS, word) || is_undoing(word)
}

/// `unbind`, `unlock`, `uncharge`
pub(super) fn is_undoing(word: &str) -> bool {
    let undone = word.strip_prefix("un").unwrap_or_default();
    lists(VERBS, undone) || ["charge", "charging", "tie"].contains(&undone)
}

/// Whether another verb in front says more.
pub(super) fn is_faint(verb: &str) -> bool {
    FAINT.contains(&verb)
}

/// Whether this noun needs another one in front.
pub(super) fn is_weak(noun: &str) -> bool {
    lists(WEAK, noun)
}

#[cfg(test)]
mod tests {
    use super::Vocabulary;
    use crate::description::{Description, Field};

    #[test]
    fn words_are_taken_apart_by_what_the_page_calls_things() {
        let description = Description {
            request: vec![Field {
                name: "param_tracecode".to_owned(),
                type_name: "FlowDetailOpenInfo".to_owned(),
                ..Field::default()
            }],
            ..Description::default()
        };
        let vocabulary = Vocabulary::of(&description);
        for (glued, apart) in [
            ("flowdetail", "flow detail"),
            ("batchupdate", "batch update"),
            ("tracecode", "tracecode"),
            ("syncorderstatus", "sync order status"),
            ("xyzzy", "xyzzy"),
            ("orderxyzzy", "orderxyzzy"),
        ] {
            assert_eq!(vocabulary.apart(glued).join(" "), apart);
        }
    }
}
