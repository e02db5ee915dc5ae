//! A server on loopback that reads whole requests and answers as a test says.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use top_runtime::client::ClientBuilder;
use top_runtime::{Client, RetryPolicy};

use crate::told::Told;

/// What to do with a request.
pub(crate) enum Answer {
    /// Answers 200 with this body.
    Ok(String),
    /// The same, and closes without a word about it.
    OkThenClose(String),
    /// Answers 200 with this compressed body.
    Gzip(Vec<u8>),
    /// Writes this and closes.
    Raw(Vec<u8>),
    /// Closes.
    Cut,
    /// Never answers.
    Silence,
    /// Writes chunks for as long as somebody reads.
    Endless,
}

impl Answer {
    pub(crate) fn ok(body: &str) -> Self {
        Self::Ok(body.to_owned())
    }
}

type Answers = dyn Fn(usize) -> Answer + Send + Sync;

pub(crate) struct Server {
    port: u16,
    seen: Arc<Seen>,
}

struct Seen {
    answers: Box<Answers>,
    connections: AtomicUsize,
    requests: Mutex<Vec<String>>,
}

pub(crate) async fn loopback() -> TcpListener {
    TcpListener::bind("127.0.0.1:0").await.unwrap()
}

/// A client without a gateway.
pub(crate) fn builder() -> ClientBuilder {
    Told::listen();
    Client::builder()
        .app_key("88776655")
        .app_secret("the-app-secret-0123456789")
        .session("6100-the-session-0123456789")
        // What one attempt comes to.
        .retry(RetryPolicy::none())
}

/// A client of the gateway on this port of loopback.
pub(crate) fn client(port: u16) -> Client {
    builder()
        .gateway(format!("http://127.0.0.1:{port}/router/rest"))
        .build()
        .unwrap()
}

impl Server {
    /// Starts; `answers` is told how many requests came before.
    pub(crate) async fn start(answers: impl Fn(usize) -> Answer + Send + Sync + 'static) -> Self {
        let listener = loopback().await;
        let port = listener.local_addr().unwrap().port();
        let seen = Arc::new(Seen {
            answers: Box::new(answers),
            connections: AtomicUsize::new(0),
            requests: Mutex::default(),
        });
        let shared = Arc::clone(&seen);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                shared.connections.fetch_add(1, Ordering::SeqCst);
                tokio::spawn(serve(stream, Arc::clone(&shared)));
            }
        });
        Self { port, seen }
    }

    pub(crate) fn port(&self) -> u16 {
        self.port
    }

    pub(crate) fn connections(&self) -> usize {
        self.seen.connections.load(Ordering::SeqCst)
    }

    pub(crate) fn requests(&self) -> Vec<String> {
        self.seen.requests.lock().unwrap().clone()
    }
}

async fn serve(mut stream: TcpStream, seen: Arc<Seen>) {
    while let Some(request) = read(&mut stream).await {
        let number = {
            let mut requests = seen.requests.lock().unwrap();
            requests.push(request);
            requests.len() - 1
        };
        let answer = (seen.answers)(number);
        if !respond(&mut stream, answer).await {
            return;
        }
    }
}

/// One request with its whole body; `None` where the connection ended.
async fn read(stream: &mut TcpStream) -> Option<String> {
    let mut text = Vec::new();
    let mut buffer = [0; 4096];
    loop {
        if let Some(end) = text.windows(4).position(|four| four == b"\r\n\r\n") {
            let head = String::from_utf8_lossy(&text[..end]).into_owned();
            let length = head.split("content-length: ").nth(1).unwrap_or("0");
            let length: usize = length.split("\r\n").next().unwrap().parse().unwrap();
            if text.len() >= end + 4 + length {
                return Some(String::from_utf8_lossy(&text).into_owned());
            }
        }
        match stream.read(&mut buffer).await {
            Ok(0) | Err(_) => return None,
            Ok(count) => text.extend_from_slice(&buffer[..count]),
        }
    }
}

/// Answers; whether the connection lives on.
async fn respond(stream: &mut TcpStream, answer: Answer) -> bool {
    let (text, lives) = match answer {
        Answer::Ok(body) => (ok(&[], body.as_bytes()), true),
        Answer::OkThenClose(body) => (ok(&[], body.as_bytes()), false),
        Answer::Gzip(body) => (ok(b"content-encoding: gzip\r\n", &body), true),
        Answer::Raw(text) => (text, false),
        Answer::Cut => (Vec::new(), false),
        Answer::Silence => std::future::pending().await,
        Answer::Endless => {
            endless(stream).await;
            return false;
        }
    };
    stream.write_all(&text).await.is_ok() && lives
}

fn ok(header: &[u8], body: &[u8]) -> Vec<u8> {
    let length = format!("content-length: {}\r\n\r\n", body.len());
    [b"HTTP/1.1 200 OK\r\n", header, length.as_bytes(), body].concat()
}

async fn endless(stream: &mut TcpStream) {
    let head = b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n";
    let mut open = stream.write_all(head).await.is_ok();
    let chunk = [b"10000\r\n".as_slice(), &vec![b' '; 0x10000], b"\r\n"].concat();
    while open {
        open = stream.write_all(&chunk).await.is_ok();
    }
}
