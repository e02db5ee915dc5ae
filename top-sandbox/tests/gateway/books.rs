//! The four endpoints on their books: money adds up, promised keys hold, and what cannot be is
//! refused by the business.

use top_apis::alsc::uncharge::RechargeAccountPropertyOpenInfo;
use top_runtime::{Client, DateTime, Effect, Error, Fen};
use top_sandbox::{
    Balance, Ledger, Line, Names, Paid, PaidOrder, Recharge, Sandbox, Shop, Spending,
};

use crate::pages::{
    builder, client_builder, complete_refund, flow_detail, reverse_point, uncharge,
};

pub(crate) fn client(ledger: &Ledger) -> Client {
    let sandbox: Sandbox = builder().ledger(ledger).build();
    client_builder().transport(sandbox).build().unwrap()
}

/// The business's code, from an error that says that nothing was done.
fn code<T: std::fmt::Debug>(result: Result<T, Error>) -> String {
    let error = result.unwrap_err();
    assert_eq!(error.effect(), Effect::None);
    let Error::Rejected(rejected) = &error else {
        panic!("not the business: {error}")
    };
    rejected.refusal().code.clone().unwrap_or_default()
}

fn total(list: &[RechargeAccountPropertyOpenInfo]) -> i64 {
    list.iter().filter_map(|property| property.value).sum()
}

#[tokio::test]
async fn the_numbers_of_a_flow_add_up() {
    let ledger = Ledger::with_examples();
    let before = ledger.balance("782364726").unwrap().total().unwrap();
    let flow = client(&ledger).send(&uncharge()).await.unwrap();
    let order_value = flow.order_value.unwrap();
    assert_eq!(total(&flow.before_property_list), before);
    assert_eq!(total(&flow.affected_property_list), -order_value);
    assert_eq!(total(&flow.after_property_list), before + order_value);
    assert_eq!(flow.current_value, Some(before + order_value));
    let after = ledger.balance("782364726").unwrap().total();
    assert_eq!(after, flow.current_value);
}

#[tokio::test]
async fn a_recharge_is_taken_back_once() {
    let ledger = Ledger::with_examples();
    let client = client(&ledger);
    let first = client.send(&uncharge()).await.unwrap();
    let mut another_request = uncharge();
    another_request.request_id = "another".into();
    assert_eq!(client.send(&another_request).await.unwrap(), first);

    let mut other_contents = uncharge();
    other_contents.remark = Some("other".into());
    assert_eq!(code(client.send(&other_contents).await), "KEY_REUSED");
    let mut other_order = uncharge();
    other_order.outer_order_id = "another order".into();
    assert_eq!(code(client.send(&other_order).await), "KEY_REUSED");
    other_order.request_id = another_request.request_id;
    assert_eq!(code(client.send(&other_order).await), "KEY_REUSED");
    other_order.request_id = "a third".into();
    assert_eq!(code(client.send(&other_order).await), "ALREADY_DONE");
    assert_eq!(ledger.balance("782364726").unwrap().total(), Some(3000));
}

#[tokio::test]
async fn an_uncharge_is_found_by_either_id() {
    let client = client(&Ledger::with_examples());
    let flow = client.send(&uncharge()).await.unwrap();
    let mut by_order = flow_detail();
    by_order.brand_id = uncharge().brand_id;
    by_order.out_brand_id = None;
    by_order.flow_id = None;
    by_order.outer_order_id = Some(uncharge().outer_order_id);
    let mut by_flow = by_order.clone();
    by_flow.flow_id.clone_from(&flow.flow_id);
    by_flow.outer_order_id = None;
    for request in [&by_order, &by_flow] {
        let found = client.send(request).await.unwrap();
        assert_eq!(found.flow_id, flow.flow_id);
        assert_eq!(found.order_value, flow.order_value);
    }
    by_flow.brand_id = Some("another brand".into());
    assert_eq!(code(client.send(&by_flow).await), "FLOW_NOT_FOUND");
}

