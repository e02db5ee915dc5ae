//! `cargo top sign` as a program: golden vectors, what it says, and what it must not say.

use std::process::Output;

use serde_json::Value;

use crate::support::{self, Run, stdout};

const VECTORS: &str = include_str!("../../../top-runtime/tests/fixtures/vectors.json");
const COMPAT: &str = include_str!("../../../top-runtime/tests/fixtures/vectors_compat.json");
const BODIES: &str = include_str!("../../../top-runtime/tests/fixtures/vectors_body.json");

const SECRET: &str = "the-app-secret-0123456789";
const SESSION: &str = "6100-the-session-0123456789";
const CALL: &str = "method=taobao.item.get&app_key=88776655&session=6100-the-session-0123456789&timestamp=\
    2024-03-01+08%3A09%3A10&v=2.0&format=json&sign_method=md5&title=%E8%A3%99%E5%AD%90&remark=";

fn vectors(json: &str) -> Vec<Value> {
    serde_json::from_str(json).unwrap()
}

/// Asks about a vector's parameters, as JSON.
fn asked(vector: &Value, arguments: &[&str]) -> Output {
    let run = Run::new(["sign", "-"]).arguments(arguments);
    let run = run.env("TOP_APP_SECRET", vector["secret"].as_str().unwrap());
    run.input(vector["params"].to_string()).output()
}

fn answer(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{output:?}"))
}

fn on_call(arguments: &[&str]) -> Output {
    let run = Run::new(["sign", "-"]).arguments(arguments);
    run.env("TOP_APP_SECRET", SECRET).input(CALL).output()
}

#[test]
fn golden_vectors_agree_in_sign_and_text() {
    for vector in vectors(VECTORS) {
        let sign = vector["sign"].as_str().unwrap();
        let method = vector["sign_method"].as_str().unwrap();
        let output = asked(
            &vector,
            &["--sign-method", method, "--sign", sign, "--json"],
        );
        assert_eq!(
            output.status.code(),
            Some(0),
            "{} {output:?}",
            vector["name"]
        );
        assert_eq!(
            answer(&output)["given_sign"]["verdict"],
            "equal",
            "{}",
            vector["name"]
        );
        let text = support::file("canonical", vector["signing_string"].as_str().unwrap());
        let output = asked(
            &vector,
            &[
                "--sign-method",
                method,
                "--canonical",
                text.path(),
                "--json",
            ],
        );
        assert_eq!(
            answer(&output)["canonical"]["equal"],
            true,
            "{}: {output:?}",
            vector["name"]
        );
        assert!(!stdout(&output).contains(vector["secret"].as_str().unwrap()));
    }
}

#[test]
fn what_sdks_see_differently_is_named() {
    let expected = [
        ("empty-value-skipped", "equal", ""),
        ("empty-value-kept", "tolerated", "empty values"),
        ("blank-value-skipped", "equal", ""),
        ("blank-value-kept", "tolerated", "white space"),
        ("at-sign-value-normal", "equal", ""),
        ("at-sign-value-php-drops", "equal", ""),
        ("simplify-true", "equal", ""),
        ("simplify-1", "equal", ""),
        ("timestamp-epoch-millis", "equal", ""),
        (
            "legacy-no-sign-method-prefix-only",
            "explained",
            "in front only",
        ),
    ];
    for vector in vectors(COMPAT) {
        let name = vector["name"].as_str().unwrap();
        let (_, verdict, says) = expected
            .iter()
            .find(|(known, _, _)| *known == name)
            .unwrap();
        let answer = answer(&asked(
            &vector,
            &["--sign", vector["sign"].as_str().unwrap(), "--json"],
        ));
        assert_eq!(
            answer["given_sign"]["verdict"], *verdict,
            "{name}: {answer}"
        );
        assert!(
            answer["given_sign"]["says"].to_string().contains(says),
            "{name}: {answer}"
        );
    }
}

#[test]
fn bodies_are_signed_behind_the_parameters() {
    for vector in vectors(BODIES) {
        let mut query = form_urlencoded::Serializer::new("https://example.com/router?".to_owned());
        for (name, value) in vector["params"].as_object().unwrap() {
            query.append_pair(name, value.as_str().unwrap());
        }
        let quoted = vector["body"].as_str().unwrap().replace('\'', "'\\''");
        let line = format!(
            "curl '{}' -H 'Content-Type: text/plain' --data-raw '{quoted}'",
            query.finish()
        );
        let sign = vector["sign"].as_str().unwrap();
        let run = Run::new(["sign", "-", "--json", "--sign", sign]).input(line);
        let output = run
            .env("TOP_APP_SECRET", vector["secret"].as_str().unwrap())
            .output();
        assert_eq!(
            answer(&output)["given_sign"]["verdict"],
            "equal",
            "{}: {output:?}",
            vector["name"]
        );
    }
}

#[test]
fn the_answer_shows_no_secret() {
    let text = support::file(
        "canonical",
        &format!("{SECRET}app_key88776655session{SESSION}x{SECRET}"),
    );
    let sign = "0123456789ABCDEF0123456789ABCDEF";
    for arguments in [
        vec![],
        vec!["--json"],
        vec!["--sign", sign],
        vec!["--canonical", text.path(), "--sign-method", "hmac"],
    ] {
        let output = on_call(&arguments);
        let said = format!("{output:?}");
        for secret in [SECRET, SESSION, "88776655", sign] {
            assert!(
                !said.contains(secret),
                "{arguments:?} shows {}",
                secret.len()
            );
        }
        let digits = said.split(|c: char| !matches!(c, '0'..='9' | 'A'..='F'));
        assert!(
            digits.into_iter().all(|digits| digits.len() < 32),
            "{arguments:?}: {said}"
        );
        assert!(!said.contains('\u{1b}'), "colours in a pipe");
    }
}

#[test]
fn the_sign_is_shown_on_demand_and_is_right() {
    let output = on_call(&["--show-sign", "--json"]);
    let sign = answer(&output)["sign"].as_str().unwrap().to_owned();
    let again = on_call(&["--sign", &sign]);
    assert_eq!(again.status.code(), Some(0));
    assert!(stdout(&again).contains("is the right one"));
    assert!(!stdout(&again).contains(&sign));
}

#[test]
fn a_person_reads_order_and_reasons() {
    let output = on_call(&["--sign", "0123456789ABCDEF0123456789ABCDEF"]);
    assert_eq!(output.status.code(), Some(1));
    let said = stdout(&output);
    for line in [
        "sign method  md5",
        "  app_key      ***",
        "  title        裙子",
        "  remark       its value is empty: better not sent at all",
        "  ***app_key***formatjsonmethodtaobao.item.getsession***sign_methodmd5timestamp2024-03-01 08:09:10title裙子v2.0***",
        "no known mistake makes it",
    ] {
        assert!(said.contains(line), "no {line:?} in\n{said}");
    }
}

#[test]
fn nothing_happens_without_a_secret_or_an_input() {
    let without = Run::new(["sign", "-"]).input(CALL).output();
    assert_eq!(without.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&without.stderr).contains("TOP_APP_SECRET is not set"));
    let empty = Run::new(["sign", "-"])
        .env("TOP_APP_SECRET", SECRET)
        .input("")
        .output();
    assert_eq!(empty.status.code(), Some(2));
    let no_file = Run::new(["sign", "no-such-file"])
        .env("TOP_APP_SECRET", SECRET)
        .output();
    assert!(String::from_utf8_lossy(&no_file.stderr).contains("no-such-file"));
}
