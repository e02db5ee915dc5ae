//! Methods that only read.

use top_apis::ENDPOINTS;

use crate::rules::reads_by_name;

/// Reads of no consequence that are tried first: the platform's clock, then one that complains about
/// its missing parameters, for gateways without the first.
pub(super) const HARMLESS: [&str; 2] = [
    "taobao.time.get",
    "alibaba.alsc.crm.recharge.account.flowdetail.get",
];

/// Whether a method only reads: by its declaration, or else by its name.
pub(crate) fn only_reads(method: &str) -> bool {
    let declared = ENDPOINTS
        .iter()
        .find(|endpoint| endpoint.method() == method);
    declared.map_or_else(|| reads_by_name(method), |endpoint| endpoint.is_read())
}

#[cfg(test)]
mod tests {
    use super::{HARMLESS, only_reads};

    #[test]
    fn reads_are_told_from_writes() {
        assert!(HARMLESS.into_iter().all(only_reads));
        assert!(only_reads("taobao.trades.sold.get"));
        for method in [
            "alibaba.alsc.crm.point.reversepoint",
            "taobao.item.update",
            "taobao.trade.getandlock",
            "cainiao.query.waybill.issued",
            "get",
            "",
        ] {
            assert!(!only_reads(method), "{method}");
        }
    }
}
