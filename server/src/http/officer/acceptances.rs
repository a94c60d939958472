//! Letting suggestions stand together, and taking it back.

use super::super::{Access, App, Table};
use super::OfficerForm;
use super::themes::slug_of;
use app::api::{Acceptances as _, ApiError};
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::post;

pub(super) fn routes(table: Table) -> Table {
    let page = "/officer/consultations/{slug}/themes/acceptances";
    let staff = Access::Staff;
    table
        .route("POST", &format!("{page}/accept"), staff, post(accept))
        .route("POST", &format!("{page}/undo"), staff, post(undo))
}

async fn accept(State(app): State<App>, Path(slug): Path<String>, form: OfficerForm) -> Response {
    let page = format!("/officer/consultations/{slug}/themes/acceptances");
    let done = async {
        let slug = slug_of(&slug)?;
        let seen = form.fields.text("seen");
        app.live.accept_together(&form.caller, &slug, seen).await
    };
    match done.await {
        Ok(many) => {
            let next = format!("{page}?accepted={many}");
            form.answer(&app, &page, &next, Ok(())).await
        }
        Err(error) => form.answer(&app, &page, &page, Err(error)).await,
    }
}

async fn undo(State(app): State<App>, Path(slug): Path<String>, form: OfficerForm) -> Response {
    let page = format!("/officer/consultations/{slug}/themes/acceptances");
    let done = async {
        let slug = slug_of(&slug)?;
        let id = form.fields.text("acceptance").parse();
        let id = id.map_err(|_| ApiError::NotFound)?;
        app.live.undo_acceptance(&form.caller, &slug, id).await
    };
    match done.await {
        Ok(open) => {
            let next = format!("{page}?open={open}");
            form.answer(&app, &page, &next, Ok(())).await
        }
        Err(error) => form.answer(&app, &page, &page, Err(error)).await,
    }
}
