//! The officers' forms. Each is a translation: fields in, a use case, a redirect out.

mod acceptances;
mod agreement;
mod build;
mod code;
mod coding;
mod duplicates;
mod entry;
mod export;
mod frame;
mod import;
mod lapsed;
mod letters;
mod manage;
mod register;
mod report;
mod responses;
mod safeguarding;
mod scans;
mod second_entry;
mod session;
mod sign_off;
mod themes;
mod thread;
mod upload;

pub(super) use lapsed::{LIMIT as LAPSED_LIMIT, ask as ask_to_sign_in, sign_in as sign_in_page};
pub(super) use register::UPLOAD_LIMIT;
pub(super) use session::sign_in_for;

use super::form::{Fields, see_other};
use super::{App, Table, cookie, pages};
use crate::auth::same;
use app::api::{ApiError, FieldError};
use app::routes;
use app::visit::{Retry, Visit};
use axum::extract::{FromRequest, Request};
use axum::http::StatusCode;
use axum::http::header::HOST;
use axum::response::{IntoResponse as _, Response};
use domain::access::Caller;

pub(super) fn routes(table: Table) -> Table {
    let table = session::routes(table);
    let table = manage::routes(table);
    let table = register::routes(table);
    let table = build::routes(table);
    let table = responses::routes(table);
    let table = entry::routes(table);
    let table = scans::routes(table);
    let table = import::routes(table);
    let table = second_entry::routes(table);
    let table = letters::routes(table);
    let table = duplicates::routes(table);
    let table = export::routes(table);
    let table = thread::routes(table);
    let table = themes::routes(table);
    let table = code::routes(table);
    let table = coding::routes(table);
    let table = safeguarding::routes(table);
    let table = sign_off::routes(table);
    let table = agreement::routes(table);
    let table = acceptances::routes(table);
    let table = frame::routes(table);
    report::routes(table)
}

/// A form posted by a signed-in officer, with its CSRF token checked.
pub(super) struct OfficerForm {
    /// Who.
    pub caller: Caller,
    /// What was posted.
    pub fields: Fields,
    /// Whether script posted it while somebody writes.
    pub autosave: bool,
    /// Where this site is, as the browser knows it, such as `https://consult.example`.
    pub origin: String,
    /// The visit it was posted in.
    visit: Visit,
    /// The form's own address.
    action: String,
    /// The session's secret.
    token: String,
}

impl FromRequest<App> for OfficerForm {
    type Rejection = Response;

    async fn from_request(request: Request, app: &App) -> Result<Self, Response> {
        let visit = request.extensions().get::<Visit>().cloned();
        let token = cookie::read(request.headers(), "session").unwrap_or_default();
        let action = request.uri().path().to_owned();
        let Some(visit) = visit.filter(|v| matches!(v.caller, Caller::Staff(_))) else {
            // The layer before has sent them to sign in; a form never gets here without an officer.
            return Err(see_other(&routes::sign_in()));
        };
        let headers = request.headers();
        let autosave = headers.contains_key("x-autosave");
        let scheme = if cookie::is_secure(headers) {
            "https"
        } else {
            "http"
        };
        let host = headers.get(HOST).and_then(|host| host.to_str().ok());
        let origin = host
            .map(|host| format!("{scheme}://{host}"))
            .unwrap_or_default();
        let from = lapsed::referer(headers);
        let fields = Fields::from_request(request, app).await?;
        let page = lapsed::page_of(&fields, from);
        let right = !visit.csrf.is_empty() && same(fields.text("csrf"), &visit.csrf);
        let form = Self {
            caller: visit.caller.clone(),
            visit,
            fields,
            autosave,
            origin,
            action,
            token,
        };
        match (right, autosave) {
            (true, _) => Ok(form),
            (false, true) => Err(StatusCode::UNAUTHORIZED.into_response()),
            // Signed in again since, in another window; or another site's doing, which is only shown.
            (false, false) => {
                let ended = vec![FieldError::code("", "session_ended")];
                let mut shown = form.again(app, &page, ended).await;
                *shown.status_mut() = StatusCode::FORBIDDEN;
                Err(shown)
            }
        }
    }
}

impl OfficerForm {
    /// Shows the form again at once, with everything typed: somebody else's words are kept nowhere but where they
    /// are stored for good. `page` is the form's page.
    pub async fn again(self, app: &App, page: &str, errors: Vec<FieldError>) -> Response {
        let mut visit = self.visit;
        page.clone_into(&mut visit.path);
        visit.retry = Some(Retry {
            form: self.action,
            fields: self.fields.without_secrets(),
            errors,
        });
        match pages::shown(app, visit, page).await {
            Some(response) => response,
            None => StatusCode::UNPROCESSABLE_ENTITY.into_response(),
        }
    }

    /// Answers the form: on to `next` when it was done; back to `page`, with everything typed and what is wrong
    /// with it, when it was refused; the error's own page otherwise.
    pub async fn answer(
        self,
        app: &App,
        page: &str,
        next: &str,
        done: Result<(), ApiError>,
    ) -> Response {
        let errors = match done {
            Ok(()) => return see_other(next),
            Err(ApiError::Invalid { fields }) => fields,
            Err(ApiError::Conflict { code }) => vec![FieldError::code("", code)],
            Err(other) => {
                let visit = Visit {
                    caller: self.caller,
                    ..Visit::anybody(&self.action)
                };
                return pages::failed(app, &visit, other).await;
            }
        };
        let retry = Retry {
            form: self.action,
            fields: self.fields.without_secrets(),
            errors,
        };
        if let Err(error) = app.live.keep_form(&self.token, Some(&retry)).await {
            return pages::failed(app, &Visit::anybody(page), error).await;
        }
        see_other(page)
    }
}
