//! Creating, opening and closing in the browser.

use super::super::{Access, App, Table};
use super::OfficerForm;
use app::api::{ApiError, Build as _, FieldError, Manage as _, NewConsultation, Opening};
use app::routes;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::post;
use domain::text::{QuestionId, Slug, Title};
use jiff::civil::DateTime;

/// Before the address of the consultation to copy, where a kind is asked for.
const COPY: &str = "copy:";

pub(super) fn routes(table: Table) -> Table {
    table
        .route(
            "POST",
            "/officer/consultations/new",
            Access::Staff,
            post(create),
        )
        .route(
            "POST",
            "/officer/consultations/{slug}/open",
            Access::Staff,
            post(open),
        )
        .route(
            "POST",
            "/officer/consultations/{slug}/close",
            Access::Staff,
            post(close),
        )
}

async fn create(State(app): State<App>, form: OfficerForm) -> Response {
    let page = routes::new_consultation();
    let (done, next) = match read(&form) {
        Ok(new) => {
            let next = routes::officer_consultation(&new.slug);
            let done = match new.kind.strip_prefix(COPY).map(Slug::parse) {
                None => app.live.create(&form.caller, new).await,
                Some(Err(_)) => Err(ApiError::invalid("kind", "no_such_kind")),
                Some(Ok(from)) => {
                    let title = new.title.as_ref();
                    app.live.copy(&form.caller, &from, &new.slug, title).await
                }
            };
            (done, next)
        }
        Err(fields) => (Err(ApiError::Invalid { fields }), page.clone()),
    };
    form.answer(&app, &page, &next, done).await
}

fn read(form: &OfficerForm) -> Result<NewConsultation, Vec<FieldError>> {
    let mut wrong = Vec::new();
    let kind = form.fields.text("kind").to_owned();
    if kind.is_empty() {
        wrong.push(FieldError::code("kind", "missing"));
    }
    let title = match form.fields.text("title").trim() {
        "" => None,
        text => Title::parse(text)
            .map_err(|_| wrong.push(FieldError::code("title", "too_long")))
            .ok(),
    };
    match Slug::parse(form.fields.text("slug")) {
        Ok(slug) if wrong.is_empty() => Ok(NewConsultation {
            kind,
            slug,
            title,
            blueprint: None,
        }),
        Ok(_) => Err(wrong),
        Err(_) => {
            wrong.push(FieldError::code("slug", "malformed"));
            Err(wrong)
        }
    }
}

async fn open(State(app): State<App>, Path(slug): Path<String>, form: OfficerForm) -> Response {
    let page = format!("/officer/consultations/{slug}");
    let done = async {
        let slug = Slug::parse(&slug).map_err(|_| ApiError::NotFound)?;
        let opens = match form.fields.text("opens") {
            "" => None,
            _ => Some(wall(&form, "opens")?),
        };
        let opening = Opening {
            opens,
            closes: wall(&form, "closes")?,
            changeable: form.fields.text("changeable") == "yes",
            left_out: left_out(&form),
            despite: form.fields.text("despite").to_owned(),
        };
        app.live.open(&form.caller, &slug, opening).await
    };
    let done = done.await;
    form.answer(&app, &page, &page, done).await
}

/// The equality questions of the form that are not ticked.
fn left_out(form: &OfficerForm) -> Vec<QuestionId> {
    let asked = |id: &QuestionId| form.fields.all("ask").any(|asked| asked == id.as_str());
    let offered = form.fields.all("switchable");
    let offered = offered.filter_map(|id| QuestionId::parse(id).ok());
    offered.filter(|id| !asked(id)).collect()
}

fn wall(form: &OfficerForm, field: &str) -> Result<DateTime, ApiError> {
    form.fields
        .text(field)
        .parse()
        .map_err(|_| ApiError::invalid(field, "malformed"))
}

async fn close(State(app): State<App>, Path(slug): Path<String>, form: OfficerForm) -> Response {
    let page = format!("/officer/consultations/{slug}");
    let done = async {
        let slug = Slug::parse(&slug).map_err(|_| ApiError::NotFound)?;
        app.live
            .close(&form.caller, &slug, form.fields.text("reason"))
            .await
    };
    let done = done.await;
    form.answer(&app, &page, &page, done).await
}
