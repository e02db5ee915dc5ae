//! An endpoint's declaration, as the page makes a form of it.

use std::ptr;

use serde_json::{Value, json};
use top_runtime::{Code, Endpoint, Field, Kind, Limit, Rule, Shape};

use super::sample;

/// All that a form needs to know of an endpoint.
pub(super) fn of(endpoint: &Endpoint) -> Value {
    let mut shapes = Shapes(vec![endpoint.request()]);
    let mut described = Vec::new();
    // Describing one may find more.
    while let Some(shape) = shapes.0.get(described.len()) {
        described.push(shapes.describe(shape));
    }
    json!({
        "method": endpoint.method(),
        "description": prose(endpoint.request().description()),
        "read": endpoint.is_read(),
        "session": endpoint.needs_session(),
        "idempotent_by": endpoint.idempotency_field(),
        "param": endpoint.param_name(),
        "member": endpoint.member_name(),
        "shapes": described,
        "sample": sample::of(endpoint),
    })
}

/// A doc comment for people who read no Rust: without its example, and without marks.
fn prose(description: &str) -> String {
    let (prose, _) = description.split_once("```").unwrap_or((description, ""));
    prose.replace(['`', '[', ']'], "").trim_end().to_owned()
}

/// What an endpoint is for, in a sentence.
pub(super) fn summary(endpoint: &Endpoint) -> String {
    let prose = prose(endpoint.request().description());
    let end = prose.find(". ").map_or(prose.len(), |at| at + 1);
    prose.get(..end).unwrap_or_default().to_owned()
}

/// The shapes that were met: types that hold themselves are described once.
struct Shapes(Vec<&'static Shape>);

impl Shapes {
    fn number(&mut self, shape: &'static Shape) -> usize {
        let known = self.0.iter().position(|known| ptr::eq(*known, shape));
        known.unwrap_or_else(|| {
            self.0.push(shape);
            self.0.len() - 1
        })
    }

    fn describe(&mut self, shape: &'static Shape) -> Value {
        let fields = shape.fields();
        let name = |at: &u16| fields.get(usize::from(*at)).map(Field::name);
        let rule = |rule: &Rule| match rule {
            Rule::OneOf(group) => json!({ "one_of": group.iter().map(name).collect::<Value>() }),
            Rule::RequiredIf { field, other } => {
                json!({ "required": name(field), "if": name(other) })
            }
            _ => Value::Null,
        };
        json!({
            "name": shape.name(),
            "rules": shape.between().iter().map(rule).collect::<Value>(),
            "fields": fields.iter().map(|field| self.field(field)).collect::<Value>(),
        })
    }

    fn field(&mut self, field: &Field) -> Value {
        json!({
            "name": field.name(),
            "description": prose(field.description()),
            "required": field.required(),
            "secret": field.is_secret(),
            "amount": field.is_amount(),
            "kind": self.kind(field.kind()),
            "limits": field.limited_by().iter().map(limit).collect::<Value>(),
        })
    }

    fn kind(&mut self, kind: Kind) -> Value {
        match kind {
            Kind::Object(nested) => {
                json!({ "type": "object", "shape": self.number(nested.shape()) })
            }
            Kind::List(&item) => json!({ "type": "list", "item": self.kind(item) }),
            Kind::TextCode(values) => json!({ "type": "text", "codes": codes(values) }),
            Kind::IntegerCode(values) => json!({ "type": "integer", "codes": codes(values) }),
            Kind::Integer => json!({ "type": "integer" }),
            Kind::Fen => json!({ "type": "fen" }),
            Kind::Bool => json!({ "type": "bool" }),
            Kind::Decimal => json!({ "type": "decimal" }),
            Kind::Yuan => json!({ "type": "yuan" }),
            Kind::Date => json!({ "type": "date" }),
            Kind::File => json!({ "type": "file" }),
            Kind::Json | Kind::Raw => json!({ "type": "json" }),
            _ => json!({ "type": "text" }),
        }
    }
}

fn codes(values: &[Code]) -> Value {
    let values = values.iter();
    values
        .map(|code| json!([code.value, code.meaning]))
        .collect()
}

fn limit(limit: &Limit) -> Value {
    match *limit {
        Limit::Length { min, max } => {
            json!({ "limit": "length", "min": min, "max": (max != u64::MAX).then_some(max) })
        }
        Limit::Range { min, max } => json!({
            "limit": "range",
            "min": (min != i64::MIN).then_some(min),
            "max": (max != i64::MAX).then_some(max),
        }),
        Limit::Items { max } => json!({ "limit": "items", "max": max }),
        _ => Value::Null,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use top_runtime::{Code, Endpoint, Field, Kind, Limit, Nested, Rule, Shape};

    use super::{of, summary};

    const CODES: &[Code] = &[Code {
        value: "A",
        meaning: "first",
    }];
    static NODE: Shape = Shape::new(
        "Node",
        &[
            Field::new("name", "What it is called.", Kind::TextCode(CODES), true)
                .limits(&[Limit::Length { min: 2, max: 4 }]),
            Field::new(
                "children",
                "",
                Kind::List(&Kind::Object(Nested::loaded(&NODE))),
                false,
            ),
        ],
    )
    .rules(&[
        Rule::OneOf(&[0, 1]),
        Rule::RequiredIf { field: 1, other: 0 },
    ]);
    static TREE: Endpoint = Endpoint::loaded("a.tree", Nested::loaded(&NODE), Kind::Text);

    #[test]
    fn examples_stay_out_of_descriptions() {
        static SHAPE: Shape = Shape::new("S", &[]).describe("Finds [`Shop`]s. By id. ``` code ```");
        static ENDPOINT: Endpoint = Endpoint::loaded("a.b", Nested::loaded(&SHAPE), Kind::Text);
        assert_eq!(of(&ENDPOINT)["description"], "Finds Shops. By id.");
        assert_eq!(summary(&ENDPOINT), "Finds Shops.");
    }

    #[test]
    fn a_type_that_holds_itself_is_described_once() {
        let form = of(&TREE);
        assert_eq!(form["shapes"].as_array().unwrap().len(), 1);
        let fields = &form["shapes"][0]["fields"];
        let limits = json!([{ "limit": "length", "min": 2, "max": 4 }]);
        assert_eq!(fields[0]["limits"], limits);
        let codes = json!({ "type": "text", "codes": [["A", "first"]] });
        assert_eq!(fields[0]["kind"], codes);
        let list = json!({ "type": "list", "item": { "type": "object", "shape": 0 } });
        assert_eq!(fields[1]["kind"], list);
        let rules =
            json!([{ "one_of": ["name", "children"] }, { "required": "children", "if": "name" }]);
        assert_eq!(form["shapes"][0]["rules"], rules);
    }
}
