//! Declarations against their pages, as they are and with one fact changed: those of `top-apis`, and
//! what `cargo top new` writes.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests may stop at the first surprise"
)]

mod written;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use cargo_top::drift::{Documented, Drift, Facts};
use cargo_top::read::read;
use serde_json::Value;
use top_apis::ENDPOINTS;

const REFUND: &str =
    include_str!("../fixtures/pages/alibaba.tcls.aelophy.merchant.channel.refund.complete.txt");
const UNCHARGE: &str =
    include_str!("../fixtures/pages/alibaba.alsc.crm.recharge.uncharge.update.txt");
const POINTS: &str = include_str!("../fixtures/pages/alibaba.alsc.crm.point.reversepoint.txt");
const FLOW: &str =
    include_str!("../fixtures/pages/alibaba.alsc.crm.recharge.account.flowdetail.get.txt");

fn drift(page: &str) -> Drift {
    let [page] = &read("page.txt", page).unwrap()[..] else {
        panic!("a page describes one method");
    };
    let documented = Documented::of(&page.description).unwrap();
    let declared = ENDPOINTS
        .iter()
        .find(|endpoint| endpoint.method() == page.description.method);
    Drift::between(&Facts::of(declared.unwrap()).unwrap(), &documented)
}

/// What is told of the page with these edits, without the method in front.
fn told(page: &str, edits: &[(&str, &str)]) -> Vec<String> {
    let mut edited = page.to_owned();
    for (from, to) in edits {
        assert!(edited.contains(from), "the page has no {from}");
        edited = edited.replacen(from, to, 1);
    }
    let drift = drift(&edited);
    let lines = drift.found.iter().map(ToString::to_string);
    lines
        .map(|line| line.split_once(": ").unwrap().1.to_owned())
        .collect()
}

/// A row of the page's list.
fn row(name: &str, kind: &str, required: &str, example: &str, text: &str) -> String {
    format!("  • └ {name}\n  • {kind}\n  • {required}\n  • {example}\n  • {text}\n")
}

fn commission() -> String {
    row(
        "commission",
        "Number",
        "可选",
        "5",
        "渠道退商家的佣金,单位:分",
    )
}

#[test]
fn the_pages_as_they_are_show_no_drift() {
    for page in [REFUND, UNCHARGE, POINTS, FLOW] {
        let drift = drift(page);
        let lines: Vec<_> = drift.found.iter().map(ToString::to_string).collect();
        assert!(lines.is_empty(), "{lines:#?}");
    }
}

#[test]
fn a_changed_row_is_told() {
    let commission = commission();
    let changed = |kind, required, text| row("commission", kind, required, "5", text);
    let cases = [
        (
            changed("Number", "必须", "渠道退商家的佣金,单位:分"),
            "request commission: required, declared as optional",
        ),
        (
            changed("String", "可选", "渠道退商家的佣金"),
            "request commission: another type: Number in fen → String",
        ),
        (
            changed("Number", "可选", "渠道退商家的佣金"),
            "request commission: another unit: Number in fen → Number",
        ),
        (String::new(), "request commission: removed: Number in fen"),
        (
            commission.clone() + &row("note", "String", "可选", "x", "备注"),
            "request note: new, optional: String",
        ),
        (
            commission.clone() + &row("note", "String", "必须", "x", "备注"),
            "request note: new, and required: String",
        ),
    ];
    for (to, line) in cases {
        assert_eq!(told(REFUND, &[(&commission, &to)]), [line]);
    }
}

#[test]
fn a_changed_rule_code_or_promise_is_told() {
    let shops = [("(与shop_id必选其一)", ""), ("(与out_shop_id必选其一)", "")];
    assert_eq!(
        told(REFUND, &shops),
        ["request: rule removed: one of out_shop_id, shop_id"]
    );
    let cases = [
        (
            REFUND,
            ("(选填out_shop_id时该值必填)", ""),
            "request: rule removed: order_from where out_shop_id is given",
        ),
        (
            REFUND,
            ("15-用户拒收", "15-用户拒收;16-其他"),
            "request refund_reason_type: new codes: 16",
        ),
        (
            REFUND,
            ("client.execute(req, sessionKey)", "client.execute(req)"),
            "needs no session, declared with one",
        ),
        (
            POINTS,
            ("请求幂等UUID", "请求UUID"),
            "idempotent by another field: request_id → none",
        ),
    ];
    for (page, edit, line) in cases {
        assert_eq!(told(page, &[edit]), [line]);
    }
}

#[test]
fn the_gravest_change_comes_first() {
    let commission = commission();
    let new = commission.clone() + &row("note", "String", "可选", "x", "备注");
    let edits = [
        (commission.as_str(), new.as_str()),
        ("订单来源(选填out_shop_id时该值必填)", "订单来源"),
        (
            "  • Number\n  • 可选\n  • 23\n",
            "  • String\n  • 可选\n  • 23\n",
        ),
        (
            "  • Number
  • 可选
  • 12
",
            "  • Number
  • 必须
  • 12
",
        ),
    ];
    assert_eq!(
        told(REFUND, &edits),
        [
            "request refund_package_fee: required, declared as optional",
            "request refund_post_fee: another type: Number → String",
            "request: rule removed: order_from where out_shop_id is given",
            "request note: new, optional: String",
        ]
    );
}

/// The real program on the real crate. Slow: the crate is compiled.
#[test]
fn the_command_asks_the_crate_itself() {
    let pages = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/pages");
    let pages = std::fs::read_dir(pages).unwrap();
    let pages: Vec<PathBuf> = pages.map(|page| page.unwrap().path()).collect();
    let output = command(&pages, &[]);
    let printed = String::from_utf8_lossy(&output.stdout);
    assert!(
        printed.contains("4 endpoints compared, 0 differences"),
        "{output:?}"
    );
    assert_eq!(output.status.code(), Some(0));

    let changed = Path::new(env!("CARGO_TARGET_TMPDIR")).join("changed.txt");
    std::fs::write(&changed, REFUND.replacen(&commission(), "", 1)).unwrap();
    let output = command(&[changed], &["--json"]);
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["found"][0]["severity"], "breaks");
    assert_eq!(report["found"][0]["path"], "commission");
    assert_eq!(report["without_page"].as_array().unwrap().len(), 3);
}

#[test]
fn what_cannot_be_compared_is_an_error_of_its_own() {
    let nowhere = Command::new(env!("CARGO_BIN_EXE_cargo-top"))
        .args(["drift", "no-such-page.txt", "--crate", "no-such-crate"])
        .output()
        .unwrap();
    assert_eq!(nowhere.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&nowhere.stderr).contains("no-such-page.txt"));
}

fn command(pages: &[PathBuf], words: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_cargo-top"))
        .arg("drift")
        .args(pages)
        .args(["--crate", concat!(env!("CARGO_MANIFEST_DIR"), "/../apis")])
        .arg("--no-default-features")
        .args(words)
        .output()
        .unwrap()
}
