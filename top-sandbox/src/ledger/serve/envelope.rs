//! The envelope of the local-life family.

use top_apis::alsc::CommonResult;
use top_runtime::{TopObject, Value};

use crate::ledger::Failure;

/// A result, or why there is none. The pages' examples of the code of a success differ.
pub(super) fn of<T: Value>(success_code: &str, done: Result<T, Failure>) -> CommonResult<T>
where
    CommonResult<T>: TopObject,
{
    let mut envelope = <CommonResult<T> as TopObject>::empty();
    envelope.biz_success = Some(done.is_ok());
    match done {
        Ok(value) => {
            envelope.result = Some(value);
            envelope.result_code = Some(success_code.to_owned());
            envelope.result_desc = Some("成功".to_owned());
            envelope.result_view = Some("\"\"".to_owned());
        }
        Err(failure) => {
            envelope.result_code = Some(failure.code().to_owned());
            envelope.result_desc = Some(failure.message().to_owned());
            envelope.result_view = Some(failure.message().to_owned());
        }
    }
    envelope
}
