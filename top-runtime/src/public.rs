//! The names that belong to the platform's public parameters (protocol §2).

/// Whether a public parameter has this name, so that no business parameter can.
pub(crate) fn is_public(name: &str) -> bool {
    matches!(
        name,
        "method"
            | "app_key"
            | "timestamp"
            | "v"
            | "sign"
            | "sign_method"
            | "session"
            | "format"
            | "simplify"
            | "partner_id"
            | "target_app_key"
    )
}
