//! Screening texts, and erasing a response.

use super::super::{Access, App, Table};
use super::OfficerForm;
use app::api::{Act, ApiError, Erasure, Responses as _, TextSeen};
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::post;
use domain::id::TextItemId;
use domain::text::Slug;

pub(super) fn routes(table: Table) -> Table {
    let response = "/officer/consultations/{slug}/responses/{reference}";
    let at = |rest: &str| format!("{response}/{rest}");
    table
        .route(
            "POST",
            &at("texts/{text}/{act}"),
            Access::Staff,
            post(screen),
        )
        .route("POST", &at("clear-all"), Access::Staff, post(clear_all))
        .route("POST", &at("erase"), Access::Staff, post(erase))
}

async fn screen(
    State(app): State<App>,
    Path((slug, reference, text, act)): Path<(String, String, String, String)>,
    form: OfficerForm,
) -> Response {
    let page = format!("/officer/consultations/{slug}/responses/{reference}");
    let next = format!("{page}#text-{text}");
    let done = match read(&slug, &reference, &text, &act, &form) {
        Ok((seen, act)) => app.live.screen(&form.caller, &seen, act).await,
        Err(error) => Err(error),
    };
    form.answer(&app, &page, &next, done).await
}

fn read(
    slug: &str,
    reference: &str,
    text: &str,
    act: &str,
    form: &OfficerForm,
) -> Result<(TextSeen, Act), ApiError> {
    let field = |name: &str| form.fields.text(name).to_owned();
    let gone = || ApiError::conflict("gone");
    let act = match act {
        "clear" => Act::Clear,
        "withhold" => Act::Withhold {
            reason: field("reason"),
        },
        "cover" => Act::Cover {
            words: field("words"),
            replacement: match field("replacement").as_str() {
                "own" => field("own"),
                listed => listed.to_owned(),
            },
            reason: field("reason"),
        },
        "cover-flag" => Act::CoverFlag {
            passage: field("passage").parse().map_err(|_| gone())?,
            replacement: field("replacement"),
            reason: None,
        },
        "uncover" => Act::Uncover {
            redaction: field("redaction").parse().map_err(|_| gone())?,
        },
        _ => return Err(ApiError::NotFound),
    };
    let text: TextItemId = text.parse().map_err(|_| ApiError::NotFound)?;
    let seen = TextSeen {
        slug: slug_of(slug)?,
        reference: reference.to_owned(),
        text,
        seen: field("seen"),
    };
    Ok((seen, act))
}

async fn clear_all(
    State(app): State<App>,
    Path((slug, reference)): Path<(String, String)>,
    form: OfficerForm,
) -> Response {
    let page = format!("/officer/consultations/{slug}/responses/{reference}");
    let done = match slug_of(&slug) {
        Ok(slug) => app.live.clear_all(&form.caller, &slug, &reference).await,
        Err(error) => Err(error),
    };
    form.answer(&app, &page, &page, done).await
}

async fn erase(
    State(app): State<App>,
    Path((slug, reference)): Path<(String, String)>,
    form: OfficerForm,
) -> Response {
    let page = format!("/officer/consultations/{slug}/responses/{reference}");
    let erasure = Erasure {
        confirm: form.fields.text("confirm").to_owned(),
        reason: form.fields.text("reason").to_owned(),
    };
    let done = match slug_of(&slug) {
        Ok(slug) => {
            app.live
                .erase(&form.caller, &slug, &reference, &erasure)
                .await
        }
        Err(error) => Err(error),
    };
    form.answer(&app, &page, &page, done).await
}

fn slug_of(text: &str) -> Result<Slug, ApiError> {
    Slug::parse(text).map_err(|_| ApiError::NotFound)
}
