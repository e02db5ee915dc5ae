//! A machine's clock that is wrong, and set right while a call is in doubt.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, UNIX_EPOCH};

use top_runtime::RetryPolicy;
use top_runtime::resolve::{Reason, Resolution};
use top_runtime::send::{Progress, Reply, SendError};

use crate::memory::Memory;
use crate::resolve::{doubt, pay};

/// 2024-03-01 00:09:10 UTC.
const TIME: u64 = 1_709_251_750;

fn timestamp_refused() -> Reply {
    let body = r#"{"error_response":{"code":31,"msg":"Invalid timestamp"}}"#;
    Reply::new(200, body).with_date("Fri, 01 Mar 2024 00:09:10 GMT".to_owned())
}

fn nothing_there() -> Reply {
    let body = r#"{"result":{"success":false,"err_code":"NO_SUCH"},"request_id":"r1"}"#;
    Reply::new(200, body)
}

#[tokio::test]
async fn setting_the_clock_right_settles_no_doubt() {
    let clock = Arc::new(AtomicU64::new(TIME - 3600));
    let answers = Mutex::new(VecDeque::from([
        Ok(timestamp_refused()),
        Err(SendError::new(Progress::Unknown)),
        Ok(timestamp_refused()),
        Ok(nothing_there()),
    ]));
    let memory = Memory::new(move || answers.lock().unwrap().pop_front().unwrap());
    let time = Arc::clone(&clock);
    let now = move || UNIX_EPOCH + Duration::from_secs(time.load(Ordering::Relaxed));
    let builder = memory.builder().clock(now).retry(RetryPolicy::default());
    let client = builder.build().unwrap();

    let ticket = doubt(&client, &pay()).await;
    clock.store(TIME, Ordering::Relaxed);
    let resolution = ticket.resolve(&client).await;
    assert_eq!(memory.sent().len(), 4);
    let Resolution::StillUnknown { why, ask_again_in } = resolution else {
        panic!("{resolution:?}")
    };
    assert!(matches!(why, Reason::NotSettled), "{why}");
    assert_eq!(ask_again_in, Some(Duration::from_secs(1260)));
}
