//! Coding a response by hand.

use super::super::{Access, App, Table};
use super::OfficerForm;
use super::themes::{decision, slug_of};
use app::api::{ApiError, Themes as _};
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::post;
use domain::coding::{Span, Tie};
use domain::id::TextItemId;

pub(super) fn routes(table: Table) -> Table {
    let response = "/officer/consultations/{slug}/responses/{reference}";
    table
        .route(
            "POST",
            &format!("{response}/assign"),
            Access::Staff,
            post(assign),
        )
        .route(
            "POST",
            &format!("{response}/ties"),
            Access::Staff,
            post(ties),
        )
}

async fn assign(
    State(app): State<App>,
    Path((slug, reference)): Path<(String, String)>,
    form: OfficerForm,
) -> Response {
    let page = format!("/officer/consultations/{slug}/responses/{reference}/code");
    let next = format!("{page}#text-{}", form.fields.text("text"));
    let done = async {
        let slug = slug_of(&slug)?;
        let text: TextItemId = form
            .fields
            .text("text")
            .parse()
            .map_err(|_| ApiError::NotFound)?;
        let theme = form.fields.text("theme").parse();
        let theme = theme.map_err(|_| ApiError::invalid("theme", "missing"))?;
        let spans = form.fields.all("span").map(span);
        let spans = spans.collect::<Option<Vec<_>>>();
        let spans = spans.ok_or_else(|| ApiError::invalid("span", "outside"))?;
        app.live
            .assign(&form.caller, &slug, text, &spans, theme)
            .await
    };
    let done = done.await;
    form.answer(&app, &page, &next, done).await
}

/// Confirms or rejects one tie of the response.
async fn ties(
    State(app): State<App>,
    Path((slug, reference)): Path<(String, String)>,
    form: OfficerForm,
) -> Response {
    let page = format!("/officer/consultations/{slug}/responses/{reference}/code");
    let next = format!("{page}#text-{}", form.fields.text("text"));
    let from = Tie::parse(form.fields.text("from")).unwrap_or(Tie::Suggested);
    let done = async {
        let (slug, (to, ids)) = (slug_of(&slug)?, decision(&form)?);
        app.live
            .decide_ties(&form.caller, &slug, &ids, from, to)
            .await
    };
    let done = done.await.map(drop);
    form.answer(&app, &page, &next, done).await
}

/// `12-40` as a span of code points.
pub(super) fn span(text: &str) -> Option<Span> {
    let (start, end) = text.split_once('-')?;
    Some(Span {
        start: start.parse().ok()?,
        end: end.parse().ok()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_is_read_as_it_is_written_and_nothing_else_is() {
        assert_eq!(span("12-40"), Some(Span { start: 12, end: 40 }));
        for wrong in ["", "12", "-1-4", "a-b"] {
            assert_eq!(span(wrong), None, "{wrong}");
        }
    }
}
