//! What a cell is played on: books, a gateway on them, and clients that mean well.

use std::path::PathBuf;
use std::time::Duration;

use top_apis::alsc::GetFlowDetail;
use top_runtime::client::ClientBuilder;
use top_runtime::codes::CodeTable;
use top_runtime::intent::{IntentFile, IntentStore};
use top_runtime::{Client, Gateway, RetryPolicy, TopApi as _};
use top_sandbox::{Decoy, Fault, Injection, Ledger, Sandbox, Server};

use crate::Failure;
use crate::clock::StageClock;
use crate::operation::{Manner, Operation};
use crate::trouble::Trouble;

const SECRET: &str = "helloworld";
const SESSION: &str = "a-session-of-the-gateway";
/// How long the intents may be in use.
const PATIENCE: Duration = Duration::from_secs(10);

/// One gateway with books of its own, and trouble ahead.
pub(crate) struct Stage {
    trouble: Trouble,
    pub(crate) books: Ledger,
    pub(crate) sandbox: Sandbox,
    clock: StageClock,
    server: Server,
    /// Speaks no TLS, and is where redirects lead.
    elsewhere: Decoy,
    nowhere: Decoy,
}

impl Stage {
    pub(crate) async fn set(trouble: Trouble) -> Result<Self, Failure> {
        let (books, clock) = (Ledger::with_examples(), StageClock::default());
        let sandbox = Sandbox::builder()
            .app("12345678", SECRET)
            .session(SESSION)
            .clock(clock.clone())
            .ledger(&books)
            .build();
        Ok(Self {
            trouble,
            server: Server::start(sandbox.clone(), 0).await?,
            books,
            sandbox,
            clock,
            elsewhere: Decoy::babbling().await?,
            nowhere: Decoy::refusing()?,
        })
    }

    pub(crate) fn url(&self) -> String {
        self.server.url()
    }

    /// Where the intents are.
    pub(crate) fn store_path(&self) -> PathBuf {
        let name = format!("top-fault-matrix-{}.intents", self.server.address().port());
        std::env::temp_dir().join(name)
    }

    /// Opens it. A process that another cell is just starting has this one's files, locks included,
    /// for a moment.
    pub(crate) fn intents(&self) -> Result<IntentFile, Failure> {
        Ok(IntentFile::open_waiting(self.store_path(), PATIENCE)?)
    }

    /// A client with nothing ahead.
    pub(crate) fn client(&self, intents: &IntentFile) -> Result<Client, Failure> {
        let builder = self.builder(self.url()).intents(intents.clone());
        Ok(builder.build()?)
    }

    /// The client that is in for trouble, with a connection that it has used before.
    pub(crate) async fn troubled_client(
        &self,
        retry: RetryPolicy,
        intents: impl IntentStore + 'static,
    ) -> Result<Client, Failure> {
        let builder = match self.trouble {
            Trouble::ConnectRefused => self.builder(self.nowhere.url("http")),
            Trouble::TlsFailure => self.builder(self.elsewhere.url("https")),
            _ => self.builder(self.url()),
        };
        let client = builder.retry(retry).intents(intents).build()?;
        self.warm_up(&client).await?;
        Ok(client)
    }

    async fn warm_up(&self, client: &Client) -> Result<(), Failure> {
        match self.trouble {
            Trouble::ConnectRefused | Trouble::TlsFailure | Trouble::WrongClock => return Ok(()),
            Trouble::StaleConnection => self.sandbox.inject(Fault::Stale),
            _ => {}
        }
        Operation::GetFlowDetail
            .call(client, Manner::PATIENT)
            .await?;
        self.sandbox.clear_counts();
        Ok(())
    }

    /// Makes the trouble befall the next calls, and what it ends with this many of them.
    pub(crate) fn arrange(&self, operation: Operation, times: u32) {
        let mut faults = self.trouble.faults(&self.elsewhere.url("http"));
        let last = faults.pop();
        let faults = faults.into_iter().map(|fault| (fault, 1));
        for (fault, times) in faults.chain(last.map(|fault| (fault, times))) {
            let injection = Injection::new(fault).method(operation.endpoint().method());
            self.sandbox.inject(injection.times(times));
        }
    }

    /// Ends the trouble, and carries out what is still under way.
    pub(crate) async fn settle(&self) {
        if self.trouble == Trouble::PastTheDeadline {
            // A call that was handed over arrives sooner or later; one that was not never does.
            let arrival = self.sandbox.until_held(1);
            let _ = tokio::time::timeout(Duration::from_secs(5), arrival).await;
        }
        self.sandbox.release();
        self.sandbox.clear_faults();
    }

    /// Lets so much time pass for everybody.
    pub(crate) fn wait_out(&self, time: Duration) {
        self.clock.put_on(time);
    }

    fn builder(&self, url: impl Into<Gateway>) -> ClientBuilder {
        let ahead = match self.trouble {
            Trouble::WrongClock => 3600,
            _ => 0,
        };
        builder(url).clock(self.clock.ahead_by(ahead))
    }

    /// Whether anybody followed a redirect.
    pub(crate) fn was_followed(&self) -> bool {
        self.trouble == Trouble::Redirect && self.elsewhere.connections() > 0
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        // Where no call was made under an intent there is none.
        let _ = std::fs::remove_file(self.store_path());
    }
}

/// A client of this gateway's app.
pub(crate) fn builder(url: impl Into<Gateway>) -> ClientBuilder {
    Client::builder()
        .app_key("12345678")
        .app_secret(SECRET)
        .session(SESSION)
        // The gateway's word for a flow that is not there, so that a lookup can deny a call.
        .codes(CodeTable::new().absent(GetFlowDetail::ENDPOINT, "FLOW_NOT_FOUND"))
        .gateway(url)
}
