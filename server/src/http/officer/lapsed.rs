//! A form that comes when its session is over: nothing typed in it is lost. It travels in the page to sign in on, and
//! is shown again afterwards. It is stored nowhere: it may hold somebody else's words.

use super::super::form::Fields;
use super::super::{App, pages};
use app::api::FieldError;
use app::routes;
use app::visit::{Retry, Visit};
use axum::extract::{DefaultBodyLimit, FromRequest as _, Request};
use axum::http::header::{CONTENT_TYPE, REFERER};
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::{IntoResponse as _, Response};

/// The largest form that is carried over signing in, in bytes: a dossier, and room.
pub(in crate::http) const LIMIT: usize = 5 * 1024 * 1024;

/// The address that the browser says a form stood at, without its site.
pub(super) fn referer(headers: &HeaderMap) -> Option<String> {
    let referer = headers.get(REFERER)?.to_str().ok()?;
    let page = referer.parse::<Uri>().ok()?;
    Some(page.path_and_query()?.to_string())
}

/// Where a form was posted from: the page it says itself, or the one that the browser names, or the officers' first page.
pub(super) fn page_of(fields: &Fields, referer: Option<String>) -> String {
    let page = |page: &String| is_ours(page) && !page.starts_with(&routes::sign_in());
    let own = fields.get("from-page").map(str::to_owned).filter(page);
    own.or_else(|| referer.filter(page))
        .unwrap_or_else(routes::officer)
}

/// Whether an address is one of the officers' pages: never another site.
pub(super) fn is_ours(address: &str) -> bool {
    address.starts_with("/officer") && !address.contains("//") && !address.contains('\\')
}

/// The answer to a form that nobody signed in posted: the page to sign in on, with the form in it.
pub(in crate::http) async fn ask(app: &App, visit: Visit, mut request: Request) -> Response {
    let headers = request.headers();
    if headers.contains_key("x-autosave") {
        return StatusCode::UNAUTHORIZED.into_response();
    }
    let (from, form) = (referer(headers), request.uri().path().to_owned());
    let file = headers
        .get(CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes().starts_with(b"multipart/"));
    if file {
        // A file cannot be carried in a page.
        let next = page_of(&Fields::default(), from);
        return sign_in(app, visit, vec![("next".to_owned(), next)], "file").await;
    }
    DefaultBodyLimit::max(LIMIT).apply(&mut request);
    let fields = match Fields::from_request(request, app).await {
        Ok(fields) => fields,
        Err(refused) => return refused,
    };
    let next = page_of(&fields, from);
    let kept = serde_json::to_string(&fields.without_secrets()).unwrap_or_default();
    let fields = [("next", next), ("form", form), ("kept", kept)];
    let fields = fields.map(|(name, value)| (name.to_owned(), value));
    sign_in(app, visit, fields.to_vec(), "ended").await
}

/// The page to sign in on, with what a form before carried, and what is wrong with it by code.
pub(in crate::http) async fn sign_in(
    app: &App,
    visit: Visit,
    fields: Vec<(String, String)>,
    code: &str,
) -> Response {
    let retry = Retry {
        form: routes::sign_in(),
        fields,
        errors: vec![FieldError::code("", code)],
    };
    let visit = Visit {
        retry: Some(retry),
        ..visit
    };
    match pages::shown(app, visit, &routes::sign_in()).await {
        Some(response) => response,
        None => StatusCode::UNAUTHORIZED.into_response(),
    }
}
