//! A fifth endpoint: declared in one struct, and served by a gateway in one line.

use std::error::Error;

use top_runtime::{Client, TopApi, TopObject};
use top_sandbox::Sandbox;

/// Reads one fare policy for international flights (国际机票政策单条查询).
#[derive(Debug, Clone, TopApi)]
#[top_api(
    method = "taobao.alitrip.it.fare.get",
    response = Fare,
    one_of(fare_id, out_id),
    read,
)]
pub struct GetFare {
    /// The platform's id (运价id).
    #[top_api(rename = "fareId")]
    pub fare_id: Option<i64>,
    /// The merchant's id (外部id).
    #[top_api(rename = "outId")]
    pub out_id: Option<String>,
}

/// One fare policy.
#[derive(Debug, Clone, TopObject)]
pub struct Fare {
    /// The platform's id (运价id).
    pub fare_id: Option<i64>,
    /// One way or return (运价类型).
    pub fare_type: Option<FareType>,
    /// The policy itself, JSON as text.
    pub fare_json: Option<String>,
}

top_runtime::codes! {
    /// A kind of fare (运价类型). Values the page does not name are let through.
    pub struct FareType: integer {
        /// One way (单程).
        ONE_WAY = 1,
        /// Return (往返).
        RETURN = 2,
    }
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let gateway = Sandbox::builder()
        .app("12345678", "helloworld")
        .serve::<GetFare>(|request, _| {
            Ok(Fare::new()
                .fare_id(request.fare_id.unwrap_or(7))
                .fare_type(FareType::RETURN))
        })
        .build();
    let client = Client::builder()
        .app_key("12345678")
        .app_secret("helloworld")
        .transport(gateway)
        .build()?;

    let fare = client.send(&GetFare::new().out_id("policy-7")).await?;
    println!("{fare:#?}");

    let nothing_given = client.send(&GetFare::new()).await;
    println!(
        "{}",
        nothing_given
            .err()
            .ok_or("a request without an id must not be sent")?
    );
    Ok(())
}
