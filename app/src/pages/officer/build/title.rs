//! Title and summary.

use super::super::slug;
use super::columns::{Asked, Columns, TextBox, columns, own, readers};
use super::frame::{PieceFrame, SaveButton, piece_page};
use crate::api::{ApiError, PieceForm};
use crate::components::layout::ErrorPage;
use crate::components::officer::Csrf;
use crate::routes;
use domain::content::Piece;
use domain::text::Slug;
use leptos::prelude::*;

/// The form for them.
#[component]
pub fn TitlePage() -> impl IntoView {
    let Some(slug) = slug() else {
        return view! { <ErrorPage error=ApiError::NotFound/> }.into_any();
    };
    piece_page(slug, Piece::Title, page).into_any()
}

fn page(slug: Slug, form: PieceForm, asked: Asked) -> impl IntoView {
    let content = &form.working.content;
    let all = columns(content, readers(content, |_| true), |audience| {
        let words = own(&content.wording, audience);
        let (title, summary) = words.map_or(("", ""), |w| (w.title.as_str(), w.summary.as_str()));
        let boxes = vec![
            TextBox::line("title", "Title", title),
            TextBox::of("summary", "Summary", summary, 5)
                .with_hint("Two or three plain sentences for the public list."),
        ];
        (boxes, vec![title, summary])
    });
    let action = routes::build_piece(&slug, &Piece::Title);
    view! {
        <PieceFrame slug form=form.clone() piece=Piece::Title asked=asked.clone()>
            <form class="piece-form" method="post" action=action id="piece">
                <Csrf/>
                <Columns columns=all asked=asked.clone()/>
                <SaveButton working=form.working piece=Piece::Title asked/>
            </form>
        </PieceFrame>
    }
    .into_any()
}
