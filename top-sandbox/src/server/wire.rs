//! Connections that can be cut: at once, or in the middle of a reply.

use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};

use axum::extract::connect_info::Connected;
use axum::serve::IncomingStream;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};

/// Accepts connections that can be cut.
pub(super) struct Listener(pub(super) TcpListener);

impl axum::serve::Listener for Listener {
    type Io = Wire;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Wire, SocketAddr) {
        let (stream, address) = axum::serve::Listener::accept(&mut self.0).await;
        let scissors = Scissors::default();
        (Wire { stream, scissors }, address)
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        self.0.local_addr()
    }
}

/// Cuts one connection.
#[derive(Debug, Clone, Default)]
pub(super) struct Scissors(Arc<Mutex<Plans>>);

#[derive(Debug, Clone, Copy, Default)]
struct Plans {
    replies: Replies,
    requests: Requests,
}

/// What becomes of the bytes that come.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Requests {
    /// Everything passes.
    #[default]
    Pass,
    /// Nothing comes any more.
    End,
    /// The connection breaks at the first byte.
    Break,
}

/// What becomes of the bytes that go.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Replies {
    /// Everything passes.
    #[default]
    Pass,
    /// The head of the reply passes, then this many bytes.
    Body(usize),
    /// This many bytes pass, then none.
    Bytes(usize),
}

impl Scissors {
    /// Lets no byte more pass.
    pub(super) fn cut_at_once(&self) {
        self.plans().replies = Replies::Bytes(0);
    }

    /// Lets the head of the next reply pass, and this many bytes of its body.
    pub(super) fn cut_after_body(&self, bytes: usize) {
        self.plans().replies = Replies::Body(bytes);
    }

    /// Closes the connection when this reply is out.
    pub(super) fn close(&self) {
        self.plans().requests = Requests::End;
    }

    /// Cuts the connection when the next request comes.
    pub(super) fn cut_next_request(&self) {
        self.plans().requests = Requests::Break;
    }

    /// How many of these bytes may pass; `None` where the connection is cut.
    fn allow(&self, bytes: &[u8]) -> Option<usize> {
        let plan = &mut self.plans().replies;
        if let Replies::Body(rest) = *plan {
            // hyper writes the whole head at once.
            let head = bytes.windows(4).position(|window| window == b"\r\n\r\n");
            *plan = Replies::Bytes(head.map_or(0, |at| at + 4) + rest);
        }
        let Replies::Bytes(left) = *plan else {
            return Some(bytes.len());
        };
        let allowed = left.min(bytes.len());
        (allowed > 0).then_some(allowed)
    }

    /// Takes note of the bytes that did pass.
    fn passed(&self, bytes: usize) {
        if let Replies::Bytes(left) = &mut self.plans().replies {
            *left = left.saturating_sub(bytes);
        }
    }

    fn plans(&self) -> MutexGuard<'_, Plans> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Connected<IncomingStream<'_, Listener>> for Scissors {
    fn connect_info(stream: IncomingStream<'_, Listener>) -> Self {
        stream.io().scissors.clone()
    }
}

/// A connection that can be cut.
pub(super) struct Wire {
    stream: TcpStream,
    scissors: Scissors,
}

impl AsyncRead for Wire {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let plan = self.scissors.plans().requests;
        if plan == Requests::End {
            return Poll::Ready(Ok(()));
        }
        let before = buffer.filled().len();
        let read = Pin::new(&mut self.stream).poll_read(context, buffer);
        if plan == Requests::Break && buffer.filled().len() > before {
            return Poll::Ready(Err(cut()));
        }
        read
    }
}

/// Vectored writes stay off, so that every byte passes the scissors.
impl AsyncWrite for Wire {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let Some(allowed) = self.scissors.allow(bytes) else {
            return Poll::Ready(Err(cut()));
        };
        let bytes = bytes.get(..allowed).unwrap_or_default();
        let written = Pin::new(&mut self.stream).poll_write(context, bytes);
        if let Poll::Ready(Ok(written)) = written {
            self.scissors.passed(written);
        }
        written
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}

fn cut() -> io::Error {
    io::Error::new(io::ErrorKind::ConnectionReset, "cut on request")
}
