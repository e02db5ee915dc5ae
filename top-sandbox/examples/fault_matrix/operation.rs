//! The four endpoints, each with one call whose effect the books show in money or points.

use std::time::Duration;

use top_apis::aelophy::{CompleteRefund, CompleteRefundRequired};
use top_apis::alsc::{
    BizChannel, GetFlowDetail, ReversePoint, ReversePointRequired, Uncharge, UnchargeRequired,
};
use top_runtime::client::ValueOf;
use top_runtime::{Client, Endpoint, Error, TopApi};
use top_sandbox::{Balance, Ledger};

/// One of the four endpoints.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Operation {
    Uncharge,
    ReversePoint,
    GetFlowDetail,
    CompleteRefund,
}

/// How a call is made.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Manner {
    /// Keys differ where this does.
    pub(crate) key: u32,
    pub(crate) deadline: Duration,
}

impl Manner {
    /// That of a call which has time.
    pub(crate) const PATIENT: Self = Self {
        key: 1,
        deadline: Duration::from_secs(20),
    };
}

impl Operation {
    pub(crate) const ALL: [Self; 4] = [
        Self::Uncharge,
        Self::ReversePoint,
        Self::GetFlowDetail,
        Self::CompleteRefund,
    ];

    /// Its name, as the table and the child have it.
    pub(crate) fn word(self) -> &'static str {
        self.endpoint().request().name()
    }

    pub(crate) fn of(word: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|operation| operation.word() == word)
    }

    pub(crate) fn endpoint(self) -> &'static Endpoint {
        match self {
            Self::Uncharge => Uncharge::ENDPOINT,
            Self::ReversePoint => ReversePoint::ENDPOINT,
            Self::GetFlowDetail => GetFlowDetail::ENDPOINT,
            Self::CompleteRefund => CompleteRefund::ENDPOINT,
        }
    }

    /// Makes the call, and says whether the value is the right one.
    pub(crate) async fn call(self, client: &Client, manner: Manner) -> Result<bool, Error> {
        let key = manner.key;
        match self {
            Self::Uncharge => {
                let is_right = |flow: ValueOf<Uncharge>| flow.order_value == Some(-6372);
                send(client, uncharge(key), manner, is_right).await
            }
            Self::ReversePoint => {
                let is_right = |id: String| !id.is_empty();
                send(client, reverse_point(key), manner, is_right).await
            }
            Self::GetFlowDetail => {
                let is_right = |flow: ValueOf<GetFlowDetail>| {
                    (flow.order_value, flow.current_value) == (Some(-90), Some(1_231_423))
                };
                send(client, flow_detail(), manner, is_right).await
            }
            Self::CompleteRefund => {
                let is_right = |refund: ValueOf<CompleteRefund>| refund.success == Some(true);
                send(client, complete_refund(key), manner, is_right).await
            }
        }
    }

    /// How often the call had its effect, by the money and points in these books.
    pub(crate) fn effects(self, books: &Ledger) -> u64 {
        let (moved, by_one) = match self {
            Self::Uncharge => {
                let held = books.balance("782364726");
                let total = held.and_then(Balance::total);
                (9_372 - total.unwrap_or(9_372), 6_372)
            }
            Self::ReversePoint => (books.points_returned("3231231312312").unwrap_or(0), POINTS),
            Self::GetFlowDetail => (0, 1),
            Self::CompleteRefund => {
                let refunded = books.refunded("S00001111").unwrap_or_default();
                (refunded.goods.0, GOODS)
            }
        };
        // Half an effect would show as one that was not counted.
        moved.unsigned_abs().div_ceil(by_one.unsigned_abs())
    }
}

/// What one reversal returns, in points.
const POINTS: i64 = 23;
/// What one refund pays back, in 分.
const GOODS: i64 = 123;

async fn send<A: TopApi>(
    client: &Client,
    request: A,
    manner: Manner,
    is_right: impl FnOnce(ValueOf<A>) -> bool,
) -> Result<bool, Error> {
    let mut call = client.call(&request).deadline(manner.deadline);
    if !A::ENDPOINT.is_read() {
        call = call.intent(intent(manner.key));
    }
    call.send().await.map(is_right)
}

/// The name of the intent under which a writing call runs.
pub(crate) fn intent(key: u32) -> String {
    format!("intent-{key}")
}

fn uncharge(key: u32) -> Uncharge {
    Uncharge::new(UnchargeRequired {
        operator_id: "232353534".into(),
        outer_order_id: format!("take-back-{key}"),
        src_outer_order_id: "786237558237459862".into(),
        request_id: format!("request-{key}"),
        biz_channel: BizChannel::CS,
    })
    .brand_id("1234532")
    .shop_id("3432757445")
}

fn reverse_point(key: u32) -> ReversePoint {
    ReversePoint::new(ReversePointRequired {
        biz_type: "DEDUCT_FROM_CONSUME_REVERSE".into(),
        operator_id: "3484874839".into(),
        operator_name: "小王".into(),
        out_biz_id: "3231231312312".into(),
        request_id: format!("request-{key}"),
        reverse_order_id: format!("return-{key}"),
        biz_channel: BizChannel::KRY,
    })
    .brand_id("12332")
    .shop_id("23453435")
    .change_point(POINTS)
}

fn flow_detail() -> GetFlowDetail {
    GetFlowDetail::new().brand_id("3724809629").flow_id("34543")
}

fn complete_refund(key: u32) -> CompleteRefund {
    CompleteRefund::new(CompleteRefundRequired {
        out_order_id: "S00001111".into(),
        out_refund_id: format!("refund-{key}"),
        refund_fee: GOODS,
    })
    .shop_id("123456")
}
