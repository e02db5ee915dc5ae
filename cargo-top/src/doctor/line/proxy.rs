//! The proxy that the environment asks for, as the client sees it.

use std::net::IpAddr;

use http::Uri;
use hyper_util::client::proxy::matcher::Matcher;

use crate::doctor::environment::Environment;
use crate::doctor::problem::Problem;
use crate::doctor::report::Check;

const VARIABLES: [&str; 6] = [
    "HTTPS_PROXY",
    "https_proxy",
    "HTTP_PROXY",
    "http_proxy",
    "ALL_PROXY",
    "all_proxy",
];

/// The proxy on the way to the gateway, if there is one.
pub(in crate::doctor) struct Proxy(Option<Uri>);

impl Proxy {
    /// Finds it by the rules that the client's own HTTP library has.
    pub(in crate::doctor) fn of(gateway: &Uri) -> Self {
        if is_loopback(gateway) {
            return Self(None);
        }
        let taken = Matcher::from_env().intercept(gateway);
        Self(taken.map(|proxy| proxy.uri().clone()))
    }

    /// Its address, without user and password.
    pub(in crate::doctor) fn uri(&self) -> Option<&Uri> {
        self.0.as_ref()
    }

    /// Which one is taken, and whether it can be.
    pub(in crate::doctor) fn check(&self, gateway: &Uri, environment: &Environment) -> Check {
        let set: Vec<&str> = VARIABLES
            .into_iter()
            .filter(|name| environment.given(name).is_some())
            .collect();
        let unread = set
            .iter()
            .find(|name| !is_address(environment.given(name).unwrap_or_default()));
        match (&self.0, unread) {
            (Some(proxy), _)
                if proxy
                    .scheme_str()
                    .is_some_and(|scheme| scheme.starts_with("socks")) =>
            {
                Check::wrong(
                    "proxy",
                    Problem::ProxyKind,
                    format!("{} names one", set.join(", ")),
                )
            }
            (Some(proxy), _) => {
                Check::well("proxy", format!("calls go through {}", authority(proxy)))
            }
            (None, Some(name)) if !is_loopback(gateway) => Check::wrong(
                "proxy",
                Problem::ProxyAddress,
                format!("{name} holds no address of a proxy"),
            ),
            (None, _) if set.is_empty() => Check::well("proxy", "none is set"),
            (None, _) => Check::well(
                "proxy",
                format!(
                    "{} set, and not for this gateway{}",
                    set.join(", "),
                    why(gateway, environment)
                ),
            ),
        }
    }
}

fn why(gateway: &Uri, environment: &Environment) -> &'static str {
    let exempt = environment
        .given("NO_PROXY")
        .or_else(|| environment.given("no_proxy"));
    match exempt {
        _ if is_loopback(gateway) => ": it is on this machine",
        Some(_) => ": see NO_PROXY",
        None => "",
    }
}

fn authority(proxy: &Uri) -> String {
    proxy
        .authority()
        .map_or_else(|| "?".to_owned(), ToString::to_string)
}

/// Whether the library would take a proxy of it.
fn is_address(value: &str) -> bool {
    let matcher = Matcher::builder().all(value).build();
    matcher
        .intercept(&Uri::from_static("https://a.example/"))
        .is_some()
}

fn is_loopback(gateway: &Uri) -> bool {
    let host = gateway.host().unwrap_or_default();
    let host = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost"
        || host
            .parse()
            .is_ok_and(|address: IpAddr| address.is_loopback())
}
