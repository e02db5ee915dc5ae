use md5::{Digest, Md5};
use top_runtime::SignMethod;
use top_runtime::sign::SigningKey;

use super::{Explained, Scene};
use crate::signing::draft::Draft;
use crate::signing::read::read;

const SECRET: &str = "helloworld";
const CALL: &str = r#"{"v": "2.0", "app_key": "12345678", "Zone": "x y", "method": "taobao.item.get",
    "format": "json", "timestamp": "2024-03-01 08:09:10", "title": "裙子 a/b+c", "remark": "",
    "sku": null, "show": true, "at": "@path"}"#;
/// The right text of it.
const TEXT: &str = "Zonex yapp_key12345678at@pathformatjsonmethodtaobao.item.getshowtrue\
    timestamp2024-03-01 08:09:10title裙子 a/b+cv2.0";

fn explained(method: SignMethod, call: &str, sign: &str) -> Option<Explained> {
    let call = read(call).unwrap();
    let (draft, _) = Draft::of(&call);
    let scene = Scene {
        call: &call,
        draft: &draft,
        method,
        secret: SECRET,
    };
    scene.explain(sign)
}

fn signed(method: SignMethod, secret: &str, text: &[u8]) -> String {
    let pairs: [(&[u8], &[u8]); 1] = [(text, b"")];
    let sign = SigningKey::new(secret).sign_all(method, pairs, None);
    sign.as_str().to_owned()
}

/// What is said of a sign over the right text with one part replaced.
fn said_of(from: &str, to: &str) -> Vec<String> {
    assert!(TEXT.contains(from), "{from}");
    let sign = signed(
        SignMethod::HmacSha256,
        SECRET,
        TEXT.replace(from, to).as_bytes(),
    );
    let explained = explained(SignMethod::HmacSha256, CALL, &sign);
    explained
        .map(|explained| explained.says)
        .unwrap_or_default()
}

const TITLE: &str = "裙子 a/b+c";
/// What is signed in place of a part of the right text, and what is said of it.
const IN_TEXT: &[(&str, &str, &str)] = &[
    (TITLE, "%E8%A3%99%E5%AD%90%20a/b%2Bc", "leaves `/` alone"),
    (
        TITLE,
        "%E8%A3%99%E5%AD%90%20a%2Fb%2Bc",
        "`title` was signed after URL encoding, a space as `%20`",
    ),
    (
        TITLE,
        "%E8%A3%99%E5%AD%90+a%2Fb%2Bc",
        "`title` was signed after URL encoding, a space as `+`",
    ),
    (
        TITLE,
        "裙子 a/b c",
        "the `+` is not encoded where it should be",
    ),
    (TITLE, "裙子 a\\/b+c", "`\\/`"),
    (TITLE, "\\u88d9\\u5b50 a/b+c", "`\\u` escapes"),
    (TITLE, "?? a/b+c", "`?` in place"),
    (TITLE, "\"裙子 a/b+c\"", "in quotes"),
    ("showtrue", "show1", "as `1`"),
    ("showtrue", "showTrue", "as `True`"),
    (
        "showtrue",
        "showtrueskunull",
        "null was signed as the text `null`",
    ),
    ("showtrue", "showtrueskuNone", "`None`"),
    ("showtrue", "", "`show` was not signed, and is sent"),
    ("at@path", "", "begin with `@`"),
    ("formatjson", "formatxml", "`format` was signed as `xml`"),
    (
        "showtrue",
        "showtruesign_methodhmac-sha256",
        "`sign_method=hmac-sha256` was signed and is not sent",
    ),
    (
        "at@path",
        "app_secrethelloworldat@path",
        "a parameter `app_secret`",
    ),
    (
        "2024-03-01 08:09:10",
        "2024-03-01 00:09:10",
        "8 h 00 min earlier",
    ),
    ("2024-03-01 08:09:10", "2024-03-01 08:09:12", "2 s later"),
    ("2024-03-01 08:09:10", "1709251750000", "in milliseconds"),
    ("method", "\u{1}", ""),
];

#[test]
fn each_mistake_in_the_text_is_named() {
    for (from, to, says) in IN_TEXT.iter().copied() {
        let said = said_of(from, to);
        match says {
            "" => assert_eq!(said, Vec::<String>::new()),
            _ => assert!(
                said.len() == 1 && said[0].contains(says),
                "{from} -> {to}: {said:?}"
            ),
        }
    }
}

