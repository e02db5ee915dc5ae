//! `alibaba.alsc.crm.recharge.account.flowdetail.get` (储值流水详细).

use top_runtime::{DateTime, TopApi, TopObject};

/// 查询储值流水详细接口
#[derive(Debug, Clone, PartialEq, TopApi)]
#[top_api(
    method = "alibaba.alsc.crm.recharge.account.flowdetail.get",
    param = "param_query_recharge_account_flow_open_req",
    response(result: CommonResult),
    one_of(brand_id, out_brand_id),
    one_of(flow_id, outer_order_id),
    read,
)]
#[non_exhaustive]
pub struct GetFlowDetail {
    /// 品牌ID(不能和outbrandid同时为空)
    pub brand_id: Option<String>,
    /// 流水Id
    pub flow_id: Option<String>,
    /// 外部品牌ID(不能和brandid同时为空)
    pub out_brand_id: Option<String>,
    /// 外部订单ID,和流水ID必传一
    pub outer_order_id: Option<String>,
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
    pub result: Option<RechargeAccountFlowDetailOpenInfo>,
    /// 结果码
    pub result_code: Option<String>,
    /// 结果描述
    pub result_desc: Option<String>,
    /// 错误结果显示
    pub result_view: Option<String>,
}

/// 业务数据
#[derive(Debug, Clone, PartialEq, TopObject)]
#[non_exhaustive]
pub struct RechargeAccountFlowDetailOpenInfo {
    /// 储值账户id
    pub account_id: Option<String>,
    /// 操作储值资产信息列表
    pub affected_property_list: Vec<RechargeAccountPropertyOpenInfo>,
    /// 操作后储值资产信息列表
    pub after_property_list: Vec<RechargeAccountPropertyOpenInfo>,
    /// 操作前储值资产信息列表
    pub before_property_list: Vec<RechargeAccountPropertyOpenInfo>,
    /// 品牌Id
    pub brand_id: Option<String>,
    /// 交易后剩余总金额
    pub current_value: Option<i64>,
    /// 储值账户流水id
    pub flow_id: Option<String>,
    /// 储值相关的交易类型
    pub flow_type: Option<String>,
    /// 操作人ID
    pub operator: Option<String>,
    /// 操作人
    pub operator_name: Option<String>,
    /// 外部订单来源
    pub order_src: Option<i64>,
    /// 交易时间
    pub order_time: Option<DateTime>,
    /// 交易总金额,增加为正数,减少为负数
    pub order_value: Option<i64>,
    /// 外部交易单号id
    pub outer_order_id: Option<String>,
    /// 理由
    pub remark: Option<String>,
    /// 交易门店ID
    pub shop_id: Option<String>,
    /// 交易门店名称
    pub shop_name: Option<String>,
    /// 卡ID
    pub card_id: Option<String>,
    /// 原支付单号
    pub outer_pay_id: Option<String>,
    /// 扩展信息
    pub ext_info: Option<String>,
}

/// 操作储值资产信息列表
#[derive(Debug, Clone, PartialEq, TopObject)]
#[non_exhaustive]
pub struct RechargeAccountPropertyOpenInfo {
    /// 账户类型
    pub r#type: Option<String>,
    /// 账户值
    pub value: Option<i64>,
}
