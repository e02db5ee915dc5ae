//! `top-sandbox`: the gateway as a program.

mod options;

use std::process::ExitCode;

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
        Ok(server) => {
            println!("{}", server.address().port());
            println!("serving {} until ctrl-c", server.url());
            match tokio::signal::ctrl_c().await {
                Ok(()) => ExitCode::SUCCESS,
                Err(error) => failed(&error),
            }
        }
        Err(error) => failed(&error),
    }
}

fn failed(error: &std::io::Error) -> ExitCode {
    eprintln!("top-sandbox: {error}");
    ExitCode::FAILURE
}
