//! A `curl` command line.

use super::{Unread, form, query_of, words};
use crate::signing::call::{Call, Given};

/// Options of curl that take a value and say nothing of parameters.
const WITH_VALUE: [&str; 22] = [
    "-X",
    "--request",
    "-A",
    "--user-agent",
    "-e",
    "--referer",
    "-b",
    "--cookie",
    "-u",
    "--user",
    "-o",
    "--output",
    "-m",
    "--max-time",
    "--connect-timeout",
    "-x",
    "--proxy",
    "--cacert",
    "-w",
    "--write-out",
    "--retry",
    "--resolve",
];

/// Reads the parameters that a `curl` command would send.
pub(super) fn read(line: &str) -> Result<Call, Unread> {
    let mut request = Request::default();
    let mut words = words::split(line)?.into_iter();
    // The prompt and the program's name.
    words.by_ref().find(|word| word == "curl");
    while let Some(word) = words.next() {
        request.take(&word, &mut words)?;
    }
    Ok(request.into_call())
}

/// What a command line asks curl to send.
#[derive(Default)]
struct Request {
    queries: Vec<String>,
    data: Vec<String>,
    call: Call,
    raw: bool,
}

impl Request {
    fn take(&mut self, word: &str, rest: &mut impl Iterator<Item = String>) -> Result<(), Unread> {
        let (option, attached) = parted(word);
        if !option.starts_with('-') {
            self.queries.extend(query_of(word).map(str::to_owned));
            return Ok(());
        }
        if !takes_value(option) {
            return Ok(());
        }
        let value = attached.map(str::to_owned).or_else(|| rest.next());
        let value = value.ok_or_else(|| Unread::new(format!("`{option}` has no value")))?;
        self.option(option, &value)
    }

    fn option(&mut self, option: &str, value: &str) -> Result<(), Unread> {
        match option {
            "-d" | "--data" | "--data-ascii" | "--data-binary" => {
                self.data.push(not_a_file(value)?.to_owned());
            }
            "--data-raw" => self.data.push(value.to_owned()),
            "--json" => {
                self.raw = true;
                self.data.push(not_a_file(value)?.to_owned());
            }
            "--data-urlencode" | "--url-query" => self.data.push(encoded(value)?),
            "-F" | "--form" | "--form-string" => self.part(value, option == "--form-string"),
            "-H" | "--header" => self.raw |= is_raw(value),
            "--url" => self.queries.extend(query_of(value).map(str::to_owned)),
            _ => {}
        }
        Ok(())
    }

    fn part(&mut self, part: &str, verbatim: bool) {
        let (name, value) = part.split_once('=').unwrap_or((part, ""));
        let given = match value.chars().next() {
            Some('@' | '<') if !verbatim => Given::File,
            _ if verbatim => Given::Text(value.to_owned()),
            _ => Given::Text(without_type(value).to_owned()),
        };
        self.call.add(name, given);
    }

    fn into_call(mut self) -> Call {
        for query in &self.queries {
            form::add(&mut self.call, query);
        }
        // curl joins the data of several options; whether they go into the query or the body
        // makes no difference to the signature, unless the body is signed whole.
        if self.raw {
            self.call.body = Some(self.data.concat()).filter(|body| !body.is_empty());
        } else {
            form::add(&mut self.call, &self.data.join("&"));
        }
        self.call
    }
}

/// `--option=value` and `-dvalue` have their value attached.
fn parted(word: &str) -> (&str, Option<&str>) {
    if word.starts_with("--") {
        return (word, None);
    }
    match word.split_at_checked(2) {
        Some((option, value))
            if word.starts_with('-') && !value.is_empty() && takes_value(option) =>
        {
            (option, Some(value))
        }
        _ => (word, None),
    }
}

fn takes_value(option: &str) -> bool {
    let with_parameters = [
        "-d",
        "--data",
        "--data-ascii",
        "--data-binary",
        "--data-raw",
        "--data-urlencode",
        "--json",
        "--url-query",
        "-F",
        "--form",
        "--form-string",
        "-H",
        "--header",
        "--url",
    ];
    with_parameters.contains(&option) || WITH_VALUE.contains(&option)
}

fn not_a_file(value: &str) -> Result<&str, Unread> {
    if value.starts_with('@') {
        return Err(Unread::new(
            "the command takes its data from a file: put the data itself there",
        ));
    }
    Ok(value)
}

/// `--data-urlencode name=content` encodes the content.
fn encoded(value: &str) -> Result<String, Unread> {
    let (name, content) = value.split_once('=').unwrap_or(("", not_a_file(value)?));
    let content: String = form_urlencoded::byte_serialize(content.as_bytes()).collect();
    Ok(if name.is_empty() {
        content
    } else {
        format!("{name}={content}")
    })
}

/// A media type whose body is signed as it is (protocol §3.1).
fn is_raw(header: &str) -> bool {
    let header = header.to_ascii_lowercase();
    let types = [
        "application/json",
        "text/xml",
        "application/xml",
        "text/plain",
    ];
    header
        .strip_prefix("content-type:")
        .is_some_and(|value| types.iter().any(|known| value.trim().starts_with(known)))
}

/// `-F 'a=text;type=text/plain'` names the type of the part behind its value.
fn without_type(value: &str) -> &str {
    value.split_once(";type=").map_or(value, |(value, _)| value)
}
