//! Everything that tracing is told, in text.

use std::fmt::{Debug, Write as _};
use std::sync::{Arc, Mutex};

use tracing::field::{Field, Visit};
use tracing::{Event, Metadata, Subscriber, span};

/// Writes down everything that it is told, and prints it.
#[derive(Clone, Default)]
pub(crate) struct Told(Arc<Mutex<String>>);

impl Told {
    /// Has whatever the whole run traces printed, for `.ci/secrets` to read.
    pub(crate) fn listen() {
        // A second listener is not needed.
        let _ = tracing::subscriber::set_global_default(Self::default());
    }

    #[allow(dead_code, reason = "one of two test programs reads it")]
    pub(crate) fn text(&self) -> String {
        self.0.lock().unwrap().clone()
    }

    fn note(&self, record: impl FnOnce(&mut Line)) {
        let mut line = Line::default();
        record(&mut line);
        println!("told: {}", line.0);
        self.0.lock().unwrap().push_str(&line.0);
    }
}

#[derive(Default)]
struct Line(String);

impl Visit for Line {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        let _ = write!(self.0, "{field}={value:?} ");
    }
}

impl Subscriber for Told {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, attributes: &span::Attributes<'_>) -> span::Id {
        self.note(|line| attributes.record(line));
        span::Id::from_u64(1)
    }

    fn record(&self, _: &span::Id, values: &span::Record<'_>) {
        self.note(|line| values.record(line));
    }

    fn event(&self, event: &Event<'_>) {
        self.note(|line| event.record(line));
    }

    fn record_follows_from(&self, _: &span::Id, _: &span::Id) {}

    fn enter(&self, _: &span::Id) {}

    fn exit(&self, _: &span::Id) {}
}
