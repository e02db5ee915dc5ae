//! The books as a page shows them.

use serde_json::{Value, json};

use super::wallet::{Balance, Flow};
use super::{Ledger, Paid, PaidOrder, Spending};

/// The most lines of one kind: nobody reads more, and books may be large.
const LINES: usize = 200;

impl Ledger {
    /// Accounts, the last flows, points and refunds.
    pub(crate) fn to_json(&self) -> Value {
        let books = self.books();
        let flows = books.wallet.flows();
        json!({
            "accounts": table(books.wallet.balances(), |(id, _)| (*id).to_owned(), account),
            "flows": {
                "rows": flows.iter().rev().take(LINES).map(flow).collect::<Value>(),
                "more": flows.len().saturating_sub(LINES),
            },
            "points": table(books.points.all(), |(spent, _)| spent.out_biz_id.clone(), points),
            "refunds": table(books.refunds.all(), |(order, _)| order.out_order_id.clone(), refund),
        })
    }
}

/// The first lines by this key, and how many more there are.
fn table<T>(
    lines: impl Iterator<Item = T>,
    key: impl Fn(&T) -> String,
    line: impl Fn(T) -> Value,
) -> Value {
    let mut lines: Vec<_> = lines.collect();
    lines.sort_by_cached_key(key);
    let more = lines.len().saturating_sub(LINES);
    let rows: Value = lines.into_iter().take(LINES).map(line).collect();
    json!({ "rows": rows, "more": more })
}

fn account((account_id, balance): (&str, Balance)) -> Value {
    json!({
        "account_id": account_id,
        "real": balance.real,
        "gift": balance.gift,
        "total": balance.total(),
    })
}

fn flow(flow: &Flow) -> Value {
    json!({
        "flow_id": flow.id,
        "flow_type": flow.flow_type,
        "account_id": flow.account_id,
        "order_id": flow.order_id,
        "real": flow.affected.real,
        "gift": flow.affected.gift,
        "after": flow.after.total(),
        "time": flow.time.to_string(),
    })
}

fn points((spent, returned): (&Spending, i64)) -> Value {
    json!({
        "out_biz_id": spent.out_biz_id,
        "customer_id": spent.customer_id,
        "points": spent.points,
        "returned": returned,
    })
}

fn refund((order, back): (&PaidOrder, Paid)) -> Value {
    let amounts = |paid: Paid| json!([paid.goods.0, paid.post.0, paid.package.0]);
    json!({
        "out_order_id": order.out_order_id,
        "paid": amounts(order.paid),
        "refunded": amounts(back),
    })
}

#[cfg(test)]
mod tests {
    use crate::{Ledger, Names, Spending};

    #[test]
    fn the_examples_are_shown() {
        let shown = Ledger::with_examples().to_json();
        let account = &shown["accounts"]["rows"][1];
        assert_eq!(
            (&account["account_id"], &account["total"]),
            (&"782364726".into(), &9372.into())
        );
        assert_eq!(shown["flows"]["rows"][0]["flow_id"], "34543");
        assert_eq!(shown["points"]["rows"][0]["points"], 230);
        assert_eq!(
            shown["refunds"]["rows"][0]["refunded"],
            serde_json::json!([0, 0, 0])
        );
    }

    #[test]
    fn large_books_are_shown_in_part() {
        let ledger = Ledger::new();
        for number in 0..250 {
            ledger.spend(Spending {
                out_biz_id: format!("{number:04}"),
                brand: Names::default(),
                customer_id: String::new(),
                points: 1,
            });
        }
        let points = &ledger.to_json()["points"];
        assert_eq!(points["rows"].as_array().unwrap().len(), 200);
        assert_eq!(
            (&points["more"], &points["rows"][0]["out_biz_id"]),
            (&50.into(), &"0000".into())
        );
    }
}
