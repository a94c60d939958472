//! The sample's forms: drawing it, coding a text a second time, settling a difference.

use super::super::{Access, App, Table};
use super::OfficerForm;
use super::themes::slug_of;
use app::api::{ApiError, Doubling as _};
use app::routes;
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
        .route("POST", &format!("{page}/undo"), staff, post(undo))
        .route(
            "POST",
            &format!("{page}/{{text}}/settle"),
            staff,
            post(settle),
        )
        .route(
            "POST",
            &format!("{page}/{{text}}/compare"),
            staff,
            post(compare),
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
    let Ok(name) = slug_of(&slug) else {
        return form.answer(&app, "", "", Err(ApiError::NotFound)).await;
    };
    let off = form.fields.get("keys") == Some("off");
    let text = form.fields.text("text").parse().ok();
    let here = routes::officer_second(&name, text, off);
    let next = routes::officer_second(&name, form.fields.text("next").parse().ok(), off);
    let done = async {
        let text = text.ok_or(ApiError::NotFound)?;
        let none = form.fields.text("act") == "none";
        app.live
            .code_second(&form.caller, &name, text, &themes(&form)?, none)
            .await
    };
    let done = done.await;
    form.answer(&app, &here, &next, done).await
}

async fn undo(State(app): State<App>, Path(slug): Path<String>, form: OfficerForm) -> Response {
    let Ok(name) = slug_of(&slug) else {
        return form.answer(&app, "", "", Err(ApiError::NotFound)).await;
    };
    let off = form.fields.get("keys") == Some("off");
    let here = routes::officer_second(&name, None, off);
    let done = match form.fields.text("step").parse() {
        Ok(step) => app.live.undo_second(&form.caller, &name, step).await,
        Err(_) => Err(ApiError::conflict("nothing_to_undo")),
    };
    match done {
        Ok(text) => {
            let next = routes::officer_second(&name, Some(text), off);
            form.answer(&app, &here, &format!("{next}#coding"), Ok(()))
                .await
        }
        Err(error) => form.answer(&app, &here, &here, Err(error)).await,
    }
}

/// Shows whoever coded a text second what the first person said.
async fn compare(
    State(app): State<App>,
    Path((slug, text)): Path<(String, String)>,
    form: OfficerForm,
) -> Response {
    let page = format!("/officer/consultations/{slug}/agreement/{text}");
    let done = async {
        let slug = slug_of(&slug)?;
        let text = text.parse().map_err(|_| ApiError::NotFound)?;
        app.live.compare_second(&form.caller, &slug, text).await
    };
    let done = done.await;
    form.answer(&app, &page, &page, done).await
}

async fn settle(
    State(app): State<App>,
    Path((slug, text)): Path<(String, String)>,
    form: OfficerForm,
) -> Response {
    let off = match form.fields.get("keys") {
        Some("off") => "?keys=off",
        _ => "",
    };
    let page = format!("/officer/consultations/{slug}/agreement/{text}{off}");
    let next = format!("/officer/consultations/{slug}/agreement#differences");
    let done = async {
        let slug = slug_of(&slug)?;
        let text = text.parse().map_err(|_| ApiError::NotFound)?;
        let said = (form.fields.text("reason"), form.fields.text("seen"));
        let themes = themes(&form)?;
        // Silence is no answer.
        match (themes.is_empty(), form.fields.get("none").is_some()) {
            (true, false) => return Err(ApiError::invalid("theme", "nothing_settled")),
            (false, true) => return Err(ApiError::invalid("theme", "both")),
            _ => {}
        }
        app.live
            .settle(&form.caller, &slug, text, &themes, said)
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
