//! The coding screen's forms: what an officer says of a text, and taking it back.

use super::super::{Access, App, Table};
use super::OfficerForm;
use super::code::span;
use super::themes::slug_of;
use app::api::{ApiError, Coding as _, CodingAct, QueueFilter};
use app::routes;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::post;
use domain::id::TextItemId;

pub(super) fn routes(table: Table) -> Table {
    let code = "/officer/consultations/{slug}/code";
    let staff = Access::Staff;
    table
        .route("POST", &format!("{code}/decide"), staff, post(decide))
        .route("POST", &format!("{code}/undo"), staff, post(undo))
}

/// The screen again: with the same text after a theme, with the next one when the text is done.
async fn decide(State(app): State<App>, Path(slug): Path<String>, form: OfficerForm) -> Response {
    let text = form.fields.text("text").to_owned();
    let Ok(name) = slug_of(&slug) else {
        return form.answer(&app, "", "", Err(ApiError::NotFound)).await;
    };
    let filter = filter(&form);
    let keys = form.fields.get("keys") == Some("off");
    let here = routes::officer_coding(&name, &filter, Some(&text), keys);
    let done = async {
        let id: TextItemId = text.parse().map_err(|_| ApiError::NotFound)?;
        let act = act(&form)?;
        let stays = matches!(act, CodingAct::Tie { .. } | CodingAct::Reject { .. });
        let seen = form.fields.text("seen");
        app.live.code(&form.caller, &name, id, seen, act).await?;
        if stays {
            return Ok(format!("{here}#{}", place(&form)));
        }
        // What was next when the page was made may be on somebody else's screen by now.
        let next = (app.live).next_to_code(&form.caller, &name, &filter, id);
        let next = next.await?.map(|id| id.to_string());
        let next = routes::officer_coding(&name, &filter, next.as_deref(), keys);
        Ok(format!("{next}#{CODING}"))
    };
    match done.await {
        Ok(next) => form.answer(&app, &here, &next, Ok(())).await,
        Err(error) => form.answer(&app, &here, &here, Err(error)).await,
    }
}

async fn undo(State(app): State<App>, Path(slug): Path<String>, form: OfficerForm) -> Response {
    let Ok(name) = slug_of(&slug) else {
        return form.answer(&app, "", "", Err(ApiError::NotFound)).await;
    };
    let filter = filter(&form);
    let keys = form.fields.get("keys") == Some("off");
    let at = form.fields.get("text").filter(|text| !text.is_empty());
    let here = routes::officer_coding(&name, &filter, at, keys);
    let done = match form.fields.text("step").parse() {
        Ok(step) => app.live.undo_coding(&form.caller, &name, step).await,
        Err(_) => Err(ApiError::conflict("nothing_to_undo")),
    };
    match done {
        Ok(text) => {
            let next = routes::officer_coding(&name, &filter, Some(&text.to_string()), keys);
            let next = format!("{next}#{CODING}");
            form.answer(&app, &here, &next, Ok(())).await
        }
        Err(error) => form.answer(&app, &here, &here, Err(error)).await,
    }
}

/// The text and its themes on the page: whoever goes on need not look for them.
const CODING: &str = "coding";

/// Where the page goes on after a theme: at the passage after those that were ticked, else at the text.
fn place(form: &OfficerForm) -> String {
    let last = form.fields.all("span").last().and_then(span);
    match last {
        Some(span) => format!("span-{}", span.end),
        None => CODING.to_owned(),
    }
}

fn filter(form: &OfficerForm) -> QueueFilter {
    QueueFilter::read(|name| form.fields.text(name).to_owned())
}

fn act(form: &OfficerForm) -> Result<CodingAct, ApiError> {
    let missing = || ApiError::invalid("theme", "missing");
    let theme = |id: &str| id.parse().map_err(|_| missing());
    match form.fields.text("act").split_once(':') {
        Some(("tie", id)) => {
            let spans = form.fields.all("span").map(span);
            let spans = spans.collect::<Option<Vec<_>>>();
            Ok(CodingAct::Tie {
                theme: theme(id)?,
                spans: spans.ok_or_else(|| ApiError::invalid("span", "outside"))?,
            })
        }
        Some(("reject", id)) => Ok(CodingAct::Reject { theme: theme(id)? }),
        // Whoever ticked words and pressed Enter has not chosen a theme for them yet.
        _ if form.fields.all("span").next().is_some() => Err(ApiError::invalid("span", "no_theme")),
        _ => match form.fields.text("act") {
            "done" => Ok(CodingAct::Done),
            "none" => Ok(CodingAct::NoTheme),
            "off-topic" => Ok(CodingAct::OffTopic),
            _ => Err(missing()),
        },
    }
}
