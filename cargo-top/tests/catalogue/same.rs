//! Whether two values say the same, whatever their types are.

use top_runtime::{Object, Ref};

/// Nothing, or where they differ.
pub(crate) fn same(path: &str, a: Ref<'_>, b: Ref<'_>) -> Result<(), String> {
    let equal = match (a, b) {
        (Ref::Object(a), Ref::Object(b)) => return objects(path, a, b),
        (Ref::List(a), Ref::List(b)) if a.len() == b.len() => {
            return (0..a.len())
                .try_for_each(|at| same(&format!("{path}[{at}]"), a.item(at), b.item(at)));
        }
        (Ref::Absent, Ref::Absent) => true,
        (Ref::Text(a), Ref::Text(b)) => a == b,
        (Ref::Integer(a), Ref::Integer(b)) => a == b,
        (Ref::Bool(a), Ref::Bool(b)) => a == b,
        (Ref::Decimal(a), Ref::Decimal(b)) => a == b,
        (Ref::Date(a), Ref::Date(b)) => a == b,
        (Ref::File(a), Ref::File(b)) => a == b,
        (Ref::Raw(a), Ref::Raw(b)) => {
            let json = |raw: &dyn top_runtime::Raw| {
                let mut text = String::new();
                raw.write(&mut text).unwrap();
                serde_json::from_str::<serde_json::Value>(&text).unwrap()
            };
            json(a) == json(b)
        }
        _ => false,
    };
    if equal {
        Ok(())
    } else {
        Err(format!("{path}: {a:?} is not {b:?}"))
    }
}

fn objects(path: &str, a: &dyn Object, b: &dyn Object) -> Result<(), String> {
    let (own, others) = (a.shape().fields(), b.shape().fields());
    if own.len() != others.len() {
        return Err(format!("{path}: {} and {} fields", own.len(), others.len()));
    }
    for (at, field) in own.iter().enumerate() {
        let Some((other, _)) = b.shape().field(field.name()) else {
            return Err(format!("{path}: no {}", field.name()));
        };
        let path = format!("{path}.{}", field.name());
        same(&path, a.get(at), b.get(other))?;
    }
    Ok(())
}
