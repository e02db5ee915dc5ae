//! Pages with one fact changed: what the comparison must notice.

use crate::facts::{Page, Row};

/// The page with one fact changed, for each fact.
pub(crate) fn changed_facts(page: &Page) -> Vec<(String, Page)> {
    let mut changes = changed_rules(page);
    for (side, rows) in [(0, &page.request), (1, &page.reply)] {
        for (at, row) in rows.iter().enumerate() {
            for (change, changed) in changed_rows(row) {
                let mut page = page.clone();
                let rows = if side == 0 {
                    &mut page.request
                } else {
                    &mut page.reply
                };
                rows.splice(at..=at, changed);
                changes.push((format!("{}: {change}", row.path), page));
            }
        }
    }
    changes
}

fn changed_rules(page: &Page) -> Vec<(String, Page)> {
    let mut changes = Vec::new();
    let mut change = |what: &str, edit: &dyn Fn(&mut Page)| {
        let mut page = page.clone();
        edit(&mut page);
        changes.push((what.to_owned(), page));
    };
    change("param", &|page| page.param.name.push('x'));
    change("session", &|page| page.session ^= true);
    change("read", &|page| page.read ^= true);
    change("idempotency", &|page| {
        page.idempotent_by = Some("reason".to_owned());
    });
    for at in 0..page.one_of.len() {
        change("a group", &|page| drop(page.one_of.remove(at)));
    }
    for at in 0..page.required_if.len() {
        change("a condition", &|page| drop(page.required_if.remove(at)));
    }
    changes
}

/// The row left out, doubled under another name, and with each of its facts changed.
fn changed_rows(row: &Row) -> Vec<(&'static str, Vec<Row>)> {
    let renamed = Row {
        path: format!("{}_x", row.path),
        ..row.clone()
    };
    let retyped = Row {
        r#type: "Price".to_owned(),
        ..row.clone()
    };
    let needed = Row {
        required: row.required.map_or(Some(true), |needed| Some(!needed)),
        ..row.clone()
    };
    let unit = if row.unit.is_some() {
        None
    } else {
        Some("fen".to_owned())
    };
    let measured = Row {
        unit,
        ..row.clone()
    };
    let coded = Row {
        codes: [row.codes.clone(), vec![7.into()]].concat(),
        ..row.clone()
    };
    vec![
        ("left out", vec![]),
        ("one more", vec![row.clone(), renamed]),
        ("another type", vec![retyped]),
        ("必须 or 可选", vec![needed]),
        ("another unit", vec![measured]),
        ("one more code", vec![coded]),
    ]
}
