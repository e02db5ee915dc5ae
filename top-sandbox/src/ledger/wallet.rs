//! Stored-value accounts: recharges, and recharges taken back.

mod balance;
mod flow;

use std::collections::HashMap;

use top_apis::alsc::{GetFlowDetail, Uncharge};
use top_runtime::DateTime;

use super::Failure;
use super::repeats::Repeats;

pub use balance::Balance;
pub use flow::{Flow, Operator, Recharge};

/// All accounts and everything that happened to them.
#[derive(Default)]
pub(super) struct Wallet {
    accounts: HashMap<String, Balance>,
    orders: HashMap<String, Order>,
    flows: Vec<Flow>,
    operators: HashMap<String, String>,
    by_order: Repeats<Uncharge, Flow>,
    by_request: Repeats<Uncharge, ()>,
    last_flow_id: u64,
}

struct Order {
    flow: Flow,
    taken_back: bool,
}

impl Wallet {
    /// What an account holds.
    pub(super) fn balance(&self, account_id: &str) -> Option<Balance> {
        self.accounts.get(account_id).copied()
    }

    /// What every account holds.
    pub(super) fn balances(&self) -> impl Iterator<Item = (&str, Balance)> {
        let accounts = self.accounts.iter();
        accounts.map(|(account_id, balance)| (account_id.as_str(), *balance))
    }

    /// Everything that happened, oldest first.
    pub(super) fn flows(&self) -> &[Flow] {
        &self.flows
    }

    /// Says what an operator is called.
    pub(super) fn name_operator(&mut self, id: &str, name: &str) {
        self.operators.insert(id.to_owned(), name.to_owned());
    }

    /// Makes the flows that follow count on from this id.
    pub(super) fn count_flows_from(&mut self, first: u64) {
        self.last_flow_id = first.saturating_sub(1);
    }

    /// Pays a recharge order into its account.
    pub(super) fn recharge(&mut self, recharge: Recharge) -> Result<Flow, Failure> {
        if self.orders.contains_key(&recharge.order_id) {
            let message = format!("{} is paid already", recharge.order_id);
            return Err(Failure::new(Failure::ALREADY_DONE, message));
        }
        let amount = recharge.amount;
        if amount.real < 0 || amount.gift < 0 || amount.total().is_none_or(|total| total == 0) {
            let message = "a recharge adds money";
            return Err(Failure::new(Failure::INVALID_AMOUNT, message));
        }
        let flow = self.enter(Flow::of(recharge))?;
        let order = Order {
            flow: flow.clone(),
            taken_back: false,
        };
        self.orders.insert(flow.order_id.clone(), order);
        Ok(flow)
    }

    /// Takes a recharge back, once per `outer_order_id` and once per `request_id`. The answer
    /// says whether it was done by this very call.
    pub(super) fn uncharge(
        &mut self,
        request: &Uncharge,
        now: DateTime,
    ) -> Result<(Flow, bool), Failure> {
        let mut contents = request.clone();
        contents.request_id.clear();
        let (order, attempt) = (&request.outer_order_id, &request.request_id);
        let done = self.by_order.recall(order, &contents)?;
        self.by_request.recall(attempt, &contents)?;
        let is_new = done.is_none();
        let flow = match done {
            Some(flow) => flow,
            None => self.take_back(request, now)?,
        };
        self.by_order
            .remember(order, contents.clone(), flow.clone());
        self.by_request.remember(attempt, contents, ());
        Ok((flow, is_new))
    }

    fn take_back(&mut self, request: &Uncharge, now: DateTime) -> Result<Flow, Failure> {
        let id = &request.src_outer_order_id;
        let unknown = || Failure::new(Failure::ORDER_NOT_FOUND, format!("no recharge order {id}"));
        let order = self.orders.get(id).ok_or_else(unknown)?;
        if order.taken_back {
            let message = format!("{id} was taken back already");
            return Err(Failure::new(Failure::ALREADY_DONE, message));
        }
        order.flow.expect_owner(request)?;
        let operator = Operator {
            id: request.operator_id.clone(),
            name: self.operators.get(&request.operator_id).cloned(),
        };
        let flow = self.enter(order.flow.taken_back(request, operator, now))?;
        if let Some(order) = self.orders.get_mut(id) {
            order.taken_back = true;
        }
        Ok(flow)
    }

    /// Finds a flow by its own id, by the merchant's, or by both.
    pub(super) fn find(&self, request: &GetFlowDetail) -> Result<Flow, Failure> {
        let found = self.flows.iter().rev().find(|flow| flow.answers(request));
        found
            .cloned()
            .ok_or_else(|| Failure::new(Failure::FLOW_NOT_FOUND, "no such flow of this brand"))
    }

    /// Books a flow: the one place where a balance changes.
    pub(super) fn enter(&mut self, mut flow: Flow) -> Result<Flow, Failure> {
        flow.before = self.balance(&flow.account_id).unwrap_or_default();
        flow.after = flow.before.changed_by(flow.affected).ok_or_else(|| {
            Failure::new(Failure::TOO_MUCH, "the account does not hold that much")
        })?;
        if flow.id.is_empty() {
            self.last_flow_id += 1;
            flow.id = self.last_flow_id.to_string();
        }
        self.accounts.insert(flow.account_id.clone(), flow.after);
        self.flows.push(flow.clone());
        Ok(flow)
    }
}
