//! Every way a call fails, and what the program does about it.
//!
//! The embedded gateway is told to fail in each way; one `match` decides.

use std::error::Error as StdError;

use top_apis::alsc::{BizChannel, Uncharge, UnchargeRequired};
use top_runtime::{Client, Effect, Error};
use top_sandbox::{ErrorResponse, Fault, Sandbox};

#[tokio::main]
async fn main() -> Result<(), Box<dyn StdError>> {
    let gateway = Sandbox::builder()
        .app("12345678", "helloworld")
        .examples()
        .build();
    let client = Client::builder()
        .app_key("12345678")
        .app_secret("helloworld")
        .transport(gateway.clone())
        .build()?;

    let faults = [
        Fault::ErrorBefore(ErrorResponse::throttled(2)),
        Fault::ErrorBefore(ErrorResponse::new(11)),
        Fault::CutBefore,
        Fault::CutAfter,
        Fault::Garbage,
    ];
    for fault in faults {
        println!("\n{fault:?}");
        gateway.inject(fault);
        report(client.send(&refund_of("786237558237459862")).await.err());
    }

    println!("\nan order that does not exist");
    report(client.send(&refund_of("no-such-order")).await.err());

    println!("\na blank operator");
    let mut blank = refund_of("786237558237459862");
    blank.operator_id = " ".into();
    report(client.send(&blank).await.err());
    Ok(())
}

fn report(error: Option<Error>) {
    let Some(error) = error else {
        println!("  no error");
        return;
    };
    println!("  {error}");
    println!("  -> {}", what_to_do(&error));
}

/// The decision that every caller of a paying method has to make.
fn what_to_do(error: &Error) -> String {
    match error {
        Error::Invalid(invalid) => format!("show what is wrong: {}", invalid.rules().to_chinese()),
        Error::Throttled(throttled) => match throttled.retry_after() {
            Some(pause) => format!("call again in {} s", pause.as_secs()),
            None => "call again later".to_owned(),
        },
        Error::NotSent(_) => "call again: nothing left this machine".to_owned(),
        Error::Refused(_) | Error::Rejected(_) => "stop: this answer is final".to_owned(),
        other => match other.effect() {
            Effect::None => "call again: nothing happened".to_owned(),
            Effect::Applied => "it happened: look the result up, do not repeat".to_owned(),
            _ => "look it up first; see the example `refund`".to_owned(),
        },
    }
}

fn refund_of(order: &str) -> Uncharge {
    Uncharge::new(UnchargeRequired {
        operator_id: "232353534".into(),
        outer_order_id: format!("refund-of-{order}"),
        src_outer_order_id: order.into(),
        request_id: format!("request-of-{order}"),
        biz_channel: BizChannel::CS,
    })
    .brand_id("1234532")
    .shop_id("3432757445")
}
