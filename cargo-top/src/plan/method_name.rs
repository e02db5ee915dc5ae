//! What a request is called: what the method does, and to what.

use std::collections::HashMap;

use super::identifiers::module_name;
use super::taken::is_reserved;
use super::vocabulary::{Vocabulary, is_faint, is_undoing, is_verb, is_weak};
use super::words::{behind, camel, words};
use crate::description::Description;

/// Whether a request can be called so.
#[must_use]
pub fn is_request_name(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_uppercase())
        && name.chars().all(|c| c.is_ascii_alphanumeric())
        && !is_reserved(name)
}

/// The module of a method's group: as the catalogue has it, or the second word of its name.
#[must_use]
pub fn group_name(description: &Description) -> String {
    let mut words = description.method.split('.');
    let first = words.next().unwrap_or_default();
    let said = description.group.as_deref().map(str::trim);
    let name = said.filter(|group| !group.is_empty());
    let name = module_name(name.or(words.next()).unwrap_or(first));
    // The names of the files that a crate has anyway.
    if ["lib", "main", "tests"].contains(&name.as_str()) {
        format!("{name}_")
    } else {
        name
    }
}

/// The name of one request.
pub(super) fn request_name(description: &Description) -> String {
    Parts::of(description).name(0)
}

/// Names of requests that stand side by side: where two would share one, both say more.
#[must_use]
pub fn request_names(descriptions: &[&Description]) -> Vec<String> {
    let parts: Vec<_> = descriptions.iter().map(|one| Parts::of(one)).collect();
    let mut more = vec![0; parts.len()];
    loop {
        let names: Vec<_> = parts
            .iter()
            .zip(&more)
            .map(|(one, more)| one.name(*more))
            .collect();
        let mut uses: HashMap<String, usize> = HashMap::new();
        for name in &names {
            // Files of some systems do not tell capitals apart.
            *uses.entry(name.to_ascii_lowercase()).or_default() += 1;
        }
        let mut changed = false;
        for ((name, one), more) in names.iter().zip(&parts).zip(&mut more) {
            let is_shared = uses
                .get(&name.to_ascii_lowercase())
                .is_some_and(|uses| *uses > 1);
            if is_shared && one.has_more(*more) {
                *more += 1;
                changed = true;
            }
        }
        if !changed {
            return numbered(names);
        }
    }
}

/// Names that nothing tells apart get numbers.
fn numbered(names: Vec<String>) -> Vec<String> {
    let mut uses: HashMap<String, usize> = HashMap::new();
    let count = |name: String| {
        let number = uses.entry(name.to_ascii_lowercase()).or_default();
        *number += 1;
        if *number == 1 {
            name
        } else {
            format!("{name}No{number}")
        }
    };
    names.into_iter().map(count).collect()
}

/// The words of a method, by what they say.
#[derive(Debug, Default)]
struct Parts {
    verb: Vec<String>,
    /// What it is about, from the general to the particular, one level of the name each.
    nouns: Vec<Vec<String>>,
    /// What stands behind all that: a version.
    tail: Vec<String>,
    /// How many of the nouns the name needs.
    needed: usize,
}

impl Parts {
    fn of(description: &Description) -> Self {
        let vocabulary = Vocabulary::of(description);
        let apart = |level: &str| -> Vec<String> {
            words(level)
                .iter()
                .flat_map(|word| vocabulary.apart(word))
                .collect()
        };
        let mut levels: Vec<_> = description.method.split('.').map(apart).collect();
        levels.retain(|level| !level.is_empty());
        // The first says whose method it is.
        if levels.len() > 2 {
            levels.remove(0);
        }
        let mut parts = Self::default();
        while levels.len() > 1 && levels.last().is_some_and(|level| is_version(level)) {
            let version = levels.pop().unwrap_or_default();
            parts.tail.splice(0..0, version);
        }
        parts.take_verb(&mut levels);
        parts.nouns.splice(0..0, levels);
        parts.needed = parts.needed();
        parts
    }

