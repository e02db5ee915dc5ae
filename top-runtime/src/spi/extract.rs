//! Extractors for axum.

use axum_core::extract::{FromRef, FromRequest, Request};
use axum_core::response::{IntoResponse, Response};
use bytes::Bytes;

use super::error::SpiError;
use super::failure::SpiFailure;
use super::request::SpiRequest;
use super::verified::Verified;
use super::verifier::SpiVerifier;
use crate::api::TopObject;

/// A call of the platform, verified and read into a declared struct.
///
/// The router's state is a [`SpiVerifier`], or has one by `FromRef`. What is refused never reaches
/// the handler. To have the parameters as well, take [`Verified`] and [`read`](Verified::read) it.
/// A body has at most 2 MB, or what axum's `DefaultBodyLimit` says.
///
/// ```
/// use axum::{Router, routing::post};
/// use top_runtime::TopObject;
/// use top_runtime::spi::{Spi, SpiVerifier};
///
/// /// A member card is activated.
/// #[derive(Debug, TopObject)]
/// struct Activate {
///     /// Who asks for it.
///     nick: String,
/// }
///
/// async fn activate(Spi(call): Spi<Activate>) -> String {
///     format!(r#"{{"flag":"success","nick":{:?}}}"#, call.nick)
/// }
///
/// let app: Router = Router::new()
///     .route("/spi/activate", post(activate))
///     .with_state(SpiVerifier::new("app secret"));
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Spi<T>(pub T);

/// Why a handler was not called; as a response, what the platform expects to be told.
#[derive(Debug)]
pub struct SpiRejection(SpiFailure);

impl SpiRejection {
    /// What the platform is told.
    pub fn failure(&self) -> &SpiFailure {
        &self.0
    }
}

impl IntoResponse for SpiRejection {
    fn into_response(self) -> Response {
        self.0.into_response()
    }
}

impl IntoResponse for SpiFailure {
    fn into_response(self) -> Response {
        ([("content-type", self.content_type())], self.body()).into_response()
    }
}

impl<S> FromRequest<S> for Verified
where
    S: Send + Sync,
    SpiVerifier: FromRef<S>,
{
    type Rejection = SpiRejection;

    async fn from_request(request: Request, state: &S) -> Result<Self, SpiRejection> {
        let verifier = SpiVerifier::from_ref(state);
        verify(&verifier, request).await.map_err(|error| {
            tracing::warn!(%error, "an SPI call was refused");
            SpiRejection(verifier.failure().clone())
        })
    }
}

async fn verify(verifier: &SpiVerifier, request: Request) -> Result<Verified, SpiError> {
    let (head, body) = request.into_parts();
    // The limit of the body is an extension of the request.
    let whole = Request::from_parts(head.clone(), body);
    let body = Bytes::from_request(whole, &()).await;
    let body = body.map_err(|_| SpiError::Unread)?;
    let headers = head.headers.iter();
    verifier.verify(&SpiRequest::new(
        head.uri.query().unwrap_or_default(),
        headers.map(|(name, value)| (name.as_str(), value)),
        &body,
    ))
}

impl<S, T> FromRequest<S> for Spi<T>
where
    S: Send + Sync,
    T: TopObject,
    SpiVerifier: FromRef<S>,
{
    type Rejection = SpiRejection;

    async fn from_request(request: Request, state: &S) -> Result<Self, SpiRejection> {
        let verified = Verified::from_request(request, state).await?;
        verified.read().map(Self).map_err(|error| {
            tracing::warn!(%error, "an SPI call cannot be read");
            let failure = SpiVerifier::from_ref(state).failure().clone();
            SpiRejection(failure.told("invalid-parameter", error.to_string()))
        })
    }
}
