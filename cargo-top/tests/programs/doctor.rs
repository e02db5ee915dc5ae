//! `cargo top doctor` as a program: each ailment is named, and told apart from the others.

use std::process::Output;
use std::time::{Duration, SystemTime};

use serde_json::Value;
use top_runtime::Clock;
use top_sandbox::{ErrorResponse, Fault, Injection, Sandbox, Server};

use crate::support::{Run, stdout};

mod line;

const KEY: &str = "88776655";
const SECRET: &str = "the-app-secret-0123456789";
const SESSION: &str = "6100-the-session-0123456789";
const METHOD: &str = "taobao.trades.sold.get";

/// A run against this gateway, with sound variables.
fn doctor(gateway: &str) -> Run {
    patient(gateway, "5")
}

/// The same with a time limit of its own, in seconds.
fn patient(gateway: &str, seconds: &str) -> Run {
    Run::new(["doctor", "--json", "--timeout", seconds])
        .env("TOP_APP_KEY", KEY)
        .env("TOP_APP_SECRET", SECRET)
        .env("TOP_GATEWAY", gateway)
}

async fn output(run: Run) -> Output {
    let output = tokio::task::spawn_blocking(|| run.output()).await.unwrap();
    let said = format!("{output:?}");
    for secret in [KEY, SECRET, SESSION] {
        assert!(
            !said.contains(secret),
            "shows a secret of {} characters: {said}",
            secret.len()
        );
    }
    output
}

/// What is wrong, as `check problem`, in order.
async fn ailments(run: Run) -> Vec<String> {
    let output = output(run).await;
    let report: Value =
        serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{output:?}"));
    let checks = report["checks"].as_array().unwrap().iter();
    let wrong: Vec<String> = checks
        .filter(|check| check["result"] == "wrong")
        .map(|check| {
            let advice = [&check["cause"], &check["remedy"], &check["found"]];
            assert!(
                advice
                    .iter()
                    .all(|text| text.as_str().is_some_and(|text| !text.is_empty())),
                "{check}"
            );
            format!(
                "{} {}",
                check["check"].as_str().unwrap(),
                check["problem"].as_str().unwrap()
            )
        })
        .collect();
    assert_eq!(report["healthy"], wrong.is_empty());
    assert_eq!(output.status.code(), Some(i32::from(!wrong.is_empty())));
    wrong
}

fn sandbox() -> Sandbox {
    Sandbox::builder()
        .app(KEY, SECRET)
        .session(SESSION)
        .examples()
        .build()
}

async fn server(sandbox: &Sandbox) -> Server {
    Server::start(sandbox.clone(), 0).await.unwrap()
}

