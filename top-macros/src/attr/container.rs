//! The keys on the struct.

use syn::ext::IdentExt;
use syn::parse::{ParseStream, Result};
use syn::{Error, Ident, LitStr, Path, Token, Type};

use super::{equals, field_name, field_names, flag, in_parentheses, set, text};
use crate::check::suggest::{nearest, unknown};
use crate::errors::Errors;
use crate::model::{ContainerKeys, Group, OutcomeKeys, ResolverKeys, Response, Role};

const REQUEST: [&str; 7] = [
    "method",
    "response",
    "param",
    "session",
    "read",
    "idempotent_by",
    "resolved_by",
];
const SHARED: [&str; 4] = ["one_of", "crate", "no_new", "no_serde"];

impl ContainerKeys {
    /// Reads one key and what follows it.
    pub(super) fn read(
        &mut self,
        role: Role,
        key: &Ident,
        input: ParseStream<'_>,
        errors: &Errors,
    ) -> Result<()> {
        let name = key.to_string();
        belongs(role, &name, key, errors);
        let meant = nearest(&name, known(role)).unwrap_or_default();
        self.tried.push(meant.to_owned());
        match name.as_str() {
            "method" => set(&mut self.method, key, text(key, input)?),
            "param" => set(&mut self.param, key, text(key, input)?),
            "response" => set(&mut self.response, key, response(key, input)?),
            "one_of" => {
                self.groups.push(group(key, input)?);
                Ok(())
            }
            "idempotent_by" => {
                let field = field_name(key, "idempotent_by(field)", input)?;
                set(&mut self.idempotent_by, key, field)
            }
            "resolved_by" => {
                let resolver = ResolverKeys::read(key, input, errors)?;
                set(&mut self.resolved_by, key, resolver)
            }
            "outcome" => {
                let outcome = outcome(key, input, errors)?;
                set(&mut self.outcome, key, outcome)
            }
            "crate" => set(&mut self.krate, key, krate(key, input)?),
            "session" => flag(&mut self.session, key, input),
            "read" => flag(&mut self.read, key, input),
            "no_new" => flag(&mut self.no_new, key, input),
            "no_serde" => flag(&mut self.no_serde, key, input),
            _ => Err(unknown(key, "key", known(role))),
        }
    }
}

/// The keys that this derive reads.
fn known(role: Role) -> impl Iterator<Item = &'static str> + Clone {
    let own: &[&str] = match role {
        Role::Request => &REQUEST,
        Role::Object => &["outcome"],
    };
    own.iter().chain(&SHARED).copied()
}

/// A key of the other derive is understood, and told to be out of place.
fn belongs(role: Role, name: &str, key: &Ident, errors: &Errors) {
    if role == Role::Object && REQUEST.contains(&name) {
        errors.at(
            key.span(),
            format_args!(
                "`{name}` is about a method: it belongs to a struct that derives `TopApi`"
            ),
        );
    }
    if role == Role::Request && name == "outcome" {
        errors.at(
            key.span(),
            "`outcome` is about a reply: it belongs to the response, which derives `TopObject`",
        );
    }
}

/// `= Type` or `(member: Type)`
fn response(key: &Ident, input: ParseStream<'_>) -> Result<Response> {
    const FORMS: &str = "write `response = Type` or `response(member: Type)`";
    if input.peek(syn::token::Paren) {
        return in_parentheses(key, "response(member: Type)", input, |content| {
            let member = content.call(Ident::parse_any);
            let member = member.map_err(|error| Error::new(error.span(), FORMS))?;
            if content.parse::<Token![:]>().is_err() {
                return Err(Error::new(member.span(), FORMS));
            }
            let ty = parse_type(content)?;
            if content.is_empty() {
                Ok(Response {
                    member: Some(member),
                    ty,
                })
            } else {
                Err(content.error("one member only: `response(member: Type)`"))
            }
        });
    }
    if !input.peek(Token![=]) {
        return Err(Error::new(key.span(), FORMS));
    }
    input.parse::<Token![=]>()?;
    let ty = parse_type(input)?;
    Ok(Response { member: None, ty })
}

pub(super) fn parse_type(input: ParseStream<'_>) -> Result<Type> {
    if input.peek(LitStr) {
        return Err(input.error("expected a type, without quotes"));
    }
    let parsed = input.parse();
    parsed.map_err(|error: Error| Error::new(error.span(), "expected a type"))
}

fn group(key: &Ident, input: ParseStream<'_>) -> Result<Group> {
    Ok(Group {
        span: key.span(),
        fields: field_names(key, "one_of(a, b)", input)?,
    })
}

fn outcome(key: &Ident, input: ParseStream<'_>, errors: &Errors) -> Result<OutcomeKeys> {
    in_parentheses(key, "outcome(success = field, …)", input, |content| {
        Ok(OutcomeKeys::read(content, errors))
    })
}

fn krate(key: &Ident, input: ParseStream<'_>) -> Result<Path> {
    equals(key, input, "::path::to::top_runtime")?;
    let parsed = input.call(Path::parse_mod_style);
    parsed.map_err(|error| {
        Error::new(
            error.span(),
            "expected the path of top_runtime, without quotes",
        )
    })
}
