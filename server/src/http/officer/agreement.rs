//! The sample's forms: drawing it, coding a text a second time, settling a difference.

use super::super::{Access, App, Table};
use super::OfficerForm;
use super::themes::slug_of;
use app::api::{ApiError, Doubling as _};
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::post;
use domain::id::ThemeId;

pub(super) fn routes(table: Table) -> Table {
    let page = "/officer/consultations/{slug}/agreement";
    let staff = Access::Staff;
    table
        .route("POST", &format!("{page}/draw"), staff, post(draw))
        .route("POST", &format!("{page}/second"), staff, post(second))
        .route(
            "POST",
            &format!("{page}/{{text}}/settle"),
            staff,
            post(settle),
        )
}

async fn draw(State(app): State<App>, Path(slug): Path<String>, form: OfficerForm) -> Response {
    let page = format!("/officer/consultations/{slug}/agreement");
    let done = async {
        let slug = slug_of(&slug)?;
        app.live.draw_sample(&form.caller, &slug).await
    };
    let done = done.await.map(drop);
    form.answer(&app, &page, &page, done).await
}

async fn second(State(app): State<App>, Path(slug): Path<String>, form: OfficerForm) -> Response {
    let off = match form.fields.get("keys") {
        Some("off") => "?keys=off",
        _ => "",
    };
    let page = format!("/officer/consultations/{slug}/agreement/code{off}");
    let done = async {
        let slug = slug_of(&slug)?;
        let text = form.fields.text("text").parse();
        let text = text.map_err(|_| ApiError::NotFound)?;
        let none = form.fields.text("act") == "none";
        app.live
            .code_second(&form.caller, &slug, text, &themes(&form)?, none)
            .await
    };
    let done = done.await;
    form.answer(&app, &page, &page, done).await
}

async fn settle(
    State(app): State<App>,
    Path((slug, text)): Path<(String, String)>,
    form: OfficerForm,
) -> Response {
    let page = format!("/officer/consultations/{slug}/agreement/{text}");
    let next = format!("/officer/consultations/{slug}/agreement#differences");
    let done = async {
        let slug = slug_of(&slug)?;
        let text = text.parse().map_err(|_| ApiError::NotFound)?;
        let reason = form.fields.text("reason");
        let themes = themes(&form)?;
        // Silence is no answer.
        match (themes.is_empty(), form.fields.get("none").is_some()) {
            (true, false) => return Err(ApiError::invalid("theme", "nothing_settled")),
            (false, true) => return Err(ApiError::invalid("theme", "both")),
            _ => {}
        }
        app.live
            .settle(&form.caller, &slug, text, &themes, reason)
            .await
    };
    let done = done.await;
    form.answer(&app, &page, &next, done).await
}

fn themes(form: &OfficerForm) -> Result<Vec<ThemeId>, ApiError> {
    let ids = form.fields.all("theme").map(str::parse);
    let ids: Result<Vec<ThemeId>, _> = ids.collect();
    ids.map_err(|_| ApiError::invalid("theme", "missing"))
}
