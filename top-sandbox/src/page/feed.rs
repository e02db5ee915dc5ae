//! Calls as they come in, as server-sent events: bundled, so that a thousand a second are ten
//! events, and told no faster than the browser reads them.

use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::response::Response;
use http_body::Frame;
use serde_json::{Value, json};
use tokio::sync::mpsc;
use tokio::time::sleep;

use super::{Desk, answer};
use crate::faults::injection_to_order;
use crate::recorder::News;
use crate::sandbox::Sandbox;

/// The most calls in one event; of more, the newest are told.
const MOST: usize = 500;
/// What is between two events at least.
const PACE: Duration = Duration::from_millis(100);
/// How long a silence lasts at most: without a word, a lost connection is not noticed.
const SILENCE: Duration = Duration::from_secs(15);

/// `GET /api/events`.
pub(super) async fn events(State(desk): State<Desk>) -> Response {
    // One event waits for the browser; there is no queue that could grow.
    let (out, feed) = mpsc::channel(1);
    tokio::spawn(tell(desk, out));
    answer::of("text/event-stream", Body::new(Feed(feed)))
}

async fn tell(desk: Desk, out: mpsc::Sender<Bytes>) {
    let recorder = &desk.0.sandbox.0.recorder;
    let mut alive = desk.0.alive.clone();
    let mut changes = recorder.subscribe();
    // A call is shown before it is held: that it is held is news of its own.
    let mut held = desk.0.sandbox.0.gate.subscribe();
    let mut revision = 0;
    loop {
        let news = recorder.since(revision, MOST);
        revision = news.revision;
        if out.send(event(&desk.0.sandbox, &news)).await.is_err() {
            return;
        }
        tokio::select! {
            () = out.closed() => return,
            _ = alive.changed() => return,
            () = sleep(PACE) => {}
        }
        tokio::select! {
            () = out.closed() => return,
            _ = alive.changed() => return,
            _ = changes.changed() => {}
            _ = held.changed() => {}
            () = sleep(SILENCE) => {}
        }
    }
}

/// One event: the calls that are new or changed, and how things stand.
fn event(sandbox: &Sandbox, news: &News) -> Bytes {
    let rows: Value = news.entries.iter().map(|entry| entry.to_row()).collect();
    let pending = sandbox.pending_faults();
    let state = json!({
        "rows": rows,
        "total": news.total,
        "held": sandbox.held(),
        "faults": pending.iter().map(injection_to_order).collect::<Value>(),
    });
    // JSON on one line has no line break that would end the event early.
    format!("data: {state}\n\n").into()
}

/// The events as a body.
struct Feed(mpsc::Receiver<Bytes>);

impl http_body::Body for Feed {
    type Data = Bytes;
    type Error = std::convert::Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        let event = self.0.poll_recv(context);
        event.map(|event| event.map(|bytes| Ok(Frame::data(bytes))))
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use tokio::sync::{mpsc, watch};
    use tokio::time::Instant;

    use super::{SILENCE, tell};
    use crate::delivery::{Cut, Delivery};
    use crate::page::{Desk, Inner};
    use crate::sandbox::Sandbox;

    /// The clock is the test's: it stands still while there is anything to do.
    #[tokio::test(start_paused = true)]
    async fn a_call_that_is_held_after_it_was_shown_is_told_at_once() {
        let sandbox = Sandbox::builder().build();
        let (_keep, alive) = watch::channel(());
        let desk = Desk(Arc::new(Inner {
            sandbox: sandbox.clone(),
            gateway: String::new(),
            port: 0,
            alive,
        }));
        let (out, mut feed) = mpsc::channel(1);
        tokio::spawn(tell(desk, out));
        let mut told = async || String::from_utf8(feed.recv().await.unwrap().to_vec()).unwrap();

        assert!(told().await.contains("\"held\":0"));
        let began = Instant::now();
        sandbox.0.gate.keep(|_| Delivery::none(Cut::AtOnce));
        assert!(told().await.contains("\"held\":1"));
        assert!(began.elapsed() < SILENCE);
    }
}
