use std::time::{Duration, SystemTime, UNIX_EPOCH};

use proptest::prelude::*;

use super::{AmountGuard, Caps, Measured, RefusedAmount, measure};
use crate::error::Effect;
use crate::money::Fen;
use crate::record::Record;
use crate::shape::{Field, Kind, Nested, Shape};

const METHOD: &str = "taobao.shop.refund";

static PART: Shape = Shape::new(
    "Part",
    &[
        Field::new("fee", "", Kind::Fen, true).amount(),
        Field::new("price", "", Kind::Yuan, false).amount(),
    ],
);
static REFUND: Shape = Shape::new(
    "Refund",
    &[
        Field::new("fee", "", Kind::Integer, false).amount(),
        Field::new("count", "", Kind::Integer, false),
        Field::new("fees", "", Kind::List(&Kind::Fen), false).amount(),
        Field::new(
            "parts",
            "",
            Kind::List(&Kind::Object(Nested::loaded(&PART))),
            false,
        ),
        Field::new("word", "", Kind::Text, false).amount(),
    ],
);

fn measured(json: &serde_json::Value) -> Measured {
    measure(&Record::from_json(&REFUND, json.as_object().unwrap()).unwrap())
}

/// This many hours after midnight in GMT+8 of some day.
fn at(hours: u64) -> SystemTime {
    UNIX_EPOCH + Duration::from_secs((20_000 * 24 - 8 + hours) * 3600)
}

#[test]
fn amounts_are_added_up_at_any_depth() {
    let parts = serde_json::json!([{"fee": 30, "price": "0.25"}, {"fee": 4}]);
    let request = serde_json::json!({"fee": 1000, "count": 7, "fees": [1, 2], "parts": parts});
    assert_eq!(measured(&request), Ok(Some(Fen(1062))));
    assert_eq!(measured(&serde_json::json!({"count": 7})), Ok(None));
    assert_eq!(measured(&serde_json::json!({"fee": 0})), Ok(Some(Fen(0))));
}

#[test]
fn what_is_no_amount_is_refused_by_its_path() {
    let cases = [
        (
            serde_json::json!({"fee": -1}),
            RefusedAmount::Negative("fee".into()),
        ),
        (
            serde_json::json!({"parts": [{"fee": 1}, {"fee": 1, "price": "0.001"}]}),
            RefusedAmount::NotAnAmount("parts[1].price".into()),
        ),
        (
            serde_json::json!({"word": "ten"}),
            RefusedAmount::NotAnAmount("word".into()),
        ),
        (
            serde_json::json!({"fees": [i64::MAX, 1]}),
            RefusedAmount::TooLarge,
        ),
    ];
    let guard = AmountGuard::new();
    for (json, why) in cases {
        let refused = guard.reserve(METHOD, &measured(&json), at(1)).unwrap_err();
        assert_eq!(refused.why(), &why);
    }
}

#[test]
fn a_cap_is_the_last_amount_that_passes() {
    let guard = AmountGuard::new()
        .per_call(Fen(100))
        .per_day(Fen(250))
        .method(METHOD, Caps::new().per_day(Fen(120)));
    let reserve = |method, fen| guard.reserve(method, &Ok(Some(Fen(fen))), at(1)).map(drop);
    assert_eq!(reserve("other", 100), Ok(()));
    assert_eq!(
        reserve("other", 101).unwrap_err().to_string(),
        "other would move 101分 (1.01元), and one call may move 100分 (1.00元)"
    );
    assert_eq!(reserve(METHOD, 100), Ok(()));
    assert_eq!(
        reserve(METHOD, 21).unwrap_err().to_string(),
        "taobao.shop.refund would move 21分 (0.21元), and of the day's 120分 (1.20元) already 100分 (1.00元) are used"
    );
    assert_eq!(
        reserve("other", 51).unwrap_err().to_chinese(),
        "other 的金额 51分 (0.51元) 加上当日已用 200分 (2.00元) 超过每日上限 250分 (2.50元)"
    );
    assert_eq!(reserve("other", 50), Ok(()));
    assert_eq!(guard.spent_on(at(1)), Fen(250));
    assert_eq!(guard.spent_on_by(at(1), METHOD), Fen(100));
}

