//! From a user's click to a session that renews itself.
//!
//! The embedded gateway plays the user and the platform; its clock is moved by hand.

use std::error::Error as StdError;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime};

use top_runtime::session::{
    AuthoriseUrl, FileTokenStore, Redirect, RefreshingSession, TokenStore, exchange,
};
use top_runtime::{Client, Clock, Gateway, TopApi};
use top_sandbox::{Sandbox, Tokens};

/// Reads the user's own shop.
#[derive(Debug, TopApi)]
#[top_api(method = "taobao.shop.seller.get", response(title: String), session, read)]
struct GetOwnShop {}

#[tokio::main]
async fn main() -> Result<(), Box<dyn StdError>> {
    let hours = Arc::new(AtomicU64::new(0));
    let tokens = Tokens::new().lifetime(Duration::from_secs(3600));
    let gateway = Sandbox::builder()
        .app("12345678", "helloworld")
        .clock(clock(&hours))
        .tokens(&tokens)
        .serve(|_: GetOwnShop, _| Ok("花花小吃".to_owned()))
        .build();
    let app = || {
        let builder = Client::builder()
            .app_key("12345678")
            .app_secret("helloworld");
        builder.clock(clock(&hours)).transport(gateway.clone())
    };

    // The user is sent to the platform, says yes there, and comes back with a code.
    let authorise = AuthoriseUrl::new(
        &Gateway::Production,
        "12345678",
        "https://shop.example/back",
    );
    let state = authorise.state();
    let address = format!("/back?code={}&state={}", tokens.authorise(), state.expose());
    let code = Redirect::read(&address)?.code(state)?;

    // The code is worth one token, which is stored before it is used.
    let path = std::env::temp_dir().join(format!("top-example-{}.json", std::process::id()));
    let store = FileTokenStore::new(&path);
    let bare = app().build()?;
    store.save(&exchange(&bare, code).await?).await?;

    // From here on nobody has to think of it.
    let sessions = RefreshingSession::new(bare, store);
    let client = app().session_provider(sessions).build()?;
    for hour in 0..3 {
        hours.store(hour, Ordering::Relaxed);
        let title = client.send(&GetOwnShop {}).await?;
        let refreshes = gateway.counts().of_method("taobao.top.auth.token.refresh");
        println!(
            "hour {hour}: {title}, after {} refreshes",
            refreshes.effects
        );
    }

    // Unless the user takes it back.
    tokens.revoke();
    hours.store(3, Ordering::Relaxed);
    if let Err(error) = client.send(&GetOwnShop {}).await {
        println!("hour 3: {error}");
    }
    std::fs::remove_file(path)?;
    Ok(())
}

/// A clock that is moved by whole hours.
fn clock(hours: &Arc<AtomicU64>) -> impl Clock + use<> {
    let (begin, hours) = (SystemTime::now(), Arc::clone(hours));
    move || begin + Duration::from_secs(3600 * hours.load(Ordering::Relaxed))
}
