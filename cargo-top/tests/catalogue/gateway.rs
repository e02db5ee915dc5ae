//! A gateway in memory for one endpoint: it checks calls by the endpoint's data, keeps what it
//! read, and answers a made-up reply.

use std::sync::{Arc, Mutex};

use top_runtime::{Client, Endpoint, Field, Format, Record, Shape};
use top_sandbox::{Reply, Sandbox, sample};

const APP: (&str, &str) = ("12345678", "helloworld");
const SESSION: &str = "a-session-of-the-gateway";

/// All formats that a reply comes in.
pub(crate) const FORMATS: [Format; 3] = [Format::Classic, Format::Simplified, Format::Xml];

pub(crate) struct Gateway {
    sandbox: Sandbox,
    read: Arc<Mutex<Option<Record>>>,
    reply: Record,
}

impl Gateway {
    pub(crate) fn of(endpoint: &'static Endpoint) -> Self {
        let read = Arc::new(Mutex::new(None));
        let reply = reply_of(endpoint);
        let (keep, answer) = (read.clone(), reply.clone());
        let sandbox = Sandbox::builder()
            .app(APP.0, APP.1)
            .session(SESSION)
            .serve_endpoint(endpoint, move |request, _| {
                *keep.lock().unwrap() = Some(request);
                Ok(Reply::first_of(answer.clone()))
            })
            .build();
        Self {
            sandbox,
            read,
            reply,
        }
    }

    /// A client of it that asks for replies in this format.
    pub(crate) fn client(&self, format: Format) -> Client {
        Client::builder()
            .app_key(APP.0)
            .app_secret(APP.1)
            .session(SESSION)
            .format(format)
            .transport(self.sandbox.clone())
            .build()
            .unwrap()
    }

    /// The request of the last call, as the gateway read it.
    pub(crate) fn read(&self) -> Record {
        self.read.lock().unwrap().take().expect("no call came in")
    }

    /// What it answers, as a record whose only field is that.
    pub(crate) fn reply(&self) -> &Record {
        &self.reply
    }
}

/// A reply may be a list or a text: a record with that one field holds any kind.
fn reply_of(endpoint: &'static Endpoint) -> Record {
    let field = Field::new("reply", "", endpoint.response(), true);
    let shape = Shape::new("Reply", Vec::leak(vec![field]));
    let mut reply = Record::new(Box::leak(Box::new(shape)));
    sample(&mut reply);
    reply
}
