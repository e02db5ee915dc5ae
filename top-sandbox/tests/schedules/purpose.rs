//! What callers want to happen, once: each purpose has an order or account of its own in the
//! books, which tell how often it happened.

use std::fmt;

use top_apis::aelophy::{CompleteRefund, CompleteRefundRequired};
use top_apis::alsc::{BizChannel, ReversePoint, ReversePointRequired, Uncharge, UnchargeRequired};
use top_runtime::{Client, DateTime, Error, Fen, TopApi};
use top_sandbox::{Balance, Ledger, Line, Names, Paid, PaidOrder, Recharge, Shop, Spending};

/// A refund, of one kind or another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Uncharge,
    ReversePoint,
    CompleteRefund,
}

/// One thing that is to happen once.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Purpose {
    pub(crate) kind: Kind,
    pub(crate) number: usize,
    /// Whether it is pursued under an intent.
    pub(crate) guarded: bool,
}

/// What one effect moves: 分, or points.
const AMOUNT: i64 = 7;

impl Purpose {
    /// Makes it possible, and possible to do it too often.
    pub(crate) fn prepare(self, books: &Ledger) {
        match self.kind {
            Kind::Uncharge => {
                let recharge = |order_id, real| Recharge {
                    order_id,
                    account_id: self.name("account"),
                    brand: Names::new("brand", ""),
                    shop: Shop {
                        names: Names::new("shop", ""),
                        name: String::new(),
                    },
                    card_id: None,
                    pay_id: None,
                    amount: Balance { real, gift: 0 },
                    time: DateTime::EPOCH,
                };
                books.recharge(recharge(self.name("paid"), AMOUNT)).unwrap();
            }
            Kind::ReversePoint => books.spend(Spending {
                out_biz_id: self.name("spent"),
                brand: Names::new("brand", ""),
                customer_id: String::new(),
                points: 100 * AMOUNT,
            }),
            Kind::CompleteRefund => books.pay(PaidOrder {
                out_order_id: self.name("order"),
                shop: Names::new("shop", ""),
                order_from: 1,
                paid: Paid {
                    goods: Fen(100 * AMOUNT),
                    ..Paid::default()
                },
                lines: Vec::<Line>::new(),
            }),
        }
    }

    /// How often it happened.
    pub(crate) fn effects(self, books: &Ledger) -> i64 {
        let moved = match self.kind {
            Kind::Uncharge => {
                let left = books.balance(&self.name("account")).unwrap();
                AMOUNT - left.total().unwrap()
            }
            Kind::ReversePoint => books.points_returned(&self.name("spent")).unwrap(),
            Kind::CompleteRefund => books.refunded(&self.name("order")).unwrap().goods.0,
        };
        assert_eq!(moved % AMOUNT, 0, "half an effect");
        moved / AMOUNT
    }

    pub(crate) fn method(self) -> &'static str {
        match self.kind {
            Kind::Uncharge => Uncharge::ENDPOINT.method(),
            Kind::ReversePoint => ReversePoint::ENDPOINT.method(),
            Kind::CompleteRefund => CompleteRefund::ENDPOINT.method(),
        }
    }

    /// Whether the platform promises that a repeat under the same key has no second effect.
    pub(crate) fn may_be_repeated(self) -> bool {
        self.kind != Kind::CompleteRefund
    }

    /// Makes the call.
    pub(crate) async fn call(self, client: &Client, key: u64) -> Result<(), Error> {
        match self.kind {
            Kind::Uncharge => self.send(client, self.uncharge(key)).await,
            Kind::ReversePoint => self.send(client, self.reverse_point(key)).await,
            Kind::CompleteRefund => self.send(client, self.complete_refund(key)).await,
        }
    }

    async fn send<A: TopApi>(self, client: &Client, request: A) -> Result<(), Error> {
        let mut call = client.call(&request);
        if self.guarded {
            call = call.intent(self.to_string());
        }
        call.send().await.map(drop)
    }

    fn uncharge(self, key: u64) -> Uncharge {
        Uncharge::new(UnchargeRequired {
            operator_id: "operator".into(),
            outer_order_id: format!("{}-{key}", self.name("back")),
            src_outer_order_id: self.name("paid"),
            request_id: format!("{}-{key}", self.name("request")),
            biz_channel: BizChannel::CS,
        })
        .brand_id("brand")
        .shop_id("shop")
    }

    fn reverse_point(self, key: u64) -> ReversePoint {
        ReversePoint::new(ReversePointRequired {
            biz_type: "DEDUCT_FROM_CONSUME_REVERSE".into(),
            operator_id: "operator".into(),
            operator_name: "name".into(),
            out_biz_id: self.name("spent"),
            request_id: format!("{}-{key}", self.name("request")),
            reverse_order_id: format!("{}-{key}", self.name("return")),
            biz_channel: BizChannel::KRY,
        })
        .brand_id("brand")
        .shop_id("shop")
        .change_point(AMOUNT)
    }

    fn complete_refund(self, key: u64) -> CompleteRefund {
        CompleteRefund::new(CompleteRefundRequired {
            out_order_id: self.name("order"),
            out_refund_id: format!("{}-{key}", self.name("refund")),
            refund_fee: AMOUNT,
        })
        .shop_id("shop")
    }

    fn name(self, what: &str) -> String {
        format!("{what}-{}", self.number)
    }
}

impl fmt::Display for Purpose {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} {}", self.kind, self.number)
    }
}
