//! What a person gets to see.

use serde_json::Map;
use top_apis::ENDPOINTS;
use top_runtime::{Endpoint, Fen, TopApi, TopObject};
use unicode_width::UnicodeWidthStr;

use super::{describe, shell_word};
use crate::catalogue::Known;
use crate::example::example;
use crate::terminal::Look;

top_runtime::codes! {
    /// How it is paid.
    struct Channel: text {
        /// in cash (现金)
        CASH = "1",
        /// by card
        CARD = "2",
    }
}

/// Pays an order, see [`Line`].
///
/// ```
/// let nothing = "is shown of this";
/// ```
#[derive(TopApi)]
#[top_api(
    method = "alibaba.example.pay",
    param = "pay_request",
    response(result: Paid),
    session,
    one_of(shop_id, out_shop_id),
    idempotent_by(request_id),
)]
struct Pay {
    /// Number of the request (请求编号).
    #[top_api(length(max = 32))]
    request_id: String,
    /// What is paid.
    #[top_api(range(1, 500), amount)]
    fee: Fen,
    /// The platform's id.
    shop_id: Option<String>,
    #[top_api(required_if(channel))]
    out_shop_id: Option<String>,
    /// How.
    channel: Option<Channel>,
    /// What for.
    #[top_api(items(9))]
    lines: Vec<Line>,
}

/// One line.
#[derive(TopObject)]
#[top_api(one_of(parts, id))]
struct Line {
    /// What it is made of.
    parts: Option<Vec<Line>>,
    /// Its number.
    id: Option<i64>,
}

/// The answer.
#[derive(TopObject)]
#[top_api(outcome(success = success, code = err_code, value = ids, doubtful("TIMEOUT")))]
struct Paid {
    success: Option<bool>,
    err_code: Option<String>,
    /// What was paid.
    ids: Vec<i64>,
}

fn shown(endpoint: &'static Endpoint, width: usize) -> String {
    describe(
        &compiled(endpoint),
        &example(endpoint, &[]),
        Look::plain(width),
    )
}

fn compiled(endpoint: &'static Endpoint) -> Known {
    Known {
        endpoint,
        title: String::new(),
        samples: Vec::new(),
        spec: None,
    }
}

#[test]
fn a_person_sees_everything() {
    let expected = "\
alibaba.example.pay
  Pays an order, see Line.

  effect    writes: it may move money. `call` rehearses it until --yes
  repeat    harmless with the same request_id: it is carried out once (幂等)
  in doubt  look it up by hand: no read is declared that tells
  session   needed (用户授权)
  travels   whole, as JSON in the one parameter pay_request

Request
  request_id   String     必须  Number of the request (请求编号).
                                at most 32 characters
  fee          Number 分  必须  What is paid.
                                1 to 500
                                money that the call moves
  shop_id      String     可选  The platform's id.
  out_shop_id  String     可选
  channel      String     可选  How.
                                1 = in cash (现金)
                                2 = by card
  lines        Line[]     必须  What for.
                                at most 9 items
  ├ parts      Line[]     可选  What it is made of.
  │                             the same type once more
  └ id         Number     可选  Its number.

Rules
  at least one of shop_id, out_shop_id
  out_shop_id is 必须 when channel is given
  lines: at least one of parts, id

Reply
  result      Paid      The answer.
  ├ success   Boolean
  ├ err_code  String
  └ ids       Number[]  What was paid.

Success
  result.success is true
  otherwise why not: result.err_code
  a failure after which nobody knows: TIMEOUT
  what is asked for: result.ids

Example
";
    let shown = shown(Pay::ENDPOINT, 100);
    assert!(shown.starts_with(expected), "{shown}");
    assert!(
        shown.contains("\n  {\n    \"request_id\": \"sample\",\n"),
        "{shown}"
    );
    assert!(
        shown.ends_with("| cargo top call alibaba.example.pay --params -\n"),
        "{shown}"
    );
}

#[test]
fn what_it_does_in_doubt_is_said() {
    let uncharge = ENDPOINTS
        .iter()
        .find(|endpoint| endpoint.resolver().is_some());
    let shown = shown(uncharge.unwrap(), 200);
    let told = "alibaba.alsc.crm.recharge.account.flowdetail.get tells, asked by outer_order_id";
    assert!(shown.contains(told), "{shown}");
}

#[test]
fn prose_keeps_to_the_width() {
    for endpoint in ENDPOINTS {
        for width in [60, 80, 120] {
            let shown = describe(&compiled(endpoint), &Map::new(), Look::plain(width));
            let too_wide = shown.lines().filter(|line| line.width() > width);
            // Names are not broken.
            for line in too_wide.filter(|line| !line.contains("cargo top")) {
                let words = line.split_whitespace().count();
                assert!(words <= 5 && !line.contains('.'), "{width}: {line}");
            }
        }
    }
}

#[test]
fn a_path_is_one_word_of_the_command() {
    assert_eq!(shell_word("pages/a-b.txt"), "pages/a-b.txt");
    assert_eq!(shell_word("页面/a.txt"), "页面/a.txt");
    assert_eq!(shell_word("it's here"), r"'it'\''s here'");
    assert_eq!(shell_word("a;b"), "'a;b'");
}

#[test]
fn a_title_is_shown_unless_the_text_says_it() {
    let title = |title: &str| {
        let known = Known {
            title: title.to_owned(),
            ..compiled(Pay::ENDPOINT)
        };
        let shown = describe(&known, &Map::new(), Look::plain(100));
        shown.lines().nth(1).unwrap().to_owned()
    };
    assert_eq!(title("付款"), "  付款");
    assert_eq!(title("Pays an order"), "  Pays an order, see Line.");
    assert_eq!(title(""), "  Pays an order, see Line.");
}
