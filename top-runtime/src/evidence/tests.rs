use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, UNIX_EPOCH};

use super::{EvidenceLog, Head, Verifier, Why, verify};
use crate::encode::Params;
use crate::error::Effect;
use crate::file::File as Upload;
use crate::observe::{Attempt, Ending, Finished, Observer, Started};

mod edits;

const METHOD: &str = "taobao.shop.refund";

/// A path that nothing else uses, and nothing stands at afterwards.
struct Place(PathBuf);

impl Place {
    fn new() -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let (process, number) = (std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        Self(std::env::temp_dir().join(format!("top-evidence-{process}-{number}.jsonl")))
    }

    fn open(&self) -> EvidenceLog {
        EvidenceLog::open(&self.0).unwrap()
    }

    fn text(&self) -> String {
        fs::read_to_string(&self.0).unwrap()
    }
}

impl AsRef<Path> for Place {
    fn as_ref(&self) -> &Path {
        &self.0
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
    }
}

fn params(order: &str) -> Params {
    let mut params = Params::new();
    params.push("order", order);
    params.push_file("image", Upload::new("a.png", b"png".to_vec()));
    params
}

fn started(params: &Params) -> Started<'_> {
    Started {
        method: METHOD,
        time: UNIX_EPOCH + Duration::from_millis(1_700_000_000_042),
        idempotency_key: Some("R-1"),
        params: Some(params),
    }
}

const TIMED_OUT: Ending<'_> = Ending {
    outcome: "unknown",
    effect: Effect::Unknown,
    status: Some(200),
    code: Some(15),
    sub_code: Some("isp.remote-service-timeout"),
    request_id: Some("r\n1"),
};

fn attempt(params: &Params) -> Attempt<'_> {
    Attempt {
        call: started(params),
        number: 1,
        time: UNIX_EPOCH,
        elapsed: Duration::from_millis(250),
        sent_bytes: 700,
        received_bytes: 90,
        ending: TIMED_OUT,
    }
}

fn finished(params: &Params, attempts: u32) -> Finished<'_> {
    Finished {
        call: started(params),
        attempts,
        elapsed: Duration::from_millis(900),
        ending: TIMED_OUT,
        repeats: false,
    }
}

#[test]
fn a_line_holds_what_happened() {
    let place = Place::new();
    let log = place.open();
    log.attempt(&attempt(&params(r#"{"id":"7"}"#)));
    log.finished(&finished(&params("7"), 1));
    log.finished(&finished(&params("7"), 0));
    let text = place.text();
    let lines: Vec<serde_json::Value> = text
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(lines.len(), 2, "one attempt decided the first call: {text}");
    let line = &lines[0];
    assert_eq!(
        (&line["seq"], &line["record"]),
        (&1.into(), &"attempt".into())
    );
    assert_eq!(line["called"], "2023-11-15T06:13:20.042+08:00");
    assert_eq!(line["params"]["order"], r#"{"id":"7"}"#);
    assert_eq!(line["key"], "R-1");
    assert!(
        line["files"]["image"]
            .as_str()
            .unwrap()
            .starts_with("3 bytes, sha256 ")
    );
    assert_eq!(
        (&line["outcome"], &line["effect"]),
        (&"unknown".into(), &"unknown".into())
    );
    assert_eq!((&line["status"], &line["code"]), (&200.into(), &15.into()));
    assert_eq!(line["request_id"], "r\n1");
    assert_eq!(
        (&line["sent_bytes"], &line["elapsed_ms"]),
        (&700.into(), &250.into())
    );
    assert_eq!(line["prev"], "0".repeat(64));
    assert_eq!(
        (&lines[1]["record"], &lines[1]["attempts"]),
        (&"end".into(), &0.into())
    );
    assert_eq!(lines[1]["prev"], line["hash"]);
    assert_eq!(verify(&place).unwrap().head, log.head());
}

#[cfg(unix)]
#[test]
fn a_new_log_is_its_owner_s_alone() {
    use std::os::unix::fs::PermissionsExt as _;

    let place = Place::new();
    let options = EvidenceLog::options().sync(true);
    let log = options.open(&place).unwrap();
    log.attempt(&attempt(&params("7")));
    let mode = fs::metadata(&place).unwrap().permissions().mode();
    assert_eq!((mode & 0o777, verify(&place).unwrap().records), (0o600, 1));
}

#[test]
fn one_log_is_open_once() {
    let place = Place::new();
    let log = place.open();
    let refused = EvidenceLog::open(&place).unwrap_err();
    assert!(refused.is_in_use(), "{refused}");
    drop(log);
    assert!(EvidenceLog::open(&place).is_ok());
}

#[test]
fn an_opened_log_goes_on_where_it_ended() {
    let (first, second) = (Place::new(), Place::new());
    first.open().attempt(&attempt(&params("1")));
    let log = first.open();
    log.attempt(&attempt(&params("2")));
    let head = log.head();
    assert_eq!((head.seq(), verify(&first).unwrap().records), (2, 2));
    EvidenceLog::options()
        .after(head)
        .open(&second)
        .unwrap()
        .attempt(&attempt(&params("3")));
    let summary = Verifier::new().after(head).file(&second).unwrap();
    assert_eq!((summary.records, summary.head.seq()), (1, 3));
    let alone = verify(&second).unwrap_err();
    assert!(matches!(alone.why(), Why::OutOfPlace), "{alone}");
    assert_eq!(head.to_string().parse(), Ok(head));
    assert!("2:xyz".parse::<Head>().is_err());
}

#[test]
fn an_edited_log_is_not_opened_and_not_touched() {
    let place = Place::new();
    place.open().attempt(&attempt(&params("7")));
    let edited = place.text().replace(r#""order":"7""#, r#""order":"8""#);
    fs::write(&place, &edited).unwrap();
    let refused = EvidenceLog::open(&place).unwrap_err();
    assert_eq!(refused.tampering().unwrap().line(), 1);
    assert!(
        refused.to_string().contains("line 1 was edited"),
        "{refused}"
    );
    assert_eq!(place.text(), edited);
}

#[test]
fn a_log_that_cannot_be_written_is_loud_and_says_later_what_is_missing() {
    let place = Place::new();
    let log = EvidenceLog::options().required(true).open(&place).unwrap();
    let params = params("7");
    log.starting(&started(&params)).unwrap();
    assert!(log.is_healthy());
    // Opened for reading only: every write fails.
    let writable = log.file().exchange(File::open(&place).unwrap());
    log.attempt(&attempt(&params));
    assert!(!log.is_healthy());
    let refused = log.starting(&started(&params)).unwrap_err();
    assert!(
        refused.to_string().contains("cannot be written"),
        "{refused}"
    );
    log.file().exchange(writable);
    log.attempt(&attempt(&params));
    assert!(log.is_healthy());
    let text = place.text();
    let records: Vec<_> = text
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap())
        .map(|line| {
            (
                line["record"].as_str().unwrap().to_owned(),
                line["lost"].as_u64(),
            )
        })
        .collect();
    let expected = [("start", None), ("gap", Some(2)), ("attempt", None)];
    assert_eq!(
        records,
        expected.map(|(record, lost)| (record.to_owned(), lost))
    );
    assert_eq!(verify(&place).unwrap().records, 3);
}
