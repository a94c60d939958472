//! A section of the proposal.

use super::super::slug;
use super::columns::{Asked, Columns, TextBox, columns, own, readers};
use super::frame::{PieceFrame, Remove, SaveButton, piece_page};
use crate::api::{ApiError, PieceForm};
use crate::components::layout::ErrorPage;
use crate::components::markdown::Markdown;
use crate::components::officer::Csrf;
use crate::pages::params::param;
use crate::routes;
use crate::text::build as text;
use domain::content::{Piece, Section};
use domain::text::Slug;
use leptos::prelude::*;

/// Heading and text, side by side for each audience, with the text as it will look.
#[component]
pub fn SectionPage() -> impl IntoView {
    let (Some(slug), Ok(id)) = (slug(), param::<Slug>("section")) else {
        return view! { <ErrorPage error=ApiError::NotFound/> }.into_any();
    };
    piece_page(
        slug,
        Piece::Section(id.clone()),
        move |slug, form, asked| {
            let section = form
                .working
                .content
                .sections
                .iter()
                .find(|s| s.id == id)
                .cloned();
            section.map(|section| page(slug, form, asked, section))
        },
    )
    .into_any()
}

fn page(slug: Slug, form: PieceForm, asked: Asked, section: Section) -> impl IntoView {
    let content = &form.working.content;
    let all = columns(content, readers(content, |_| true), |audience| {
        let words = own(&section.wording, audience);
        let (heading, body) = words.map_or(("", ""), |w| (w.heading.as_str(), w.body.as_str()));
        let boxes = vec![
            TextBox::line("heading", "Heading", heading),
            TextBox::of("body", "Text", body, 16).with_hint(
                "An empty line ends a paragraph. A line that begins with a hyphen and a space is a point of a list. **Two stars** make bold.",
            ),
        ];
        (boxes, vec![heading, body])
    });
    let shown = section.wording.0.iter().map(|worded| {
        let name = text::whom(worded.audience.as_ref(), content);
        view! {
            <section class="pane">
                <h3>{name}</h3>
                <p><strong>{worded.words.heading.clone()}</strong></p>
                <Markdown text=worded.words.body.clone() top=4/>
            </section>
        }
    });
    let shown = shown.collect_view();
    let piece = Piece::Section(section.id);
    let action = routes::build_piece(&slug, &piece);
    view! {
        <PieceFrame slug=slug.clone() form=form.clone() piece=piece.clone() asked=asked.clone()>
            <form class="piece-form" method="post" action=action id="piece">
                <Csrf/>
                <Columns columns=all asked=asked.clone()/>
                <SaveButton working=form.working.clone() piece=piece.clone() asked=asked.clone()/>
            </form>
            <h2>"As it will look"</h2>
            <p class="meta">"As it was saved last."</p>
            <div class="panes columns">{shown}</div>
            <Remove slug piece form/>
        </PieceFrame>
    }
    .into_any()
}
