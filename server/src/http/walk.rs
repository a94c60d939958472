//! Walking through words that are not published. Its forms are those of a response; nothing of it is stored.

use super::form::{Fields, see_other, status};
use super::officer::OfficerForm;
use super::respond::{Asked, unstored};
use super::step::Step;
use super::{Access, App, Table, pages};
use app::api::{ApiError, Walk as _, WalkStart};
use app::routes::{self, WalkEnd};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use axum::routing::post;
use domain::contribution::Channel;
use domain::journey::{self, Page};
use domain::text::{AudienceId, Language};

pub(super) fn routes(mut table: Table) -> Table {
    table = table.route(
        "POST",
        "/officer/consultations/{slug}/build/walk",
        Access::Staff,
        post(begin_as_officer),
    );
    // Whoever has the link or the walk's secret may see it; anybody else is told that there is no such page.
    let forms = [
        ("/preview/{token}/walk", post(begin_by_link)),
        ("/walk/{key}", post(send)),
        ("/walk/{key}/{page}", post(save)),
    ];
    for (path, handler) in forms {
        table = table.route("POST", path, Access::Public, unstored(handler));
    }
    table
}

fn start(fields: &Fields) -> Result<WalkStart, ApiError> {
    let audience = AudienceId::parse(fields.text("audience"));
    Ok(WalkStart {
        audience: audience.map_err(|_| ApiError::invalid("audience", "no_such_audience"))?,
        language: match fields.text("language") {
            "" => Language::english(),
            text => Language::parse(text)
                .map_err(|_| ApiError::invalid("language", "no_such_language"))?,
        },
    })
}

async fn begin_as_officer(
    State(app): State<App>,
    Path(slug): Path<String>,
    form: OfficerForm,
) -> Response {
    let page = format!("/officer/consultations/{slug}/build/preview");
    let done = async {
        let slug = Asked::slug(&slug)?;
        let start = start(&form.fields)?;
        app.live.walk_as_officer(&form.caller, &slug, start).await
    };
    match done.await {
        Ok((key, first)) => see_other(&routes::walk_page(&key, &first)),
        Err(error) => form.answer(&app, &page, &page, Err(error)).await,
    }
}

async fn begin_by_link(Path(token): Path<String>, asked: Asked, fields: Fields) -> Response {
    let done = async { asked.app.live.walk_by_link(&token, start(&fields)?).await };
    match done.await {
        Ok((key, first)) => see_other(&routes::walk_page(&key, &first)),
        // Somebody was taken out of the words meanwhile: the preview shows who is asked now.
        Err(ApiError::Invalid { .. }) => see_other(&routes::preview(&token)),
        Err(error) => pages::failed(&asked.app, &asked.visit, error).await,
    }
}

async fn save(Path((key, page)): Path<(String, String)>, asked: Asked, fields: Fields) -> Response {
    let saved = saved(&key, &page, &asked, &fields).await;
    let autosave = asked.headers.contains_key("x-autosave");
    match saved {
        Ok(_) if autosave => StatusCode::NO_CONTENT.into_response(),
        Err(error) if autosave => status(&error).into_response(),
        Ok(path) => see_other(&path),
        Err(_) => see_other(&routes::walk_end(&key, WalkEnd::Over)),
    }
}

/// Keeps, and says where to go.
async fn saved(key: &str, page: &str, asked: &Asked, fields: &Fields) -> Result<String, ApiError> {
    let page: Page = page.parse().map_err(|()| ApiError::NotFound)?;
    let live = &asked.app.live;
    let at = |page: &Page| routes::walk_page(key, page);
    let step = Step {
        page: &page,
        fields,
        at: &at,
    };
    if let Some(sure) = step.skips() {
        let skipped = live.walk_skip(key, &page, &fields.0, sure).await?;
        return Ok(step.skipped(&skipped));
    }
    let saved = live.walk_save(key, &page, &fields.0).await?;
    match (fields.text("leave"), fields.text("team")) {
        ("yes", _) => return Ok(routes::walk_end(key, WalkEnd::Saved)),
        ("stop", _) => return Ok(routes::walk_end(key, WalkEnd::Stopped)),
        (_, "yes") => return Ok(routes::walk_end(key, WalkEnd::Team)),
        _ => {}
    }
    match fields.text("pictures") {
        "" => {}
        word => drop(live.walk_look(key, None, Some(word == "yes"))),
    }
    Ok(step.same_page().unwrap_or_else(|| step.saved(&saved)))
}

/// Where a response would be sent.
async fn send(Path(key): Path<String>, asked: Asked) -> Response {
    let Ok(writing) = asked.app.live.walk(&key).await else {
        return see_other(&routes::walk_end(&key, WalkEnd::Over));
    };
    match journey::submit(&writing.content, &writing.draft, Channel::Web) {
        Ok(_) => see_other(&routes::walk_end(&key, WalkEnd::Sent)),
        Err(_) => see_other(&format!("{}?check=1", writing.page(&Page::Check))),
    }
}
