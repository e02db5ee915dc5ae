//! A program that can make every call, so that nothing of a declaration is left out of it.

use std::fmt::Write as _;

use super::generated::Generated;

pub(super) fn manifest(runtime: &str, generated: &Generated) -> String {
    let mut out = format!(
        "\
[package]
name = \"program\"
version = \"0.0.0\"
edition = \"2024\"
publish = false

[dependencies]
{runtime}"
    );
    for group in &generated.groups {
        let name = &group.name;
        let _ = writeln!(out, "group-{name} = {{ path = \"../groups/{name}\" }}");
    }
    out
}

pub(super) fn source(generated: &Generated) -> String {
    let mut out = PROGRAM.to_owned();
    out.push_str("\nconst CALLS: &[Call] = &[\n");
    for group in &generated.groups {
        let requests = group
            .modules
            .iter()
            .filter_map(|module| module.structs.first());
        for request in requests {
            let _ = writeln!(out, "    call::<group_{}::{}>,", group.name, request.name);
        }
    }
    out.push_str("];\n");
    out
}

const PROGRAM: &str = "\
//! Can make every call, and makes none.

use std::future::Future;
use std::hint::black_box;
use std::pin::Pin;
use std::task::{Context, Waker};

use top_runtime::{Client, TopApi};

type Going<'a> = Pin<Box<dyn Future<Output = bool> + 'a>>;
type Call = for<'a> fn(&'a Client) -> Going<'a>;

fn call<A: TopApi>(client: &Client) -> Going<'_> {
    Box::pin(async move {
        match black_box(None::<A>) {
            Some(request) => client.send(&request).await.is_ok(),
            None => false,
        }
    })
}

fn main() {
    let mut context = Context::from_waker(Waker::noop());
    if let Some(client) = black_box(None::<Client>) {
        for call in black_box(CALLS) {
            let _ = call(&client).as_mut().poll(&mut context);
        }
    }
}
";
