//! The four endpoints, answered from the books.

mod envelope;

use top_apis::aelophy::CompleteRefund;
use top_apis::aelophy::complete_refund::ApiResult;
use top_apis::alsc::{GetFlowDetail, ReversePoint, Uncharge, get_flow_detail, uncharge};
use top_runtime::TopObject;

use super::wallet::{Balance, Flow};
use super::{Failure, Ledger};
use crate::builder::Builder;
use crate::serve::Context;

impl Ledger {
    /// Adds the four endpoints to a gateway.
    pub(crate) fn serve(&self, builder: Builder) -> Builder {
        let books = [(); 4].map(|()| self.clone());
        let [wallet, flows, points, refunds] = books;
        builder
            .serve(move |request: Uncharge, context: &Context| {
                let now = context.now();
                let done = wallet.books().wallet.uncharge(&request, now);
                Ok(envelope::of("200", counted(done, context).map(uncharged)))
            })
            .serve(move |request: GetFlowDetail, _: &Context| {
                let found = flows.books().wallet.find(&request);
                Ok(envelope::of("0", found.map(detailed)))
            })
            .serve(move |request: ReversePoint, context: &Context| {
                let done = points.books().points.reverse(&request);
                Ok(envelope::of("200", counted(done, context)))
            })
            .serve(move |request: CompleteRefund, context: &Context| {
                let done = refunds.books().refunds.complete(&request);
                if done.is_ok() {
                    context.applied();
                }
                Ok(completed(&done))
            })
    }
}

/// Counts an effect where this very call had it.
fn counted<T>(done: Result<(T, bool), Failure>, context: &Context) -> Result<T, Failure> {
    done.map(|(value, is_new)| {
        if is_new {
            context.applied();
        }
        value
    })
}

fn completed(done: &Result<(), Failure>) -> ApiResult {
    let mut result = ApiResult::empty();
    result.success = Some(done.is_ok());
    let (code, message) = match done {
        Ok(()) => ("SUCCESS", "成功"),
        Err(failure) => (failure.code(), failure.message()),
    };
    result.err_code = Some(code.to_owned());
    result.err_msg = Some(message.to_owned());
    result
}

/// The two pages declare a type of the same name: most fields are the same, the types are not.
macro_rules! flow_detail {
    ($page:ident, $flow:ident) => {{
        let mut detail = $page::RechargeAccountFlowDetailOpenInfo::empty();
        let properties = |balance: Balance| {
            let kinds = [("REAL", balance.real), ("GIFT", balance.gift)];
            let property = |(kind, value): (&str, i64)| {
                let mut property = $page::RechargeAccountPropertyOpenInfo::empty();
                property.r#type = Some(kind.to_owned());
                property.value = Some(value);
                property
            };
            kinds.map(property).to_vec()
        };
        detail.affected_property_list = properties($flow.affected.magnitude());
        detail.after_property_list = properties($flow.after);
        detail.before_property_list = properties($flow.before);
        detail.current_value = $flow.after.total();
        detail.order_value = $flow.affected.total();
        detail.account_id = Some($flow.account_id);
        detail.brand_id = Some($flow.brand.id);
        detail.flow_id = Some($flow.id);
        detail.flow_type = Some($flow.flow_type);
        detail.operator = Some($flow.operator.id);
        detail.operator_name = $flow.operator.name;
        detail.order_src = $flow.order_src;
        detail.order_time = Some($flow.time);
        detail.outer_order_id = Some($flow.order_id);
        detail.remark = $flow.remark;
        detail.shop_id = Some($flow.shop.names.id);
        detail.shop_name = Some($flow.shop.name);
        detail
    }};
}

fn uncharged(flow: Flow) -> uncharge::RechargeAccountFlowDetailOpenInfo {
    flow_detail!(uncharge, flow)
}

fn detailed(flow: Flow) -> get_flow_detail::RechargeAccountFlowDetailOpenInfo {
    let (card_id, pay_id) = (flow.card_id.clone(), flow.pay_id.clone());
    let ext_info = flow.ext_info.clone();
    let mut detail = flow_detail!(get_flow_detail, flow);
    detail.card_id = card_id;
    detail.outer_pay_id = pay_id;
    detail.ext_info = ext_info;
    detail
}
