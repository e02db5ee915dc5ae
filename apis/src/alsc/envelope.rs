//! The envelope around the replies of this family.

use top_runtime::{TopObject, Value};

/// Says whether the business agreed, and carries the result.
///
/// Its fields are the same on every page, the type of `result` is not: a caller gets that type.
#[derive(Debug, Clone, PartialEq, TopObject)]
#[top_api(outcome(success = biz_success, code = result_code, message = result_desc, value = result))]
#[non_exhaustive]
pub struct CommonResult<T: Value> {
    /// Whether the business agreed (成功状态).
    pub biz_success: Option<bool>,
    /// The result (业务数据).
    pub result: Option<T>,
    /// The business's code (结果码), for example `200`; which values mean success is not documented.
    pub result_code: Option<String>,
    /// What the code means, for people (结果描述).
    pub result_desc: Option<String>,
    /// What to show of a failure (错误结果显示). The page's example is a pair of quotation marks.
    pub result_view: Option<String>,
}
