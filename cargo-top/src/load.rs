//! A module as an endpoint in memory: what a description file says is then called, shown and
//! compared like a compiled declaration.

mod shapes;

use top_runtime::Endpoint;

use crate::plan::Module;

use shapes::Shapes;

/// Loads what a module declares.
///
/// It is kept for the life of the program, as compiled declarations are.
///
/// ```
/// use cargo_top::load::load;
/// use cargo_top::plan::{Module, Struct, Type};
/// # let asked = |certain| cargo_top::plan::Asked { certain, reason: String::new() };
///
/// let request = Struct {
///     name: "GetTime".to_owned(),
///     asked: true,
///     // …
/// #   text: String::new(), fields: Vec::new(), one_of: Vec::new(), verdict: None,
/// #   checks: Vec::new(),
/// };
/// let module = Module {
///     method: "taobao.time.get".to_owned(),
///     structs: vec![request],
///     member: Some("time".to_owned()),
///     response: Type::Text,
///     // …
/// #   name: "time_get".to_owned(), title: String::new(), text: String::new(), codes: Vec::new(),
/// #   param: None, session: None, read: Some(asked(true)), idempotent_by: None, checks: Vec::new(),
/// };
/// let endpoint = load(&module);
/// assert_eq!(endpoint.method(), "taobao.time.get");
/// assert_eq!(endpoint.request().name(), "GetTime");
/// assert!(endpoint.is_read());
/// ```
pub fn load(module: &Module) -> &'static Endpoint {
    let shapes = Shapes::of(module);
    let method = kept(&module.method);
    let request = shapes.nested(0);
    let mut endpoint = Endpoint::loaded(method, request, shapes.kind(&module.response));
    if let Some(param) = &module.param {
        endpoint = endpoint.param(kept(param));
    }
    if let Some(member) = &module.member {
        endpoint = endpoint.member(kept(member));
    }
    if module.session.is_some() {
        endpoint = endpoint.session();
    }
    if module.is_read() {
        endpoint = endpoint.read();
    }
    if let Some(at) = module.idempotency()
        && let Some(field) = request.shape().fields().get(at)
    {
        endpoint = endpoint.idempotent_by(field.name());
    }
    Box::leak(Box::new(endpoint))
}

fn kept(text: &str) -> &'static str {
    text.to_owned().leak()
}

#[cfg(test)]
mod tests;
