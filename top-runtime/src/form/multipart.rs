//! `multipart/form-data` for calls with files (protocol §1.2).

use std::hash::{BuildHasher, RandomState};

use bytes::Bytes;

use super::Form;

/// A separator that occurs in no part.
pub(super) fn boundary(form: &Form<'_>) -> String {
    let random = RandomState::new();
    let mut attempt = 0_u64;
    loop {
        let boundary = format!("top-rs-{:016x}", random.hash_one(attempt));
        if !occurs(form, &boundary) {
            return boundary;
        }
        attempt += 1;
    }
}

fn occurs(form: &Form<'_>, boundary: &str) -> bool {
    let files = form.files.iter().map(|(_, file)| &**file.bytes());
    let texts = form.all().map(|(_, value)| value.as_bytes());
    files
        .chain(texts)
        .any(|part| contains(part, boundary.as_bytes()))
}

fn contains(text: &[u8], word: &[u8]) -> bool {
    let Some(first) = word.first() else {
        return true;
    };
    let mut rest = text;
    while let Some(at) = rest.iter().position(|byte| byte == first) {
        let Some(candidate) = rest.get(at..) else {
            return false;
        };
        if candidate.starts_with(word) {
            return true;
        }
        rest = candidate.get(1..).unwrap_or_default();
    }
    false
}

pub(super) fn content_type(boundary: &str) -> String {
    format!("multipart/form-data;charset=UTF-8;boundary={boundary}")
}

/// Text parts as raw UTF-8, then the files.
pub(super) fn body(form: &Form<'_>, boundary: &str) -> Bytes {
    let files = form.files.iter().map(|(_, file)| file.bytes().len() + 256);
    let texts = form
        .all()
        .map(|(name, value)| name.len() + value.len() + 128);
    let mut body = Vec::with_capacity(files.sum::<usize>() + texts.sum::<usize>());
    for (name, value) in form.all() {
        let name = quoted(name);
        let head = format!(
            "--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"\r\nContent-Type: text/plain\r\n\r\n"
        );
        part(&mut body, &head, value.as_bytes());
    }
    for (name, file) in form.files {
        let (name, filename, mime) = (quoted(name), quoted(file.name()), mime(file.mime()));
        let head = format!(
            "--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"{filename}\"\r\nContent-Type: {mime}\r\n\r\n"
        );
        part(&mut body, &head, file.bytes());
    }
    body.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
    body.into()
}

fn part(body: &mut Vec<u8>, head: &str, content: &[u8]) {
    body.extend_from_slice(head.as_bytes());
    body.extend_from_slice(content);
    body.extend_from_slice(b"\r\n");
}

/// Escaped as browsers do, so that a file's name cannot add a header or a parameter.
fn quoted(name: &str) -> String {
    let mut quoted = String::with_capacity(name.len());
    for character in name.chars() {
        match character {
            '"' => quoted.push_str("%22"),
            '\r' => quoted.push_str("%0D"),
            '\n' => quoted.push_str("%0A"),
            other => quoted.push(other),
        }
    }
    quoted
}

/// A type that could break out of its header is not worth keeping.
fn mime(given: &str) -> &str {
    let harmless = given.bytes().all(|byte| matches!(byte, b' '..=b'~'));
    if harmless && given.contains('/') {
        given
    } else {
        "application/octet-stream"
    }
}

#[cfg(test)]
mod tests {
    use super::{contains, mime, quoted};

    #[test]
    fn nothing_breaks_out_of_a_header() {
        assert_eq!(quoted("a\"\r\nX: y;.png"), "a%22%0D%0AX: y;.png");
        assert_eq!(mime("image/png"), "image/png");
        assert_eq!(mime("image/png\r\nX: y"), "application/octet-stream");
        assert_eq!(mime(""), "application/octet-stream");
    }

    #[test]
    fn a_word_is_found_wherever_it_stands() {
        for text in ["ab", "aab", "xaba", "x\r\nab"] {
            assert!(contains(text.as_bytes(), b"ab"), "{text}");
        }
        assert!(!contains(b"a a b", b"ab") && !contains(b"", b"ab"));
    }
}
