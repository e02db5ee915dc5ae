//! The derives, and the reference of their grammar.

/// Declares a request: the struct on the API page, as data.
///
/// ```
/// use top_runtime::{Fen, TopApi, TopObject};
///
/// /// Refunds an order.
/// #[derive(Debug, Clone, TopApi)]
/// #[top_api(
///     method = "alibaba.example.refund",
///     param = "param_refund_req",
///     response(result: RefundResult),
///     one_of(shop_id, out_shop_id),
///     idempotent_by(request_id)
/// )]
/// pub struct Refund {
///     /// The order to refund.
///     pub order_id: String,
///     /// Number of this refund: the same number is carried out once.
///     pub request_id: String,
///     /// What is paid back, in 分.
///     pub amount: Fen,
///     /// Shop, the platform's id.
///     pub shop_id: Option<String>,
///     /// Shop, the merchant's id.
///     #[top_api(length(1, 32))]
///     pub out_shop_id: Option<String>,
///     /// Why.
///     #[top_api(rename = "type", required_if(out_shop_id))]
///     pub kind: Option<String>,
/// }
///
/// /// What the refund says of itself.
/// #[derive(Debug, Clone, TopObject)]
/// pub struct RefundResult {
///     pub biz_success: Option<bool>,
///     pub err_code: Option<String>,
///     pub refund_id: Option<i64>,
/// }
///
/// let request = Refund::new(RefundRequired {
///     order_id: "20231".into(),
///     request_id: "r-1".into(),
///     amount: Fen(1250),
/// })
/// .shop_id("12332");
///
/// assert_eq!(Refund::ENDPOINT.method(), "alibaba.example.refund");
/// assert_eq!(request.shop_id.as_deref(), Some("12332"));
/// ```
///
/// # What it writes
/// - [`Object`](trait@crate::Object), [`TopObject`](trait@crate::TopObject) and
///   [`TopApi`](trait@crate::TopApi): the declaration as data, and access to the fields by
///   position.
/// - The companion `…Required` with all fields that are not an `Option`, and `new`, which takes
///   it: a forgotten field is a compile error that names it, and nothing can be swapped. A struct
///   without such fields has no companion, and its `new` takes nothing. There is no `Default`:
///   `..Default::default()` would send a refund of 0.
/// - A setter for each `Option` field. It takes anything that converts: `&str` for a `String`, an
///   array for a `Vec`.
/// - `Serialize` and `Deserialize` of serde and `Validate` of validator, thin bridges to the same
///   data (see [`bridge`](crate::bridge)).
///
/// Companion, `new` and setters are as visible as the struct, and carry the fields' doc comments.
///
/// # Fields
/// A field may hold whatever is a [`Value`](crate::Value): `String`, `i64` and narrower integers,
/// `bool`, [`Decimal`](crate::Decimal), [`Fen`](crate::Fen) (分), [`Yuan`](crate::Yuan) (元),
/// [`DateTime`](crate::DateTime), [`File`](crate::File), [`Json`](crate::Json),
/// [`Secret`](crate::Secret), a code declared by [`codes!`](macro@crate::codes), a struct that derives
/// `TopObject`, `Vec` and `Option` of these, and any serde type as `Serde<T>`. A type that holds
/// itself does so through `Box` or `Vec`. A doc comment is the field's description.
///
/// `Option<…>` is 可选, everything else is 必须. An alias of `Option` is optional as well, but the
/// derive sees only its name: its field belongs to the companion, and has no setter.
///
/// # Keys on the struct
///
/// | key | meaning |
/// |---|---|
/// | `method = "a.b.c"` | the method's name. Required |
/// | `response = Type` | the whole reply is a `Type`. This or the next is required |
/// | `response(member: Type)` | the result is this one member of the reply |
/// | `param = "name"` | the whole struct travels as JSON in this parameter. Without it each field is a parameter of its own, and none may be called like a public one (`sign`, `method`, …) |
/// | `session` | it needs a session (用户授权) |
/// | `read` | it changes nothing on the platform. Without it, it may move money |
/// | `idempotent_by(field)` | the page promises that a second call with the same value has no second effect (幂等). The field is required |
/// | `resolved_by(Read, by(…), …)` | the read that tells whether a call of unknown effect was carried out; see below |
/// | `one_of(a, b, …)` | at least one of these optional fields is given. Repeatable |
/// | `crate = path` | where `top_runtime` is, if not at `::top_runtime` |
/// | `no_new` | neither companion nor `new` nor setters: for replies that nobody builds, where it saves compile time. A test can still fill the fields of `TopObject::empty()`, or read one from JSON |
/// | `no_serde` | neither `Serialize` nor `Deserialize` |
///
/// `Type` is an [`Outcome`](crate::Outcome): a struct that derives `TopObject`, which can tell
/// success from rejection, or a plain value, which always succeeds.
///
/// # After an unknown effect
/// `resolved_by(Read, …)` names another declared request, one that is `read`, and how its answer
/// is understood. [`Ticket::resolve`](crate::resolve::Ticket::resolve) asks it.
///
/// | key | meaning |
/// |---|---|
/// | `by(field, theirs = ours)` | the fields of this request that the read is asked by, and `theirs` where the read calls it otherwise. Fields that are not given are left out. Required |
/// | `matches(field = "text")` | what is found must have this text in this field, where the same id may name something else as well |
/// | `absent("CODE", …)` | the business code or `sub_code` by which the read says that there is no such thing: only what its page documents |
/// | `settles_in = 60` | after how many seconds a call that is not there will not be carried out any more. Unless given, 1260: the gateway takes a signed request until ten minutes after its timestamp, which may have been ten minutes ahead |
/// | `judge = path` | a [`Judge`](crate::resolve::Judge), where all this does not tell |
///
/// A success with a value, whose fields are those asked for as far as it has them, means that the
/// call was carried out; a success without a value, or one of `absent`, that nothing is there;
/// anything else leaves it open. A field that travels under a name that is not its own, in `by` or
/// `matches`, is written as text: `by("type" = kind)`.
///
/// # Keys on a field
///
/// | key | meaning |
/// |---|---|
/// | `rename = "name"` | the wire name, where it is no identifier. A keyword is written `r#type`. Names are never re-cased |
/// | `required_if(other)` | given whenever `other` is. Repeatable |
/// | `length(min, max)` | how many characters a text has; also `length(min = …)`, `length(max = …)` |
/// | `range(min, max)` | between which whole numbers a number lies; open ends likewise |
/// | `items(max)` | how many items a list has at most |
/// | `amount` | money that the call moves: `Fen` or a whole number in 分, `Yuan` or `Decimal` in 元. What a limit of amounts adds up. A part of another marked amount is not marked as well |
/// | `secret` | masked in what this crate writes. `#[derive(Debug)]` knows nothing of it: for a field that no output shows use [`Secret`](crate::Secret) |
///
/// # Mistakes
/// Each is a compile error on the very word, and one build shows them all:
///
/// ```compile_fail
/// #[derive(top_runtime::TopApi)]
/// #[top_api(method = "a.b", response = bool, one_of(brand_id, out_brandid))]
/// //                                  did you mean `out_brand_id`? ^^^^^^^^^^^
/// struct Request {
///     brand_id: Option<String>,
///     out_brand_id: Option<String>,
/// }
/// ```
pub use top_macros::TopApi;

