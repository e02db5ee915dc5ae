//! Random calls on the books: no money and no point appears or is lost.

use proptest::prelude::*;
use tokio::runtime::Runtime;
use top_runtime::Fen;
use top_sandbox::{Ledger, Names, Paid, PaidOrder};

use crate::books::{client, recharge};
use crate::pages::{complete_refund, reverse_point, uncharge};

fn runtime() -> Runtime {
    let mut builder = tokio::runtime::Builder::new_current_thread();
    builder.enable_time().build().unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever is recharged and taken back in whatever order, no money appears or is lost.
    #[test]
    fn the_balance_is_the_sum_of_what_was_not_taken_back(
        amounts in prop::collection::vec((1_i64..1_000_000, 0_i64..1_000_000), 1..8),
        attempts in prop::collection::vec(0_usize..8, 0..16),
    ) {
        let runtime = runtime();
        let ledger = Ledger::new();
        for (index, (real, gift)) in amounts.iter().enumerate() {
            ledger.recharge(recharge(&index.to_string(), *real, *gift)).unwrap();
        }
        let client = client(&ledger);
        let mut left: Vec<_> = amounts.iter().map(|(real, gift)| real + gift).collect();
        for (attempt, order) in attempts.iter().enumerate() {
            let mut request = uncharge();
            request.card_id = None;
            request.src_out_pay_id = None;
            request.src_outer_order_id = order.to_string();
            request.outer_order_id = attempt.to_string();
            request.request_id = attempt.to_string();
            let expected = left.get(*order).is_some_and(|left| *left > 0);
            let done = runtime.block_on(client.send(&request));
            prop_assert_eq!(done.is_ok(), expected);
            if let Some(left) = left.get_mut(*order) {
                *left = 0;
            }
        }
        let balance = ledger.balance("account").unwrap().total().unwrap();
        prop_assert_eq!(balance, left.iter().sum::<i64>());
    }

    /// Whatever is asked for, no refund goes past what was paid, and the books say what was granted.
    #[test]
    fn what_is_refunded_is_the_sum_of_what_was_granted(
        paid in 0_i64..1_000,
        asked in prop::collection::vec((-10_i64..500, -10_i64..500, -10_i64..500), 1..12),
    ) {
        let runtime = runtime();
        let ledger = Ledger::new();
        let whole = Paid { goods: Fen(paid), post: Fen(paid), package: Fen(paid) };
        ledger.pay(PaidOrder {
            out_order_id: "S00001111".into(),
            shop: Names::new("123456", "112311"),
            order_from: 1,
            paid: whole,
            lines: Vec::new(),
        });
        let client = client(&ledger);
        let mut granted = [0; 3];
        for (attempt, (goods, post, package)) in asked.into_iter().enumerate() {
            let mut request = complete_refund();
            request.out_refund_id = attempt.to_string();
            request.refund_fee = goods;
            request.refund_post_fee = Some(post);
            request.refund_package_fee = Some(package);
            request.sub_refund_orders = None;
            request.pay_channels = None;
            let parts = [goods, post, package];
            let fits = granted.iter().zip(parts).all(|(sum, part)| part >= 0 && sum + part <= paid);
            let done = runtime.block_on(client.send(&request));
            prop_assert_eq!(done.is_ok(), fits && parts != [0; 3]);
            if done.is_ok() {
                granted = std::array::from_fn(|at| granted[at] + parts[at]);
            }
        }
        let [goods, post, package] = granted.map(Fen);
        prop_assert_eq!(ledger.refunded("S00001111"), Some(Paid { goods, post, package }));
    }

    /// Points likewise.
    #[test]
    fn points_returned_are_the_sum_of_what_was_granted(
        points in prop::collection::vec(-10_i64..150, 1..12),
    ) {
        let runtime = runtime();
        let ledger = Ledger::with_examples();
        let client = client(&ledger);
        let mut returned = 0;
        for (attempt, change) in points.into_iter().enumerate() {
            let mut request = reverse_point();
            request.request_id = attempt.to_string();
            request.reverse_order_id = attempt.to_string();
            request.change_point = Some(change);
            let done = runtime.block_on(client.send(&request));
            prop_assert_eq!(done.is_ok(), change > 0 && returned + change <= 230);
            if done.is_ok() {
                returned += change;
            }
        }
        prop_assert_eq!(ledger.points_returned("3231231312312"), Some(returned));
    }
}
