//! What a declaration demands of its request, in words.

use top_runtime::{Endpoint, Kind, Rule, Shape};

/// Prints what the endpoint's declaration says about a call.
pub(crate) fn print(endpoint: &Endpoint) {
    println!("  effect      {}", effect(endpoint));
    if endpoint.needs_session() {
        println!("  session     needed");
    }
    print_shape("", endpoint.request());
}

fn effect(endpoint: &Endpoint) -> String {
    match (endpoint.is_read(), endpoint.idempotency_field()) {
        (true, _) => "none, it reads".to_owned(),
        (false, Some(field)) => format!("once per {field}"),
        (false, None) => "every time it is called".to_owned(),
    }
}

fn print_shape(path: &str, shape: &Shape) {
    let required = shape.fields().iter().filter(|field| field.required());
    let required: Vec<_> = required
        .map(|field| format!("{path}{}", field.name()))
        .collect();
    if !required.is_empty() {
        println!("  required    {}", required.join(", "));
    }
    for rule in shape.between() {
        println!("  rule        {}", in_words(rule, path, shape));
    }
    for field in shape.fields() {
        if let Kind::TextCode(codes) | Kind::IntegerCode(codes) = field.kind() {
            let codes: Vec<_> = codes.iter().map(|code| code.value).collect();
            println!("  codes       {path}{}: {}", field.name(), codes.join(", "));
        }
        if let Some(nested) = nested(field.kind()) {
            print_shape(&format!("{path}{}[].", field.name()), nested);
        }
    }
}

fn in_words(rule: &Rule, path: &str, shape: &Shape) -> String {
    let name = |at: &u16| {
        let field = shape.fields().get(usize::from(*at));
        field.map_or(String::new(), |field| format!("{path}{}", field.name()))
    };
    match rule {
        Rule::OneOf(fields) => {
            let names: Vec<_> = fields.iter().map(name).collect();
            format!("at least one of {}", names.join(", "))
        }
        Rule::RequiredIf { field, other } => {
            format!("{} when {} is given", name(field), name(other))
        }
        other => format!("{other:?}"),
    }
}

fn nested(kind: Kind) -> Option<&'static Shape> {
    match kind {
        Kind::List(Kind::Object(item)) => Some(item.shape()),
        _ => None,
    }
}
