//! The way of one call through the gateway.

use std::sync::Arc;
use std::time::{Duration, Instant};

use top_runtime::Format;

use crate::arguments::{Arguments, Malformed};
use crate::checks::{self, Check, Refused};
use crate::delivery::{Cut, Delivery};
use crate::error_response::ErrorResponse;
use crate::faults::Fault;
use crate::incoming::Incoming;
use crate::recorder::{Batch, Sighting};
use crate::sandbox::{Inner, Sandbox};
use crate::serve::{Context, Reply, Served};
use crate::writer::{self, Quirks, Reader};

/// The path of the gateway.
const GATEWAY: &str = "/router/rest";
/// The path for many calls in one.
pub(crate) const BATCH: &str = "/router/batch";

impl Sandbox {
    /// Takes a call in and says what goes back.
    pub(crate) async fn receive(&self, incoming: Incoming) -> Delivery {
        let sandbox = &*self.0;
        let delivery = match incoming.path.as_str() {
            GATEWAY => Call::single(sandbox, &incoming).answer(sandbox).await,
            BATCH => crate::batch::answer(sandbox, &incoming).await,
            _ => Delivery::ok(
                "text/plain",
                "the gateway is at /router/rest and /router/batch\n",
            )
            .with_status(404),
        };
        delivery
            .dated(sandbox.now())
            .zipped_if(incoming.accepts_gzip)
            .whole_if_uncut()
    }
}

/// A call whose parameters are known.
pub(crate) struct Call {
    verb: String,
    arguments: Arguments,
    malformed: Option<Malformed>,
    batch: Batch,
    /// Where a page shows it.
    sighting: Option<Arc<Sighting>>,
    deadline: Option<Instant>,
    format: Format,
    /// The method it is counted under: callers may send any name, and memory is finite.
    counted: &'static str,
    key: String,
    request_id: String,
}

impl Call {
    fn single(sandbox: &Inner, incoming: &Incoming) -> Self {
        Self::read(sandbox, incoming, Arguments::read(incoming))
    }

    /// A call of these arguments, or of those in the query where the body cannot be read.
    pub(crate) fn read(
        sandbox: &Inner,
        incoming: &Incoming,
        arguments: Result<Arguments, Malformed>,
    ) -> Self {
        let (arguments, malformed) = match arguments {
            Ok(arguments) => (arguments, None),
            Err(malformed) => (
                Arguments::of_query(incoming).unwrap_or_default(),
                Some(malformed),
            ),
        };
        let method = arguments.get("method").unwrap_or_default();
        let served = sandbox.served.get(method);
        Self {
            verb: incoming.verb.clone(),
            malformed,
            batch: Batch::Alone,
            sighting: None,
            deadline: incoming.deadline,
            format: checks::format(&arguments).unwrap_or(Format::Xml),
            counted: served.map_or("", |served| served.endpoint.method()),
            key: served.map_or_else(String::new, |served| served.key(&arguments)),
            request_id: sandbox.next_request_id(),
            arguments,
        }
    }

    /// A call inside a batch, whose caller has been checked.
    pub(crate) fn in_batch(self) -> Self {
        self.placed(Batch::Inside)
    }

    pub(crate) fn placed(mut self, batch: Batch) -> Self {
        self.batch = batch;
        self
    }

    pub(crate) fn arguments(&self) -> &Arguments {
        &self.arguments
    }

    pub(crate) fn verb(&self) -> &str {
        &self.verb
    }

    pub(crate) fn batch(&self) -> Batch {
        self.batch
    }

    pub(crate) fn request_id(&self) -> &str {
        &self.request_id
    }

    /// Begins to take note of it, where a page wants to know.
    pub(crate) fn sighted(
        &mut self,
        sandbox: &Inner,
        fault: Option<&Fault>,
    ) -> Option<Arc<Sighting>> {
        let served = sandbox.served.get(self.counted);
        self.sighting = sandbox.recorder.sight(self, served, fault);
        self.sighting.clone()
    }

