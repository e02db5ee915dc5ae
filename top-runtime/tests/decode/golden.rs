//! Every stored body decodes to what its API page shows, the same in every format.

use crate::declared::{
    Envelope, Flow, PointEnvelope, Property, RefundResult, Shop, UnchargeEnvelope, Users, golden,
    member, whole,
};
use top_runtime::decode::{Decoded, Expected, Limits, decode};
use top_runtime::encode::to_json;
use top_runtime::{Fen, Format, PlatformError, Record, Slot, TopObject, Value};

const FLOW: &str = "alibaba.alsc.crm.recharge.account.flowdetail.get";
const UNCHARGE: &str = "alibaba.alsc.crm.recharge.uncharge.update";
const POINT: &str = "alibaba.alsc.crm.point.reversepoint";
const REFUND: &str = "alibaba.tcls.aelophy.merchant.channel.refund.complete";
const FORMS: [(&str, Format); 6] = [
    ("classic.json", Format::Classic),
    ("simplify.json", Format::Simplified),
    ("xml", Format::Xml),
    ("wire.classic.json", Format::Classic),
    ("wire.simplify.json", Format::Simplified),
    ("wire.xml", Format::Xml),
];

/// Decodes all six forms of a body and asserts that they say the same.
fn all<T: Value + PartialEq + std::fmt::Debug>(method: &'static str, name: &'static str) -> T {
    let mut values = FORMS.map(|(form, format)| {
        let body = golden(&format!("{method}.{form}"));
        let (value, decoded) = member::<T>(format, method, name, &body)
            .unwrap_or_else(|error| panic!("{method}.{form}: {error}"));
        let Decoded::Reply(envelope) = decoded else {
            panic!("{method}.{form} was read as an error");
        };
        assert!(envelope.member_found, "{method}.{form}");
        let id = form.starts_with("wire").then_some("15qz9x2b1g8h4");
        assert_eq!(envelope.request_id.as_deref(), id, "{method}.{form}");
        value
    });
    for (value, (form, _)) in values.iter().zip(FORMS) {
        assert_eq!(*value, values[0], "{form}");
    }
    let first = &mut values[0];
    std::mem::replace(first, T::empty())
}

fn property(kind: &str, value: i64) -> Vec<Property> {
    vec![Property {
        kind: kind.into(),
        value: Fen(value),
    }]
}

