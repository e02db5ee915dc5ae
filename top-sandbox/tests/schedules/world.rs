//! The gateway, the books and the faults of one schedule, and what happened in it.

use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use top_runtime::intent::MemoryIntents;
use top_runtime::{Client, RetryPolicy};
use top_sandbox::{ErrorResponse, Fault, Injection, Ledger, Sandbox};

use crate::habit::Habit;
use crate::line::Line;
use crate::purpose::Purpose;
use crate::random::Random;

const SESSION: &str = "a-session-of-the-gateway";

/// All that the callers of a schedule share.
pub(crate) struct World {
    seed: u64,
    pub(crate) random: Arc<Random>,
    pub(crate) books: Ledger,
    pub(crate) sandbox: Sandbox,
    pub(crate) intents: MemoryIntents,
    events: Mutex<Vec<String>>,
    accusations: Mutex<Vec<String>>,
}

impl World {
    pub(crate) fn new(seed: u64) -> Self {
        let books = Ledger::new();
        let sandbox = Sandbox::builder()
            .app(app_key(seed), "helloworld")
            .session(SESSION)
            .clock(noon)
            .ledger(&books)
            .build();
        Self {
            seed,
            random: Arc::new(Random::new(seed)),
            books,
            sandbox,
            intents: MemoryIntents::new(),
            events: Mutex::default(),
            accusations: Mutex::default(),
        }
    }

    /// A client of its own settings, as another process would have.
    pub(crate) fn client(&self, habit: Habit) -> Client {
        let intents = match habit {
            Habit::Forgets => MemoryIntents::new(),
            _ => self.intents.clone(),
        };
        let attempts = u32::try_from(self.random.of(1..4)).unwrap();
        // Jitter is drawn elsewhere, and would make schedules differ.
        let retry = RetryPolicy::default().first_delay(Duration::ZERO);
        let line = Line {
            sandbox: self.sandbox.clone(),
            random: Arc::clone(&self.random),
        };
        Client::builder()
            .app_key(app_key(self.seed))
            .app_secret("helloworld")
            .session(SESSION)
            .clock(noon)
            .intents(intents)
            .retry(retry.attempts(attempts))
            .transport(line)
            .build()
            .unwrap()
    }

    /// Perhaps makes something go wrong with the next call of this method, whoever makes it.
    pub(crate) fn trouble(&self, purpose: Purpose) {
        for _ in 0..self.random.of(0..4) {
            let fault = self.fault();
            self.note(format!("{purpose}: {fault:?} is ahead"));
            let injection = Injection::new(fault).method(purpose.method());
            self.sandbox.inject(injection);
        }
    }

    fn fault(&self) -> Fault {
        let bytes = self.random.size(0..200);
        match self.random.of(0..20) {
            0 => Fault::CutBefore,
            1 | 2 => Fault::CutAfter,
            3 => Fault::CutReply(bytes),
            4 => Fault::Truncated(bytes),
            5 => Fault::TruncatedGzip(bytes),
            6 => Fault::Garbage,
            7 => self.front_end(),
            8 => Fault::Redirect("http://127.0.0.1:1/".to_owned()),
            9 => Fault::ErrorBefore(doubtful(&self.random)),
            10 => Fault::ErrorAfter(doubtful(&self.random)),
            11 => Fault::ErrorBefore(refused(&self.random)),
            12 => Fault::ErrorBefore(ErrorResponse::new(15).sub_code("isp.call-limited")),
            13 | 14 => Fault::HoldBefore,
            15 => Fault::HoldAfter,
            16 => Fault::Delay(Duration::from_millis(self.random.of(1..20))),
            17 => Fault::CutLate,
            18 => Fault::ErrorLate(doubtful(&self.random)),
            _ => [Fault::WrongTypes, Fault::ControlCharacters][self.random.size(0..2)].clone(),
        }
    }

    /// A page in HTML, whether or not the call behind it was carried out.
    fn front_end(&self) -> Fault {
        let status = [200, 302, 502, 504][self.random.size(0..4)];
        if self.random.percent(50) {
            Fault::HtmlAfter(status)
        } else {
            Fault::Html(status)
        }
    }

    /// Lets held calls go on, now and then, for as long as the schedule lasts.
    pub(crate) async fn release_now_and_then(&self) {
        loop {
            let pause = Duration::from_millis(self.random.of(1..15));
            tokio::time::sleep(pause).await;
            if self.sandbox.held() > 0 {
                self.note(format!("{} held calls go on", self.sandbox.held()));
                self.sandbox.release();
            }
        }
    }

    pub(crate) fn note(&self, event: String) {
        self.events.lock().unwrap().push(event);
    }

    /// Says what must not be.
    pub(crate) fn accuse(&self, offence: String) {
        self.accusations.lock().unwrap().push(offence);
    }

    pub(crate) fn accusations(&self) -> Vec<String> {
        self.accusations.lock().unwrap().clone()
    }

    pub(crate) fn story(&self) -> Vec<String> {
        self.events.lock().unwrap().clone()
    }
}

/// Clients of one app share what they learn: each schedule has an app of its own.
fn app_key(seed: u64) -> String {
    format!("1{seed:07}")
}

/// It is always the same moment, so that no two plays differ by a second.
fn noon() -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(1_790_000_000)
}

/// A refusal of one attempt. One for its contents (code 40 or 41) would have met the attempts before
/// it as well.
fn refused(random: &Random) -> ErrorResponse {
    ErrorResponse::new([11, 25, 27, 31][random.size(0..4)])
}

/// An error after which nobody knows.
fn doubtful(random: &Random) -> ErrorResponse {
    let timeout = ErrorResponse::new(15).sub_code("isp.remote-service-timeout");
    [timeout, ErrorResponse::new(50)][random.size(0..2)].clone()
}

/// What happens in a schedule.
pub(crate) fn events(seed: u64) -> Vec<String> {
    crate::play::played(seed, Habit::Careful).story()
}
