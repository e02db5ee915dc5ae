//! How a reply tells success from rejection: by what `outcome(…)` names, and by well-known names.

use proc_macro2::Span;
use syn::Ident;

use super::position;
use crate::errors::Errors;
use crate::model::{Declaration, Field, OutcomeKeys, Role};
use crate::spelled::Spelled;

/// Wire names of the flag that is true on success, the surest first.
const FLAGS: [&str; 3] = ["biz_success", "success", "is_success"];
/// Wire names of the business code.
const CODES: [&str; 8] = [
    "result_code",
    "err_code",
    "error_code",
    "code",
    "rsp_code",
    "ret_code",
    "biz_code",
    "sub_code",
];
/// Wire names of the text for people.
const MESSAGES: [&str; 9] = [
    "result_desc",
    "err_msg",
    "error_msg",
    "message",
    "msg",
    "result_msg",
    "rsp_msg",
    "sub_msg",
    "error_message",
];

/// The fields of the verdict, by position, and the codes.
#[derive(Default)]
pub(crate) struct Verdict {
    /// The flag.
    pub(crate) success: Option<usize>,
    /// The business code.
    pub(crate) code: Option<usize>,
    /// The text for people.
    pub(crate) message: Option<usize>,
    /// The payload.
    pub(crate) value: Option<usize>,
    /// Codes of success, where there is no flag.
    pub(crate) accepted: Vec<String>,
    /// Codes after which nobody knows.
    pub(crate) doubtful: Vec<String>,
}

/// The verdict: what is named counts, what is not is told by its name.
pub(super) fn resolve(declaration: &Declaration, errors: &Errors) -> Verdict {
    let fields = &declaration.fields;
    if declaration.role == Role::Request {
        return Verdict::default();
    }
    let Some(keys) = &declaration.keys.outcome else {
        return infer(Verdict::default(), fields);
    };
    let find = |name: &Option<Ident>| position(fields, name.as_ref()?, errors);
    let named = Verdict {
        success: find(&keys.success),
        code: find(&keys.code),
        message: find(&keys.message),
        value: find(&keys.value),
        accepted: keys.accepted.iter().map(syn::LitStr::value).collect(),
        doubtful: keys.doubtful.iter().map(syn::LitStr::value).collect(),
    };
    if let Some(none) = keys.none {
        contradiction(keys, none, errors);
        return Verdict {
            value: named.value,
            ..Verdict::default()
        };
    }
    let verdict = infer(named, fields);
    if !keys.broken {
        complete(keys, &verdict, errors);
    }
    verdict
}

/// Fills in what well-known names tell. Nothing but a flag makes a `code` a business code.
fn infer(mut verdict: Verdict, fields: &[Field]) -> Verdict {
    if verdict.accepted.is_empty() {
        verdict.success = verdict.success.or_else(|| first(&FLAGS, fields));
    }
    if verdict.success.is_some() || !verdict.accepted.is_empty() {
        verdict.code = verdict.code.or_else(|| first(&CODES, fields));
        verdict.message = verdict.message.or_else(|| first(&MESSAGES, fields));
    }
    verdict
}

fn first(names: &[&str], fields: &[Field]) -> Option<usize> {
    let tells = |field: &Field| !matches!(Spelled::of(&field.ty), Spelled::List | Spelled::File);
    names.iter().find_map(|name| {
        fields
            .iter()
            .position(|field| field.wire().0 == *name && tells(field))
    })
}

fn contradiction(keys: &OutcomeKeys, none: Span, errors: &Errors) {
    let named = keys.success.is_some() || keys.code.is_some() || keys.message.is_some();
    if named || !keys.accepted.is_empty() || !keys.doubtful.is_empty() {
        errors.at(
            none,
            "`none` says that nothing tells success from rejection: only `value` can stand beside it",
        );
    }
}

fn complete(keys: &OutcomeKeys, verdict: &Verdict, errors: &Errors) {
    if let (Some(flag), Some(accepted)) = (&keys.success, keys.accepted.first()) {
        errors.at(
            accepted.span(),
            format_args!(
                "`{flag}` already tells success: `accepted` is for replies without a flag"
            ),
        );
    }
    let codes = keys.accepted.first().or(keys.doubtful.first());
    if let (Some(codes), None, None) = (codes, verdict.code, &keys.code) {
        errors.at(
            codes.span(),
            "which field holds the code? add `code = field`",
        );
    }
    if let (Some(word), None, true, None) = (
        keys.code.as_ref().or(keys.message.as_ref()),
        verdict.success,
        verdict.accepted.is_empty(),
        &keys.success,
    ) {
        errors.at(
            word.span(),
            "nothing tells when it is a failure: add `success = field` or `accepted(\"code\", …)`",
        );
    }
}
