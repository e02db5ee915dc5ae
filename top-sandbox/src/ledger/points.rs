//! Points that members spent on orders, and got back.

use std::collections::{HashMap, HashSet};

use top_apis::alsc::ReversePoint;

use super::repeats::Repeats;
use super::{Failure, Names};

/// Points that a member spent on an order.
#[derive(Debug, Clone)]
pub struct Spending {
    /// The order or transaction.
    pub out_biz_id: String,
    /// The brand that runs the points.
    pub brand: Names,
    /// The member.
    pub customer_id: String,
    /// How many points.
    pub points: i64,
}

/// All spendings and what came back of them.
#[derive(Default)]
pub(super) struct Points {
    spent: HashMap<String, Spent>,
    reverse_orders: HashSet<String>,
    by_request: Repeats<ReversePoint, String>,
    last_id: u64,
}

struct Spent {
    spending: Spending,
    returned: i64,
}

impl Points {
    /// Records a spending.
    pub(super) fn spend(&mut self, spending: Spending) {
        let spent = Spent {
            spending,
            returned: 0,
        };
        self.spent.insert(spent.spending.out_biz_id.clone(), spent);
    }

    /// Makes the reversals that follow count on from this id.
    pub(super) fn count_from(&mut self, first: u64) {
        self.last_id = first.saturating_sub(1);
    }

    /// How many points of an order came back.
    pub(super) fn returned(&self, out_biz_id: &str) -> Option<i64> {
        Some(self.spent.get(out_biz_id)?.returned)
    }

    /// What was spent, and how much of it came back.
    pub(super) fn all(&self) -> impl Iterator<Item = (&Spending, i64)> {
        self.spent
            .values()
            .map(|spent| (&spent.spending, spent.returned))
    }

    /// Returns points, once per `request_id`. Answers with the id of the reversal and whether it
    /// was done by this very call.
    pub(super) fn reverse(&mut self, request: &ReversePoint) -> Result<(String, bool), Failure> {
        if let Some(id) = self.by_request.recall(&request.request_id, request)? {
            return Ok((id, false));
        }
        if self.reverse_orders.contains(&request.reverse_order_id) {
            let message = format!(
                "{} was applied by another request",
                request.reverse_order_id
            );
            return Err(Failure::new(Failure::ALREADY_DONE, message));
        }
        self.give_back(request)?;
        self.last_id += 1;
        let id = self.last_id.to_string();
        self.reverse_orders.insert(request.reverse_order_id.clone());
        self.by_request
            .remember(&request.request_id, request.clone(), id.clone());
        Ok((id, true))
    }

    fn give_back(&mut self, request: &ReversePoint) -> Result<(), Failure> {
        let id = &request.out_biz_id;
        let unknown = || Failure::new(Failure::ORDER_NOT_FOUND, format!("no points spent on {id}"));
        let spent = self.spent.get_mut(id).ok_or_else(unknown)?;
        spent.expect_owner(request)?;
        let left = spent.spending.points - spent.returned;
        let points = request.change_point.unwrap_or(left);
        if points <= 0 {
            let message = "a reversal returns at least one point";
            return Err(Failure::new(Failure::INVALID_AMOUNT, message));
        }
        if points > left {
            let message = format!("{left} points of {id} are left to return");
            return Err(Failure::new(Failure::TOO_MUCH, message));
        }
        spent.returned += points;
        Ok(())
    }
}

impl Spent {
    fn expect_owner(&self, request: &ReversePoint) -> Result<(), Failure> {
        let brand_id = request.brand_id.as_deref();
        let out_brand_id = request.out_brand_id.as_deref();
        self.spending
            .brand
            .expect("brand", brand_id, out_brand_id)?;
        match &request.customer_id {
            Some(customer_id) if *customer_id != self.spending.customer_id => {
                let message = "another member spent these points";
                Err(Failure::new(Failure::NOT_THE_OWNER, message))
            }
            _ => Ok(()),
        }
    }
}
