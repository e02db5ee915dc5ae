//! The words of the tables.

use crate::description::Limits;

/// What a table has a column for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    Name,
    Type,
    Required,
    Example,
    Limits,
    Text,
}

/// Column heads in lower case, longer ones before those that they begin with.
const COLUMNS: [(&str, Column); 36] = [
    ("参数名称", Column::Name),
    ("参数名", Column::Name),
    ("字段名", Column::Name),
    ("名称", Column::Name),
    ("parameter name", Column::Name),
    ("parameter", Column::Name),
    ("name", Column::Name),
    ("数据类型", Column::Type),
    ("参数类型", Column::Type),
    ("类型", Column::Type),
    ("data type", Column::Type),
    ("type", Column::Type),
    ("是否必须", Column::Required),
    ("是否必填", Column::Required),
    ("是否必需", Column::Required),
    ("必须", Column::Required),
    ("必填", Column::Required),
    ("is required", Column::Required),
    ("required", Column::Required),
    ("mandatory", Column::Required),
    ("示例值", Column::Example),
    ("示例", Column::Example),
    ("sample values", Column::Example),
    ("sample value", Column::Example),
    ("sample", Column::Example),
    ("example values", Column::Example),
    ("example value", Column::Example),
    ("example", Column::Example),
    ("更多限制", Column::Limits),
    ("限制", Column::Limits),
    ("more restrictions", Column::Limits),
    ("more limits", Column::Limits),
    ("restrictions", Column::Limits),
    ("limits", Column::Limits),
    ("描述", Column::Text),
    ("说明", Column::Text),
];

/// The columns that a line heads; `None` where it holds anything else.
pub(super) fn columns(line: &str) -> Option<Vec<Column>> {
    let lower = line.to_lowercase();
    let mut rest = lower.as_str();
    let mut columns = Vec::new();
    let between = |c: char| c.is_whitespace() || c == '|';
    loop {
        rest = rest.trim_start_matches(between);
        if rest.is_empty() {
            return Some(columns);
        }
        let known = COLUMNS.iter().chain(&[("description", Column::Text)]);
        let (column, after) = known.into_iter().find_map(|(word, column)| {
            let after = rest.strip_prefix(word)?;
            (after.is_empty() || after.starts_with(between)).then_some((*column, after))
        })?;
        columns.push(column);
        rest = after;
    }
}

/// 必须 or 可选, in the words that pages use.
pub(super) fn required(word: &str) -> Option<bool> {
    match word.to_lowercase().as_str() {
        "必须" | "必填" | "必选" | "必需" | "是" | "required" | "mandatory" | "true" | "yes"
        | "y" => Some(true),
        "可选" | "选填" | "非必须" | "非必填" | "不必须" | "否" | "optional" | "false" | "no"
        | "n" => Some(false),
        _ => None,
    }
}

/// Takes a cell like `最大长度:20` for what it limits; `false` where it is no such cell.
pub(super) fn limit(cell: &str, limits: &mut Limits) -> bool {
    const LABELS: [&str; 12] = [
        "最大列表长度",
        "列表最大长度",
        "最大长度",
        "最大字段长度",
        "最大值",
        "最小值",
        "默认值",
        "max list size",
        "max length",
        "max value",
        "min value",
        "default value",
    ];
    let lower = cell.to_lowercase();
    let lower = lower.trim_start_matches("支持").trim_start_matches('的');
    let Some((label, rest)) = LABELS
        .iter()
        .find_map(|label| Some((*label, lower.strip_prefix(label)?)))
    else {
        return false;
    };
    let rest = rest.strip_prefix('为').unwrap_or(rest).trim_start();
    let Some(value) = rest.strip_prefix([':', '：']).map(str::trim) else {
        return false;
    };
    match label {
        "默认值" | "default value" => true,
        "最大列表长度" | "列表最大长度" | "max list size" => {
            set(&mut limits.max_items, value)
        }
        "最大值" | "max value" => set(&mut limits.max_value, value),
        "最小值" | "min value" => set(&mut limits.min_value, value),
        _ => set(&mut limits.max_length, value),
    }
}

/// Whether a cell that [`limit`] takes says what an absent value means, which limits nothing.
pub(super) fn is_default(cell: &str) -> bool {
    let cell = cell.to_lowercase();
    cell.starts_with("默认值") || cell.starts_with("default value")
}

/// Only a number is a limit; other words stay where they are.
fn set<N: std::str::FromStr>(limit: &mut Option<N>, value: &str) -> bool {
    let number = value.parse().ok();
    let is_number = number.is_some();
    if is_number {
        *limit = number;
    }
    is_number
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_are_told_in_both_languages() {
        use Column::{Example, Limits, Name, Required, Text, Type};
        let all = Some(vec![Name, Type, Required, Example, Limits, Text]);
        assert_eq!(columns("名称 类型 是否必须 示例值 更多限制 描述"), all);
        assert_eq!(
            columns("Name\tType\tRequired\tSample Values\tMore Restrictions\tDescription"),
            all
        );
        assert_eq!(
            columns("| 名称 | 类型 | 是否必须 | 示例值 | 更多限制 | 描述 |"),
            all
        );
        assert_eq!(columns("名称 String"), None);
    }

    #[test]
    fn limits_are_taken_from_cells_that_hold_nothing_else() {
        let mut limits = Limits::default();
        for cell in [
            "最大长度:20",
            "支持最大列表长度为：50",
            "最小值:-1",
            "Max Value: 100",
            "默认值:x",
        ] {
            assert!(limit(cell, &mut limits), "{cell}");
        }
        let expected = Limits {
            max_length: Some(20),
            max_items: Some(50),
            min_value: Some(-1),
            max_value: Some(100),
        };
        assert_eq!(limits, expected);
        assert!(!limit("最大长度不超过20", &mut limits));
        assert!(!limit("最大长度:二十", &mut limits));
    }
}
