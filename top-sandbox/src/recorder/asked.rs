//! What a caller asked for, as it may be shown.

use std::time::{SystemTime, UNIX_EPOCH};

use serde_json::{Value, json};
use top_runtime::Endpoint;

use super::mask::Mask;
use crate::call::Call;
use crate::checks;

/// The longest value that is kept, in bytes, and the most of all values of one call.
const LONGEST: usize = 16 * 1024;
const MOST: usize = 256 * 1024;

/// One call as it came, without its secrets.
pub(crate) struct Asked {
    /// Milliseconds since 1970.
    pub(super) at: u64,
    pub(super) verb: String,
    pub(super) batch: Batch,
    pub(super) method: String,
    pub(super) request_id: String,
    app_key: String,
    sign_method: &'static str,
    params: Vec<(String, String)>,
    files: Vec<(String, String, usize)>,
    body: String,
    /// How many parameters are left out because there were too many.
    left_out: usize,
    pub(super) mask: Mask,
}

/// What a call has to do with a batch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Batch {
    /// Nothing.
    Alone,
    /// It is one.
    Whole,
    /// It is in one.
    Inside,
}

impl Asked {
    pub(super) fn of(call: &Call, endpoint: Option<&'static Endpoint>) -> Self {
        let arguments = call.arguments();
        let mut mask = Mask::default();
        let mut asked = Self {
            at: now(),
            verb: call.verb().to_owned(),
            batch: call.batch(),
            method: clipped(arguments.get("method").unwrap_or_default(), 200),
            request_id: call.request_id().to_owned(),
            app_key: clipped(arguments.get("app_key").unwrap_or_default(), 200),
            sign_method: checks::sign_method(arguments).map_or("", |method| method.as_str()),
            params: Vec::new(),
            files: Vec::new(),
            body: String::new(),
            left_out: 0,
            mask: Mask::default(),
        };
        let mut room = MOST;
        // Secrets first: they may be echoed in any other value.
        for (name, value) in arguments.texts() {
            mask.param(endpoint, name, value);
        }
        for (name, value) in arguments.texts() {
            asked.add(name, &mask.param(endpoint, name, value), &mut room);
        }
        let files = arguments.files();
        asked.files = files.map(|(name, file)| file_of(name, file)).collect();
        let body = arguments.raw_body();
        let body = match asked.batch {
            Batch::Whole => mask.form(body),
            _ => mask.json(endpoint.map(Endpoint::request), body),
        };
        asked.body = clipped(&body, LONGEST);
        asked.mask = mask;
        asked
    }

    fn add(&mut self, name: &str, value: &str, room: &mut usize) {
        let (name, value) = (clipped(name, 200), clipped(value, LONGEST));
        match room.checked_sub(name.len() + value.len()) {
            Some(left) => {
                *room = left;
                self.params.push((name, value));
            }
            None => self.left_out += 1,
        }
    }

    /// Roughly how many bytes it keeps.
    pub(super) fn weight(&self) -> usize {
        let params = self
            .params
            .iter()
            .map(|(name, value)| name.len() + value.len() + 48);
        let files = self
            .files
            .iter()
            .map(|(name, file, _)| name.len() + file.len() + 56);
        params.sum::<usize>() + files.sum::<usize>() + self.body.len() + self.method.len() + 512
    }

    /// What is signed: names and values in the order of the names, then the body (protocol §3.1).
    fn canonical(&self) -> String {
        let signed = self.params.iter().filter(|(name, _)| name != "sign");
        let mut text: String = signed
            .flat_map(|(name, value)| [&**name, &**value])
            .collect();
        text.push_str(&self.body);
        text
    }

    #[cfg(test)]
    pub(super) fn sample() -> Self {
        let incoming = crate::incoming::Incoming::default();
        let sandbox = crate::Sandbox::builder().build();
        let arguments = crate::arguments::Arguments::read(&incoming);
        Self::of(&Call::read(&sandbox.0, &incoming, arguments), None)
    }

    pub(super) fn to_json(&self) -> Value {
        json!({
            "request_id": self.request_id,
            "verb": self.verb,
            "app_key": self.app_key,
            "params": self.params,
            "files": self.files,
            "body": self.body,
            "left_out": self.left_out,
            "sign_method": self.sign_method,
            "canonical": self.canonical(),
        })
    }
}

fn file_of(name: &str, file: &top_runtime::File) -> (String, String, usize) {
    (
        clipped(name, 200),
        clipped(file.name(), 200),
        file.bytes().len(),
    )
}

/// The beginning of a text, and how much is missing.
pub(super) fn clipped(text: &str, most: usize) -> String {
    if text.len() <= most {
        return text.to_owned();
    }
    let end = (0..=most).rev().find(|at| text.is_char_boundary(*at));
    let start = end.and_then(|end| text.get(..end)).unwrap_or_default();
    format!("{start} … +{} bytes", text.len() - start.len())
}

fn now() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    since.map_or(0, |since| {
        u64::try_from(since.as_millis()).unwrap_or(u64::MAX)
    })
}

#[cfg(test)]
mod tests {
    use super::clipped;

    #[test]
    fn long_texts_are_cut_between_letters() {
        assert_eq!(clipped("short", 5), "short");
        assert_eq!(clipped("中文字", 4), "中 … +6 bytes");
        assert_eq!(clipped("ab", 0), " … +2 bytes");
    }
}
