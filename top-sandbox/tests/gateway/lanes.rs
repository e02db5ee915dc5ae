//! Who goes first where the app's own limits are short.

use std::time::Duration;

use top_runtime::{Effect, Error, Lane, RateLimits};

use crate::pages::{client_builder, flow_detail, sandbox, uncharge};

const DETAIL: &str = "alibaba.alsc.crm.recharge.account.flowdetail.get";

/// More than a burst of the quota below, by seconds.
const NIGHTLY: usize = 400;

#[tokio::test]
async fn a_nightly_job_does_not_starve_the_till() {
    let sandbox = sandbox();
    let limits = RateLimits::new().app(100).urgent_share(20);
    let builder = client_builder().rate_limits(limits);
    let client = builder.transport(sandbox.clone()).build().unwrap();
    let nightly: Vec<_> = (0..NIGHTLY)
        .map(|_| {
            let client = client.clone();
            tokio::spawn(async move {
                let request = flow_detail();
                client.call(&request).lane(Lane::Background).send().await
            })
        })
        .collect();
    // On one thread, so the job is in the queue when the till calls.
    let till = client.clone();
    let till = tokio::spawn(async move {
        let request = uncharge();
        till.call(&request).lane(Lane::Urgent).send().await
    });
    till.await.unwrap().unwrap();
    let seen = || sandbox.counts().of_method(DETAIL).calls;
    let before = seen();
    assert!(before < NIGHTLY as u64, "the till came last");

    // Whoever would have to wait for too long is told at once, and nothing is sent.
    let request = flow_detail();
    let hurried = client.call(&request).lane(Lane::Background);
    let error = hurried.deadline(Duration::from_millis(50)).send().await;
    let error = error.unwrap_err();
    assert!(matches!(error, Error::Throttled(_)), "{error}");
    assert_eq!((error.code(), error.effect()), (None, Effect::None));
    assert!(error.retry_after().is_some());
    nightly.iter().for_each(tokio::task::JoinHandle::abort);
}
