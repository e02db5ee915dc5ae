//! A call to a real gateway. It needs an account: an app key and secret from the platform's
//! console, in `TOP_APP_KEY` and `TOP_APP_SECRET`.
//!
//! It only reads: one entry of a stored-value account, by `TOP_BRAND_ID` and `TOP_FLOW_ID`.

use std::process::ExitCode;

use top_apis::alsc::GetFlowDetail;
use top_runtime::Client;

/// What scripts take as "not run": the account is missing.
const NO_ACCOUNT: u8 = 2;

#[tokio::main]
async fn main() -> ExitCode {
    let Some((brand_id, flow_id)) = given("TOP_BRAND_ID").zip(given("TOP_FLOW_ID")) else {
        return no_account("TOP_BRAND_ID and TOP_FLOW_ID are not set");
    };
    let client = match Client::from_env() {
        Ok(client) => client,
        Err(error) => return no_account(&error.to_string()),
    };
    let request = GetFlowDetail::new().brand_id(brand_id).flow_id(flow_id);
    match client.send(&request).await {
        Ok(flow) => {
            println!("{flow:#?}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn given(variable: &str) -> Option<String> {
    std::env::var(variable)
        .ok()
        .filter(|value| !value.trim().is_empty())
}

fn no_account(reason: &str) -> ExitCode {
    eprintln!("{reason}");
    eprintln!("This example calls a real gateway and needs an account there. Set TOP_APP_KEY,");
    eprintln!(
        "TOP_APP_SECRET, TOP_BRAND_ID and TOP_FLOW_ID; TOP_GATEWAY is production by default."
    );
    eprintln!("Without an account, run the example `quickstart`.");
    ExitCode::from(NO_ACCOUNT)
}
