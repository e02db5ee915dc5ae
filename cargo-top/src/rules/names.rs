//! Which field a text means: it names them loosely.

use strsim::levenshtein;

use crate::description::Field;

use super::text::{among, plain, strip, strip_end, untagged};

/// A field that a text means, by position, and whether nothing had to be guessed for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Meant {
    pub(super) field: usize,
    pub(super) exact: bool,
}

/// The fields of one struct, as a text may call them.
#[derive(Debug)]
pub(super) struct Siblings {
    /// `out_brand_id` as `outbrandid`.
    names: Vec<String>,
    /// What the field's own text calls it, for example `外部品牌id`; empty where nothing.
    titles: Vec<String>,
}

impl Siblings {
    pub(super) fn new(fields: &[Field]) -> Self {
        Self {
            names: fields.iter().map(|field| folded(&field.name)).collect(),
            titles: fields.iter().map(|field| title(&field.text)).collect(),
        }
    }

    /// The field that these words mean; none where it could be several. `not` is the speaker, where
    /// its words can only mean another.
    pub(super) fn find(&self, words: &str, not: Option<usize>) -> Option<Meant> {
        let words = folded(words);
        if words.chars().count() < 2 {
            return None;
        }
        let only = |matches: &dyn Fn(usize) -> bool| self.only(not, matches);
        if let Some(field) = only(&|at| is(&self.names, at, &words)) {
            return Some(Meant { field, exact: true });
        }
        if let Some(field) = only(&|at| is(&self.titles, at, &words)) {
            return Some(Meant { field, exact: true });
        }
        if among(&words, GENERAL) {
            return None;
        }
        self.misspelt(&words, not)
            .or_else(|| only(&|at| self.titles.get(at).is_some_and(|title| akin(title, &words))))
            .map(|field| Meant {
                field,
                exact: false,
            })
    }

    fn misspelt(&self, words: &str, not: Option<usize>) -> Option<usize> {
        if !words.is_ascii() {
            return None;
        }
        let near = |edits: usize| {
            self.only(not, &|at| {
                self.names
                    .get(at)
                    .is_some_and(|name| levenshtein(name, words) <= edits)
            })
        };
        match words.len() {
            0..=3 => None,
            4..=7 => near(1),
            _ => near(1).or_else(|| near(2)),
        }
    }

    /// The one field that matches, if exactly one does.
    fn only(&self, not: Option<usize>, matches: &dyn Fn(usize) -> bool) -> Option<usize> {
        let mut found = (0..self.names.len()).filter(|at| Some(*at) != not && matches(*at));
        found.next().filter(|_| found.next().is_none())
    }
}

/// Words that could mean any field.
const GENERAL: &str = "id|编号|编码|名称|类型|信息|数据|参数|字段|单号|code|列表|状态|时间";

/// Words that say what sort of thing a title names, and may be left out.
const SORTS: &str = "信息|列表|集合|数组|对象|数据|明细|号码|号|id|编码|list";

fn is(keys: &[String], at: usize, words: &str) -> bool {
    keys.get(at).is_some_and(|key| key == words)
}

/// Letters and digits, in one case.
pub(super) fn folded(name: &str) -> String {
    plain(name)
        .chars()
        .filter(|c| c.is_alphanumeric())
        .collect()
}

/// What a text calls its field: its first words, unless they say when to give it.
pub(super) fn title(text: &str) -> String {
    const NO_TITLES: &str = "必填|必传|必选|选填|可选|如果|若|当新|当选";
    plain(&untagged(text))
        .split([',', ':', '(', '[', '。', ';', '、', '\n', '.', ' '])
        .map(folded)
        .find(|words| !words.is_empty() && strip(words, NO_TITLES).is_none())
        .filter(|words| !words.starts_with('当') || words.starts_with("当前"))
        .unwrap_or_default()
}

/// Whether words and a title name the same thing, one of them at greater length.
fn akin(title: &str, words: &str) -> bool {
    let (title, words) = (core(title), core(words));
    let short = title.chars().count().min(words.chars().count());
    short >= 2 && (title.ends_with(words) || words.ends_with(title) || title.starts_with(words))
}

fn core(words: &str) -> &str {
    strip_end(words, SORTS)
        .filter(|core| core.chars().count() >= 2)
        .unwrap_or(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(of: &[(&str, &str)]) -> Vec<Field> {
        of.iter()
            .map(|(name, text)| Field {
                name: (*name).into(),
                text: (*text).into(),
                ..Field::default()
            })
            .collect()
    }

    fn found(words: &str, not: Option<usize>) -> Option<usize> {
        let fields = fields(&[
            ("shop_id", "SaaS门店ID(不能和outshopid同时为空)"),
            ("out_shop_id", "外部门店ID"),
            ("flow_id", "流水Id"),
            ("mobile_phone", "手机号码"),
            ("phone", "电话号码,手机与电话必需有一个"),
            ("outProductId", "商品 外部商家编码"),
        ]);
        Siblings::new(&fields)
            .find(words, not)
            .map(|meant| meant.field)
    }

    #[test]
    fn names_in_any_case_with_a_slip() {
        assert_eq!(found("outshopid", None), Some(1));
        assert_eq!(found("sopid", None), Some(0));
        assert_eq!(found("out_product_id", None), Some(5));
        assert_eq!(found("xyz", None), None);
    }

    #[test]
    fn titles_of_the_fields_themselves() {
        assert_eq!(found("流水ID", None), Some(2));
        assert_eq!(found("手机", None), Some(3));
        assert_eq!(found("电话", None), Some(4));
        assert_eq!(found("门店ID", None), None, "two are shops");
        assert_eq!(
            found("门店ID", Some(1)),
            Some(0),
            "unless one of them speaks"
        );
        assert_eq!(found("编码", None), None);
    }
}
