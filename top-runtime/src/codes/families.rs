//! The families of `sub_code`s: what comes before a `:` names the family, what follows is detail.

use super::Advice;

/// The advice for the family.
pub(super) fn of(sub_code: &str) -> Option<Advice> {
    let head = without_tmall(super::family(sub_code));
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
        .map(|(_, _, english, chinese)| Advice::new(english, chinese))
}

/// The advice that goes by who is at fault, where the family is not known.
pub(super) fn by_side(sub_code: &str) -> Option<Advice> {
    let sides = SIDES.iter();
    let mut known = sides.filter(|(start, _)| sub_code.starts_with(start));
    known
        .next()
        .map(|(_, (english, chinese))| Advice::new(english, chinese))
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

const SIDES: &[(&str, (&str, &str))] = &[
    ("isp.", BACKEND_TROUBLE),
    (
        "isv.",
        (
            "The provider refuses what the request asks for: change it by what sub_msg says.",
            "业务方拒绝该请求:请按 sub_msg 修改。",
        ),
    ),
    (
        "accesscontrol.",
        (
            "The platform limits calls: wait, then call less often.",
            "平台正在限流:请稍候,之后放慢频率。",
        ),
    ),
];

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
        "isv.appkey-not-exists",
        "",
        "The gateway does not know this app key: a sandbox key works in the sandbox only, and the reverse.",
        "网关不认识该 AppKey:沙箱的 key 只能用于沙箱,正式的只能用于正式环境。",
    ),
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
        "isv.permission-api-widget-only-limit",
        "",
        "The method may only be called from a widget in the browser.",
        "此接口只允许由浏览器端的 widget 调用。",
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
