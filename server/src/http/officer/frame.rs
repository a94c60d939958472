//! Forms that change the shape of the code frame: move, split, take back, and frames to start from.

use super::super::{Access, App, Table};
use super::OfficerForm;
use super::themes::{slug_of, which, words};
use app::api::{ApiError, FrameEdits as _};
use app::routes;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::post;

pub(super) fn routes(table: Table) -> Table {
    let frame = "/officer/consultations/{slug}/themes";
    let theme = format!("{frame}/{{theme}}");
    let staff = Access::Staff;
    table
        .route("POST", &format!("{frame}/starter"), staff, post(starter))
        .route("POST", &format!("{theme}/under"), staff, post(under))
        .route("POST", &format!("{theme}/shift"), staff, post(shift))
        .route("POST", &format!("{theme}/split"), staff, post(split))
        .route("POST", &format!("{theme}/undo"), staff, post(undo))
}

async fn starter(State(app): State<App>, Path(slug): Path<String>, form: OfficerForm) -> Response {
    let page = format!("/officer/consultations/{slug}/themes");
    let done = async {
        let kind = form.fields.text("kind");
        app.live
            .add_starter(&form.caller, &slug_of(&slug)?, kind)
            .await
    };
    let (next, done) = match done.await {
        Ok(added) => (format!("{page}?added={added}"), Ok(())),
        Err(error) => (page.clone(), Err(error)),
    };
    form.answer(&app, &page, &next, done).await
}

async fn under(
    State(app): State<App>,
    Path((slug, theme)): Path<(String, String)>,
    form: OfficerForm,
) -> Response {
    let page = format!("/officer/consultations/{slug}/themes/{theme}");
    let done = async {
        let (slug, theme, version) = which(&slug, &theme, &form)?;
        let parent = match form.fields.text("parent") {
            "" => None,
            id => Some(
                id.parse()
                    .map_err(|_| ApiError::invalid("parent", "missing"))?,
            ),
        };
        app.live
            .put_under(&form.caller, &slug, theme, version, parent)
            .await
    };
    let done = done.await;
    form.answer(&app, &page, &page, done).await
}

/// One place up or down; back to the frame, where the order is seen.
async fn shift(
    State(app): State<App>,
    Path((slug, theme)): Path<(String, String)>,
    form: OfficerForm,
) -> Response {
    let page = format!("/officer/consultations/{slug}/themes");
    let next = format!("{page}#theme-{theme}");
    let done = async {
        let (slug, theme, version) = which(&slug, &theme, &form)?;
        let up = form.fields.text("to") == "up";
        app.live
            .shift_theme(&form.caller, &slug, theme, version, up)
            .await
    };
    let done = done.await;
    form.answer(&app, &page, &next, done).await
}

async fn split(
    State(app): State<App>,
    Path((slug, theme)): Path<(String, String)>,
    form: OfficerForm,
) -> Response {
    let page = format!("/officer/consultations/{slug}/themes/{theme}?tie=confirmed");
    let done = async {
        let (slug, theme, version) = which(&slug, &theme, &form)?;
        let ties = form.fields.all("part").filter_map(|id| id.parse().ok());
        let ties: Vec<_> = ties.collect();
        let new = app
            .live
            .split_theme(&form.caller, &slug, theme, version, &ties, words(&form))
            .await?;
        Ok(routes::officer_theme(&slug, new))
    };
    match done.await {
        Ok(next) => form.answer(&app, &page, &next, Ok(())).await,
        Err(error) => form.answer(&app, &page, &page, Err(error)).await,
    }
}

async fn undo(
    State(app): State<App>,
    Path((slug, theme)): Path<(String, String)>,
    form: OfficerForm,
) -> Response {
    let page = format!("/officer/consultations/{slug}/themes/{theme}");
    let done = async {
        let slug = slug_of(&slug)?;
        let theme = theme.parse().map_err(|_| ApiError::NotFound)?;
        let change = form.fields.text("change").parse();
        let change = change.map_err(|_| ApiError::NotFound)?;
        app.live
            .undo_theme(&form.caller, &slug, theme, change)
            .await
    };
    match done.await {
        Ok(true) => form.answer(&app, &page, &page, Ok(())).await,
        // The theme is gone, and its page with it.
        Ok(false) => {
            let all = format!("/officer/consultations/{slug}/themes");
            form.answer(&app, &page, &all, Ok(())).await
        }
        Err(error) => form.answer(&app, &page, &page, Err(error)).await,
    }
}
