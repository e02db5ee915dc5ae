use proptest::prelude::{any, prop_assert, prop_assert_eq, proptest};
use top_runtime::SignMethod;

use super::{Comparison, align, compare};
use crate::signing::draft::Draft;
use crate::signing::mistakes::Scene;
use crate::signing::read::read;

const SECRET: &str = "helloworld";
const CALL: &str = "app_key=12345678&fields=nick%2Csex&format=json&method=taobao.user.get&memo=\
    a+b%2F%E4%BD%A0&remark=&session=a-session-of-the-gateway&sign_method=hmac-sha256&timestamp=\
    2024-03-01+08%3A09%3A10&v=2.0";

fn compared(method: SignMethod, theirs: &[u8]) -> Comparison {
    let call = read(CALL).unwrap();
    let (draft, left_out) = Draft::of(&call);
    let scene = Scene {
        call: &call,
        draft: &draft,
        method,
        secret: SECRET,
    };
    compare(&scene, &left_out, theirs)
}

/// The right text with one part replaced.
fn with(from: &str, to: &str) -> Vec<u8> {
    let (draft, _) = Draft::of(&read(CALL).unwrap());
    let text = String::from_utf8(draft.text()).unwrap();
    assert!(text.contains(from), "{from}");
    text.replace(from, to).into_bytes()
}

/// What is said, the text as a whole first.
fn said(theirs: &[u8]) -> Vec<String> {
    let comparison = compared(SignMethod::HmacSha256, theirs);
    let differences = comparison.differences.into_iter();
    let differences =
        differences.map(|difference| format!("{}: {}", difference.name, difference.what));
    comparison.says.into_iter().chain(differences).collect()
}

#[test]
fn the_same_text_is_the_same() {
    let right = with("v2.0", "v2.0");
    assert!(compared(SignMethod::HmacSha256, &right).equal);
    assert!(compared(SignMethod::HmacSha256, &[&right[..], b"\r\n"].concat()).equal);
    let wrapped = [SECRET.as_bytes(), &right, SECRET.as_bytes()].concat();
    assert!(compared(SignMethod::Md5, &wrapped).equal);
    let labelled = [b"sign text: ", &wrapped[..]].concat();
    assert!(compared(SignMethod::Md5, &labelled).equal);
    let printed_without = compared(SignMethod::Md5, &right);
    assert!(printed_without.equal && printed_without.says[0].contains("left out of the output"));
}

/// What is changed in the right text, and what is said of which parameter.
const DIFFERENCES: &[(&str, &str, &str, &str)] = &[
    ("v2.0", "", "v", "missing"),
    ("v2.0", "v2.0sign", "sign", "extra there"),
    (
        "sessiona",
        "remarksessiona",
        "remark",
        "left out: its value is empty",
    ),
    ("sessiona", "remarknullsessiona", "remark", "as `null`"),
    (
        "sessiona",
        "partner_idtop-xsessiona",
        "partner_id",
        "extra there as `top-x`",
    ),
    (
        "a b/你",
        "a%20b%2F%E4%BD%A0",
        "memo",
        "after URL encoding, a space as `%20`",
    ),
    (
        "a b/你",
        "a+b%2F%E4%BD%A0",
        "memo",
        "after URL encoding, a space as `+`",
    ),
    ("a b/你", "a%2520b%252F%25E4%25BD%25A0", "memo", "twice"),
    ("a b/你", " a b/你", "memo", "white space at its ends"),
    ("a b/你", "a b\\/你", "memo", "another JSON"),
    ("a b/你", "a b/\\u4f60", "memo", "`\\u` escapes"),
    (
        "a b/你",
        "a b/我",
        "memo",
        "character 5 on: signed is `我`, sent is `你`",
    ),
    ("a b/你", "a b/", "memo", "sent is `你`"),
    ("a b/你", "a b/你们", "memo", "goes on with `们`"),
    (
        "2024-03-01 08",
        "2024-03-01 00",
        "timestamp",
        "8 h 00 min earlier",
    ),
    ("08:09:10", "08:09:09", "timestamp", "clock was asked twice"),
    (
        "2024-03-01 08:09:10",
        "1709251750000",
        "timestamp",
        "milliseconds",
    ),
    (
        "a-session-of-the-gateway",
        "another",
        "session",
        "has another value there, of 7",
    ),
];