#[test]
fn mistakes_of_order_are_named() {
    let rest = &TEXT["Zonex y".len()..];
    for (text, says) in [
        (format!("{rest}Zonex y"), "without regard to case"),
        (
            format!("{rest}zonex y"),
            "the names were signed in lower case",
        ),
        (
            "v2.0app_key12345678Zonex ymethodtaobao.item.getformatjsontimestamp2024-03-01 08:09:10\
                title裙子 a/b+cshowtrueat@path"
                .to_owned(),
            "not sorted",
        ),
        (
            format!("v2.0{}", TEXT.trim_end_matches("v2.0")),
            "`v` was put before",
        ),
        (
            "Zone=x y&app_key=12345678&at=@path&format=json&method=taobao.item.get&show=true&\
                timestamp=2024-03-01 08:09:10&title=裙子 a/b+c&v=2.0"
                .to_owned(),
            "`=` and `&`",
        ),
        (
            "Zonex yat@pathshowtruetitle裙子 a/b+c".to_owned(),
            "only the method's own",
        ),
    ] {
        let sign = signed(SignMethod::Hmac, SECRET, text.as_bytes());
        let explained = explained(SignMethod::Hmac, CALL, &sign).unwrap();
        assert!(explained.says[0].contains(says), "{text}: {explained:?}");
    }
}

#[test]
fn gbk_bytes_are_named() {
    let (gbk, _, _) = encoding_rs::GBK.encode(TEXT);
    let sign = signed(SignMethod::Md5, SECRET, &gbk);
    let says = explained(SignMethod::Md5, CALL, &sign).unwrap().says;
    assert!(says[0].contains("GBK"), "{says:?}");
}

#[test]
fn empty_values_are_a_matter_of_taste() {
    let text = TEXT.replace("showtrue", "remarkshowtrue");
    let sign = signed(SignMethod::Md5, SECRET, text.as_bytes());
    let explained = explained(SignMethod::Md5, CALL, &sign).unwrap();
    assert!(
        explained.tolerated && explained.says[0].contains("empty values"),
        "{explained:?}"
    );
}

#[test]
fn mistakes_with_the_secret_are_named() {
    let text = TEXT.as_bytes();
    let prefix = const_hex::encode_upper(Md5::digest([SECRET.as_bytes(), text].concat()));
    let plain = const_hex::encode_upper(Md5::digest(text));
    for (sign, says) in [
        (prefix, "in front only"),
        (plain, "left out"),
        (signed(SignMethod::Hmac, SECRET, text), "by `hmac`"),
        (
            signed(SignMethod::HmacSha256, SECRET, text),
            "by `hmac-sha256`",
        ),
        (signed(SignMethod::Md5, "HELLOWORLD", text), "in capitals"),
        (
            signed(SignMethod::Md5, "helloworld\n", text),
            "a line break behind",
        ),
        (
            signed(SignMethod::Md5, "12345678", text),
            "the app key was taken",
        ),
        (
            signed(SignMethod::Hmac, "helloworld&", text),
            "`&` behind the secret",
        ),
    ] {
        let explained = explained(SignMethod::Md5, CALL, &sign).unwrap();
        assert!(explained.says[0].contains(says), "{says}: {explained:?}");
        assert!(!format!("{explained:?}").contains(SECRET), "{explained:?}");
    }
}

#[test]
fn two_mistakes_at_once_are_named() {
    let text = TEXT
        .replace("裙子 a/b+c", "%E8%A3%99%E5%AD%90+a%2Fb%2Bc")
        .replace("x y", "x+y");
    let text = text
        .replace("2024-03-01 08:09:10", "2024-03-01+08%3A09%3A10")
        .replace("@path", "%40path");
    let sign = signed(SignMethod::Hmac, SECRET, text.as_bytes());
    let says = explained(SignMethod::Md5, CALL, &sign).unwrap().says;
    assert!(
        says[0].contains("after URL encoding") && says[1].contains("by `hmac`"),
        "{says:?}"
    );
    let sign = signed(
        SignMethod::Md5,
        SECRET,
        text.replace("showtrue", "").as_bytes(),
    );
    let says = explained(SignMethod::Md5, CALL, &sign).unwrap().says;
    assert!(
        says.len() == 2 && says.concat().contains("`show` was not signed"),
        "{says:?}"
    );
}

#[test]
fn mistakes_with_a_body_are_named() {
    let call =
        "curl 'https://a/?v=2.0&app_key=12345678' -H 'Content-Type: text/xml' -d '<a>\n</a>\n'";
    for (text, says) in [
        ("app_key12345678v2.0", "the body was not signed"),
        ("<a>\n</a>\napp_key12345678v2.0", "before the parameters"),
        (
            "app_key12345678v2.0<a>\n</a>",
            "without the white space at its ends",
        ),
        ("app_key12345678v2.0<a></a>", "without its line breaks"),
        (
            "app_key12345678body<a>\n</a>\nv2.0",
            "as a parameter `body`",
        ),
    ] {
        let sign = signed(SignMethod::Md5, SECRET, text.as_bytes());
        let explained = explained(SignMethod::Md5, call, &sign).unwrap();
        assert!(explained.says[0].contains(says), "{says}: {explained:?}");
    }
}

#[test]
fn another_secret_is_not_explained() {
    let sign = signed(SignMethod::Md5, "hush-hush", TEXT.as_bytes());
    assert_eq!(explained(SignMethod::Md5, CALL, &sign), None);
}