    /// Counts the call, carries it out and answers it, as far as the faults to come allow.
    pub(crate) async fn answer(mut self, sandbox: &Inner) -> Delivery {
        sandbox.counter.call(self.counted, &self.key);
        let fault = sandbox.faults.take(self.method());
        let Some(sighting) = self.sighted(sandbox, fault.as_ref()) else {
            return self.meet(sandbox, fault.as_ref()).await;
        };
        sighting.begun(&sandbox.recorder);
        let delivery = self.meet(sandbox, fault.as_ref()).await;
        sighting.ended(&delivery, &sandbox.recorder);
        delivery.seen_as(sighting.id())
    }

    /// Takes note that it was taken apart as a batch, or why not.
    pub(crate) fn batch_read(&self, refused: Option<&Refused>) {
        match (&self.sighting, refused) {
            (Some(sighting), Some(refused)) => sighting.refused(refused),
            (Some(sighting), None) => sighting.taken_apart(),
            (None, _) => {}
        }
    }

    /// Carries the call out and answers it, as far as this fault allows.
    async fn meet(self, sandbox: &Inner, fault: Option<&Fault>) -> Delivery {
        if let Some(delivery) = self.before(fault).await {
            return delivery;
        }
        let deadline = self.deadline;
        match fault {
            Some(Fault::HoldBefore) => {
                let rest = move |sandbox: &Inner| self.deliver_late(sandbox);
                sandbox.gate.hold(rest, deadline).await
            }
            Some(Fault::ErrorLate(error)) => {
                let told = self.tell(error);
                sandbox.gate.keep(move |sandbox| self.deliver_late(sandbox));
                told
            }
            Some(Fault::CutLate) => {
                sandbox.gate.keep(move |sandbox| self.deliver_late(sandbox));
                Delivery::none(Cut::AtOnce)
            }
            Some(Fault::HoldAfter) => {
                let delivery = self.deliver(sandbox, None);
                sandbox.gate.hold(move |_| delivery, deadline).await
            }
            _ => self.deliver(sandbox, fault),
        }
    }

    fn method(&self) -> &str {
        self.arguments.get("method").unwrap_or_default()
    }

    /// What a fault does before the call is looked at; `None` lets it go on.
    pub(crate) async fn before(&self, fault: Option<&Fault>) -> Option<Delivery> {
        match fault? {
            Fault::Delay(time) => self.wait(*time).await,
            Fault::ErrorBefore(error) => Some(self.tell(error)),
            Fault::CutBefore => Some(Delivery::none(Cut::AtOnce)),
            Fault::Html(status) => Some(page(*status)),
            Fault::Redirect(location) => {
                let page = Delivery::ok("text/html", "<html><body>moved</body></html>");
                Some(page.with_status(307).with_location(location))
            }
            _ => None,
        }
    }

    /// Waits, but no longer than the caller does.
    async fn wait(&self, time: Duration) -> Option<Delivery> {
        let left = self.deadline.map(|deadline| {
            deadline.saturating_duration_since(tokio::time::Instant::now().into_std())
        });
        if let Some(left) = left.filter(|left| *left < time) {
            tokio::time::sleep(left).await;
            return Some(Delivery::none(Cut::TooLate));
        }
        tokio::time::sleep(time).await;
        None
    }

    /// Carries a held call out, whether or not anybody still waits.
    fn deliver_late(&self, sandbox: &Inner) -> Delivery {
        let delivery = self.deliver(sandbox, None);
        if let Some(sighting) = &self.sighting {
            sighting.done_late(&sandbox.recorder);
        }
        delivery
    }

