mod scene;

use std::sync::Arc;
use std::time::Duration;

use self::scene::{Answer, LIFE, Platform, START, Scene, Store, result, token, token_of};
use crate::send::{BoxFuture, Outgoing, Reply, SendError};
use crate::session::{MemoryTokenStore, SessionErrorKind, SessionProvider, TokenStore};
use crate::time::DateTime;
use crate::{Client, Secret, Transport};

#[tokio::test]
async fn a_token_is_refreshed_before_it_expires_and_stored() {
    let scene = Scene::new();
    scene.at(LIFE - 61);
    assert_eq!(scene.gives().await.unwrap(), "one");
    assert_eq!(scene.platform.refreshes(), 0);
    scene.at(LIFE - 60);
    scene.platform.will(Answer::Token("two"));
    assert_eq!(scene.gives().await.unwrap(), "two");
    assert_eq!(scene.gives().await.unwrap(), "two");
    let kept = scene.store.kept().await;
    assert_eq!(kept.access_token().expose(), "two");
    assert_eq!(kept.refresh_token().unwrap().expose(), "refresh-two");
    assert_eq!(kept.refresh_begun(), None);
    assert_eq!(scene.platform.refreshes(), 1);
}

#[tokio::test]
async fn many_callers_make_one_refresh() {
    for seconds in [LIFE - 1, LIFE + 1] {
        let scene = Scene::new();
        scene.at(seconds);
        scene.platform.will(Answer::Token("two"));
        let callers: Vec<_> = (0..100)
            .map(|_| {
                let session = scene.session.clone();
                tokio::spawn(async move { session.session().await.unwrap() })
            })
            .collect();
        for caller in callers {
            assert_eq!(caller.await.unwrap().expose(), "two");
        }
        assert_eq!(scene.platform.refreshes(), 1);
    }
}

#[tokio::test]
async fn a_call_that_gives_up_does_not_stop_the_refresh() {
    let scene = Scene::new();
    scene.at(LIFE + 1);
    scene.platform.will(Answer::Token("two"));
    let mut caller = scene.session.session();
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    assert!(caller.as_mut().poll(&mut context).is_pending());
    drop(caller);
    assert_eq!(scene.gives().await.unwrap(), "two");
    assert_eq!(scene.platform.refreshes(), 1);
}

#[tokio::test]
async fn a_failed_refresh_leaves_a_good_token_in_use() {
    for answer in [Answer::NotSent, Answer::Refused, Answer::Lost] {
        let scene = Scene::new();
        scene.at(LIFE - 30);
        scene.platform.will(answer);
        assert_eq!(scene.gives().await.unwrap(), "one");
        // Not every call tries again.
        assert_eq!(scene.gives().await.unwrap(), "one");
        assert_eq!(scene.platform.refreshes(), 1);
    }
}

#[tokio::test]
async fn a_refresh_that_could_not_be_sent_is_tried_again() {
    let scene = Scene::new();
    scene.at(LIFE + 1);
    scene.platform.will(Answer::NotSent);
    assert_eq!(scene.gives().await, Err(SessionErrorKind::NotRefreshed));
    assert_eq!(scene.gives().await, Err(SessionErrorKind::NotRefreshed));
    assert_eq!(scene.store.kept().await.refresh_begun(), None);
    scene.at(LIFE + 30);
    scene.platform.will(Answer::Token("two"));
    assert_eq!(scene.gives().await.unwrap(), "two");
    assert_eq!(scene.platform.refreshes(), 2);
}

#[tokio::test]
async fn a_refused_refresh_asks_for_the_user() {
    let scene = Scene::new();
    scene.at(LIFE + 1);
    scene.platform.will(Answer::Refused);
    let error = scene.session.session().await.unwrap_err();
    assert_eq!(error.kind(), SessionErrorKind::Ended);
    assert!(error.needs_authorisation());
    let cause = std::error::Error::source(&error).unwrap().to_string();
    assert!(cause.contains("isv.invalid-parameter"), "{cause}");
}

#[tokio::test]
async fn a_lost_reply_is_remembered_across_restarts() {
    let scene = Scene::new();
    scene.at(LIFE - 50);
    scene.platform.will(Answer::Lost);
    assert_eq!(scene.gives().await.unwrap(), "one");
    assert!(scene.store.kept().await.refresh_begun().is_some());

    // As long as the token is good, the refresh token is not risked a second time.
    scene.at(LIFE - 1);
    assert_eq!(scene.gives().await.unwrap(), "one");
    let restarted = scene.restarted();
    assert_eq!(restarted.session().await.unwrap().expose(), "one");
    assert_eq!(scene.platform.refreshes(), 1);

    // Then there is nothing to lose, and a no is known for what it is.
    scene.at(LIFE + 1);
    scene.platform.will(Answer::Refused);
    let error = restarted.session().await.unwrap_err();
    assert_eq!(error.kind(), SessionErrorKind::Lost);
    assert!(scene.store.kept().await.refresh_begun().is_some());

    scene.at(LIFE + 60);
    scene.platform.will(Answer::Token("two"));
    assert_eq!(restarted.session().await.unwrap().expose(), "two");
    assert_eq!(scene.store.kept().await.refresh_begun(), None);
}

