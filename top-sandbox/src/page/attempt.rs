//! A call that somebody makes by the form: really signed, through the gateway.

use std::collections::{BTreeMap, HashSet};
use std::time::{Duration, Instant};

use percent_encoding::{NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use serde_json::{Map, Value, json};
use top_runtime::check::check;
use top_runtime::encode::{Params, encode};
use top_runtime::read::read_json;
use top_runtime::sign::SigningKey;
use top_runtime::{DateTime, Endpoint, File, Record, SignMethod, Violation, Violations};

use crate::delivery::Delivery;
use crate::incoming::Incoming;
use crate::sandbox::Sandbox;

/// How long the form waits: a held call is given up, as clients do.
const PATIENCE: Duration = Duration::from_secs(5);
/// What stands between the parts of a body with files; no sign of it can be in a percent-encoded
/// value, and a file that holds it is nobody's.
const BOUNDARY: &str = "top-sandbox-page-4f7d9b21c0";

/// What the form sends.
pub(super) struct Attempt {
    endpoint: &'static Endpoint,
    members: Map<String, Value>,
    files: Vec<(String, File)>,
    format: String,
    sign_method: SignMethod,
    has_session: bool,
    is_unchecked: bool,
    mistake: String,
}

impl Attempt {
    /// Reads the form; an `Err` is a sentence for people.
    pub(super) fn read(sandbox: &Sandbox, form: &Value) -> Result<Self, String> {
        let text = |name: &str| form.get(name).and_then(Value::as_str).unwrap_or_default();
        let flag = |name: &str| form.get(name).and_then(Value::as_bool).unwrap_or_default();
        let served = sandbox.0.served.get(text("method"));
        let served = served.ok_or("no such method is served here")?;
        let members = form.get("params").and_then(Value::as_object);
        let files = form.get("files").and_then(Value::as_array);
        let sign_method = Some(text("sign_method")).filter(|word| !word.is_empty());
        Ok(Self {
            endpoint: served.endpoint,
            members: members.cloned().unwrap_or_default(),
            files: files.into_iter().flatten().filter_map(file).collect(),
            format: text("format").to_owned(),
            sign_method: sign_method
                .map_or(Ok(SignMethod::default()), str::parse)
                .map_err(|error: top_runtime::sign::NotASignMethod| {
                    format!("sign_method {error}")
                })?,
            has_session: flag("session"),
            is_unchecked: flag("unchecked"),
            mistake: text("mistake").to_owned(),
        })
    }

    /// What is wrong with the fields: by the same reading and the same check as every client's.
    pub(super) fn violations(&self) -> Vec<Violation> {
        let (record, mut found) = self.record();
        if let Err(broken) = check(self.endpoint, &record) {
            // What could not be read is not missing as well.
            let read: HashSet<_> = found.iter().map(|one| one.path().to_owned()).collect();
            let broken = broken.as_slice().iter();
            found.extend(broken.filter(|one| !read.contains(one.path())).cloned());
        }
        found
    }

    /// The request, as far as it can be read, and what cannot.
    fn record(&self) -> (Record, Vec<Violation>) {
        let mut record = Record::new(self.endpoint.request());
        let mut found = Vec::new();
        let mut note = |result: Result<(), Violations>| {
            let violations = result.err();
            found.extend(violations.iter().flat_map(Violations::as_slice).cloned());
        };
        note(read_json(&mut record, &self.members));
        for (name, file) in &self.files {
            note(record.set_file(name, file.clone()));
        }
        (record, found)
    }

    /// The business parameters as they travel.
    fn params(&self) -> Result<Params, Violations> {
        let (record, found) = self.record();
        Violations::none_or(found)?;
        encode(check(self.endpoint, &record)?)
    }

    /// The same without looking at them, for a gateway that will.
    fn unchecked(&self) -> Result<Params, Violations> {
        let Some(param) = self.endpoint.param_name() else {
            return Params::from_json(&self.members);
        };
        let mut params = Params::new();
        params.push(param, &Value::Object(self.members.clone()).to_string());
        Ok(params)
    }

    /// Makes the call; an `Err` is a sentence for people, and nothing was sent.
    pub(super) async fn send(&self, sandbox: &Sandbox) -> Result<Value, String> {
        let params = if self.is_unchecked {
            self.unchecked()
        } else {
            self.params()
        };
        let params = params.map_err(|violations| violations.to_string())?;
        let mut all: BTreeMap<String, String> = params
            .iter()
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect();
        let key = self.public(sandbox, &mut all)?;
        let pairs = all.iter().map(|(name, value)| (&**name, &**value));
        let sign = key.sign(self.sign_method, pairs, None).as_str().to_owned();
        all.insert("sign".to_owned(), sign);
        let delivery = sandbox.receive(self.incoming(&all)).await;
        Ok(arrived(&delivery))
    }

    /// Adds the public parameters, with the mistake that was asked for, and says what to sign by.
    fn public(
        &self,
        sandbox: &Sandbox,
        all: &mut BTreeMap<String, String>,
    ) -> Result<SigningKey, String> {
        let apps = &sandbox.0.apps;
        let (app_key, key) = apps
            .iter()
            .min_by_key(|(app_key, _)| *app_key)
            .ok_or("the gateway knows no app")?;
        let mut put = |name: &str, value: &str| all.insert(name.to_owned(), value.to_owned());
        put("method", self.endpoint.method());
        put("app_key", app_key);
        put("timestamp", &sandbox.0.now().to_string());
        put("v", "2.0");
        put("sign_method", self.sign_method.as_str());
        put("format", if self.format == "xml" { "xml" } else { "json" });
        if self.format == "simplified" {
            put("simplify", "true");
        }
        if self.has_session
            && let Some(session) = sandbox.0.sessions.iter().min()
        {
            put("session", session);
        }
        match self.mistake.as_str() {
            "app" => drop(put("app_key", "no-such-app")),
            "session" => drop(put("session", "no-such-session")),
            "version" => drop(put("v", "1.0")),
            "timestamp" => drop(put("timestamp", &an_hour_ago(sandbox).to_string())),
            "signature" => return Ok(SigningKey::new("not the app's secret")),
            _ => {}
        }
        Ok(key.clone())
    }

    fn incoming(&self, all: &BTreeMap<String, String>) -> Incoming {
        let (content_type, body) = if self.files.is_empty() {
            (
                "application/x-www-form-urlencoded;charset=UTF-8".to_owned(),
                form(all).into_bytes(),
            )
        } else {
            (
                format!("multipart/form-data;boundary={BOUNDARY}"),
                multipart(all, &self.files),
            )
        };
        Incoming {
            verb: "POST".to_owned(),
            path: "/router/rest".to_owned(),
            content_type,
            body: body.into(),
            deadline: Some(Instant::now() + PATIENCE),
            ..Incoming::default()
        }
    }
}

fn an_hour_ago(sandbox: &Sandbox) -> DateTime {
    let seconds = sandbox.0.now().to_unix_seconds();
    DateTime::from_unix_seconds(seconds - 3600).unwrap_or(DateTime::EPOCH)
}

/// A file of the form: its parameter, its name, and its bytes, percent-encoded.
fn file(file: &Value) -> Option<(String, File)> {
    let text = |name: &str| file.get(name).and_then(Value::as_str);
    let bytes: Vec<u8> = percent_decode_str(text("bytes")?).collect();
    Some((text("param")?.to_owned(), File::new(text("name")?, bytes)))
}

fn form(all: &BTreeMap<String, String>) -> String {
    let escaped = |text: &str| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
    let pairs = all.iter();
    let pairs = pairs.map(|(name, value)| format!("{}={}", escaped(name), escaped(value)));
    pairs.collect::<Vec<_>>().join("&")
}

fn multipart(all: &BTreeMap<String, String>, files: &[(String, File)]) -> Vec<u8> {
    let mut body = Vec::new();
    let mut part = |head: String, content: &[u8]| {
        let head = format!("--{BOUNDARY}\r\nContent-Disposition: form-data; {head}\r\n\r\n");
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(content);
        body.extend_from_slice(b"\r\n");
    };
    for (name, value) in all {
        part(format!("name=\"{name}\""), value.as_bytes());
    }
    for (name, file) in files {
        let file_name = file.name().replace(['"', '\r', '\n'], "_");
        let mime = file.mime();
        let head = format!("name=\"{name}\"; filename=\"{file_name}\"\r\nContent-Type: {mime}");
        part(head, file.bytes());
    }
    body.extend_from_slice(format!("--{BOUNDARY}--\r\n").as_bytes());
    body
}

/// What came back. The reply itself is with the call, its secrets masked.
fn arrived(delivery: &Delivery) -> Value {
    json!({ "call": delivery.seen_as, "status": delivery.status })
}

/// The violations, beside their fields, in both languages.
pub(super) fn to_json(violations: &[Violation]) -> Value {
    let violations = violations.iter().map(|violation| {
        json!({
            "path": violation.path(),
            "en": violation.to_string(),
            "zh": violation.to_chinese(),
        })
    });
    violations.collect()
}
