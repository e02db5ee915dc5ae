//! The gateway as a client's transport: the same bytes, without a socket.

use top_runtime::send::{BoxFuture, Outgoing, Progress, Reply, SendError, Transport};

use crate::delivery::{Cut, Delivery};
use crate::incoming::Incoming;
use crate::sandbox::Sandbox;

impl Transport for Sandbox {
    fn post(&self, outgoing: Outgoing) -> BoxFuture<'_, Result<Reply, SendError>> {
        Box::pin(async move {
            let limit = outgoing.max_reply;
            let delivery = self.receive(incoming(outgoing)).await;
            reply(delivery, limit)
        })
    }
}

fn incoming(outgoing: Outgoing) -> Incoming {
    let after_scheme = outgoing.url.split_once("://").map_or("", |(_, rest)| rest);
    let path = after_scheme.find('/').and_then(|at| after_scheme.get(at..));
    let (path, query) = path.map_or(("/", ""), |path| path.split_once('?').unwrap_or((path, "")));
    Incoming {
        verb: "POST".to_owned(),
        path: path.to_owned(),
        query: query.to_owned(),
        content_type: outgoing.content_type.clone().into_owned(),
        accepts_gzip: false,
        separator: String::new(),
        body: outgoing.body,
        deadline: Some(outgoing.deadline),
    }
}

fn reply(delivery: Delivery, limit: usize) -> Result<Reply, SendError> {
    let broken = SendError::new(Progress::Unknown);
    match delivery.cut {
        // What a caller sees of a cut is the same wherever it happens: there is no whole reply.
        Some(Cut::AtOnce | Cut::AfterBody(_)) => {
            return Err(broken.because("the sandbox cut the connection"));
        }
        Some(Cut::TooLate) => return Err(broken.timed_out()),
        // Both are about the connection, and there is none.
        Some(Cut::BehindReply | Cut::NextRequest) | None => {}
    }
    let status = delivery.status;
    if delivery.body.len() > limit {
        return Err(SendError::new(Progress::ReplyTooLong { status, limit }));
    }
    let content_type = delivery.content_type.to_owned();
    let content_encoding = delivery.is_gzip.then(|| "gzip".to_owned());
    Ok(Reply::new(status, delivery.body)
        .with_content_type(content_type)
        .with_content_encoding(content_encoding)
        .with_date(delivery.date))
}
