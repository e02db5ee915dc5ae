//! Every description makes the round trip without being compiled.

use top_runtime::check::check;
use top_runtime::encode::encode;
use top_runtime::{Endpoint, Kind, Object, Record, Ref, Slot};
use top_sandbox::sample;

use crate::endpoints::{descriptions, endpoint};
use crate::gateway::{FORMATS, Gateway};
use crate::same::same;

#[tokio::test]
async fn every_description_makes_the_round_trip() {
    let (mut failed, mut tried) = (Vec::new(), 0);
    for description in descriptions() {
        let endpoint = endpoint(&description);
        tried += 1;
        if let Err(why) = trip(endpoint).await {
            failed.push(format!("{}: {why}", endpoint.method()));
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
    assert_eq!(tried, 600);
}

async fn trip(endpoint: &'static Endpoint) -> Result<(), String> {
    let mut request = Record::new(endpoint.request());
    sample(&mut request);
    let checked = check(endpoint, &request).map_err(|found| found.to_string())?;
    let params = encode(checked).map_err(|found| found.to_string())?;
    let files = params.files().iter();
    let files = files.map(|(name, file)| (name.as_ref(), file.clone()));
    let read = Record::from_params(endpoint, params.iter(), files);
    let read = read.map_err(|found| found.to_string())?;
    same("request", Ref::Object(&request), Ref::Object(&read))?;
    calls(endpoint, request).await
}

async fn calls(endpoint: &'static Endpoint, mut request: Record) -> Result<(), String> {
    if !without_files(&mut request) {
        return Ok(());
    }
    let gateway = Gateway::of(endpoint);
    for format in FORMATS {
        let client = gateway.client(format);
        let call = client.call_endpoint(endpoint, request.to_json_value());
        let value = call
            .send()
            .await
            .map_err(|error| format!("{format:?}: {error}"))?;
        same(
            "request",
            Ref::Object(&request),
            Ref::Object(&gateway.read()),
        )?;
        let reply = gateway.reply().to_json_value();
        let expected = &reply["reply"];
        if value != *expected {
            return Err(format!("{format:?}: {value} is not {expected}"));
        }
    }
    Ok(())
}

/// JSON carries no files. Whether the request is complete without them.
fn without_files(request: &mut Record) -> bool {
    let fields = request.shape().fields();
    for at in (0..fields.len()).filter(|at| holds_file(fields[*at].kind())) {
        if let Slot::Optional(slot) = request.slot(at) {
            slot.clear();
        }
    }
    !fields
        .iter()
        .any(|field| field.required() && holds_file(field.kind()))
}

fn holds_file(kind: Kind) -> bool {
    match kind {
        Kind::File => true,
        Kind::List(item) => holds_file(*item),
        _ => false,
    }
}
