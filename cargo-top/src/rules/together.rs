//! Two fields of which one never comes alone: 与X必须同时传入. Each is required when the other is given.

use super::mention::{mentioned, supposes};
use super::names::Siblings;
use super::scope::Scope;
use super::text::{has, innermost, plain, sentences, split_outside, strip, strip_end};
use super::{Proposal, Says};

const TOGETHER: &str = "同时|成对|一起";
const MUST: &str = "必须|需要|必需|需|须|要";
const MUST_WITH: &str = "必须与|需要与|需与|须与|要与|必须和|需要和|需和|须和|要和";
const GIVEN: &str = "传入|传递|传值|传|填写|填|提供|存在|出现|使用|有值|设置|指定|输入";

pub(super) fn propose(scopes: &[Scope<'_>]) -> Vec<Proposal> {
    scopes.iter().flat_map(in_scope).collect()
}

fn in_scope(scope: &Scope<'_>) -> Vec<Proposal> {
    if !scope.fields.iter().any(|field| has(&field.text, TOGETHER)) {
        return Vec::new();
    }
    let siblings = Siblings::new(scope.fields);
    let may_miss = |at: usize| {
        let field = scope.fields.get(at);
        field.filter(|field| field.required != Some(true))
    };
    let mut proposals: Vec<Proposal> = Vec::new();
    for (speaker, field) in scope.fields.iter().enumerate() {
        for sentence in sentences(&field.text) {
            let partner = partner(&plain(&sentence), speaker, &siblings);
            let pair = partner.and_then(|at| may_miss(speaker).zip(may_miss(at)));
            let Some((one, other)) = pair else {
                continue;
            };
            for (field, other) in [(one, other), (other, one)] {
                let says = Says::RequiredIf {
                    field: field.name.clone(),
                    other: other.name.clone(),
                };
                if !proposals.iter().any(|known| known.says == says) {
                    proposals.push(Proposal {
                        at: scope.at.clone(),
                        reply: false,
                        says,
                        certain: true,
                        reason: sentence.clone(),
                    });
                }
            }
        }
    }
    proposals
}

/// The field that a sentence ties to the one that it speaks about. A sentence with a condition ties
/// nothing, and neither does one that names anything else.
fn partner(sentence: &str, speaker: usize, siblings: &Siblings) -> Option<usize> {
    let (at, after) = sentence.char_indices().find_map(|(at, _)| {
        let after = strip(sentence.get(at..)?, TOGETHER)?;
        Some((at, after))
    })?;
    let after = strip(after, GIVEN)?;
    if !after.is_empty() && !after.starts_with([',', ')', ']', ' ']) {
        return None;
    }
    let before = sentence.get(..at)?;
    let (before, demands) = match strip_end(before, MUST) {
        Some(before) => (before, true),
        None => (before, false),
    };
    let conditional = has(before, "时|如果|若|当|情况|场景|或") || supposes(before);
    let denied = strip_end(before, "无|不|非|勿").is_some();
    if conditional || denied {
        return None;
    }
    let (_, inside) = innermost(before);
    let clause = split_outside(inside, ",|:").pop()?.trim();
    let named = match (strip(clause, MUST_WITH), demands) {
        (Some(named), _) => named,
        (None, true) => match strip(clause, "与|和|跟|同") {
            Some(named) => named,
            None => own(clause, speaker, siblings)?,
        },
        (None, false) => return None,
    };
    let meant = mentioned(siblings, named, Some(speaker))?;
    (meant.exact && meant.field != speaker).then_some(meant.field)
}

/// What stands beside the speaker in `a和b`.
fn own<'a>(clause: &'a str, speaker: usize, siblings: &Siblings) -> Option<&'a str> {
    let is_own = |words: &str| {
        let meant = mentioned(siblings, words, None);
        meant.is_some_and(|meant| meant.exact && meant.field == speaker)
    };
    let pairs = ["和", "与", "及"].into_iter();
    let mut pairs = pairs.filter_map(|and| clause.split_once(and));
    pairs.find_map(|(one, other)| match (is_own(one), is_own(other)) {
        (true, false) => Some(other),
        (false, true) => Some(one),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::super::scope;
    use super::*;
    use crate::description::{Description, Field};

    fn of(text: &str) -> Vec<String> {
        let fields = [
            ("order_id", text),
            ("out_order_no", "外部订单编号"),
            ("mobile_phone", "手机号码"),
        ];
        let fields = fields.map(|(name, text)| Field {
            name: name.into(),
            type_name: "String".into(),
            text: text.into(),
            ..Field::default()
        });
        let description = Description {
            method: "taobao.trade.add".into(),
            request: fields.into(),
            ..Description::default()
        };
        let proposals = propose(&scope::request(&description)).into_iter();
        let told = |proposal: Proposal| match proposal.says {
            Says::RequiredIf { field, other } => format!("{field} if {other}"),
            says => format!("{says:?}"),
        };
        proposals.map(told).collect()
    }

    #[test]
    fn one_never_without_the_other() {
        for text in [
            "订单号，与out_order_no必须同时传入",
            "订单号（需与外部订单编号同时传）；其他",
            "订单号，和out_order_no需同时填写",
            "order_id和out_order_no必须同时存在",
            "订单号,必须与外部订单编号成对出现",
        ] {
            let both = ["order_id if out_order_no", "out_order_no if order_id"];
            assert_eq!(of(text), both, "{text}");
        }
    }

    #[test]
    fn what_may_come_alone() {
        for text in [
            "订单号，与out_order_no不能同时传入",
            "订单号，与out_order_no无需同时传入",
            "订单号，不需要与out_order_no同时传入",
            "订单号，可与out_order_no同时传入",
            "订单号，与out_order_no同时传入以订单号为准",
            "订单号，退款时与out_order_no必须同时传入",
            "订单号，与其他字段必须同时传入",
            "订单号，与out_order_no必须同时传入其中两项",
            "订单号，与out_order_no或mobile_phone必须同时传入",
        ] {
            assert_eq!(of(text), [""; 0], "{text}");
        }
    }
}
