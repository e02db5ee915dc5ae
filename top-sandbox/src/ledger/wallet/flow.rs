//! One movement of money.

use top_apis::alsc::{BizChannel, GetFlowDetail, Uncharge};
use top_runtime::DateTime;

use super::Balance;
use crate::ledger::{Failure, Names, Shop};

/// A payment into an account.
#[derive(Debug, Clone)]
pub struct Recharge {
    /// The merchant's order id.
    pub order_id: String,
    /// The account; opened where there is none.
    pub account_id: String,
    /// The brand that runs the account.
    pub brand: Names,
    /// Where it was paid.
    pub shop: Shop,
    /// The member's card.
    pub card_id: Option<String>,
    /// The payment order.
    pub pay_id: Option<String>,
    /// How much.
    pub amount: Balance,
    /// When.
    pub time: DateTime,
}

/// One entry in the books of an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flow {
    /// Its id.
    pub id: String,
    /// What happened, for example `UNCHARGE`.
    pub flow_type: String,
    /// The account.
    pub account_id: String,
    /// The brand that runs the account.
    pub brand: Names,
    /// Where it happened.
    pub shop: Shop,
    /// The member's card.
    pub card_id: Option<String>,
    /// The payment order.
    pub pay_id: Option<String>,
    /// What the account held before.
    pub before: Balance,
    /// What changed, negative where money left.
    pub affected: Balance,
    /// What the account held after.
    pub after: Balance,
    /// Who did it.
    pub operator: Operator,
    /// Where the order came from: 1 is Chensen, 2 is Keruyun.
    pub order_src: Option<i64>,
    /// When.
    pub time: DateTime,
    /// The merchant's order id.
    pub order_id: String,
    /// Why.
    pub remark: Option<String>,
    /// Extras, as JSON text.
    pub ext_info: Option<String>,
}

/// Who made an entry.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Operator {
    /// The id.
    pub id: String,
    /// The name, where it is known.
    pub name: Option<String>,
}

impl Flow {
    /// The entry of a recharge, before it is booked.
    pub(in crate::ledger) fn of(recharge: Recharge) -> Self {
        Self {
            id: String::new(),
            flow_type: "RECHARGE".to_owned(),
            account_id: recharge.account_id,
            brand: recharge.brand,
            shop: recharge.shop,
            card_id: recharge.card_id,
            pay_id: recharge.pay_id,
            before: Balance::default(),
            affected: recharge.amount,
            after: Balance::default(),
            operator: Operator::default(),
            order_src: None,
            time: recharge.time,
            order_id: recharge.order_id,
            remark: None,
            ext_info: None,
        }
    }

    /// The entry that takes this one back, before it is booked.
    pub(super) fn taken_back(&self, request: &Uncharge, operator: Operator, now: DateTime) -> Self {
        Self {
            id: String::new(),
            flow_type: "UNCHARGE".to_owned(),
            shop: self.shop_of(request),
            affected: self.affected.reversed(),
            operator,
            order_src: source(&request.biz_channel),
            time: now,
            order_id: request.outer_order_id.clone(),
            remark: request.remark.clone(),
            ..self.clone()
        }
    }

    /// A recharge may be taken back in another shop, of which no name is known.
    fn shop_of(&self, request: &Uncharge) -> Shop {
        let shop_id = request.shop_id.as_deref();
        let out_shop_id = request.out_shop_id.as_deref();
        if self.shop.names.expect("shop", shop_id, out_shop_id).is_ok() {
            return self.shop.clone();
        }
        Shop {
            names: Names::new(shop_id.unwrap_or_default(), out_shop_id.unwrap_or_default()),
            name: String::new(),
        }
    }

    /// Brand, card and payment order of a request are those of this entry, as far as given.
    pub(super) fn expect_owner(&self, request: &Uncharge) -> Result<(), Failure> {
        let brand_id = request.brand_id.as_deref();
        let out_brand_id = request.out_brand_id.as_deref();
        self.brand.expect("brand", brand_id, out_brand_id)?;
        let same = |given: &Option<String>, own| given.is_none() || given == own;
        if same(&request.card_id, &self.card_id) && same(&request.src_out_pay_id, &self.pay_id) {
            Ok(())
        } else {
            let message = "card or payment order of this recharge is another one";
            Err(Failure::new(Failure::NOT_THE_OWNER, message))
        }
    }

    /// Whether this is the flow that a request asks for.
    pub(super) fn answers(&self, request: &GetFlowDetail) -> bool {
        let is = |given: &Option<String>, own: &String| given.as_ref().is_none_or(|id| id == own);
        is(&request.flow_id, &self.id)
            && is(&request.outer_order_id, &self.order_id)
            && is(&request.brand_id, &self.brand.id)
            && is(&request.out_brand_id, &self.brand.out_id)
    }
}

fn source(channel: &BizChannel) -> Option<i64> {
    match channel.as_str() {
        "CS" => Some(1),
        "KRY" => Some(2),
        _ => None,
    }
}
