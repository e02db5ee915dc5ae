//! The page's own requests, over loopback.

use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;
use top_sandbox::{Fault, Page, Server, Tokens};

use crate::pages::{
    COMPLETE_REFUND, SECRET, SESSION, UNCHARGE, builder, client_builder, flow_detail, sandbox,
};
use crate::raw::{Params, Response};

const COMPLETE: &str = "alibaba.tcls.aelophy.merchant.channel.refund.complete";

struct Desk {
    server: Server,
    page: Page,
}

impl Desk {
    async fn open() -> Self {
        let server = Server::start(sandbox(), 0).await.unwrap();
        let page = Page::start(&server, 0).await.unwrap();
        Self { server, page }
    }

    async fn connect(&self, verb: &str, path: &str, headers: &str, body: &str) -> TcpStream {
        let address = self.page.address();
        let mut stream = TcpStream::connect(address).await.unwrap();
        let length = body.len();
        let request = format!(
            "{verb} {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\
             Content-Length: {length}\r\nContent-Type: application/json\r\n{headers}\r\n{body}"
        );
        stream.write_all(request.as_bytes()).await.unwrap();
        stream
    }

    async fn ask(&self, verb: &str, path: &str, headers: &str, body: &str) -> Response {
        let mut stream = self.connect(verb, path, headers, body).await;
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).await.unwrap();
        Response { bytes }
    }

    async fn get(&self, path: &str) -> Value {
        self.ask("GET", path, "", "").await.json()
    }

    async fn post(&self, path: &str, body: &Value) -> Response {
        self.ask("POST", path, "", &body.to_string()).await
    }

    /// Sends the form, and gives what is known of the call then.
    async fn send(&self, form: &Value) -> Value {
        let sent = self.post("/api/send", form).await.json();
        self.get(&format!("/api/calls/{}", sent["call"])).await
    }

    /// The feed, read line by line.
    async fn events(&self) -> Events {
        let stream = self.connect("GET", "/api/events", "", "").await;
        Events(BufReader::new(stream))
    }
}

struct Events(BufReader<TcpStream>);

impl Events {
    async fn next(&mut self) -> Value {
        loop {
            let mut line = String::new();
            assert!(
                self.0.read_line(&mut line).await.unwrap() > 0,
                "the feed ended"
            );
            if let Some(data) = line.strip_prefix("data: ") {
                return serde_json::from_str(data).unwrap();
            }
        }
    }
}

fn uncharge() -> Params {
    let params = Params::new("alibaba.alsc.crm.recharge.uncharge.update");
    params.with("param_uncharge_open_req", UNCHARGE)
}

fn form(params: &str) -> Value {
    let params: Value = serde_json::from_str(params).unwrap();
    json!({ "method": COMPLETE, "params": params, "session": true, "format": "simplified" })
}

#[tokio::test]
async fn calls_are_told_as_they_come_in() {
    let desk = Desk::open().await;
    let mut events = desk.events().await;
    assert_eq!(events.next().await["rows"], json!([]));

    uncharge().signed().post(&desk.server).await;
    let news = events.next().await;
    assert_eq!(
        (&news["rows"][0]["outcome"], &news["total"]),
        (&"ok".into(), &1.into())
    );
    assert_eq!(news["rows"][0]["effect"], true);

    uncharge()
        .signed_with("another secret")
        .post(&desk.server)
        .await;
    let news = events.next().await;
    assert_eq!(
        news["rows"].as_array().unwrap().len(),
        1,
        "only what is new"
    );
    assert_eq!(news["rows"][0]["check"], "signature");
}

#[tokio::test]
async fn many_calls_are_few_events() {
    let desk = Desk::open().await;
    let mut events = desk.events().await;
    events.next().await;
    let (mut told, mut bundles) = (0, 0);
    let calls = async {
        for _ in 0..600 {
            uncharge().post(&desk.server).await;
        }
    };
    let told_all = async {
        while told < 600 {
            told += events.next().await["rows"].as_array().unwrap().len();
            bundles += 1;
        }
    };
    tokio::join!(calls, told_all);
    assert!(
        told == 600 && bundles < 300,
        "{told} calls in {bundles} events"
    );
}

