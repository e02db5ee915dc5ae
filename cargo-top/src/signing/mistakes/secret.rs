//! Secrets that are not quite the secret.

use super::Scene;

/// Texts that may have stood in the secret's place, and how they came there.
pub(super) fn variants(scene: &Scene<'_>) -> Vec<(String, String)> {
    let secret = scene.secret;
    let param = |name| scene.call.text(name).unwrap_or_default().to_owned();
    let all = [
        (
            "white space at the secret's ends was not signed with",
            secret.trim().to_owned(),
        ),
        (
            "a line break behind the secret was signed with",
            format!("{secret}\n"),
        ),
        (
            "CR LF behind the secret was signed with",
            format!("{secret}\r\n"),
        ),
        (
            "a space behind the secret was signed with",
            format!("{secret} "),
        ),
        (
            "quotes around the secret were signed with",
            format!("\"{secret}\""),
        ),
        (
            "quotes around the secret were signed with",
            format!("'{secret}'"),
        ),
        (
            "quotes around TOP_APP_SECRET were not signed with",
            secret.trim_matches(['"', '\'']).to_owned(),
        ),
        (
            "the secret was signed with in lower case",
            secret.to_lowercase(),
        ),
        (
            "the secret was signed with in capitals",
            secret.to_uppercase(),
        ),
        ("the secret was empty, or left out", String::new()),
        ("the app key was taken for the secret", param("app_key")),
        ("the session was taken for the secret", param("session")),
    ];
    let other = all.into_iter().filter(|(_, text)| text != secret);
    other.map(|(says, text)| (says.to_owned(), text)).collect()
}
