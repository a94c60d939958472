//! Signing in and out.

use super::super::form::{Fields, see_other};
use super::super::{Access, App, Table, cookie, pages};
use super::{OfficerForm, lapsed};
use app::api::{ApiError, FieldError};
use app::routes;
use app::visit::{Retry, Visit};
use axum::Extension;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::HeaderMap;
use axum::response::Response;
use axum::routing::post;
use domain::access::Caller;

pub(super) fn routes(table: Table) -> Table {
    // What was typed before comes along with the password.
    let enter = post(sign_in).layer(DefaultBodyLimit::max(lapsed::LIMIT));
    table
        .large("POST", "/officer/sign-in", Access::Public, enter)
        .route("POST", "/officer/sign-out", Access::Staff, post(sign_out))
}

/// Where to sign in and come back from.
pub(in crate::http) fn sign_in_for(path: &str) -> String {
    let next: String = form_urlencoded::byte_serialize(path.as_bytes()).collect();
    format!("{}?next={next}", routes::sign_in())
}

async fn sign_in(
    State(app): State<App>,
    Extension(visit): Extension<Visit>,
    headers: HeaderMap,
    fields: Fields,
) -> Response {
    let next = fields
        .get("next")
        .filter(|page| lapsed::is_ours(page))
        .unwrap_or("/officer")
        .to_owned();
    let tried = app
        .live
        .sign_in(fields.text("email"), fields.text("password").to_owned())
        .await;
    let token = match tried {
        Ok(token) => token,
        Err(error) => {
            let code = match error {
                ApiError::TooMany { .. } => "locked",
                ApiError::Forbidden => "wrong",
                _ => "fault",
            };
            return lapsed::sign_in(&app, visit, fields.without_secrets(), code).await;
        }
    };
    let mut response = match kept(&fields) {
        Some(form) => go_on(&app, &token, next, form).await,
        None => see_other(&next),
    };
    cookie::Jar::new("/officer", &headers).session(&mut response, "session", &token);
    response
}

/// A form that came when the session before was over.
fn kept(fields: &Fields) -> Option<Retry> {
    Some(Retry {
        form: fields.get("form")?.to_owned(),
        fields: serde_json::from_str(fields.get("kept")?).ok()?,
        errors: vec![FieldError::code("", "session_ended")],
    })
}

/// The page with a form as it was typed, in the session that has just begun.
async fn go_on(app: &App, token: &str, page: String, form: Retry) -> Response {
    let session = match app.live.session(token).await {
        Ok(session) => session,
        Err(error) => return pages::failed(app, &Visit::anybody(&page), error).await,
    };
    let Some(session) = session else {
        return see_other(&page);
    };
    let visit = Visit {
        caller: Caller::Staff(session.staff),
        csrf: session.csrf,
        retry: Some(form),
        ..Visit::anybody(&page)
    };
    match pages::shown(app, visit, &page).await {
        Some(response) => response,
        None => see_other(&page),
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