    fn take_verb(&mut self, levels: &mut Vec<Vec<String>>) {
        let Some(mut last) = levels.pop() else {
            return;
        };
        if let ([faint], Some([verb])) = (&last[..], levels.last().map(Vec::as_slice))
            && is_faint(faint)
            && is_undoing(verb)
        {
            last = levels.pop().unwrap_or_default();
        }
        let first_is_verb = last.first().is_some_and(|word| is_verb(word));
        let last_is_verb = last.last().is_some_and(|word| is_verb(word));
        if first_is_verb {
            self.verb.push(last.remove(0));
        } else if last.first().is_some_and(|word| word == "batch")
            && last.get(1).is_some_and(|word| is_verb(word))
        {
            self.verb.extend(last.drain(..2));
        } else if last_is_verb {
            self.verb.extend(last.pop());
        } else if let Some(at) = levels
            .iter()
            .rposition(|level| is_one_verb(level))
            .filter(|at| at + 2 >= levels.len())
        {
            let behind = levels.split_off(at + 1);
            self.verb = levels.pop().unwrap_or_default();
            self.nouns = behind;
        }
        if !last.is_empty() {
            self.nouns.push(last);
        } else if levels.last().is_some_and(|level| level == &["batch"]) {
            self.verb.splice(0..0, levels.pop().unwrap_or_default());
        }
    }

    /// As many nouns as say something, and at least what stands behind the verb.
    fn needed(&self) -> usize {
        if let ([verb], Some(noun)) = (&self.verb[..], self.nouns.last())
            && is_undoing(verb)
            && noun.concat().ends_with(verb.trim_start_matches("un"))
        {
            return 0;
        }
        let least = if self.verb.is_empty() { 2 } else { 1 };
        let telling =
            |level: &Vec<String>| !level.iter().all(|word| is_weak(word) || is_verb(word));
        let until = self.nouns.iter().rev().position(telling);
        until
            .map_or(least, |at| least.max(at + 1))
            .min(self.nouns.len())
            .min(3)
    }

    fn has_more(&self, more: usize) -> bool {
        self.needed + more < self.nouns.len()
    }

    /// The name with so many nouns more than it needs.
    fn name(&self, more: usize) -> String {
        let skipped = self.nouns.len().saturating_sub(self.needed + more);
        let nouns = self.nouns.iter().skip(skipped).flatten();
        let all = self.verb.iter().chain(nouns).chain(&self.tail);
        let mut all: Vec<_> = all.cloned().collect();
        // `code.getcodeinfo` is about a code once.
        all.dedup();
        let name = behind("Call", camel(&all));
        if is_reserved(&name) || name == "Reply" {
            format!("{name}Request")
        } else {
            name
        }
    }
}

fn is_one_verb(level: &[String]) -> bool {
    matches!(level, [verb] if is_verb(verb))
}

/// `v2`, `ii`, `2015-03-18`
fn is_version(level: &[String]) -> bool {
    level.iter().all(|word| {
        let number = word.strip_prefix('v').unwrap_or(word);
        let digits = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
        digits || ["ii", "iii", "iv", "vi", "vii", "viii"].contains(&word.as_str())
    })
}

#[cfg(test)]
mod tests {
    use super::{request_name, request_names};
    use crate::description::{Description, Field};

    fn method(name: &str) -> Description {
        Description {
            method: name.to_owned(),
            reply: vec![Field {
                type_name: "FlowDetailReversePoint".to_owned(),
                ..Field::default()
            }],
            ..Description::default()
        }
    }

    #[test]
    fn the_verb_comes_first() {
        for (name, request) in [
            (
                "alibaba.alsc.crm.recharge.account.flowdetail.get",
                "GetFlowDetail",
            ),
            (
                "alibaba.tcls.aelophy.merchant.channel.refund.complete",
                "CompleteRefund",
            ),
            ("alibaba.alsc.crm.point.reversepoint", "ReversePoint"),
            ("alibaba.alsc.crm.recharge.uncharge.update", "Uncharge"),
            ("taobao.item.sku.add", "AddSku"),
            ("taobao.ump.details.get", "GetUmpDetails"),
            ("taobao.train.agent.get.refund", "GetRefund"),
            (
                "alibaba.jym.item.external.goods.batch.delete",
                "BatchDeleteGoods",
            ),
            ("taobao.alitrip.it.policy.batchdelete", "BatchDeletePolicy"),
            (
                "push.aliyuncs.com.pushNotification.2015-03-18",
                "PushNotification20150318",
            ),
            ("taobao.film.refund.query.vii", "QueryRefundVii"),
            ("alibaba.interact.sensor.blow", "SensorBlow"),
            ("taobao.send", "SendTaobao"),
        ] {
            assert_eq!(request_name(&method(name)), request, "{name}");
        }
    }

    #[test]
    fn neighbours_are_told_apart() {
        let methods = [
            "a.x.order.get",
            "a.y.order.get",
            "a.sku.get",
            "a.order.get",
            "b.order.get",
        ];
        let methods = methods.map(method);
        let names = request_names(&methods.each_ref());
        assert_eq!(
            names,
            [
                "GetXOrder",
                "GetYOrder",
                "GetSku",
                "GetOrder",
                "GetOrderNo2"
            ]
        );
    }
}
