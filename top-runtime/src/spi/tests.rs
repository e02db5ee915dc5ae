//! The published vectors, and what must not pass.

use std::io::Write as _;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use flate2::Compression;
use flate2::write::GzEncoder;
use proptest::prelude::*;
use serde_json::Value;

use super::{SpiError, SpiRequest, SpiVerifier, Verified};
use crate::sign::{SignMethod, SigningKey};

const SECRET: &str = "6d796170707365637265740102030405";
const NO_HEADERS: [(&str, &str); 0] = [];
const FORM: &str = "application/x-www-form-urlencoded";
/// The time of the vectors, 2024-03-01 08:09:10 in GMT+8.
const NOW: &str = "timestamp=2024-03-01%2008:09:10";

fn at(seconds: i64) -> SystemTime {
    let now = 1_709_251_750 + seconds;
    UNIX_EPOCH + Duration::from_secs(now.unsigned_abs())
}

fn verifier() -> SpiVerifier {
    SpiVerifier::new(SECRET).clock(|| at(0))
}

/// A request that can be changed bit by bit.
#[derive(Clone, Default)]
struct Call {
    query: String,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

impl Call {
    fn new(query: impl Into<String>, content_type: &str, body: impl Into<Vec<u8>>) -> Self {
        let call = Self {
            query: query.into(),
            body: body.into(),
            ..Self::default()
        };
        call.header("content-type", content_type)
    }

    fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// Signs these pairs and this body, as the platform would.
    fn signed(mut self, pairs: &[(&str, &[u8])], body: &[u8]) -> Self {
        let mut pairs: Vec<_> = pairs.iter().map(|(n, v)| (n.as_bytes(), *v)).collect();
        pairs.push((b"timestamp", b"2024-03-01 08:09:10"));
        pairs.sort_unstable();
        let sign = SigningKey::new(SECRET).sign_all(SignMethod::Md5, pairs, Some(body));
        self.query = format!("{}&{NOW}&sign={}", self.query, sign.as_str());
        self
    }

    fn verify_by(&self, verifier: &SpiVerifier) -> Result<Verified, SpiError> {
        let headers = self.headers.iter();
        let headers = headers.map(|(name, value)| (name.as_str(), value));
        let request = SpiRequest::new(&self.query, headers, &self.body);
        let shown = format!("{request:?} {verifier:?}");
        let outcome = verifier.verify(&request);
        let told = match &outcome {
            Ok(proven) => format!("{proven:?}"),
            Err(error) => format!("{error:?} {error}"),
        };
        assert!(!(shown + &told).contains(SECRET));
        outcome
    }

