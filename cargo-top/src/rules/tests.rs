//! Phrasings that pages use, or could: what each of them asks for.

use proptest::prelude::*;

use super::{Proposal, Says, propose};
use crate::description::{Description, Field};

/// A field that may be missing.
fn field(name: &str, text: &str) -> Field {
    Field {
        name: name.into(),
        type_name: "String".into(),
        required: Some(false),
        text: text.into(),
        ..Field::default()
    }
}

/// What the request of these fields is asked for, one line each; certain ones begin with `!`.
fn asked(fields: Vec<Field>) -> Vec<String> {
    let description = Description {
        method: "taobao.trade.add".into(),
        request: fields,
        ..Description::default()
    };
    propose(&description).iter().map(line).collect()
}

fn line(proposal: &Proposal) -> String {
    let told = match &proposal.says {
        Says::OneOf(fields) => format!("one of {}", fields.join(" ")),
        Says::RequiredIf { field, other } => format!("{field} if {other}"),
        Says::Required(field) => format!("required {field}"),
        Says::IdempotentBy(field) => format!("idempotent by {field}"),
        Says::Check(field) => format!("check {field}"),
        other => format!("{other:?}"),
    };
    let at = proposal.at.join(".");
    format!(
        "{}{at}{}{told}",
        if proposal.certain { "!" } else { "?" },
        if at.is_empty() { "" } else { ": " }
    )
}

/// What is asked of an order id, a number of the partner's and a third field, where the first of
/// them says so.
fn of(text: &str) -> Vec<String> {
    asked(vec![
        field("order_id", text),
        field("out_order_no", "外部订单编号"),
        field("mobile_phone", "手机号码"),
    ])
}

#[test]
fn one_of_two_in_many_words() {
    for text in [
        "订单号，与out_order_no不能同时为空",
        "订单号（与out_order_no不可同时为空）",
        "订单号,不能和outOrderNo都为空",
        "订单号。order_id和out_order_no不能同时不传",
        "订单号，order_id、out_order_no不能全部为空",
        "订单号 不允许和外部订单编号同时为空",
        "订单号，和外部订单编号二选一",
        "订单号，order_id与out_order_no二选一必填",
        "订单号（orderId/outOrderNo 必选其一）",
        "订单号，和外部订单编号必传一个",
        "订单号，和外部订单编号必传一",
        "订单号，与外部订单编号必传1",
        "订单号，与外部订单编号至少填写一个",
        "订单号。与外部订单编号至少传一个",
        "订单号，和外部订单编号任选其一即可",
        "订单号与外部订单编号两者必填其一",
        "订单号，order_id和out_order_no其中一个必填",
        "订单号，order_id或out_order_no至少有一个不为空",
        "订单号，order_id,out_order_no不可都为空",
        "订单号，order_id与out_order_no必须有一个有值",
        "订单号;与out_oder_no二者必选其一",
        "at least one of order_id and out_order_no is required",
        "order id. Either order_id or out_order_no must be provided",
        "order_id and out_order_no cannot both be empty",
        "one of order_id, out_order_no is mandatory",
        "order_id and out_order_no can not be empty at the same time",
        "order id. order_id or out_order_no must be provided",
        "order id. At least one of the following must be set: order_id, out_order_no",
        "order_id,out_order_no这几个字段至少有一个不为空",
        "订单号;order_id,out_order_no 两个参数必须传一个",
        "订单号，必填（order_id和out_order_no二选一）",
        "订单号，order_id 与 out_order_no 任意填一个",
        "订单号，不填时out_order_no必填",
        "订单号，out_order_no不填则必填",
        "订单号，如果没有传out_order_no，那么order_id必须要传",
        "订单号，out_order_no为空时必填",
        "订单号，如果out_order_no没有填写，则必填",
        "订单号，未传out_order_no时必传",
    ] {
        let asked = of(text);
        assert_eq!(asked.len(), 1, "{text}: {asked:?}");
        assert!(
            asked
                .iter()
                .all(|line| line.ends_with("one of order_id out_order_no")),
            "{text}: {asked:?}"
        );
    }
}

#[test]
fn one_of_three_and_of_pairs() {
    for text in [
        "订单号。order_id、out_order_no、mobile_phone三选一",
        "订单号，order_id,out_order_no,mobile_phone不能同时为空",
        "订单号，与外部订单编号、手机号码至少传一个",
        "以下参数至少传一个：order_id、out_order_no、mobile_phone",
    ] {
        assert_eq!(
            of(text),
            ["!one of order_id out_order_no mobile_phone"],
            "{text}"
        );
    }
    assert_eq!(
        of("订单号，(order_id)和(out_order_no,mobile_phone)必须填写其中一组"),
        [
            "!one of order_id out_order_no",
            "!one of order_id mobile_phone"
        ]
    );
}

#[test]
fn partners_that_only_count() {
    let two = vec![
        field("tel", "座机（二选一）"),
        field("mobile", "手机（二选一）"),
        field("name", "姓名"),
    ];
    assert_eq!(asked(two), ["?one of tel mobile"]);
    let one = vec![field("tel", "座机（二选一）"), field("name", "姓名")];
    assert_eq!(asked(one), Vec::<String>::new());
}

#[test]
fn the_struct_s_own_words_count() {
    let inner = vec![
        field("order_id", "订单号"),
        field("out_order_no", "外部单号"),
    ];
    let query = Field {
        members: inner,
        ..field("query", "查询条件，order_id和out_order_no不能同时为空")
    };
    assert_eq!(asked(vec![query]), ["!query: one of order_id out_order_no"]);
}

