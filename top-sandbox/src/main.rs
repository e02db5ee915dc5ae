//! `top-sandbox`: the gateway as a program.

mod options;

use std::future::poll_fn;
use std::io::Write;
use std::pin::pin;
use std::process::ExitCode;
use std::task::Poll;

use options::{Asked, Options};
use top_sandbox::{Sandbox, Server};

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
    match Server::start(sandbox, options.port).await {
        Ok(server) => until_ctrl_c(&server).await,
        Err(error) => {
            let port = options.port;
            eprintln!("top-sandbox: cannot listen on 127.0.0.1:{port}: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn until_ctrl_c(server: &Server) -> ExitCode {
    let mut ctrl_c = pin!(tokio::signal::ctrl_c());
    // The first poll begins to listen: ctrl-c works before anyone knows the port.
    let early = poll_fn(|context| Poll::Ready(ctrl_c.as_mut().poll(context))).await;
    let stopped = match early {
        Poll::Ready(stopped) => stopped,
        Poll::Pending => {
            announce(server);
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

fn announce(server: &Server) {
    let port = server.address().port();
    let said = format!("{port}\nserving {} until ctrl-c\n", server.url());
    // Whoever started it may have read the port and closed the pipe.
    let _ = std::io::stdout().write_all(said.as_bytes());
}
