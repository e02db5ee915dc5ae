//! Types as they are spelled, and what a module must import for them.

use std::collections::BTreeSet;

use super::comment::COLUMNS;
use crate::plan::{Module, Type};

/// The type as it stands in the struct at this position, or elsewhere.
pub(super) fn spelled(module: &Module, kind: &Type, inside: Option<usize>) -> String {
    match kind {
        Type::Text => "String".to_owned(),
        Type::Integer => "i64".to_owned(),
        Type::Fen => "Fen".to_owned(),
        Type::Yuan => "Yuan".to_owned(),
        Type::Bool => "bool".to_owned(),
        Type::Decimal => "Decimal".to_owned(),
        Type::Date => "DateTime".to_owned(),
        Type::File => "File".to_owned(),
        Type::Json => "Json".to_owned(),
        Type::Any => "Serde<serde_json::Value>".to_owned(),
        Type::Code(code) => {
            let codes = module.codes.get(*code);
            codes.map(|codes| codes.name.clone()).unwrap_or_default()
        }
        Type::Struct(to) => {
            let declared = module.structs.get(*to);
            let name = declared.map(|declared| declared.name.clone());
            let name = name.unwrap_or_default();
            if inside.is_some_and(|from| *to <= from && holds(module, *to, from)) {
                format!("Box<{name}>")
            } else {
                name
            }
        }
        Type::List(item) => format!("Vec<{}>", spelled(module, item, None)),
    }
}

/// Whether a value of one struct has the other in it, without a list between.
fn holds(module: &Module, outer: usize, inner: usize) -> bool {
    let mut seen = BTreeSet::new();
    let mut open = vec![outer];
    while let Some(at) = open.pop() {
        if at == inner {
            return true;
        }
        if !seen.insert(at) {
            continue;
        }
        let fields = module
            .structs
            .get(at)
            .into_iter()
            .flat_map(|declared| &declared.fields);
        open.extend(fields.filter_map(|field| match field.kind {
            Type::Struct(to) => Some(to),
            _ => None,
        }));
    }
    false
}

/// The line that brings in what the module uses.
pub(super) fn imports(module: &Module) -> String {
    let mut names = BTreeSet::from(["TopApi"]);
    if module.structs.len() > 1 {
        names.insert("TopObject");
    }
    import(&module.response, &mut names);
    for field in module.structs.iter().flat_map(|declared| &declared.fields) {
        import(&field.kind, &mut names);
    }
    let names: Vec<_> = names.into_iter().collect();
    let line = match &names[..] {
        [only] => format!("use top_runtime::{only};"),
        _ => format!("use top_runtime::{{{}}};", names.join(", ")),
    };
    debug_assert!(line.len() <= COLUMNS, "all names together fit one line");
    line
}

fn import(kind: &Type, names: &mut BTreeSet<&'static str>) {
    match kind {
        Type::Fen => names.extend(["Fen"]),
        Type::Yuan => names.extend(["Yuan"]),
        Type::Decimal => names.extend(["Decimal"]),
        Type::Date => names.extend(["DateTime"]),
        Type::File => names.extend(["File"]),
        Type::Json => names.extend(["Json"]),
        Type::Any => names.extend(["Serde", "serde_json"]),
        Type::List(item) => import(item, names),
        Type::Text | Type::Integer | Type::Bool | Type::Code(_) | Type::Struct(_) => {}
    }
}
