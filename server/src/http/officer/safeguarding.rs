//! Marking texts that may tell of harm, dealing with them, naming who does; and the pass over flagged spans.

use super::super::{Access, App, Table};
use super::OfficerForm;
use super::themes::slug_of;
use app::api::{After, ApiError, FlagSaid, QueueFilter, Safeguarding as _};
use app::routes;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::post;
use domain::id::PassageId;

pub(super) fn routes(table: Table) -> Table {
    let base = "/officer/consultations/{slug}";
    let staff = Access::Staff;
    let page = format!("{base}/safeguarding");
    table
        .route("POST", &format!("{page}/raise"), staff, post(raise))
        .route("POST", &format!("{page}/handle"), staff, post(handle))
        .route("POST", &format!("{page}/name"), staff, post(name))
        .route(
            "POST",
            &format!("{base}/redaction/decide"),
            staff,
            post(decide),
        )
}

async fn raise(State(app): State<App>, Path(slug): Path<String>, form: OfficerForm) -> Response {
    let at = form.fields.text("text").to_owned();
    let page = match slug_of(&slug) {
        Ok(slug) => routes::officer_coding(&slug, &QueueFilter::default(), Some(&at), false),
        Err(_) => format!("/officer/consultations/{slug}/code"),
    };
    let done = async {
        let slug = slug_of(&slug)?;
        let text = at.parse().map_err(|_| ApiError::NotFound)?;
        let why = form.fields.text("why");
        app.live.raise_concern(&form.caller, &slug, text, why).await
    };
    let done = done.await;
    let next = format!("{page}&raised=yes");
    form.answer(&app, &page, &next, done).await
}

async fn handle(State(app): State<App>, Path(slug): Path<String>, form: OfficerForm) -> Response {
    let page = format!("/officer/consultations/{slug}/safeguarding");
    let done = async {
        let slug = slug_of(&slug)?;
        let id = form.fields.text("id").parse();
        let id = id.map_err(|_| ApiError::NotFound)?;
        let outcome = form.fields.text("outcome");
        let after = After::parse(form.fields.text("after"));
        app.live
            .handle_concern(&form.caller, &slug, id, outcome, after)
            .await
    };
    let done = done.await;
    form.answer(&app, &page, &page, done).await
}

async fn name(State(app): State<App>, Path(slug): Path<String>, form: OfficerForm) -> Response {
    let page = format!("/officer/consultations/{slug}/safeguarding");
    let done = async {
        let slug = slug_of(&slug)?;
        let email = form.fields.text("email");
        let named = form.fields.text("act") != "remove";
        app.live.name_lead(&form.caller, &slug, email, named).await
    };
    let done = done.await;
    form.answer(&app, &page, &page, done).await
}

/// One field a span: `said-PASSAGE`, with a replacement, `not-personal`, or nothing for later.
async fn decide(State(app): State<App>, Path(slug): Path<String>, form: OfficerForm) -> Response {
    let page = format!("/officer/consultations/{slug}/redaction");
    let said: Vec<(PassageId, FlagSaid)> = (form.fields.0.iter())
        .filter_map(|(field, value)| {
            let passage: PassageId = field.strip_prefix("said-")?.parse().ok()?;
            let said = match value.as_str() {
                "" => return None,
                "not-personal" => FlagSaid::NotPersonal,
                "own" => FlagSaid::Cover(form.fields.text(&format!("own-{passage}")).to_owned()),
                replacement => FlagSaid::Cover(replacement.to_owned()),
            };
            Some((passage, said))
        })
        .collect();
    let done = async {
        let slug = slug_of(&slug)?;
        let why = (form.fields.text("reason"), form.fields.text("more"));
        app.live.decide_flags(&form.caller, &slug, &said, why).await
    };
    match done.await {
        Ok(done) => {
            let next = format!("{page}?done={done}");
            form.answer(&app, &page, &next, Ok(())).await
        }
        Err(error) => form.answer(&app, &page, &page, Err(error)).await,
    }
}