#[test]
fn each_difference_is_named() {
    for (from, to, name, what) in DIFFERENCES.iter().copied() {
        let said = said(&with(from, to));
        let found = said
            .iter()
            .find(|said| said.starts_with(&format!("{name}: ")));
        assert!(
            found.is_some_and(|said| said.contains(what)),
            "{from} -> {to}: {said:?}"
        );
        let of_parameters = said
            .iter()
            .filter(|said| said.contains(": ") && !said.contains('`'));
        assert!(of_parameters.count() <= 1, "{from} -> {to}: {said:?}");
    }
}

#[test]
fn another_character_set_is_named() {
    let (gbk, _, _) = encoding_rs::GBK.encode("a b/你");
    let text = with("a b/你", "\u{1}");
    let at = text.iter().position(|&byte| byte == 1).unwrap();
    let text = [&text[..at], &gbk, &text[at + 1..]].concat();
    assert!(
        said(&text)
            .iter()
            .any(|said| said.starts_with("memo: ") && said.contains("GBK"))
    );
}

#[test]
fn another_order_is_named() {
    let text = with(
        "sessiona-session-of-the-gatewaysign_methodhmac-sha256",
        "sign_methodhmac-sha256sessiona-session-of-the-gateway",
    );
    let said = said(&text);
    assert!(
        said[0].contains("`sign_method` stands before `session`"),
        "{said:?}"
    );
    assert_eq!(said.len(), 1, "{said:?}");
}

#[test]
fn several_differences_are_told_apart() {
    let text = String::from_utf8(with("nick,sex", "nick")).unwrap();
    let said = said(
        text.replace("v2.0", "v2.1")
            .replace("formatjson", "formatxml")
            .as_bytes(),
    );
    let names: Vec<&str> = said
        .iter()
        .filter_map(|said| said.split(':').next())
        .collect();
    assert_eq!(names, ["fields", "format", "v"], "{said:?}");
}

#[test]
fn what_may_be_another_secret_is_not_quoted() {
    let right = with("v2.0", "v2.0");
    let wrapped = [b"hush-hush", &right[..], b"hush-hush"].concat();
    let comparison = compared(SignMethod::Md5, &wrapped);
    assert!(!comparison.equal);
    assert!(
        comparison
            .says
            .iter()
            .any(|said| said.contains("9 characters that are not TOP_APP_SECRET"))
    );
    assert!(
        !format!("{comparison:?}").contains("hush"),
        "{comparison:?}"
    );
    let masked = [b"***", &right[..], b"***"].concat();
    let said = format!("{:?}", compared(SignMethod::Md5, &masked));
    assert!(said.contains("a mask stands"), "{said}");
}

#[test]
fn a_secret_in_the_text_is_wrong_with_hmac() {
    let text = [SECRET.as_bytes(), &with("v2.0", "v2.0")].concat();
    assert!(compared(SignMethod::Md5, &text).says[0].contains("in front only"));
    assert!(compared(SignMethod::Hmac, &text).says[0].contains("with HMAC it is the key"));
}

#[test]
fn joined_parameters_are_taken_apart() {
    let text = CALL.replace("remark=&", "").replace("=2.0", "=2.1");
    let said = said(text.as_bytes());
    assert!(said[0].contains("`=` and `&`"), "{said:?}");
    assert!(said.iter().any(|said| said.starts_with("v: ")), "{said:?}");
    assert!(
        said.iter()
            .any(|said| said.starts_with("memo: was signed after URL encoding"))
    );
}

proptest! {
    #[test]
    fn a_text_taken_apart_is_the_same_text(text in "(app_key|format|v|memo|[a-z ]|2.0|你|=|&){0,40}") {
        let (draft, _) = Draft::of(&read(CALL).unwrap());
        let aligned = align::align(text.as_bytes(), &draft, &[b"remark"]);
        let pairs = aligned.pairs.iter().flat_map(|(name, value)| [name.as_slice(), value]);
        let whole: Vec<u8> = std::iter::once(aligned.lead.as_slice()).chain(pairs).collect::<Vec<_>>().concat();
        prop_assert_eq!(whole, text.into_bytes());
    }

    #[test]
    fn whatever_bytes_come_they_differ(before in any::<Vec<u8>>(), behind in any::<Vec<u8>>()) {
        let text = [&before[..], SECRET.as_bytes(), &behind].concat();
        let comparison = compared(SignMethod::Md5, &text);
        prop_assert!(!comparison.equal);
    }
}
