//! Whether a method changes anything.
//!
//! A write that is called a read would be sent again after a doubt: so it is a read only where its
//! verb, its title and its text agree, and certainly one only where they all say so themselves.

use crate::description::Description;

use super::text::{among, has, plain, untagged};
use super::{Proposal, Says};

const READS: &str = "get|query|search|list|count|find|detail|download|page|scroll|describe|select";
const WRITES: &str = "add|create|update|delete|remove|modify|edit|save|set|put|post|submit|send|push|publish|\
     cancel|close|confirm|bind|unbind|sync|upload|import|insert|register|return|refund|pay|\
     consume|reverse|apply|notify|report|receive|callback|feedback|release|lock|unlock|\
     freeze|grant|invalid|change|adjust|move|copy|start|stop|open|enable|disable|audit|\
     approve|reject|ship|consign|issue|redeem|use|verify|recharge|uncharge|login|logout|\
     order|print|process|write|generate|batch|assign";
/// Parts of names that tell where something is, not what is done to it.
const PLACES: &str = "order|refund|pay|recharge|batch|return|report|issue|apply|use|process|audit|print|ship|\
     change|post";
const READING_TITLES: &str = "查询|获取|查看|详情|列表|搜索|检索|拉取|查找|读取|统计|query|search";
const WRITING_TITLES: &str = "创建|新增|添加|增加|更新|修改|删除|移除|编辑|取消|关闭|确认|提交|上传|推送|发送|同步|\
     通知|回传|回告|上报|绑定|解绑|注册|发布|下架|上架|退款|支付|扣款|核销|充值|领取|发放|\
     取号|申请|登记|写入|保存|设置|变更|调整|冻结|解冻|授权|审核|处理|占用|锁定|释放|下单|\
     创单|导入|生成|打印|发货|改签|兑换|消费|预订|预定|关单|标记";
/// What a reading text says of something that others changed.
const CHANGED_BY_OTHERS: &str = "退款单|退款信息|退款状态|支付结果|申请单|申请状态|审核结果|审核状态|发货信息|同步结果|\
     处理结果|变更记录|授权账户|打印信息";

pub(super) fn propose(description: &Description) -> Option<Proposal> {
    let verb = verb(&description.method)?;
    let title = plain(&untagged(&description.title));
    let text = plain(&untagged(&description.text));
    let words = [title.as_str(), text.as_str()].concat();
    let changed = CHANGED_BY_OTHERS
        .split('|')
        .fold(words.clone(), |words, other| words.replace(other, ""));
    let writes = has(&changed, WRITING_TITLES);
    let told = has(&words, READING_TITLES);
    if writes && !told {
        return None;
    }
    let reason = match description.title.trim() {
        "" => format!("the method's verb: {verb}"),
        title => format!("the method's verb: {verb}; its title: {title}"),
    };
    Some(Proposal {
        at: Vec::new(),
        reply: false,
        says: Says::Read,
        certain: told && !writes,
        reason,
    })
}

/// The verb of a method that reads: its last word that is one, where no word says that it writes.
fn verb(method: &str) -> Option<&'static str> {
    let method = method.to_ascii_lowercase();
    let words: Vec<&str> = method.split('.').skip(1).collect();
    let verb = words
        .iter()
        .rev()
        .take(3)
        .find_map(|word| READS.split('|').find(|verb| begins_or_ends(word, verb)))?;
    let writes = words.iter().any(|word| {
        WRITES
            .split('|')
            .any(|write| *word == write && !among(write, PLACES) || glued(word, write))
    });
    (!writes).then_some(verb)
}

fn begins_or_ends(word: &str, verb: &str) -> bool {
    word == verb || word.starts_with(verb) || word.ends_with(verb)
}

/// `getandlock`: a verb that another hides.
fn glued(word: &str, write: &str) -> bool {
    write.len() >= 5
        && !among(write, PLACES)
        && word != write
        && (word.ends_with(write) || word.starts_with(write))
}
