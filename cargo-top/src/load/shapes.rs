//! The structs of a module as shapes, which may hold each other and themselves.

use std::sync::OnceLock;

use top_runtime::{Code, Field, Kind, Limit, Nested, Rule, Shape, Verdict};

use super::kept;
use crate::description::Limits;
use crate::plan::{self, Codes, Module, Struct, Type};

/// The shapes of one module, by position of their structs.
pub(super) struct Shapes {
    cells: &'static [OnceLock<Shape>],
    codes: Vec<Kind>,
}

impl Shapes {
    pub(super) fn of(module: &Module) -> Self {
        let cells = module.structs.iter().map(|_| OnceLock::new());
        let shapes = Self {
            cells: Vec::leak(cells.collect()),
            codes: module.codes.iter().map(code_kind).collect(),
        };
        for (cell, declared) in shapes.cells.iter().zip(&module.structs) {
            cell.get_or_init(|| shapes.shape(declared));
        }
        shapes
    }

    /// The shape at a position; one without fields where there is none.
    pub(super) fn nested(&self, at: usize) -> Nested {
        static NONE: OnceLock<Shape> = OnceLock::new();
        Nested::later(self.cells.get(at).unwrap_or(&NONE))
    }

    pub(super) fn kind(&self, kind: &Type) -> Kind {
        match kind {
            Type::Text => Kind::Text,
            Type::Integer => Kind::Integer,
            Type::Fen => Kind::Fen,
            Type::Yuan => Kind::Yuan,
            Type::Bool => Kind::Bool,
            Type::Decimal => Kind::Decimal,
            Type::Date => Kind::Date,
            Type::File => Kind::File,
            Type::Json => Kind::Json,
            Type::Any => Kind::Raw,
            Type::Code(at) => self.codes.get(*at).copied().unwrap_or(Kind::Text),
            Type::Struct(at) => Kind::Object(self.nested(*at)),
            Type::List(item) => Kind::List(Box::leak(Box::new(self.kind(item)))),
        }
    }

    fn shape(&self, declared: &Struct) -> Shape {
        let fields = declared.fields.iter();
        let fields = fields.map(|field| self.field(field, declared.asked));
        let shape = Shape::new(kept(&declared.name), Vec::leak(fields.collect()))
            .describe(kept(&declared.text))
            .rules(Vec::leak(rules(declared)));
        match &declared.verdict {
            Some(verdict) => shape.verdict(judged_by(verdict)),
            None => shape,
        }
    }

    fn field(&self, field: &plan::Field, asked: bool) -> Field {
        let kind = self.kind(&field.kind);
        // An empty list in a reply is a list, anything else may be missing.
        let required = if asked {
            field.required
        } else {
            matches!(kind, Kind::List(_))
        };
        Field::new(kept(&field.wire), kept(&field.text), kind, required)
            .limits(Vec::leak(limits(kind, &field.limits)))
    }
}

fn code_kind(codes: &Codes) -> Kind {
    let values = codes.values.iter().map(|code| Code {
        value: kept(&code.value),
        meaning: kept(&code.meaning),
    });
    let values = Vec::leak(values.collect());
    if codes.integer {
        Kind::IntegerCode(values)
    } else {
        Kind::TextCode(values)
    }
}

/// The limits that a value of this kind can have.
fn limits(kind: Kind, limits: &Limits) -> Vec<Limit> {
    match kind {
        Kind::Text | Kind::TextCode(_) => {
            let max = limits.max_length.into_iter();
            max.map(|max| Limit::Length { min: 0, max }).collect()
        }
        Kind::List(_) => {
            let max = limits.max_items.into_iter();
            max.map(|max| Limit::Items { max }).collect()
        }
        Kind::Integer | Kind::Fen | Kind::IntegerCode(_) | Kind::Decimal | Kind::Yuan => {
            let (min, max) = (limits.min_value, limits.max_value);
            let limited = min.is_some() || max.is_some();
            let range = Limit::Range {
                min: min.unwrap_or(i64::MIN),
                max: max.unwrap_or(i64::MAX),
            };
            limited.then_some(range).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

fn rules(declared: &Struct) -> Vec<Rule> {
    let groups = declared.one_of.iter().map(|(group, _)| {
        let group = group.iter().filter_map(|at| position(*at));
        Rule::OneOf(Vec::leak(group.collect()))
    });
    let conditions = declared.fields.iter().enumerate().flat_map(|(at, field)| {
        let others = field.required_if.iter();
        others.filter_map(move |(other, _)| {
            Some(Rule::RequiredIf {
                field: position(at)?,
                other: position(*other)?,
            })
        })
    });
    groups.chain(conditions).collect()
}

fn judged_by(verdict: &plan::Verdict) -> Verdict {
    type Setter = fn(Verdict, u16) -> Verdict;
    let parts: [(Option<usize>, Setter); 4] = [
        (verdict.success, Verdict::by_flag),
        (verdict.code, Verdict::code),
        (verdict.message, Verdict::message),
        (verdict.value, Verdict::value),
    ];
    let accepted = verdict.accepted.iter().map(|code| kept(code)).collect();
    let start = Verdict::NONE.accepted(Vec::leak(accepted));
    parts.into_iter().fold(start, |judged, (at, set)| {
        at.and_then(position).map_or(judged, |at| set(judged, at))
    })
}

/// Shapes count their fields in 16 bits; a rule of a field beyond them is left out, as no page
/// comes near.
fn position(at: usize) -> Option<u16> {
    u16::try_from(at).ok()
}
