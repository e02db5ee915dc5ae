//! Asking a user for their authorisation, and what they come back with (protocol §8).

mod redirect;
mod state;

use std::fmt;

pub use self::redirect::{AuthoriseError, Redirect};
pub use self::state::State;
use super::{CreateToken, Token};
use crate::client::Client;
use crate::error::Error;
use crate::form::percent_encoded;
use crate::gateway::Gateway;
use crate::text::Secret;

/// The address to send a user to, so that they authorise the app.
///
/// `Display` writes the address. It holds no secret but the state, which belongs to this user's
/// browser session alone: make one for every user who is sent there.
pub struct AuthoriseUrl {
    address: String,
    app_key: String,
    redirect_uri: String,
    state: State,
    view: View,
}

/// For which kind of screen the authorisation page is made.
#[non_exhaustive]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum View {
    /// `web`: a Taobao page for computers.
    #[default]
    Web,
    /// `tmall`: a Tmall page for computers.
    Tmall,
    /// `wap`: a page for phones.
    Wap,
}

impl View {
    fn as_str(self) -> &'static str {
        match self {
            Self::Web => "web",
            Self::Tmall => "tmall",
            Self::Wap => "wap",
        }
    }
}

impl AuthoriseUrl {
    /// The address for this app, with a new random state. `redirect_uri` is the one that the
    /// console names for the app.
    ///
    /// The test environment has its own page; a gateway given as an address is taken to be a way
    /// to production. [`address`](Self::address) names another one.
    pub fn new(
        gateway: &Gateway,
        app_key: impl Into<String>,
        redirect_uri: impl Into<String>,
    ) -> Self {
        let address = match gateway {
            Gateway::Sandbox => "https://oauth.daily.taobao.net/authorize",
            _ => "https://oauth.taobao.com/authorize",
        };
        Self {
            address: address.to_owned(),
            app_key: app_key.into(),
            redirect_uri: redirect_uri.into(),
            state: State::random(),
            view: View::default(),
        }
    }

    /// Sets the address of the authorisation page, without a query.
    #[must_use]
    pub fn address(mut self, address: impl Into<String>) -> Self {
        self.address = address.into();
        self
    }

    /// Sets the kind of screen, [`View::Web`] by default.
    #[must_use]
    pub fn view(mut self, view: View) -> Self {
        self.view = view;
        self
    }

    /// The state to keep with the user's browser session: what comes back must name it.
    pub fn state(&self) -> &State {
        &self.state
    }
}

impl fmt::Display for AuthoriseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}?response_type=code&client_id={}&redirect_uri={}&state={}&view={}",
            self.address,
            percent_encoded(&self.app_key),
            percent_encoded(&self.redirect_uri),
            percent_encoded(self.state.expose()),
            self.view.as_str(),
        )
    }
}

impl fmt::Debug for AuthoriseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AuthoriseUrl")
            .field("address", &self.address)
            .field("redirect_uri", &self.redirect_uri)
            .field("view", &self.view)
            .finish_non_exhaustive()
    }
}

/// Trades the code of an authorisation for a token. Store the token before you use it: the code
/// gives none a second time.
///
/// # Errors
/// [`Error`]. Where its [`effect`](Error::effect) is not `None`, the code may be used up: send the
/// user to the authorisation page again, not the code.
pub async fn exchange(client: &Client, code: impl Into<Secret>) -> Result<Token, Error> {
    let now = client.now();
    let request = CreateToken {
        code: code.into(),
        uuid: None,
    };
    let call = client.call(&request).for_secrets();
    Ok(call.send().await?.into_token(now))
}

#[cfg(test)]
mod tests;
