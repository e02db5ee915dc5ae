use proptest::prelude::*;

use super::{Token, TokenResult};
use crate::time::DateTime;
use crate::{Format, StoreErrorKind, TopApi, Value};

const ACCESS: &str = "6100-the-session-0123456789";
const REFRESH: &str = "own-session-of-one-call";

fn now() -> DateTime {
    DateTime::from_unix_seconds(1_700_000_000).unwrap()
}

fn after(seconds: i64) -> Option<DateTime> {
    DateTime::from_unix_seconds(1_700_000_000 + seconds)
}

fn read(json: &str) -> Token {
    TokenResult::read(json).unwrap().into_token(now())
}

#[test]
fn a_token_is_read_with_its_times_and_its_user() {
    let token = read(&format!(
        r#"{{"access_token":"{ACCESS}","refresh_token":"{REFRESH}","token_type":"Bearer",
        "expire_time":"1700007200000","expires_in":"3600","refresh_token_valid_time":1700086400000,
        "re_expires_in":0,"r1_valid":1700000100000,"r2_expires_in":200,"w1_expires_in":1800,
        "w1_valid":1700001801000,"w2_expires_in":0,"taobao_user_id":263664221,
        "taobao_user_nick":"%E5%95%86%E5%AE%B6+1","taobao_sub_user_id":7,"open_uid":"AAH"}}"#
    ));
    assert_eq!(token.access_token().expose(), ACCESS);
    assert_eq!(token.refresh_token().unwrap().expose(), REFRESH);
    assert_eq!(token.obtained(), now());
    assert_eq!(token.expires(), after(3600));
    assert_eq!(token.refreshable_until(), after(86_400));
    assert_eq!(token.r1_until(), after(100));
    assert_eq!(token.r2_until(), after(200));
    assert_eq!(token.w1_until(), after(1800));
    assert_eq!(token.w2_until(), after(0));
    assert_eq!(token.user_id(), Some("263664221"));
    assert_eq!(token.user_nick(), Some("商家 1"));
    assert_eq!(token.sub_user_id(), Some("7"));
    assert_eq!(token.open_uid(), Some("AAH"));
    let shown = format!("{token:?}");
    assert!(
        !shown.contains(ACCESS) && !shown.contains(REFRESH),
        "{shown}"
    );
    assert_eq!(
        Token::from_stored(token.to_stored().unwrap().expose()).unwrap(),
        token
    );
}

#[test]
fn what_the_platform_leaves_out_is_not_made_up() {
    let token = read(&format!(
        r#"{{"access_token":"{ACCESS}","taobao_user_nick":"100%"}}"#
    ));
    assert_eq!(token.expires(), None);
    assert_eq!(token.refreshable_until(), None);
    assert_eq!(token.refresh_token(), None);
    assert_eq!(token.user_nick(), Some("100%"));
}

#[test]
fn what_is_no_token_is_none() {
    for text in [
        "",
        "null",
        "[]",
        "{}",
        r#"{"access_token":" "}"#,
        r#"{"error":"invalid_grant"}"#,
    ] {
        assert!(TokenResult::read(text).is_none(), "{text}");
    }
}

#[test]
fn a_reply_holds_it_as_a_text_or_as_an_object() {
    use crate::decode::{Decoded, Expected, Limits, decode};
    use crate::session::CreateToken;
    let inner = format!(r#"{{"access_token":"{ACCESS}","expires_in":60}}"#);
    let texts = [
        serde_json::json!({ "token_result": inner }).to_string(),
        format!(r#"{{"token_result":{inner}}}"#),
    ];
    for text in texts {
        let expected = Expected::of(CreateToken::ENDPOINT, Format::Simplified);
        let mut result = <TokenResult as Value>::empty();
        let read = decode(text.as_bytes(), expected, result.slot(), Limits::default());
        assert!(matches!(read, Ok(Decoded::Reply(_))));
        let token = result.into_token(now());
        assert_eq!(token.access_token().expose(), ACCESS);
        assert_eq!(token.expires(), after(60));
    }
}

#[test]
fn a_refresh_keeps_what_its_reply_leaves_out() {
    let old = read(&format!(
        r#"{{"access_token":"old","refresh_token":"{REFRESH}","expires_in":5,"taobao_user_nick":"n"}}"#
    ));
    let old = old.about_to_refresh(now());
    assert_eq!(old.refresh_begun(), Some(now()));
    let new = old.replaced_by(read(&format!(r#"{{"access_token":"{ACCESS}"}}"#)));
    assert_eq!(new.access_token().expose(), ACCESS);
    assert_eq!(new.refresh_token().unwrap().expose(), REFRESH);
    assert_eq!(new.user_nick(), Some("n"));
    assert_eq!((new.expires(), new.refresh_begun()), (None, None));
}

#[test]
fn stored_text_of_another_form_is_refused() {
    let stored = read(r#"{"access_token":"a"}"#).to_stored().unwrap();
    let newer = stored
        .expose()
        .replace(r#""version":1"#, r#""version":2,"more":[]"#);
    let cases = [
        (newer.as_str(), StoreErrorKind::NewerVersion),
        ("", StoreErrorKind::Corrupt),
        ("{}", StoreErrorKind::Corrupt),
        (r#"{"access_token":"a"}"#, StoreErrorKind::Corrupt),
        (r#"{"version":1}"#, StoreErrorKind::Corrupt),
        (&stored.expose()[..20], StoreErrorKind::Corrupt),
    ];
    for (text, kind) in cases {
        assert_eq!(Token::from_stored(text).unwrap_err().kind(), kind, "{text}");
    }
}

proptest! {
    #[test]
    fn whatever_a_token_says_is_stored_and_read_back(
        access in "[!-~]{1,40}",
        nick in any::<String>(),
        number in any::<i64>(),
        millis in any::<i64>(),
        seconds in any::<i64>(),
    ) {
        let text = serde_json::json!({
            "access_token": access,
            "refresh_token": nick,
            "expires_in": seconds,
            "expire_time": millis,
            "w1_expires_in": seconds.to_string(),
            "taobao_user_id": number,
            "taobao_user_nick": nick,
            "open_uid": nick,
        });
        let token = read(&text.to_string());
        let stored = token.to_stored().unwrap();
        prop_assert_eq!(Token::from_stored(stored.expose()).unwrap(), token);
    }

    #[test]
    fn no_text_is_too_odd_to_be_looked_at(text in any::<String>()) {
        let _ = TokenResult::read(text.as_str());
        let in_object = format!(r#"{{"access_token":{text}"#);
        let _ = TokenResult::read(in_object);
        prop_assert!(Token::from_stored(&text).is_err());
    }
}
