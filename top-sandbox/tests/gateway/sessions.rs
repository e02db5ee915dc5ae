//! Authorisations from the user's click to the refreshed token, over HTTP.

mod renewed;

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime};

use top_runtime::client::ClientBuilder;
use top_runtime::session::{
    MemoryTokenStore, RefreshingSession, SessionErrorKind, SessionProvider, TokenStore, exchange,
};
use top_runtime::{Client, Clock, Effect, Secret, TopApi};
use top_sandbox::{Fault, Injection, Sandbox, Server, Tokens};

use crate::pages::{KEY, SECRET};

const REFRESH: &str = "taobao.top.auth.token.refresh";
const SHOP: &str = "taobao.shop.seller.get";
const HOUR: u64 = 3600;

/// Reads the user's own shop.
#[derive(Debug, TopApi)]
#[top_api(method = "taobao.shop.seller.get", response(title: String), session)]
struct GetOwnShop {
    /// Its number.
    sid: i64,
}

/// A clock that both sides go by.
#[derive(Clone, Default)]
struct Hands(Arc<AtomicU64>);

impl Hands {
    fn forward(&self, seconds: u64) {
        self.0.fetch_add(seconds, Ordering::Relaxed);
    }

    fn clock(&self) -> impl Clock + use<> {
        let hands = Arc::clone(&self.0);
        let begin = SystemTime::now();
        move || begin + Duration::from_secs(hands.load(Ordering::Relaxed))
    }
}

/// A gateway with tokens that live for an hour, and an app that was authorised.
struct Scene {
    tokens: Tokens,
    sandbox: Sandbox,
    server: Server,
    hands: Hands,
}

impl Scene {
    async fn new() -> Self {
        let hands = Hands::default();
        let tokens = Tokens::new().lifetime(Duration::from_secs(HOUR));
        let sandbox = Sandbox::builder()
            .app(KEY, SECRET)
            .clock(hands.clock())
            .tokens(&tokens)
            .serve(|request: GetOwnShop, context| {
                context.applied();
                Ok(format!("shop {}", request.sid))
            })
            .build();
        let server = Server::start(sandbox.clone(), 0).await.unwrap();
        Self {
            tokens,
            sandbox,
            server,
            hands,
        }
    }

    /// The app, on nobody's behalf.
    fn app(&self) -> Client {
        self.builder().build().unwrap()
    }

    /// A user authorises the app.
    async fn authorised(&self) -> RefreshingSession {
        let app = self.app();
        let token = exchange(&app, self.tokens.authorise()).await.unwrap();
        RefreshingSession::new(app, MemoryTokenStore::new(token))
    }

    /// The app on behalf of its user.
    async fn client(&self) -> Client {
        let session = self.authorised().await;
        self.builder().session_provider(session).build().unwrap()
    }

    fn builder(&self) -> ClientBuilder {
        Client::builder()
            .app_key(KEY)
            .app_secret(SECRET)
            .gateway(self.server.url().as_str())
            .clock(self.hands.clock())
    }

    fn shop_calls(&self) -> (u64, u64) {
        let count = self.sandbox.counts().of_method(SHOP);
        (count.calls, count.effects)
    }

    fn refreshes(&self) -> (u64, u64) {
        let count = self.sandbox.counts().of_method(REFRESH);
        (count.calls, count.effects)
    }
}

#[tokio::test]
async fn a_code_is_worth_one_token() {
    let scene = Scene::new().await;
    let app = scene.app();
    let code = scene.tokens.authorise();
    let token = exchange(&app, code.as_str()).await.unwrap();
    assert_eq!(token.user_nick(), Some("花花小吃"));
    let life = token.expires().unwrap().to_unix_seconds() - token.obtained().to_unix_seconds();
    assert_eq!(life, i64::try_from(HOUR).unwrap());

    let call = app
        .call(&GetOwnShop { sid: 7 })
        .session(token.access_token().clone());
    assert_eq!(call.send().await.unwrap(), "shop 7");
    let again = exchange(&app, code).await.unwrap_err();
    assert_eq!(again.effect(), Effect::None);
    assert_eq!(again.sub_code(), Some("isv.invalid-parameter"));
}

#[tokio::test]
async fn a_session_ends_by_the_gateways_clock() {
    let scene = Scene::new().await;
    let session = scene.authorised().await.session().await.unwrap();
    scene.hands.forward(HOUR);
    let app = scene.app();
    let call = app.call(&GetOwnShop { sid: 7 }).session(session);
    let error = call.send().await.unwrap_err();
    assert_eq!(error.code(), Some(27));
    assert_eq!(error.sub_code(), Some("session-expired"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hundred_callers_make_one_refresh() {
    let scene = Scene::new().await;
    let session = scene.authorised().await;
    let old = session.session().await.unwrap();
    scene.hands.forward(HOUR + 1);
    let callers: Vec<_> = (0..100)
        .map(|_| {
            let session = session.clone();
            tokio::spawn(async move { session.session().await.unwrap() })
        })
        .collect();
    let mut given = Vec::new();
    for caller in callers {
        given.push(caller.await.unwrap());
    }
    assert!(
        given
            .iter()
            .all(|session| *session == given[0] && *session != old)
    );
    assert_eq!(scene.refreshes(), (1, 1));
}

#[tokio::test]
async fn refresh_tokens_rotate() {
    let scene = Scene::new().await;
    let session = scene.authorised().await;
    for round in 1..=3 {
        scene.hands.forward(HOUR - 60);
        session.session().await.unwrap();
        assert_eq!(scene.refreshes(), (round, round));
    }
}

#[tokio::test]
async fn a_refresh_whose_reply_was_lost_is_told() {
    let scene = Scene::new().await;
    let app = scene.app();
    let token = exchange(&app, scene.tokens.authorise()).await.unwrap();
    let store = Arc::new(MemoryTokenStore::new(token.clone()));
    let session = RefreshingSession::new(app, Arc::clone(&store));
    scene
        .sandbox
        .inject(Injection::new(Fault::CutAfter).method(REFRESH));
    scene.hands.forward(HOUR - 60);
    // The old token is still good, and the platform may have used the refresh token up.
    assert_eq!(session.session().await.unwrap(), *token.access_token());
    assert!(
        store
            .load()
            .await
            .unwrap()
            .unwrap()
            .refresh_begun()
            .is_some()
    );
    assert_eq!(scene.refreshes(), (1, 1));

    scene.hands.forward(120);
    let error = session.session().await.unwrap_err();
    assert_eq!(error.kind(), SessionErrorKind::Lost);
    assert_eq!(scene.refreshes(), (2, 1));
}

#[tokio::test]
async fn what_the_user_took_back_cannot_be_renewed() {
    let scene = Scene::new().await;
    let session = scene.authorised().await;
    let refused: Secret = session.session().await.unwrap();
    scene.hands.forward(60);
    scene.tokens.revoke();
    let error = session.renew(&refused).await.unwrap_err();
    assert_eq!(error.kind(), SessionErrorKind::Ended);
    assert!(error.needs_authorisation());
    assert_eq!(scene.refreshes(), (1, 0));
}
