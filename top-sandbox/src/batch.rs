//! Many calls in one: `/router/batch` (protocol §7).

use crate::arguments::{Arguments, Malformed};
use crate::call::{BATCH, Call};
use crate::checks::{self, Check, Refused};
use crate::delivery::{Cut, Delivery};
use crate::error_response::ErrorResponse;
use crate::faults::Fault;
use crate::incoming::Incoming;
use crate::recorder::Batch;
use crate::sandbox::Inner;

/// What stands between two calls, and between two replies, where no header names another.
const SEPARATOR: &str = "\r\n-S-\r\n";
/// Begins the segment with what all calls have in common.
const PUBLIC: &str = "#PUBLIC#";
/// A call without a parameter of its own.
const NOTHING: &str = "N";

/// Answers all calls of a batch, one after the other.
pub(crate) async fn answer(sandbox: &Inner, incoming: &Incoming) -> Delivery {
    let whole = Call::read(sandbox, incoming, Arguments::of_batch(incoming));
    let mut whole = whole.placed(Batch::Whole);
    let fault = sandbox.faults.take_of_path(BATCH);
    let Some(sighting) = whole.sighted(sandbox, fault.as_ref()) else {
        return meet(sandbox, incoming, &whole, fault.as_ref()).await;
    };
    sighting.begun(&sandbox.recorder);
    let delivery = meet(sandbox, incoming, &whole, fault.as_ref()).await;
    sighting.ended(&delivery, &sandbox.recorder);
    delivery.seen_as(sighting.id())
}

/// Answers a batch as far as this fault allows.
async fn meet(
    sandbox: &Inner,
    incoming: &Incoming,
    whole: &Call,
    fault: Option<&Fault>,
) -> Delivery {
    if let Some(delivery) = whole.before(fault).await {
        return delivery;
    }
    let calls = calls(sandbox, incoming, whole);
    whole.batch_read(calls.as_ref().err());
    let delivery = match calls {
        Ok(calls) => carry_out(sandbox, incoming, whole, calls).await,
        Err(refused) => whole.error(&refused.error),
    };
    whole.after(fault, delivery)
}

/// The calls of a batch.
///
/// # Errors
/// Why the batch is refused as a whole.
fn calls(sandbox: &Inner, incoming: &Incoming, whole: &Call) -> Result<Vec<Call>, Refused> {
    whole.expect_readable()?;
    let arguments = whole.arguments();
    checks::run_for_batch(sandbox, &incoming.verb, arguments)?;
    let segments = segments(arguments.raw_body(), separator(incoming));
    if segments.calls.is_empty() {
        let error = ErrorResponse::new(40).sub_msg("a batch is made of at least one call");
        return Err(Check::Arguments.refuses(error));
    }
    let call = |segment: &&str| {
        let own = arguments.of_segment(segments.public, segment);
        Call::read(sandbox, incoming, own).in_batch()
    };
    Ok(segments.calls.iter().map(call).collect())
}

/// A fault of the line ends the batch: there is one line, so all replies are lost with it, and
/// the calls behind are not carried out.
async fn carry_out(
    sandbox: &Inner,
    incoming: &Incoming,
    whole: &Call,
    calls: Vec<Call>,
) -> Delivery {
    let mut replies = Vec::with_capacity(calls.len());
    let mut cut = None;
    for call in calls {
        let delivery = call.answer(sandbox).await;
        match delivery.cut {
            Some(Cut::BehindReply | Cut::NextRequest) => cut = delivery.cut,
            None if delivery.is_plain() => {}
            _ => return delivery,
        }
        replies.push(delivery.body);
    }
    let mut delivery = whole.delivery(replies.join(separator(incoming).as_bytes()));
    delivery.cut = cut;
    delivery
}

fn separator(incoming: &Incoming) -> &str {
    if incoming.separator.is_empty() {
        SEPARATOR
    } else {
        &incoming.separator
    }
}

/// A batch taken apart.
#[derive(Debug, PartialEq, Eq)]
struct Segments<'b> {
    /// What all calls have in common.
    public: &'b str,
    /// What each has of its own.
    calls: Vec<&'b str>,
}

fn segments<'b>(body: &'b str, separator: &str) -> Segments<'b> {
    let mut calls: Vec<_> = body.split(separator).map(str::trim_ascii).collect();
    let public = calls.first().and_then(|first| first.strip_prefix(PUBLIC));
    if public.is_some() {
        calls.remove(0);
    }
    if calls == [""] {
        calls.clear();
    }
    Segments {
        public: public.unwrap_or_default(),
        calls,
    }
}

impl Arguments {
    /// Reads the query, and keeps the body as it stands for the signature.
    fn of_batch(incoming: &Incoming) -> Result<Self, Malformed> {
        Self::of_query(incoming)?.with_raw_body(&incoming.body)
    }

    /// The arguments of one call of this batch: its own, those of all, and those of the query. A
    /// call chooses its own method and session; who calls, when and how is one for all.
    fn of_segment(&self, public: &str, own: &str) -> Result<Self, Malformed> {
        let own = if own == NOTHING { "" } else { own };
        let mut arguments = Self::default();
        arguments.add_form(public)?;
        arguments.add_form(own)?;
        for (name, value) in self.texts() {
            let is_chosen = matches!(name, "method" | "session" | "target_app_key");
            if !is_chosen || arguments.get(name).is_none() {
                arguments.insert(name, value);
            }
        }
        Ok(arguments)
    }
}

#[cfg(test)]
mod tests {
    use super::{Arguments, Incoming, SEPARATOR, segments};

    #[test]
    fn a_batch_is_taken_apart() {
        let batch = segments(
            "#PUBLIC#method=a.b\r\n-S-\r\nx=1&y=2\r\n-S-\r\nN",
            SEPARATOR,
        );
        assert_eq!(
            (batch.public, &*batch.calls),
            ("method=a.b", &["x=1&y=2", "N"][..])
        );
        assert_eq!(
            segments("x=1|#PUBLIC#y=2", "|").calls,
            ["x=1", "#PUBLIC#y=2"]
        );
        assert_eq!(segments("x=1\r\n-S-\r\n", SEPARATOR).calls, ["x=1", ""]);
        for none in ["", "#PUBLIC#method=a.b"] {
            assert_eq!(segments(none, SEPARATOR).calls, [""; 0]);
        }
    }

    #[test]
    fn a_call_chooses_its_method_and_session_and_not_who_it_is() {
        let incoming = Incoming {
            query: "app_key=1&session=of-all&format=json".into(),
            ..Incoming::default()
        };
        let query = Arguments::of_query(&incoming).unwrap();
        let own = "method=c.d&session=own&app_key=2&format=xml&x=%2B";
        let arguments = query.of_segment("method=a.b&y=1", own).unwrap();
        let all: Vec<_> = arguments.texts().collect();
        let expected = [
            ("app_key", "1"),
            ("format", "json"),
            ("method", "c.d"),
            ("session", "own"),
            ("x", "+"),
            ("y", "1"),
        ];
        assert_eq!(all, expected);
        let nothing = query.of_segment("method=a.b", "N").unwrap();
        assert_eq!(nothing.get("method"), Some("a.b"));
        assert_eq!(nothing.get("session"), Some("of-all"));
        assert_eq!(nothing.get("N"), None);
    }
}
