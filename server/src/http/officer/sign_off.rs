//! Signing off the coding of a question, and taking it back.

use super::super::{Access, App, Table};
use super::OfficerForm;
use super::themes::slug_of;
use app::api::{ApiError, CodingSignOffs as _};
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::post;

pub(super) fn routes(table: Table) -> Table {
    let page = "/officer/consultations/{slug}/coding-sign-off";
    let staff = Access::Staff;
    table
        .route("POST", &format!("{page}/sign"), staff, post(sign))
        .route("POST", &format!("{page}/withdraw"), staff, post(withdraw))
}

async fn sign(State(app): State<App>, Path(slug): Path<String>, form: OfficerForm) -> Response {
    let page = format!("/officer/consultations/{slug}/coding-sign-off");
    let done = async {
        let slug = slug_of(&slug)?;
        // A browser sends line breaks in its own way.
        let seen = form.fields.text("seen").replace("\r\n", "\n");
        let (source, reason) = (form.fields.text("source"), form.fields.text("reason"));
        app.live
            .sign_coding(&form.caller, &slug, source, &seen, reason)
            .await
    };
    let done = done.await;
    form.answer(&app, &page, &page, done).await
}

async fn withdraw(State(app): State<App>, Path(slug): Path<String>, form: OfficerForm) -> Response {
    let page = format!("/officer/consultations/{slug}/coding-sign-off");
    let done = async {
        let slug = slug_of(&slug)?;
        let id = form.fields.text("id").parse();
        let id = id.map_err(|_| ApiError::NotFound)?;
        app.live.withdraw_coding(&form.caller, &slug, id).await
    };
    let done = done.await;
    form.answer(&app, &page, &page, done).await
}
