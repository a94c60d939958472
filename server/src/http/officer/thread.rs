//! Findings, positions, decisions, changes and versions.

use super::super::form::Fields;
use super::super::{Access, App, Table};
use super::OfficerForm;
use app::api::{ApiError, NewChange, NewDecision, Thread as _};
use app::routes;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::post;
use domain::decision::{Outcome, Response as Says};
use domain::document::ChangeKind;
use domain::id::FindingId;
use domain::text::Slug;
use jiff::civil::Date;
use std::str::FromStr;

pub(super) fn routes(table: Table) -> Table {
    let at = |rest: &str| format!("/officer/consultations/{{slug}}/{rest}");
    let one = |rest: &str| at(&format!("findings/{{finding}}/{rest}"));
    let version = |rest: &str| at(&format!("documents/{{document}}/{rest}"));
    table
        .route(
            "POST",
            &at("findings/add"),
            Access::Staff,
            post(add_finding),
        )
        .route("POST", &one("edit"), Access::Staff, post(edit_finding))
        .route("POST", &one("quotes"), Access::Staff, post(choose_quotes))
        .route("POST", &one("quotes/drop"), Access::Staff, post(drop_quote))
        .route("POST", &one("position"), Access::Staff, post(take_position))
        .route("POST", &at("decisions/add"), Access::Staff, post(decide))
        .route("POST", &at("changes/add"), Access::Staff, post(add_change))
        .route("POST", &version("publish"), Access::Staff, post(publish))
        .route("POST", &version("discard"), Access::Staff, post(discard))
}

/// A part of the address. Whatever is not of the right shape is not found.
fn part<T: FromStr>(text: &str) -> Result<T, ApiError> {
    text.parse().map_err(|_| ApiError::NotFound)
}

/// Ids that were ticked. One that is none can only come from a made-up form and is left out.
fn ids<T: FromStr>(fields: &Fields, name: &str) -> Vec<T> {
    fields.all(name).filter_map(|id| id.parse().ok()).collect()
}

/// The version that was read. Without one it is as if somebody had changed it meanwhile.
fn version(fields: &Fields) -> i64 {
    fields.text("version").parse().unwrap_or_default()
}

async fn add_finding(
    State(app): State<App>,
    Path(slug): Path<String>,
    form: OfficerForm,
) -> Response {
    let page = format!("/officer/consultations/{slug}/findings");
    let themes = ids(&form.fields, "themes");
    let done = async {
        let slug: Slug = part(&slug)?;
        let statement = form.fields.text("statement");
        let id = app
            .live
            .add_finding(&form.caller, &slug, statement, &themes)
            .await?;
        Ok::<_, ApiError>(routes::officer_finding(&slug, id))
    };
    let (done, next) = match done.await {
        Ok(next) => (Ok(()), next),
        Err(error) => (Err(error), page.clone()),
    };
    form.answer(&app, &page, &next, done).await
}

/// Consultation and finding of an address, and the finding's page.
fn place(slug: &str, finding: &str) -> (String, Result<(Slug, FindingId), ApiError>) {
    let page = format!("/officer/consultations/{slug}/findings/{finding}");
    let both = part(slug).and_then(|slug| Ok((slug, part(finding)?)));
    (page, both)
}

async fn edit_finding(
    State(app): State<App>,
    Path((slug, finding)): Path<(String, String)>,
    form: OfficerForm,
) -> Response {
    let (page, place) = place(&slug, &finding);
    let (statement, themes) = (form.fields.text("statement"), ids(&form.fields, "themes"));
    let (caller, version) = (&form.caller, version(&form.fields));
    let done = async {
        let (slug, finding) = place?;
        app.live
            .edit_finding(caller, &slug, finding, version, statement, &themes)
            .await
    };
    let done = done.await;
    form.answer(&app, &page, &page, done).await
}

async fn choose_quotes(
    State(app): State<App>,
    Path((slug, finding)): Path<(String, String)>,
    form: OfficerForm,
) -> Response {
    let (page, place) = place(&slug, &finding);
    let next = format!("{page}#quotes");
    let passages = ids(&form.fields, "passages");
    let done = async {
        let (slug, finding) = place?;
        app.live
            .choose_quotes(&form.caller, &slug, finding, &passages)
            .await
    };
    let done = done.await;
    form.answer(&app, &page, &next, done).await
}

async fn drop_quote(
    State(app): State<App>,
    Path((slug, finding)): Path<(String, String)>,
    form: OfficerForm,
) -> Response {
    let (page, place) = place(&slug, &finding);
    let next = format!("{page}#quotes");
    let done = async {
        let (slug, finding) = place?;
        let quote = form.fields.text("quote").parse();
        let quote = quote.map_err(|_| ApiError::conflict("gone"))?;
        let dropped = app
            .live
            .drop_quote(&form.caller, &slug, finding, quote)
            .await;
        // Somebody else took it away first: say so on the finding's page.
        match dropped {
            Err(ApiError::NotFound) => Err(ApiError::conflict("gone")),
            other => other,
        }
    };
    let done = done.await;
    form.answer(&app, &page, &next, done).await
}

