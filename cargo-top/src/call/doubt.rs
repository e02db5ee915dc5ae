//! How to find out what became of a call of unknown effect.

use serde_json::{Map, Value as JsonValue};
use top_runtime::resolve::{Reason, Resolution};
use top_runtime::{Endpoint, Resolver};

/// The read that tells, with what it is asked.
pub(super) struct Question {
    resolver: &'static Resolver,
    params: Map<String, JsonValue>,
}

impl Question {
    /// The read of an endpoint, asked about a call with these parameters; `None` where none is
    /// declared, or nothing that it asks by was given.
    pub(super) fn about(endpoint: &Endpoint, given: &Map<String, JsonValue>) -> Option<Self> {
        let resolver = endpoint.resolver()?;
        let asked = resolver.by().iter().filter_map(|(ours, theirs)| {
            let (_, field) = endpoint.request().field(ours)?;
            let value = given.get(*ours).filter(|value| !value.is_null())?;
            (!field.is_secret()).then(|| ((*theirs).to_owned(), value.clone()))
        });
        let params: Map<_, _> = asked.collect();
        (!params.is_empty()).then_some(Self { resolver, params })
    }

    /// The command that asks.
    pub(super) fn command(&self) -> String {
        let params = JsonValue::Object(self.params.clone()).to_string();
        let quoted = params.replace('\'', r"'\''");
        let method = self.resolver.read().method();
        format!("echo '{quoted}' | cargo top call {method} --params -")
    }

    /// How its answer is understood.
    pub(super) fn meaning(&self) -> String {
        let conditions = self.resolver.conditions().iter();
        let conditions: Vec<_> = conditions
            .map(|(field, text)| format!("{field} {text}"))
            .collect();
        let with = if conditions.is_empty() {
            String::new()
        } else {
            format!(" with {}", conditions.join(" and "))
        };
        let minutes = self.resolver.settling_time().as_secs().div_ceil(60);
        format!(
            "if it shows an entry{with}, the call was carried out; if there is none {minutes} minutes after the call, it was not"
        )
    }

    pub(super) fn to_json(&self) -> JsonValue {
        serde_json::json!({
            "method": self.resolver.read().method(),
            "params": self.params,
            "meaning": self.meaning(),
        })
    }
}

/// A resolution in words.
pub(super) fn told(resolution: &Resolution) -> String {
    match resolution {
        Resolution::Applied(_) => "it was carried out: don't call again".to_owned(),
        Resolution::NotApplied => "it was not carried out: it may be called again".to_owned(),
        Resolution::StillUnknown { why, ask_again_in } => still_unknown(why, *ask_again_in),
        _ => "nobody knows yet".to_owned(),
    }
}

fn still_unknown(why: &Reason, ask_again_in: Option<std::time::Duration>) -> String {
    match ask_again_in {
        Some(wait) => format!("nobody knows yet: {why}; ask again in {} s", wait.as_secs()),
        None => format!("nobody knows: {why}"),
    }
}

/// A resolution for a script.
pub(super) fn to_json(resolution: &Resolution) -> JsonValue {
    let (state, found) = match resolution {
        Resolution::Applied(found) => ("applied", Some(found.value())),
        Resolution::NotApplied => ("not applied", None),
        _ => ("still unknown", None),
    };
    serde_json::json!({ "state": state, "words": told(resolution), "found": found })
}
