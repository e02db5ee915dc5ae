//! The way of one call through the gateway.

use std::time::Duration;

use top_runtime::Format;

use crate::arguments::{Arguments, Malformed};
use crate::checks;
use crate::delivery::{Cut, Delivery};
use crate::error_response::ErrorResponse;
use crate::faults::Fault;
use crate::incoming::Incoming;
use crate::sandbox::{Inner, Sandbox};
use crate::serve::{Context, Reply, Served};
use crate::writer::{self, Quirks};

/// The path of the gateway.
const GATEWAY: &str = "/router/rest";
/// The path for many calls in one.
const BATCH: &str = "/router/batch";

impl Sandbox {
    /// Takes a call in and says what goes back.
    pub(crate) async fn receive(&self, incoming: Incoming) -> Delivery {
        let sandbox = &*self.0;
        let delivery = match incoming.path.as_str() {
            GATEWAY => receive(sandbox, &incoming).await,
            BATCH => refuse_batch(sandbox, &incoming),
            _ => Delivery::ok("text/plain", "the gateway is at /router/rest\n").with_status(404),
        };
        delivery
            .dated(sandbox.now())
            .zipped_if(incoming.accepts_gzip)
            .whole_if_uncut()
    }
}

async fn receive(sandbox: &Inner, incoming: &Incoming) -> Delivery {
    let call = Call::read(sandbox, incoming);
    let method = call.arguments.get("method").unwrap_or_default();
    sandbox.counter.call(method, &call.key);
    let fault = sandbox.faults.take(method);
    if let Some(fault) = &fault
        && let Some(delivery) = call.before(fault).await
    {
        return delivery;
    }
    call.deliver(fault.as_ref())
}

/// A call whose parameters are known.
struct Call<'a> {
    sandbox: &'a Inner,
    incoming: &'a Incoming,
    arguments: Arguments,
    malformed: Option<Malformed>,
    format: Format,
    key: String,
    request_id: String,
}

impl<'a> Call<'a> {
    fn read(sandbox: &'a Inner, incoming: &'a Incoming) -> Self {
        let (arguments, malformed) = match Arguments::read(incoming) {
            Ok(arguments) => (arguments, None),
            Err(malformed) => (
                Arguments::of_query(incoming).unwrap_or_default(),
                Some(malformed),
            ),
        };
        let served = arguments
            .get("method")
            .and_then(|method| sandbox.served.get(method));
        Self {
            sandbox,
            incoming,
            malformed,
            format: checks::format(&arguments).unwrap_or(Format::Xml),
            key: served.map_or_else(String::new, |served| served.key(&arguments)),
            request_id: sandbox.next_request_id(),
            arguments,
        }
    }

    /// What a fault does before the call is looked at; `None` lets it go on.
    async fn before(&self, fault: &Fault) -> Option<Delivery> {
        match fault {
            Fault::Delay(time) => self.wait(*time).await,
            Fault::ErrorBefore(error) => Some(self.error(error)),
            Fault::CutBefore => Some(Delivery::none(Cut::AtOnce)),
            Fault::Html(status) => {
                let page = format!("<html><body><h1>{status}</h1>nginx</body></html>");
                Some(Delivery::ok("text/html", page).with_status(*status))
            }
            _ => None,
        }
    }

    /// Waits, but no longer than the caller does.
    async fn wait(&self, time: Duration) -> Option<Delivery> {
        let left = self.incoming.deadline.map(|deadline| {
            deadline.saturating_duration_since(tokio::time::Instant::now().into_std())
        });
        if let Some(left) = left.filter(|left| *left < time) {
            tokio::time::sleep(left).await;
            return Some(Delivery::none(Cut::TooLate));
        }
        tokio::time::sleep(time).await;
        None
    }

    /// Carries the call out, and delivers what a fault leaves of the reply.
    fn deliver(&self, fault: Option<&Fault>) -> Delivery {
        let outcome = self.carry_out();
        let quirks = quirks(fault);
        let delivery = match (&outcome, fault) {
            (_, Some(Fault::ErrorAfter(error))) | (Err(error), _) => self.error(error),
            (Ok((served, reply)), _) => self.reply(served, reply, quirks),
        };
        match fault {
            Some(Fault::CutAfter) => Delivery::none(Cut::AtOnce),
            Some(Fault::CutReply(bytes)) => delivery.cut_after(*bytes),
            Some(Fault::Truncated(bytes)) => delivery.truncated(*bytes),
            Some(Fault::Garbage) => {
                Delivery::ok(delivery.content_type, &b"\x00\xff\x13garbage\x80"[..])
            }
            _ => delivery,
        }
    }

    fn carry_out(&self) -> Result<(&'a Served, Reply), ErrorResponse> {
        if let Some(malformed) = self.malformed {
            return Err(malformed.into());
        }
        let served = checks::run(self.sandbox, self.incoming, &self.arguments)?;
        let app_key = self.arguments.get("app_key").unwrap_or_default();
        let context = Context::new(app_key, self.sandbox.now());
        let outcome = served.answer(&self.arguments, &context);
        // Also where the handler refuses after all: what is done is done.
        if context.has_effect() {
            let method = served.endpoint.method();
            self.sandbox.counter.effect(method, &self.key);
        }
        Ok((served, outcome?))
    }

    fn reply(&self, served: &Served, reply: &Reply, quirks: Quirks) -> Delivery {
        let value = reply.get();
        self.delivery(writer::reply(
            self.format,
            served.endpoint,
            value,
            &self.request_id,
            quirks,
        ))
    }

    fn error(&self, error: &ErrorResponse) -> Delivery {
        self.delivery(writer::error(self.format, error, &self.request_id))
    }

    fn delivery(&self, body: String) -> Delivery {
        let content_type = match self.format {
            Format::Xml => "text/xml;charset=UTF-8",
            _ => "text/javascript;charset=UTF-8",
        };
        Delivery::ok(content_type, body)
    }
}

fn quirks(fault: Option<&Fault>) -> Quirks {
    Quirks {
        wrong_types: matches!(fault, Some(Fault::WrongTypes)),
        control_characters: matches!(fault, Some(Fault::ControlCharacters)),
        empty_lists: matches!(fault, Some(Fault::EmptyLists)),
    }
}

fn refuse_batch(sandbox: &Inner, incoming: &Incoming) -> Delivery {
    let error = ErrorResponse::new(22)
        .sub_code("isv.batch-not-supported")
        .sub_msg("this gateway takes no batch calls: send each call to /router/rest");
    Call::read(sandbox, incoming).error(&error)
}

impl From<Malformed> for ErrorResponse {
    fn from(malformed: Malformed) -> Self {
        match malformed {
            Malformed::Encoding => Self::new(47).sub_msg("parameters must be UTF-8"),
            Malformed::Multipart => Self::new(47).sub_msg("the multipart body cannot be read"),
        }
    }
}
