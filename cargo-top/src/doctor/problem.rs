//! Everything that can be wrong: its cause, and what to do.

use serde::Serialize;

/// One ailment. Its name in JSON is what scripts go by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Problem {
    Unset,
    WhiteSpace,
    Quotes,
    OddCharacters,
    KeyAndSecretSwapped,
    KeyIsSecret,
    Setting,
    ProxyAddress,
    ProxyKind,
    ProxyUnreachable,
    ProxyRefuses,
    UnknownHost,
    ConnectionRefused,
    ConnectionTimeout,
    Unreachable,
    NoCaStore,
    UnknownIssuer,
    CertificateExpired,
    CertificateName,
    Certificate,
    NoTls,
    Tls,
    NoHttp,
    ConnectionCut,
    NoAnswer,
    Redirect,
    HtmlPage,
    FrontEnd,
    NotTop,
    ClockOff,
    UnknownKey,
    WrongSecret,
    SignMethod,
    IpNotAllowed,
    AppPermission,
    UserPermission,
    SessionMissing,
    SessionInvalid,
    SessionLevel,
    TooManyCalls,
    Platform,
    UnknownMethod,
    Refused,
}

use Problem as P;

/// Cause and remedy of each.
const ADVICE: [(Problem, &str, &str); 43] = [
    (
        P::Unset,
        "the variable is not set, or empty",
        "Export it in this shell, or in the service's own environment.",
    ),
    (
        P::WhiteSpace,
        "white space was copied along, and is sent",
        "Set it again without the space or line break at its ends; look for CR in an .env file from Windows.",
    ),
    (
        P::Quotes,
        "quotes were copied along, and are sent",
        "Set it again without quotes: a shell takes them off, an .env file or a service's settings may not.",
    ),
    (
        P::OddCharacters,
        "characters that no key has, perhaps invisible ones, were copied along",
        "Copy it again from the console, as plain text.",
    ),
    (
        P::KeyAndSecretSwapped,
        "the key stands where the secret belongs, and the other way round",
        "Swap the two: the app key is the short one, all digits.",
    ),
    (
        P::KeyIsSecret,
        "key and secret are the same",
        "Copy both again from the console: 应用管理, AppKey and AppSecret.",
    ),
    (
        P::Setting,
        "the client does not take the setting",
        "Correct it.",
    ),
    (
        P::ProxyAddress,
        "the proxy variable holds no address, so it is passed over",
        "Write it as http://host:port, or unset it.",
    ),
    (
        P::ProxyKind,
        "the variable names a SOCKS proxy, and this client speaks with HTTP proxies only",
        "Name an HTTP proxy, or exempt the gateway in NO_PROXY.",
    ),
    (
        P::ProxyUnreachable,
        "the proxy that the environment names does not answer",
        "Correct the proxy's address, or exempt the gateway in NO_PROXY if it can be reached without.",
    ),
    (
        P::ProxyRefuses,
        "the proxy does not let the connection through: it wants a password, or forbids the host",
        "Ask whoever runs the proxy to allow the gateway's host and port 443, or put user and password into the proxy's address.",
    ),
    (
        P::UnknownHost,
        "the name is not known: a typing mistake in TOP_GATEWAY, or no DNS",
        "Look at the name, then at /etc/resolv.conf; `getent hosts NAME` asks the same question.",
    ),
    (
        P::ConnectionRefused,
        "nothing listens on this address and port, or a firewall says no at once",
        "Look at host and port of TOP_GATEWAY; start the sandbox, if it is one.",
    ),
    (
        P::ConnectionTimeout,
        "no answer to connecting: a firewall that drops packets, or a wrong address",
        "Let this machine reach the address: outgoing TCP to its port; or set HTTPS_PROXY.",
    ),
    (
        P::Unreachable,
        "this machine knows no way to the address",
        "Look at network, routes and, for an IPv6 address, whether this machine has IPv6 at all.",
    ),
    (
        P::NoCaStore,
        "this machine has no certificates of authorities to check the gateway's with",
        "Install them (Debian: the package ca-certificates; Alpine: the same), or name a file in SSL_CERT_FILE.",
    ),
    (
        P::UnknownIssuer,
        "an authority that this machine does not know issued the certificate: most often a proxy or firewall that inspects TLS, or a certificate of one's own",
        "If the network inspects TLS, add its authority to the system's store or name it in SSL_CERT_FILE. Never switch the check off.",
    ),
    (
        P::CertificateExpired,
        "the certificate is not valid at this time: it has expired, or this machine's date is wrong",
        "Look at this machine's date first; otherwise whoever runs the gateway or proxy must renew it.",
    ),
    (
        P::CertificateName,
        "the certificate belongs to another host: a wrong name in TOP_GATEWAY, or something that answers in the gateway's place",
        "Use the gateway's name as documented, not its IP address.",
    ),
    (
        P::Certificate,
        "the certificate is not one that can be trusted",
        "Ask whoever runs the gateway, or the proxy that inspects TLS.",
    ),
    (
        P::NoTls,
        "what listens there speaks no TLS",
        "Look at the port; an http address is allowed on loopback only.",
    ),
    (
        P::Tls,
        "the two sides did not agree on TLS",
        "Look for a proxy or an old load balancer in between: TLS 1.2 or 1.3 is needed.",
    ),
    (
        P::NoHttp,
        "what listens there speaks no HTTP, or speaks TLS where the address says http",
        "Look at scheme, host and port of TOP_GATEWAY.",
    ),
    (
        P::ConnectionCut,
        "the connection was closed before an answer: a firewall, a proxy, or a gateway that restarts",
        "Try again; if it stays, ask whoever runs what is in between.",
    ),
    (
        P::NoAnswer,
        "connected, and no answer came in time: an overloaded gateway, or a proxy that swallows answers",
        "Try again, with a longer --timeout; if it stays, look at what is in between.",
    ),
    (
        P::Redirect,
        "a redirect instead of an answer: a captive portal, or a wrong path. No gateway redirects, and none is followed, for the call holds secrets",
        "Log in to the network, or correct TOP_GATEWAY: its path is /router/rest.",
    ),
    (
        P::HtmlPage,
        "a web page instead of an answer: a captive portal, a company's proxy, or a web server that is no gateway",
        "Open any page in a browser to log in to the network, or correct TOP_GATEWAY: its path is /router/rest.",
    ),
    (
        P::FrontEnd,
        "a front end answers in the gateway's place: the gateway behind it is out of order or overloaded",
        "Try again later; nothing is wrong on this side.",
    ),
    (
        P::NotTop,
        "something answers that is no gateway of TOP",
        "Correct TOP_GATEWAY: production is https://eco.taobao.com/router/rest.",
    ),
    (
        P::ClockOff,
        "this machine's clock is more than ten minutes off the gateway's",
        "Set the clock, by NTP best. The zone does not matter: this client writes GMT+8 whatever it is.",
    ),
    (
        P::UnknownKey,
        "this gateway does not know the app key: a typing mistake, or an app of another environment (production, sandbox)",
        "Compare TOP_APP_KEY with the console, and TOP_GATEWAY with the app's environment.",
    ),
    (
        P::WrongSecret,
        "the secret is not this app's: a typing mistake, a reset in the console, or another app's",
        "Copy the AppSecret of this very app key from the console; `cargo top sign` explains a signature.",
    ),
    (
        P::SignMethod,
        "the secret is right, and the gateway does not take this way of signing",
        "Set TOP_SIGN_METHOD as named.",
    ),
    (
        P::IpNotAllowed,
        "the app's whitelist does not have the address that this machine calls from",
        "Add it in the console, or call from an address that is on it.",
    ),
    (
        P::AppPermission,
        "the app has no permission for this method",
        "Apply for the permission package in the console; it may need an app that is online (已上线).",
    ),
    (
        P::UserPermission,
        "the user who gave the session may not do this, or the kind of shop does not have it",
        "Use the session of a user who may, or ask for the right in the shop's own settings.",
    ),
    (
        P::SessionMissing,
        "the method acts for a user, and no session is sent",
        "Set TOP_SESSION to the access_token of an authorisation.",
    ),
    (
        P::SessionInvalid,
        "the session is not valid any more, or belongs to another app or environment",
        "Authorise again, or refresh the token; a session counts for the app that asked for it only.",
    ),
    (
        P::SessionLevel,
        "the session is alive, and its time for this level of risk (r1, r2, w1, w2) is over",
        "Let the user authorise again.",
    ),
    (
        P::TooManyCalls,
        "the app calls more often than it may",
        "Wait as told; then call less often, or apply for a higher quota in the console.",
    ),
    (
        P::Platform,
        "the platform, or the provider behind it, is out of order",
        "Try again later; the request_id is what its support asks for.",
    ),
    (
        P::UnknownMethod,
        "this gateway does not have the method",
        "Compare its name with the documentation.",
    ),
    (
        P::Refused,
        "the platform refuses the call",
        "See its words.",
    ),
];

impl Problem {
    /// What it comes of, without a full stop.
    pub(crate) fn cause(self) -> &'static str {
        self.advice().map_or("", |(_, cause, _)| cause)
    }

    /// What to do.
    pub(crate) fn remedy(self) -> &'static str {
        self.advice().map_or("", |(_, _, remedy)| remedy)
    }

    fn advice(self) -> Option<&'static (Self, &'static str, &'static str)> {
        ADVICE.iter().find(|(problem, _, _)| *problem == self)
    }
}
