//! `cargo top sign`.

use std::io::Read;
use std::path::{Path, PathBuf};

use miette::{Context, IntoDiagnostic, miette};
use top_runtime::SignMethod;

use crate::exit::Exit;
use crate::signing::call::Call;
use crate::signing::draft::Draft;
use crate::signing::mistakes::Scene;
use crate::signing::read;
use crate::signing::report::{Against, Answer};
use crate::terminal::{self, Look};

/// The only place that the secret comes from: an argument would stand in every process list.
const SECRET: &str = "TOP_APP_SECRET";

/// Which call, and what to hold it against.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "The app's secret is read from the environment: TOP_APP_SECRET.\n\
    Exit codes: 0 agrees or nothing to compare with, 1 differs, 2 nothing could be compared."
)]
pub(crate) struct Args {
    /// The call: a URL, a form, a curl command, a JSON object, or lines of name=value; `-` reads
    /// standard input
    input: PathBuf,
    /// md5, hmac or hmac-sha256; otherwise the call's parameter `sign_method` says it
    #[arg(long, value_name = "METHOD")]
    sign_method: Option<SignMethod>,
    /// A sign that another side made of this call; otherwise the call's parameter `sign`
    #[arg(long, value_name = "SIGN")]
    sign: Option<String>,
    /// The text that another side signed, as its debug output has it
    #[arg(long, value_name = "FILE")]
    canonical: Option<PathBuf>,
    /// Prints the sign, which is as good as the secret for ten minutes
    #[arg(long)]
    show_sign: bool,
    /// Prints JSON
    #[arg(long)]
    json: bool,
}

/// Explains the signature of a call.
///
/// # Errors
/// An input cannot be read, there is no secret, or a sign method that TOP does not know.
pub(crate) fn run(args: &Args) -> miette::Result<Exit> {
    let secret = secret()?;
    let call = call(&args.input)?;
    let canonical = args.canonical.as_deref().map(bytes).transpose()?;
    let (method, note) = method(args, &call)?;
    let (draft, left_out) = Draft::of(&call);
    let scene = Scene {
        call: &call,
        draft: &draft,
        method,
        secret: &secret,
    };
    let against = Against {
        sign: args
            .sign
            .as_deref()
            .or_else(|| call.text("sign"))
            .filter(|sign| !sign.is_empty()),
        canonical: canonical.as_deref(),
    };
    let mut answer = Answer::of(&scene, left_out, &against);
    if let Some(note) = note {
        answer.note(note);
    }
    if secret.trim() != secret {
        answer.note(format!(
            "{SECRET} has white space at its ends, which is signed with"
        ));
    }
    if args.show_sign {
        answer = answer.with_sign(scene.sign());
    }
    terminal::print(&told(&answer, args.json)?);
    Ok(if answer.agrees() {
        Exit::Done
    } else {
        Exit::Found
    })
}

fn told(answer: &Answer, json: bool) -> miette::Result<String> {
    if json {
        return terminal::json(answer);
    }
    Ok(answer.to_text(Look::of_stdout()))
}

fn secret() -> miette::Result<String> {
    match std::env::var(SECRET) {
        Ok(secret) if !secret.is_empty() => Ok(secret),
        _ => Err(miette!(
            help = "export it in this shell; it is taken from nowhere else, so that no history or process list shows it",
            "{SECRET} is not set"
        )),
    }
}

fn call(input: &Path) -> miette::Result<Call> {
    let text = String::from_utf8(bytes(input)?).map_err(|_| {
        miette!(
            help = "save it as UTF-8",
            "{} is not UTF-8",
            input.display()
        )
    })?;
    read::read(&text)
        .into_diagnostic()
        .wrap_err_with(|| format!("cannot read the call in {}", input.display()))
}

fn bytes(input: &Path) -> miette::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    if input == Path::new("-") {
        std::io::stdin().read_to_end(&mut bytes).into_diagnostic()?;
        return Ok(bytes);
    }
    std::fs::read(input)
        .into_diagnostic()
        .wrap_err_with(|| format!("cannot read {}", input.display()))
}

/// The sign method, and a remark where nobody named it.
fn method(args: &Args, call: &Call) -> miette::Result<(SignMethod, Option<&'static str>)> {
    if let Some(method) = args.sign_method {
        return Ok((method, None));
    }
    match call.text("sign_method") {
        None => Ok((
            SignMethod::Md5,
            Some("no sign_method is sent; md5 is taken, as the platform is said to do"),
        )),
        Some(word) => match word.parse() {
            Ok(method) => Ok((method, None)),
            Err(wrong) => Err(miette!(
                help = "name the right one by --sign-method",
                "sign_method {wrong}"
            )),
        },
    }
}
