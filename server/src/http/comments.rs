//! Posting the form to comment on a clause.

use super::cookie::Jar;
use super::form::{Fields, see_other, status};
use super::{Access, App, Table, pages};
use app::api::{ApiError, Autosaved, Comments as _, Dropped, FieldError, TypedComment};
use app::routes;
use app::visit::{Retry, Visit};
use axum::Extension;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Response};
use axum::routing::post;
use domain::document::Stance;
use domain::journey::Page;
use domain::text::{AudienceId, Language, Slug};

const PATH: &str = "/consultations/{slug}/documents/{document}/clauses/{clause}/comment";

/// What script says that has posted before.
const AGAIN: &str = "again";

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
    let drops = match fields.get("remove") {
        Some(_) => Some(Dropped::Whole),
        None => fields.get("forget").map(|_| Dropped::Begun),
    };
    if let Some(what) = drops {
        let live = &app.live;
        let done = live.drop_comment(&visit.caller, slug, document, clause, what);
        return match done.await {
            Ok(()) => see_other(&match (fields.text("from"), what) {
                ("check", _) => routes::respond_page(slug, &Page::Check),
                ("start", _) => routes::respond(slug),
                (_, Dropped::Whole) => format!("{back}?removed={clause}"),
                (_, Dropped::Begun) => back,
            }),
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
        state: fields.text("state").to_owned(),
    };
    let language = visit.language.clone();
    if let Some(autosave) = headers.get("x-autosave") {
        // A browser that was told to show a secret again and does not keeps nothing for its reader.
        let may_begin = autosave != AGAIN;
        return match app.live.keep_begun(&visit.caller, typed, may_begin).await {
            Ok(Autosaved::Here) => StatusCode::NO_CONTENT.into_response(),
            Ok(Autosaved::Begun(token)) => {
                let response = StatusCode::CREATED.into_response();
                with_secret(&app, response, &headers, slug, (Some(token), &language)).await
            }
            Err(error) => status(&error).into_response(),
        };
    }
    let done = app.live.save_comment(&visit.caller, typed).await;
    match done {
        Ok(token) => {
            let response = see_other(&format!("{back}?saved={clause}"));
            with_secret(&app, response, &headers, slug, (token, &language)).await
        }
        Err(ApiError::Invalid { fields: errors }) => {
            again(&app, visit, &place, fields, errors).await
        }
        Err(error) => pages::failed(&app, &visit, error).await,
    }
}

/// Gives the browser the secret of a draft that was begun for it.
async fn with_secret(
    app: &App,
    mut response: Response,
    headers: &HeaderMap,
    slug: &Slug,
    (token, language): (Option<String>, &Language),
) -> Response {
    if let Some(token) = token {
        // What somebody writes is in the language that they read.
        if let Ok(Some(draft)) = app.live.draft_with(&token).await {
            let _ = app.live.speak(draft, language).await;
        }
        let path = routes::consultation(slug);
        Jar::new(&path, headers).draft(&mut response, &token);
    }
    response
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
