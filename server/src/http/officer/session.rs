//! Signing in and out.

use super::super::form::{Fields, see_other};
use super::super::{Access, App, Table, cookie};
use super::OfficerForm;
use app::api::ApiError;
use app::routes;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use axum::routing::post;

pub(super) fn routes(table: Table) -> Table {
    table
        .route("POST", "/officer/sign-in", Access::Public, post(sign_in))
        .route("POST", "/officer/sign-out", Access::Staff, post(sign_out))
}

/// Where to sign in and come back from.
pub(in crate::http) fn sign_in_for(path: &str) -> String {
    let next: String = form_urlencoded::byte_serialize(path.as_bytes()).collect();
    format!("{}?next={next}", routes::sign_in())
}

async fn sign_in(State(app): State<App>, headers: HeaderMap, fields: Fields) -> Response {
    // Only pages of the officers' side: never another site.
    let local =
        |path: &&str| path.starts_with("/officer") && !path.contains("//") && !path.contains('\\');
    let next = fields
        .get("next")
        .filter(local)
        .unwrap_or("/officer")
        .to_owned();
    let again = |why: &str| see_other(&format!("{}&problem={why}", sign_in_for(&next)));
    match app
        .live
        .sign_in(fields.text("email"), fields.text("password").to_owned())
        .await
    {
        Ok(token) => {
            let mut response = see_other(&next);
            cookie::Jar::new("/officer", &headers).session(&mut response, "session", &token);
            response
        }
        Err(ApiError::TooMany { .. }) => again("locked"),
        Err(ApiError::Forbidden) => again("wrong"),
        Err(_) => again("fault"),
    }
}

async fn sign_out(State(app): State<App>, headers: HeaderMap, form: OfficerForm) -> Response {
    let done = app.live.sign_out(&form.token).await;
    let mut response = form
        .answer(&app, "/officer", &routes::sign_in(), done)
        .await;
    cookie::Jar::new("/officer", &headers).clear(&mut response, "session");
    response
}
