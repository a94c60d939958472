//! A browser's bare bones: cookies, redirects, compressed answers.

use std::collections::BTreeMap;
use std::io::Read;

use anyhow::{Context, Result, bail};
use ureq::Agent;
use ureq::http::header::{CONTENT_ENCODING, COOKIE, LOCATION, SET_COOKIE};
use ureq::http::{HeaderMap, Response};

/// More redirects than any page needs.
const REDIRECTS: usize = 10;

/// A visitor with a cookie jar.
pub struct Client {
    agent: Agent,
    base: String,
    cookies: BTreeMap<String, String>,
}

/// An answer.
pub struct Fetched {
    /// The address it came from, after redirects.
    pub path: String,
    /// Bytes of the body on the wire.
    pub sent: usize,
    /// The body, decompressed.
    pub text: String,
}

impl Client {
    /// A visitor of the site at this address.
    pub fn new(base: String) -> Self {
        // Redirects are followed here, because they set cookies on the way.
        let config = Agent::config_builder()
            .max_redirects(0)
            .http_status_as_error(false)
            .build();
        Self {
            agent: config.into(),
            base,
            cookies: BTreeMap::new(),
        }
    }

    /// Its cookies as a header sends them.
    pub fn cookies(&self) -> String {
        let pairs = self
            .cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"));
        pairs.collect::<Vec<_>>().join("; ")
    }

    /// Opens a page.
    pub fn get(&mut self, path: &str) -> Result<Fetched> {
        self.request(path, None)
    }

    /// Sends a form as a browser without script does.
    pub fn post(&mut self, path: &str, fields: &[(String, String)]) -> Result<Fetched> {
        self.request(path, Some(fields))
    }

    fn request(&mut self, path: &str, form: Option<&[(String, String)]>) -> Result<Fetched> {
        let mut path = path.to_owned();
        let mut form = form;
        for _ in 0..REDIRECTS {
            let mut response = self
                .send(&path, form)
                .with_context(|| format!("could not open {path}"))?;
            self.keep_cookies(response.headers());
            let status = response.status();
            if status.is_redirection() {
                let location = response
                    .headers()
                    .get(LOCATION)
                    .context("a redirect without an address")?;
                path = self.resolve(&path, location.to_str()?);
                // What follows a posted form is read, not posted again.
                form = None;
                continue;
            }
            let encoding = response
                .headers()
                .get(CONTENT_ENCODING)
                .map(|value| value.as_bytes().to_vec());
            let mut body = Vec::new();
            response.body_mut().as_reader().read_to_end(&mut body)?;
            let text = decode(encoding.as_deref(), &body)?;
            if !status.is_success() {
                bail!(
                    "{path} answered {status}: {}",
                    text.chars().take(500).collect::<String>()
                );
            }
            return Ok(Fetched {
                path,
                sent: body.len(),
                text,
            });
        }
        bail!("{path} redirects without end")
    }

    fn send(&self, path: &str, form: Option<&[(String, String)]>) -> Result<Response<ureq::Body>> {
        let url = format!("{}{path}", self.base);
        let cookies: Vec<_> = self
            .cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        let cookies = cookies.join("; ");
        Ok(match form {
            None => self
                .agent
                .get(url)
                .header(COOKIE, cookies)
                .header("accept-encoding", "br")
                .call()?,
            Some(fields) => {
                let fields = fields
                    .iter()
                    .map(|(name, value)| (name.as_str(), value.as_str()));
                let post = self
                    .agent
                    .post(url)
                    .header(COOKIE, cookies)
                    .header("accept-encoding", "br");
                post.header("origin", &self.base).send_form(fields)?
            }
        })
    }

    fn keep_cookies(&mut self, headers: &HeaderMap) {
        for header in headers.get_all(SET_COOKIE) {
            let pair = header
                .to_str()
                .ok()
                .and_then(|text| text.split(';').next()?.split_once('='));
            if let Some((name, value)) = pair {
                self.cookies
                    .insert(name.trim().to_owned(), value.trim().to_owned());
            }
        }
    }

    /// The path that an address on a page means.
    pub fn resolve(&self, page: &str, address: &str) -> String {
        let address = address.strip_prefix(&self.base).unwrap_or(address);
        let (folder, _) = page.rsplit_once('/').unwrap_or_default();
        match address.chars().next() {
            None => page.to_owned(),
            Some('/') => address.to_owned(),
            Some('?') => format!("{}{address}", page.split('?').next().unwrap_or(page)),
            Some(_) => format!("{folder}/{address}"),
        }
    }
}

fn decode(encoding: Option<&[u8]>, body: &[u8]) -> Result<String> {
    let mut plain = Vec::new();
    match encoding {
        None => plain.extend_from_slice(body),
        Some(b"br") => {
            brotli::BrotliDecompress(&mut &body[..], &mut plain)
                .context("an answer is not valid Brotli")?;
        }
        Some(other) => bail!(
            "an answer is compressed by {}",
            String::from_utf8_lossy(other)
        ),
    }
    Ok(String::from_utf8_lossy(&plain).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn resolves_addresses_as_a_browser_does() {
        let client = Client::new("http://127.0.0.1:3000".into());
        assert_eq!(client.resolve("/a/b", "/c"), "/c");
        assert_eq!(client.resolve("/a/b", "c"), "/a/c");
        assert_eq!(client.resolve("/a/b?x=1", ""), "/a/b?x=1");
        assert_eq!(client.resolve("/a/b?x=1", "?y=2"), "/a/b?y=2");
        assert_eq!(client.resolve("/a", "http://127.0.0.1:3000/d"), "/d");
    }

    #[test]
    fn reads_plain_and_compressed_answers_and_no_others() {
        let mut packed = Vec::new();
        let params = brotli::enc::BrotliEncoderParams::default();
        brotli::BrotliCompress(&mut "é".as_bytes(), &mut packed, &params).unwrap();
        assert_eq!(decode(Some(b"br"), &packed).unwrap(), "é");
        assert_eq!(decode(None, b"a").unwrap(), "a");
        assert!(decode(Some(b"zstd"), b"a").is_err());
    }
}
