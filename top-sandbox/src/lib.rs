//! A TOP gateway for tests, examples and offline work: in memory, or over HTTP on loopback.
//!
//! It is fed by the same declarations as the client, and checks what the platform checks, in the
//! platform's order (protocol §6). The four endpoints of `top-apis` act on a [`Ledger`] with money
//! that adds up; any other endpoint needs one line.
//!
//! # An endpoint of your own
//! ```
//! use top_runtime::{Client, TopApi, TopObject};
//! use top_sandbox::Sandbox;
//!
//! /// Looks a shop up.
//! #[derive(Debug, TopApi)]
//! #[top_api(method = "taobao.shop.get", response(shop: Shop), read)]
//! struct GetShop {
//!     /// Its number.
//!     sid: i64,
//! }
//!
//! /// A shop.
//! #[derive(Debug, TopObject)]
//! struct Shop {
//!     /// What it is called.
//!     title: String,
//! }
//!
//! # tokio::runtime::Runtime::new()?.block_on(async {
//! let sandbox = Sandbox::builder()
//!     .app("12345678", "secret")
//!     .serve(|request: GetShop, _| {
//!         let title = format!("number {}", request.sid);
//!         Ok(Shop { title })
//!     })
//!     .build();
//! let client = Client::builder()
//!     .app_key("12345678")
//!     .app_secret("secret")
//!     .transport(sandbox.clone())
//!     .build()?;
//!
//! let shop = client.send(&GetShop { sid: 7 }).await?;
//! assert_eq!(shop.title, "number 7");
//! assert_eq!(sandbox.counts().of_method("taobao.shop.get").calls, 1);
//! # Ok::<_, Box<dyn std::error::Error>>(())
//! # })?;
//! # Ok::<_, Box<dyn std::error::Error>>(())
//! ```
//!
//! # Calls to an address of yours
//! [`Sandbox::spi_call`] calls what you serve for the platform (SPI), rightly or wrongly signed.
//!
//! # Authorisations
//! [`Tokens`] gives out the codes that users' clicks give, and the tokens for them.
//!
//! # Faults
//! [`Sandbox::inject`] makes the next calls fail in the ways that real gateways and networks do.
//! Over HTTP the same is asked for by `POST /_sandbox/faults` with a JSON object; `GET` lists the
//! faults that are still to come, `DELETE` calls them off. `GET /_sandbox/counts` tells the counts,
//! `DELETE` starts them afresh.
//!
//! | `fault` | with | what happens |
//! |---|---|---|
//! | `error_before`, `error_after` | `code`, `sub_code`, `sub_msg` | an `error_response`, without or with the call carried out |
//! | `delay` | `ms` | the call waits first |
//! | `cut_before`, `cut_after` | | the connection breaks without a byte, the call not carried out or carried out |
//! | `cut_reply`, `truncated` | `bytes` of the body, 10 by default | the reply ends early, with the connection or without; a shorter one comes whole |
//! | `garbage` | | the body is no text at all |
//! | `truncated_gzip` | `bytes`, 10 by default | the same of a compressed reply |
//! | `html` | `status`, 502 by default | a front end's page; the call is not carried out |
//! | `redirect` | `location` | HTTP 307; the call is not carried out |
//! | `hang_up`, `stale` | | the reply comes, and the connection closes behind it, or breaks under the next request |
//! | `error_late`, `cut_late` | as `error_before` | an `error_response` or a cut at once, and the call is carried out when it is released |
//! | `hold_before`, `hold_after` | | the call, or its reply, waits to be released, by [`Sandbox::release`] or `DELETE /_sandbox/held` |
//! | `wrong_types`, `control_characters`, `empty_lists` | | the reply is odd in one of TOP's own ways (protocol §5.1) |
//!
//! `method` restricts a fault to one method, `times` makes it befall more than one call. In a batch
//! each call meets its own faults; `/router/batch` as the method stands for the batch as a whole.
//!
//! # A page to look at
//! [`Page`] serves a page beside a [`Server`], on a port of its own: the calls as they come in,
//! what was checked and which check failed, the text that is signed, the reply in the three
//! formats, the [`Ledger`], faults to switch on, and a form for every endpoint. Nothing is recorded
//! without one, and no secret is kept with one.
//!
//! ```no_run
//! # async fn example() -> std::io::Result<()> {
//! use top_sandbox::{Page, Sandbox, Server};
//!
//! let sandbox = Sandbox::builder().app("12345678", "secret").examples().build();
//! let server = Server::start(sandbox, 0).await?;
//! let page = Page::start(&server, 0).await?;
//! println!("{} shows what comes in at {}", page.url(), server.url());
//! # Ok(())
//! # }
//! ```

mod arguments;
mod batch;
mod builder;
mod call;
mod checks;
mod counts;
mod decoy;
mod delivery;
mod error_response;
mod faults;
mod gate;
mod incoming;
mod ledger;
mod page;
mod recorder;
mod sandbox;
mod serve;
mod server;
mod spi;
mod tokens;
mod transport;
mod writer;

pub use builder::Builder;
pub use counts::{Count, Counts};
pub use decoy::Decoy;
pub use error_response::ErrorResponse;
pub use faults::{Fault, Injection};
pub use ledger::{
    Balance, Failure, Flow, Ledger, Line, Names, Operator, Paid, PaidOrder, Recharge, Shop,
    Spending,
};
pub use page::Page;
pub use sandbox::Sandbox;
pub use serve::{Context, Reply, sample};
pub use server::Server;
pub use spi::{SpiAnswer, SpiCall};
pub use tokens::Tokens;
