//! Mistakes in the settings, by name.

use std::time::Duration;

#[cfg(feature = "http")]
use top_runtime::Client;
use top_runtime::client::ClientBuilder;
use top_runtime::{BuildError, Format, Gateway, Secret};

use crate::declared::refund;
use crate::memory::Memory;

fn wrong(change: impl FnOnce(ClientBuilder) -> ClientBuilder) -> BuildError {
    change(Memory::body("{}").builder()).build().unwrap_err()
}

#[test]
fn mistakes_name_their_setting_and_keep_the_value_to_themselves() {
    let cases: [(&str, BuildError); 14] = [
        (
            "session",
            wrong(|client| client.session("s").session_provider(Secret::new("t"))),
        ),
        ("app_key", wrong(|builder| builder.app_key(""))),
        ("app_secret", wrong(|builder| builder.app_secret(" "))),
        ("session", wrong(|builder| builder.session("\u{3000}"))),
        (
            "gateway",
            wrong(|builder| builder.gateway("https://user:hidden@a/")),
        ),
        (
            "gateway",
            wrong(|builder| builder.gateway("http://hidden.example.com/")),
        ),
        (
            "gateway",
            wrong(|builder| builder.gateway("https://hidden/?q=1")),
        ),
        (
            "gateway",
            wrong(|builder| builder.gateway("https://hidden/#q")),
        ),
        ("gateway", wrong(|builder| builder.gateway("ftp://hidden/"))),
        (
            "gateway",
            wrong(|builder| builder.gateway("http://a/").allow_plain_http("b")),
        ),
        ("timeout", wrong(|builder| builder.timeout(Duration::ZERO))),
        (
            "connect_timeout",
            wrong(|builder| builder.connect_timeout(Duration::ZERO)),
        ),
        (
            "max_reply_bytes",
            wrong(|builder| builder.max_reply_bytes(0)),
        ),
        (
            "user_agent",
            wrong(|builder| builder.user_agent("hidden\r\nX: y")),
        ),
    ];
    for (setting, error) in cases {
        assert_eq!(error.setting(), setting, "{error}");
        let shown = format!("{error} {error:?}");
        assert!(
            shown.starts_with(setting) && !shown.contains("hidden"),
            "{shown}"
        );
    }
}

#[test]
fn plain_http_is_for_loopback_and_hosts_that_are_named() {
    for url in [
        "http://127.0.0.1:8080/router/rest",
        "http://localhost/",
        "http://[::1]:1/",
    ] {
        Memory::body("{}").builder().gateway(url).build().unwrap();
    }
    let named = Memory::body("{}")
        .builder()
        .gateway("http://gw.test/")
        .allow_plain_http("gw.test");
    named.build().unwrap();
}

#[cfg(feature = "http")]
#[test]
fn the_http_transport_checks_its_settings_too() {
    let loopback = || {
        Client::builder()
            .app_key("k")
            .app_secret("s")
            .gateway("http://127.0.0.1:1/")
    };
    loopback().build().unwrap();
    let error = loopback().proxy("not an address").build().unwrap_err();
    assert_eq!(error.setting(), "proxy", "{error}");
}

fn from(variables: &[(&'static str, &str)]) -> Result<ClientBuilder, BuildError> {
    ClientBuilder::from_variables(|name| {
        let found = variables.iter().find(|(known, _)| *known == name);
        found.map(|(_, value)| (*value).to_owned())
    })
}

#[test]
fn the_environment_speaks_for_the_settings() {
    let key = ("TOP_APP_KEY", "12345678");
    let secret = ("TOP_APP_SECRET", "s3cret-s3cret");
    let memory = Memory::body("{}");
    let client = from(&[
        key,
        secret,
        ("TOP_GATEWAY", "overseas"),
        ("TOP_SESSION", "from-env"),
        ("TOP_SIGN_METHOD", "md5"),
        ("TOP_FORMAT", "json"),
        ("TOP_SIMPLIFY", "false"),
    ])
    .unwrap()
    .transport(memory.clone())
    .build()
    .unwrap();
    let request = refund();
    let signed = client.call(&request).signed().unwrap();
    assert_eq!(signed.url(), Gateway::Overseas.url());
    let text = signed.canonical();
    for part in ["sign_methodmd5", "formatjson", "sessionfrom-env"] {
        assert!(text.contains(part), "{text}");
    }
    assert!(!text.contains("simplify"));

    for (variables, named) in [
        (vec![key], "TOP_APP_SECRET"),
        (vec![secret, ("TOP_APP_KEY", " ")], "TOP_APP_KEY"),
        (
            vec![key, secret, ("TOP_SIGN_METHOD", "sha1")],
            "TOP_SIGN_METHOD",
        ),
        (vec![key, secret, ("TOP_FORMAT", "yaml")], "TOP_FORMAT"),
        (vec![key, secret, ("TOP_SIMPLIFY", "1")], "TOP_SIMPLIFY"),
        (
            vec![key, secret, ("TOP_FORMAT", "xml"), ("TOP_SIMPLIFY", "true")],
            "TOP_SIMPLIFY",
        ),
    ] {
        assert_eq!(from(&variables).unwrap_err().setting(), named);
    }
}

#[test]
fn formats_are_named_by_two_variables() {
    let base = [("TOP_APP_KEY", "k"), ("TOP_APP_SECRET", "s")];
    for (more, format) in [
        (vec![], Format::Simplified),
        (vec![("TOP_SIMPLIFY", "false")], Format::Classic),
        (vec![("TOP_FORMAT", "xml")], Format::Xml),
    ] {
        let builder = from(&[&base[..], &more].concat()).unwrap();
        assert!(format!("{builder:?}").contains(&format!("{format:?}")));
    }
}
