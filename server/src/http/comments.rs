//! Posting the form to comment on a clause.

use super::cookie::Jar;
use super::form::{Fields, see_other};
use super::{Access, App, Table, pages};
use app::api::{ApiError, Comments as _, FieldError, TypedComment};
use app::routes;
use app::visit::{Retry, Visit};
use axum::Extension;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Response};
use axum::routing::post;
use domain::document::Stance;
use domain::text::{AudienceId, Slug};

const PATH: &str = "/consultations/{slug}/documents/{document}/clauses/{clause}/comment";

pub(super) fn routes(table: Table) -> Table {
    table.route("POST", PATH, Access::Public, post(save))
}

async fn save(
    State(app): State<App>,
    Extension(visit): Extension<Visit>,
    Path((slug, document, clause)): Path<(String, String, String)>,
    headers: HeaderMap,
    fields: Fields,
) -> Response {
    let place = (|| {
        Some((
            slug.parse().ok()?,
            document.parse().ok()?,
            clause.parse().ok()?,
        ))
    })();
    let Some(place): Option<(Slug, Slug, Slug)> = place else {
        return pages::failed(&app, &visit, ApiError::NotFound).await;
    };
    let (slug, document, clause) = &place;
    let back = routes::document(slug, document);
    if fields.get("remove").is_some() {
        let done = app
            .live
            .remove_comment(&visit.caller, slug, document, clause)
            .await;
        return match done {
            Ok(()) => see_other(&format!("{back}?removed={clause}")),
            Err(error) => pages::failed(&app, &visit, error).await,
        };
    }
    let typed = TypedComment {
        consultation: slug.clone(),
        document: document.clone(),
        clause: clause.clone(),
        audience: AudienceId::parse(fields.text("audience")).ok(),
        stance: Stance::parse(fields.text("stance")),
        text: fields.text("text").to_owned(),
        suggestion: fields.text("suggestion").to_owned(),
    };
    let language = visit.language.clone();
    let autosave = headers.contains_key("x-autosave");
    let done = match autosave {
        true => app.live.keep_begun(&visit.caller, typed).await,
        false => app.live.save_comment(&visit.caller, typed).await,
    };
    match done {
        Ok(token) => {
            let mut response = match autosave {
                true => StatusCode::NO_CONTENT.into_response(),
                false => see_other(&format!("{back}?saved={clause}")),
            };
            if let Some(token) = token {
                // What somebody writes is in the language that they read.
                if let Ok(Some(draft)) = app.live.draft_with(&token).await {
                    let _ = app.live.speak(draft, &language).await;
                }
                let path = routes::consultation(slug);
                Jar::new(&path, &headers).draft(&mut response, &token);
            }
            response
        }
        Err(error) if autosave => super::form::status(&error).into_response(),
        Err(ApiError::Invalid { fields: errors }) => {
            again(&app, visit, &place, fields, errors).await
        }
        Err(error) => pages::failed(&app, &visit, error).await,
    }
}

/// The same form with what was typed and what is wrong. The page sets the status.
async fn again(
    app: &App,
    mut visit: Visit,
    (slug, document, clause): &(Slug, Slug, Slug),
    fields: Fields,
    errors: Vec<FieldError>,
) -> Response {
    let form = routes::comment(slug, document, clause);
    visit.retry = Some(Retry {
        form: form.clone(),
        fields: fields.0,
        errors,
    });
    match pages::shown(app, visit, &form).await {
        Some(page) => page,
        None => StatusCode::UNPROCESSABLE_ENTITY.into_response(),
    }
}
