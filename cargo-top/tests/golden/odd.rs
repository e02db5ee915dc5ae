//! `taobao.odd.order.get` (\*奇怪\*的 'API' \<b\>\[x\]\</b\>).

use top_runtime::{Decimal, File, Json, Serde, TopApi, TopObject, serde_json};

/// \- 看 <https://open.taobao.com/doc.htm?docId=1>。 '''rust fn `main()` {} ''' \*/ `shop_id` 与
/// `ShopId` std`::`vec`::`Vec A或B的`xid`
// check: left out `session`: the client sends it with every call
#[derive(Debug, Clone, PartialEq, TopApi)]
#[top_api(
    method = "taobao.odd.order.get",
    response = Reply,
    session,
    // check: `read`? the method's verb: get; its title: *奇怪*的 `API` <b>[x]</b>
)]
#[non_exhaustive]
pub struct GetOrder {
    /// \# 类型
    pub r#type: String,
    /// 1\. a 2. b
    // check: the page limits it by `maxLength` 3: only a text has a length here
    #[top_api(rename = "Type", items(20))]
    pub type_2: Option<Vec<Type>>,
    /// Undocumented.
    #[top_api(rename = "self", range(1, 100))]
    pub self_: Option<i64>,
    /// Undocumented.
    #[top_api(rename = "new")]
    pub new_: Option<bool>,
    /// 很长，很长，很长，很长，很长，很长，很长，很长，很长，很长，很长，很长，很长，很长，很长，
    /// 很长，很长
    #[top_api(rename = "品牌")]
    pub field: Option<Json>,
    /// 图片\\
    #[top_api(rename = "3d.image")]
    pub field_3d_image: Option<File>,
    /// Undocumented.
    // check: bytes as text: the page does not tell how, Base64 perhaps
    pub images: Option<Vec<String>>,
    /// Undocumented.
    pub anything: Option<String>,
    /// Undocumented.
    #[top_api(rename = "Option")]
    pub option: Option<GetOrderResult>,
    /// one
    pub line: Option<Line>,
    /// same
    pub lines: Option<Vec<Line>>,
    /// other
    pub other: Option<GetOrderLine>,
    /// a`::`b `foo()` \['x'\]
    pub grid: Option<Vec<Vec<i64>>>,
}

/// Undocumented.
#[derive(Debug, Clone, PartialEq, TopObject)]
#[top_api(outcome(none))]
#[allow(clippy::struct_excessive_bools, reason = "the page has these flags")]
#[non_exhaustive]
pub struct GetOrderResult {
    /// map
    #[top_api(rename = "Vec")]
    pub vec: Option<Serde<serde_json::Value>>,
    /// itself
    // check: the page requires it, in itself and so without an end
    pub again: Option<Box<GetOrderResult>>,
    /// themselves
    // check: the page requires it, in itself and so without an end
    pub some: Option<Vec<GetOrderResult>>,
    /// no flag
    pub success: Option<Success>,
    /// Undocumented.
    pub a: bool,
    /// Undocumented.
    pub b: bool,
    /// Undocumented.
    pub c: bool,
    /// Undocumented.
    pub d: bool,
}

/// no flag
#[derive(Debug, Clone, PartialEq, TopObject)]
#[non_exhaustive]
pub struct Success {
    /// price
    pub x: Option<Decimal>,
}

/// one
#[derive(Debug, Clone, PartialEq, TopObject)]
#[non_exhaustive]
pub struct Line {
    /// Undocumented.
    pub sku: Option<String>,
}

/// other
#[derive(Debug, Clone, PartialEq, TopObject)]
#[non_exhaustive]
pub struct GetOrderLine {
    /// not the same
    pub sku: Option<i64>,
}

/// What `taobao.odd.order.get` answers.
#[derive(Debug, Clone, PartialEq, TopObject)]
#[top_api(outcome(success = success, code = sub_code))]
#[non_exhaustive]
pub struct Reply {
    /// 是否成功
    pub success: Option<bool>,
    /// of the reply
    #[top_api(rename = "Line")]
    pub line: Option<ReplyLine>,
    /// 倒
    pub sub_code: Option<String>,
    /// 状态：0-未付，1-已付
    pub status: Option<Status>,
}

/// of the reply
#[derive(Debug, Clone, PartialEq, TopObject)]
#[non_exhaustive]
pub struct ReplyLine {
    /// Undocumented.
    pub sku: Option<String>,
}

top_runtime::codes! {
    // check: 1. a 2. b
    /// 1\. a 2. b
    pub struct Type: text {
        /// a
        CODE_1 = "1",
        /// b
        CODE_2 = "2",
    }

    /// 状态：0-未付，1-已付
    pub struct Status: integer {
        /// 未付
        CODE_0 = 0,
        /// 已付
        CODE_1 = 1,
    }
}
