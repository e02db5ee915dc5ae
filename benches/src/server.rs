//! The static server: the same bytes for every call, in a process of its own, so that its CPU
//! time is nobody's.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};

use crate::Failure;
use crate::sample;

/// The server as a child process; it ends with this value.
#[derive(Debug)]
pub(crate) struct Server {
    child: Child,
    port: u16,
}

impl Server {
    /// Starts it on a free port of loopback.
    pub(crate) fn start() -> Result<Self, Failure> {
        let mut child = Command::new(std::env::current_exe()?)
            .arg("serve")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()?;
        let mut port = String::new();
        let out = child.stdout.take().ok_or("the server has no output")?;
        BufReader::new(out).read_line(&mut port)?;
        let port = port.trim().parse()?;
        Ok(Self { child, port })
    }

    /// The gateway's address that answers with so many list items.
    pub(crate) fn url(&self, items: usize) -> String {
        format!("http://127.0.0.1:{}/{items}", self.port)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended on its own; nothing is left to do then.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Serves for ever; prints its port first.
pub(crate) fn serve() -> Result<(), Failure> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    println!("{}", listener.local_addr()?.port());
    for stream in listener.incoming() {
        let stream = stream?;
        std::thread::spawn(move || answer_all(stream));
    }
    Ok(())
}

fn answer_all(mut stream: TcpStream) -> std::io::Result<()> {
    stream.set_nodelay(true)?;
    let mut reader = BufReader::new(stream.try_clone()?);
    let mut reply = Vec::new();
    while let Some(request) = read_request(&mut reader)? {
        if reply.is_empty() {
            reply = reply_to(&request);
        }
        stream.write_all(&reply)?;
    }
    Ok(())
}

/// The request line; `None` where the client has hung up.
fn read_request(reader: &mut BufReader<TcpStream>) -> std::io::Result<Option<String>> {
    let mut first = String::new();
    if reader.read_line(&mut first)? == 0 {
        return Ok(None);
    }
    let mut body_length = 0;
    let mut line = String::new();
    loop {
        line.clear();
        reader.read_line(&mut line)?;
        match line.split_once(':') {
            Some((name, value)) if name.eq_ignore_ascii_case("content-length") => {
                body_length = value.trim().parse().unwrap_or(0);
            }
            Some(_) => {}
            None => break,
        }
    }
    std::io::copy(&mut reader.by_ref().take(body_length), &mut std::io::sink())?;
    Ok(Some(first))
}

/// All calls of one connection ask for the same, so it is made once.
fn reply_to(request_line: &str) -> Vec<u8> {
    let items = request_line
        .split(['/', ' ', '?'])
        .find_map(|word| word.parse().ok())
        .unwrap_or(0);
    let body = sample::flow_reply(items);
    let length = body.len();
    format!(
        "HTTP/1.1 200 OK\r\nContent-Type: application/json;charset=UTF-8\r\nContent-Length: {length}\r\n\r\n{body}"
    )
    .into_bytes()
}
