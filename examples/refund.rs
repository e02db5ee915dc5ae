//! A refund whose answer was lost: ask what became of it, or repeat it with the same number.
//!
//! The line to the embedded gateway breaks after the refund was carried out. A program that just
//! called again with a new key would refund twice.

use std::error::Error as StdError;

use top_apis::alsc::{BizChannel, GetFlowDetail, Uncharge, UnchargeRequired};
use top_runtime::resolve::Resolution;
use top_runtime::{Client, RetryPolicy};
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
        // It would repeat the call by itself, the page allowing it, and there were no doubt to see.
        .retry(RetryPolicy::none())
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
async fn take_back(client: &Client, refund: &Uncharge) -> Result<String, Box<dyn StdError>> {
    let error = match client.send(refund).await {
        Ok(flow) => return Ok(flow.flow_id.unwrap_or_default()),
        Err(error) => error,
    };
    println!("{error}");
    // Only what nobody knows has a ticket.
    let Some(ticket) = error.ticket() else {
        return Err(error.into());
    };
    if let Resolution::Applied(found) = ticket.resolve(client).await {
        let flow = found.into_value::<GetFlowDetail>();
        return Ok(flow.and_then(|flow| flow.flow_id).unwrap_or_default());
    }
    // Not there, or not yet: the same number again, which the page promises to honour once.
    let again = ticket.repeat_as::<Uncharge>(client);
    let flow = again.ok_or("the page promises nothing")?.await?;
    Ok(flow.flow_id.unwrap_or_default())
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