#[tokio::test]
async fn what_cannot_be_is_refused_by_the_business() {
    let client = client(&Ledger::with_examples());
    let mut request = uncharge();
    request.src_outer_order_id = "unknown".into();
    assert_eq!(code(client.send(&request).await), "ORDER_NOT_FOUND");
    let mut request = uncharge();
    request.card_id = Some("another card".into());
    assert_eq!(code(client.send(&request).await), "NOT_THE_OWNER");

    let mut request = reverse_point();
    request.change_point = Some(231);
    assert_eq!(code(client.send(&request).await), "TOO_MUCH");
    request.change_point = Some(-1);
    assert_eq!(code(client.send(&request).await), "INVALID_AMOUNT");
    request.out_biz_id = "unknown".into();
    assert_eq!(code(client.send(&request).await), "ORDER_NOT_FOUND");
    let mut request = reverse_point();
    request.customer_id = Some("another member".into());
    assert_eq!(code(client.send(&request).await), "NOT_THE_OWNER");

    let mut request = complete_refund();
    request.refund_fee = 12_300_001;
    assert_eq!(code(client.send(&request).await), "TOO_MUCH");
    let mut request = complete_refund();
    request.pay_channels.as_mut().unwrap()[0].pay_channel_type = 99.into();
    assert_eq!(code(client.send(&request).await), "UNSUPPORTED_PAY_CHANNEL");
    let mut request = complete_refund();
    request.sub_refund_orders.as_mut().unwrap()[0].refund_fee = Fen(124);
    assert_eq!(code(client.send(&request).await), "INVALID_AMOUNT");
    let mut request = complete_refund();
    request.order_from = Some(2);
    assert_eq!(code(client.send(&request).await), "NOT_THE_OWNER");
}

#[tokio::test]
async fn points_come_back_once_a_request_and_once_a_reverse_order() {
    let ledger = Ledger::with_examples();
    let client = client(&ledger);
    let first = client.send(&reverse_point()).await.unwrap();
    assert_eq!(client.send(&reverse_point()).await.unwrap(), first);
    assert_eq!(ledger.points_returned("3231231312312"), Some(23));

    let mut request = reverse_point();
    request.change_point = Some(24);
    assert_eq!(code(client.send(&request).await), "KEY_REUSED");
    request.request_id = "another".into();
    assert_eq!(code(client.send(&request).await), "ALREADY_DONE");
    request.reverse_order_id = "another".into();
    request.change_point = None;
    client.send(&request).await.unwrap();
    assert_eq!(ledger.points_returned("3231231312312"), Some(230));
}

#[tokio::test]
async fn a_refund_is_applied_again_until_the_paid_amount_is_used_up() {
    let ledger = Ledger::new();
    let fen = |fen| Paid {
        goods: Fen(fen),
        post: Fen(23 * 2),
        package: Fen(12 * 2),
    };
    ledger.pay(PaidOrder {
        out_order_id: "S00001111".into(),
        shop: Names::new("123456", "112311"),
        order_from: 1,
        paid: fen(300),
        lines: vec![Line {
            sub_out_order_id: "502348122".into(),
            sku_code: "test".into(),
            quantity: 5,
        }],
    });
    let client = client(&ledger);
    client.send(&complete_refund()).await.unwrap();
    client.send(&complete_refund()).await.unwrap();
    assert_eq!(code(client.send(&complete_refund()).await), "TOO_MUCH");
    assert_eq!(ledger.refunded("S00001111"), Some(fen(246)));

    let mut other_contents = complete_refund();
    other_contents.refund_fee = 200;
    assert_eq!(code(client.send(&other_contents).await), "KEY_REUSED");
}

#[tokio::test]
async fn money_that_was_spent_cannot_be_taken_back() {
    let ledger = Ledger::new();
    ledger.spend(Spending {
        out_biz_id: "1".into(),
        brand: Names::new("b", "ob"),
        customer_id: "c".into(),
        points: 1,
    });
    assert_eq!(ledger.points_returned("1"), Some(0));
    let paid = recharge("1", 5, 5);
    ledger.recharge(paid.clone()).unwrap();
    assert_eq!(ledger.recharge(paid).unwrap_err().code(), "ALREADY_DONE");
    let nothing = ledger.recharge(recharge("2", 0, 0)).unwrap_err();
    assert_eq!(nothing.code(), "INVALID_AMOUNT");
    let overflow = ledger.recharge(recharge("3", i64::MAX, 0)).unwrap_err();
    assert_eq!(overflow.code(), "TOO_MUCH");
}

pub(crate) fn recharge(order_id: &str, real: i64, gift: i64) -> Recharge {
    Recharge {
        order_id: order_id.into(),
        account_id: "account".into(),
        brand: Names::new("1234532", "3213"),
        shop: Shop::default(),
        card_id: None,
        pay_id: None,
        amount: Balance { real, gift },
        time: DateTime::EPOCH,
    }
}
