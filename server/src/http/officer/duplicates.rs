//! Saying whether contributions are one person's, and taking it back.

use super::super::{Access, App, Table};
use super::OfficerForm;
use super::themes::slug_of;
use app::api::{ApiError, Duplicates as _};
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::post;
use domain::duplicate::Verdict;

pub(super) fn routes(table: Table) -> Table {
    let at = |rest: &str| format!("/officer/consultations/{{slug}}/duplicates/{rest}");
    table
        .route("POST", &at("judge"), Access::Staff, post(judge))
        .route("POST", &at("undo"), Access::Staff, post(undo))
        .route("POST", &at("looked-at"), Access::Staff, post(looked_at))
}

async fn judge(State(app): State<App>, Path(slug): Path<String>, form: OfficerForm) -> Response {
    let page = format!("/officer/consultations/{slug}/duplicates");
    let references: Vec<String> = form.fields.all("reference").map(str::to_owned).collect();
    let verdict = Verdict::parse(form.fields.text("verdict"));
    let done = async {
        let slug = slug_of(&slug)?;
        let live = &app.live;
        live.judge_duplicates(&form.caller, &slug, &references, verdict)
            .await
    };
    let done = done.await;
    let next = format!("{page}?done=judged");
    form.answer(&app, &page, &next, done).await
}

async fn looked_at(
    State(app): State<App>,
    Path(slug): Path<String>,
    form: OfficerForm,
) -> Response {
    let page = format!("/officer/consultations/{slug}/duplicates");
    let done = async {
        let (slug, reference) = (slug_of(&slug)?, form.fields.text("reference"));
        app.live
            .look_at_flagged(&form.caller, &slug, reference)
            .await
    };
    let done = done.await;
    let next = format!("{page}?done=looked-at");
    form.answer(&app, &page, &next, done).await
}

async fn undo(State(app): State<App>, Path(slug): Path<String>, form: OfficerForm) -> Response {
    let page = format!("/officer/consultations/{slug}/duplicates");
    let decision = form.fields.text("decision").parse();
    let done = async {
        let slug = slug_of(&slug)?;
        let decision = decision.map_err(|_| ApiError::NotFound)?;
        app.live
            .undo_duplicates(&form.caller, &slug, decision)
            .await
    };
    let done = done.await;
    let next = format!("{page}?done=undone");
    form.answer(&app, &page, &next, done).await
}
