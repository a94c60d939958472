//! Cookies. All are needed for the service to work; none follows anybody.

use axum::http::header::{COOKIE, SET_COOKIE};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Response};

/// The value of a cookie.
pub(super) fn read(headers: &HeaderMap, name: &str) -> Option<String> {
    let all = headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|v| v.to_str().ok());
    all.flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(key, value)| (key == name && !value.is_empty()).then(|| value.to_owned()))
}

/// Whether the browser came by https: a proxy in front says so.
pub(super) fn is_secure(headers: &HeaderMap) -> bool {
    let scheme = headers.get(HeaderName::from_static("x-forwarded-proto"));
    scheme.is_some_and(|v| v.as_bytes().eq_ignore_ascii_case(b"https"))
}

/// Cookies of one consultation, sent back only to its own addresses.
pub(super) struct Jar<'a> {
    /// `/consultations/{slug}`.
    pub path: &'a str,
    /// Whether only https may carry them.
    pub secure: bool,
}

impl<'a> Jar<'a> {
    /// For the consultation at this path, as the request came.
    pub fn new(path: &'a str, request: &HeaderMap) -> Self {
        Self {
            path,
            secure: is_secure(request),
        }
    }

    /// The secret of a draft.
    pub fn draft<B>(&self, response: &mut Response<B>, token: &str) {
        self.session(response, "draft", token);
    }

    /// Sets a cookie. It goes when the browser is closed: devices are shared.
    pub fn session<B>(&self, response: &mut Response<B>, name: &str, value: &str) {
        self.write(response, name, value, "");
    }

    /// Takes a cookie away.
    pub fn clear<B>(&self, response: &mut Response<B>, name: &str) {
        self.write(response, name, "", "; Max-Age=0");
    }

    fn write<B>(&self, response: &mut Response<B>, name: &str, value: &str, lasts: &str) {
        let (path, secure) = (self.path, if self.secure { "; Secure" } else { "" });
        let line = format!("{name}={value}; Path={path}; HttpOnly; SameSite=Lax{lasts}{secure}");
        // Secrets are base64url and paths are slugs: always a legal header.
        if let Ok(line) = HeaderValue::try_from(line) {
            response.headers_mut().append(SET_COOKIE, line);
        }
    }
}
