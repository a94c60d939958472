//! A document: its clauses in order, and its title.

use super::super::slug;
use super::columns::{Asked, Columns, TextBox, columns, of_documents, own};
use super::frame::{PieceFrame, Remove, SaveButton, piece_page};
use super::lists::{MoveButtons, OwnWords, Readings};
use crate::api::{ApiError, PieceForm, Working};
use crate::components::layout::ErrorPage;
use crate::components::officer::Csrf;
use crate::pages::params::param;
use crate::routes;
use domain::content::{DocumentText, Piece};
use domain::text::{Language, Slug};
use leptos::prelude::*;

/// Every clause with a link to it; title and a line about it, side by side for each audience.
#[component]
pub fn EditDocumentPage() -> impl IntoView {
    let (Some(slug), Ok(id)) = (slug(), param::<Slug>("document")) else {
        return view! { <ErrorPage error=ApiError::NotFound/> }.into_any();
    };
    piece_page(
        slug,
        Piece::Document(id.clone()),
        move |slug, form, asked| {
            let document = form.working.content.document(&id).cloned();
            document.map(|document| page(slug, form, asked, document))
        },
    )
    .into_any()
}

fn page(slug: Slug, form: PieceForm, asked: Asked, document: DocumentText) -> impl IntoView {
    let content = &form.working.content;
    let all = columns(
        content,
        of_documents(content, &document.wording),
        |audience| {
            let words = own(&document.wording, audience);
            let (title, summary) =
                words.map_or(("", ""), |w| (w.title.as_str(), w.summary.as_str()));
            let boxes = vec![
                TextBox::line("title", "Title", title),
                TextBox::of("summary", "A line about it", summary, 3).with_hint(
                    "What it is, and what people can do with it. It stands above the clauses.",
                ),
            ];
            (boxes, vec![title, summary])
        },
    );
    let piece = Piece::Document(document.id.clone());
    let action = routes::build_piece(&slug, &piece);
    let working = form.working.clone();
    view! {
        <PieceFrame slug=slug.clone() form=form.clone() piece=piece.clone() asked=asked.clone()>
            <Clauses slug=slug.clone() working=working.clone() document/>
            <h2>"Title, and a line about it"</h2>
            <form class="piece-form" method="post" action=action id="piece">
                <Csrf/>
                <Columns columns=all asked=asked.clone()/>
                <SaveButton working piece=piece.clone() asked=asked.clone()/>
            </form>
            <Remove slug piece form/>
        </PieceFrame>
    }
    .into_any()
}

#[component]
fn Clauses(slug: Slug, working: Working, document: DocumentText) -> impl IntoView {
    let mine = working.may_edit_piece(&Piece::Document(document.id.clone()));
    let (content, last) = (working.content, document.clauses.len());
    let rows = document.clauses.iter().enumerate().map(|(at, clause)| {
        let piece = Piece::Clause(document.id.clone(), clause.key.clone());
        let anchor = routes::piece_anchor(&piece);
        let words = clause.wording.pick(&Language::english(), None);
        let heading = words.map_or(clause.key.to_string(), |picked| picked.words.heading.clone());
        let own = clause.wording.0.iter().filter_map(|w| w.audience.clone()).collect();
        let further = format!("{}#place", routes::build_piece(&slug, &piece));
        let name = format!("clause {}", clause.number);
        view! {
            <li class="built" id=anchor>
                <div>
                    <a href=routes::build_piece(&slug, &piece)><strong>{clause.number.clone()}</strong>" "{heading}</a>
                    <OwnWords own content=content.clone()/>
                    <Readings content=content.clone() piece=piece.clone()/>
                </div>
                {mine.then(|| view! { <MoveButtons slug=slug.clone() piece name at last further/> })}
            </li>
        }
    });
    let rows = (last > 0).then(|| view! { <ol class="built-list">{rows.collect_view()}</ol> });
    view! {
        <section aria-labelledby="clauses">
            <h2 id="clauses">"Clauses"</h2>
            <p class="meta">"People comment on each by itself."</p>
            {rows}
            {mine.then(|| view! { <p><a class="btn btn-secondary" href=routes::build_add_clause(&slug, &document.id)>"Add a clause"</a></p> })}
        </section>
    }
    .into_any()
}
