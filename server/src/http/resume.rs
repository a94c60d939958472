//! The forms for coming back later, and for leaving nothing behind.

use super::form::{Fields, see_other};
use super::respond::{Asked, jar, to_start, unstored};
use super::visit::LANGUAGE;
use super::{Access, Table, cookie, pages};
use app::api::{ApiError, CameBack, FieldError, Forgotten, Respond as _, Resume as _};
use app::platform::in_words;
use app::routes;
use app::text::letter::letter;
use app::visit::Retry;
use axum::extract::Path;
use axum::http::header::RETRY_AFTER;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse as _, Response};
use axum::routing::{get, post};
use domain::text::Slug;
use jiff::Timestamp;
use std::sync::Arc;

const SAVE: &str = "/consultations/{slug}/respond/save";
const MAIL: &str = "/consultations/{slug}/respond/save/mail";
const FORGET: &str = "/consultations/{slug}/respond/forget";
const RETURN: &str = "/consultations/{slug}/return";

pub(super) fn routes(table: Table) -> Table {
    let forget = post(forget).merge(get(to_start));
    table
        .route("POST", SAVE, Access::Respondent, unstored(post(save)))
        .route("POST", MAIL, Access::Respondent, unstored(post(mail)))
        .row("GET", FORGET, Access::Respondent)
        .route("POST", FORGET, Access::Respondent, unstored(forget))
        .route("POST", RETURN, Access::Public, unstored(post(come_back)))
}

async fn save(Path(slug): Path<String>, asked: Asked, fields: Fields) -> Response {
    let work = async {
        let slug = Asked::slug(&slug)?;
        let instead_of = fields.text("instead-of").parse().ok();
        make_code(&asked, &slug, instead_of).await
    };
    match work.await {
        Ok(path) => see_other(&path),
        Err(error) => asked.refused(&slug, error).await,
    }
}

async fn mail(Path(slug): Path<String>, asked: Asked, fields: Fields) -> Response {
    let work = async {
        let slug = Asked::slug(&slug)?;
        let live = &asked.app.live;
        let (caller, language) = (&asked.visit.caller, &asked.visit.language);
        let screens = asked.app.languages.of(language);
        let words = screens.map(|screens| Arc::clone(&screens.all));
        let letter = in_words(words, || letter(language));
        live.mail_code(caller, &slug, fields.text("email"), &letter)
            .await?;
        Ok(see_other(&format!("{}?mailed=1", routes::save(&slug))))
    };
    match work.await {
        Ok(response) => response,
        // Kept in memory for ten minutes: the page then offers another.
        Err(ApiError::Conflict { code }) if code == "no_code" => {
            see_other(&format!("/consultations/{slug}/respond/save"))
        }
        Err(error) => {
            let form = format!("/consultations/{slug}/respond/save");
            field_refused(form, "email", &slug, asked, fields, error).await
        }
    }
}

/// Makes a code where there is none, or another in place of one; and says where to go.
pub(super) async fn make_code(
    asked: &Asked,
    slug: &Slug,
    instead_of: Option<Timestamp>,
) -> Result<String, ApiError> {
    let live = &asked.app.live;
    live.make_code(&asked.visit.caller, slug, &token(asked), instead_of)
        .await?;
    Ok(routes::save(slug))
}

/// The secret of this browser.
fn token(asked: &Asked) -> String {
    cookie::read(&asked.headers, "draft").unwrap_or_default()
}

async fn come_back(Path(slug): Path<String>, asked: Asked, fields: Fields) -> Response {
    let work = async {
        let slug = Asked::slug(&slug)?;
        let live = &asked.app.live;
        Ok(match live.come_back(&slug, fields.text("code")).await? {
            CameBack::Sent => see_other(&format!("{}?sent=1", routes::come_back(&slug))),
            CameBack::Here { token, resume } => {
                let mut response = match resume {
                    Some(page) => see_other(&routes::respond_page(&slug, &page)),
                    None => see_other(&routes::respond(&slug)),
                };
                let path = routes::consultation(&slug);
                jar(&path, &asked).draft(&mut response, &token);
                // They go on in the language in which they wrote.
                if let Some(language) = live.spoken_in(&token).await? {
                    jar("/", &asked).session(&mut response, LANGUAGE, language.as_str());
                }
                response
            }
        })
    };
    match work.await {
        Ok(response) => response,
        Err(error) => {
            let form = format!("/consultations/{slug}/return");
            code_refused(form, &slug, asked, fields, error).await
        }
    }
}

/// A form that asks for a code and was refused: shown again with what was typed and what is wrong. Anything else is
/// the error's own page.
pub(super) async fn code_refused(
    form: String,
    slug: &str,
    asked: Asked,
    fields: Fields,
    error: ApiError,
) -> Response {
    field_refused(form, "code", slug, asked, fields, error).await
}

/// The same for a form with another field.
async fn field_refused(
    form: String,
    field: &str,
    slug: &str,
    asked: Asked,
    fields: Fields,
    error: ApiError,
) -> Response {
    let (errors, wait) = match error {
        ApiError::Invalid { fields } => (fields, None),
        ApiError::TooMany { retry_after } => {
            let wait = HeaderValue::from(retry_after);
            (vec![FieldError::code(field, "too_many")], Some(wait))
        }
        error => return asked.refused(slug, error).await,
    };
    let mut visit = asked.visit;
    visit.retry = Some(Retry {
        form: form.clone(),
        fields: fields.0,
        errors,
    });
    // The page sets the status.
    let mut response = match pages::shown(&asked.app, visit, &form).await {
        Some(page) => page,
        None => StatusCode::UNPROCESSABLE_ENTITY.into_response(),
    };
    if let Some(wait) = wait {
        response.headers_mut().insert(RETRY_AFTER, wait);
    }
    response
}

/// Takes the cookies away. Asked for on a receipt, it leaves a further response that is being written meanwhile.
async fn forget(Path(slug): Path<String>, asked: Asked, fields: Fields) -> Response {
    let work = async {
        let slug = Asked::slug(&slug)?;
        let (live, caller) = (&asked.app.live, &asked.visit.caller);
        let receipt = asked.visit.receipt_key.is_some();
        let of_receipt = fields.text("only") == "receipt";
        let goes_on = of_receipt && live.start(caller, &slug).await?.running.is_some();
        let forgotten = match goes_on {
            true => Forgotten::Sent,
            false => live.forget(caller, &slug, &token(&asked)).await?,
        };
        let notice = match forgotten {
            Forgotten::Kept => "forgotten",
            Forgotten::Deleted => "deleted",
            Forgotten::Sent => "forgotten-sent",
            Forgotten::Nothing if receipt => "forgotten-sent",
            Forgotten::Nothing => "lost",
        };
        let mut response = see_other(&format!("{}?notice={notice}", routes::respond(&slug)));
        let path = routes::consultation(&slug);
        let jar = jar(&path, &asked);
        jar.clear(&mut response, "receipt");
        jar.clear(&mut response, "equality");
        if !goes_on {
            jar.clear(&mut response, "draft");
        }
        Ok(response)
    };
    match work.await {
        Ok(response) => response,
        Err(error) => asked.refused(&slug, error).await,
    }
}
