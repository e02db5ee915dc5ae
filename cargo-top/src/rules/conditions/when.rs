//! What a condition says: that another field is given, that it is missing, or something about values.

use super::super::mention::{cleaned, itself, mentioned};
use super::super::names::{Meant, Siblings, folded};
use super::super::text::{strip, strip_end};

/// When a field is demanded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum When {
    /// When this field is given.
    Given(Meant),
    /// When this field is missing.
    Missing(Meant),
    /// Whenever the struct that holds it is.
    Within,
    /// When a value or a case is so.
    Other,
}

/// The fields that a condition may be about.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reader<'a> {
    pub(super) siblings: &'a Siblings,
    /// The field whose text it is.
    pub(super) speaker: usize,
    /// What the field around them is called, by name and by title.
    pub(super) container: &'a [String],
}

const GIVES: &str = "选填了|选填|填写了|填写|填了|填|传入了|传入|传了|传递了|传递|传|输入了|输入|提供了|提供|指定了|指定|设置了|设置|\
     有|存在|使用了|使用|选择了|携带了|you provide |you specify |you set |you pass ";
const IS_GIVEN: &str = "不为空|非空|有值|不为null|不为 null|已填写|已填|有填写|填写了|填写|有填|填了|已传入|已传|有传|传值|传入了|传入|传了|不空|\
     不是空|选填|存在|is not empty|is not null|is given|is provided|is specified|is present|is set|is filled in|is filled|\
     exists|is passed|is used|has a value|has value|are provided|are given|not empty|not null";
const MISSES: &str = "不填写|不填|不传入|不传|未填写|未填|未传入|未传|没有填写|没有填|没有传|没有|没填|没传|无|缺少|不提供|未提供|不选|不输入|\
     未指定|不指定|未设置|不设置";
const IS_MISSING: &str = "为空|为null|为 null|不填写|不填|不传入|不传|未填写|未填|未传入|未传|没有填写|没有填|没有传|没有|没填|没传|\
     不存在|缺失|空|is empty|is null|is not provided|is not given|is not specified|is absent|is missing|is not set|\
     is not present|is not passed|is blank|are not provided";
const SUPPOSES: &str =
    "如果|若是|若|当|如|假如|在|仅当|只有|只要|一旦|注意|且|但|但是|并且|对于|凡|if |when |once ";

impl Reader<'_> {
    /// Reads one condition, without the words that end it (时, 的情况下).
    pub(super) fn read(self, condition: &str) -> When {
        let mut condition = condition.trim();
        while let Some(rest) = strip(condition, SUPPOSES) {
            condition = rest.trim();
        }
        let condition = strip_end(condition, "的").unwrap_or(condition).trim();
        self.missing(condition)
            .or_else(|| self.given(condition))
            .unwrap_or(When::Other)
    }

    fn missing(self, condition: &str) -> Option<When> {
        let without = strip_end(condition, IS_MISSING).filter(|name| !name.ends_with(['不', '非']));
        let names = [without, strip(condition, MISSES)].into_iter().flatten();
        names
            .filter_map(|name| self.field(name))
            .map(When::Missing)
            .next()
    }

    fn given(self, condition: &str) -> Option<When> {
        let names = [strip(condition, GIVES), strip_end(condition, IS_GIVEN)];
        names
            .into_iter()
            .flatten()
            .find_map(|name| match self.field(name) {
                Some(meant) if meant.exact => Some(When::Given(meant)),
                _ if self.is_container(name) => Some(When::Within),
                meant => meant.map(When::Given),
            })
    }

    /// The field of a condition; none is named where it is the speaker.
    fn field(self, name: &str) -> Option<Meant> {
        if itself(name) || cleaned(name).is_empty() {
            return Some(Meant {
                field: self.speaker,
                exact: true,
            });
        }
        mentioned(self.siblings, name, None)
    }

    fn is_container(self, name: &str) -> bool {
        let name = folded(cleaned(name));
        !name.is_empty() && self.container.contains(&name)
    }
}
