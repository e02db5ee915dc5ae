//! What happened, per method and key: calls received and effects applied.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde_json::{Value, json};

/// How often something happened.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Count {
    /// Calls that arrived, refused ones included.
    pub calls: u64,
    /// Times that a call changed something.
    pub effects: u64,
}

/// A copy of the counts at one moment.
///
/// The key of a call is the value of its endpoint's idempotency field, or of the first field it
/// must have, usually the order; `""` where there is none. Calls of methods that are not served
/// count under the method `""`, all together.
///
/// ```
/// use top_apis::alsc::GetFlowDetail;
/// use top_runtime::Client;
/// use top_sandbox::Sandbox;
///
/// # tokio::runtime::Runtime::new()?.block_on(async {
/// let sandbox = Sandbox::builder().app("12345678", "secret").examples().build();
/// let builder = Client::builder().app_key("12345678").app_secret("secret");
/// let client = builder.transport(sandbox.clone()).build()?;
///
/// client.send(&GetFlowDetail::new().brand_id("3724809629").flow_id("34543")).await?;
/// let count = sandbox.counts().of_method("alibaba.alsc.crm.recharge.account.flowdetail.get");
/// assert_eq!((count.calls, count.effects), (1, 0));
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// # })?;
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counts(BTreeMap<(String, String), Count>);

impl Counts {
    /// The count of this method and key.
    pub fn of(&self, method: &str, key: &str) -> Count {
        let at = (method.to_owned(), key.to_owned());
        self.0.get(&at).copied().unwrap_or_default()
    }

    /// The count of this method, all keys together.
    pub fn of_method(&self, method: &str) -> Count {
        let counts = self.0.iter().filter(|((of, _), _)| of == method);
        counts.fold(Count::default(), |sum, (_, count)| Count {
            calls: sum.calls + count.calls,
            effects: sum.effects + count.effects,
        })
    }

    /// All counts: method, key and count, sorted.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str, Count)> {
        self.0
            .iter()
            .map(|((method, key), count)| (method.as_str(), key.as_str(), *count))
    }

    /// The counts as the control path writes them.
    pub(crate) fn to_json(&self) -> Value {
        let entries = self.iter().map(|(method, key, count)| {
            json!({
                "method": method,
                "key": key,
                "calls": count.calls,
                "effects": count.effects,
            })
        });
        Value::Array(entries.collect())
    }
}

/// Counts as calls come in.
#[derive(Debug, Default)]
pub(crate) struct Counter(Mutex<Counts>);

impl Counter {
    pub(crate) fn call(&self, method: &str, key: &str) {
        self.entry(method, key, |count| count.calls += 1);
    }

    pub(crate) fn effect(&self, method: &str, key: &str) {
        self.entry(method, key, |count| count.effects += 1);
    }

    pub(crate) fn snapshot(&self) -> Counts {
        self.counts().clone()
    }

    pub(crate) fn clear(&self) {
        self.counts().0.clear();
    }

    fn entry(&self, method: &str, key: &str, change: impl FnOnce(&mut Count)) {
        let at = (method.to_owned(), key.to_owned());
        change(self.counts().0.entry(at).or_default());
    }

    fn counts(&self) -> MutexGuard<'_, Counts> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