#[tokio::test]
async fn a_call_is_shown_with_its_checks_and_without_its_secrets() {
    let desk = Desk::open().await;
    let signed = uncharge().signed_with("another secret");
    let sign = signed
        .pairs()
        .find(|(name, _)| *name == "sign")
        .unwrap()
        .1
        .to_owned();
    signed.post(&desk.server).await;
    let call = desk.get("/api/calls/1").await;

    let failed = json!({ "check": "signature", "state": "failed" });
    let unreached = json!({ "check": "session", "state": "unreached" });
    let checks = call["checks"].as_array().unwrap();
    assert!(checks.contains(&failed) && checks.contains(&unreached));
    assert_eq!(call["failure"]["code"], "25");
    let canonical = call["canonical"].as_str().unwrap();
    assert!(canonical.starts_with("app_key12345678formatjsonmethodalibaba"));
    assert!(canonical.contains("session***sign_methodmd5timestamp"));
    for (format, begin) in [
        ("simplified", "{\"error_response\":{\"code\":25"),
        ("classic", "{\"error_response\":{\"code\":25"),
        ("xml", "<?xml"),
    ] {
        assert!(call["replies"][format].as_str().unwrap().starts_with(begin));
    }
    let all = call.to_string();
    for secret in [SESSION, SECRET, &sign] {
        assert!(!all.contains(secret));
    }
}

#[tokio::test]
async fn the_form_is_checked_and_really_sent() {
    let desk = Desk::open().await;
    let mut wrong = form(COMPLETE_REFUND);
    wrong["params"]["out_order_id"] = Value::Null;
    wrong["params"]["refund_fee"] = "a lot".into();
    let violations = desk.post("/api/check", &wrong).await.json();
    assert_eq!(violations[0]["path"], "refund_fee");
    assert_eq!(violations[1]["path"], "out_order_id", "all at once");
    assert_eq!(violations.as_array().unwrap().len(), 2);
    wrong["params"]["refund_fee"] = 1.into();
    let violations = desk.post("/api/check", &wrong).await.json();
    assert_eq!(violations[0]["en"], "out_order_id is required");
    assert_eq!(violations[0]["zh"], "out_order_id 必填");
    let refused = desk.post("/api/send", &wrong).await;
    assert_eq!(refused.status(), "400", "nothing is sent");

    wrong["unchecked"] = true.into();
    let call = desk.send(&wrong).await;
    assert_eq!(call["row"]["check"], "arguments");

    for format in ["simplified", "classic", "xml"] {
        let mut right = form(COMPLETE_REFUND);
        right["format"] = format.into();
        let call = desk.send(&right).await;
        assert_eq!(
            (&call["row"]["outcome"], &call["row"]["effect"]),
            (&"ok".into(), &true.into())
        );
    }
    let books = desk.get("/api/ledger").await;
    assert_eq!(
        books["refunds"]["rows"][0]["refunded"],
        json!([369, 69, 36])
    );
}

#[tokio::test]
async fn deliberate_mistakes_meet_their_checks() {
    let desk = Desk::open().await;
    for (mistake, check) in [
        ("signature", "signature"),
        ("app", "app"),
        ("session", "session"),
        ("timestamp", "timestamp"),
        ("version", "version"),
    ] {
        let mut form = form(COMPLETE_REFUND);
        form["mistake"] = mistake.into();
        assert_eq!(desk.send(&form).await["row"]["check"], check);
    }
}

#[tokio::test]
async fn faults_are_switched_on_and_off_and_held_calls_released() {
    let desk = Desk::open().await;
    let mut events = desk.events().await;
    events.next().await;
    for order in [
        json!({ "fault": "hold_before", "method": COMPLETE, "times": 1 }),
        json!({ "fault": "delay", "ms": 5, "times": 2 }),
    ] {
        desk.post("/api/faults", &order).await;
    }
    let off = json!({ "fault": "delay", "method": null, "ms": 5, "times": 2 });
    desk.post("/api/faults/remove", &off).await;
    assert_eq!(desk.server.sandbox().pending_faults().len(), 1);

    let release = async {
        desk.server.sandbox().until_held(1).await;
        while events.next().await["rows"][0]["outcome"] != "waiting" {}
        desk.ask("DELETE", "/api/held", "", "").await;
    };
    let form = form(COMPLETE_REFUND);
    let (call, ()) = tokio::join!(desk.send(&form), release);
    assert_eq!(
        (&call["row"]["outcome"], &call["row"]["fault"]),
        (&"ok".into(), &"hold_before".into())
    );
    let wrong = desk.post("/api/faults", &json!({ "fault": "fire" })).await;
    assert_eq!(wrong.status(), "400");
}

