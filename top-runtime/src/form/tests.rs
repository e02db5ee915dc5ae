use proptest::prelude::*;

use super::{Form, Public, percent_encode};
use crate::encode::Params;
use crate::file::File;
use crate::format::Format;
use crate::sign::{SignMethod, SigningKey};

fn public(format: Format) -> Public<'static> {
    Public {
        method: Some("taobao.item.get"),
        app_key: "12345678",
        timestamp: "2024-03-01 08:09:10",
        session: Some("6100abc"),
        format,
        sign_method: SignMethod::Md5,
    }
}

fn encoded(text: &str) -> String {
    let mut out = Vec::new();
    percent_encode(text, &mut out);
    String::from_utf8(out).unwrap()
}

fn decoded(text: &str) -> String {
    let mut out = Vec::new();
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        out.push(match byte {
            b'+' => b' ',
            b'%' => {
                let digits = [bytes.next().unwrap(), bytes.next().unwrap()];
                u8::from_str_radix(std::str::from_utf8(&digits).unwrap(), 16).unwrap()
            }
            plain => plain,
        });
    }
    String::from_utf8(out).unwrap()
}

#[test]
fn percent_encoding_is_java_s_but_for_the_tilde() {
    assert_eq!(encoded("a b+c&d=e%f*g~h"), "a+b%2Bc%26d%3De%25f*g%7Eh");
    assert_eq!(encoded("{\"小\":1}"), "%7B%22%E5%B0%8F%22%3A1%7D");
    assert_eq!(encoded(""), "");
}

#[test]
fn a_form_holds_what_was_signed_in_order() {
    let mut params = Params::new();
    params.push("num_iid", "1 2");
    params.push("Fields", "a,b");
    let key = SigningKey::new("secret");
    let form = Form::signed(&public(Format::Simplified), &params, &key);
    let names: Vec<_> = form.pairs().iter().map(|(name, _)| *name).collect();
    assert_eq!(
        names,
        [
            "Fields",
            "app_key",
            "format",
            "method",
            "num_iid",
            "partner_id",
            "session",
            "sign_method",
            "simplify",
            "timestamp",
            "v"
        ]
    );
    let expected = key.sign(SignMethod::Md5, form.pairs().iter().copied(), None);
    let (content_type, body) = form.encode();
    assert_eq!(
        content_type,
        "application/x-www-form-urlencoded;charset=UTF-8"
    );
    let body = std::str::from_utf8(&body).unwrap();
    assert!(
        body.starts_with("Fields=a%2Cb&app_key=12345678&format=json&"),
        "{body}"
    );
    assert!(body.contains("&num_iid=1+2&"));
    assert!(body.ends_with(&format!("&v=2.0&sign={}", expected.as_str())));
    assert!(!format!("{form:?}").contains("6100abc"));
}

#[test]
fn formats_are_asked_for() {
    let params = Params::new();
    let key = SigningKey::new("secret");
    let asked = |format| {
        let public = public(format);
        let form = Form::signed(&public, &params, &key);
        let value = |wanted| {
            form.pairs()
                .iter()
                .find(|(name, _)| *name == wanted)
                .map(|pair| pair.1)
        };
        (value("format"), value("simplify"))
    };
    assert_eq!(asked(Format::Simplified), (Some("json"), Some("true")));
    assert_eq!(asked(Format::Classic), (Some("json"), None));
    assert_eq!(asked(Format::Xml), (Some("xml"), None));
}

#[test]
fn files_travel_beside_and_unsigned() {
    let mut params = Params::new();
    params.push("title", "小 \"1\"");
    let key = SigningKey::new("secret");
    let without = Form::signed(&public(Format::Xml), &params, &key)
        .sign()
        .clone();
    let file = File::new("a\"b\r\n.png", &b"\x89PNG\r\n"[..]).content_type("image/png");
    params.push_file("image", file);
    let public = public(Format::Xml);
    let form = Form::signed(&public, &params, &key);
    assert_eq!(form.sign().as_str(), without.as_str());
    let (content_type, body) = form.encode();
    let boundary = content_type.split_once("boundary=").unwrap().1;
    let text = String::from_utf8_lossy(&body);
    assert!(text.contains("name=\"title\"\r\nContent-Type: text/plain\r\n\r\n小 \"1\"\r\n--"));
    assert!(text.contains(
        "name=\"image\"; filename=\"a%22b%0D%0A.png\"\r\nContent-Type: image/png\r\n\r\n"
    ));
    assert!(text.ends_with(&format!("\r\n--{boundary}--\r\n")));
    let parts = text.matches(&format!("--{boundary}\r\n")).count();
    assert_eq!(parts, form.pairs().len() + 2);
}

proptest! {
    #[test]
    fn any_text_survives_percent_encoding(text in "\\PC{0,60}|[ -~\\r\\n\\t]{0,60}") {
        let encoded = encoded(&text);
        prop_assert!(encoded.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'&' && byte != b'='));
        prop_assert_eq!(decoded(&encoded), text);
    }
}
