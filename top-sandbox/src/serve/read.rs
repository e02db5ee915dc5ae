//! Arguments by the endpoint's data: what is missing gets code 40, what is wrong code 41.

use serde_json::{Map, Value};
use top_runtime::check::check;
use top_runtime::read::read_params;
use top_runtime::{Breach, Endpoint, Field, Kind, Object, Record, Violation, Violations};

use crate::arguments::Arguments;
use crate::error_response::ErrorResponse;

/// Reads a request and holds it against its declaration.
pub(super) fn request(
    endpoint: &'static Endpoint,
    arguments: &Arguments,
) -> Result<Record, ErrorResponse> {
    let mut record = Record::new(endpoint.request());
    fill(endpoint, &mut record, arguments)?;
    match check(endpoint, &record) {
        Ok(_) => Ok(record),
        Err(violations) => Err(match endpoint.param_name() {
            Some(param) if arguments.get(param).is_none() => ErrorResponse::missing_argument(param),
            _ => refusal(violations.as_slice()),
        }),
    }
}

/// Fills a request with the arguments. Like the platform, it ignores names it does not know.
pub(super) fn fill(
    endpoint: &Endpoint,
    request: &mut dyn Object,
    arguments: &Arguments,
) -> Result<(), ErrorResponse> {
    let files = arguments.files().map(|(name, file)| (name, file.clone()));
    let read = read_params(endpoint, request, arguments.texts(), files);
    let found = read.as_ref().err().map_or(&[][..], Violations::as_slice);
    let is_known = |violation: &&Violation| !matches!(violation.breach(), Breach::Unknown { .. });
    let wrong: Vec<_> = found.iter().filter(is_known).cloned().collect();
    if wrong.is_empty() {
        Ok(())
    } else {
        Err(refusal(&wrong))
    }
}

/// The platform names one argument; `sub_msg` tells all that is wrong.
fn refusal(violations: &[Violation]) -> ErrorResponse {
    let sentences: Vec<_> = violations.iter().map(Violation::to_string).collect();
    let error = violations.first().map_or_else(
        || ErrorResponse::new(41),
        |violation| match violation.breach() {
            Breach::NoneOf(names) => {
                let first = names.first().copied().unwrap_or_default();
                ErrorResponse::missing_argument(&within(violation.path(), first))
            }
            Breach::Missing | Breach::MissingBecauseOf(_) => {
                ErrorResponse::missing_argument(violation.path())
            }
            _ => ErrorResponse::invalid_argument(violation.path()),
        },
    );
    error.sub_msg(sentences.join("; "))
}

fn within(path: &str, name: &str) -> String {
    if path.is_empty() {
        name.to_owned()
    } else {
        format!("{path}.{name}")
    }
}

/// The value that calls are counted under, read before anything is checked.
pub(super) fn key(endpoint: &Endpoint, arguments: &Arguments) -> Option<String> {
    let field = key_field(endpoint)?;
    let Some(param) = endpoint.param_name() else {
        return arguments.get(field).map(str::to_owned);
    };
    let members: Map<String, Value> = serde_json::from_str(arguments.get(param)?).ok()?;
    match members.get(field)? {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

fn key_field(endpoint: &Endpoint) -> Option<&'static str> {
    let fields = endpoint.request().fields();
    let is_id = |field: &&Field| field.required() && matches!(field.kind(), Kind::Text);
    endpoint
        .idempotency_field()
        .or_else(|| fields.iter().find(is_id).map(Field::name))
}
