//! A refund that is rehearsed, capped and recorded, and a log whose edit shows.
//!
//! The gateway is embedded, the log lies in a folder of its own that is gone afterwards.

use std::error::Error as StdError;
use std::path::Path;

use top_apis::aelophy::{CompleteRefund, CompleteRefundRequired};
use top_runtime::evidence::{EvidenceLog, verify};
use top_runtime::{AmountGuard, Client, Fen};
use top_sandbox::Sandbox;

#[tokio::main]
async fn main() -> Result<(), Box<dyn StdError>> {
    let folder = std::env::temp_dir().join(format!("top-example-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let shown = show(&folder.join("calls.jsonl")).await;
    std::fs::remove_dir_all(&folder)?;
    shown
}

async fn show(path: &Path) -> Result<(), Box<dyn StdError>> {
    // Calls depend on the log: one that it cannot record is not sent.
    let log = EvidenceLog::options().required(true).open(path)?;
    // At most 100 元 a refund, 150 元 a day.
    let guard = AmountGuard::new()
        .per_call(Fen(10_000))
        .per_day(Fen(15_000));
    let gateway = Sandbox::builder()
        .app("12345678", "helloworld")
        .session("a-session-of-the-gateway")
        .examples()
        .build();
    let client = Client::builder()
        .app_key("12345678")
        .app_secret("helloworld")
        .session("a-session-of-the-gateway")
        .evidence(log.clone())
        .guard(guard)
        .transport(gateway)
        .build()?;

    let rehearsal = client.call(&refund("5201231", Fen(9_000))).dry_run()?;
    println!("{rehearsal}\n");

    for (number, amount) in [("5201231", 123), ("5201232", 12_000)] {
        match client.send(&refund(number, Fen(amount))).await {
            Ok(_) => println!("{number} is refunded"),
            Err(error) => println!("{error}\n{}", error.hint_zh()),
        }
    }

    println!("\n{log:?}");
    drop(log);
    println!("{:?}", verify(path)?);
    let edited = std::fs::read_to_string(path)?.replacen("123", "321", 1);
    std::fs::write(path, edited)?;
    match verify(path) {
        Ok(_) => Err("the edit did not show".into()),
        Err(broken) => {
            println!("after an edit by hand: {broken}");
            Ok(())
        }
    }
}

fn refund(number: &str, amount: Fen) -> CompleteRefund {
    CompleteRefund::new(CompleteRefundRequired {
        out_order_id: "S00001111".into(),
        out_refund_id: number.into(),
        refund_fee: amount.0,
    })
    .shop_id("123456")
}
