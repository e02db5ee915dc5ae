//! The fields of a struct and of all that it holds, as rows of a tree.

use top_runtime::{Field, Kind, Rule, Shape};

use super::words;

/// One line of the tree, and what is written beside or below it.
#[derive(Debug)]
pub(super) struct Row {
    /// The branches in front of the name.
    pub(super) branch: String,
    /// The branches in front of what is written below it.
    pub(super) below: String,
    pub(super) name: String,
    pub(super) kind: String,
    /// 必须 or 可选; `None` in a reply.
    pub(super) required: Option<bool>,
    pub(super) notes: Vec<String>,
}

/// Whose fields they are.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Asked {
    /// Those of a request are 必须 or 可选.
    Request,
    /// Those of a reply come or don't.
    Reply,
}

/// The rows of a struct.
pub(super) fn rows(shape: &'static Shape, asked: Asked) -> Vec<Row> {
    let mut tree = Tree::new(asked);
    tree.members(shape, "", false);
    tree.rows
}

/// The rows of a reply that is one value.
pub(super) fn rows_of_one(name: &str, kind: Kind) -> Vec<Row> {
    let mut tree = Tree::new(Asked::Reply);
    tree.rows.push(Row {
        branch: String::new(),
        below: String::new(),
        name: name.to_owned(),
        kind: words::kind(kind),
        required: None,
        notes: held(kind).map_or_else(Vec::new, |shape| vec![words::prose(shape.description())]),
    });
    if let Some(shape) = held(kind) {
        tree.members(shape, "", true);
    }
    tree.rows
}

/// The rules between the fields of a struct and of all that it holds, a sentence each.
pub(super) fn rules(shape: &'static Shape) -> Vec<String> {
    let mut found = Vec::new();
    collect(shape, "", &mut Vec::new(), &mut found);
    found
}

struct Tree {
    asked: Asked,
    /// The structs around the one that is written, to end types that hold themselves.
    around: Vec<&'static Shape>,
    rows: Vec<Row>,
}

impl Tree {
    fn new(asked: Asked) -> Self {
        Self {
            asked,
            around: Vec::new(),
            rows: Vec::new(),
        }
    }

    /// Writes the fields behind these branches; those that are nested get branches of their own.
    fn members(&mut self, shape: &'static Shape, stem: &str, nested: bool) {
        self.around.push(shape);
        let fields = shape.fields();
        for (at, field) in fields.iter().enumerate() {
            let (fork, under) = match (nested, at + 1 == fields.len()) {
                (false, _) => ("", ""),
                (true, true) => ("└ ", "  "),
                (true, false) => ("├ ", "│ "),
            };
            self.field(field, format!("{stem}{fork}"), &format!("{stem}{under}"));
        }
        self.around.pop();
    }

    fn field(&mut self, field: &Field, branch: String, below: &str) {
        let inside = held(field.kind());
        let again = inside.is_some_and(|inside| self.is_around(inside));
        let mut notes = words::notes(field);
        if again {
            notes.push("the same type once more".to_owned());
        }
        self.rows.push(Row {
            branch,
            below: below.to_owned(),
            name: field.name().to_owned(),
            kind: words::kind(field.kind()),
            required: (self.asked == Asked::Request).then_some(field.required()),
            notes,
        });
        if let (Some(inside), false) = (inside, again) {
            self.members(inside, below, true);
        }
    }

    fn is_around(&self, shape: &'static Shape) -> bool {
        self.around
            .iter()
            .any(|around| std::ptr::eq(*around, shape))
    }
}

/// The struct that a value is made of, or its items.
fn held(kind: Kind) -> Option<&'static Shape> {
    match kind {
        Kind::Object(nested) => Some(nested.shape()),
        Kind::List(item) => held(*item),
        _ => None,
    }
}

fn collect(
    shape: &'static Shape,
    path: &str,
    around: &mut Vec<&'static Shape>,
    found: &mut Vec<String>,
) {
    let name = |at: &u16| {
        let field = shape.fields().get(usize::from(*at));
        field.map_or("", Field::name)
    };
    found.extend(shape.between().iter().filter_map(|rule| match rule {
        Rule::OneOf(group) => {
            let names: Vec<_> = group.iter().map(name).collect();
            Some(format!("{path}at least one of {}", names.join(", ")))
        }
        Rule::RequiredIf { field, other } => Some(format!(
            "{path}{} is 必须 when {} is given",
            name(field),
            name(other)
        )),
        _ => None,
    }));
    around.push(shape);
    for field in shape.fields() {
        if let Some(inside) = held(field.kind())
            && !around.iter().any(|shape| std::ptr::eq(*shape, inside))
        {
            let path = format!("{path}{}: ", field.name());
            collect(inside, &path, around, found);
        }
    }
    around.pop();
}
