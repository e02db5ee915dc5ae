//! The main job: all four calls over HTTP, with the example values of their API pages.
//!
//! Starts the embedded gateway on loopback, or calls the one in `TOP_GATEWAY` with the other
//! `TOP_…` variables. Exits with 0 only if all four calls succeeded.

mod gateway;
mod requests;
mod rules;

use std::error::Error;
use std::process::ExitCode;

use top_runtime::serde::Serialize;
use top_runtime::{Client, Outcome, TopApi};

#[tokio::main]
async fn main() -> ExitCode {
    match run().await {
        Ok(0) => ExitCode::SUCCESS,
        Ok(failed) => {
            eprintln!("{failed} of 4 calls failed");
            ExitCode::FAILURE
        }
        Err(error) => {
            eprintln!("cannot start: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Makes the four calls and counts those that failed.
async fn run() -> Result<usize, Box<dyn Error>> {
    let (client, _server) = gateway::connect().await?;
    let succeeded = [
        call(&client, &requests::uncharge()).await,
        call(&client, &requests::reverse_point()).await,
        call(&client, &requests::get_flow_detail()).await,
        call(&client, &requests::complete_refund()).await,
    ];
    Ok(succeeded.iter().filter(|succeeded| !**succeeded).count())
}

/// Makes one call and prints its rules, its result and its request id.
async fn call<A: TopApi>(client: &Client, request: &A) -> bool
where
    <A::Response as Outcome>::Value: Serialize,
{
    println!("\n{}", A::ENDPOINT.method());
    rules::print(A::ENDPOINT);
    match client.call(request).reply().await {
        Ok(answer) => {
            let result = serde_json::to_string_pretty(answer.value()).unwrap_or_default();
            println!("  result      {}", result.replace('\n', "\n              "));
            println!("  request_id  {}", answer.request_id().unwrap_or("none"));
            true
        }
        Err(error) => {
            println!("  failed      {error}");
            println!("  effect      {:?}", error.effect());
            println!("  request_id  {}", error.request_id().unwrap_or("none"));
            false
        }
    }
}
