//! Parameters that were signed and should not be, or the other way round; and the body.

use top_runtime::is_blank;

use super::{Scene, Variant};
use crate::signing::call::Given;
use crate::signing::draft::{Draft, Pair, pair};

/// Public parameters that an SDK may sign and forget to send.
const FORGOTTEN: [(&str, &str); 12] = [
    ("format", "json"),
    ("format", "xml"),
    ("v", "2.0"),
    ("simplify", "true"),
    ("simplify", "false"),
    ("sign_method", "md5"),
    ("sign_method", "hmac"),
    ("sign_method", "hmac-sha256"),
    ("session", ""),
    ("sign", ""),
    ("partner_id", "top-apitools"),
    ("force_sensitive_param_fuzzy", "true"),
];

pub(super) fn variants(scene: &Scene<'_>, draft: &Draft) -> Vec<Variant> {
    let unsent = empties(scene, draft).into_iter().chain(nulls(scene, draft));
    let forgotten = forgotten(draft).into_iter().chain(left_out(draft));
    unsent
        .chain(forgotten)
        .chain(secrets(scene, draft))
        .chain(names(draft))
        .chain(bodies(draft))
        .collect()
}

/// Empty and blank values, which many SDKs sign because they send them.
fn empties(scene: &Scene<'_>, draft: &Draft) -> Vec<Variant> {
    let blank = |wanted: fn(&str) -> bool| -> Vec<Pair> {
        let params = scene
            .call
            .params
            .iter()
            .filter(|param| param.name != "sign");
        let texts = params.filter_map(|param| match &param.value {
            Given::Text(text) if wanted(text) => Some(pair(&param.name, text)),
            _ => None,
        });
        texts.collect()
    };
    let all = blank(is_blank);
    let white = blank(|text| is_blank(text) && !text.is_empty());
    let kept = [
        (
            "values of white space were signed, as SDKs that send them do",
            white,
        ),
        (
            "empty values were signed too, as SDKs that send them do",
            all.clone(),
        ),
    ];
    let tolerated = kept.map(|(says, pairs)| Variant {
        tolerated: true,
        ..added(draft, says, pairs)
    });
    let nameless = added(
        draft,
        "empty values were signed as `null`",
        with_value(&all, "null"),
    );
    [tolerated.into(), vec![nameless]].concat()
}

fn nulls(scene: &Scene<'_>, draft: &Draft) -> Vec<Variant> {
    let unsent = |wanted: &Given| -> Vec<Pair> {
        let params = scene
            .call
            .params
            .iter()
            .filter(|param| param.value == *wanted);
        params.map(|param| pair(&param.name, "")).collect()
    };
    let (nulls, files) = (unsent(&Given::Null), unsent(&Given::File));
    let words = ["null", "None", "undefined", "NULL", "nil"];
    let as_word = |word| {
        added(
            draft,
            &format!("null was signed as the text `{word}`"),
            with_value(&nulls, word),
        )
    };
    let others = [
        added(
            draft,
            "the names of parameters that are null were signed",
            nulls.clone(),
        ),
        added(draft, "the names of file parts were signed", files),
    ];
    words.into_iter().map(as_word).chain(others).collect()
}

fn with_value(pairs: &[Pair], value: &str) -> Vec<Pair> {
    pairs
        .iter()
        .map(|(name, _)| (name.clone(), value.as_bytes().to_vec()))
        .collect()
}

/// Public parameters with a value that is not sent.
fn forgotten(draft: &Draft) -> Vec<Variant> {
    let with = |(name, value): (&str, &str)| {
        let mut pairs = draft.pairs.clone();
        pairs.retain(|(known, _)| known != name.as_bytes());
        let says = match draft.pairs.len() - pairs.len() {
            0 => format!("`{name}={value}` was signed and is not sent"),
            _ => format!("`{name}` was signed as `{value}`, and is sent with another value"),
        };
        added(&draft.with(pairs), &says, vec![pair(name, value)])
    };
    FORGOTTEN.map(with).into()
}

/// Parameters that are sent and were not signed.
fn left_out(draft: &Draft) -> Vec<Variant> {
    let without = |at: usize| {
        let mut pairs = draft.pairs.clone();
        let (name, _) = pairs.remove(at);
        let says = format!(
            "`{}` was not signed, and is sent",
            String::from_utf8_lossy(&name)
        );
        Variant::new(says, draft.with(pairs))
    };
    let mut pairs = draft.pairs.clone();
    pairs.retain(|(_, value)| !value.starts_with(b"@"));
    let at = "values that begin with `@` were not signed, as an old PHP SDK takes them for files";
    let plain = (0..draft.pairs.len()).map(without);
    [Variant::new(at, draft.with(pairs))]
        .into_iter()
        .chain(plain)
        .collect()
}

/// The secret as one more parameter.
fn secrets(scene: &Scene<'_>, draft: &Draft) -> Vec<Variant> {
    let with = |name| {
        let says = format!("the secret was signed as a parameter `{name}` too");
        added(draft, &says, vec![pair(name, scene.secret)])
    };
    ["app_secret", "appSecret", "secret", "client_secret"]
        .map(with)
        .into()
}

fn names(draft: &Draft) -> Vec<Variant> {
    let lower = draft
        .pairs
        .iter()
        .map(|(name, value)| (name.to_ascii_lowercase(), value.clone()));
    let values = draft
        .pairs
        .iter()
        .map(|(_, value)| (Vec::new(), value.clone()));
    let mut lower: Vec<Pair> = lower.collect();
    lower.sort();
    vec![
        Variant::new("the names were signed in lower case", draft.with(lower)),
        Variant::new(
            "the values were signed without their names",
            draft.with(values.collect()),
        ),
    ]
}

fn bodies(draft: &Draft) -> Vec<Variant> {
    let Some(body) = &draft.body else {
        return Vec::new();
    };
    let with = |says: &str, body: Option<Vec<u8>>| {
        let draft = Draft {
            body,
            ..draft.clone()
        };
        Variant::new(says, draft)
    };
    let in_front = Draft {
        pairs: [vec![(Vec::new(), body.clone())], draft.pairs.clone()].concat(),
        body: None,
        between: draft.between,
    };
    let named = added(
        &Draft {
            body: None,
            ..draft.clone()
        },
        "the body was signed as a parameter `body`",
        vec![(b"body".to_vec(), body.clone())],
    );
    vec![
        with(
            "the body was not signed: it stands behind the parameters",
            None,
        ),
        with(
            "the body was signed without the white space at its ends",
            Some(body.trim_ascii().to_vec()),
        ),
        with(
            "the body was signed without its line breaks",
            Some(without_breaks(body)),
        ),
        with(
            "the body was signed with a line break behind it",
            Some([body.as_slice(), b"\n"].concat()),
        ),
        Variant::new(
            "the body was signed before the parameters: it stands behind them",
            in_front,
        ),
        named,
    ]
}

fn without_breaks(body: &[u8]) -> Vec<u8> {
    body.iter()
        .copied()
        .filter(|byte| !matches!(byte, b'\r' | b'\n'))
        .collect()
}

/// The draft with more pairs, each at its place.
fn added(draft: &Draft, says: &str, more: Vec<Pair>) -> Variant {
    let mut pairs = [draft.pairs.clone(), more].concat();
    pairs.sort();
    Variant::new(says, draft.with(pairs))
}
