//! `alibaba.alsc.crm.point.reversepoint` (积分消费回退).

use top_runtime::{TopApi, TopObject};

/// 积分消费回退
// check: the page calls `param_reverse_consume_point_open_req` optional and requires members of it:
// they are required here
#[derive(Debug, Clone, PartialEq, TopApi)]
#[top_api(
    method = "alibaba.alsc.crm.point.reversepoint",
    param = "param_reverse_consume_point_open_req",
    response(result: CommonResult),
    one_of(shop_id, out_shop_id),
    one_of(brand_id, out_brand_id),
    idempotent_by(request_id),
)]
#[non_exhaustive]
pub struct ReversePoint {
    /// 业务场景
    pub biz_type: String,
    /// 品牌id
    pub brand_id: Option<String>,
    /// 变更积分数
    pub change_point: Option<i64>,
    /// 顾客id
    pub customer_id: Option<String>,
    /// 操作人id
    pub operator_id: String,
    /// 操作人名
    pub operator_name: String,
    /// 关联交易号/订单号
    pub out_biz_id: String,
    /// 变更理由
    pub reason: Option<String>,
    /// 请求幂等UUID
    pub request_id: String,
    /// 反向操作的业务ID,如退单号
    pub reverse_order_id: String,
    /// 门店id
    pub shop_id: Option<String>,
    /// 外部门店ID,`shop_id`和`out_shop_id`不可同时为空
    pub out_shop_id: Option<String>,
    /// 外部品牌id,`brandId`与`out_brand_id`不可同时为空
    pub out_brand_id: Option<String>,
    /// 外部渠道,CS是辰森,客如云是KRY
    pub biz_channel: BizChannel,
}

/// 接口结果
#[derive(Debug, Clone, PartialEq, TopObject)]
#[top_api(outcome(
    success = biz_success,
    code = result_code,
    message = result_desc,
    value = result,
))]
#[non_exhaustive]
pub struct CommonResult {
    /// 成功状态
    pub biz_success: Option<bool>,
    /// 业务数据
    pub result: Option<String>,
    /// 结果码
    pub result_code: Option<String>,
    /// 结果描述
    pub result_desc: Option<String>,
    /// 错误结果显示
    pub result_view: Option<String>,
}

top_runtime::codes! {
    /// 外部渠道,CS是辰森,客如云是KRY
    pub struct BizChannel: text {
        /// 辰森
        CS = "CS",
        /// 客如云
        KRY = "KRY",
    }
}
