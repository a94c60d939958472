//! Reading a posted form, and answering it with a redirect.

use app::api::ApiError;
use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::header::LOCATION;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};

/// Names and values of a posted form, in order. A name may come several times (checkboxes).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fields(pub Vec<(String, String)>);

impl Fields {
    /// The first value of a field.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0
            .iter()
            .find(|(n, _)| n == name)
            .map(|(_, v)| v.as_str())
    }

    /// The first value, or nothing at all.
    pub fn text(&self, name: &str) -> &str {
        self.get(name).unwrap_or_default()
    }

    /// Every value of a field.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0
            .iter()
            .filter(move |(n, _)| n == name)
            .map(|(_, v)| v.as_str())
    }

    /// What may be shown again: everything but passwords, the session's token, and the page that has it.
    pub fn without_secrets(self) -> Vec<(String, String)> {
        let secret = |name: &str| matches!(name, "csrf" | "from-page") || name.contains("password");
        let all = self.0.into_iter();
        all.filter(|(name, _)| !secret(name)).collect()
    }
}

impl<S: Send + Sync> FromRequest<S> for Fields {
    type Rejection = Response;

    async fn from_request(request: Request, state: &S) -> Result<Self, Response> {
        let too_large = |_| {
            (
                StatusCode::PAYLOAD_TOO_LARGE,
                "That is more than this form can take. Go back and shorten it.\n",
            )
                .into_response()
        };
        let bytes = Bytes::from_request(request, state)
            .await
            .map_err(too_large)?;
        // Percent-decoded bytes that are not UTF-8 become replacement characters: nothing typed is refused for them.
        Ok(Self(form_urlencoded::parse(&bytes).into_owned().collect()))
    }
}

/// Sends the browser on after a form: 303, so that reloading does not post again.
pub fn see_other(path: &str) -> Response {
    match HeaderValue::try_from(path) {
        Ok(location) => (StatusCode::SEE_OTHER, [(LOCATION, location)]).into_response(),
        Err(_) => StatusCode::BAD_REQUEST.into_response(),
    }
}

/// The status of an error, for a handler that has no page to show it on. `http::pages` shows the page.
pub fn status(error: &ApiError) -> StatusCode {
    StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}
