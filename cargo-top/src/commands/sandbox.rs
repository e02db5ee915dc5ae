//! `cargo top sandbox`.

use std::fmt;
use std::io::{self, Write};

use miette::{IntoDiagnostic, WrapErr};
use tokio::runtime::Runtime;
use top_runtime::MASK;
use top_sandbox::{Builder, Page, Sandbox, Server};

use crate::catalogue::Specs;
use crate::exit::Exit;

/// How to serve.
#[derive(clap::Args)]
#[command(after_help = "\
The four endpoints of top-apis act on a ledger; what a file describes is answered by samples.

Examples:
  cargo top sandbox
  cargo top sandbox --port 8860 --page-port 8861 --spec specs.jsonl")]
pub(crate) struct Args {
    /// The gateway's port on 127.0.0.1; 0 takes a free one
    #[arg(long, default_value_t = 0)]
    port: u16,
    /// The page's port on 127.0.0.1; 0 takes a free one
    #[arg(long, default_value_t = 0)]
    page_port: u16,
    /// The app key that calls must name
    #[arg(long, default_value = "12345678")]
    app_key: String,
    /// The secret that calls must be signed with
    #[arg(long, default_value = "helloworld")]
    app_secret: String,
    /// The session that calls may name
    #[arg(long, default_value = "session")]
    session: String,
    #[command(flatten)]
    specs: Specs,
}

impl fmt::Debug for Args {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Args")
            .field("port", &self.port)
            .field("page_port", &self.page_port)
            .field("app_secret", &format_args!("{MASK}"))
            .finish_non_exhaustive()
    }
}

/// Serves the four endpoints of `top-apis` on books with the pages' examples, and everything that
/// is described, until ctrl-c.
///
/// # Errors
/// A file that cannot be read, and a port that cannot be had.
pub(crate) fn run(args: &Args) -> miette::Result<Exit> {
    let sandbox = sandbox(args)?;
    let runtime = Runtime::new().into_diagnostic()?;
    runtime.block_on(serve(sandbox, args))
}

fn sandbox(args: &Args) -> miette::Result<Sandbox> {
    let described = args.specs.all()?.into_iter();
    let builder = Sandbox::builder()
        .app(&args.app_key, &args.app_secret)
        .session(&args.session);
    let builder = described.fold(builder, Builder::serve_endpoint_sample);
    // Last, so that no file puts a sample in the ledger's place.
    Ok(builder.examples().build())
}

async fn serve(sandbox: Sandbox, args: &Args) -> miette::Result<Exit> {
    let server = Server::start(sandbox, args.port).await;
    let server = server
        .into_diagnostic()
        .wrap_err("the gateway has no port")?;
    let page = Page::start(&server, args.page_port).await;
    let page = page.into_diagnostic().wrap_err("the page has no port")?;
    let said = format!(
        "gateway  {}\npage     {}\nuntil ctrl-c\n",
        server.url(),
        page.url()
    );
    // Whoever started it may have read the ports and closed the pipe.
    let _ = io::stdout().write_all(said.as_bytes());
    tokio::signal::ctrl_c().await.into_diagnostic()?;
    Ok(Exit::Done)
}
