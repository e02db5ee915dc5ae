//! The documented values of a field: `1-男, 2-女`, `CS是辰森`, `可选值:a,b`.
//!
//! Ranges, dates, formats and the members of JSON texts look alike and are none.

mod forward;
mod listed;
mod pair;
mod reverse;

use crate::description::{Description, Field};

use super::text::{among, has, plain, untagged};
use super::{Proposal, Says};
use pair::Pair;

pub(super) fn propose(description: &Description) -> Vec<Proposal> {
    let mut proposals = Vec::new();
    for (fields, reply) in [(&description.request, false), (&description.reply, true)] {
        walk(fields, &mut Vec::new(), reply, &mut proposals);
    }
    proposals
}

fn walk(fields: &[Field], at: &mut Vec<String>, reply: bool, proposals: &mut Vec<Proposal>) {
    for field in fields {
        if let Some((values, certain)) = values(field) {
            proposals.push(Proposal {
                at: at.clone(),
                reply,
                says: Says::Codes {
                    field: field.name.clone(),
                    values,
                },
                certain,
                reason: untagged(&field.text).trim().to_owned(),
            });
        }
        at.push(field.name.clone());
        walk(&field.members, at, reply, proposals);
        at.pop();
    }
}

type Values = Vec<(String, String)>;

/// The documented values of a field, and whether the words leave no doubt.
fn values(field: &Field) -> Option<(Values, bool)> {
    let integer = among(&field.type_name, "Number|Long|Integer|int|long");
    let text = among(&field.type_name, "String|string");
    let holds_a_code = (integer || text) && field.members.is_empty() && field.lists <= 1;
    if !holds_a_code {
        return None;
    }
    let values = |c: char| c.is_ascii_alphanumeric() || ('０'..='ｚ').contains(&c);
    let runs = field
        .text
        .split(|c| !values(c))
        .filter(|run| !run.is_empty());
    let name = field.name.to_ascii_lowercase();
    if runs.count() < 2 || name.contains("page") || name == "limit" {
        return None;
    }
    let prose = untagged(&field.text);
    let narrow = widthless(&prose);
    if has(
        &plain(&prose),
        "{|json|yyyy|hh:mm|pid:vid|http://|https://|返回的字段|字段列表",
    ) {
        return None;
    }
    let many = "多值|多个|多选|逗号分隔|分号分隔|逗号隔开|号分割|号隔开|separated";
    if field.lists == 0 && has(&narrow, many) {
        return None;
    }
    let pairs = best(&narrow);
    let fits = |pair: &Pair| !integer || pair.value.parse::<i64>().is_ok();
    if !pairs.is_empty() {
        let good = pairs.iter().all(fits) && distinct(&pairs);
        let certain = pair::certain(&pairs) && !has(&narrow, "例如|比如|示例");
        return good.then(|| (pairs.into_iter().map(Pair::told).collect(), certain));
    }
    let listed = listed::read(&narrow)?;
    let good = !integer || listed.iter().all(|value| value.parse::<i64>().is_ok());
    let values = listed
        .into_iter()
        .map(|value| (value, String::new()))
        .collect();
    good.then_some((values, false))
}

/// One width of letters, their case as it is.
fn widthless(text: &str) -> String {
    text.chars()
        .zip(plain(text).chars())
        .map(|(wide, narrow)| {
            if wide.is_ascii_uppercase() {
                wide
            } else {
                narrow
            }
        })
        .collect()
}

/// The pairs of whichever way to read the text finds most.
fn best(text: &str) -> Vec<Pair> {
    let (forward, reverse) = (forward::read(text), reverse::read(text));
    if let ([one], [other]) = (forward.as_slice(), reverse.as_slice())
        && let Some(mixed) = mixed(one, other)
    {
        return mixed;
    }
    [
        forward::spaced(text),
        reverse::bracketed(text),
        forward,
        reverse,
    ]
    .into_iter()
    .filter(|pairs| pairs.len() >= 2 && pairs.iter().all(Pair::is_plausible))
    .max_by_key(Vec::len)
    .unwrap_or_default()
}

