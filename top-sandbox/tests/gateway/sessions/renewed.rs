//! Calls whose session a provider knows, and renews.

use std::time::Duration;

use top_runtime::session::{SessionErrorKind, SessionProvider, from_fn};
use top_runtime::{Client, Effect, Error, RetryPolicy, Secret};

use super::{GetOwnShop, HOUR, Scene};

/// A client whose first call was a minute ago, so that its session may be renewed again.
async fn used_a_minute_ago(scene: &Scene) -> Client {
    let client = scene.client().await;
    client.send(&GetOwnShop { sid: 7 }).await.unwrap();
    scene.hands.forward(60);
    client
}

#[tokio::test]
async fn a_call_never_goes_out_with_an_expired_session() {
    let scene = Scene::new().await;
    let client = scene.client().await;
    for _ in 0..3 {
        assert_eq!(client.send(&GetOwnShop { sid: 7 }).await.unwrap(), "shop 7");
        scene.hands.forward(HOUR + 1);
    }
    assert_eq!(scene.shop_calls(), (3, 3));
    assert_eq!(scene.refreshes(), (2, 2));
}

#[tokio::test]
async fn a_refused_session_is_renewed_and_the_call_done_once() {
    let scene = Scene::new().await;
    let client = used_a_minute_ago(&scene).await;
    scene.tokens.expire();
    assert_eq!(client.send(&GetOwnShop { sid: 8 }).await.unwrap(), "shop 8");
    // The first call, the one that was refused, and the same again.
    assert_eq!(scene.shop_calls(), (3, 2));
    assert_eq!(scene.refreshes(), (1, 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hundred_refused_calls_renew_once() {
    let scene = Scene::new().await;
    let client = used_a_minute_ago(&scene).await;
    scene.tokens.expire();
    let calls: Vec<_> = (0..100)
        .map(|sid| {
            let client = client.clone();
            tokio::spawn(async move { client.send(&GetOwnShop { sid }).await.unwrap() })
        })
        .collect();
    for (sid, call) in calls.into_iter().enumerate() {
        assert_eq!(call.await.unwrap(), format!("shop {sid}"));
    }
    assert_eq!(scene.refreshes(), (1, 1));
    assert_eq!(scene.shop_calls().1, 101);
}

#[tokio::test]
async fn a_session_that_cannot_be_renewed_leaves_the_refusal_and_says_why() {
    let scene = Scene::new().await;
    let client = used_a_minute_ago(&scene).await;
    scene.tokens.revoke();
    let error = client.send(&GetOwnShop { sid: 8 }).await.unwrap_err();
    assert_eq!((error.effect(), error.code()), (Effect::None, Some(27)));
    assert_eq!(error.attempts().len(), 1);
    let session = error.session_error().unwrap();
    assert_eq!(session.kind(), SessionErrorKind::Ended);
    let told = error.to_string();
    assert!(told.contains("session-expired"), "{told}");
    assert!(told.contains("must authorise the app again"), "{told}");
    assert_eq!(error.hint_zh(), "请让用户重新授权该应用。");
    assert_eq!(scene.shop_calls(), (2, 1));
}

#[tokio::test]
async fn without_a_session_nothing_is_sent() {
    let scene = Scene::new().await;
    let client = scene.client().await;
    scene.tokens.revoke();
    scene.hands.forward(HOUR + 1);
    let error = client.send(&GetOwnShop { sid: 7 }).await.unwrap_err();
    assert!(matches!(error, Error::NotSent(_)));
    assert_eq!(error.effect(), Effect::None);
    assert_eq!(
        error.session_error().unwrap().kind(),
        SessionErrorKind::Ended
    );
    assert!(
        error.to_string().contains("must authorise the app again"),
        "{error}"
    );
    assert_eq!(scene.shop_calls(), (0, 0));
}

#[tokio::test]
async fn whoever_wants_no_second_attempt_still_gets_a_new_session_for_the_next_call() {
    let scene = Scene::new().await;
    let client = used_a_minute_ago(&scene).await;
    scene.tokens.expire();
    let request = GetOwnShop { sid: 8 };
    let once = client.call(&request).retry(RetryPolicy::none());
    assert_eq!(once.send().await.unwrap_err().code(), Some(27));
    assert_eq!(client.send(&request).await.unwrap(), "shop 8");
    assert_eq!(scene.shop_calls(), (3, 2));
}

#[tokio::test]
async fn a_call_with_a_session_of_its_own_asks_nobody() {
    let scene = Scene::new().await;
    let nobody = from_fn(async || Err::<Secret, _>("nobody is to be asked"));
    let client = scene.builder().session_provider(nobody).build().unwrap();
    let request = GetOwnShop { sid: 7 };
    let own = scene.authorised().await.session().await.unwrap();
    assert_eq!(
        client.call(&request).session(own).send().await.unwrap(),
        "shop 7"
    );
    let error = client
        .call(&request)
        .session("a-session-of-the-gateway")
        .send()
        .await;
    assert_eq!(error.unwrap_err().attempts().len(), 1);
    let error = client.send(&request).await.unwrap_err();
    assert_eq!(
        error.session_error().unwrap().kind(),
        SessionErrorKind::Provider
    );
    assert_eq!(scene.shop_calls(), (2, 1));
}

#[tokio::test]
async fn a_provider_that_takes_too_long_costs_no_more_than_the_deadline() {
    let scene = Scene::new().await;
    let stuck = from_fn(std::future::pending::<Result<Secret, std::io::Error>>);
    let client = scene.builder().session_provider(stuck).build().unwrap();
    let request = GetOwnShop { sid: 7 };
    let call = client.call(&request).deadline(Duration::from_millis(20));
    match call.send().await.unwrap_err() {
        Error::NotSent(error) => assert!(error.cause().is_timeout()),
        error => panic!("{error}"),
    }
    assert_eq!(scene.shop_calls(), (0, 0));
}

#[tokio::test]
async fn the_calls_of_a_batch_share_a_session_and_its_renewal() {
    let scene = Scene::new().await;
    let client = scene.client().await;
    let two = async || {
        let mut batch = client.batch();
        let placed = [7, 8].map(|sid| batch.add(&GetOwnShop { sid }));
        let mut outcomes = batch.send().await.unwrap();
        placed.map(|placed| outcomes.take(placed))
    };
    assert!(two().await.iter().all(Result::is_ok));
    scene.hands.forward(60);
    scene.tokens.expire();
    // A batch is sent once; the next one has the new session.
    for refused in two().await {
        let error = refused.unwrap_err();
        assert_eq!((error.effect(), error.code()), (Effect::None, Some(27)));
    }
    assert!(two().await.iter().all(Result::is_ok));
    assert_eq!(scene.refreshes(), (1, 1));
    assert_eq!(scene.shop_calls(), (6, 4));
}