#[tokio::test]
async fn what_a_fault_hides_is_shown() {
    let desk = Desk::open().await;
    desk.server.sandbox().inject(Fault::CutAfter);
    let call = desk.send(&form(COMPLETE_REFUND)).await;
    assert_eq!(
        (&call["row"]["outcome"], &call["cut"]),
        (&"broken".into(), &"at_once".into())
    );
    assert_eq!(
        (&call["carried_out"], &call["row"]["effect"]),
        (&true.into(), &true.into())
    );
}

#[tokio::test]
async fn no_other_site_may_ask() {
    let desk = Desk::open().await;
    for headers in [
        "Origin: http://evil.example\r\n",
        "Sec-Fetch-Site: cross-site\r\n",
    ] {
        let refused = desk.ask("GET", "/api/state", headers, "").await;
        assert_eq!(refused.status(), "403");
    }
    let mut stream = TcpStream::connect(desk.page.address()).await.unwrap();
    let rebound = "GET /api/state HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n";
    stream.write_all(rebound.as_bytes()).await.unwrap();
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).await.unwrap();
    assert_eq!(Response { bytes }.status(), "403");

    let page = desk.ask("GET", "/", "", "").await;
    let policy = String::from_utf8_lossy(&page.bytes).to_lowercase();
    assert!(policy.contains("content-security-policy: default-src 'none'; script-src 'self'"));
    let text = page.text();
    assert!(!text.contains("<style") && !text.contains("style=") && !text.contains("onclick"));
}

#[tokio::test]
async fn tokens_and_the_codes_for_them_are_not_shown() {
    let tokens = Tokens::new();
    let server = Server::start(builder().tokens(&tokens).build(), 0)
        .await
        .unwrap();
    let page = Page::start(&server, 0).await.unwrap();
    let desk = Desk { server, page };
    let code = tokens.authorise();
    let create = Params::new("taobao.top.auth.token.create").with("code", &code);
    let reply = create.signed().post(&desk.server).await.text();
    assert!(reply.contains("sandbox-access-token"));

    let call = desk.get("/api/calls/1").await;
    assert_eq!(call["row"]["outcome"], "ok");
    let shown = call.to_string();
    assert!(!shown.contains("sandbox-access-token") && !shown.contains(&code));
}

#[tokio::test]
async fn a_batch_is_shown_and_each_of_its_calls() {
    let desk = Desk::open().await;
    let client = client_builder();
    let client = client
        .transport(desk.server.sandbox().clone())
        .build()
        .unwrap();
    let mut batch = client.batch();
    let _placed = [batch.add(&flow_detail()), batch.add(&flow_detail())];
    batch.send().await.unwrap();
    let whole = desk.get("/api/calls/1").await;
    let inside = desk.get("/api/calls/2").await;
    assert_eq!(
        (&whole["row"]["batch"], &inside["row"]["batch"]),
        (&true.into(), &true.into())
    );
    assert_eq!(inside["row"]["outcome"], "ok");
    let names = |call: &Value| -> Vec<_> {
        let checks = call["checks"].as_array().unwrap().iter();
        checks
            .map(|check| check["check"].as_str().unwrap().to_owned())
            .collect()
    };
    assert!(names(&whole).contains(&"signature".to_owned()));
    assert_eq!(
        names(&inside),
        [
            "readable",
            "method",
            "session",
            "flow",
            "arguments",
            "endpoint"
        ]
    );
    assert!(!whole.to_string().contains(SESSION) && !inside.to_string().contains(SESSION));
}

#[tokio::test]
async fn the_gateway_itself_stays_a_gateway() {
    let desk = Desk::open().await;
    uncharge().signed().post(&desk.server).await;
    let elsewhere = crate::raw::Request {
        verb: "GET",
        target: "/api/calls/1".to_owned(),
        headers: String::new(),
        body: String::new(),
    };
    assert_eq!(elsewhere.send(&desk.server).await.status(), "404");
}

#[tokio::test]
async fn nothing_is_kept_when_the_page_is_gone() {
    let desk = Desk::open().await;
    let mut events = desk.events().await;
    events.next().await;
    uncharge().signed().post(&desk.server).await;
    let Desk { server, page } = desk;
    drop(page);
    // The feed ends with its page.
    let mut rest = Vec::new();
    events.0.read_to_end(&mut rest).await.unwrap();

    uncharge().signed().post(&server).await;
    let page = Page::start(&server, 0).await.unwrap();
    let desk = Desk { server, page };
    let mut events = desk.events().await;
    assert_eq!(events.next().await["total"], 0);
}
