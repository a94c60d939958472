//! As much of an HTTP/1.1 client as a load needs: one connection kept alive, one request after another.

use anyhow::{Context, Result, bail, ensure};
use std::net::SocketAddr;
use std::time::Duration;
use tokio::io::{
    AsyncBufRead, AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader,
};
use tokio::net::TcpStream;
use tokio::time::timeout;

/// Longest wait for one answer.
const PATIENCE: Duration = Duration::from_secs(30);
/// Most bytes of one answer: far more than any page has.
const BODY_LIMIT: usize = 16 * 1024 * 1024;

/// What is asked.
#[derive(Clone, Debug, Default)]
pub struct Request {
    method: &'static str,
    path: String,
    headers: String,
    body: String,
}

impl Request {
    /// Opens a page.
    pub fn get(path: &str) -> Self {
        Self {
            method: "GET",
            path: path.to_owned(),
            ..Self::default()
        }
    }

    /// Sends a body.
    pub fn post(path: &str, kind: &str, body: &str) -> Self {
        Self {
            method: "POST",
            path: path.to_owned(),
            headers: String::new(),
            body: body.to_owned(),
        }
        .with("content-type", kind)
    }

    /// Adds a header.
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.headers.push_str(name);
        self.headers.push_str(": ");
        self.headers.push_str(value);
        self.headers.push_str("\r\n");
        self
    }

    fn written(&self, host: SocketAddr) -> String {
        let Self {
            method,
            path,
            headers,
            body,
        } = self;
        let length = match *method {
            "GET" => String::new(),
            _ => format!("content-length: {}\r\n", body.len()),
        };
        format!("{method} {path} HTTP/1.1\r\nhost: {host}\r\n{headers}{length}\r\n{body}")
    }
}

/// What was answered.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Reply {
    /// Its status.
    pub status: u16,
    /// Where a redirect leads.
    pub location: Option<String>,
    /// Cookies that were set, each `NAME=VALUE`.
    pub cookies: Vec<String>,
    /// How the body is compressed.
    pub encoding: Option<String>,
    /// The body as sent, its chunks joined.
    pub body: Vec<u8>,
}

impl Reply {
    /// The reply, if it has this status.
    ///
    /// # Errors
    /// When it has another: says what it says.
    pub fn expect(self, status: u16) -> Result<Self> {
        if self.status == status {
            return Ok(self);
        }
        let said: String = String::from_utf8_lossy(&self.body)
            .chars()
            .take(500)
            .collect();
        bail!("answered {} instead of {status}: {said}", self.status)
    }
}

/// A connection that is kept alive.
pub struct Connection {
    address: SocketAddr,
    stream: BufReader<TcpStream>,
}

impl Connection {
    /// Connects.
    ///
    /// # Errors
    /// When nobody listens there.
    pub async fn open(address: SocketAddr) -> Result<Self> {
        let stream = TcpStream::connect(address)
            .await
            .with_context(|| format!("nobody listens at {address}"))?;
        stream.set_nodelay(true)?;
        Ok(Self {
            address,
            stream: BufReader::with_capacity(64 * 1024, stream),
        })
    }

    /// Asks, and waits for the whole answer.
    ///
    /// # Errors
    /// When the connection breaks, or no answer comes in half a minute.
    pub async fn send(&mut self, request: &Request) -> Result<Reply> {
        let written = request.written(self.address);
        let exchange = async {
            self.stream.get_mut().write_all(written.as_bytes()).await?;
            read(&mut self.stream).await
        };
        let done = timeout(PATIENCE, exchange).await;
        let told = || format!("{} {}", request.method, request.path);
        done.with_context(|| format!("{}: no answer in time", told()))?
            .with_context(told)
    }
}