/// `CS是辰森,客如云是KRY`: either way round in one list.
fn mixed(one: &Pair, other: &Pair) -> Option<Vec<Pair>> {
    let first = one.first_clause();
    let told = format!("{},{}是{}", first.meaning, other.meaning, other.value);
    (one.meaning == told).then(|| vec![first, other.clone()])
}

fn distinct(pairs: &[Pair]) -> bool {
    let told_before =
        |at: usize, pair: &Pair| pairs.iter().take(at).any(|other| other.value == pair.value);
    !pairs
        .iter()
        .enumerate()
        .any(|(at, pair)| told_before(at, pair))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(type_name: &str, text: &str) -> Option<(String, bool)> {
        let field = Field {
            name: "kind".into(),
            type_name: type_name.into(),
            text: text.into(),
            ..Field::default()
        };
        let (values, certain) = values(&field)?;
        let told: Vec<_> = values
            .iter()
            .map(|(value, meaning)| format!("{value}={meaning}"))
            .collect();
        Some((told.join(" "), certain))
    }

    #[test]
    fn lists_in_all_their_forms() {
        let expected = Some(("1=男 2=女".to_owned(), true));
        for text in [
            "1:男，2:女",
            "性别 1-男 2-女",
            "性别（1：男；2：女）",
            "1=男/2=女",
            "1代表男，2代表女",
            "1表示男,2表示女。默认1",
            "1:男<br/>2:女",
            "性别【1为男，2为女】",
            "1->男 2->女",
            "1--男，2--女",
            "男：1，女：2",
            "性别(男:1,女:2)",
            "1是男、2是女",
            "\"1\":\"男\",\"2\":\"女\"",
        ] {
            assert_eq!(of("Number", text), expected, "{text}");
        }
    }

    #[test]
    fn values_of_letters() {
        let expected = Some(("CS=辰森 KRY=客如云".to_owned(), true));
        for text in [
            "CS是辰森,KRY是客如云",
            "外部渠道,CS是辰森,客如云是KRY",
            "CS：辰森；KRY：客如云",
            "渠道 CS-辰森 KRY-客如云",
        ] {
            assert_eq!(of("String", text), expected, "{text}");
        }
        assert_eq!(
            of("String", "按件卖(normal)或者按批卖(batch)"),
            Some(("normal=按件卖 batch=按批卖".into(), false))
        );
        assert_eq!(of("String", "可选值：a, b"), Some(("a= b=".into(), false)));
        assert_eq!(
            of("String", "订单状态 ACCEPT 接单成功 REJECT 接单失败"),
            Some(("ACCEPT=接单成功 REJECT=接单失败".into(), false))
        );
    }

    #[test]
    fn marks_may_be_mixed_and_sentences_follow() {
        let text = "支付渠道类型 1.默认 10-支付宝 20-微信支付。有支付渠道的情况下，必填。 必须是支持的渠道";
        assert_eq!(
            of("Number", text),
            Some(("1=默认 10=支付宝 20=微信支付".into(), true))
        );
        let text = "原因：10-整单全缺;12-商家侧发起的退款(商家拒单); 15-用户拒收";
        assert_eq!(
            of("Number", text),
            Some((
                "10=整单全缺 12=商家侧发起的退款(商家拒单) 15=用户拒收".into(),
                true
            ))
        );
    }

    #[test]
    fn what_only_looks_alike() {
        for text in [
            "价格，范围是0.01-9999999.00",
            "时间，格式:yyyy-MM-dd HH:mm:ss",
            "每页 1 - 50 条",
            "格式 pid:vid;pid:vid",
            "{\"a\":\"1\"}",
            "1:男",
            "取值范围:1~4",
            "该入参是ref_ent_id，不是ent_id",
            "orderId:订单号;userId:用户号",
            "传入值为1代表第一页,传入值为2代表第二页,依此类推",
            "参考 http://a.b/c?x=1",
            "如10:30-12:00",
            "坐席，多值逗号分隔。0：硬座，1：硬卧",
            "状态 AUDITING 1-待审核; CANCEL 2-撤销",
            "string(50)",
        ] {
            assert_eq!(of("String", text), None, "{text}");
        }
        assert_eq!(of("Number", "A-甲，B-乙"), None);
        assert_eq!(of("Date", "1-男 2-女"), None);
    }
}
