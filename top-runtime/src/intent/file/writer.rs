//! The thread that has the database: one commit for all that wait.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use tokio::sync::oneshot;

use super::database::Database;
use super::queue::{Receiver, Sender};
use super::tables::Tables;
use crate::intent::{Begun, Ending, How, Intent, StoreError};

/// Answers once what was asked for is on disk, or cannot be.
pub(super) type Reply<T> = oneshot::Sender<Result<T, StoreError>>;

/// What the writer is asked to do.
pub(super) enum Command {
    Begin(Intent, Sender<Command>, Reply<Granted>),
    End(String, Ending),
    Release(String),
    Pending(Reply<Vec<Intent>>),
    Find(String, Reply<Option<Intent>>),
    Forget(i64, Reply<usize>),
    Flush(Reply<()>),
    /// The last one.
    Stop,
}

/// What is to be stored of a definite answer.
pub(super) enum Ended {
    /// The intent after it, where it was begun here.
    Held(Intent),
    /// The answer about an intent that is still to be read.
    Other(String, Ending),
}

/// What a begin came to, for a caller that may have gone.
pub(super) struct Granted {
    begun: Begun,
    hold: Hold,
}

/// Lets go of an intent, unless its caller takes it over.
struct Hold(Option<(Command, Sender<Command>)>);

impl Granted {
    fn new(begun: Begun, back: Sender<Command>) -> Self {
        let letting_go = match &begun {
            // Of this one nothing was ever sent.
            Begun::New(intent) => {
                let ending = Ending {
                    how: How::NotApplied,
                    at: intent.last_attempt_at(),
                    request_id: None,
                };
                Some(Command::End(intent.id().to_owned(), ending))
            }
            Begun::Resumed(intent) => Some(Command::Release(intent.id().to_owned())),
            Begun::Held(_) | Begun::Ended(_) | Begun::OtherContents(_) => None,
        };
        Self {
            begun,
            hold: Hold(letting_go.map(|command| (command, back))),
        }
    }

    /// Takes the answer, and the hold with it.
    pub(super) fn accept(mut self) -> Begun {
        self.hold.0 = None;
        self.begun
    }
}

impl Drop for Hold {
    fn drop(&mut self) {
        if let Some((command, back)) = self.0.take() {
            // A writer that has stopped holds nothing.
            let _ = back.send(command);
        }
    }
}

/// How long an ending waits for a begin to share its commit.
const LINGER: Duration = Duration::from_millis(20);
/// How long the writer waits before it tries a failing disk again on its own.
const TRY_AGAIN: Duration = Duration::from_secs(1);

/// The database, and what is not in it.
pub(super) struct Writer {
    database: Database,
    /// Held intents, by id, without their parameters.
    held: HashMap<String, Intent>,
    /// What is not on disk yet, in order, and when it shall be.
    unsaved: Vec<Ended>,
    due: Instant,
    stopping: bool,
}

impl Writer {
    pub(super) fn new(database: Database) -> Self {
        Self {
            database,
            held: HashMap::new(),
            unsaved: Vec::new(),
            due: Instant::now(),
            stopping: false,
        }
    }

    /// Works until it is told to stop.
    pub(super) fn run(mut self, queue: &Receiver<Command>) {
        let mut commands = Vec::new();
        while !self.stopping {
            queue.receive(&mut commands, self.longest_wait());
            self.work(commands.drain(..));
        }
        self.save_late();
    }

    /// How long what is unsaved may wait for more.
    fn longest_wait(&self) -> Option<Duration> {
        if self.unsaved.is_empty() {
            return None;
        }
        Some(self.due.saturating_duration_since(Instant::now()))
    }

    /// Endings first: what they free, the begins that came with them may have.
    fn work(&mut self, commands: impl Iterator<Item = Command>) {
        let mut begins = Vec::new();
        let mut others = Vec::new();
        for command in commands {
            match command {
                Command::End(id, ending) => {
                    let ended = match self.held.remove(&id) {
                        Some(intent) => Ended::Held(intent.ended(ending)),
                        None => Ended::Other(id, ending),
                    };
                    if self.unsaved.is_empty() {
                        self.due = Instant::now() + LINGER;
                    }
                    self.unsaved.push(ended);
                }
                Command::Release(id) => {
                    self.held.remove(&id);
                }
                Command::Stop => self.stopping = true,
                // For whoever gave up meanwhile, nothing is begun.
                Command::Begin(_, _, reply) if reply.is_closed() => {}
                Command::Begin(draft, back, reply) => begins.push((draft, back, reply)),
                other => others.push(other),
            }
        }
        self.begin(begins);
        for other in others {
            self.answer(other);
        }
        if !self.unsaved.is_empty() && Instant::now() >= self.due {
            self.save_late();
        }
    }

