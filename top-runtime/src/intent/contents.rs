//! What an intent asks for, as a digest.

use sha2::{Digest, Sha256};

/// The SHA-256 of method and parameters, with every occurrence of `left_out` skipped.
///
/// A minted key is a UUID: plain ASCII, so it stands in the parameters as it is, whether they are
/// text or JSON, and random, so it stands nowhere else.
pub(super) fn digest(
    method: &str,
    params: &[(String, String)],
    left_out: Option<&str>,
) -> [u8; 32] {
    let mut digest = Sha256::new();
    text(&mut digest, method);
    for (name, value) in params {
        text(&mut digest, name);
        match left_out.filter(|key| !key.is_empty()) {
            None => text(&mut digest, value),
            Some(key) => {
                for piece in value.split(key) {
                    text(&mut digest, piece);
                }
            }
        }
    }
    digest.finalize().into()
}

/// What an intent keeps of an app's key.
pub(super) fn app(app_key: &str) -> String {
    let mut digest = Sha256::new();
    text(&mut digest, "app");
    text(&mut digest, app_key);
    const_hex::encode(digest.finalize())
}

/// The length goes first, so that no two lists of texts look alike.
fn text(digest: &mut Sha256, text: &str) {
    digest.update((text.len() as u64).to_le_bytes());
    digest.update(text);
}

#[cfg(test)]
mod tests {
    use super::digest;

    fn params(value: &str) -> Vec<(String, String)> {
        vec![("param".into(), value.into())]
    }

    #[test]
    fn a_minted_key_is_left_out_and_nothing_else() {
        let one = digest("m", &params(r#"{"id":"k1","sum":7}"#), Some("k1"));
        let again = digest("m", &params(r#"{"id":"k2","sum":7}"#), Some("k2"));
        let other = digest("m", &params(r#"{"id":"k2","sum":8}"#), Some("k2"));
        let given = digest("m", &params(r#"{"id":"k1","sum":7}"#), None);
        assert_eq!(one, again);
        assert_ne!(one, other);
        assert_ne!(one, given);
    }

    #[test]
    fn where_a_text_ends_matters() {
        let two = |a: &str, b: &str| digest("m", &[(a.into(), b.into())], None);
        assert_ne!(two("ab", "c"), two("a", "bc"));
        assert_ne!(
            digest("m", &params("x"), None),
            digest("n", &params("x"), None)
        );
    }
}
