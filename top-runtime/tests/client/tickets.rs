//! Who gets a ticket, and what it shows.

use top_runtime::resolve::{Reason, Resolution};

use crate::resolve::{GetPayouts, THERE, doubt, pay, platform};

#[tokio::test]
async fn a_method_without_a_resolver_says_so() {
    let (client, memory, _) = platform(Ok(THERE));
    let ticket = doubt(&client, &crate::declared::refund()).await;
    let resolution = ticket.resolve(&client).await;
    let Resolution::StillUnknown { why, ask_again_in } = resolution else {
        panic!("{resolution:?}");
    };
    assert!(matches!(why, Reason::NoResolver) && ask_again_in.is_none());
    assert_eq!(memory.sent().len(), 1, "nothing was asked");
}

#[tokio::test]
async fn only_a_doubt_has_a_ticket() {
    let (client, ..) = platform(Ok(r#"{"error_response":{"code":25,"msg":"x"}}"#));
    let read = GetPayouts { shop: "s1".into() };
    let lost = client.send(&read).await.unwrap_err();
    assert!(lost.ticket().is_none(), "a read leaves no doubt: {lost}");
    let refused = client.send(&pay()).await.unwrap_err();
    assert!(refused.ticket().is_none(), "{refused}");
    let undeclared = platform(Ok("")).0;
    let undeclared = undeclared
        .call_method("a.b", serde_json::json!({}))
        .send()
        .await;
    assert!(undeclared.unwrap_err().ticket().is_none());
}

#[tokio::test]
async fn a_ticket_shows_no_values() {
    let (client, ..) = platform(Ok(THERE));
    let ticket = doubt(&client, &pay()).await;
    let shown = format!("{ticket:?} {:?}", ticket.resolve(&client).await);
    assert!(!shown.contains("77") && shown.contains("payout"), "{shown}");
}

#[tokio::test]
async fn a_ticket_goes_where_a_task_goes() {
    let (client, ..) = platform(Ok(THERE));
    let ticket = doubt(&client, &pay()).await;
    let asked = tokio::spawn(async move { ticket.resolve(&client).await });
    assert!(matches!(asked.await.unwrap(), Resolution::Applied(_)));
}