#[tokio::test]
async fn a_refresh_of_another_process_is_waited_for() {
    let scene = Scene::new();
    let other = DateTime::from_unix_seconds(START + LIFE).unwrap();
    let begun = token("one").about_to_refresh(other);
    scene.store.kept.save(&begun).await.unwrap();
    scene.at(LIFE + 5);
    assert_eq!(scene.gives().await, Err(SessionErrorKind::NotRefreshed));
    scene
        .store
        .kept
        .save(&token("one").replaced_by(token_of(result("theirs"), LIFE)))
        .await
        .unwrap();
    assert_eq!(scene.gives().await.unwrap(), "theirs");
    assert_eq!(scene.platform.refreshes(), 0);
}

#[tokio::test]
async fn nothing_is_refreshed_that_could_not_be_stored() {
    let scene = Scene::new();
    scene.at(LIFE + 1);
    scene.store.break_down(true);
    assert_eq!(scene.gives().await, Err(SessionErrorKind::Store));
    assert_eq!(scene.platform.refreshes(), 0);
}

/// A platform whose store fails as soon as the reply is there.
#[derive(Clone)]
struct BreaksTheStore(Platform, Store);

impl Transport for BreaksTheStore {
    fn post(&self, outgoing: Outgoing) -> BoxFuture<'_, Result<Reply, SendError>> {
        self.1.break_down(true);
        self.0.post(outgoing)
    }
}

#[tokio::test]
async fn a_new_token_is_not_used_before_it_is_stored() {
    let mut scene = Scene::new();
    let breaks = BreaksTheStore(scene.platform.clone(), scene.store.clone());
    scene.session.client = Client::builder()
        .app_key("12345678")
        .app_secret("helloworld")
        .clock({
            let now = scene.session.client.now().to_system_time().unwrap();
            move || now + Duration::from_secs(u64::try_from(LIFE).unwrap() + 100)
        })
        .transport(breaks)
        .build()
        .unwrap();
    scene.platform.will(Answer::Token("two"));
    assert_eq!(scene.gives().await, Err(SessionErrorKind::Store));
    assert_eq!(scene.gives().await, Err(SessionErrorKind::Store));
    assert_eq!(scene.store.kept().await.access_token().expose(), "one");

    // It was not forgotten: the refresh is not sent again.
    scene.store.break_down(false);
    assert_eq!(scene.gives().await.unwrap(), "two");
    assert_eq!(scene.store.kept().await.access_token().expose(), "two");
    assert_eq!(scene.platform.refreshes(), 1);
}

#[tokio::test]
async fn a_refused_session_is_renewed_once_for_all() {
    let scene = Scene::new();
    scene.at(100);
    assert_eq!(scene.gives().await.unwrap(), "one");
    scene.platform.will(Answer::Token("two"));
    let callers: Vec<_> = (0..100)
        .map(|_| {
            let session = scene.session.clone();
            tokio::spawn(async move { session.renew(&Secret::new("one")).await.unwrap() })
        })
        .collect();
    for caller in callers {
        assert_eq!(caller.await.unwrap().unwrap().expose(), "two");
    }
    assert_eq!(scene.gives().await.unwrap(), "two");
    // A token that was given a moment ago and is refused is nothing that a refresh heals.
    assert_eq!(scene.renews("two").await, Ok(None));
    assert_eq!(scene.platform.refreshes(), 1);
}

#[tokio::test]
async fn a_session_that_cannot_be_renewed_is_refused() {
    let scene = Scene::new();
    scene.at(100);
    scene.platform.will(Answer::Refused);
    assert_eq!(scene.renews("one").await, Err(SessionErrorKind::Ended));
    assert_eq!(scene.renews("one").await, Err(SessionErrorKind::Ended));
    assert_eq!(scene.platform.refreshes(), 1);
}

#[tokio::test]
async fn without_a_token_nobody_has_authorised() {
    let mut scene = Scene::new();
    scene.session.store = Arc::new(MemoryTokenStore::default());
    assert_eq!(scene.gives().await, Err(SessionErrorKind::Missing));
    assert_eq!(scene.platform.refreshes(), 0);
}

#[tokio::test]
async fn a_token_that_cannot_be_refreshed_serves_to_its_end() {
    let scene = Scene::new();
    let plain = format!(r#"{{"access_token":"plain","expires_in":{LIFE}}}"#);
    let plain = token_of(plain, 0);
    scene.store.kept.save(&plain).await.unwrap();
    scene.at(LIFE - 1);
    assert_eq!(scene.gives().await.unwrap(), "plain");
    assert_eq!(scene.renews("plain").await, Ok(None));
    scene.at(LIFE);
    assert_eq!(scene.gives().await, Err(SessionErrorKind::Ended));
    assert_eq!(scene.platform.refreshes(), 0);
}
