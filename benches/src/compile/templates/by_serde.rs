//! The same structs with serde's derives, with a caller for each.

use std::time::{Duration, SystemTime};

use md5::{Digest, Md5};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// A call that is under way.
pub type Call<'a> = std::pin::Pin<Box<dyn Future<Output = bool> + Send + 'a>>;

/// Whatever stopped a call.
pub type Failure = Box<dyn std::error::Error + Send + Sync>;

/// One application at one gateway.
pub struct Client {
    http: reqwest::Client,
    url: String,
    app_key: String,
    app_secret: String,
}

/// A client of a gateway that is not there.
pub fn client() -> Option<Client> {
    // Both sides could call over TLS, and so both link it.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let http = reqwest::Client::builder()
        .timeout(Duration::from_secs(30))
        .build()
        .ok()?;
    Some(Client {
        http,
        url: "http://127.0.0.1:1/router/rest".to_owned(),
        app_key: "12345678".to_owned(),
        app_secret: "helloworld".to_owned(),
    })
}

impl Client {
    /// Calls a method: the generic part is no more than the two passes of serde.
    pub async fn call<Q: Serialize, R: DeserializeOwned>(
        &self,
        method: &str,
        request: &Q,
    ) -> Result<R, Failure> {
        let json = serde_json::to_string(request)?;
        let reply = self.post(method, json).await?;
        Ok(serde_json::from_slice(&reply)?)
    }

    async fn post(&self, method: &str, json: String) -> Result<Vec<u8>, Failure> {
        let seconds = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH)?;
        let timestamp = seconds.as_secs().to_string();
        let mut pairs = [
            ("app_key", self.app_key.as_str()),
            ("format", "json"),
            ("method", method),
            ("request", json.as_str()),
            ("sign_method", "md5"),
            ("simplify", "true"),
            ("timestamp", timestamp.as_str()),
            ("v", "2.0"),
        ];
        pairs.sort_unstable();
        let sign = sign(&self.app_secret, &pairs);
        let body = form_urlencoded::Serializer::new(String::new())
            .extend_pairs(pairs)
            .append_pair("sign", &sign)
            .finish();
        let reply = self.http.post(&self.url).body(body).send().await?;
        Ok(reply.bytes().await?.to_vec())
    }
}

fn sign(secret: &str, sorted: &[(&str, &str)]) -> String {
    let mut md5 = Md5::new();
    md5.update(secret);
    for (name, value) in sorted {
        md5.update(name);
        md5.update(value);
    }
    md5.update(secret);
    let digest = md5.finalize();
    digest.iter().map(|byte| format!("{byte:02X}")).collect()
}

#[allow(unused_imports, reason = "no endpoint needs all of it")]
mod prelude {
    pub use super::{Call, Client};
    pub use serde::{Deserialize, Serialize};
    pub use std::hint::black_box;
}
