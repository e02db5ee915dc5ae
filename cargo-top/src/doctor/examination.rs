//! The checks in their order; what cannot work after a failure is not tried.

use std::time::Duration;

use http::Uri;
use top_runtime::send::{BoxFuture, Outgoing, Progress, Reply, SendError};
use top_runtime::{SignMethod, Transport};

use super::account::{Area, Diagnosis, clock_ahead_seconds};
use super::broken::{Broken, broken};
use super::environment::Environment;
use super::line::{self, Proxy, Target};
use super::probe::{Caller, Exchange};
use super::problem::Problem;
use super::reads::HARMLESS;
use super::report::{Check, Report};
use super::{answer, clock};

/// What every report has, in this order, behind the variables.
const ORDER: [&str; 11] = [
    "proxy",
    "DNS",
    "TCP",
    "TLS",
    "answer",
    "clock",
    "app key",
    "app secret",
    "call limit",
    "session",
    "permission",
];

/// What the user asks for.
pub(crate) struct Wishes {
    /// A reading method of the user's own, which session and permission are tried with.
    pub(crate) method: Option<String>,
    /// How long one step may take.
    pub(crate) patience: Duration,
}

/// Why the rest is not tried.
struct Stop(&'static str);

/// Runs all checks that can work.
pub(crate) async fn examine(environment: &Environment, wishes: &Wishes) -> Report {
    let mut examination = Examination {
        caller: Caller {
            environment,
            is_known: environment.is_fit(),
            patience: wishes.patience,
        },
        wishes,
        checks: environment.checks(),
    };
    examination.checks.push(clock::zone());
    let because = match examination.run().await {
        Ok(()) => "it was not asked for",
        Err(Stop(because)) => because,
    };
    examination.not_tried(because);
    let gateway = environment.gateway().to_string();
    Report::of(&gateway, examination.checks, &environment.secrets())
}

struct Examination<'a> {
    caller: Caller<'a>,
    wishes: &'a Wishes,
    checks: Vec<Check>,
}