#[test]
fn not_one_of() {
    for text in [
        "订单号，与out_order_no不能同时传",
        "订单号，order_id和out_order_no互斥，最多选一个",
        "订单号，order_id与out_order_no只能传一个",
        "订单号或外部订单编号",
        "订单号，order_id和out_order_no可同时为空",
        "订单号，需要与out_order_no一致",
        "类型，普通或特殊选其一",
        "订单号，必须一致",
        "商品列表，至少一个",
    ] {
        assert_eq!(of(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn a_choice_under_a_condition_is_none() {
    assert_eq!(
        of("订单号，当类型为1时，与out_order_no二选一"),
        Vec::<String>::new()
    );
    assert_eq!(
        of("订单号【出库单填写，与out_order_no选其一】"),
        Vec::<String>::new()
    );
}

#[test]
fn a_required_member_settles_a_group() {
    let mut fields = vec![field("a_id", "与b_id二选一"), field("b_id", "编号")];
    assert_eq!(asked(fields.clone()), ["!one of a_id b_id"]);
    fields[1].required = Some(true);
    assert_eq!(asked(fields), Vec::<String>::new());
}

#[test]
fn required_when_another_is_given() {
    for text in [
        "来源(选填out_order_no时该值必填)",
        "来源，填写了out_order_no后必填",
        "来源，有外部订单编号时必传",
        "来源，使用out_order_no时必传",
        "来源，传入out_order_no则必须传入order_id",
        "来源，如果传了out_order_no，则必填",
        "来源，out_order_no不为空时必填",
        "来源，当out_order_no有值时，此字段必填",
        "来源。若填写外部订单编号，该字段必填",
        "source, required when out_order_no is given",
        "source, mandatory if out_order_no is not empty",
        "source. Required if out_order_no is provided",
    ] {
        assert_eq!(of(text), ["!order_id if out_order_no"], "{text}");
    }
    assert_eq!(
        of("订单号，此字段不为空时，out_order_no字段必填"),
        ["!out_order_no if order_id"]
    );
}

#[test]
fn required_within_its_struct() {
    let members = vec![
        field("channel_type", "类型。有支付渠道的情况下，必填。"),
        field("fee", "费用，必填"),
        field("note", "备注"),
    ];
    let list = Field {
        lists: 1,
        members,
        ..field("pay_channels", "支付渠道")
    };
    assert_eq!(
        asked(vec![list]),
        [
            "!pay_channels: required channel_type",
            "?pay_channels: required fee"
        ]
    );
}

#[test]
fn a_condition_on_a_value_is_left_to_a_person() {
    for text in [
        "原因，success=false时必填",
        "单号（自寄必填）",
        "名称，新增时必填",
        "订单号，类型为1时必传",
        "reason, required if status is 2",
    ] {
        assert_eq!(of(text), ["?check order_id"], "{text}");
    }
}

#[test]
fn words_that_demand_nothing() {
    for text in [
        "订单号，非必填",
        "订单号(非必须)",
        "订单号，可不填",
        "是否必填",
        "数量，必须为整数",
        "价格，必须大于0",
        "类目，必须是叶子类目",
        "not required",
        "选填",
    ] {
        assert_eq!(of(text), Vec::<String>::new(), "{text}");
    }
}

/// What is asked of a required field with this text.
fn idempotent(text: &str) -> Vec<String> {
    asked(vec![Field {
        required: Some(true),
        ..field("biz_no", text)
    }])
}

#[test]
fn idempotent_where_the_page_promises_it() {
    for text in [
        "请求id，幂等",
        "业务幂等号",
        "幂等键，由业务方生成",
        "流水号，用于幂等",
        "外部流水号，用于去重",
        "唯一请求号，用来做幂等校验",
        "防重复提交的id",
        "同一个请求号不会被重复处理",
        "idempotent key of the request",
        "Idempotency key",
        "唯一编码，用来保证重复传输时请求不会被重复处理",
    ] {
        assert_eq!(idempotent(text), ["!idempotent by biz_no"], "{text}");
    }
}

#[test]
fn not_idempotent() {
    for text in [
        "外部单号，保证唯一",
        "唯一标识",
        "接口非幂等，请勿重复调用",
        "需要自己处理好幂等逻辑",
        "不支持幂等",
        "是否去重",
        "商品去重后的id",
        "请求唯一id，不可重复，防重放",
    ] {
        assert_eq!(idempotent(text), Vec::<String>::new(), "{text}");
    }
    assert_eq!(of("幂等id"), ["?check order_id"], "one that may be missing");
}

#[test]
fn the_business_s_number_comes_before_the_request_s() {
    let required = |name, text| Field {
        required: Some(true),
        ..field(name, text)
    };
    let fields = vec![
        required("request_id", "请求id，幂等"),
        required("outer_order_id", "订单Id，外部保证唯一，作为退款幂等号"),
    ];
    assert_eq!(
        asked(fields),
        ["!idempotent by outer_order_id", "?check request_id"]
    );
}

proptest! {
    #[test]
    fn any_text_is_read(text in "[和与或、，,。（）(): a-z_\\[\\]二选一必填不能同时为空1-9.；-]{0,40}", other in ".{0,40}") {
        let fields = vec![field("a_id", &text), field("b_id", &other), field("", &text)];
        let description = Description { text: other, request: fields.clone(), reply: fields, ..Description::default() };
        for proposal in propose(&description) {
            prop_assert!(!proposal.reason.is_empty());
        }
    }
}
