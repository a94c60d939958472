//! Dealing with letters: one address an act.

use super::super::{Access, App, Table};
use super::OfficerForm;
use super::code::span;
use super::themes::slug_of;
use app::api::{ApiError, LetterAct, Letters as _};
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::post;
use domain::letter::{Acknowledged, Kind};

pub(super) fn routes(table: Table) -> Table {
    let path = "/officer/consultations/{slug}/letters/{reference}/{act}";
    table.route("POST", path, Access::Staff, post(handle))
}

async fn handle(
    State(app): State<App>,
    Path((slug, reference, act)): Path<(String, String, String)>,
    form: OfficerForm,
) -> Response {
    let page = format!("/officer/consultations/{slug}/letters/{reference}");
    let next = format!("{page}?done={act}");
    let done = async {
        let (slug, act) = (slug_of(&slug)?, read(&act, &form)?);
        app.live
            .handle_letter(&form.caller, &slug, &reference, act)
            .await
    };
    let done = done.await;
    form.answer(&app, &page, &next, done).await
}

fn read(act: &str, form: &OfficerForm) -> Result<LetterAct, ApiError> {
    let field = |name: &str| form.fields.text(name);
    let own = |name: &str| field(name).to_owned();
    Ok(match act {
        "describe" => LetterAct::Describe {
            kind: Kind::parse(field("kind")),
            signatures: own("signatures"),
        },
        "acknowledge" => LetterAct::Acknowledge {
            on: (own("on"), own("on-month"), own("on-year")),
            how: Acknowledged::parse(field("how")),
        },
        "nothing-to-code" => LetterAct::NothingToCode { reason: own("why") },
        "something-to-code" => LetterAct::SomethingToCode,
        "mark" => {
            let spans: Option<Vec<_>> = form.fields.all("span").map(span).collect();
            LetterAct::Mark {
                spans: spans.ok_or_else(|| ApiError::invalid("span", "outside"))?,
                target: field("question").parse().ok(),
            }
        }
        "unmark" => LetterAct::Unmark {
            passage: (field("passage").parse()).map_err(|_| ApiError::NotFound)?,
            target: (field("question").parse()).map_err(|_| ApiError::NotFound)?,
        },
        "reconcile" => LetterAct::Reconcile,
        "reopen" => LetterAct::Reopen,
        _ => return Err(ApiError::NotFound),
    })
}
