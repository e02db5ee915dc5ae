//! An address of yours that the platform calls (SPI), tried out by the embedded gateway.
//!
//! What the extractor hands over is proven and fresh. Whatever is not, it answers as the platform
//! expects, and the handler is never called.

use std::error::Error;
use std::net::Ipv4Addr;
use std::time::Duration;

use axum::routing::post;
use axum::{Json, Router};
use serde_json::{Value, json};
use tokio::net::TcpListener;
use top_runtime::TopObject;
use top_runtime::spi::{Spi, SpiVerifier};
use top_sandbox::Sandbox;

/// A member card is to be activated.
#[derive(Debug, TopObject)]
struct Activate {
    /// Who asks for it (昵称).
    nick: String,
    /// The phone (手机号).
    tel: Option<String>,
}

async fn activate(Spi(call): Spi<Activate>) -> Json<Value> {
    let known = call.tel.is_some();
    Json(json!({ "flag": "success", "nick": call.nick, "phone_known": known }))
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let app = Router::new()
        .route("/spi/activate", post(activate))
        .with_state(SpiVerifier::new("helloworld"));
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
    let address = format!("http://{}/spi/activate", listener.local_addr()?);
    tokio::spawn(axum::serve(listener, app).into_future());

    let gateway = Sandbox::builder().app("12345678", "helloworld").build();
    let call = gateway
        .spi_call("12345678", "qimen.alibaba.member.activate")
        .json(&json!({ "nick": "买家", "tel": "13800000000" }));
    let hour = Duration::from_secs(3600);
    for (what, call, flag) in [
        ("in UTF-8", call.clone(), "success"),
        ("in GBK", call.clone().gbk(), "success"),
        ("wrongly signed", call.clone().wrong_sign(), "failure"),
        ("an hour old", call.older_by(hour), "failure"),
    ] {
        let answer = call.send(&address).await?;
        println!("{what}: {} {}", answer.status(), answer.json());
        assert_eq!(answer.json().get("flag"), Some(&flag.into()));
    }
    Ok(())
}
