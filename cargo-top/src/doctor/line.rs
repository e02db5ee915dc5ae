//! The way to the gateway: proxy, DNS, TCP.

mod proxy;

use std::io;
use std::net::{IpAddr, SocketAddr};
use std::time::Duration;

use http::Uri;
use tokio::net::{TcpStream, lookup_host};
use tokio::time::timeout;

use super::problem::Problem;
use super::report::Check;
pub(super) use proxy::Proxy;

/// Who is connected to first: the gateway, or the proxy on the way.
pub(super) struct Target {
    host: String,
    port: u16,
    pub(super) is_proxy: bool,
}

impl Target {
    /// The gateway itself, or the proxy that the client would take.
    pub(super) fn of(gateway: &Uri, proxy: &Proxy) -> Option<Self> {
        let first = proxy.uri().unwrap_or(gateway);
        let default = if first.scheme_str() == Some("https") {
            443
        } else {
            80
        };
        let host = first.host()?.trim_start_matches('[').trim_end_matches(']');
        Some(Self {
            host: host.to_owned(),
            port: first.port_u16().unwrap_or(default),
            is_proxy: proxy.uri().is_some(),
        })
    }

    fn problem(&self, of_gateway: Problem) -> Problem {
        if self.is_proxy {
            Problem::ProxyUnreachable
        } else {
            of_gateway
        }
    }

    fn who(&self) -> &'static str {
        if self.is_proxy { "the proxy " } else { "" }
    }
}

/// Asks for the addresses of a name.
pub(super) async fn addresses(target: &Target, patience: Duration) -> (Check, Vec<SocketAddr>) {
    let (host, who) = (&target.host, target.who());
    let asked = timeout(patience, lookup_host((host.as_str(), target.port))).await;
    let found: Vec<SocketAddr> = match asked {
        Ok(Ok(addresses)) => addresses.collect(),
        Ok(Err(error)) => {
            return (
                unknown(target, &format!("{who}{host} has no address ({error})")),
                Vec::new(),
            );
        }
        Err(_) => {
            return (
                unknown(
                    target,
                    &format!("{who}{host}: no answer in {} s", patience.as_secs()),
                ),
                Vec::new(),
            );
        }
    };
    if found.is_empty() {
        return (
            unknown(target, &format!("{who}{host} has no address")),
            found,
        );
    }
    if host.parse::<IpAddr>().is_ok() {
        return (
            Check::well("DNS", format!("{who}{host} is an address already")),
            found,
        );
    }
    let list: Vec<String> = found
        .iter()
        .take(4)
        .map(|address| address.ip().to_string())
        .collect();
    (
        Check::well("DNS", format!("{who}{host} is {}", list.join(", "))),
        found,
    )
}

fn unknown(target: &Target, found: &str) -> Check {
    Check::wrong("DNS", target.problem(Problem::UnknownHost), found)
}

/// Connects to the first address that lets it.
pub(super) async fn connect(
    target: &Target,
    addresses: &[SocketAddr],
    patience: Duration,
) -> Check {
    let mut failure = None;
    for address in addresses {
        match timeout(patience, TcpStream::connect(address)).await {
            Ok(Ok(_)) => return Check::well("TCP", format!("{}{address} answers", target.who())),
            Ok(Err(error)) => {
                let found = format!("{}{address}: {error}", target.who());
                failure = Some((refusal(&error), found));
            }
            Err(_) => {
                let found = format!(
                    "{}{address}: no answer in {} s",
                    target.who(),
                    patience.as_secs()
                );
                failure = Some((Problem::ConnectionTimeout, found));
            }
        }
    }
    let (problem, found) = failure.unwrap_or((Problem::Unreachable, "no address".to_owned()));
    Check::wrong("TCP", target.problem(problem), found)
}

fn refusal(error: &io::Error) -> Problem {
    match error.kind() {
        io::ErrorKind::ConnectionRefused => Problem::ConnectionRefused,
        io::ErrorKind::TimedOut => Problem::ConnectionTimeout,
        io::ErrorKind::ConnectionReset | io::ErrorKind::ConnectionAborted => Problem::ConnectionCut,
        _ => Problem::Unreachable,
    }
}
