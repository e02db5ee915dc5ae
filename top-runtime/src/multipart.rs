//! Reads multipart bodies, as leniently as the official SDKs write them (protocol §1.2): no space
//! after `Content-Disposition:`, a space before the line end, `file` where `form-data` belongs.
//!
//! Everything stays bytes: the character set of a name is the caller's to know.

use std::fmt;

/// One part of a multipart body. `Debug` hides the content.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Part<'b> {
    /// The name of the parameter.
    pub name: &'b [u8],
    /// The name of the file; `None` where the part is a text.
    pub file_name: Option<&'b [u8]>,
    /// The `Content-Type` of the part, if it names one.
    pub content_type: Option<&'b [u8]>,
    /// The content.
    pub body: &'b [u8],
}

impl fmt::Debug for Part<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Part")
            .field("name", &String::from_utf8_lossy(self.name))
            .field("body", &format_args!("{} bytes", self.body.len()))
            .finish_non_exhaustive()
    }
}

/// A body that is no multipart: without a boundary, broken off, or with a part without a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotMultipart;

impl fmt::Display for NotMultipart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the multipart body cannot be read")
    }
}

impl std::error::Error for NotMultipart {}

/// The longest boundary there may be (RFC 2046 §5.1.1).
const LONGEST_BOUNDARY: usize = 70;

/// The parts of a body, in their order; the boundary stands in the `Content-Type`.
///
/// ```
/// use top_runtime::multipart;
///
/// let body = b"--x\r\nContent-Disposition:form-data;name=\"memo\"\r\n\r\nhello\r\n--x--\r\n";
/// let parts = multipart::parts("multipart/form-data; boundary=x", body)?;
/// assert_eq!((parts[0].name, parts[0].body), (&b"memo"[..], &b"hello"[..]));
/// # Ok::<(), multipart::NotMultipart>(())
/// ```
///
/// # Errors
/// A body that cannot be taken apart, or that broke off: nothing is guessed.
pub fn parts<'b>(content_type: &str, body: &'b [u8]) -> Result<Vec<Part<'b>>, NotMultipart> {
    let boundary = attribute(content_type.as_bytes(), b"boundary").ok_or(NotMultipart)?;
    if boundary.len() > LONGEST_BOUNDARY || boundary.iter().any(u8::is_ascii_control) {
        return Err(NotMultipart);
    }
    let delimiter = [b"--", boundary].concat();
    let mut pieces = Vec::new();
    let mut rest = behind(body, &delimiter).ok_or(NotMultipart)?;
    // Without the last delimiter the body broke off, and so may its last part.
    while !rest.starts_with(b"--") {
        let end = line_start(rest, &delimiter).ok_or(NotMultipart)?;
        let (piece, next) = rest.split_at_checked(end).ok_or(NotMultipart)?;
        pieces.push(part(piece).ok_or(NotMultipart)?);
        rest = next.strip_prefix(&*delimiter).ok_or(NotMultipart)?;
    }
    Ok(pieces)
}

/// What follows the first delimiter.
fn behind<'b>(body: &'b [u8], delimiter: &[u8]) -> Option<&'b [u8]> {
    body.strip_prefix(delimiter).or_else(|| {
        let start = line_start(body, delimiter)?;
        body.get(start + delimiter.len()..)
    })
}

/// Where a word stands at the beginning of a line that is not the first.
fn line_start(text: &[u8], word: &[u8]) -> Option<usize> {
    let breaks = text.iter().enumerate().filter(|(_, byte)| **byte == b'\n');
    breaks.map(|(at, _)| at + 1).find(|start| {
        text.get(*start..)
            .is_some_and(|line| line.starts_with(word))
    })
}

/// A line end follows the delimiter, and one precedes the next: neither is content.
fn part(piece: &[u8]) -> Option<Part<'_>> {
    let start = find(piece, b"\n")? + 1;
    let (head, body) = head_and_body(piece.get(start..)?)?;
    let disposition = header(head, b"content-disposition")?;
    Some(Part {
        name: attribute(disposition, b"name")?,
        file_name: attribute(disposition, b"filename"),
        content_type: header(head, b"content-type"),
        body: without_line_break(body),
    })
}

/// The header lines, and the body behind the first empty line.
fn head_and_body(piece: &[u8]) -> Option<(&[u8], &[u8])> {
    let crlf = find(piece, b"\r\n\r\n").map(|at| (at, at + 4));
    let lf = find(piece, b"\n\n").map(|at| (at, at + 2));
    // Whichever comes first: the other may stand in the content.
    let (end, body) = crlf.into_iter().chain(lf).min()?;
    Some((piece.get(..end)?, piece.get(body..)?))
}

fn header<'b>(head: &'b [u8], name: &[u8]) -> Option<&'b [u8]> {
    head.split(|byte| *byte == b'\n').find_map(|line| {
        let (given, value) = split_once(line, b':')?;
        let found = given.trim_ascii().eq_ignore_ascii_case(name);
        found.then(|| value.trim_ascii())
    })
}

