//! Paper forms typed a second time.

use super::super::pages;
use super::super::{Access, App, Table};
use super::entry::{copied_form, entering, wants_more};
use super::themes::slug_of;
use super::{OfficerForm, see_other};
use app::api::{ApiError, FieldError, SecondEntry as _, TypedRule};
use app::routes;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::post;
use domain::second_entry::Side;

pub(super) fn routes(table: Table) -> Table {
    let at = |rest: &str| format!("/officer/consultations/{{slug}}/second-entry/{rest}");
    table
        .route("POST", &at("rule"), Access::Staff, post(rule))
        .route("POST", &at("{reference}"), Access::Staff, post(enter))
        .route(
            "POST",
            &at("{reference}/differences"),
            Access::Staff,
            post(settle),
        )
}

async fn rule(State(app): State<App>, Path(slug): Path<String>, form: OfficerForm) -> Response {
    let field = |name: &str| form.fields.text(name).to_owned();
    let typed = TypedRule {
        share: field("share"),
        least: field("least"),
        allowed: field("allowed"),
    };
    let page = format!("/officer/consultations/{slug}/second-entry");
    let done = match slug_of(&slug) {
        Ok(slug) => {
            app.live
                .change_second_rule(&form.caller, &slug, &typed)
                .await
        }
        Err(error) => Err(error),
    };
    form.answer(&app, &page, &page, done).await
}

async fn enter(
    State(app): State<App>,
    Path((slug, reference)): Path<(String, String)>,
    form: OfficerForm,
) -> Response {
    let Ok(slug) = slug_of(&slug) else {
        return pages::failed(&app, &form.visit, ApiError::NotFound).await;
    };
    let page = routes::second_entry(&slug, &reference);
    if wants_more(&form) {
        return form.again(&app, &page, Vec::new()).await;
    }
    let done = app
        .live
        .enter_second(
            &form.caller,
            &slug,
            &reference,
            &entering(&form),
            &copied_form(&form),
        )
        .await;
    match done {
        Ok(0) => see_other(&format!("{}?same=yes", routes::second_entries(&slug))),
        Ok(_) => see_other(&routes::second_differences(&slug, &reference)),
        Err(ApiError::Invalid { fields }) => form.again(&app, &page, fields).await,
        // Somebody was quicker: there is no form any more, but a list that says so.
        Err(ApiError::Conflict { code }) => {
            let list = routes::second_entries(&slug);
            let done = Err(ApiError::Invalid {
                fields: vec![FieldError::code("", code)],
            });
            form.answer(&app, &list, &list, done).await
        }
        Err(other) => pages::failed(&app, &form.visit, other).await,
    }
}

async fn settle(
    State(app): State<App>,
    Path((slug, reference)): Path<(String, String)>,
    form: OfficerForm,
) -> Response {
    let page = format!("/officer/consultations/{slug}/second-entry/{reference}/differences");
    let choices: Vec<(String, Side)> = (form.fields.0.iter())
        .filter_map(|(name, value)| {
            let id = name.strip_prefix("settle-")?;
            Some((id.to_owned(), Side::parse(value)?))
        })
        .collect();
    let done = async {
        let slug = slug_of(&slug)?;
        let again = (app.live).settle(&form.caller, &slug, &reference, &choices);
        Ok(match again.await? {
            true => format!("{}?again=yes", routes::second_entries(&slug)),
            false => format!("{page}?done=yes"),
        })
    };
    match done.await {
        Ok(next) => form.answer(&app, &page, &next, Ok(())).await,
        Err(error) => form.answer(&app, &page, &page, Err(error)).await,
    }
}
