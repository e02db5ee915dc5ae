//! A refund whose answer was lost: look it up before anything else, then repeat with the same key.
//!
//! The line to the embedded gateway breaks after the refund was carried out. A program that just
//! called again with a new key would refund twice.

use std::error::Error as StdError;

use top_apis::alsc::{BizChannel, GetFlowDetail, Uncharge, UnchargeRequired};
use top_runtime::{Client, Effect, Error};
use top_sandbox::{Fault, Ledger, Sandbox};

#[tokio::main]
async fn main() -> Result<(), Box<dyn StdError>> {
    let ledger = Ledger::with_examples();
    let gateway = Sandbox::builder()
        .app("12345678", "helloworld")
        .ledger(&ledger)
        .build();
    let client = Client::builder()
        .app_key("12345678")
        .app_secret("helloworld")
        .transport(gateway.clone())
        .build()?;
    println!("before: {:?}", ledger.balance("782364726"));

    gateway.inject(Fault::CutAfter);
    let flow_id = take_back(&client, &refund()).await?;

    println!("refunded by flow {flow_id}");
    println!("after:  {:?}", ledger.balance("782364726"));
    Ok(())
}

/// Takes the recharge back, exactly once, and gives the id of the flow.
async fn take_back(client: &Client, refund: &Uncharge) -> Result<String, Error> {
    let error = match client.send(refund).await {
        Ok(flow) => return Ok(flow.flow_id.unwrap_or_default()),
        Err(error) => error,
    };
    println!("{error}");
    if error.effect() == Effect::None {
        return Err(error);
    }
    match client.send(&lookup(refund)).await {
        Ok(flow) => Ok(flow.flow_id.unwrap_or_default()),
        // It never happened, or not yet: the same key again, which the page promises to honour once.
        Err(Error::Rejected(_)) => {
            let flow = client.send(refund).await?;
            Ok(flow.flow_id.unwrap_or_default())
        }
        Err(lost_again) => Err(lost_again),
    }
}

/// The read that tells whether a refund was carried out.
fn lookup(refund: &Uncharge) -> GetFlowDetail {
    let mut lookup = GetFlowDetail::new().outer_order_id(refund.outer_order_id.as_str());
    lookup.brand_id.clone_from(&refund.brand_id);
    lookup.out_brand_id.clone_from(&refund.out_brand_id);
    lookup
}

fn refund() -> Uncharge {
    Uncharge::new(UnchargeRequired {
        operator_id: "232353534".into(),
        outer_order_id: "refund-2026-0001".into(),
        src_outer_order_id: "786237558237459862".into(),
        request_id: "refund-2026-0001".into(),
        biz_channel: BizChannel::CS,
    })
    .brand_id("1234532")
    .shop_id("3432757445")
}