/// Declares a nested type or a reply.
///
/// It writes what [`TopApi`](macro@crate::TopApi) writes, except the method, and reads the same
/// keys on fields. Of the keys on the struct it reads `one_of`, `crate`, `no_new` and `no_serde`;
/// its rules hold wherever the struct is nested, in objects and lists of any depth.
///
/// ```
/// use top_runtime::{Outcome, TopObject};
///
/// /// The envelope of many replies.
/// #[derive(Debug, Clone, TopObject)]
/// #[top_api(outcome(value = result))]
/// pub struct CommonResult<T> {
///     /// What was asked for.
///     pub result: Option<T>,
///     /// Whether the business agreed.
///     pub biz_success: Option<bool>,
///     /// Why not.
///     pub result_desc: Option<String>,
/// }
///
/// let reply = CommonResult::<String>::new().result("flow-1").biz_success(true);
/// assert_eq!(reply.into_value().as_deref(), Some("flow-1"));
/// ```
///
/// # Success or rejection
/// A reply with a field that travels as `biz_success`, `success` or `is_success` (the first of
/// these that there is) fails where that is false. Its business code is then `result_code`,
/// `err_code`, `error_code`, `code`, `rsp_code`, `ret_code`, `biz_code` or `sub_code`, its text
/// for people `result_desc`, `err_msg`, `error_msg`, `message`, `msg`, `result_msg`, `rsp_msg`,
/// `sub_msg` or `error_message`. Without a flag a `code` is nothing but a field.
///
/// `outcome(…)` on the struct says it where the names don't. What it leaves out is still told by
/// those names.
///
/// | key | meaning |
/// |---|---|
/// | `success = field` | the flag that is true on success |
/// | `code = field` | the business code |
/// | `message = field` | the text for people |
/// | `value = field` | what the caller gets, instead of the whole struct |
/// | `accepted("0", "SUCCESS")` | where there is no flag: the codes that mean success |
/// | `doubtful("TIMEOUT")` | codes of a failure after which nobody knows whether the call took effect |
/// | `none` | nothing tells, whatever the fields are called |
pub use top_macros::TopObject;
