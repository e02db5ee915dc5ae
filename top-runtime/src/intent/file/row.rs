//! An intent as a row: shorter than its record, because fewer pages change that way.

use rusqlite::Row;
use rusqlite::types::{FromSql, ToSqlOutput, Value, ValueRef};

use super::failed::{corrupt, failed};
use super::params;
use crate::intent::{Ending, How, Intent, Key, State, StoreError};

/// How many columns there are.
const COUNT: usize = 15;

const APPLIED: i64 = 1;
const NOT_APPLIED: i64 = 0;

/// What a row of this intent holds.
pub(super) fn write(intent: &Intent) -> [ToSqlOutput<'_>; COUNT] {
    const NULL: ToSqlOutput<'_> = ToSqlOutput::Borrowed(ValueRef::Null);
    let text = |text| ToSqlOutput::Borrowed(ValueRef::Text(str::as_bytes(text)));
    let bytes = |bytes| ToSqlOutput::Owned(Value::Blob(bytes));
    let key = intent.key.as_ref();
    let ending = match &intent.state {
        State::Open => None,
        State::Ended(ending) => Some(ending),
    };
    let mut row = [
        text(&intent.id),
        text(&intent.method),
        intent.app.as_ref().map_or(NULL, |app| {
            bytes(const_hex::decode(app).unwrap_or_default())
        }),
        bytes(params::write(&intent.params)),
        ToSqlOutput::Borrowed(ValueRef::Blob(&intent.contents)),
        key.map_or(NULL, |key| text(&key.value)),
        key.map_or(NULL, |key| key.minted.into()),
        intent.opened_at.into(),
        intent.last_attempt_at.into(),
        intent.sends_until.into(),
        intent.attempts.into(),
        ending.map_or(NULL, |ending| how(ending.how).into()),
        ending.map_or(NULL, |ending| ending.at.into()),
        ending
            .and_then(|ending| ending.request_id.as_deref())
            .map_or(NULL, text),
        NULL,
    ];
    let sum = checksum(row.iter().map(as_ref));
    let [.., last] = &mut row;
    *last = sum.into();
    row
}

fn as_ref<'v>(value: &'v ToSqlOutput<'_>) -> ValueRef<'v> {
    match value {
        ToSqlOutput::Borrowed(value) => *value,
        ToSqlOutput::Owned(value) => value.into(),
        _ => ValueRef::Null,
    }
}

fn how(how: How) -> i64 {
    match how {
        How::Applied => APPLIED,
        How::NotApplied => NOT_APPLIED,
    }
}

/// Reads a row. The database verifies how its pages hang together; what is written
/// on them is for the checksum to vouch for.
pub(super) fn read(row: &Row<'_>) -> Result<Intent, StoreError> {
    let mut values = [ValueRef::Null; COUNT];
    for (at, value) in values.iter_mut().enumerate() {
        *value = row.get_ref(at).map_err(failed)?;
    }
    let [values @ .., sum] = values;
    if sum.as_i64() != Ok(checksum(values.into_iter()).into()) {
        return Err(corrupt("is damaged").because("an intent does not fit its checksum"));
    }
    intent(&values).ok_or_else(|| corrupt("holds a row that is no intent"))
}

fn intent(values: &[ValueRef<'_>; COUNT - 1]) -> Option<Intent> {
    let [
        id,
        method,
        app,
        params,
        contents,
        key,
        minted,
        opened_at,
        last_attempt_at,
        sends_until,
        attempts,
        how,
        at,
        request_id,
    ] = *values;
    Some(Intent {
        id: get(id)?,
        method: get(method)?,
        app: get::<Option<Vec<u8>>>(app)?.map(const_hex::encode),
        params: params::read(params.as_blob().ok()?)?,
        contents: contents.as_blob().ok()?.try_into().ok()?,
        key: match get(key)? {
            None => None,
            Some(value) => Some(Key {
                value,
                minted: get(minted)?,
            }),
        },
        opened_at: get(opened_at)?,
        last_attempt_at: get(last_attempt_at)?,
        sends_until: get(sends_until)?,
        attempts: get(attempts)?,
        state: match get(how)? {
            None => State::Open,
            Some(how) => State::Ended(Ending {
                how: match how {
                    APPLIED => How::Applied,
                    NOT_APPLIED => How::NotApplied,
                    _ => return None,
                },
                at: get(at)?,
                request_id: get(request_id)?,
            }),
        },
    })
}

fn get<T: FromSql>(value: ValueRef<'_>) -> Option<T> {
    T::column_result(value).ok()
}

/// The CRC-32 of all values before the checksum itself, each with its kind and its length.
fn checksum<'v>(values: impl Iterator<Item = ValueRef<'v>>) -> u32 {
    let mut sum = crc32fast::Hasher::new();
    let mut add = |kind: u8, bytes: &[u8]| {
        sum.update(&[kind]);
        sum.update(&(bytes.len() as u64).to_le_bytes());
        sum.update(bytes);
    };
    for value in values.take(COUNT - 1) {
        match value {
            ValueRef::Null => add(0, &[]),
            ValueRef::Integer(number) => add(1, &number.to_le_bytes()),
            ValueRef::Real(number) => add(2, &number.to_le_bytes()),
            ValueRef::Text(text) => add(3, text),
            ValueRef::Blob(bytes) => add(4, bytes),
        }
    }
    sum.finalize()
}