fn refusal(code: u32, sub_code: &str, sub_msg: &str) -> Fault {
    Fault::ErrorBefore(ErrorResponse::new(code).sub_code(sub_code).sub_msg(sub_msg))
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_wrong_where_nothing_is() {
    let server = server(&sandbox()).await;
    assert_eq!(ailments(doctor(&server.url())).await, Vec::<String>::new());
    let read = "alibaba.alsc.crm.recharge.account.flowdetail.get";
    let own = doctor(&server.url())
        .env("TOP_SESSION", SESSION)
        .arguments(&["--method", read]);
    assert_eq!(ailments(own).await, Vec::<String>::new());
}

/// What a gateway, or what stands before it, may answer, and what it means.
fn by_fault() -> Vec<(Fault, &'static str)> {
    let ip = "your ip is 203.0.113.7, allowed ranges: 198.51.100.0/24";
    vec![
        (
            refusal(29, "isv.appkey-not-exists", ""),
            "app key unknown_key",
        ),
        (refusal(28, "", ""), "app key unknown_key"),
        (refusal(31, "", ""), "clock clock_off"),
        (
            refusal(
                7,
                "accesscontrol.limited-by-app-access-count",
                "This ban will last for 3 more seconds",
            ),
            "call limit too_many_calls",
        ),
        (
            refusal(11, "isv.permission-api-package-empty", ""),
            "permission app_permission",
        ),
        (
            refusal(11, "isv.permission-ip-whitelist-limit", ip),
            "permission ip_not_allowed",
        ),
        (refusal(12, "", ""), "permission user_permission"),
        (refusal(26, "", ""), "session session_missing"),
        (
            refusal(27, "session-expired", ""),
            "session session_invalid",
        ),
        (refusal(42, "", ""), "session session_level"),
        (refusal(10, "", ""), "platform platform"),
        (
            refusal(15, "isp.remote-service-timeout", ""),
            "platform platform",
        ),
        (refusal(34, "", ""), "platform refused"),
        (Fault::Html(200), "answer html_page"),
        (Fault::Html(502), "answer front_end"),
        (
            Fault::Redirect("http://127.0.0.1/login".to_owned()),
            "answer redirect",
        ),
        (Fault::Garbage, "answer not_top"),
        (Fault::CutBefore, "answer connection_cut"),
    ]
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_platform_says_is_told_apart() {
    let sandbox = sandbox();
    let server = server(&sandbox).await;
    for (fault, ailment) in by_fault() {
        sandbox.clear_faults();
        // The gateway does not have the first method that is tried, and has the second.
        sandbox.inject(Injection::new(fault.clone()).times(1));
        assert_eq!(
            ailments(doctor(&server.url())).await,
            [ailment],
            "{fault:?}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn key_secret_and_session_are_told_apart() {
    let sandbox = sandbox();
    let server = server(&sandbox).await;
    let url = server.url();
    for (name, value, ailment) in [
        ("TOP_APP_KEY", "11112222", "app key unknown_key"),
        (
            "TOP_APP_SECRET",
            "another-secret",
            "app secret wrong_secret",
        ),
        ("TOP_SESSION", "another-session", "session session_invalid"),
        (
            "TOP_APP_SECRET",
            "the-app-secret-0123456789 ",
            "TOP_APP_SECRET white_space",
        ),
        ("TOP_APP_KEY", "'88776655'", "TOP_APP_KEY quotes"),
        ("TOP_APP_KEY", "", "TOP_APP_KEY unset"),
        ("TOP_SIGN_METHOD", "sha1", "settings setting"),
        ("TOP_FORMAT", "yaml", "settings setting"),
        (
            "TOP_GATEWAY",
            "http://gateway.example/router/rest",
            "settings setting",
        ),
    ] {
        assert_eq!(
            ailments(doctor(&url).env(name, value)).await,
            [ailment],
            "{name}"
        );
    }
    let swapped = doctor(&url)
        .env("TOP_APP_KEY", SECRET)
        .env("TOP_APP_SECRET", KEY);
    assert_eq!(
        ailments(swapped).await,
        ["TOP_APP_KEY key_and_secret_swapped"]
    );
    sandbox.inject(Fault::ErrorBefore(ErrorResponse::new(25)));
    assert_eq!(ailments(doctor(&url)).await, ["app secret sign_method"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_method_of_ones_own_shows_session_and_permission() {
    let sandbox = sandbox();
    let server = server(&sandbox).await;
    for (fault, ailment) in [
        (refusal(26, "", ""), "session session_missing"),
        (
            refusal(27, "sessionkey-not-generated-by-server", ""),
            "session session_invalid",
        ),
        (
            refusal(11, "isv.permission-api-package-limit", ""),
            "permission app_permission",
        ),
        (refusal(12, "", ""), "permission user_permission"),
        (refusal(22, "", ""), "method unknown_method"),
    ] {
        sandbox.inject(Injection::new(fault).method(METHOD));
        let own = doctor(&server.url()).arguments(&["--method", METHOD]);
        assert_eq!(ailments(own).await, [ailment]);
    }
    let writing =
        doctor(&server.url()).arguments(&["--method", "alibaba.alsc.crm.point.reversepoint"]);
    let refused = output(writing).await;
    assert_eq!(refused.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("not called"));
}

/// A clock that is an hour behind this machine's.
struct Late;

impl Clock for Late {
    fn now(&self) -> SystemTime {
        SystemTime::now() - Duration::from_secs(3600)
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_clock_is_measured() {
    let late = Sandbox::builder()
        .app(KEY, SECRET)
        .clock(Late)
        .examples()
        .build();
    let server = server(&late).await;
    assert_eq!(ailments(doctor(&server.url())).await, ["clock clock_off"]);
    let report = stdout(&output(doctor(&server.url())).await);
    assert!(
        report.contains("ahead of the gateway's") && report.contains("3600 s"),
        "{report}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_reads_cause_and_remedy() {
    let run = Run::new(["doctor"])
        .env("TOP_APP_KEY", KEY)
        .env("TOP_APP_SECRET", "another-secret");
    let server = server(&sandbox()).await;
    let output = output(run.env("TOP_GATEWAY", &server.url())).await;
    let said = stdout(&output);
    for line in [
        "well   TOP_APP_KEY     set, 8 characters, all digits",
        "well   answer          a gateway of TOP (HTTP 200)",
        "WRONG  app secret      code 25",
        "cause: the secret is not this app's",
        "do: Copy the AppSecret",
        "-      session         not tried, because the signature is refused",
        "One thing is wrong: app secret.",
    ] {
        assert!(said.contains(line), "no {line:?} in\n{said}");
    }
    assert!(!said.contains('\u{1b}'), "colours in a pipe");
}
