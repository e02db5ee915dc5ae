//! `top-sandbox`: the gateway as a program.

mod options;

use std::future::poll_fn;
use std::io::Write;
use std::pin::pin;
use std::process::ExitCode;
use std::task::Poll;

use options::{Asked, Options};
use top_sandbox::{Page, Sandbox, Server};

#[tokio::main]
async fn main() -> ExitCode {
    match options::read(std::env::args().skip(1)) {
        Ok(Asked::Help) => {
            println!("{}", options::HELP);
            ExitCode::SUCCESS
        }
        Ok(Asked::Serve(options)) => serve(options).await,
        Err(sentence) => {
            eprintln!("top-sandbox: {sentence}\n\n{}", options::HELP);
            ExitCode::from(2)
        }
    }
}

async fn serve(options: Options) -> ExitCode {
    let sandbox = Sandbox::builder()
        .app(options.app_key, &options.app_secret)
        .session(options.session)
        .examples()
        .build();
    let server = match Server::start(sandbox, options.port).await {
        Ok(server) => server,
        Err(error) => return deaf(options.port, &error),
    };
    let Some(port) = options.page_port else {
        return until_ctrl_c(&server, None).await;
    };
    match Page::start(&server, port).await {
        Ok(page) => until_ctrl_c(&server, Some(&page)).await,
        Err(error) => deaf(port, &error),
    }
}

fn deaf(port: u16, error: &std::io::Error) -> ExitCode {
    eprintln!("top-sandbox: cannot listen on 127.0.0.1:{port}: {error}");
    ExitCode::FAILURE
}

async fn until_ctrl_c(server: &Server, page: Option<&Page>) -> ExitCode {
    let mut ctrl_c = pin!(tokio::signal::ctrl_c());
    // The first poll begins to listen: ctrl-c works before anyone knows the port.
    let early = poll_fn(|context| Poll::Ready(ctrl_c.as_mut().poll(context))).await;
    let stopped = match early {
        Poll::Ready(stopped) => stopped,
        Poll::Pending => {
            announce(server, page);
            ctrl_c.await
        }
    };
    match stopped {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("top-sandbox: cannot wait for ctrl-c: {error}");
            ExitCode::FAILURE
        }
    }
}

fn announce(server: &Server, page: Option<&Page>) {
    let port = server.address().port();
    let mut said = format!("{port}\nserving {} until ctrl-c\n", server.url());
    if let Some(page) = page {
        said.push_str(&page.url());
        said.push('\n');
    }
    // Whoever started it may have read the port and closed the pipe.
    let _ = std::io::stdout().write_all(said.as_bytes());
}
