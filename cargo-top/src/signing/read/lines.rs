//! Lines of `name=value`, values as they are.

use super::{Unread, form};
use crate::signing::call::{Call, Given};

/// Reads one parameter a line. Lines that are joined by `&` are a form that was broken up.
pub(super) fn read(text: &str) -> Result<Call, Unread> {
    let mut call = Call::default();
    let is_form = text
        .lines()
        .any(|line| line.trim_end().ends_with('&') || line.starts_with('&'));
    if is_form {
        form::add(&mut call, &text.lines().map(str::trim).collect::<String>());
        return Ok(call);
    }
    for (at, line) in text
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty())
    {
        let (name, value) = line
            .split_once('=')
            .ok_or_else(|| Unread::new(format!("line {} is no `name=value`", at + 1)))?;
        call.add(name.trim(), Given::Text(value.to_owned()));
    }
    Ok(call)
}
