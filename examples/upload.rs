//! A call with a file: a voucher is attached to a refund, over HTTP to the embedded gateway.
//!
//! A file travels as a part of its own, byte by byte. The signature covers every other parameter
//! but not the file (protocol §3.1), which is why the line itself must be trusted: TLS, always.

use std::error::Error;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::UNIX_EPOCH;

use top_runtime::{Client, DateTime, File, TopApi, TopObject};
use top_sandbox::{Sandbox, Server};

/// Adds a message with a voucher to a refund (创建退款留言/凭证).
#[derive(Debug, Clone, TopApi)]
#[top_api(
    method = "taobao.refund.message.add",
    response(refund_message: RefundMessage),
    session,
)]
pub struct AddRefundMessage {
    /// The refund (退款编号).
    pub refund_id: i64,
    /// The message, of 400 bytes at most (留言内容).
    pub content: String,
    /// A picture, JPG, GIF or PNG, of 500 KB at most (图片（凭证）).
    pub image: File,
}

/// What was added.
#[derive(Debug, Clone, TopObject)]
pub struct RefundMessage {
    /// The message (留言编号).
    pub id: Option<i64>,
    /// When it was added (留言创建时间).
    pub created: Option<DateTime>,
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let received = Arc::new(Mutex::new(None));
    let gateway = gateway(&received);
    let server = Server::start(gateway, 0).await?;
    let client = Client::builder()
        .gateway(server.url())
        .app_key("12345678")
        .app_secret("helloworld")
        .session("a-session-of-the-gateway")
        .build()?;

    // What a picture can hold, line ends and all byte values included.
    let bytes: Vec<u8> = (0..=255).cycle().take(100_000).chain(*b"\r\n--").collect();
    let request = AddRefundMessage::new(AddRefundMessageRequired {
        refund_id: 7,
        content: "见附图".to_owned(),
        image: File::new("凭证.png", bytes).content_type("image/png"),
    });

    let message = client.send(&request).await?;
    println!("added {message:?}");

    let received = received.lock().unwrap_or_else(PoisonError::into_inner);
    assert_eq!(
        received.as_ref(),
        Some(&request.image),
        "name, type and bytes"
    );
    println!("the gateway received {:?}", request.image);

    assert!(is_unsigned(&request)?);
    println!("another file has the same signature");
    Ok(())
}

/// A gateway that keeps the last picture.
fn gateway(received: &Arc<Mutex<Option<File>>>) -> Sandbox {
    let received = Arc::clone(received);
    Sandbox::builder()
        .app("12345678", "helloworld")
        .session("a-session-of-the-gateway")
        .serve::<AddRefundMessage>(move |request, context| {
            let mut received = received.lock().unwrap_or_else(PoisonError::into_inner);
            *received = Some(request.image);
            Ok(RefundMessage::new().id(1).created(context.now()))
        })
        .build()
}

/// Whether the signature is the same with another file, at the same time.
fn is_unsigned(request: &AddRefundMessage) -> Result<bool, Box<dyn Error>> {
    let client = Client::builder()
        .app_key("12345678")
        .app_secret("helloworld")
        .session("a-session-of-the-gateway")
        .clock(|| UNIX_EPOCH)
        .build()?;
    let other = AddRefundMessage {
        image: File::new("other.png", "other"),
        ..request.clone()
    };
    let one = client.call(request).signed()?;
    let other = client.call(&other).signed()?;
    Ok(one.sign() == other.sign() && one.body() != other.body())
}