#[test]
fn only_what_had_no_effect_is_given_back() {
    let guard = AmountGuard::new().per_day(Fen(100));
    for (effect, spent) in [
        (Effect::None, 0),
        (Effect::Unknown, 10),
        (Effect::Applied, 20),
    ] {
        let reservation = guard.reserve(METHOD, &Ok(Some(Fen(10))), at(1)).unwrap();
        reservation.settle(effect);
        assert_eq!(guard.spent_on(at(1)), Fen(spent));
    }
    drop(guard.reserve(METHOD, &Ok(Some(Fen(10))), at(1)).unwrap());
    assert_eq!(guard.clone().spent_on(at(1)), Fen(30));
}

#[test]
fn a_day_begins_at_midnight_in_china() {
    let guard = AmountGuard::new()
        .per_day(Fen(100))
        .with_spent_today(Fen(60));
    assert_eq!(guard.spent_on(at(23)), Fen(60));
    let late = guard.reserve(METHOD, &Ok(Some(Fen(40))), at(23)).unwrap();
    assert!(guard.reserve(METHOD, &Ok(Some(Fen(1))), at(23)).is_err());
    let next = guard.reserve(METHOD, &Ok(Some(Fen(70))), at(24)).unwrap();
    late.settle(Effect::None);
    assert_eq!(
        (guard.spent_on(at(23)), guard.spent_on(at(24))),
        (Fen(60), Fen(70))
    );
    next.settle(Effect::Applied);
    // A clock that is set back does not make room.
    assert!(guard.reserve(METHOD, &Ok(Some(Fen(41))), at(23)).is_err());
}

#[test]
fn a_call_without_an_amount_passes_unless_told() {
    let lenient = AmountGuard::new().per_call(Fen(1));
    assert!(lenient.reserve(METHOD, &Ok(None), at(1)).is_ok());
    let refused = lenient
        .refuse_unmeasured()
        .reserve(METHOD, &Ok(None), at(1))
        .map(drop);
    assert_eq!(refused.unwrap_err().why(), &RefusedAmount::Unmeasured);
}

#[test]
fn a_rehearsal_counts_nothing() {
    let guard = AmountGuard::new()
        .per_day(Fen(100))
        .method(METHOD, Caps::new().per_day(Fen(30)));
    let rehearse = |fen| guard.rehearse(METHOD, &Ok(Some(Fen(fen))), at(1));
    assert_eq!(rehearse(10), Ok((Some(Fen(10)), Some(Fen(20)))));
    assert!(rehearse(31).is_err());
    assert_eq!(guard.spent_on(at(1)), Fen(0));
}

proptest! {
    /// However calls and their ends mix, the day's sum is what may have happened, below its cap.
    #[test]
    fn no_mix_of_calls_passes_the_cap(
        calls in proptest::collection::vec((0_i64..60, 0_u8..3), 0..40),
        cap in 0_i64..400,
    ) {
        let guard = AmountGuard::new().per_day(Fen(cap));
        let mut counted = 0;
        for (fen, end) in calls {
            let Ok(reservation) = guard.reserve(METHOD, &Ok(Some(Fen(fen))), at(1)) else {
                prop_assert!(counted + fen > cap);
                continue;
            };
            let effect = [Effect::None, Effect::Unknown, Effect::Applied][usize::from(end)];
            reservation.settle(effect);
            counted += if effect == Effect::None { 0 } else { fen };
            prop_assert!(counted <= cap);
            prop_assert_eq!(guard.spent_on(at(2)), Fen(counted));
        }
    }
}

#[test]
fn a_clock_that_is_set_back_by_days_opens_no_cap() {
    let guard = AmountGuard::new().per_day(Fen(10));
    let spend = |day: u64| guard.reserve(METHOD, &Ok(Some(Fen(10))), at(24 * day));
    for day in 10..14 {
        let _counted = spend(day).unwrap();
    }
    let _counted = spend(2).unwrap();
    assert!(spend(2).is_err());
}
