//! The numbered codes.

use super::Advice;

/// The name and the advice of a code.
pub(super) fn of(code: i64) -> Option<(&'static str, Advice)> {
    CODES
        .iter()
        .find(|(number, ..)| *number == code)
        .map(|(_, name, english, chinese)| (*name, Advice::new(english, chinese)))
}

const CODES: &[(i64, &str, &str, &str)] = &[
    (
        3,
        "Upload Fail",
        "The uploaded file was not accepted: check its size and format before sending it again.",
        "上传的文件未被接受:请检查大小与格式后再传。",
    ),
    (
        4,
        "User Call Limited",
        "The quota of this user is used up: wait.",
        "该用户的调用额度已用完,请稍候。",
    ),
    (
        5,
        "Session Call Limited",
        "The quota of this session is used up: wait.",
        "该会话的调用额度已用完,请稍候。",
    ),
    (
        6,
        "Partner Call Limited",
        "The quota of this partner is used up: wait.",
        "该合作伙伴的调用额度已用完,请稍候。",
    ),
    (
        7,
        "App Call Limited",
        "The app calls too often: wait as long as the platform says, then call less often.",
        "应用调用过于频繁:请按平台给出的时间等待,之后放慢频率。",
    ),
    (
        8,
        "App Call Exceeds Limited Frequency",
        "The app calls too often: slow down.",
        "应用调用频率过高,请放慢。",
    ),
    (
        9,
        "Http Action Not Allowed",
        "The HTTP method is neither GET nor POST: is a proxy changing the request?",
        "HTTP 方法既非 GET 也非 POST:是否有代理改动了请求?",
    ),
    (
        10,
        "Service Currently Unavailable",
        "The platform could not take the call: try again later; if it persists, check the parameters.",
        "平台暂时无法受理:请稍后再试;若一直如此,请检查参数。",
    ),
    (
        11,
        "Insufficient ISV Permissions",
        "The app may not call this method: apply for its permission package in the console.",
        "应用没有此接口的权限:请在控制台申请权限包。",
    ),
    (
        12,
        "Insufficient User Permissions",
        "The user of this session may not use this method: check their role and authorisation.",
        "该授权用户无权使用此接口:请检查其角色与授权。",
    ),
    (
        13,
        "Insufficient Partner Permissions",
        "The partner may not use this method.",
        "该合作伙伴无权使用此接口。",
    ),
    (
        15,
        "Remote Service Error",
        "The provider behind the platform failed: the sub_code says more.",
        "平台后面的服务出错:详见 sub_code。",
    ),
    (
        21,
        "Missing Method",
        "The method is missing: is a proxy changing the request?",
        "缺少 method:是否有代理改动了请求?",
    ),
    (
        22,
        "Invalid Method",
        "There is no such method on this gateway: check its name and the environment.",
        "此网关上没有该接口:请检查名称与环境。",
    ),
    (
        23,
        "Invalid Format",
        "The format is neither xml nor json.",
        "format 既非 xml 也非 json。",
    ),
    (
        24,
        "Missing Signature",
        "The signature is missing: is a proxy changing the request?",
        "缺少签名:是否有代理改动了请求?",
    ),
    (
        25,
        "Invalid Signature",
        "The signature does not match: check that the app secret belongs to this app key and this gateway.",
        "签名不符:请检查 AppSecret 是否属于该 AppKey 与该网关。",
    ),
    (
        26,
        "Missing Session",
        "The method needs a user's authorisation: give the client or the call a session.",
        "此接口需要用户授权:请给客户端或本次调用设置 session。",
    ),
    (
        27,
        "Invalid Session",
        "The session is not valid, or no longer: refresh it or have the user authorise again.",
        "session 无效或已失效:请刷新,或让用户重新授权。",
    ),
    (
        28,
        "Missing App Key",
        "The app key is missing: is a proxy changing the request?",
        "缺少 AppKey:是否有代理改动了请求?",
    ),
    (
        29,
        "Invalid App Key",
        "The gateway does not know this app key: a sandbox key works in the sandbox only, and the reverse.",
        "网关不认识该 AppKey:沙箱的 key 只能用于沙箱,正式的只能用于正式环境。",
    ),
    (
        30,
        "Missing Timestamp",
        "The timestamp is missing: is a proxy changing the request?",
        "缺少时间戳:是否有代理改动了请求?",
    ),
    (
        31,
        "Invalid Timestamp",
        "The timestamp is more than ten minutes off: set this machine's clock.",
        "时间戳相差超过十分钟:请校准本机时钟。",
    ),
    (
        32,
        "Missing Version",
        "The version is missing: is a proxy changing the request?",
        "缺少版本号:是否有代理改动了请求?",
    ),
    (
        33,
        "Invalid Version",
        "The version must be 2.0: is a proxy changing the request?",
        "版本号应为 2.0:是否有代理改动了请求?",
    ),
    (
        34,
        "Unsupported Version",
        "The method is not offered in version 2.0.",
        "该接口不支持 2.0 版本。",
    ),
    (
        40,
        "Missing Required Arguments",
        "A required parameter is missing: correct the request.",
        "缺少必填参数:请修改请求。",
    ),
    (
        41,
        "Invalid Arguments",
        "A parameter has the wrong type, form or range: correct the request.",
        "参数的类型、格式或范围不对:请修改请求。",
    ),
    (
        42,
        "Forbidden Request",
        "The session's authorisation for such methods has run out: have the user authorise again.",
        "该 session 对此类接口的授权已过期:请让用户重新授权。",
    ),
    (
        43,
        "Parameter Error",
        "A parameter was not accepted: compare it with the API page.",
        "参数未被接受:请对照接口文档。",
    ),
    (
        44,
        "Invalid access token",
        "The access token does not fit: it may belong to another environment.",
        "access_token 不符:可能属于另一个环境。",
    ),
    (
        47,
        "Invalid encoding",
        "The request did not arrive as UTF-8: is a proxy changing it?",
        "请求到达时不是 UTF-8:是否有代理改动了它?",
    ),
    (
        50,
        "Remote service error",
        "The provider behind the platform failed or refused: the sub_code says more.",
        "平台后面的服务出错或拒绝:详见 sub_code。",
    ),
    (
        52,
        "Backend component execution exception",
        "A component behind the platform failed while it ran.",
        "平台后面的组件执行失败。",
    ),
    (
        53,
        "Insufficient security level",
        "The app's security level is too low for this method.",
        "应用的安全等级不足以调用此接口。",
    ),
];
