//! The families of `sub_code`s: what comes before a `:` names the family, what follows is detail.

use super::Advice;

/// The start that the family has in common, and the advice for it.
pub(super) fn of(sub_code: &str) -> Option<(&'static str, Advice)> {
    let head = sub_code.split(':').next().unwrap_or(sub_code);
    let head = without_tmall(head);
    FAMILIES
        .iter()
        .find(|(start, end, ..)| {
            head.strip_prefix(start).is_some_and(|rest| {
                if end.is_empty() {
                    rest.is_empty()
                } else {
                    rest.ends_with(end)
                }
            })
        })
        .map(|(start, _, english, chinese)| (*start, Advice::new(english, chinese)))
}

/// Providers of Tmall put a suffix of theirs behind the same codes.
pub(super) fn without_tmall(sub_code: &str) -> &str {
    sub_code.strip_suffix("-tmall").unwrap_or(sub_code)
}

const BACKEND_TROUBLE: (&str, &str) = (
    "The provider behind the platform failed or did not answer: what it did is not known.",
    "平台后面的服务出错或没有应答:它做了什么并不可知。",
);
const BACKEND_AWAY: (&str, &str) = (
    "The provider behind the platform could not be reached, probably before it did anything; that is not certain.",
    "平台后面的服务不可达,多半尚未执行,但不能肯定。",
);
const BACKEND_ODD: (&str, &str) = (
    "The platform could not convert the request or the provider's answer: check the form of the parameters.",
    "平台无法转换请求或后端的应答:请检查参数的格式。",
);

/// Start, end (empty: the start is the whole), English, Chinese. The first match counts.
const FAMILIES: &[(&str, &str, &str, &str)] = &[
    (
        "accesscontrol.limited-by-app-access-count",
        "",
        "The app's quota for today is used up: stop until midnight in GMT+8, or reset it in the console.",
        "应用当日额度已用完:请等到北京时间零点,或在控制台重置。",
    ),
    (
        "accesscontrol.limited-by-api-access-count",
        "",
        "All callers together use this method too often: wait as long as the platform says.",
        "所有调用方对此接口的总调用过频:请按平台给出的时间等待。",
    ),
    (
        "accesscontrol.limited-by-app-api-access-count",
        "",
        "The app calls this method too often: wait as long as the platform says, then call less often.",
        "应用对此接口调用过频:请按平台给出的时间等待,之后放慢频率。",
    ),
    (
        "accesscontrol.limited-by-dynamic-access-count",
        "",
        "The platform is under load and limits calls: wait as long as it says.",
        "平台负载较高,正在限流:请按其给出的时间等待。",
    ),
    (
        "isp.call-limited",
        "",
        "The provider behind the platform limits calls: wait and call less often.",
        "平台后面的服务在限流:请稍候并放慢频率。",
    ),
    (
        "isp.top-remote-connection-control-error",
        "",
        BACKEND_AWAY.0,
        BACKEND_AWAY.1,
    ),
    (
        "isp.",
        "service-unavailable",
        BACKEND_AWAY.0,
        BACKEND_AWAY.1,
    ),
    (
        "isp.null-pointer-exception",
        "",
        BACKEND_TROUBLE.0,
        BACKEND_TROUBLE.1,
    ),
    ("isp.", "parse-error", BACKEND_ODD.0, BACKEND_ODD.1),
    ("isp.", "error", BACKEND_TROUBLE.0, BACKEND_TROUBLE.1),
    ("isp.", "timeout", BACKEND_TROUBLE.0, BACKEND_TROUBLE.1),
    ("isp.system-busy", "", BACKEND_TROUBLE.0, BACKEND_TROUBLE.1),
    (
        "isv.",
        "-not-exist",
        "What the request names does not exist: check the ids.",
        "请求中指明的对象不存在:请检查各 id。",
    ),
    (
        "isv.",
        "-not-exists",
        "What the request names does not exist: check the ids.",
        "请求中指明的对象不存在:请检查各 id。",
    ),
    (
        "isv.missing-parameter",
        "",
        "A required parameter is missing: give it.",
        "缺少必填参数:请补上。",
    ),
    (
        "isv.invalid-parameter",
        "",
        "A parameter is not accepted: compare it with the API page.",
        "参数不被接受:请对照接口文档。",
    ),
    (
        "isv.invalid-permission",
        "",
        "The caller may not touch this data: check whose it is.",
        "无权操作该数据:请检查其归属。",
    ),
    (
        "isv.permission-ip-whitelist-limit",
        "",
        "This machine's address is not on the app's whitelist: add it in the console.",
        "本机地址不在应用的白名单中:请在控制台添加。",
    ),
    (
        "isv.permission-api-",
        "-empty",
        "The app has no permission package: apply for one in the console.",
        "应用没有任何权限包:请在控制台申请。",
    ),
    (
        "isv.permission-api-",
        "-not-allowed",
        "The app's permission package does not cover this method: apply for one that does.",
        "应用的权限包不含此接口:请在控制台申请。",
    ),
    (
        "isv.permission-api-",
        "-limit",
        "The app's permission package limits this method: look at it in the console.",
        "应用的权限包限制了此接口:请在控制台查看。",
    ),
    (
        "isv.parameters-mismatch",
        "",
        "Two parameters contradict each other: correct one.",
        "两个参数相互矛盾:请改正其一。",
    ),
    (
        "isv.",
        "-service-error",
        "The provider's business refused: its own code follows the colon.",
        "业务方拒绝:冒号后是其自己的代码。",
    ),
    (
        "session-expired",
        "",
        "The session has expired: refresh it or have the user authorise again.",
        "session 已过期:请刷新,或让用户重新授权。",
    ),
    (
        "invalid-sessionkey",
        "",
        "The session is not valid: have the user authorise again.",
        "session 无效:请让用户重新授权。",
    ),
    (
        "session-not-exist",
        "",
        "The platform does not know this session: have the user authorise again; right after an authorisation, wait a moment.",
        "平台不认识该 session:请让用户重新授权;若刚刚授权,请稍等片刻。",
    ),
    (
        "sessionkey-not-generated-by-server",
        "",
        "The session belongs to another app key: check the configuration.",
        "session 属于另一个 AppKey:请检查配置。",
    ),
];
