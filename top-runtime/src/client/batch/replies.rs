//! The reply to a batch, taken apart.

use bytes::Bytes;

use crate::decode::{Body, Limits, open};
use crate::form::batch::{CONTENT_TYPE, SEPARATOR};
use crate::send::Reply;

/// What the reply to a batch holds.
pub(super) enum Replies {
    /// One for each call, in their order.
    Each(Vec<Reply>),
    /// Another number of them, and the whole.
    Other(usize, Reply),
}

/// Takes a reply to so many calls apart.
pub(super) fn replies(reply: &Reply, calls: usize, limits: Limits) -> Replies {
    let body = Body {
        bytes: reply.body(),
        content_type: reply.content_type(),
        content_encoding: reply.content_encoding(),
    };
    let text = match open(body, limits) {
        // The one reply to one call may hold the separator inside a text.
        _ if calls == 1 => return Replies::Each(vec![reply.clone()]),
        // Whoever reads it finds the same, and says so.
        Err(_) => return Replies::Other(1, reply.clone()),
        Ok(text) => Bytes::from(text.into_owned()),
    };
    let plain = |text| {
        Reply::new(reply.status(), text)
            // It is UTF-8 by now, whatever the reply or its XML declares.
            .with_content_type(CONTENT_TYPE.to_owned())
            .with_date(reply.date().map(str::to_owned))
    };
    let parts = split(&text);
    if parts.len() == calls {
        Replies::Each(parts.into_iter().map(plain).collect())
    } else {
        Replies::Other(parts.len(), plain(text))
    }
}

fn split(text: &Bytes) -> Vec<Bytes> {
    let mut parts = Vec::new();
    let mut start = 0;
    let separator = SEPARATOR.as_bytes();
    for (at, window) in text.windows(separator.len()).enumerate() {
        if at >= start && window == separator {
            parts.push(text.slice(start..at));
            start = at + separator.len();
        }
    }
    parts.push(text.slice(start..));
    parts
}

#[cfg(test)]
mod tests {
    use super::{Limits, Replies, replies};
    use crate::send::Reply;

    fn parts(body: &'static str, calls: usize) -> Result<Vec<String>, usize> {
        match replies(&Reply::new(200, body), calls, Limits::default()) {
            Replies::Each(replies) => Ok(replies
                .iter()
                .map(|reply| String::from_utf8(reply.body().to_vec()).unwrap())
                .collect()),
            Replies::Other(count, whole) => {
                assert_eq!(whole.body(), body);
                Err(count)
            }
        }
    }

    #[test]
    fn a_reply_is_taken_apart_only_where_each_call_has_its_own() {
        let three = "{1}\r\n-S-\r\n{2}\r\n-S-\r\n{3}";
        assert_eq!(parts(three, 3).unwrap(), ["{1}", "{2}", "{3}"]);
        assert_eq!(parts(three, 2), Err(3));
        assert_eq!(parts(three, 4), Err(3));
        assert_eq!(parts(three, 1).unwrap(), [three]);
        assert_eq!(parts("{}", 3), Err(1));
        assert_eq!(parts("", 3), Err(1));
        assert_eq!(parts("{}\r\n-S-\r\n", 2).unwrap(), ["{}", ""]);
    }
}
