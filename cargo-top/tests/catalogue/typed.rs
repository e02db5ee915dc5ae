//! A compiled declaration on its way: to a gateway that goes by the same declaration, and to one
//! that knows the description alone.

use std::collections::HashMap;
use std::pin::Pin;

use cargo_top::description::Description;
use cargo_top::drift::{Documented, Drift, Facts};
use top_runtime::decode::{Decoded, Expected, Limits, decode};
use top_runtime::{Client, Endpoint, Format, Object, Ref, Slot, TopApi, TopObject, Value};
use top_sandbox::sample;

use crate::endpoints::{descriptions, endpoint};
use crate::gateway::{FORMATS, Gateway};
use crate::same::same;

/// One declared request, sent with every kind of reply.
pub(crate) type Trip = for<'d> fn(&'d Descriptions) -> Going<'d>;

type Going<'d> = Pin<Box<dyn Future<Output = Result<(), String>> + 'd>>;

/// The descriptions by method.
pub(crate) type Descriptions = HashMap<String, Description>;

/// Makes all trips, and tells those that failed.
pub(crate) async fn all(trips: &[Trip]) {
    let descriptions = descriptions().map(|one| (one.method.clone(), one));
    let descriptions = descriptions.collect();
    let mut failed = Vec::new();
    for trip in trips {
        failed.extend(trip(&descriptions).await.err());
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

/// The trip of one request.
pub(crate) fn trip<A: TopApi>(descriptions: &Descriptions) -> Going<'_> {
    Box::pin(async {
        let described = &descriptions[A::ENDPOINT.method()];
        let went = go::<A>(described).await;
        went.map_err(|why| format!("{}: {why}", A::ENDPOINT.method()))
    })
}

async fn go<A: TopApi>(described: &Description) -> Result<(), String> {
    says_the_same(A::ENDPOINT, described)?;
    let mut request = <A as TopObject>::empty();
    sample(&mut request);
    for endpoint in [A::ENDPOINT, endpoint(described)] {
        let gateway = Gateway::of(endpoint);
        for format in FORMATS {
            let body = body(&gateway.client(format), &request).await?;
            same(
                "request",
                Ref::Object(&request),
                Ref::Object(&gateway.read()),
            )?;
            let mut reply = <A::Response as Value>::empty();
            read(A::ENDPOINT, format, &body, reply.slot())?;
            same("reply", reply.get(), gateway.reply().get(0))
                .map_err(|why| format!("{format:?}: {why}\n{body}"))?;
        }
    }
    Ok(())
}

/// The text of the reply that the client took for a success.
async fn body<A: TopApi>(client: &Client, request: &A) -> Result<String, String> {
    let answer = client.call(request).reply().await;
    let answer = answer.map_err(|error| error.to_string())?;
    Ok(answer.body().to_owned())
}

/// The client hands on the payload alone; here all of the reply counts.
fn read(
    endpoint: &'static Endpoint,
    format: Format,
    body: &str,
    slot: Slot<'_>,
) -> Result<(), String> {
    let expected = Expected::of(endpoint, format);
    match decode(body.as_bytes(), expected, slot, Limits::default()) {
        Ok(Decoded::Reply(_)) => Ok(()),
        other => Err(format!("{other:?}")),
    }
}

/// What was written from a description does not differ from it.
fn says_the_same(endpoint: &Endpoint, described: &Description) -> Result<(), String> {
    let declared = Facts::of(endpoint).unwrap();
    let drift = Drift::between(&declared, &Documented::of(described).unwrap());
    // Not the wording: a doc comment escapes what Markdown would take for its own.
    let differences: Vec<_> = drift.found.iter().map(ToString::to_string).collect();
    if differences.is_empty() {
        Ok(())
    } else {
        Err(differences.join("\n"))
    }
}
