//! Print-outs as tagged PDF: questionnaires to fill in with a pen, and copies of answers to keep.

mod draft;
mod forms;

use super::form::see_other;
use super::respond::{Asked, unstored};
use super::{Access, Table, pages};
use crate::backend::internal;
use crate::export;
use app::api::{Answering, ApiError, Respond as _};
use app::components::picture;
use app::platform::in_words;
use app::routes::{self, EASY};
use app::text::printed::{copy, equality_sheet, questionnaire};
use axum::body::Bytes;
use axum::extract::Path;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use domain::printed::Printed;
use domain::text::{AudienceId, Language, Slug};
use forms::{bytes, in_language};
use std::sync::Arc;
use tokio::sync::Semaphore;

/// Typesetting keeps a processor busy: never more at once than this, so that answering goes on beside it.
static SETTING: Semaphore = Semaphore::const_new(1);

pub(super) fn routes(table: Table) -> Table {
    draft::routes(table)
        .route(
            "GET",
            "/consultations/{slug}/respond/copy.pdf",
            Access::Respondent,
            unstored(get(answers)),
        )
        .route(
            "GET",
            "/consultations/{slug}/paper/{audience}",
            Access::Public,
            get(form),
        )
        .route(
            "GET",
            "/consultations/{slug}/equality/paper/{words}",
            Access::Public,
            get(equality),
        )
}

/// A copy of the answers, as long as they are not sent.
async fn answers(Path(slug): Path<String>, asked: Asked) -> Response {
    let work = async {
        let slug = Asked::slug(&slug)?;
        let live = &asked.app.live;
        let writing = match live.answering(&asked.visit.caller, &slug).await? {
            Answering::Nothing => return Err(ApiError::conflict("no_draft")),
            Answering::Sent => return Err(ApiError::conflict("sent")),
            Answering::Closed(_) => return Err(ApiError::Closed),
            Answering::Writing(writing) => writing,
        };
        if writing.draft.audience.is_none() {
            return Ok(see_other(&routes::respond(&slug)));
        }
        let screens = asked.app.languages.of(&writing.draft.language);
        let words = screens.map(|screens| Arc::clone(&screens.all));
        let council = &asked.app.site.council.name;
        let printed = in_words(words, || copy(&writing, council));
        let bytes = set(printed).await?;
        Ok(file(bytes, &format!("{slug}-my-answers")))
    };
    match work.await {
        Ok(response) => response,
        Err(error) => asked.refused(&slug, error).await,
    }
}

/// The questionnaire of one audience.
async fn form(Path((slug, audience)): Path<(String, String)>, asked: Asked) -> Response {
    let work = async {
        let slug: Slug = Asked::slug(&slug)?;
        let audience = AudienceId::parse(&audience).map_err(|_| ApiError::NotFound)?;
        let live = &asked.app.live;
        let of = live
            .paper_form(&asked.visit.caller, &slug, &audience)
            .await?;
        let printed = in_language(&asked, &asked.visit.language, |language| {
            questionnaire(&of, language)
        });
        let printed = printed.ok_or(ApiError::NotFound)?;
        let name = named(&format!("{slug}-{audience}-paper-form"), &printed);
        Ok::<Response, ApiError>(file(bytes(printed).await?, &name))
    };
    match work.await {
        Ok(response) => response,
        Err(error) => pages::failed(&asked.app, &asked.visit, error).await,
    }
}

/// The equality questions on a sheet of their own, in full or in easy words.
async fn equality(Path((slug, words)): Path<(String, String)>, asked: Asked) -> Response {
    let work = async {
        let slug: Slug = Asked::slug(&slug)?;
        let easy = match words.as_str() {
            EASY => true,
            "full" => false,
            _ => return Err(ApiError::NotFound),
        };
        let live = &asked.app.live;
        let of = live
            .equality_sheet(&asked.visit.caller, &slug, easy)
            .await?;
        let printed = in_language(&asked, &asked.visit.language, |language| {
            Some(equality_sheet(&of, language))
        });
        let printed = printed.ok_or(ApiError::NotFound)?;
        let name = named(&format!("{slug}-about-you-{words}"), &printed);
        Ok::<Response, ApiError>(file(bytes(printed).await?, &name))
    };
    match work.await {
        Ok(response) => response,
        Err(error) => pages::failed(&asked.app, &asked.visit, error).await,
    }
}

/// The name of a file, with its language where that is not English.
fn named(name: &str, printed: &Printed) -> String {
    match printed.language == Language::english() {
        true => name.to_owned(),
        false => format!("{name}-{}", printed.language),
    }
}

async fn set(mut printed: Printed) -> Result<Bytes, ApiError> {
    for item in printed.parts.iter_mut().flat_map(|part| &mut part.items) {
        // A picture that nobody drew is no picture.
        item.picture = picture::svg(&item.picture).unwrap_or_default().to_owned();
    }
    let _turn = SETTING.acquire().await.map_err(|e| internal(&e))?;
    let set = tokio::task::spawn_blocking(move || export::render_printed(&printed)).await;
    let bytes = set.map_err(|e| internal(&e))?.map_err(|e| internal(&e))?;
    Ok(bytes.into())
}

fn file(bytes: Bytes, name: &str) -> Response {
    let named = format!("inline; filename=\"{name}.pdf\"");
    let headers = [
        (CONTENT_TYPE, "application/pdf".to_owned()),
        (CONTENT_DISPOSITION, named),
    ];
    (headers, bytes).into_response()
}