/// The value of `name=` in a header, quoted or not.
fn attribute<'b>(header: &'b [u8], name: &[u8]) -> Option<&'b [u8]> {
    let mut quoted = false;
    let mut pieces = header.split(|byte| {
        quoted ^= *byte == b'"';
        *byte == b';' && !quoted
    });
    pieces.find_map(|piece| {
        let (given, value) = split_once(piece, b'=')?;
        let found = given.trim_ascii().eq_ignore_ascii_case(name);
        found.then(|| unquoted(value.trim_ascii()))
    })
}

fn unquoted(value: &[u8]) -> &[u8] {
    let value = value.strip_prefix(b"\"").unwrap_or(value);
    value.strip_suffix(b"\"").unwrap_or(value)
}

fn without_line_break(body: &[u8]) -> &[u8] {
    let body = body.strip_suffix(b"\n").unwrap_or(body);
    body.strip_suffix(b"\r").unwrap_or(body)
}

fn split_once(text: &[u8], separator: u8) -> Option<(&[u8], &[u8])> {
    let at = text.iter().position(|byte| *byte == separator)?;
    Some((text.get(..at)?, text.get(at + 1..)?))
}

fn find(text: &[u8], wanted: &[u8]) -> Option<usize> {
    text.windows(wanted.len())
        .position(|window| window == wanted)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{NotMultipart, parts};

    const TYPE: &str = "multipart/form-data;charset=UTF-8;boundary=\"x-y\"";

    #[test]
    fn the_quirks_of_the_official_sdks_are_read() {
        let body = "--x-y\r\nContent-Disposition:form-data;name=\"a\"\r\nContent-Type:text/plain\r\n\r\n一 & 二\r\n\
            --x-y\r\nContent-Disposition: form-data; name=\"empty\" \r\n\r\n\r\n\
            --x-y\nContent-Disposition: file; name=\"image\";filename=\"a;b.png\"\nContent-Type:image/png\n\n\x01\r\n\x02\n\
            --x-y--\r\n";
        let parts = parts(TYPE, body.as_bytes()).unwrap();
        let read: Vec<_> = parts.iter().map(|part| (part.name, part.body)).collect();
        let expected: [(&[u8], &[u8]); 3] = [
            (b"a", "一 & 二".as_bytes()),
            (b"empty", b""),
            (b"image", b"\x01\r\n\x02"),
        ];
        assert_eq!(read, expected);
        assert_eq!(parts[2].file_name, Some(&b"a;b.png"[..]));
        assert_eq!(parts[2].content_type, Some(&b"image/png"[..]));
        assert!(!format!("{parts:?}").contains('一'));
    }

    #[test]
    fn the_head_ends_at_the_first_empty_line_of_either_kind() {
        let body = b"--x-y\nContent-Disposition: form-data; name=\"a\"\n\n1\r\n\r\n2\n--x-y--";
        let parts = parts(TYPE, body).unwrap();
        assert_eq!(
            (parts[0].name, parts[0].body),
            (&b"a"[..], &b"1\r\n\r\n2"[..])
        );
    }

    #[test]
    fn broken_bodies_are_refused_not_guessed() {
        for body in [
            "",
            "--other\r\n\r\n--other--",
            "--x-y\r\n\r\n--x-y--",
            "--x-y\r\nContent-Disposition: form-data; name=a\r\n\r\nbroken off",
            "--x-y\r\nContent-Disposition: form-data; name=a\r\n\r\nb\r\n--x-y\r\nContent-Dis",
            "--x-y\r\nno header\r\n\r\nx\r\n--x-y--",
        ] {
            assert_eq!(parts(TYPE, body.as_bytes()), Err(NotMultipart), "{body}");
        }
        assert!(parts("multipart/form-data", b"").is_err());
        // A boundary over several lines would overlap itself.
        assert!(parts("multipart/form-data;boundary=a\n--a", b"--a\n--a\n--a").is_err());
    }

    #[test]
    fn no_part_at_all_and_a_preamble_are_fine() {
        assert_eq!(parts(TYPE, b"--x-y--"), Ok(vec![]));
        assert_eq!(parts(TYPE, b"preamble\r\n--x-y--\r\n"), Ok(vec![]));
    }

    const PIECES: [&[u8]; 10] = [
        b"--b",
        b"\r\n",
        b"\n",
        b"--",
        b"content-disposition:",
        b";name=\"a\"",
        b";filename=\"",
        b"\xff",
        b"b",
        b"\r\n\r\n",
    ];

    proptest! {
        /// Whatever comes is read or refused.
        #[test]
        fn no_bytes_panic(
            pieces in prop::collection::vec(prop::sample::select(&PIECES[..]), 0..20),
            boundary in "[b\"; =]{0,3}",
        ) {
            let body = pieces.concat();
            if let Ok(parts) = parts(&format!("multipart/form-data;boundary={boundary}"), &body) {
                prop_assert!(parts.len() <= pieces.len());
            }
        }
    }
}
