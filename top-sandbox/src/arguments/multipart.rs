//! Multipart bodies, as leniently as the official SDKs write them (protocol §1.2): no space after
//! `Content-Disposition:`, a space before the line end, `file` where `form-data` belongs.

use bytes::Bytes;

use super::Malformed;

/// One part of a multipart body.
#[derive(Debug)]
pub(super) struct Part {
    pub(super) name: String,
    pub(super) file_name: Option<String>,
    pub(super) content_type: String,
    pub(super) body: Bytes,
}

/// The parts of a body, in their order.
pub(super) fn parts(content_type: &str, body: &Bytes) -> Result<Vec<Part>, Malformed> {
    let boundary = attribute(content_type, "boundary").ok_or(Malformed::Multipart)?;
    let delimiter = format!("--{boundary}");
    let starts = find_all(body, delimiter.as_bytes());
    // Without the last delimiter the body broke off, and so may its last part.
    let last = starts.last().ok_or(Malformed::Multipart)?;
    let end = body.get(last + delimiter.len()..).unwrap_or_default();
    if !end.starts_with(b"--") {
        return Err(Malformed::Multipart);
    }
    let ends = starts.iter().skip(1);
    starts
        .iter()
        .zip(ends)
        .map(|(start, end)| part(&body.slice(start + delimiter.len()..*end)))
        .collect()
}

fn part(piece: &Bytes) -> Result<Part, Malformed> {
    // A line end follows the delimiter, and one precedes the next: neither is content.
    let start = line_break(piece).ok_or(Malformed::Multipart)?;
    let piece = piece.slice(start..);
    let (head, body_start) = head_and_body(&piece).ok_or(Malformed::Multipart)?;
    let head = std::str::from_utf8(head).map_err(|_| Malformed::Encoding)?;
    let disposition = header(head, "content-disposition").ok_or(Malformed::Multipart)?;
    let body = piece.slice(body_start.min(piece.len())..);
    let content = without_line_break(&body);
    Ok(Part {
        name: attribute(disposition, "name").ok_or(Malformed::Multipart)?,
        file_name: attribute(disposition, "filename"),
        content_type: header(head, "content-type")
            .unwrap_or("application/octet-stream")
            .to_owned(),
        body: body.slice(..content),
    })
}

/// The header lines, and where the body starts: behind the first empty line.
fn head_and_body(piece: &[u8]) -> Option<(&[u8], usize)> {
    let crlf = find(piece, b"\r\n\r\n").map(|at| (at, at + 4));
    let lf = find(piece, b"\n\n").map(|at| (at, at + 2));
    let (end, body) = crlf.or(lf)?;
    Some((piece.get(..end)?, body))
}

fn header<'a>(head: &'a str, name: &str) -> Option<&'a str> {
    head.lines().find_map(|line| {
        let (given, value) = line.split_once(':')?;
        given
            .trim()
            .eq_ignore_ascii_case(name)
            .then(|| value.trim())
    })
}

/// The value of `name=` in a header, quoted or not.
fn attribute(header: &str, name: &str) -> Option<String> {
    let mut quoted = false;
    let pieces = header.split(|letter| {
        quoted ^= letter == '"';
        letter == ';' && !quoted
    });
    pieces.into_iter().find_map(|piece| {
        let (given, value) = piece.split_once('=')?;
        let value = value.trim().trim_matches('"');
        given
            .trim()
            .eq_ignore_ascii_case(name)
            .then(|| value.to_owned())
    })
}

fn line_break(piece: &[u8]) -> Option<usize> {
    find(piece, b"\n").map(|at| at + 1)
}

fn without_line_break(body: &[u8]) -> usize {
    let body = body.strip_suffix(b"\n").unwrap_or(body);
    body.strip_suffix(b"\r").unwrap_or(body).len()
}

fn find(text: &[u8], wanted: &[u8]) -> Option<usize> {
    text.windows(wanted.len())
        .position(|window| window == wanted)
}

/// Where it stands at the beginning of a line.
fn find_all(text: &[u8], wanted: &[u8]) -> Vec<usize> {
    let at_line_start = |at: usize| at == 0 || text.get(at - 1) == Some(&b'\n');
    text.windows(wanted.len())
        .enumerate()
        .filter(|(at, window)| *window == wanted && at_line_start(*at))
        .map(|(at, _)| at)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::parts;

    const TYPE: &str = "multipart/form-data;charset=UTF-8;boundary=\"x-y\"";

    #[test]
    fn the_quirks_of_the_official_sdks_are_read() {
        let body = "--x-y\r\nContent-Disposition:form-data;name=\"a\"\r\nContent-Type:text/plain\r\n\r\n一 & 二\r\n\
            --x-y\r\nContent-Disposition: form-data; name=\"empty\" \r\n\r\n\r\n\
            --x-y\nContent-Disposition: file; name=\"image\";filename=\"a;b.png\"\nContent-Type:image/png\n\n\x01\r\n\x02\n\
            --x-y--\r\n";
        let parts = parts(TYPE, &body.as_bytes().to_vec().into()).unwrap();
        let read: Vec<_> = parts
            .iter()
            .map(|part| (part.name.as_str(), &part.body[..]))
            .collect();
        let expected: [(_, &[u8]); 3] = [
            ("a", "一 & 二".as_bytes()),
            ("empty", b""),
            ("image", b"\x01\r\n\x02"),
        ];
        assert_eq!(read, expected);
        assert_eq!(parts[2].file_name.as_deref(), Some("a;b.png"));
        assert_eq!(parts[2].content_type, "image/png");
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
            assert!(parts(TYPE, &body.as_bytes().to_vec().into()).is_err());
        }
        assert!(parts("multipart/form-data", &"".into()).is_err());
    }
}
