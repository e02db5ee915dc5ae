//! Parameters wherever official SDKs put them (protocol §1.2).

use top_sandbox::{Sandbox, Server};

use crate::pages::{builder, samples, sandbox};
use crate::raw::{Params, Request, Response};

const PUBLIC: [&str; 8] = [
    "method",
    "app_key",
    "timestamp",
    "v",
    "format",
    "sign_method",
    "session",
    "sign",
];

fn calls() -> impl Iterator<Item = Params> {
    samples().into_iter().map(|(endpoint, json)| {
        let param = endpoint.param_name().unwrap();
        Params::new(endpoint.method()).with(param, json).signed()
    })
}

/// The reply is a success of the method, whatever the shape of its result.
fn assert_success(response: &Response) {
    let reply = response.json();
    let root = reply.as_object().unwrap().values().next().unwrap();
    let succeeded = [
        &root["result"]["biz_success"],
        &root["api_result"]["success"],
    ];
    assert!(succeeded.contains(&&true.into()), "{reply}");
    assert!(root["request_id"].is_string());
}

#[tokio::test]
async fn all_in_a_form() {
    let server = Server::start(sandbox(), 0).await.unwrap();
    for params in calls() {
        assert_success(&params.post(&server).await);
    }
}

#[tokio::test]
async fn public_ones_in_the_query() {
    let server = Server::start(sandbox(), 0).await.unwrap();
    for params in calls() {
        let (public, own) = params.split(&PUBLIC);
        let request = Request {
            target: format!("/router/rest?{}", public.form()),
            ..Request::post(own.form())
        };
        assert_success(&request.send(&server).await);
    }
}

#[tokio::test]
async fn all_in_the_query_of_a_get() {
    let server = Server::start(sandbox(), 0).await.unwrap();
    for params in calls() {
        let request = Request {
            verb: "GET",
            target: format!("/router/rest?{}", params.form()),
            headers: String::new(),
            body: String::new(),
        };
        assert_success(&request.send(&server).await);
    }
}

#[tokio::test]
async fn all_in_multipart() {
    let server = Server::start(sandbox(), 0).await.unwrap();
    for params in calls() {
        let request = Request {
            headers: "Content-Type: multipart/form-data;charset=UTF-8;boundary=xYzZY\r\n".into(),
            ..Request::post(params.multipart("xYzZY"))
        };
        assert_success(&request.send(&server).await);
    }
}

#[tokio::test]
async fn numbers_may_be_text() {
    let server = Server::start(sandbox(), 0).await.unwrap();
    for (endpoint, json) in samples() {
        let json = json
            .replace(r#""change_point":23"#, r#""change_point":"23""#)
            .replace(r#""refund_fee":123"#, r#""refund_fee":"123""#)
            .replace(r#""order_from":1"#, r#""order_from":"1""#);
        let params = Params::new(endpoint.method()).with(endpoint.param_name().unwrap(), &json);
        assert_success(&params.signed().post(&server).await);
    }
}

#[tokio::test]
async fn replies_are_zipped_where_asked() {
    let server = Server::start(sandbox(), 0).await.unwrap();
    for params in calls() {
        let mut request = Request::post(params.form());
        request.headers += "Accept-Encoding: gzip\r\n";
        let response = request.send(&server).await;
        assert!(response.has_header("content-encoding: gzip"));
        assert!(response.unzipped().contains("request_id"));
    }
}

#[tokio::test]
async fn other_paths_are_told_where_the_gateway_is() {
    let server = Server::start(sandbox(), 0).await.unwrap();
    let mut request = Request::post(String::new());
    request.target = "/router".to_owned();
    let response = request.send(&server).await;
    assert_eq!(response.status(), "404");
    assert!(response.text().contains("/router/rest"));
}

#[tokio::test]
async fn text_that_is_no_utf8_gets_its_code() {
    let server = Server::start(sandbox(), 0).await.unwrap();
    let mut request = Request::post("remark=%FF");
    request.target = "/router/rest?format=json".to_owned();
    assert_eq!(request.send(&server).await.error().0, 47);
}

#[tokio::test]
async fn debug_tells_no_secret() {
    let sandbox: Sandbox = builder().examples().build();
    let shown = format!("{sandbox:?} {:?}", builder());
    for secret in [crate::pages::SECRET, crate::pages::SESSION] {
        assert!(!shown.contains(secret));
    }
}
