//! The program, and the gateway that it calls.

use std::io::Write;
use std::process::{Command, Stdio};

use serde_json::Value;
use top_sandbox::{Builder, Sandbox, Server};

/// An account that `.ci/secrets` looks for.
const APP_KEY: &str = "12345678";
const APP_SECRET: &str = "helloworld";
pub(crate) const SESSION: &str = "a-session-of-the-gateway";

pub(crate) const POINTS: &str = "alibaba.alsc.crm.point.reversepoint";
pub(crate) const FLOW: &str = "alibaba.alsc.crm.recharge.account.flowdetail.get";
pub(crate) const UNCHARGE: &str = "alibaba.alsc.crm.recharge.uncharge.update";
pub(crate) const REFUND: &str = "alibaba.tcls.aelophy.merchant.channel.refund.complete";

/// A gateway with the pages' examples.
pub(crate) struct Gateway {
    pub(crate) sandbox: Sandbox,
    server: Server,
}

impl Gateway {
    pub(crate) async fn start() -> Self {
        Self::serving(Builder::examples).await
    }

    pub(crate) async fn serving(what: impl FnOnce(Builder) -> Builder) -> Self {
        let account = Sandbox::builder().app(APP_KEY, APP_SECRET).session(SESSION);
        let sandbox = what(account).build();
        let server = Server::start(sandbox.clone(), 0).await.unwrap();
        Self { sandbox, server }
    }

    /// How many calls of a method have arrived.
    pub(crate) fn calls(&self, method: &str) -> u64 {
        self.sandbox.counts().of_method(method).calls
    }

    /// Runs the program with the gateway's account, and the session of a user.
    pub(crate) async fn run(&self, line: &[&str], input: &str) -> Ran {
        self.run_in(line, input, &[("TOP_SESSION", SESSION)]).await
    }

    pub(crate) async fn run_in(&self, line: &[&str], input: &str, vars: &[(&str, &str)]) -> Ran {
        let url = self.server.url();
        let account = [
            ("TOP_APP_KEY", APP_KEY),
            ("TOP_APP_SECRET", APP_SECRET),
            ("TOP_GATEWAY", &*url),
        ];
        let vars = [&account, vars].concat();
        let mut command = program(line);
        command.envs(vars);
        let input = input.to_owned();
        let ran = tokio::task::spawn_blocking(move || ended(command, &input));
        ran.await.unwrap()
    }
}

/// What a run has left.
pub(crate) struct Ran {
    pub(crate) code: Option<i32>,
    pub(crate) answer: String,
    pub(crate) words: String,
}

impl Ran {
    pub(crate) fn json(&self) -> Value {
        let parsed = serde_json::from_str(&self.answer);
        parsed.unwrap_or_else(|error| panic!("{error}: {}{}", self.answer, self.words))
    }

    /// Asserts the exit code, and shows what was said where it is another one.
    #[track_caller]
    pub(crate) fn exits(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "{}{}", self.answer, self.words);
        self
    }

    /// Asserts that standard error holds these words, wherever its lines break.
    #[track_caller]
    pub(crate) fn says(self, words: &str) -> Self {
        let flat = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(
            flat(&self.words).contains(&flat(words)),
            "{words}? {}",
            self.words
        );
        self
    }
}

/// Runs the program without an account.
pub(crate) fn run(line: &[&str]) -> Ran {
    ended(program(line), "")
}

fn program(line: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-top"));
    // No variable of whoever runs the tests.
    command.env_clear().args(line);
    command.stdin(Stdio::piped());
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn ended(mut command: Command, input: &str) -> Ran {
    let mut child = command.spawn().unwrap();
    // It may end without reading.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    let output = child.wait_with_output().unwrap();
    let ran = Ran {
        code: output.status.code(),
        answer: String::from_utf8(output.stdout).unwrap(),
        words: String::from_utf8(output.stderr).unwrap(),
    };
    keeps_secrets(&ran);
    ran
}

fn keeps_secrets(ran: &Ran) {
    for secret in [APP_KEY, APP_SECRET, SESSION] {
        let shown = ran.answer.contains(secret) || ran.words.contains(secret);
        assert!(!shown, "a secret is shown: {}{}", ran.answer, ran.words);
    }
    assert!(!ran.words.contains('\u{1b}') && !ran.answer.contains('\u{1b}'));
}

/// The params of the pages' sample calls, as far as they must be given.
pub(crate) fn sample(method: &str) -> String {
    let sample = match method {
        POINTS => serde_json::json!({
            "brand_id": "12332", "shop_id": "23453435", "operator_id": "3484874839",
            "operator_name": "小王", "biz_type": "DEDUCT_FROM_CONSUME_REVERSE",
            "out_biz_id": "3231231312312", "request_id": "4325",
            "reverse_order_id": "34356785432", "biz_channel": "KRY",
        }),
        FLOW => serde_json::json!({"brand_id": "3724809629", "outer_order_id": "124"}),
        UNCHARGE => serde_json::json!({
            "brand_id": "1234532", "shop_id": "3432757445", "operator_id": "232353534",
            "outer_order_id": "43426234265234", "src_outer_order_id": "786237558237459862",
            "request_id": "hjj3b23b4b2b", "biz_channel": "CS",
        }),
        _ => serde_json::json!({
            "out_order_id": "S00001111", "out_refund_id": "5201231", "refund_fee": 123,
            "out_shop_id": "112311", "order_from": 1,
        }),
    };
    sample.to_string()
}
