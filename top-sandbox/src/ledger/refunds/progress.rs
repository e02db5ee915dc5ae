//! How far an order is refunded, and whether one more refund fits.

use std::collections::HashMap;

use top_apis::aelophy::complete_refund::{
    CompleteRefund, PayChannel, PayChannelType, SubRefundOrder,
};
use top_runtime::Fen;

use super::{Paid, PaidOrder};
use crate::ledger::Failure;

/// What came back of an order: money, and goods by sub-order.
#[derive(Debug, Clone, Default)]
pub(super) struct Progress {
    paid_back: Paid,
    returned: HashMap<String, i64>,
}

impl Progress {
    /// The money that came back.
    pub(super) fn paid_back(&self) -> Paid {
        self.paid_back
    }

    /// The progress with one more refund, all of it or none.
    pub(super) fn with(
        &self,
        order: &PaidOrder,
        request: &CompleteRefund,
    ) -> Result<Self, Failure> {
        let asked = asked(request)?;
        let mut next = self.clone();
        next.paid_back = sum(self.paid_back, asked).ok_or_else(too_much)?;
        if !within(next.paid_back, order.paid) {
            return Err(too_much());
        }
        for line in request.sub_refund_orders.iter().flatten() {
            next.take_line(order, line)?;
        }
        expect_lines_within(request, asked)?;
        expect_channels(request.pay_channels.as_deref().unwrap_or_default(), asked)?;
        Ok(next)
    }

    fn take_line(&mut self, order: &PaidOrder, line: &SubRefundOrder) -> Result<(), Failure> {
        let id = &line.sub_out_order_id;
        let bought = order
            .lines
            .iter()
            .find(|bought| bought.sub_out_order_id == *id && bought.sku_code == line.sku_code)
            .ok_or_else(|| {
                let message = format!("the order has no item {id} of this sku_code");
                Failure::new(Failure::ORDER_NOT_FOUND, message)
            })?;
        let returned = self.returned.entry(id.clone()).or_default();
        let quantity = returned.checked_add(line.refund_quantity);
        match quantity.filter(|quantity| line.refund_quantity > 0 && *quantity <= bought.quantity) {
            Some(quantity) => *returned = quantity,
            None => return Err(too_much()),
        }
        Ok(())
    }
}

/// What a request asks for: nothing negative, and not nothing.
fn asked(request: &CompleteRefund) -> Result<Paid, Failure> {
    let asked = Paid {
        goods: Fen(request.refund_fee),
        post: Fen(request.refund_post_fee.unwrap_or(0)),
        package: Fen(request.refund_package_fee.unwrap_or(0)),
    };
    let parts = [asked.goods, asked.post, asked.package];
    if parts.iter().any(|part| part.0 < 0) || parts.iter().all(|part| part.0 == 0) {
        let message = "a refund is a positive amount";
        return Err(Failure::new(Failure::INVALID_AMOUNT, message));
    }
    Ok(asked)
}

fn sum(a: Paid, b: Paid) -> Option<Paid> {
    Some(Paid {
        goods: a.goods.checked_add(b.goods)?,
        post: a.post.checked_add(b.post)?,
        package: a.package.checked_add(b.package)?,
    })
}

fn within(part: Paid, whole: Paid) -> bool {
    part.goods <= whole.goods && part.post <= whole.post && part.package <= whole.package
}

/// The items share out the goods' amount, perhaps not all of it.
fn expect_lines_within(request: &CompleteRefund, asked: Paid) -> Result<(), Failure> {
    let lines = request.sub_refund_orders.iter().flatten();
    expect_share(lines.map(|line| line.refund_fee), asked.goods)
}

/// The channels share out the whole refund, perhaps not all of it.
fn expect_channels(channels: &[PayChannel], asked: Paid) -> Result<(), Failure> {
    if let Some(channel) = channels.iter().find(|channel| !is_supported(channel)) {
        let message = format!("pay channel {} is not supported", channel.pay_channel_type);
        return Err(Failure::new(Failure::UNSUPPORTED_PAY_CHANNEL, message));
    }
    let whole = Fen::checked_sum([asked.goods, asked.post, asked.package]).ok_or_else(too_much)?;
    expect_share(channels.iter().map(|channel| channel.refund_fee), whole)
}

fn is_supported(channel: &PayChannel) -> bool {
    [
        PayChannelType::DEFAULT,
        PayChannelType::ALIPAY,
        PayChannelType::WECHAT_PAY,
        PayChannelType::POINTS,
        PayChannelType::STORED_VALUE_CARD,
        PayChannelType::BANK_CARD,
    ]
    .contains(&channel.pay_channel_type)
}

fn expect_share(parts: impl Iterator<Item = Fen> + Clone, whole: Fen) -> Result<(), Failure> {
    let positive = parts.clone().all(|part| part.0 >= 0);
    if positive && Fen::checked_sum(parts).is_some_and(|sum| sum <= whole) {
        Ok(())
    } else {
        let message = "the parts are more than the refund";
        Err(Failure::new(Failure::INVALID_AMOUNT, message))
    }
}

fn too_much() -> Failure {
    Failure::new(Failure::TOO_MUCH, "more than was paid and is left")
}
