//! The accounts, orders and flows of the pages' examples.

use top_runtime::{DateTime, Fen};

use super::wallet::{Balance, Flow, Operator, Recharge, Wallet};
use super::{Books, Line, Names, Paid, PaidOrder, Shop, Spending};

/// Fills books so that every page's sample call succeeds.
pub(super) fn seed(books: &mut Books) {
    // Adding to fresh books cannot fail, and a test makes all four sample calls.
    let _ = recharges(&mut books.wallet);
    let _ = old_flow(&mut books.wallet);
    books.wallet.name_operator("232353534", "小明");
    books.wallet.count_flows_from(4_634_523_433_434);
    books.points.spend(Spending {
        out_biz_id: "3231231312312".to_owned(),
        brand: Names::new("12332", "33959"),
        customer_id: "7027365982937563912722".to_owned(),
        points: 230,
    });
    books.points.count_from(3_453_234);
    books.refunds.pay(paid_order());
}

/// The account of uncharge.update holds 3000 when its sample has taken 6372 back.
fn recharges(wallet: &mut Wallet) -> Option<()> {
    let amounts = [
        ("786237558237459861", 2_900, 100),
        ("786237558237459862", 2_000, 4_372),
    ];
    for (order_id, real, gift) in amounts {
        let recharge = Recharge {
            order_id: order_id.to_owned(),
            account_id: "782364726".to_owned(),
            brand: Names::new("1234532", "3213"),
            shop: shop("3432757445", "1231", "花花小吃"),
            card_id: Some("213142351341234".to_owned()),
            pay_id: Some("3223".to_owned()),
            amount: Balance { real, gift },
            time: DateTime::new(2019, 4, 5, 12, 13, 14)?,
        };
        wallet.recharge(recharge).ok()?;
    }
    Some(())
}

/// The flow of flowdetail.get took 90 off and left 1231423.
fn old_flow(wallet: &mut Wallet) -> Option<()> {
    let paid_in = Recharge {
        order_id: "12351234321234".to_owned(),
        account_id: "1232423".to_owned(),
        brand: Names::new("3724809629", "2324"),
        shop: shop("142342", "142342", "餐厅"),
        card_id: Some("243".to_owned()),
        pay_id: Some("2323".to_owned()),
        amount: Balance {
            real: 1_231_313,
            gift: 200,
        },
        time: DateTime::new(2019, 8, 1, 15, 14, 31)?,
    };
    wallet.recharge(paid_in.clone()).ok()?;
    let flow = Flow {
        id: "34543".to_owned(),
        flow_type: "IMPORT".to_owned(),
        affected: Balance { real: -90, gift: 0 },
        operator: Operator {
            id: "3424124".to_owned(),
            name: Some("小明".to_owned()),
        },
        order_src: Some(2),
        order_id: "124".to_owned(),
        remark: Some("不能方不能比".to_owned()),
        ext_info: Some(r#"{"payModeId":"WX", "payModeName":"微信"}"#.to_owned()),
        ..Flow::of(paid_in)
    };
    wallet.enter(flow).ok()?;
    Some(())
}

/// Large enough for the sample of refund.complete to be applied again and again.
fn paid_order() -> PaidOrder {
    PaidOrder {
        out_order_id: "S00001111".to_owned(),
        shop: Names::new("123456", "112311"),
        order_from: 1,
        paid: Paid {
            goods: Fen(12_300_000),
            post: Fen(2_300_000),
            package: Fen(1_200_000),
        },
        lines: vec![Line {
            sub_out_order_id: "502348122".to_owned(),
            sku_code: "test".to_owned(),
            quantity: 200_000,
        }],
    }
}

fn shop(id: &str, out_id: &str, name: &str) -> Shop {
    Shop {
        names: Names::new(id, out_id),
        name: name.to_owned(),
    }
}
