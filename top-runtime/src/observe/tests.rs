use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use super::{Attempt, Ending, Observer, Observers, Started};
use crate::error::Effect;

const METHOD: &str = "taobao.shop.refund";

fn started() -> Started<'static> {
    Started {
        method: METHOD,
        time: SystemTime::UNIX_EPOCH,
        idempotency_key: Some("R-1-of-a-customer"),
        params: None,
    }
}

fn throttled() -> Ending<'static> {
    Ending {
        outcome: "throttled",
        effect: Effect::None,
        status: Some(200),
        code: Some(7),
        sub_code: Some("accesscontrol.limited-by-app-access-count"),
        request_id: Some("r1"),
    }
}

fn attempt(number: u32, ending: Ending<'static>) -> Attempt<'static> {
    Attempt {
        call: started(),
        number,
        time: SystemTime::UNIX_EPOCH,
        elapsed: Duration::from_millis(250),
        sent_bytes: 700,
        received_bytes: 90,
        ending,
    }
}

#[cfg(feature = "metrics")]
fn finished(attempts: u32, ending: Ending<'static>) -> super::Finished<'static> {
    super::Finished {
        call: started(),
        attempts,
        elapsed: Duration::from_millis(1500),
        ending,
        repeats: false,
    }
}

/// Keeps what it hears; one that refuses lets no call through.
#[derive(Default)]
struct Ear {
    heard: Mutex<Vec<String>>,
    refuses: bool,
}

impl Observer for Ear {
    fn starting(&self, call: &Started<'_>) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
        self.heard.lock().unwrap().push(format!("{call:?}"));
        if self.refuses {
            Err("deaf".into())
        } else {
            Ok(())
        }
    }

    fn attempt(&self, attempt: &Attempt<'_>) {
        self.heard.lock().unwrap().push(format!("{attempt:?}"));
    }

    fn wants_params(&self) -> bool {
        self.refuses
    }
}

#[test]
fn all_observers_hear_and_each_may_refuse() {
    let (open, closed) = (
        Arc::new(Ear::default()),
        Arc::new(Ear {
            refuses: true,
            ..Ear::default()
        }),
    );
    let mut observers = Observers::default();
    observers.add(open.clone());
    assert!(observers.starting(&started()).is_ok() && !observers.want_params());
    observers.add(closed.clone());
    assert!(observers.want_params() && observers.listen());
    let why = observers.starting(&started()).unwrap_err();
    assert_eq!(why.to_string(), "deaf");
    observers.attempt(&attempt(1, throttled()));
    for (ear, count) in [(open, 3), (closed, 2)] {
        let heard = ear.heard.lock().unwrap();
        assert_eq!(heard.len(), count);
        assert!(heard.iter().all(|words| words.contains(METHOD)));
        assert!(!heard.concat().contains("R-1-of-a-customer"));
    }
}

#[test]
fn a_success_took_effect_unless_the_method_reads() {
    let read = Ending::ok(true, Some(200), Some("r1"));
    let written = Ending::ok(false, Some(200), None);
    assert!(read.is_ok() && written.is_ok());
    assert_eq!(
        (read.effect, written.effect),
        (Effect::None, Effect::Applied)
    );
}

#[cfg(feature = "metrics")]
#[test]
fn calls_and_attempts_are_counted_by_what_they_came_to() {
    use metrics_util::debugging::{DebugValue, DebuggingRecorder};

    use super::{ATTEMPTS, CALL_SECONDS, CALLS, Metrics, OPEN_INTENTS, THROTTLED};

    let recorder = DebuggingRecorder::new();
    let snapshotter = recorder.snapshotter();
    metrics::with_local_recorder(&recorder, || {
        let metrics = Metrics::new();
        metrics.attempt(&attempt(1, throttled()));
        metrics.attempt(&attempt(2, Ending::ok(false, Some(200), None)));
        metrics.finished(&finished(2, Ending::ok(false, Some(200), None)));
        metrics.finished(&finished(0, throttled()));
        super::open_intents(3);
    });
    let mut found: Vec<String> = snapshotter
        .snapshot()
        .into_vec()
        .into_iter()
        .map(|(key, _, _, value)| {
            let (name, labels) = key.key().clone().into_parts();
            let labels: Vec<_> = labels.iter().map(|l| l.value().to_owned()).collect();
            let number = match value {
                DebugValue::Counter(count) => count.to_string(),
                DebugValue::Gauge(level) => level.to_string(),
                DebugValue::Histogram(seconds) => format!("{seconds:?}"),
            };
            format!("{} [{}] {number}", name.as_str(), labels.join(" "))
        })
        .collect();
    found.sort();
    let mut expected = [
        format!("{ATTEMPTS} [{METHOD} ok] 1"),
        format!("{ATTEMPTS} [{METHOD} throttled] 1"),
        format!("{CALL_SECONDS} [{METHOD} ok] [1.5]"),
        format!("{CALL_SECONDS} [{METHOD} throttled] [1.5]"),
        format!("{CALLS} [{METHOD} ok applied] 1"),
        format!("{CALLS} [{METHOD} throttled none] 1"),
        format!("{OPEN_INTENTS} [] 3"),
        format!("{THROTTLED} [{METHOD} client] 1"),
        format!("{THROTTLED} [{METHOD} platform] 1"),
    ];
    expected.sort();
    assert_eq!(found, expected);
}
