//! Questionnaires of words that are not published: for officers, and for reviewers who have a link. Nothing is kept.

use super::super::respond::Asked;
use super::super::{Access, Table};
use super::super::{pages, respond::unstored};
use super::forms::in_language;
use super::{file, named, set};
use app::api::{ApiError, Build as _, Preview};
use app::text::printed::{DRAFT, questionnaire};
use axum::extract::{Path, Query};
use axum::response::Response;
use axum::routing::get;
use domain::text::{AudienceId, Language};
use serde::Deserialize;

/// In which language; English if none is named.
#[derive(Deserialize)]
struct Chosen {
    language: Option<String>,
}

pub(super) fn routes(table: Table) -> Table {
    table
        .route(
            "GET",
            "/officer/consultations/{slug}/build/preview/paper/{audience}",
            Access::Staff,
            unstored(get(as_officer)),
        )
        // Whoever has the link may see it; anybody else is told that there is no such page.
        .route(
            "GET",
            "/preview/{token}/paper/{audience}",
            Access::Public,
            unstored(get(by_link)),
        )
}

async fn as_officer(
    Path((slug, audience)): Path<(String, String)>,
    Query(chosen): Query<Chosen>,
    asked: Asked,
) -> Response {
    let preview = match Asked::slug(&slug) {
        Ok(slug) => asked.app.live.preview(&asked.visit.caller, &slug).await,
        Err(error) => Err(error),
    };
    answer(&asked, preview, &audience, chosen).await
}

async fn by_link(
    Path((token, audience)): Path<(String, String)>,
    Query(chosen): Query<Chosen>,
    asked: Asked,
) -> Response {
    let preview = asked.app.live.previewed(&token).await;
    answer(&asked, preview, &audience, chosen).await
}

async fn answer(
    asked: &Asked,
    preview: Result<Preview, ApiError>,
    audience: &str,
    chosen: Chosen,
) -> Response {
    let form = match preview {
        Ok(preview) => printed(asked, preview, audience, chosen).await,
        Err(error) => Err(error),
    };
    match form {
        Ok(response) => response,
        Err(error) => pages::failed(&asked.app, &asked.visit, error).await,
    }
}

async fn printed(
    asked: &Asked,
    preview: Preview,
    audience: &str,
    chosen: Chosen,
) -> Result<Response, ApiError> {
    let audience = AudienceId::parse(audience).map_err(|_| ApiError::NotFound)?;
    let language = match chosen.language.as_deref() {
        None => Language::english(),
        Some(text) => Language::parse(text).map_err(|_| ApiError::NotFound)?,
    };
    let slug = preview.card.slug.clone();
    let of = asked.app.live.draft_form(preview, &audience).await?;
    let form = in_language(asked, &language, |language| {
        let mut form = questionnaire(&of, language)?;
        form.notes.insert(0, DRAFT.say());
        Some(form)
    });
    let form = form.ok_or(ApiError::NotFound)?;
    let name = named(&format!("{slug}-{audience}-draft-paper-form"), &form);
    Ok(file(set(form).await?, &name))
}
