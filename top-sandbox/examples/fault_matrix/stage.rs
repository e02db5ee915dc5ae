//! What a cell is played on: books, a gateway on them, and clients that mean well.

use std::time::Duration;

use top_runtime::client::ClientBuilder;
use top_runtime::{Client, Gateway};
use top_sandbox::{Decoy, Fault, Injection, Ledger, Sandbox, Server};

use crate::Failure;
use crate::clock::StageClock;
use crate::operation::Operation;
use crate::trouble::Trouble;

const SECRET: &str = "helloworld";
const SESSION: &str = "a-session-of-the-gateway";

/// One gateway with books of its own.
pub(crate) struct Stage {
    pub(crate) books: Ledger,
    pub(crate) sandbox: Sandbox,
    clock: StageClock,
    server: Server,
    /// Speaks no TLS, and is where redirects lead.
    elsewhere: Decoy,
    nowhere: Decoy,
}

impl Stage {
    pub(crate) async fn set() -> Result<Self, Failure> {
        let (books, clock) = (Ledger::with_examples(), StageClock::default());
        let sandbox = Sandbox::builder()
            .app("12345678", SECRET)
            .session(SESSION)
            .clock(clock.clone())
            .ledger(&books)
            .build();
        Ok(Self {
            server: Server::start(sandbox.clone(), 0).await?,
            books,
            sandbox,
            clock,
            elsewhere: Decoy::babbling().await?,
            nowhere: Decoy::refusing()?,
        })
    }

    /// A client with which nothing is wrong.
    pub(crate) fn client(&self) -> Result<Client, Failure> {
        Ok(self.builder(self.server.url()).build()?)
    }

    /// A client that is in for this trouble, with a connection that it has used before.
    pub(crate) async fn troubled_client(&self, trouble: Trouble) -> Result<Client, Failure> {
        let builder = match trouble {
            Trouble::ConnectRefused => self.builder(self.nowhere.url("http")),
            Trouble::TlsFailure => self.builder(self.elsewhere.url("https")),
            Trouble::WrongClock => {
                let ahead = self.clock.ahead_by(3600);
                self.builder(self.server.url()).clock(ahead)
            }
            _ => self.builder(self.server.url()),
        };
        let client = builder.build()?;
        self.warm_up(&client, trouble).await?;
        Ok(client)
    }

    async fn warm_up(&self, client: &Client, trouble: Trouble) -> Result<(), Failure> {
        match trouble {
            Trouble::ConnectRefused | Trouble::TlsFailure | Trouble::WrongClock => return Ok(()),
            Trouble::StaleConnection => self.sandbox.inject(Fault::Stale),
            _ => {}
        }
        let warming = Operation::GetFlowDetail.call(client, crate::cell::PATIENT);
        warming.await?;
        self.sandbox.clear_counts();
        Ok(())
    }

    /// Makes the trouble befall the next calls, this many of them.
    pub(crate) fn arrange(&self, trouble: Trouble, operation: Operation, times: u32) {
        if let Some(fault) = trouble.fault(&self.elsewhere.url("http")) {
            let injection = Injection::new(fault).method(operation.endpoint().method());
            self.sandbox.inject(injection.times(times));
        }
    }

    /// Carries out what is still under way.
    pub(crate) async fn settle(&self) {
        // A call that was handed over arrives sooner or later; one that was not never does.
        let arrival = self.sandbox.until_held(1);
        let _ = tokio::time::timeout(Duration::from_secs(5), arrival).await;
        self.sandbox.release();
        self.sandbox.clear_faults();
    }

    /// Lets so much time pass for everybody.
    pub(crate) fn wait_out(&self, time: Duration) {
        self.clock.put_on(time);
    }

    fn builder(&self, url: impl Into<Gateway>) -> ClientBuilder {
        Client::builder()
            .app_key("12345678")
            .app_secret(SECRET)
            .session(SESSION)
            .clock(self.clock.clone())
            .gateway(url)
    }

    /// Whether anybody followed a redirect.
    pub(crate) fn was_followed(&self, trouble: Trouble) -> bool {
        trouble == Trouble::Redirect && self.elsewhere.connections() > 0
    }
}