async fn take_position(
    State(app): State<App>,
    Path((slug, finding)): Path<(String, String)>,
    form: OfficerForm,
) -> Response {
    let (page, place) = place(&slug, &finding);
    let next = format!("{page}#position");
    let (version, response) = (
        version(&form.fields),
        Says::parse(form.fields.text("response")),
    );
    let (caller, reason) = (&form.caller, form.fields.text("reason"));
    let done = async {
        let (slug, finding) = place?;
        app.live
            .take_position(caller, &slug, finding, version, response, reason)
            .await
    };
    let done = done.await;
    form.answer(&app, &page, &next, done).await
}

async fn decide(State(app): State<App>, Path(slug): Path<String>, form: OfficerForm) -> Response {
    let page = format!("/officer/consultations/{slug}/decisions");
    let done = async {
        let slug: Slug = part(&slug)?;
        let decision = read_decision(&form.fields);
        app.live
            .decide(&form.caller, &slug, decision)
            .await
            .map(drop)
    };
    let done = done.await;
    form.answer(&app, &page, &page, done).await
}

fn read_decision(fields: &Fields) -> NewDecision {
    let field = |name: &str| fields.text(name).to_owned();
    NewDecision {
        body: field("body"),
        decided_on: day(fields),
        minute_reference: field("minute_reference"),
        outcome: Outcome::parse(fields.text("outcome")),
        summary: field("summary"),
        positions: ids(fields, "positions"),
    }
}

/// The day from its three numbers; none when there is no such day.
fn day(fields: &Fields) -> Option<Date> {
    let part = |name: &str| fields.text(name).trim();
    let year = part("decided_on_year").parse().ok()?;
    let month = part("decided_on_month").parse().ok()?;
    Date::new(year, month, part("decided_on_day").parse().ok()?).ok()
}

async fn add_change(
    State(app): State<App>,
    Path(slug): Path<String>,
    form: OfficerForm,
) -> Response {
    let next = format!("/officer/consultations/{slug}/decisions");
    let (change, again) = read_change(&slug, &form.fields);
    let done = async {
        let slug: Slug = part(&slug)?;
        app.live
            .add_change(&form.caller, &slug, change)
            .await
            .map(drop)
    };
    let done = done.await;
    // Back to the form for these words, or, where the choice itself was no good, to choose again.
    let page = again.unwrap_or_else(|| next.clone());
    form.answer(&app, &page, &next, done).await
}

/// The change as typed, and the page of its form.
fn read_change(slug: &str, fields: &Fields) -> (NewChange, Option<String>) {
    let field = |name: &str| fields.text(name).to_owned();
    let kind = ChangeKind::parse(fields.text("kind"));
    let decision = fields.text("decision").parse().ok();
    let (document, clause) = fields.text("place").split_once('/').unwrap_or_default();
    let again = || {
        let (slug, place) = (
            slug.parse().ok()?,
            (document.parse().ok()?, clause.parse().ok()?),
        );
        let (document, clause): (Slug, Slug) = place;
        Some(routes::new_change_of(
            &slug,
            decision?,
            (&document, &clause),
            kind?,
        ))
    };
    let page = again();
    // The clause chosen is the one a new clause follows.
    let (clause, after) = match kind {
        Some(ChangeKind::Added) => ("", clause),
        _ => (clause, ""),
    };
    let change = NewChange {
        decision,
        document: document.to_owned(),
        clause: clause.to_owned(),
        kind,
        after: after.to_owned(),
        number: field("number"),
        heading: field("heading"),
        body: field("body"),
        summary: field("summary"),
        findings: ids(fields, "findings"),
        went_to: fields.all("went_to").map(str::to_owned).collect(),
    };
    (change, page)
}

async fn publish(
    State(app): State<App>,
    Path((slug, document)): Path<(String, String)>,
    form: OfficerForm,
) -> Response {
    let page = format!("/officer/consultations/{slug}/decisions");
    let done = async {
        let (slug, document) = (part(&slug)?, part(&document)?);
        let label = form.fields.text("label");
        app.live
            .publish_version(&form.caller, &slug, &document, label)
            .await
    };
    let done = done.await;
    form.answer(&app, &page, &page, done).await
}

async fn discard(
    State(app): State<App>,
    Path((slug, document)): Path<(String, String)>,
    form: OfficerForm,
) -> Response {
    let page = format!("/officer/consultations/{slug}/decisions");
    let done = async {
        let (slug, document) = (part(&slug)?, part(&document)?);
        app.live
            .discard_version(&form.caller, &slug, &document)
            .await
    };
    let done = done.await;
    form.answer(&app, &page, &page, done).await
}
