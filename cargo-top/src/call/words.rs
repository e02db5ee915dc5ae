//! An outcome in a few words.

use top_runtime::{Effect, Endpoint, Error};

/// What a call has done, in the word of a script.
pub(super) fn effect(effect: Effect) -> &'static str {
    match effect {
        Effect::None => "none",
        Effect::Applied => "applied",
        _ => "unknown",
    }
}

/// What a call has done, for a person.
pub(super) fn effect_told(effect: Effect) -> &'static str {
    match effect {
        Effect::None => "nothing was changed on the platform",
        Effect::Applied => "it took effect",
        _ => "nobody knows whether it took effect",
    }
}

/// Whether a call with this effect may be made again.
pub(super) fn again(endpoint: &Endpoint, effect: Effect) -> String {
    match (effect, endpoint.idempotency_field()) {
        _ if endpoint.is_read() => "yes: it only reads".to_owned(),
        (Effect::None, _) => "yes, once the reason is settled".to_owned(),
        (_, Some(field)) => format!("only with the same {field}: then it is carried out once"),
        (Effect::Applied, None) => "no: it would be done twice".to_owned(),
        _ => "no: look it up first, or it may be done twice".to_owned(),
    }
}

/// Whether a script may make it again without a look at anything.
pub(super) fn may_be_repeated(endpoint: &Endpoint, effect: Effect) -> bool {
    effect == Effect::None || endpoint.is_repeatable()
}

/// The stage at which a call failed, in the word of a script.
pub(super) fn outcome(error: &Error) -> &'static str {
    match error {
        Error::Invalid(_) => "invalid",
        Error::NotSent(_) => "not_sent",
        Error::Throttled(_) => "throttled",
        Error::Refused(_) => "refused",
        Error::Rejected(_) => "rejected",
        Error::Unreadable(_) => "unreadable",
        Error::Intent(_) => "intent",
        _ => "unknown",
    }
}
