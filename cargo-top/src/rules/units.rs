//! The unit of an amount: 分 or 元.
//!
//! 分 is in many words (积分, 分钟, 分页, 百分比), so it counts only where it stands as a unit.

use crate::description::{Description, Field};

use super::text::{has, plain, strip, strip_end, untagged};
use super::{Proposal, Says};

/// What a text says about its unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unit {
    Fen,
    Yuan,
}

pub(super) fn propose(description: &Description) -> Vec<Proposal> {
    let mut proposals = Vec::new();
    for (fields, reply) in [(&description.request, false), (&description.reply, true)] {
        walk(fields, &mut Vec::new(), reply, &mut proposals);
    }
    proposals
}

fn walk(fields: &[Field], at: &mut Vec<String>, reply: bool, proposals: &mut Vec<Proposal>) {
    for field in fields {
        if let Some((unit, certain)) = unit(field) {
            let name = field.name.clone();
            proposals.push(Proposal {
                at: at.clone(),
                reply,
                says: match unit {
                    Unit::Fen => Says::Fen(name),
                    Unit::Yuan => Says::Yuan(name),
                },
                certain,
                reason: field.text.clone(),
            });
        }
        at.push(field.name.clone());
        walk(&field.members, at, reply, proposals);
        at.pop();
    }
}

/// The unit of a field, and whether its words and its type leave no doubt.
fn unit(field: &Field) -> Option<(Unit, bool)> {
    let holds_an_amount = matches!(
        field.type_name.as_str(),
        "Number" | "String" | "Price" | "BigDecimal" | "Long" | ""
    ) && field.members.is_empty()
        && field.lists == 0;
    if !holds_an_amount {
        return None;
    }
    if !has(&field.text, "分|元") {
        return None;
    }
    let text = plain(&untagged(&field.text));
    let (fen, yuan) = (says(&text, "分"), says(&text, "元"));
    let unit = match (fen, yuan) {
        (true, false) => Unit::Fen,
        (false, true) => Unit::Yuan,
        _ => return None,
    };
    let suits = unit == Unit::Yuan || field.type_name == "Number";
    Some((unit, suits && !doubtful(&text, &field.name, unit)))
}

/// Words of something else than one amount beside the unit, or a name of the other unit.
fn doubtful(text: &str, name: &str, unit: Unit) -> bool {
    let name = name.to_ascii_lowercase();
    let other = match unit {
        Unit::Fen => has(&name, "yuan"),
        Unit::Yuan => has(&name, "cent|_fen"),
    };
    other
        || has(text, "时间|打折|折扣率|比例|打几折|分数|评分|得分|积分") && !has(text, "金额|价")
        || has(text, "打折|或元|或分")
        || strip_end(&name, "time|date|rate|score|_to_string|ratio|percent").is_some()
}

/// Whether the text names this unit as one: after 单位, before 为单位, alone in brackets, alone after a
/// comma, or as what something is exact to.
fn says(text: &str, unit: &str) -> bool {
    let mut rest = text;
    let mut before_all = 0;
    while let Some((before, after)) = rest.split_once(unit) {
        before_all += before.len();
        let before = text.get(..before_all).unwrap_or_default();
        if is_unit(before, after) {
            return true;
        }
        before_all += unit.len();
        rest = after;
    }
    false
}

fn is_unit(before: &str, after: &str) -> bool {
    let ends = after.chars().next().is_none_or(|c| !c.is_alphanumeric());
    let ended = ends || strip(after, "为单位|人民币|小数|保留|格式|精确").is_some();
    let before = before.trim_end_matches(['"', ' ', '”']);
    let money = strip_end(before, "人民币:|人民币").unwrap_or(before);
    let before_mark = strip_end(money.trim_end(), ":|为|是|(|=")
        .unwrap_or(money)
        .trim_end_matches([':', '"', ' ', '(']);
    let named = ended && (before_mark.ends_with("单位") || before_mark.ends_with("人民币单位"));
    let as_unit = strip(after.trim_start_matches(['"', '”', ' ']), "为单位").is_some();
    let opens =
        before.is_empty() || before.ends_with(['(', '[', ',']) || before.ends_with("人民币:");
    let closes = ends && !after.starts_with('/');
    let alone = opens && !before.is_empty() && closes;
    let exact = closes && before.ends_with("精确到") && !before.contains("单位");
    named || as_unit || alone || exact
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(type_name: &str, text: &str) -> Option<(Unit, bool)> {
        unit(&Field {
            name: "refund_fee".into(),
            type_name: type_name.into(),
            text: text.into(),
            ..Field::default()
        })
    }

    #[test]
    fn fen_where_it_is_a_unit() {
        for text in [
            "金额,单位:分",
            "金额，单位分",
            "金额（分）",
            "价格，单位为分",
            "价格 单位分",
            "一口价【分】",
            "邮费（单位分）",
            "以分为单位的价格",
            "订单总价，分",
            "减钱金额(分为单位)",
            "单位是分，不带小数",
            "满x元【单位为分】",
            "退票费，单位:分（实收）",
            "商品单价，人民币：分",
            "金额，单位(分)，不限：99999999",
        ] {
            assert_eq!(of("Number", text), Some((Unit::Fen, true)), "{text}");
        }
    }

    #[test]
    fn yuan_where_it_is_a_unit() {
        for text in [
            "总价，单位为元",
            "单位:元。如:200.07，表示:200元7分",
            "退款的金额(元)",
            "价格：单位元",
            "（单位元）",
            "单位:元；精确到:分",
            "实时余额，”元”为单位",
        ] {
            assert_eq!(of("String", text), Some((Unit::Yuan, true)), "{text}");
        }
    }

    #[test]
    fn other_words_are_no_units() {
        for text in [
            "变更积分数",
            "分页大小",
            "静息心率，单位：次/每分",
            "折扣百分比",
            "单位：分钟",
            "百分比，例如1.23代表1.23元",
            "商品分类",
            "评价得分",
            "部分成功",
            "多个用英文逗号分隔",
            "逻辑分组上满N元条件",
            "价格，单位是美元",
            "币种转欧元汇率",
            "公域 私域区分",
            "单元id",
        ] {
            assert_eq!(of("Number", text), None, "{text}");
        }
    }

    #[test]
    fn what_may_be_something_else_is_a_guess() {
        assert_eq!(
            of("Number", "优惠力度，打折、减钱：单位分"),
            Some((Unit::Fen, false))
        );
        assert_eq!(of("String", "邮费（单位分）"), Some((Unit::Fen, false)));
        assert_eq!(
            of("Number", "退款申请时间,时间戳,单位分"),
            Some((Unit::Fen, false))
        );
    }
}
