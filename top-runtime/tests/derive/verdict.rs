//! How a reply tells success from rejection.

use top_runtime::outcome::Judgement;
use top_runtime::{Outcome, TopObject, Verdict};

#[derive(TopObject)]
struct Inferred {
    success: Option<bool>,
    biz_success: Option<bool>,
    err_msg: Option<String>,
    code: Option<String>,
    result_code: Option<String>,
}

#[test]
fn well_known_names_tell_the_surest_first() {
    assert_eq!(
        *Inferred::declaration().judged_by(),
        Verdict::NONE.by_flag(1).code(4).message(2)
    );
}

#[derive(TopObject)]
struct NoFlag {
    code: Option<String>,
    message: Option<String>,
}

#[derive(TopObject)]
#[top_api(outcome(none))]
struct SwitchedOff {
    success: Option<bool>,
}

#[derive(TopObject)]
struct ByWireName {
    #[top_api(rename = "is_success")]
    went_well: bool,
    success: Vec<String>,
}

#[test]
fn without_a_flag_nothing_tells() {
    assert_eq!(*NoFlag::declaration().judged_by(), Verdict::NONE);
    assert_eq!(*SwitchedOff::declaration().judged_by(), Verdict::NONE);
    assert_eq!(
        *ByWireName::declaration().judged_by(),
        Verdict::NONE.by_flag(0)
    );
}

#[derive(TopObject)]
#[top_api(outcome(
    success = ok,
    code = reason,
    message = text,
    value = data,
    doubtful("TIMEOUT", "BUSY"),
))]
struct Named {
    ok: Option<bool>,
    reason: Option<String>,
    text: Option<String>,
    data: Option<Vec<i64>>,
}

#[test]
fn what_is_named_counts() {
    let (ok, reason, text) = (false, "TIMEOUT", "later");
    let reply = Named::new().ok(ok).reason(reason).text(text).data([1]);
    assert_eq!(Named::declaration().judged_by().value_field(), Some(3));
    assert!(
        matches!(reply.judge(), Judgement::Doubtful(refusal) if refusal.message.as_deref() == Some(text))
    );
    let reply = Named::new().ok(true).data([1, 2]);
    assert_eq!(reply.judge(), Judgement::Success);
    assert_eq!(reply.into_value(), Some(vec![1, 2]));
    assert_eq!(Named::new().into_value(), None);
}

#[derive(TopObject)]
#[top_api(outcome(value = data, accepted("0", "SUCCESS")))]
struct ByCode {
    success: Option<bool>,
    ret_code: Option<String>,
    msg: Option<String>,
    data: String,
}

#[test]
fn codes_tell_where_no_flag_does() {
    let verdict = ByCode::declaration().judged_by();
    assert_eq!(verdict.flag_field(), None);
    assert_eq!(verdict.code_field(), Some(1));
    assert_eq!(verdict.message_field(), Some(2));
    let reply = || ByCode::new(ByCodeRequired { data: "d".into() });
    assert_eq!(reply().ret_code("SUCCESS").judge(), Judgement::Success);
    assert!(matches!(
        reply().ret_code("7").judge(),
        Judgement::Rejected(_)
    ));
    assert_eq!(reply().into_value().unwrap(), "d");
}

#[derive(TopObject)]
#[top_api(outcome(value = data))]
struct OnlyValue {
    is_success: Option<bool>,
    data: Option<String>,
}

#[test]
fn naming_the_value_does_not_silence_the_flag() {
    let reply = OnlyValue::new().is_success(false).data("d");
    assert!(matches!(reply.judge(), Judgement::Rejected(_)));
}
