//! Where the calls go.

use std::error::Error;

use top_runtime::Client;
use top_sandbox::{Sandbox, Server};

const APP_KEY: &str = "12345678";
const APP_SECRET: &str = "helloworld";
const SESSION: &str = "quickstart-session";

/// A client of the gateway in `TOP_GATEWAY`, or of one started here, which lives as long as the
/// server that comes with it.
pub(crate) async fn connect() -> Result<(Client, Option<Server>), Box<dyn Error>> {
    if std::env::var("TOP_GATEWAY").is_ok_and(|gateway| !gateway.trim().is_empty()) {
        println!("calling the gateway in TOP_GATEWAY");
        return Ok((Client::from_env()?, None));
    }
    let sandbox = Sandbox::builder()
        .app(APP_KEY, APP_SECRET)
        .session(SESSION)
        .examples()
        .build();
    let server = Server::start(sandbox, 0).await?;
    println!("calling the embedded gateway at {}", server.url());
    let client = Client::builder()
        .app_key(APP_KEY)
        .app_secret(APP_SECRET)
        .session(SESSION)
        .gateway(server.url())
        .build()?;
    Ok((client, Some(server)))
}