    /// Carries the call out, and delivers what a fault leaves of the reply.
    fn deliver(&self, sandbox: &Inner, fault: Option<&Fault>) -> Delivery {
        let app_key = self.arguments.get("app_key").unwrap_or_default();
        let context = Context::new(app_key, sandbox.now());
        let result = self.carry_out(sandbox, &context);
        let quirks = quirks(fault);
        if let Some(sighting) = &self.sighting {
            let result = result.as_ref().map(|(served, reply)| (*served, reply));
            sighting.carried_out(result, context.has_effect(), quirks);
        }
        let delivery = match result {
            Ok((served, reply)) => self.reply(served, &reply, quirks),
            Err(refused) => self.error(&refused.error),
        };
        self.after(fault, delivery)
    }

    /// What a fault leaves of a reply.
    pub(crate) fn after(&self, fault: Option<&Fault>, delivery: Delivery) -> Delivery {
        match fault {
            Some(Fault::ErrorAfter(error)) => self.tell(error),
            Some(Fault::HtmlAfter(status)) => page(*status),
            Some(Fault::CutAfter) => Delivery::none(Cut::AtOnce),
            Some(Fault::CutReply(bytes)) => delivery.with_cut(Cut::AfterBody(*bytes)),
            Some(Fault::Truncated(bytes)) => delivery.truncated(*bytes),
            Some(Fault::TruncatedGzip(bytes)) => delivery.zipped_if(true).truncated(*bytes),
            Some(Fault::Garbage) => {
                Delivery::ok(delivery.content_type, &b"\x00\xff\x13garbage\x80"[..])
            }
            Some(Fault::HangUp) => delivery.with_cut(Cut::BehindReply),
            Some(Fault::Stale) => delivery.with_cut(Cut::NextRequest),
            _ => delivery,
        }
    }

    fn carry_out<'s>(
        &self,
        sandbox: &'s Inner,
        context: &Context,
    ) -> Result<(&'s Served, Reply), Refused> {
        self.expect_readable()?;
        let served = match self.batch {
            Batch::Inside => checks::run_in_batch(sandbox, &self.arguments)?,
            _ => checks::run(sandbox, &self.verb, &self.arguments)?,
        };
        let outcome = served.answer(&self.arguments, context);
        // Also where the handler refuses after all: what is done is done.
        if context.has_effect() {
            sandbox.counter.effect(served.endpoint.method(), &self.key);
        }
        Ok((served, outcome?))
    }

    /// # Errors
    /// What the platform says to parameters that cannot be read.
    pub(crate) fn expect_readable(&self) -> Result<(), Refused> {
        let malformed = self.malformed.map_or(Ok(()), |why| Err(why.into()));
        Check::Readable.of(malformed)
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

    /// An error that a fault tells.
    fn tell(&self, error: &ErrorResponse) -> Delivery {
        if let Some(sighting) = &self.sighting {
            sighting.told(error);
        }
        self.error(error)
    }

    pub(crate) fn error(&self, error: &ErrorResponse) -> Delivery {
        self.delivery(writer::error(self.format, error, &self.request_id))
    }

    /// A reply in the form that was asked for.
    pub(crate) fn delivery(&self, body: impl Into<bytes::Bytes>) -> Delivery {
        let content_type = match self.format {
            Format::Xml => "text/xml;charset=UTF-8",
            _ => "text/javascript;charset=UTF-8",
        };
        Delivery::ok(content_type, body)
    }
}

/// What a front end says of itself.
fn page(status: u16) -> Delivery {
    let page = format!("<html><body><h1>{status}</h1>nginx</body></html>");
    Delivery::ok("text/html", page).with_status(status)
}

fn quirks(fault: Option<&Fault>) -> Quirks {
    Quirks {
        wrong_types: matches!(fault, Some(Fault::WrongTypes)),
        control_characters: matches!(fault, Some(Fault::ControlCharacters)),
        empty_lists: matches!(fault, Some(Fault::EmptyLists)),
        reader: Reader::Caller,
    }
}

impl From<Malformed> for ErrorResponse {
    fn from(malformed: Malformed) -> Self {
        match malformed {
            Malformed::Encoding => Self::new(47).sub_msg("parameters must be UTF-8"),
            Malformed::Multipart => Self::new(47).sub_msg("the multipart body cannot be read"),
        }
    }
}
