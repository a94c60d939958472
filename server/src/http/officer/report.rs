//! Reports as files, and sign-off.

use super::super::pages;
use super::super::{Access, App, Table};
use super::OfficerForm;
use crate::backend::internal;
use crate::export;
use app::api::{ApiError, Reports as _};
use app::visit::Visit;
use axum::Extension;
use axum::extract::{Path, Query, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse as _, Response};
use axum::routing::{get, post};
use domain::report::{Format, Template};
use domain::text::Slug;

pub(super) fn routes(table: Table) -> Table {
    table
        .route(
            "GET",
            "/officer/consultations/{slug}/report/{template}/{format}",
            Access::Staff,
            get(file),
        )
        .route(
            "POST",
            "/officer/consultations/{slug}/report/sign-off",
            Access::Staff,
            post(sign_off),
        )
}

#[derive(serde::Deserialize)]
struct At {
    /// Number of a snapshot.
    at: Option<u32>,
}

async fn file(
    State(app): State<App>,
    Extension(visit): Extension<Visit>,
    Path((slug, template, format)): Path<(String, String, String)>,
    Query(At { at }): Query<At>,
) -> Response {
    match render(&app, &visit, (&slug, &template, &format), at).await {
        Ok((format, name, bytes)) => {
            let named = format!("attachment; filename=\"{name}.{}\"", format.extension());
            (
                [
                    (CONTENT_TYPE, format.mime().to_owned()),
                    (CONTENT_DISPOSITION, named),
                ],
                bytes,
            )
                .into_response()
        }
        Err(error) => pages::failed(&app, &visit, error).await,
    }
}

async fn render(
    app: &App,
    visit: &Visit,
    (slug, template, format): (&str, &str, &str),
    at: Option<u32>,
) -> Result<(Format, String, Vec<u8>), ApiError> {
    let slug = Slug::parse(slug).map_err(|_| ApiError::NotFound)?;
    let template = Template::parse(template).ok_or(ApiError::NotFound)?;
    let format = Format::parse(format).ok_or(ApiError::NotFound)?;
    let report = app.live.report(&visit.caller, &slug, template, at).await?;
    // Typesetting takes a while: not on a thread that serves others.
    let bytes = tokio::task::spawn_blocking(move || export::render(format, &report)).await;
    let bytes = bytes.map_err(|e| internal(&e))?.map_err(|e| internal(&e))?;
    let kind = at.map_or("draft".to_owned(), |n| n.to_string());
    Ok((
        format,
        format!("{slug}-{}-{kind}", template.as_str()),
        bytes,
    ))
}

async fn sign_off(State(app): State<App>, Path(slug): Path<String>, form: OfficerForm) -> Response {
    let page = format!("/officer/consultations/{slug}/report");
    let done = async {
        let slug = Slug::parse(&slug).map_err(|_| ApiError::NotFound)?;
        let template = Template::parse(form.fields.text("template"));
        let template = template.ok_or_else(|| ApiError::invalid("template", "missing"))?;
        app.live
            .sign_off(&form.caller, &slug, template)
            .await
            .map(drop)
    };
    let done = done.await;
    form.answer(&app, &page, &page, done).await
}