fn flow() -> Flow {
    Flow {
        account_id: Some("1232423".into()),
        affected_property_list: property("REAL", 200),
        after_property_list: property("GIFT", 200),
        before_property_list: property("TOTAL", 200),
        brand_id: Some("1231".into()),
        current_value: Some(Fen(1_231_423)),
        flow_id: Some("4324123".into()),
        flow_type: Some("IMPORT".into()),
        operator: Some("3424124".into()),
        operator_name: Some("小明".into()),
        order_src: Some(2),
        order_time: "2019-08-01 15:14:31".parse().ok(),
        order_value: Some(Fen(-90)),
        outer_order_id: Some("12351234321234".into()),
        remark: Some("不能方不能比".into()),
        shop_id: Some("142342".into()),
        shop_name: Some("餐厅".into()),
        card_id: Some("243".into()),
        outer_pay_id: Some("2323".into()),
        ext_info: Some(r#"{"payModeId":"WX", "payModeName":"微信"}"#.into()),
    }
}

#[test]
fn flowdetail_reads_as_its_page_shows() {
    let reply: Envelope = all(FLOW, "result");
    let expected = Envelope {
        biz_success: Some(true),
        result: Some(flow()),
        result_code: Some("0".into()),
        result_desc: Some("成功".into()),
        result_view: Some("\"\"".into()),
    };
    assert_eq!(reply, expected);
}

#[test]
fn a_record_of_the_same_shape_reads_the_same() {
    let typed: Envelope = all(FLOW, "result");
    for (form, format) in FORMS {
        let mut record = Record::new(Envelope::declaration());
        let expected = Expected {
            format,
            method: FLOW,
            member: Some("result"),
            kind: Envelope::KIND,
        };
        let body = golden(&format!("{FLOW}.{form}"));
        decode(
            &body,
            expected,
            Slot::Object(&mut record),
            Limits::default(),
        )
        .unwrap();
        let same = to_json(&record).unwrap() == to_json(&typed).unwrap();
        assert!(same, "{form}: {record:?}");
    }
}

#[test]
fn empty_lists_are_empty_in_both_forms() {
    let expected = Flow {
        affected_property_list: vec![],
        after_property_list: vec![],
        before_property_list: vec![],
        ..flow()
    };
    for (form, format) in [
        ("classic", Format::Classic),
        ("simplify", Format::Simplified),
    ] {
        let body = golden(&format!("{FLOW}.emptylists.{form}.json"));
        let (reply, _) = member::<Envelope>(format, FLOW, "result", &body).unwrap();
        assert_eq!(reply.result.as_ref(), Some(&expected), "{form}");
    }
}

#[test]
fn uncharge_keeps_its_21_digits_and_its_null() {
    let reply: UnchargeEnvelope = all(UNCHARGE, "result");
    let result = reply.result.unwrap();
    assert_eq!(result.outer_order_id, "786238748723469826348");
    assert_eq!(result.account_id, "782364726");
    assert_eq!(result.affected_property_list, property("REAL", 2000));
    assert_eq!(result.order_value, -6372);
    assert_eq!(result.ext_info.unwrap().empty, None);
    assert_eq!(
        (reply.biz_success, reply.result_code.unwrap()),
        (Some(true), "200".into())
    );
}

#[test]
fn reversepoint_has_a_text_for_result() {
    let reply: PointEnvelope = all(POINT, "result");
    assert!(reply.biz_success);
    assert_eq!(reply.result.as_deref(), Some("3453234"));
    assert_eq!(reply.result_view.as_deref(), Some("\"\""));
}

#[test]
fn refund_complete_says_success() {
    let reply: RefundResult = all(REFUND, "api_result");
    let expected = RefundResult {
        err_msg: Some("成功".into()),
        err_code: Some("SUCCESS".into()),
        success: Some(true),
    };
    assert_eq!(reply, expected);
}

#[test]
fn raw_control_characters_are_text() {
    let body = golden("raw_control_chars.classic.json");
    let (shop, _) = member::<Shop>(Format::Classic, "taobao.shop.get", "shop", &body).unwrap();
    assert_eq!(shop.bulletin, "第一行\n第二行\t末尾\r\n");
    assert_eq!((shop.sid, shop.title.as_str()), (1, "a/b"));
}

#[test]
fn scalar_lists_are_unwrapped() {
    let body = golden("scalar_lists.classic.json");
    let (users, _) = whole::<Users>(Format::Classic, "taobao.openim.users.add", &body).unwrap();
    assert_eq!(users.uid_succ, ["5b714d8cc0b6fa682e552300"]);
    assert!(users.fail_msg.is_empty() && users.uid_fail.is_empty());
}

#[test]
fn errors_are_the_same_in_every_form() {
    for name in [
        "error_response.json",
        "error_response.xml",
        "error_response.wire.json",
        "error_response.wire.xml",
    ] {
        let id = name.contains("wire").then(|| "15qz9x2b1g8h4".to_owned());
        let expected = PlatformError {
            code: 50,
            msg: "Remote service error".into(),
            sub_code: Some("isv.invalid-parameter".into()),
            sub_msg: Some("非法参数".into()),
            request_id: id,
        };
        for (_, format) in FORMS {
            let (_, decoded) = member::<Envelope>(format, FLOW, "result", &golden(name)).unwrap();
            assert_eq!(decoded, Decoded::Refused(expected.clone()), "{name}");
        }
    }
}

#[test]
fn an_error_may_say_little() {
    let body = golden("error_minimal.wire.json");
    let (_, decoded) = whole::<Users>(Format::Classic, POINT, &body).unwrap();
    let Decoded::Refused(error) = decoded else {
        panic!("{decoded:?}");
    };
    assert_eq!((error.code, error.sub_code), (40, None));
    let body = golden("error_flow_limited.wire.json");
    let (_, decoded) = whole::<Users>(Format::Classic, POINT, &body).unwrap();
    let Decoded::Refused(error) = decoded else {
        panic!("{decoded:?}");
    };
    assert_eq!(
        error.sub_msg.as_deref(),
        Some("This ban will last for 2 more seconds")
    );
}
