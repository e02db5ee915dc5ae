//! Faults on request: what real gateways and networks do, when a test needs it.

mod words;

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use crate::error_response::ErrorResponse;

pub(crate) use words::{ORDERS, injection_from_json, injection_to_order, injections_to_json};

/// One thing that goes wrong with a call.
#[non_exhaustive]
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// An `error_response`, and nothing is done.
    ErrorBefore(ErrorResponse),
    /// The call is carried out, and an `error_response` says otherwise.
    ErrorAfter(ErrorResponse),
    /// The call waits this long before it is carried out and answered.
    Delay(Duration),
    /// An `error_response` at once, and the call is carried out at
    /// [`Sandbox::release`](crate::Sandbox::release): a provider that was too slow for the gateway.
    ErrorLate(ErrorResponse),
    /// The connection breaks before anything is done.
    CutBefore,
    /// The call is carried out, and the connection breaks before a byte of the reply.
    CutAfter,
    /// The connection breaks, and the call is carried out at
    /// [`Sandbox::release`](crate::Sandbox::release).
    CutLate,
    /// The call is carried out, and the connection breaks after this many bytes of the body; a
    /// shorter body comes whole.
    CutReply(usize),
    /// The call is carried out, and only this many bytes of the body come, well delivered.
    Truncated(usize),
    /// The call is carried out, and the body is compressed, asked for or not, of which only this
    /// many bytes come, well delivered.
    TruncatedGzip(usize),
    /// The call is carried out, and the body is no JSON, XML or text at all.
    Garbage,
    /// A front end answers this HTTP status with a page in HTML, and nothing is done.
    Html(u16),
    /// The call is carried out, and a front end that did not wait for the reply answers this HTTP
    /// status with a page in HTML.
    HtmlAfter(u16),
    /// A front end answers HTTP 307 and this `Location`, and nothing is done.
    Redirect(String),
    /// The call is carried out and answered, and the connection closes behind the reply, which
    /// does not say so. In memory there is no connection, and the reply is all.
    HangUp,
    /// The call is carried out and answered, and the connection breaks as soon as the next request
    /// comes on it, of which nothing is read. In memory there is no connection, and the reply is
    /// all.
    Stale,
    /// The call waits until [`Sandbox::release`](crate::Sandbox::release), and is carried out then:
    /// also where its caller gave up or died.
    HoldBefore,
    /// The call is carried out, and the reply waits until
    /// [`Sandbox::release`](crate::Sandbox::release).
    HoldAfter,
    /// The call is carried out, and the reply has numbers as text and text as numbers.
    WrongTypes,
    /// The call is carried out, and control characters stand in the reply's text as they are.
    ControlCharacters,
    /// The call is carried out, and every list in the reply is `{}`.
    EmptyLists,
}

/// A fault, and the calls that it befalls.
///
/// ```
/// use top_sandbox::{Fault, Injection, Sandbox};
///
/// let sandbox = Sandbox::builder().app("12345678", "secret").examples().build();
/// let reversals = "alibaba.alsc.crm.point.reversepoint";
/// sandbox.inject(Injection::new(Fault::CutAfter).method(reversals).times(2));
/// sandbox.inject(Fault::Garbage); // the next call, whatever its method
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Injection {
    fault: Fault,
    method: Option<String>,
    times: u32,
}

impl Injection {
    /// Befalls the next call, whatever its method.
    #[must_use]
    pub fn new(fault: Fault) -> Self {
        Self {
            fault,
            method: None,
            times: 1,
        }
    }

    /// Befalls calls of this method only. `/router/batch` stands for a batch as a whole.
    #[must_use]
    pub fn method(mut self, method: impl Into<String>) -> Self {
        self.method = Some(method.into());
        self
    }

    /// Befalls this many calls instead of one.
    #[must_use]
    pub fn times(mut self, times: u32) -> Self {
        self.times = times;
        self
    }
}

impl From<Fault> for Injection {
    fn from(fault: Fault) -> Self {
        Self::new(fault)
    }
}

/// The faults to come, first in first out; a call meets one at most.
#[derive(Debug, Default)]
pub(crate) struct Faults(Mutex<VecDeque<Injection>>);

impl Faults {
    /// Adds one behind the others.
    pub(crate) fn add(&self, injection: Injection) {
        if injection.times > 0 {
            self.queue().push_back(injection);
        }
    }

    /// Forgets all.
    pub(crate) fn clear(&self) {
        self.queue().clear();
    }

    /// Calls the first off that is the same but for how often it was still to come.
    pub(crate) fn remove(&self, unwanted: &Injection) {
        let mut queue = self.queue();
        let same = |one: &Injection| one.fault == unwanted.fault && one.method == unwanted.method;
        if let Some(at) = queue.iter().position(same) {
            queue.remove(at);
        }
    }

    /// The faults that are still to come.
    pub(crate) fn pending(&self) -> Vec<Injection> {
        self.queue().iter().cloned().collect()
    }

    fn take_first(&self, concerns: impl Fn(Option<&str>) -> bool) -> Option<Fault> {
        let mut queue = self.queue();
        let mut methods = queue.iter().map(|injection| injection.method.as_deref());
        let at = methods.position(concerns)?;
        let injection = queue.get_mut(at)?;
        injection.times -= 1;
        if injection.times == 0 {
            return queue.remove(at).map(|spent| spent.fault);
        }
        Some(injection.fault.clone())
    }

    /// The fault that was ordered for this path: one for any call is left to the calls inside.
    pub(crate) fn take_of_path(&self, path: &str) -> Option<Fault> {
        self.take_first(|wanted| wanted == Some(path))
    }

    /// The fault that befalls a call of this method.
    pub(crate) fn take(&self, method: &str) -> Option<Fault> {
        self.take_first(|wanted| wanted.is_none_or(|wanted| wanted == method))
    }

    fn queue(&self) -> std::sync::MutexGuard<'_, VecDeque<Injection>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::{Fault, Faults, Injection};

    #[test]
    fn a_fault_befalls_its_method_as_often_as_asked() {
        let faults = Faults::default();
        faults.add(Injection::new(Fault::CutAfter).method("a.b").times(2));
        faults.add(Fault::Garbage.into());
        assert_eq!(faults.take("x.y"), Some(Fault::Garbage));
        assert_eq!(faults.take("x.y"), None);
        assert_eq!(faults.take("a.b"), Some(Fault::CutAfter));
        assert_eq!(faults.pending().len(), 1);
        assert_eq!(faults.take("a.b"), Some(Fault::CutAfter));
        assert_eq!(faults.take("a.b"), None);
    }
}
