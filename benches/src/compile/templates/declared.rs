//! Declarations to the framework, with a caller for each.

pub use top_runtime::Client;

/// A call that is under way.
pub type Call<'a> = std::pin::Pin<Box<dyn Future<Output = bool> + Send + 'a>>;

/// A client of a gateway that is not there.
pub fn client() -> Option<Client> {
    Client::builder()
        .gateway("http://127.0.0.1:1/router/rest")
        .app_key("12345678")
        .app_secret("helloworld")
        .build()
        .ok()
}

#[allow(unused_imports, reason = "no endpoint needs all of it")]
mod prelude {
    pub use super::Call;
    pub use std::hint::black_box;
    pub use top_runtime::{Client, DateTime, Decimal, File, Json, TopApi, TopObject};
}
