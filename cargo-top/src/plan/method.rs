//! One description as a module: what carries the request, what the reply is, what the prose asks
//! of the method as a whole.

use std::borrow::Cow;

use super::builder::{Builder, Object};
use super::fields::{is_public, is_wire_name, kept};
use super::identifiers::{is_member, module_name};
use super::kinds::Place;
use super::method_name::request_name;
use super::rules::{asked, position};
use super::untold::telling;
use super::verdict::{code_alone, flag_perhaps, is_flag};
use super::{Asked, Module, Type};
use crate::description::{Description, Field};
use crate::rules::{Proposal, Says};

/// Decides what to declare. The request is called `name`, or as its method suggests.
///
/// It never fails: what cannot be declared is left out, and told in the checks.
#[must_use]
pub fn plan(description: &Description, proposals: &[Proposal], name: Option<&str>) -> Module {
    let name = name.map_or_else(|| Cow::Owned(request_name(description)), Cow::Borrowed);
    let mut builder = Builder::new(proposals);
    let (param, mut checks) = request(description, &name, &mut builder);
    let (member, response) = reply(description, &name, &mut builder, &mut checks);
    checks.extend(unflagged(&builder, &response));
    let mut module = Module {
        name: module_name(&name),
        method: description.method.clone(),
        title: telling(&description.title).to_owned(),
        text: telling(&description.text).to_owned(),
        structs: builder.structs,
        codes: builder.codes.codes,
        param,
        member,
        response,
        session: None,
        read: None,
        idempotent_by: None,
        checks,
    };
    whole(&mut module, description, proposals);
    module
}

/// The request's struct, and the parameter that carries it as JSON, if one does.
fn request<'d>(
    description: &'d Description,
    name: &str,
    builder: &mut Builder<'d>,
) -> (Option<String>, Vec<String>) {
    let text = match telling(&description.text) {
        "" => &description.title,
        text => text,
    };
    let carrier = carrier(&description.request);
    let (members, place, at) = match carrier {
        Some(field) => (&field.members, Place::Sent, vec![field.name.clone()]),
        None => (&description.request, Place::Parameter, Vec::new()),
    };
    let object = Object {
        names: vec![name.to_owned(), format!("{name}Request")],
        type_name: carrier.map_or("", |field| &field.type_name),
        text,
        members,
        place,
        at,
        is_reply: false,
    };
    builder.object(&object);
    let checks = carrier.and_then(optional_carrier).into_iter().collect();
    (carrier.map(|field| field.name.trim().to_owned()), checks)
}

/// The one parameter that is an object, and can hold the whole request.
fn carrier(request: &[Field]) -> Option<&Field> {
    let [field] = request else {
        return None;
    };
    let wire = field.name.trim();
    let is_object = field.lists == 0 && !field.members.is_empty();
    (is_object && is_wire_name(wire) && !is_public(wire)).then_some(field)
}

fn optional_carrier(field: &Field) -> Option<String> {
    let requires = field
        .members
        .iter()
        .any(|member| member.required == Some(true));
    (field.required == Some(false) && requires).then(|| {
        format!(
            "the page calls `{}` optional and requires members of it: they are required here",
            field.name.trim()
        )
    })
}

/// The member of the reply that is the result, and the type of that or of the whole.
fn reply<'d>(
    description: &'d Description,
    name: &str,
    builder: &mut Builder<'d>,
    checks: &mut Vec<String>,
) -> (Option<String>, Type) {
    let rows = kept(&description.reply, Place::Answered).0;
    let is_alone = rows.len() == 1 && description.reply.len() == 1;
    let whole = Object {
        names: vec!["Reply".to_owned(), format!("{name}Reply")],
        type_name: "",
        text: "",
        members: &description.reply,
        place: Place::Answered,
        at: Vec::new(),
        is_reply: true,
    };
    match rows.first() {
        Some((wire, row)) if is_alone && is_member(wire) && !is_flag(wire) => {
            (Some((*wire).to_owned()), builder.member(wire, row, checks))
        }
        _ => (None, Type::Struct(builder.object(&whole))),
    }
}

/// A reply whose success no flag tells for certain: a code, of which a person has to say which values
/// mean success, or a flag of something.
fn unflagged(builder: &Builder<'_>, response: &Type) -> Option<String> {
    let Type::Struct(index) = response else {
        return None;
    };
    let reply = builder.structs.get(*index)?;
    if reply.verdict.is_some() {
        return None;
    }
    let (teller, outcome) = if let Some(flag) = flag_perhaps(&reply.fields) {
        (flag, format!("success = {}", flag.identifier))
    } else {
        let code = code_alone(&reply.fields)?;
        (code, format!("code = {}, accepted(…)", code.identifier))
    };
    let text = match teller.text.trim() {
        "" => "undocumented",
        text => text,
    };
    Some(format!(
        "no flag of the reply tells success. `{}` may: `outcome({outcome})`, {text}",
        teller.wire
    ))
}

/// What is said of the method: session, read, idempotency.
fn whole(module: &mut Module, description: &Description, proposals: &[Proposal]) {
    if description.session == Some(true) {
        module.session = Some(Asked {
            certain: true,
            reason: "the sample call hands over a session".to_owned(),
        });
    }
    if description
        .request
        .iter()
        .any(|field| field.name.trim() == "session")
    {
        let reason = "the page lists `session` as a parameter".to_owned();
        module.session.get_or_insert(Asked {
            certain: true,
            reason,
        });
    }
    let top: Vec<_> = module.param.iter().cloned().collect();
    for proposal in proposals {
        match &proposal.says {
            Says::Session => surer(&mut module.session, asked(proposal)),
            Says::Read => surer(&mut module.read, asked(proposal)),
            Says::IdempotentBy(wire) => idempotent(module, wire, proposal, proposal.at == top),
            _ => {}
        }
    }
}

fn surer(place: &mut Option<Asked>, asked: Asked) {
    if place
        .as_ref()
        .is_none_or(|known| asked.certain && !known.certain)
    {
        *place = Some(asked);
    }
}

/// Only a required field of the request itself makes a repeat harmless.
fn idempotent(module: &mut Module, wire: &str, proposal: &Proposal, is_top: bool) {
    let told = format!("idempotent by `{wire}`: {}", proposal.reason);
    let request = module.structs.first().filter(|_| is_top && !proposal.reply);
    let at = request.and_then(|request| position(request, wire));
    let field = at.and_then(|at| request?.fields.get(at));
    let (Some(at), Some(field)) = (at, field) else {
        return module.checks.push(told);
    };
    if !field.required {
        module
            .checks
            .push(format!("{told} (but it may be left out)"));
        return;
    }
    match &module.idempotent_by {
        Some((_, known)) if known.certain || !proposal.certain => module.checks.push(told),
        _ => {
            let before = module.idempotent_by.replace((at, asked(proposal)));
            let said = before.map(|(_, asked)| asked.reason);
            module
                .checks
                .extend(said.map(|said| format!("idempotent by another field: {said}")));
        }
    }
}
