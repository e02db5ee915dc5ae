//! Paid orders of a merchant's own channel, and the refunds completed of them.

mod progress;

use std::collections::HashMap;

use top_apis::aelophy::CompleteRefund;
use top_runtime::Fen;

use super::repeats::Repeats;
use super::{Failure, Names};
use progress::Progress;

/// An order that was paid.
#[derive(Debug, Clone)]
pub struct PaidOrder {
    /// The merchant's main order.
    pub out_order_id: String,
    /// The shop.
    pub shop: Names,
    /// Where the order came from.
    pub order_from: i64,
    /// What was paid.
    pub paid: Paid,
    /// What was bought.
    pub lines: Vec<Line>,
}

/// Amounts of an order or a refund, in 分.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Paid {
    /// For goods.
    pub goods: Fen,
    /// For delivery.
    pub post: Fen,
    /// For packaging.
    pub package: Fen,
}

/// One item of an order.
#[derive(Debug, Clone)]
pub struct Line {
    /// The merchant's sub-order.
    pub sub_out_order_id: String,
    /// The goods.
    pub sku_code: String,
    /// How many.
    pub quantity: i64,
}

/// All orders and how far they are refunded.
#[derive(Default)]
pub(super) struct Refunds {
    orders: HashMap<String, Refunded>,
    by_refund: Repeats<CompleteRefund, ()>,
}

struct Refunded {
    order: PaidOrder,
    progress: Progress,
}

impl Refunds {
    /// Records a paid order.
    pub(super) fn pay(&mut self, order: PaidOrder) {
        let refunded = Refunded {
            progress: Progress::default(),
            order,
        };
        self.orders
            .insert(refunded.order.out_order_id.clone(), refunded);
    }

    /// How much of an order is refunded.
    pub(super) fn refunded(&self, out_order_id: &str) -> Option<Paid> {
        Some(self.orders.get(out_order_id)?.progress.paid_back())
    }

    /// What was paid, and how much of it is refunded.
    pub(super) fn all(&self) -> impl Iterator<Item = (&PaidOrder, Paid)> {
        let orders = self.orders.values();
        orders.map(|refunded| (&refunded.order, refunded.progress.paid_back()))
    }

    /// Completes a refund. The page promises no idempotency: a repeat is applied again, as far
    /// as the order's paid amount allows.
    pub(super) fn complete(&mut self, request: &CompleteRefund) -> Result<(), Failure> {
        self.by_refund.recall(&request.out_refund_id, request)?;
        let id = &request.out_order_id;
        let unknown = || Failure::new(Failure::ORDER_NOT_FOUND, format!("no paid order {id}"));
        let refunded = self.orders.get_mut(id).ok_or_else(unknown)?;
        refunded.order.expect_owner(request)?;
        refunded.progress = refunded.progress.with(&refunded.order, request)?;
        self.by_refund
            .remember(&request.out_refund_id, request.clone(), ());
        Ok(())
    }
}

impl PaidOrder {
    fn expect_owner(&self, request: &CompleteRefund) -> Result<(), Failure> {
        let shop_id = request.shop_id.as_deref();
        let out_shop_id = request.out_shop_id.as_deref();
        self.shop.expect("shop", shop_id, out_shop_id)?;
        match request.order_from {
            Some(order_from) if order_from != self.order_from => {
                let message = "this order came from another channel";
                Err(Failure::new(Failure::NOT_THE_OWNER, message))
            }
            _ => Ok(()),
        }
    }
}
