use super::{AuthoriseError, AuthoriseUrl, Redirect, State, View};
use crate::send::{BoxFuture, Outgoing, Reply, SendError};
use crate::{Client, Gateway, Transport};

#[test]
fn the_address_names_app_redirect_state_and_view() {
    let url = AuthoriseUrl::new(
        &Gateway::Production,
        "12",
        "https://shop.example/back?a=b&c=淘",
    )
    .view(View::Wap);
    let state = url.state().expose().to_owned();
    assert_eq!(
        url.to_string(),
        format!(
            "https://oauth.taobao.com/authorize?response_type=code&client_id=12&redirect_uri=https%3A%2F%2Fshop.example%2Fback%3Fa%3Db%26c%3D%E6%B7%98&state={state}&view=wap"
        )
    );
    assert!(!format!("{url:?}").contains(&state));
}

#[test]
fn the_test_environment_has_a_page_of_its_own() {
    let of = |gateway| AuthoriseUrl::new(&gateway, "12", "https://shop.example").to_string();
    assert!(of(Gateway::Sandbox).starts_with("https://oauth.daily.taobao.net/authorize?"));
    assert!(of(Gateway::Overseas).starts_with("https://oauth.taobao.com/authorize?"));
    let own = AuthoriseUrl::new(&Gateway::Sandbox, "12", "https://shop.example")
        .address("http://127.0.0.1:9/authorize");
    assert!(own.to_string().starts_with("http://127.0.0.1:9/authorize?"));
}

#[test]
fn every_state_is_new() {
    let (one, other) = (State::random(), State::random());
    assert_eq!(one.expose().len(), 32);
    assert!(one.matches(one.expose()) && !one.matches(other.expose()));
    assert!(State::kept(one.expose()).matches(one.expose()));
}

#[test]
fn a_redirect_gives_its_code_to_the_state_that_asked() {
    let state = State::kept("st+ate");
    for address in [
        "https://shop.example/back?code=a%2Fb&state=st%2Bate",
        "https://shop.example/back?state=st%2Bate&code=a%2Fb&more=1#top",
        "code=a%2Fb&state=st%2Bate",
    ] {
        let code = Redirect::read(address).unwrap().code(&state).unwrap();
        assert_eq!(code.expose(), "a/b", "{address}");
    }
}

#[test]
fn a_redirect_without_a_code_says_why() {
    let state = State::kept("mine");
    let read = |query: &str| Redirect::read(query)?.code(&state);
    let denied = AuthoriseError::Denied {
        error: "access_denied".into(),
        description: Some("authorize reject".into()),
    };
    let no = "error=access_denied&error_description=authorize%20reject&state=mine";
    assert_eq!(read(no).unwrap_err(), denied);
    for forged in [
        "code=c&state=theirs",
        "code=c",
        "code=c&state=",
        "",
        "error=x&state=min",
    ] {
        assert_eq!(
            read(forged).unwrap_err(),
            AuthoriseError::WrongState,
            "{forged}"
        );
    }
    assert_eq!(
        read("state=mine&code=").unwrap_err(),
        AuthoriseError::NoCode
    );
    let fragment = "https://shop.example/back?state=mine#access_token=t";
    assert_eq!(read(fragment).unwrap_err(), AuthoriseError::NoCode);
    let twice = "code=c&code=d&state=mine";
    assert_eq!(read(twice).unwrap_err(), AuthoriseError::Repeated);
}

#[test]
fn a_state_that_was_lost_lets_nobody_in() {
    let redirect = Redirect::read("code=c&state=").unwrap();
    assert_eq!(
        redirect.code(&State::kept("")).unwrap_err(),
        AuthoriseError::WrongState
    );
}

#[tokio::test]
async fn an_exchange_that_fails_shows_neither_code_nor_token() {
    let code = "own-session-of-one-call";
    let echo = format!(
        r#"{{"error_response":{{"code":41,"msg":"Invalid Arguments","sub_code":"isv.invalid-parameter","sub_msg":"code {code} is used"}}}}"#
    );
    let odd = r#"{"token_result":"{\"token\":\"6100-the-session-0123456789\"}"}"#.to_owned();
    for body in [echo, odd] {
        let client = Client::builder()
            .app_key("12345678")
            .app_secret("helloworld")
            .transport(Canned(Reply::new(200, body)))
            .build()
            .unwrap();
        let error = super::exchange(&client, code).await.unwrap_err();
        assert_eq!(error.body(), None);
        let shown = format!("{error} {error:?}");
        assert!(!shown.contains(code) && !shown.contains("6100"), "{shown}");
    }
}

/// Answers every call alike.
struct Canned(Reply);

impl Transport for Canned {
    fn post(&self, _: Outgoing) -> BoxFuture<'_, Result<Reply, SendError>> {
        let reply = self.0.clone();
        Box::pin(async { Ok(reply) })
    }
}