async fn read(stream: &mut (impl AsyncBufRead + Unpin)) -> Result<Reply> {
    let mut reply = Reply::default();
    let first = line(stream).await?;
    let status = first
        .strip_prefix("HTTP/1.1 ")
        .and_then(|rest| rest.get(..3));
    reply.status = status
        .context("not an HTTP/1.1 answer")?
        .parse()
        .context("a status that is no number")?;
    let (mut length, mut chunked) = (None, false);
    loop {
        let header = line(stream).await?;
        if header.is_empty() {
            break;
        }
        let (name, value) = header.split_once(':').context("a header without a colon")?;
        let value = value.trim();
        match name.to_ascii_lowercase().as_str() {
            "content-length" => length = Some(value.parse()?),
            "transfer-encoding" => chunked = value.eq_ignore_ascii_case("chunked"),
            "content-encoding" => reply.encoding = Some(value.to_owned()),
            "location" => reply.location = Some(value.to_owned()),
            "set-cookie" => {
                let pair = value.split(';').next().unwrap_or_default();
                reply.cookies.push(pair.to_owned());
            }
            _ => {}
        }
    }
    match length {
        _ if chunked => chunks(stream, &mut reply.body).await?,
        Some(length) => take(stream, length, &mut reply.body).await?,
        None => ensure!(
            matches!(reply.status, 204 | 304),
            "an answer that does not say how long it is"
        ),
    }
    Ok(reply)
}

async fn chunks(stream: &mut (impl AsyncBufRead + Unpin), body: &mut Vec<u8>) -> Result<()> {
    loop {
        let size = line(stream).await?;
        let digits = size.split(';').next().unwrap_or_default();
        let size = usize::from_str_radix(digits.trim(), 16).context("a chunk without a size")?;
        if size == 0 {
            // Trailers, if any, end with an empty line too.
            while !line(stream).await?.is_empty() {}
            return Ok(());
        }
        take(stream, size, body).await?;
        ensure!(
            line(stream).await?.is_empty(),
            "a chunk longer than it says"
        );
    }
}

async fn take(
    stream: &mut (impl AsyncBufRead + Unpin),
    length: usize,
    body: &mut Vec<u8>,
) -> Result<()> {
    let before = body.len();
    ensure!(before + length <= BODY_LIMIT, "an answer without end");
    body.resize(before + length, 0);
    stream.read_exact(&mut body[before..]).await?;
    Ok(())
}

/// A line of the head, without its end.
async fn line(stream: &mut (impl AsyncBufRead + Unpin)) -> Result<String> {
    let mut line = String::new();
    // One read past the longest line allowed shows that it is too long.
    let read = stream.take(64 * 1024).read_line(&mut line).await?;
    ensure!(
        read > 0 && line.ends_with('\n'),
        "the connection was closed"
    );
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn replies(mut bytes: &[u8]) -> Vec<Reply> {
        let mut all = Vec::new();
        while !bytes.is_empty() {
            all.push(read(&mut bytes).await.unwrap());
        }
        all
    }

    #[tokio::test]
    async fn answers_of_both_lengths_follow_each_other_on_one_connection() {
        let wire = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\ncontent-encoding: br\r\n\r\n\
            4\r\nWell\r\n5;x=1\r\nheard\r\n0\r\n\r\n\
            HTTP/1.1 303 See Other\r\nLocation: /next\r\nset-cookie: draft=abc; Path=/\r\ncontent-length: 0\r\n\r\n\
            HTTP/1.1 204 No Content\r\n\r\n\
            HTTP/1.1 201 Created\r\nContent-Length: 2\r\n\r\nok";
        let all = replies(wire).await;
        assert_eq!(all.len(), 4);
        assert_eq!(
            (all[0].status, all[0].body.as_slice()),
            (200, b"Wellheard".as_slice())
        );
        assert_eq!(all[0].encoding.as_deref(), Some("br"));
        assert_eq!(all[1].location.as_deref(), Some("/next"));
        assert_eq!(all[1].cookies, ["draft=abc"]);
        assert_eq!(all[2].status, 204);
        assert_eq!(all[3].body, b"ok");
    }

    #[tokio::test]
    async fn an_answer_that_breaks_off_is_an_error_and_not_a_short_answer() {
        for wire in [
            "HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nshort",
            "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n4\r\nWe",
            "HTTP/1.1 200 OK\r\ncontent-le",
            "HTTP/1.1 200 OK\r\n\r\nendless",
            "",
        ] {
            assert!(read(&mut wire.as_bytes()).await.is_err(), "{wire:?}");
        }
    }

    #[test]
    fn a_request_says_how_long_its_body_is() {
        let host = "127.0.0.1:80".parse().unwrap();
        let post = Request::post("/a", "text/plain", "né").with("x", "1");
        assert_eq!(
            post.written(host),
            "POST /a HTTP/1.1\r\nhost: 127.0.0.1:80\r\ncontent-type: text/plain\r\nx: 1\r\ncontent-length: 3\r\n\r\nné"
        );
        assert!(!Request::get("/a").written(host).contains("content-length"));
    }
}
