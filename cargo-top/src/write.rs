//! A planned module as Rust text, as rustfmt would leave it.

mod attributes;
mod codes;
mod comment;
mod lines;
mod literal;
mod markdown;
mod structs;
mod types;
mod wrap;

use crate::plan::Module;

pub(crate) use comment::COLUMNS;
pub(crate) use lines::Lines;
pub(crate) use markdown::escaped;

/// The text of a module: a file of its own.
///
/// What is certain is declared. What is a guess stands behind a `// check:` comment that quotes
/// its reason; guesses that would have a call sent again stand in the comment only.
///
/// ```
/// use cargo_top::description::{Description, Field};
/// use cargo_top::{plan::plan, write::write};
///
/// let description = Description {
///     method: "taobao.time.get".to_owned(),
///     title: "获取系统时间".to_owned(),
///     reply: vec![Field {
///         name: "time".to_owned(),
///         type_name: "Date".to_owned(),
///         ..Field::default()
///     }],
///     ..Description::default()
/// };
/// let text = write(&plan(&description, &[], None));
/// assert!(text.contains("pub struct GetTime"));
/// assert!(text.contains("response(time: DateTime)"));
/// ```
#[must_use]
pub fn write(module: &Module) -> String {
    text(module, Replies::Built)
}

/// The text of a module among a whole catalogue's: as [`write()`] has it, with `no_new` on what only
/// a reply holds. The setters of thousands of replies that nobody builds cost more to compile than
/// those of all requests.
#[must_use]
pub fn write_among_many(module: &Module) -> String {
    text(module, Replies::Read)
}

/// What a program does with replies.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Replies {
    /// Its tests build some, with `new` and setters.
    Built,
    /// It reads them.
    Read,
}

fn text(module: &Module, replies: Replies) -> String {
    let mut out = Lines::default();
    comment::docs(&mut out, "//!", "", &titled(module));
    out.gap();
    out.line(types::imports(module));
    for (index, declared) in module.structs.iter().enumerate() {
        structs::write(&mut out, module, (index, declared), replies);
    }
    codes::write(&mut out, module);
    out.into_text()
}

fn titled(module: &Module) -> String {
    let title = escaped(&module.title);
    if title.is_empty() || module.title.trim() == module.method {
        format!("`{}`.", module.method)
    } else {
        format!("`{}` ({title}).", module.method)
    }
}
