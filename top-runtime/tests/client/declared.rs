//! A method that writes, one that reads, one that needs a session, one with a file.

use top_runtime::{File, Secret, TopApi, TopObject};

/// Takes money back.
#[derive(Debug, Clone, TopApi)]
#[top_api(
    method = "alibaba.test.refund",
    param = "refund_request",
    response(result: RefundReply),
    idempotent_by(request_id),
)]
pub(crate) struct Refund {
    /// Which order.
    pub(crate) order_id: String,
    /// How much, in 分.
    pub(crate) fee: Option<i64>,
    /// What makes a repeat harmless.
    pub(crate) request_id: String,
}

/// What a refund answers.
#[derive(Debug, Clone, PartialEq, TopObject)]
#[top_api(outcome(value = result, doubtful("HALF")))]
pub(crate) struct RefundReply {
    /// The flow.
    pub(crate) result: Option<String>,
    /// Whether it was done.
    pub(crate) biz_success: Option<bool>,
    /// Why not.
    pub(crate) err_code: Option<String>,
    /// Why not, for people.
    pub(crate) err_msg: Option<String>,
    /// How often.
    pub(crate) count: Option<i64>,
}

/// Takes money back, and promises nothing about repeats.
#[derive(Debug, Clone, TopApi)]
#[top_api(method = "alibaba.test.plain", response(value: String), session)]
pub(crate) struct Plain {
    /// Which order.
    pub(crate) order_id: String,
}

/// Moves something, and may answer with nothing.
#[derive(Debug, Clone, TopApi)]
#[top_api(method = "alibaba.test.move", response(left: Option<String>))]
pub(crate) struct Move {
    /// What.
    pub(crate) order_id: String,
}

/// Looks names up.
#[derive(Debug, Clone, TopApi)]
#[top_api(method = "taobao.names.get", response(names: Vec<String>), read)]
pub(crate) struct Names {
    /// Which.
    pub(crate) fields: Option<String>,
}

/// Looks a refund up.
#[derive(Debug, Clone, TopApi)]
#[top_api(method = "alibaba.test.refund.get", response(result: RefundReply), read)]
pub(crate) struct LookUp {
    /// Which order.
    pub(crate) order_id: String,
}

/// Uploads a picture.
#[derive(Debug, Clone, TopApi)]
#[top_api(method = "taobao.picture.upload", response(url: String))]
pub(crate) struct Upload {
    /// The picture.
    pub(crate) image: File,
    /// A password that nobody may read.
    #[top_api(secret)]
    pub(crate) password: Secret,
}

pub(crate) fn refund() -> Refund {
    Refund {
        order_id: "104033400000000000001".into(),
        fee: Some(0),
        request_id: "key-1".into(),
    }
}