    fn begin(&mut self, begins: Vec<(Intent, Sender<Command>, Reply<Granted>)>) {
        if begins.is_empty() {
            return;
        }
        let (mut drafts, mut callers) = (Vec::new(), Vec::new());
        for (draft, back, reply) in begins {
            drafts.push(draft);
            callers.push((back, reply));
        }
        // A caller that has gone lets go by itself, when its answer is dropped.
        match self.try_begin(drafts) {
            Ok(begun) => {
                for (begun, (back, reply)) in begun.into_iter().zip(callers) {
                    let _ = reply.send(Ok(Granted::new(begun, back)));
                }
            }
            Err(error) => {
                for (_, reply) in callers {
                    let _ = reply.send(Err(error.clone()));
                }
            }
        }
    }

    fn try_begin(&mut self, drafts: Vec<Intent>) -> Result<Vec<Begun>, StoreError> {
        let held = std::mem::take(&mut self.held);
        let mut taken = HashMap::new();
        let answers = self.commit(|tables| {
            let mut answers = Vec::with_capacity(drafts.len());
            for draft in drafts {
                let stored = tables.find(draft.id())?;
                let is_held = held.contains_key(draft.id()) || taken.contains_key(draft.id());
                let begun = Begun::of(draft, stored, is_held);
                if let Some(intent) = begun.to_store() {
                    tables.keep(intent)?;
                    taken.insert(intent.id().to_owned(), without_params(intent));
                }
                answers.push(begun);
            }
            Ok(answers)
        });
        self.held = held;
        if answers.is_ok() {
            self.held.extend(taken);
        }
        answers
    }

    fn answer(&mut self, command: Command) {
        // Whoever has gone needs no answer.
        match command {
            Command::Pending(reply) => drop(reply.send(self.read(Database::pending))),
            Command::Find(id, reply) => {
                drop(reply.send(self.read(|database| database.find(&id))));
            }
            Command::Forget(before, reply) => {
                drop(reply.send(self.commit(|tables| tables.forget(before))));
            }
            Command::Flush(reply) => drop(reply.send(self.save())),
            Command::Begin(..) | Command::End(..) | Command::Release(_) | Command::Stop => {}
        }
    }

    /// Reads what is on disk, once everything is.
    fn read<T>(
        &mut self,
        read: impl FnOnce(&Database) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        self.save()?;
        read(&self.database)
    }

    fn save(&mut self) -> Result<(), StoreError> {
        if self.unsaved.is_empty() {
            return Ok(());
        }
        self.commit(|_| Ok(()))
    }

    /// Saves what nobody waits for. Where that fails, it is tried again; the intents are open for
    /// so long.
    fn save_late(&mut self) {
        if let Err(error) = self.save() {
            self.due = Instant::now() + TRY_AGAIN;
            tracing::error!(%error, unsaved = self.unsaved.len(), "intents that have ended are not stored yet");
        }
    }

    /// Writes what is unsaved and what `change` makes, all or nothing, and on disk when it returns.
    fn commit<T>(
        &mut self,
        change: impl FnOnce(&mut Tables<'_>) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let unsaved = &self.unsaved;
        let changed = self.database.change(|tables| {
            for ended in unsaved {
                tables.end(ended)?;
            }
            change(tables)
        })?;
        self.unsaved.clear();
        Ok(changed)
    }
}

/// What is needed to end it.
fn without_params(intent: &Intent) -> Intent {
    Intent {
        id: intent.id.clone(),
        method: intent.method.clone(),
        app: intent.app.clone(),
        params: Vec::new(),
        key: intent.key.clone(),
        state: intent.state.clone(),
        ..*intent
    }
}
