//! Success or rejection: what a reply says about the business.

use std::borrow::Cow;

use rust_decimal::Decimal;

use crate::api::TopObject;
use crate::money::{Fen, Yuan};
use crate::shape::{Shape, Verdict};
use crate::time::DateTime;
use crate::value::{Object, Ref, Value};

/// A reply type that can tell success from rejection.
///
/// A declared struct is judged by its [`Verdict`]: a flag such as `biz_success` or `success`, or
/// what `#[top_api(outcome(…))]` names. Plain types always succeed.
///
/// ```
/// use top_runtime::outcome::{Judgement, Outcome};
/// use top_runtime::TopObject;
///
/// /// What a method answers.
/// #[derive(TopObject)]
/// #[top_api(outcome(success = ok, code = err_code, value = id))]
/// struct Answer {
///     /// Whether it was done.
///     ok: Option<bool>,
///     /// Why not.
///     err_code: Option<String>,
///     /// What was made.
///     id: Option<i64>,
/// }
///
/// let done = Answer::new().ok(true).id(7);
/// assert_eq!(done.judge(), Judgement::Success);
/// assert_eq!(done.into_value(), Some(7));
///
/// let refused = Answer::new().ok(false).err_code("SOLD_OUT");
/// assert!(matches!(refused.judge(), Judgement::Rejected(why) if why.code.as_deref() == Some("SOLD_OUT")));
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the response of a TOP method",
    label = "no `Outcome`",
    note = "a response derives `TopObject`, or is a plain type such as String, i64, bool or a Vec"
)]
pub trait Outcome: Value + Sized {
    /// What the caller gets on success.
    type Value: Send + 'static;

    /// What the reply says of itself.
    fn judge(&self) -> Judgement;

    /// Takes the caller's value out; `None` where the reply left it out.
    fn into_value(self) -> Option<Self::Value>;
}

/// What a reply says of itself.
#[non_exhaustive]
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Judgement {
    /// It says that the call succeeded, or has no way to say otherwise.
    Success,
    /// It has a flag for it, and left the flag out.
    Silent,
    /// It says that the call failed, and that nothing was done.
    Rejected(Refusal),
    /// It says that the call failed, with a code after which nobody knows what was done.
    Doubtful(Refusal),
}

/// The business's own words about a failure.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Refusal {
    /// The business code, for example the `err_code`.
    pub code: Option<String>,
    /// The text for people.
    pub message: Option<String>,
}

impl<T: TopObject> Outcome for T {
    type Value = T::Payload;

    fn judge(&self) -> Judgement {
        judge_object(self)
    }

    fn into_value(self) -> Option<Self::Value> {
        self.into_payload()
    }
}

impl<T: Value> Outcome for Vec<T> {
    type Value = Self;

    fn judge(&self) -> Judgement {
        Judgement::Success
    }

    fn into_value(self) -> Option<Self> {
        Some(self)
    }
}

impl<T: Outcome> Outcome for Option<T> {
    type Value = Option<T::Value>;

    fn judge(&self) -> Judgement {
        self.as_ref().map_or(Judgement::Success, Outcome::judge)
    }

    fn into_value(self) -> Option<Self::Value> {
        match self {
            None => Some(None),
            Some(reply) => reply.into_value().map(Some),
        }
    }
}

macro_rules! always_succeeds {
    ($($type:ty),*) => {$(
        impl Outcome for $type {
            type Value = Self;

            fn judge(&self) -> Judgement {
                Judgement::Success
            }

            fn into_value(self) -> Option<Self> {
                Some(self)
            }
        }
    )*};
}

always_succeeds!(
    String,
    i64,
    i32,
    u32,
    bool,
    Decimal,
    Fen,
    Yuan,
    DateTime,
    crate::Json,
    crate::Secret,
    crate::session::TokenResult
);

impl<T> Outcome for crate::Serde<T>
where
    Self: Value,
    T: Send + 'static,
{
    type Value = T;

    fn judge(&self) -> Judgement {
        Judgement::Success
    }

    fn into_value(self) -> Option<T> {
        Some(self.0)
    }
}

/// Judges an object by its verdict, or by that of the objects directly inside it: about half of
/// the platform's replies carry their flag on one of the first two levels (protocol §5.1).
#[must_use]
pub fn judge_object(object: &dyn Object) -> Judgement {
    let shape = object.shape();
    if tells(shape.judged_by()) {
        return judge_by(shape.judged_by(), object);
    }
    for index in 0..shape.fields().len() {
        if let Ref::Object(inner) = object.get(index)
            && tells(inner.shape().judged_by())
        {
            return judge_by(inner.shape().judged_by(), inner);
        }
    }
    Judgement::Success
}

fn tells(verdict: &Verdict) -> bool {
    verdict.flag_field().is_some() || !verdict.accepted_codes().is_empty()
}

fn judge_by(verdict: &Verdict, object: &dyn Object) -> Judgement {
    let code = verdict.code_field().and_then(|at| text_at(object, at));
    let success = match verdict.flag_field() {
        Some(at) => flag_at(object, at),
        None => code
            .as_deref()
            .map(|code| verdict.accepted_codes().contains(&code)),
    };
    match success {
        Some(true) => Judgement::Success,
        None => Judgement::Silent,
        Some(false) => {
            let doubtful = code
                .as_deref()
                .is_some_and(|code| verdict.doubtful_codes().contains(&code));
            let message = verdict.message_field().and_then(|at| text_at(object, at));
            let refusal = Refusal {
                code: code.map(Cow::into_owned),
                message: message.map(Cow::into_owned),
            };
            if doubtful {
                Judgement::Doubtful(refusal)
            } else {
                Judgement::Rejected(refusal)
            }
        }
    }
}

/// Some pages declare the flag as a String and send `"false"` (protocol §5.1).
fn flag_at(object: &dyn Object, at: u16) -> Option<bool> {
    match object.get(usize::from(at)) {
        Ref::Bool(flag) => Some(flag),
        Ref::Integer(number) => Some(number != 0),
        Ref::Text(text) => match text.trim() {
            "" => None,
            text => Some(text.eq_ignore_ascii_case("true") || text == "1"),
        },
        _ => None,
    }
}

fn text_at(object: &dyn Object, at: u16) -> Option<Cow<'_, str>> {
    match object.get(usize::from(at)) {
        Ref::Text("") => None,
        Ref::Text(text) => Some(Cow::Borrowed(text)),
        Ref::Integer(number) => Some(Cow::Owned(number.to_string())),
        _ => None,
    }
}

/// Whether values of this shape can say that a call failed.
#[must_use]
pub fn can_reject(shape: &Shape) -> bool {
    tells(shape.judged_by())
}
