//! A call from code that is not async: one runtime, kept, and `block_on`.

use std::error::Error;

use top_apis::alsc::GetFlowDetail;
use top_runtime::Client;
use top_sandbox::Sandbox;

fn main() -> Result<(), Box<dyn Error>> {
    // Make it once and keep it: the client's connections live in it.
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let client = Client::builder()
        .app_key("12345678")
        .app_secret("helloworld")
        .transport(
            Sandbox::builder()
                .app("12345678", "helloworld")
                .examples()
                .build(),
        )
        .build()?;

    let request = GetFlowDetail::new().brand_id("3724809629").flow_id("34543");
    let flow = runtime.block_on(client.send(&request))?;

    println!(
        "{} changed by {}",
        flow.account_id.unwrap_or_default(),
        flow.order_value.unwrap_or_default()
    );
    Ok(())
}
