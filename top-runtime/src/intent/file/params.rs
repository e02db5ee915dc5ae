//! Parameters as bytes: each name and each value behind its length.
//!
//! They are JSON texts mostly. As texts within a text every quote of theirs would be escaped, which
//! takes longer than to store them.

/// The length of a length.
const LENGTH: usize = size_of::<u64>();

pub(super) fn write(params: &[(String, String)]) -> Vec<u8> {
    let texts = || params.iter().flat_map(|(name, value)| [name, value]);
    let length = texts().map(|text| LENGTH + text.len()).sum();
    let mut bytes = Vec::with_capacity(length);
    for text in texts() {
        bytes.extend((text.len() as u64).to_le_bytes());
        bytes.extend(text.as_bytes());
    }
    bytes
}

/// `None` where the bytes are no parameters.
pub(super) fn read(mut bytes: &[u8]) -> Option<Vec<(String, String)>> {
    let mut params = Vec::new();
    while !bytes.is_empty() {
        params.push((text(&mut bytes)?, text(&mut bytes)?));
    }
    Some(params)
}

/// The next text.
fn text(bytes: &mut &[u8]) -> Option<String> {
    let (length, rest) = bytes.split_first_chunk::<LENGTH>()?;
    let length = usize::try_from(u64::from_le_bytes(*length)).ok()?;
    let (text, rest) = rest.split_at_checked(length)?;
    *bytes = rest;
    String::from_utf8(text.to_vec()).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{read, write};

    proptest! {
        #[test]
        fn parameters_are_read_as_they_were_written(
            params in proptest::collection::vec((".*", ".*"), 0..4),
        ) {
            prop_assert_eq!(read(&write(&params)), Some(params));
        }

        #[test]
        fn what_is_cut_off_is_noticed(name in ".*", value in ".+", cut in 1..8_usize) {
            let mut bytes = write(&[(name, value)]);
            bytes.truncate(bytes.len() - cut);
            prop_assert_eq!(read(&bytes), None);
        }

        #[test]
        fn no_bytes_make_reading_panic(bytes: Vec<u8>) {
            if let Some(params) = read(&bytes) {
                prop_assert_eq!(write(&params), bytes);
            }
        }
    }
}
