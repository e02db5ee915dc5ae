//! Whether a method changes anything.
//!
//! A write that is called a read would be sent again after a doubt: so it is a read only where its
//! verb, its title and its text agree, and certainly one only where they all say so themselves.

use crate::description::Description;

use super::text::{among, has, plain, strip, untagged};
use super::{Proposal, Says};

const READS: &str = "get|query|search|list|count|find|detail|download|page|scroll|describe|select";
const WRITES: &str = "add|create|update|delete|remove|modify|edit|save|set|put|post|submit|send|push|publish|\
     cancel|close|confirm|bind|unbind|sync|upload|import|insert|register|return|refund|pay|\
     consume|reverse|apply|notify|report|receive|callback|feedback|release|lock|unlock|\
     freeze|grant|invalid|change|adjust|move|copy|start|stop|open|enable|disable|audit|\
     approve|reject|ship|consign|issue|redeem|use|verify|recharge|uncharge|login|logout|\
     order|print|process|write|generate|batch|assign";
/// Parts of names that tell where something is, not what is done to it.
const PLACES: &str = "order|refund|pay|recharge|batch|return|report|issue|apply|use|process|audit|\
     print|ship|change|post|receive|consign";
const READING_TITLES: &str = "查询|获取|查看|详情|列表|搜索|检索|拉取|查找|读取|统计|query|search";
const WRITING_TITLES: &str = "创建|新增|添加|增加|更新|修改|删除|移除|编辑|取消|关闭|确认|提交|上传|推送|发送|同步|\
     通知|回传|回告|上报|绑定|解绑|注册|发布|下架|上架|退款|支付|扣款|核销|充值|领取|发放|\
     取号|申请|登记|写入|保存|设置|变更|调整|冻结|解冻|授权|审核|处理|占用|锁定|释放|下单|\
     创单|导入|生成|打印|发货|改签|兑换|消费|预订|预定|关单|标记";
/// What a reading text says of something that others changed.
const CHANGED_BY_OTHERS: &str = "退款单|退款信息|退款状态|支付结果|申请单|申请状态|审核结果|审核状态|发货信息|同步结果|\
     处理结果|变更记录|授权账户|打印信息";

/// What a title obtains by making it: an answer of its own each time.
const MADE: &str = "取号|单号|验证码|短信|令牌|token|抽奖|领取|链接|短链|授权码|二维码|支付码|付款码|发号|口令|密码|url";

pub(super) fn propose(description: &Description) -> Option<Proposal> {
    let verb = verb(&description.method)?;
    let title = plain(&untagged(&description.title));
    let text = plain(&untagged(&description.text));
    let told = |words: &str| has(words, READING_TITLES);
    if writes(&title) && !told(&title) {
        return None;
    }
    let sure = told(&[title.as_str(), text.as_str()].concat());
    let doubtful = writes(&title) || writes(&text) || has(&title, MADE);
    let reason = match description.title.trim() {
        "" => format!("the method's verb: {verb}"),
        title => format!("the method's verb: {verb}; its title: {title}"),
    };
    Some(Proposal {
        at: Vec::new(),
        reply: false,
        says: Says::Read,
        certain: sure && !doubtful,
        reason,
    })
}

/// Whether a name alone says that the method only reads: its last word does, and none says that it
/// writes.
pub(crate) fn reads_by_name(method: &str) -> bool {
    let method = method.to_ascii_lowercase();
    let last = method.rsplit('.').next().unwrap_or_default();
    verb(&method).is_some_and(|verb| reads(last, verb))
}

/// Whether words tell of a change, other than one that another made: what a reading begins with is
/// read, however it came about.
fn writes(words: &str) -> bool {
    let reading = "查询|获取|查看|搜索|检索|拉取|批量查询|批量获取|分页查询|分页获取";
    if strip(words, reading).is_some() && !has(words, "并|和|及|且|、|/|,|。|;") {
        return false;
    }
    let own = CHANGED_BY_OTHERS
        .split('|')
        .fold(words.to_owned(), |words, other| words.replace(other, ""));
    has(&own, WRITING_TITLES)
}

/// The verb of a method that reads: its last word that is one, where no word says that it writes.
fn verb(method: &str) -> Option<&'static str> {
    let method = method.to_ascii_lowercase();
    let words: Vec<&str> = method.split('.').skip(1).collect();
    let verb = words
        .iter()
        .rev()
        .take(3)
        .find_map(|word| READS.split('|').find(|verb| reads(word, verb)))?;
    (!words
        .iter()
        .any(|word| WRITES.split('|').any(|verb| changes(word, verb))))
    .then_some(verb)
}

/// Whether a word is this verb, alone or with others: `querybyid`, `rptdailylist`.
fn reads(word: &str, verb: &str) -> bool {
    let noun = has(
        word,
        "account|target|budget|widget|gadget|discount|homepage|blacklist|whitelist",
    );
    word == verb || !noun && (word.starts_with(verb) || word.ends_with(verb))
}

fn changes(word: &str, verb: &str) -> bool {
    let place = among(verb, PLACES);
    let glued = verb.len() >= 5 && (word.ends_with(verb) || word.starts_with(verb));
    let joined = word.split("and").any(|part| part == verb);
    !place && (joined || glued)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(method: &str, title: &str) -> Option<bool> {
        let description = Description {
            method: method.into(),
            title: title.into(),
            ..Description::default()
        };
        propose(&description).map(|proposal| proposal.certain)
    }

    #[test]
    fn reads_where_all_signs_agree() {
        for (method, title) in [
            (
                "alibaba.alsc.crm.rule.level.querylevelrule",
                "查询会员等级规则",
            ),
            ("taobao.trade.fullinfo.get", "获取单笔交易的详细信息"),
            ("taobao.refunds.receive.get", "查询卖家收到的退款列表"),
            (
                "aliexpress.solution.feed.query",
                "query the execution result of a feed",
            ),
        ] {
            assert_eq!(of(method, title), Some(true), "{method}");
        }
    }

    #[test]
    fn signs_that_disagree_are_a_guess() {
        for (method, title) in [
            ("alibaba.sms.code.get", "获取短信验证码"),
            ("cainiao.waybill.no.get", "获取电子面单号"),
            ("taobao.universalbp.bidword.list", "建议默认关键词"),
        ] {
            assert_eq!(of(method, title), Some(false), "{method}");
        }
    }

    #[test]
    fn writes_are_never_reads() {
        for (method, title) in [
            ("alibaba.order.getandlock", "获取订单"),
            ("cainiao.guoguo.waybill.get", "取号接口"),
            ("tmall.device.carturl.get", "添加商品到购物车"),
            ("taobao.item.detail.delete", "删除详情"),
            ("taobao.discount.set", "查询"),
            ("alibaba.passport.account.ssotokenrefresh", "刷新"),
            ("alibaba.scbp.target.bind", "获取"),
        ] {
            assert_eq!(of(method, title), None, "{method}");
        }
    }
}
