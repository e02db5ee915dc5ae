use top_runtime::{DateTime, Decimal, Endpoint, Fen, Format, TopApi, TopObject, Value, Yuan};

use super::{Quirks, error, reply};
use crate::error_response::ErrorResponse;

/// Asks for everything.
#[derive(Debug, TopApi)]
#[top_api(method = "taobao.all.get", response(all: All), read)]
struct GetAll {}

/// One field of every kind.
#[derive(Debug, TopObject)]
struct All {
    /// Text.
    text: String,
    /// An amount in 分.
    fen: Fen,
    /// An amount in 元.
    yuan: Yuan,
    /// A flag.
    flag: Option<bool>,
    /// Not given.
    absent: Option<String>,
    /// A date.
    date: DateTime,
    /// A decimal.
    decimal: Decimal,
    /// Texts.
    texts: Vec<String>,
    /// Numbers.
    numbers: Vec<i64>,
    /// Flags.
    flags: Vec<bool>,
    /// Dates.
    dates: Vec<DateTime>,
    /// Objects.
    parts: Vec<PartDTO>,
    /// Nothing.
    nothing: Vec<PartDTO>,
}

/// A part.
#[derive(Debug, TopObject)]
struct PartDTO {
    /// Its name.
    name: String,
}

const ENDPOINT: &Endpoint = GetAll::ENDPOINT;

fn all() -> All {
    All {
        text: "a\"<中>&'\n".into(),
        fen: Fen(-1),
        yuan: "200.07".parse().unwrap(),
        flag: Some(false),
        absent: None,
        date: DateTime::EPOCH,
        decimal: Decimal::new(15, 1),
        texts: vec!["a".into(), "12".into()],
        numbers: vec![9_007_199_254_740_993],
        flags: vec![true],
        dates: vec![DateTime::EPOCH],
        parts: vec![PartDTO { name: "n".into() }],
        nothing: Vec::new(),
    }
}

fn written(format: Format, quirks: Quirks) -> String {
    reply(format, ENDPOINT, Value::get(&all()), "r1", quirks)
}

#[test]
fn simplified_json_has_plain_lists_and_no_root() {
    assert_eq!(
        written(Format::Simplified, Quirks::default()),
        concat!(
            r#"{"all":{"text":"a\"<中>&'\n","fen":-1,"yuan":"200.07","flag":false,"#,
            r#""date":"1970-01-01 00:00:00","decimal":"1.5","texts":["a","12"],"#,
            r#""numbers":[9007199254740993],"flags":[true],"dates":["1970-01-01 00:00:00"],"#,
            r#""parts":[{"name":"n"}],"nothing":[]},"request_id":"r1"}"#
        )
    );
}

#[test]
fn classic_json_wraps_lists_by_type_names() {
    assert_eq!(
        written(Format::Classic, Quirks::default()),
        concat!(
            r#"{"all_get_response":{"all":{"text":"a\"<中>&'\n","fen":-1,"yuan":"200.07","flag":false,"#,
            r#""date":"1970-01-01 00:00:00","decimal":"1.5","texts":{"string":["a","12"]},"#,
            r#""numbers":{"number":[9007199254740993]},"flags":{"boolean":[true]},"#,
            r#""dates":{"date":["1970-01-01 00:00:00"]},"#,
            r#""parts":{"part_d_t_o":[{"name":"n"}]},"nothing":{}},"request_id":"r1"}}"#
        )
    );
}

#[test]
fn xml_escapes_and_names_its_host_behind_the_root() {
    assert_eq!(
        written(Format::Xml, Quirks::default()),
        concat!(
            r#"<?xml version="1.0" encoding="utf-8" ?><all_get_response><all>"#,
            "<text>a&quot;&lt;中&gt;&amp;&apos;\n</text><fen>-1</fen><yuan>200.07</yuan>",
            "<flag>false</flag><date>1970-01-01 00:00:00</date><decimal>1.5</decimal>",
            r#"<texts list="true"><string>a</string><string>12</string></texts>"#,
            r#"<numbers list="true"><number>9007199254740993</number></numbers>"#,
            r#"<flags list="true"><boolean>true</boolean></flags>"#,
            r#"<dates list="true"><date>1970-01-01 00:00:00</date></dates>"#,
            r#"<parts list="true"><part_d_t_o><name>n</name></part_d_t_o></parts>"#,
            r#"<nothing list="true"></nothing></all><request_id>r1</request_id>"#,
            "</all_get_response><!--top-sandbox-->"
        )
    );
}

#[test]
fn errors_keep_their_wrapper() {
    let refusal = ErrorResponse::new(50).sub_code("isv.a&b").sub_msg("非法");
    let json = r#"{"error_response":{"code":50,"msg":"Remote service error","sub_code":"isv.a&b","sub_msg":"非法","request_id":"r1"}}"#;
    for format in [Format::Simplified, Format::Classic] {
        assert_eq!(error(format, &refusal, "r1"), json);
    }
    assert_eq!(
        error(Format::Xml, &refusal, "r1"),
        concat!(
            r#"<?xml version="1.0" encoding="utf-8" ?><error_response><code>50</code>"#,
            "<msg>Remote service error</msg><sub_code>isv.a&amp;b</sub_code><sub_msg>非法</sub_msg>",
            "<request_id>r1</request_id></error_response><!--top-sandbox-->"
        )
    );
}

#[test]
fn quirks_show() {
    let quirks = Quirks {
        wrong_types: true,
        control_characters: true,
        ..Quirks::default()
    };
    let json = written(Format::Simplified, quirks);
    for piece in [
        r#""fen":"-1""#,
        r#""flag":"false""#,
        r#""texts":["a",12]"#,
        "\\n\t\r\n\u{1}\"",
    ] {
        assert!(json.contains(piece), "{json}");
    }
    let quirks = Quirks {
        empty_lists: true,
        ..Quirks::default()
    };
    assert!(written(Format::Simplified, quirks).contains(r#""texts":{},"numbers":{}"#));
    assert!(written(Format::Xml, quirks).contains(r#"<texts list="true"></texts>"#));
}
