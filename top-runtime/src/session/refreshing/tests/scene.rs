//! A refreshing session with a platform, a store and a clock that do as they are told.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, UNIX_EPOCH};

use crate::send::{BoxFuture, Outgoing, Progress, Reply, SendError};
use crate::session::{
    MemoryTokenStore, RefreshingSession, SessionErrorKind, SessionProvider, Token, TokenResult,
    TokenStore,
};
use crate::time::DateTime;
use crate::{Client, RetryPolicy, Secret, StoreError, StoreErrorKind, Transport};

pub(super) const START: i64 = 1_700_000_000;
pub(super) const LIFE: i64 = 3600;

/// A platform that answers refreshes as it is told, and counts them.
#[derive(Clone, Default)]
pub(super) struct Platform(Arc<Mutex<(VecDeque<Answer>, usize)>>);

pub(super) enum Answer {
    /// A token of this name that lives for an hour.
    Token(&'static str),
    /// The platform's own refusal.
    Refused,
    /// The line breaks after the request was handed over.
    Lost,
    /// The line breaks before.
    NotSent,
}

impl Platform {
    pub(super) fn will(&self, answer: Answer) {
        self.0.lock().unwrap().0.push_back(answer);
    }

    pub(super) fn refreshes(&self) -> usize {
        self.0.lock().unwrap().1
    }
}

impl Transport for Platform {
    fn post(&self, _: Outgoing) -> BoxFuture<'_, Result<Reply, SendError>> {
        let answer = {
            let (answers, count) = &mut *self.0.lock().unwrap();
            *count += 1;
            answers.pop_front().expect("no such call was expected")
        };
        Box::pin(async move {
            // Whoever else runs may come in between.
            tokio::task::yield_now().await;
            match answer {
                Answer::Token(name) => Ok(Reply::new(200, reply(name))),
                Answer::Refused => Ok(Reply::new(200, REFUSED)),
                Answer::Lost => Err(SendError::new(Progress::Unknown)),
                Answer::NotSent => Err(SendError::new(Progress::NotSent)),
            }
        })
    }
}

const REFUSED: &str = r#"{"error_response":{"code":41,"msg":"Invalid Arguments","sub_code":"isv.invalid-parameter"}}"#;

pub(super) fn result(name: &str) -> String {
    format!(r#"{{"access_token":"{name}","refresh_token":"refresh-{name}","expires_in":{LIFE}}}"#)
}

fn reply(name: &str) -> String {
    serde_json::json!({ "token_result": result(name) }).to_string()
}

pub(super) fn token(name: &str) -> Token {
    token_of(result(name), 0)
}

/// The token in this text, given so many seconds after the start.
pub(super) fn token_of(text: String, seconds: i64) -> Token {
    let now = DateTime::from_unix_seconds(START + seconds).unwrap();
    TokenResult::read(text).unwrap().into_token(now)
}

/// A store that can be made to fail, and tells what it has.
#[derive(Clone)]
pub(super) struct Store {
    pub(super) kept: Arc<MemoryTokenStore>,
    broken: Arc<Mutex<bool>>,
}

impl Store {
    pub(super) fn break_down(&self, broken: bool) {
        *self.broken.lock().unwrap() = broken;
    }

    pub(super) async fn kept(&self) -> Token {
        self.kept.load().await.unwrap().unwrap()
    }

    fn fails(&self) -> Result<(), StoreError> {
        if *self.broken.lock().unwrap() {
            return Err(StoreError::new(StoreErrorKind::Unavailable, "is broken"));
        }
        Ok(())
    }
}

impl TokenStore for Store {
    fn load(&self) -> BoxFuture<'_, Result<Option<Token>, StoreError>> {
        self.kept.load()
    }

    fn save<'a>(&'a self, token: &'a Token) -> BoxFuture<'a, Result<(), StoreError>> {
        Box::pin(async move {
            self.fails()?;
            self.kept.save(token).await
        })
    }
}

/// A session with the token `one`, a second after it was given.
pub(super) struct Scene {
    pub(super) platform: Platform,
    pub(super) store: Store,
    clock: Arc<AtomicI64>,
    pub(super) session: RefreshingSession,
}

impl Scene {
    pub(super) fn new() -> Self {
        let clock = Arc::new(AtomicI64::new(START + 1));
        let platform = Platform::default();
        let store = Store {
            kept: Arc::new(MemoryTokenStore::new(token("one"))),
            broken: Arc::default(),
        };
        Self {
            session: session(&platform, &store, &clock),
            platform,
            store,
            clock,
        }
    }

    pub(super) fn at(&self, seconds: i64) {
        self.clock.store(START + seconds, Ordering::Relaxed);
    }

    /// The same after the process was started anew.
    pub(super) fn restarted(&self) -> RefreshingSession {
        session(&self.platform, &self.store, &self.clock)
    }

    pub(super) async fn gives(&self) -> Result<String, SessionErrorKind> {
        let given = self.session.session().await;
        given
            .map(|session| session.expose().to_owned())
            .map_err(|error| error.kind())
    }

    pub(super) async fn renews(&self, refused: &str) -> Result<Option<String>, SessionErrorKind> {
        let given = self.session.renew(&Secret::new(refused)).await;
        given
            .map(|session| session.map(|session| session.expose().to_owned()))
            .map_err(|error| error.kind())
    }
}

fn session(platform: &Platform, store: &Store, clock: &Arc<AtomicI64>) -> RefreshingSession {
    let clock = Arc::clone(clock);
    let now = move || {
        let seconds = clock.load(Ordering::Relaxed);
        UNIX_EPOCH + Duration::from_secs(seconds.try_into().unwrap())
    };
    let client = Client::builder()
        .app_key("12345678")
        .app_secret("helloworld")
        .clock(now)
        .retry(RetryPolicy::none())
        .transport(platform.clone())
        .build()
        .unwrap();
    RefreshingSession::new(client, store.clone()).margin(Duration::from_secs(60))
}