impl Examination<'_> {
    async fn run(&mut self) -> Result<(), Stop> {
        let gateway = self.settings()?;
        self.line(&gateway).await?;
        let exchange = self.first_call().await?;
        self.came_through(&gateway, &exchange)?;
        self.account(exchange).await?;
        self.own_method().await
    }

    fn not_tried(&mut self, because: &str) {
        for name in ORDER {
            if !self.checks.iter().any(|check| check.is_called(name)) {
                self.checks.push(Check::not_tried(name, because));
            }
        }
    }

    /// Takes a check in; one that is wrong stops the examination.
    fn must(&mut self, check: Check, otherwise: &'static str) -> Result<(), Stop> {
        let wrong = check.is_wrong();
        self.checks.push(check);
        if wrong { Err(Stop(otherwise)) } else { Ok(()) }
    }

    /// The address of the gateway, if a client takes all settings.
    fn settings(&mut self) -> Result<Uri, Stop> {
        let stop = Stop("the client does not take the settings");
        let built = self
            .caller
            .builder()
            .and_then(|builder| builder.transport(Nowhere).build());
        if let Err(error) = built {
            self.checks.push(Check::wrong(
                "settings",
                Problem::Setting,
                error.to_string(),
            ));
            return Err(stop);
        }
        self.caller
            .environment
            .gateway()
            .url()
            .parse()
            .map_err(|_| stop)
    }

    async fn line(&mut self, gateway: &Uri) -> Result<(), Stop> {
        let proxy = Proxy::of(gateway);
        let check = proxy.check(gateway, self.caller.environment);
        let unusable = check.is_wrong() && proxy.uri().is_some();
        self.checks.push(check);
        let target = Target::of(gateway, &proxy).filter(|_| !unusable);
        let target = target.ok_or(Stop("the proxy cannot be used"))?;
        let (check, addresses) = line::addresses(&target, self.wishes.patience).await;
        self.must(check, "there is no address to connect to")?;
        let check = line::connect(&target, &addresses, self.wishes.patience).await;
        self.must(check, "there is no connection")
    }

    async fn first_call(&mut self) -> Result<Exchange, Stop> {
        let [first, second] = HARMLESS;
        let exchange = self.call(first, None).await?;
        match Diagnosis::of(&exchange.outcome).area {
            Area::Method => self.call(second, None).await,
            _ => Ok(exchange),
        }
    }

    async fn call(
        &mut self,
        method: &str,
        sign_method: Option<SignMethod>,
    ) -> Result<Exchange, Stop> {
        let called = self.caller.call(method, sign_method).await;
        called.map_err(|error| {
            // Everything else that a client refuses was found before.
            self.checks
                .push(Check::wrong("TLS", Problem::NoCaStore, error.to_string()));
            Stop("there is no TLS")
        })
    }

    /// Looks at the line, whatever the platform says on it.
    fn came_through(&mut self, gateway: &Uri, exchange: &Exchange) -> Result<(), Stop> {
        let line = exchange.line.as_ref().ok_or(Stop("nothing was sent"))?;
        let tls = match gateway.scheme_str() {
            Some("https") => Check::well("TLS", "the certificate is the gateway's"),
            _ => Check::well("TLS", "not used: the gateway is on this machine"),
        };
        if let Err(error) = &line.reply {
            return Err(self.broken(error, tls));
        }
        self.checks.push(tls);
        let check = answer::check(exchange).ok_or(Stop("nothing was answered"))?;
        self.must(check, "no gateway of TOP answers")?;
        self.checks.push(clock::check(line));
        Ok(())
    }

    fn broken(&mut self, error: &SendError, tls: Check) -> Stop {
        match broken(error) {
            Broken::Proxy(found) => {
                self.checks
                    .push(Check::wrong("proxy tunnel", Problem::ProxyRefuses, found));
                Stop("the proxy does not let the call through")
            }
            Broken::Tls(problem, found) => {
                self.checks.push(Check::wrong("TLS", problem, found));
                Stop("there is no TLS")
            }
            Broken::Answer(problem, found) => {
                self.checks
                    .extend([tls, Check::wrong("answer", problem, found)]);
                Stop("nothing was answered")
            }
        }
    }

    async fn account(&mut self, exchange: Exchange) -> Result<(), Stop> {
        if !self.caller.is_known {
            return Err(Stop("TOP_APP_KEY and TOP_APP_SECRET are not right"));
        }
        let diagnosis = Diagnosis::of(&exchange.outcome);
        match diagnosis.area {
            Area::Key => self.must(diagnosis.wrong("app key"), "the app key is not known"),
            Area::Secret => self.secret(&diagnosis).await,
            Area::Clock => {
                self.clock_refused(&exchange);
                Err(Stop("the timestamp is refused before"))
            }
            Area::Method => Err(Stop("this gateway has none of the methods that are tried")),
            Area::Platform => {
                self.must(diagnosis.wrong("platform"), "the platform answers no call")
            }
            Area::Limit => {
                self.known();
                self.must(
                    diagnosis.wrong("call limit"),
                    "the platform lets no call through",
                )
            }
            Area::Session | Area::Permission | Area::Admitted => {
                self.known();
                self.checks
                    .push(Check::well("call limit", "the call was let through"));
                self.rights(&diagnosis, "the platform")
            }
        }
    }

    fn known(&mut self) {
        self.checks
            .push(Check::well("app key", "the gateway knows it"));
        self.checks
            .push(Check::well("app secret", "the signature is accepted"));
    }

    fn clock_refused(&mut self, exchange: &Exchange) {
        let ahead = clock_ahead_seconds(&exchange.outcome);
        let measured = self.checks.pop();
        self.checks
            .extend(measured.map(|check| clock::refused(check, ahead)));
    }

    /// The signature is refused: is it the secret, or the way of signing?
    async fn secret(&mut self, diagnosis: &Diagnosis) -> Result<(), Stop> {
        self.checks
            .push(Check::well("app key", "not refused: the signature is"));
        let used = self.caller.environment.given("TOP_SIGN_METHOD");
        for other in [SignMethod::HmacSha256, SignMethod::Hmac, SignMethod::Md5] {
            if used.unwrap_or(SignMethod::default().as_str()) == other.as_str() {
                continue;
            }
            let [first, second] = HARMLESS;
            for method in [first, second] {
                let exchange = self.call(method, Some(other)).await?;
                match Diagnosis::of(&exchange.outcome).area {
                    Area::Method => {}
                    Area::Admitted | Area::Session | Area::Permission => {
                        let found = format!("refused, and accepted when signed by {other}");
                        let check = Check::wrong("app secret", Problem::SignMethod, found);
                        let remedy = format!("Set TOP_SIGN_METHOD={other}.");
                        return self.must(check.with_remedy(remedy), "the signature is refused");
                    }
                    _ => break,
                }
            }
        }
        self.must(diagnosis.wrong("app secret"), "the signature is refused")
    }

    /// What a call says of session and permission.
    fn rights(&mut self, diagnosis: &Diagnosis, who: &str) -> Result<(), Stop> {
        match diagnosis.area {
            Area::Session => self.must(diagnosis.wrong("session"), "the session is refused before"),
            Area::Permission => {
                let said = format!("{who} does not complain of it");
                self.checks.push(Check::well("session", said));
                self.must(diagnosis.wrong("permission"), "")
            }
            _ => Ok(()),
        }
    }

    /// Session and permission need a method that has them.
    async fn own_method(&mut self) -> Result<(), Stop> {
        let Some(method) = &self.wishes.method else {
            return Err(Stop("no --method names a read of yours"));
        };
        let exchange = self.call(method, None).await?;
        if exchange
            .line
            .as_ref()
            .is_none_or(|line| line.reply.is_err())
        {
            return Err(Stop("no answer came to the method's call"));
        }
        let diagnosis = Diagnosis::of(&exchange.outcome);
        match diagnosis.area {
            Area::Admitted => {
                let sent = self.caller.environment.given("TOP_SESSION").is_some();
                let said = if sent {
                    "accepted"
                } else {
                    "none is sent, and none is wanted"
                };
                self.checks.push(Check::well("session", said));
                self.checks.push(Check::well(
                    "permission",
                    format!("{method} lets the app in"),
                ));
                Ok(())
            }
            Area::Session | Area::Permission => self.rights(&diagnosis, "the method"),
            _ => self.must(diagnosis.wrong("method"), "the method cannot be called"),
        }
    }
}

/// Stands in where settings are only looked at.
struct Nowhere;

impl Transport for Nowhere {
    fn post(&self, _: Outgoing) -> BoxFuture<'_, Result<Reply, SendError>> {
        Box::pin(async { Err(SendError::new(Progress::NotSent)) })
    }
}
