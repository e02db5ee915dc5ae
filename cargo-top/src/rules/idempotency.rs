//! The field whose repeat has no second effect.
//!
//! Only a promise counts: that a value is unique says nothing about the platform, nor does 防重放,
//! which refuses the repeat.

use crate::description::Field;

use super::scope::Scope;
use super::text::{has, plain, sentences};
use super::{Proposal, Says};

/// A field that promises it.
#[derive(Debug)]
struct Claim<'a> {
    at: &'a [String],
    field: &'a Field,
    words: String,
    rank: u8,
}

/// The business's own number is taken before that of a request, which a repeat could renew. The words
/// of the others are left for a person.
pub(super) fn propose(scopes: &[Scope<'_>]) -> Vec<Proposal> {
    let mut claims: Vec<_> = scopes
        .iter()
        .filter(|scope| scope.single && scope.at.len() <= 1)
        .flat_map(|scope| {
            scope
                .fields
                .iter()
                .filter_map(|field| claim(&scope.at, field))
        })
        .collect();
    claims.sort_by_key(|claim| claim.rank);
    let mut declared = false;
    claims
        .into_iter()
        .map(|claim| {
            let first = !declared && claim.field.required == Some(true);
            declared |= first;
            let name = claim.field.name.clone();
            Proposal {
                at: claim.at.to_vec(),
                reply: false,
                says: if first {
                    Says::IdempotentBy(name)
                } else {
                    Says::Check(name)
                },
                certain: first,
                reason: claim.words,
            }
        })
        .collect()
}

fn claim<'a>(at: &'a [String], field: &'a Field) -> Option<Claim<'a>> {
    if !field.members.is_empty() || field.lists > 0 || field.type_name == "Boolean" {
        return None;
    }
    if !has(&field.text, "幂等|重|dempoten|edup") {
        return None;
    }
    let words = sentences(&field.text)
        .into_iter()
        .find(|sentence| promises(&plain(sentence)))?;
    let text = plain(&words);
    let business = has(&text, "业务|幂等号|单|外部|流水");
    let request = has(&text, "请求|request|trace") || field.name.starts_with("request");
    let rank = if business && !request {
        0
    } else {
        u8::from(request) + 1
    };
    Some(Claim {
        at,
        field,
        words,
        rank,
    })
}

fn promises(sentence: &str) -> bool {
    let denied = "非幂等|不幂等|不支持幂等|不保证幂等|没有幂等|无幂等|不做幂等|不提供幂等|自己处理|自行|\
     not idempotent|是否|商品去重|结果去重";
    if has(sentence, denied) {
        return false;
    }
    has(
        sentence,
        "幂等|idempoten|不会被重复处理|不会重复处理|避免重复处理",
    ) || has(sentence, "去重|dedup|防止重复|防重复|避免重复|重复提交")
        && has(
            sentence,
            "用于|用来|保证|根据|以此|去重键|去重号|去重id|id|防止|避免|防重",
        )
}
