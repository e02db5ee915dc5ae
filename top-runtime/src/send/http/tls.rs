//! TLS by rustls, always verified against the machine's own roots.

use std::sync::Arc;

use rustls::crypto::CryptoProvider;
use rustls::{ClientConfig, RootCertStore};

use crate::client::BuildError;

/// The TLS configuration; without roots where no connection will use it, because loading them
/// costs tens of milliseconds and a machine may have none.
pub(super) fn config(needed: bool) -> Result<ClientConfig, BuildError> {
    let roots = if needed {
        roots()?
    } else {
        RootCertStore::empty()
    };
    let mut config = ClientConfig::builder_with_provider(provider())
        .with_safe_default_protocol_versions()
        .map_err(|error| BuildError::new("transport", "cannot offer a TLS version").because(error))?
        .with_root_certificates(roots)
        .with_no_client_auth();
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    Ok(config)
}

fn roots() -> Result<RootCertStore, BuildError> {
    let found = rustls_native_certs::load_native_certs();
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(found.certs);
    if !roots.is_empty() {
        return Ok(roots);
    }
    let problem = BuildError::new(
        "gateway",
        "needs https, and this machine has no CA certificates: install them (Debian: the package ca-certificates) or name a file in SSL_CERT_FILE",
    );
    Err(match found.errors.into_iter().next() {
        Some(error) => problem.because(error),
        None => problem,
    })
}

/// Named here and not installed for the process: a library must not decide that for everybody.
#[cfg(feature = "rustls-ring")]
fn provider() -> Arc<CryptoProvider> {
    Arc::new(rustls::crypto::ring::default_provider())
}

#[cfg(all(feature = "rustls-aws-lc-rs", not(feature = "rustls-ring")))]
fn provider() -> Arc<CryptoProvider> {
    Arc::new(rustls::crypto::aws_lc_rs::default_provider())
}

#[cfg(not(any(feature = "rustls-ring", feature = "rustls-aws-lc-rs")))]
compile_error!("the feature `http` needs `rustls-ring` or `rustls-aws-lc-rs`");