    fn verify(&self) -> Result<Verified, SpiError> {
        self.verify_by(&verifier())
    }
}

fn encoded(text: impl AsRef<[u8]>) -> String {
    let escape = |byte: &u8| format!("%{byte:02X}");
    let escapes: Vec<_> = text.as_ref().iter().map(escape).collect();
    escapes.concat()
}

/// A vector as a request; the order of the query is turned round.
fn call_of(vector: &Value) -> Call {
    let empty = serde_json::Map::new();
    let headers = vector["headers"].as_object().unwrap_or(&empty);
    let is_form = vector["body"].is_null();
    let mut call = Call::default();
    let (mut query, mut form) = (Vec::new(), Vec::new());
    for (name, value) in vector["params"].as_object().unwrap().iter().rev() {
        let pair = format!("{}={}", encoded(name), encoded(value.as_str().unwrap()));
        match name.as_str() {
            name if headers.contains_key(name) => {}
            "nick" | "memo" if is_form => form.push(pair),
            _ => query.push(pair),
        }
    }
    query.push(format!("sign={}", vector["sign"].as_str().unwrap()));
    call.query = query.join("&");
    for (name, value) in headers {
        call = call.header(name, value.as_str().unwrap());
    }
    match vector["body"].as_str() {
        Some(body) => call.body = body.into(),
        None => call.body = form.join("&").into(),
    }
    let content_type = if is_form { FORM } else { "application/json" };
    call.header("Content-Type", content_type)
}

#[test]
fn every_vector_is_verified() {
    let vectors = include_str!("../../tests/fixtures/vectors_spi.json");
    let vectors: Vec<Value> = serde_json::from_str(vectors).unwrap();
    assert_eq!(vectors.len(), 4);
    for vector in &vectors {
        let call = call_of(vector);
        let verified = call.verify().unwrap();
        let params = vector["params"].as_object().unwrap();
        let expected = params.iter().map(|(name, value)| {
            let value = value.as_str().unwrap();
            (name.as_str(), value)
        });
        let mut expected: Vec<_> = expected.collect();
        expected.sort_unstable();
        assert_eq!(verified.params().collect::<Vec<_>>(), expected);
        assert_eq!(verified.body(), vector["body"].as_str().unwrap_or_default());

        for tampered in [
            Call {
                query: call.query.replace("&sign=", "&x=&sign=0"),
                ..call.clone()
            },
            Call {
                body: [&*call.body, b" "].concat(),
                ..call.clone()
            },
            Call {
                query: format!("extra=1&{}", call.query),
                ..call.clone()
            },
        ] {
            assert_eq!(tampered.verify().unwrap_err(), SpiError::WrongSign);
        }
        let other = SpiVerifier::new("another secret").clock(|| at(0));
        assert_eq!(call.verify_by(&other).unwrap_err(), SpiError::WrongSign);
    }
}

#[test]
fn a_timestamp_is_bounded_on_both_sides() {
    let call = Call::default().signed(&[], b"");
    for (now, expected) in [
        (0, Ok(())),
        (600, Ok(())),
        (601, Err(SpiError::TooOld { seconds: 1 })),
        (-120, Ok(())),
        (-121, Err(SpiError::TooEarly { seconds: 1 })),
    ] {
        let verifier = SpiVerifier::new(SECRET).clock(move || at(now));
        assert_eq!(call.verify_by(&verifier).map(drop), expected, "{now}");
    }
    let narrow = verifier()
        .max_age(Duration::ZERO)
        .max_ahead(Duration::ZERO)
        .clock(|| at(1));
    let expected = SpiError::TooOld { seconds: 1 };
    assert_eq!(call.verify_by(&narrow).unwrap_err(), expected);
}

#[test]
fn a_timestamp_is_asked_for_once_the_signature_holds() {
    for timestamp in ["", "timestamp=", "timestamp=1709251750000", "timestamp=%FF"] {
        let mut call = Call {
            query: timestamp.into(),
            ..Call::default()
        };
        assert_eq!(call.verify().unwrap_err(), SpiError::NoSign);
        call.query += "&sign=";
        assert_eq!(call.verify().unwrap_err(), SpiError::NoSign);
        let value = super::form::decoded(timestamp.trim_start_matches("timestamp=").as_bytes());
        let value = value.unwrap();
        let name: &[u8] = if timestamp.is_empty() {
            b""
        } else {
            b"timestamp"
        };
        let key = SigningKey::new(SECRET);
        let sign = key.sign_all(SignMethod::Md5, [(name, &*value)], None);
        call.query += sign.as_str();
        assert_eq!(call.verify().unwrap_err(), SpiError::NoTimestamp);
        call.query += "0";
        assert_eq!(call.verify().unwrap_err(), SpiError::WrongSign);
    }
}

#[test]
fn gbk_is_signed_in_its_own_bytes() {
    let gbk = |text| encoding_rs::GBK.encode(text).0.into_owned();
    let nick = gbk("买家");
    let form = Call::new(
        "",
        "application/x-www-form-urlencoded; charset=GBK",
        [b"memo=", &*nick].concat(),
    );
    let query = format!("nick={}", encoded(&nick));
    let form = Call { query, ..form }.signed(&[("nick", &nick), ("memo", &nick)], b"");
    let verified = form.verify().unwrap();
    assert_eq!(
        (verified.param("nick"), verified.param("memo")),
        (Some("买家"), Some("买家"))
    );

    let body = gbk("<r><nick>买家</nick></r>");
    let xml = Call::new("", "text/xml;charset=\"gbk\"", body.clone()).signed(&[], &body);
    assert_eq!(xml.verify().unwrap().body(), "<r><nick>买家</nick></r>");

    let body = b"\xff\xff";
    let broken = Call::new("", "text/plain;charset=gbk", body).signed(&[], body);
    assert_eq!(broken.verify().unwrap_err(), SpiError::Malformed);
}

#[test]
fn only_the_texts_of_a_multipart_body_are_signed() {
    let body = "--b\r\nContent-Disposition: form-data; name=\"empty\"\r\n\r\n\r\n\
        --b\r\nContent-Disposition: form-data; name=\"nick\"\r\n\r\n买家\r\n\
        --b\r\nContent-Disposition: form-data; name=\"app_key\"\r\n\r\nanother\r\n\
        --b\r\nContent-Disposition: form-data; name=\"image\"; filename=\"图.png\"\r\nContent-Type: image/png\r\n\r\n\x01\x02\r\n\
        --b--\r\n";
    let pairs: [(&str, &[u8]); 3] = [
        ("app_key", b"1"),
        ("empty", b""),
        ("nick", "买家".as_bytes()),
    ];
    let call = Call::new("app_key=1", "multipart/form-data; boundary=b", body).signed(&pairs, b"");
    let verified = call.verify().unwrap();
    assert_eq!(verified.param("empty"), Some(""));
    assert_eq!(verified.param("app_key"), Some("1"), "the query's");
    let (name, file) = verified.unsigned_files().next().unwrap();
    assert_eq!(
        (name, file.name(), file.mime()),
        ("image", "图.png", "image/png")
    );
    assert_eq!(&**file.bytes(), b"\x01\x02");

    let cut = Call {
        body: call.body[..40].into(),
        ..call
    };
    assert_eq!(cut.verify().unwrap_err(), SpiError::Malformed);
}

#[test]
fn what_stands_twice_counts_as_the_platform_counts_it() {
    let call = Call::new("a=1&a=2&dropped=x=y", FORM, "a=3&b=4&b=5&sign=6&h=7")
        .header("top-sign-list", "H, a,h")
        .header("h", "8")
        .header("h", "9");
    let pairs: [(&str, &[u8]); 4] = [("a", b"2"), ("b", b"4"), ("H", b"8"), ("h", b"7")];
    let verified = call.signed(&pairs, b"").verify().unwrap();
    let read: Vec<_> = verified
        .params()
        .filter(|(name, _)| *name != "timestamp")
        .collect();
    assert_eq!(read, [("H", "8"), ("a", "2"), ("b", "4"), ("h", "7")]);
}

#[test]
fn a_body_that_nobody_signed_is_refused() {
    for content_type in [
        "",
        "application/octet-stream",
        "text/html",
        "application/jsonp",
    ] {
        let bare = Call::new("", content_type, "").signed(&[], b"");
        assert!(bare.verify().is_ok(), "{content_type}");
        let smuggled = Call {
            body: b"{}".into(),
            ..bare
        };
        assert_eq!(smuggled.verify().unwrap_err(), SpiError::UnsignedBody);
    }
}

#[test]
fn the_app_that_is_called_decides_the_secret() {
    let both = SpiVerifier::for_apps([("1", "another secret"), ("2", SECRET)]).clock(|| at(0));
    for (query, expected) in [
        ("app_key=2", Ok(())),
        ("app_key=1", Err(SpiError::WrongSign)),
        ("app_key=1&target_appkey=2", Ok(())),
        ("app_key=2&target_appkey=3", Err(SpiError::UnknownApp)),
        ("v=2.0", Err(SpiError::UnknownApp)),
    ] {
        let pairs = query.split('&').map(|pair| pair.split_once('=').unwrap());
        let pairs: Vec<_> = pairs
            .map(|(name, value)| (name, value.as_bytes()))
            .collect();
        let call = Call {
            query: query.into(),
            ..Call::default()
        }
        .signed(&pairs, b"");
        assert_eq!(call.verify_by(&both).map(drop), expected, "{query}");
    }
}

#[test]
fn a_blank_secret_proves_nothing() {
    let call = Call::default();
    let stamped: [(&[u8], &[u8]); 1] = [(b"timestamp", b"2024-03-01 08:09:10")];
    for secret in ["", " "] {
        let sign = SigningKey::new(secret).sign_all(SignMethod::Md5, stamped, None);
        let forged = Call {
            query: format!("{NOW}&sign={}", sign.as_str()),
            ..call.clone()
        };
        let one = SpiVerifier::new(secret).clock(|| at(0));
        let each = SpiVerifier::for_apps([("1", secret)]).clock(|| at(0));
        for verifier in [one, each] {
            let outcome = verifier.verify(&SpiRequest::new(&forged.query, NO_HEADERS, b""));
            assert_eq!(outcome.unwrap_err(), SpiError::UnknownApp);
        }
    }
}

/// A text is never taken for something compressed, which could grow without bound.
#[test]
fn no_body_is_unpacked() {
    let mut zipped = GzEncoder::new(Vec::new(), Compression::best());
    zipped.write_all(&vec![b' '; 100_000]).unwrap();
    let body = zipped.finish().unwrap();
    let call = Call::new("", "application/json", body.clone()).signed(&[], &body);
    assert_eq!(call.verify().unwrap_err(), SpiError::Malformed);
}

proptest! {
    /// Whatever comes is refused, in words.
    #[test]
    fn no_bytes_panic(
        query in "[a-z%&=+0-9]{0,40}",
        body in any::<Vec<u8>>(),
        list in any::<Vec<u8>>(),
        content_type in prop::sample::select(vec![
            FORM, "application/json;charset=gbk", "multipart/form-data;boundary=", "", "text/xml;charset=utf-16le",
        ]),
    ) {
        let headers = [("top-sign-list", &*list), ("Content-Type", content_type.as_bytes())];
        let unsigned = SpiRequest::new(&query, headers, &body);
        prop_assert!(verifier().verify(&unsigned).is_err());

        // The same past the signature: only decoding is left to fail.
        if let Ok(signed) = super::signed::Signed::of(&unsigned) {
            drop(Verified::of(signed, content_type));
        }
    }

    /// Every text arrives in a form and in a query, as it was.
    #[test]
    fn every_text_arrives(value in any::<String>()) {
        let pair = format!("k={}", encoded(&value));
        let pairs = [("k", value.as_bytes())];
        for call in [
            Call { query: pair.clone(), ..Call::default() },
            Call::new("", FORM, pair),
        ] {
            let verified = call.signed(&pairs, b"").verify().unwrap();
            prop_assert_eq!(verified.param("k"), Some(value.as_str()));
        }
    }
}
