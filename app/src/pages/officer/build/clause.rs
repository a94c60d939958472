//! A clause of a document.

use super::super::slug;
use super::columns::{Asked, Columns, TextBox, columns, of_documents, own};
use super::frame::{MoveTo, PieceFrame, Remove, SaveButton, piece_page};
use crate::api::{ApiError, PieceForm};
use crate::components::layout::ErrorPage;
use crate::components::markdown::Markdown;
use crate::components::officer::Csrf;
use crate::pages::params::param;
use crate::routes;
use crate::text::build as text;
use domain::content::{ClauseText, DocumentText, Piece};
use domain::text::{Language, Slug};
use leptos::prelude::*;

/// Number, heading and text, side by side for each audience, with the text as it will look.
#[component]
pub fn EditClausePage() -> impl IntoView {
    let at = (param::<Slug>("document"), param::<Slug>("clause"));
    let (Some(slug), (Ok(document), Ok(key))) = (slug(), at) else {
        return view! { <ErrorPage error=ApiError::NotFound/> }.into_any();
    };
    piece_page(
        slug,
        Piece::Clause(document.clone(), key.clone()),
        move |slug, form, asked| {
            let content = &form.working.content;
            let found = content
                .document(&document)
                .zip(content.clause(&document, &key));
            let (document, clause) = found.map(|(d, c)| (d.clone(), c.clone()))?;
            Some(page(slug, form, asked, document, clause))
        },
    )
    .into_any()
}

fn page(
    slug: Slug,
    form: PieceForm,
    asked: Asked,
    document: DocumentText,
    clause: ClauseText,
) -> impl IntoView {
    let content = &form.working.content;
    let all = columns(
        content,
        of_documents(content, &clause.wording),
        |audience| {
            let words = own(&clause.wording, audience);
            let (heading, body) = words.map_or(("", ""), |w| (w.heading.as_str(), w.body.as_str()));
            let number = audience.is_none().then(|| {
                TextBox::line("number", "Number", &clause.number).with_hint(
                    "As it is printed, such as 3.2. Letters and minutes name the clause by it.",
                )
            });
            let words = [
            TextBox::line("heading", "Heading", heading),
            TextBox::of("body", "Text", body, 16).with_hint(
                "An empty line ends a paragraph. A line that begins with a hyphen and a space is a point of a list. **Two stars** make bold.",
            ),
        ];
            (
                number.into_iter().chain(words).collect(),
                vec![heading, body],
            )
        },
    );
    let shown = clause.wording.0.iter().map(|worded| {
        let name = text::whom(worded.audience.as_ref(), content);
        view! {
            <section class="pane">
                <h3>{name}</h3>
                <p><strong>{format!("{} {}", clause.number, worded.words.heading)}</strong></p>
                <Markdown text=worded.words.body.clone() top=4/>
            </section>
        }
    });
    let shown = shown.collect_view();
    let english = Language::english();
    let named = |other: &ClauseText| {
        let words = other.wording.pick(&english, None);
        let heading = words.map_or("", |picked| picked.words.heading.as_str());
        let piece = Piece::Clause(document.id.clone(), other.key.clone());
        (piece, format!("{} {heading}", other.number))
    };
    let clauses: Vec<_> = document.clauses.iter().map(named).collect();
    let piece = Piece::Clause(document.id.clone(), clause.key);
    let action = routes::build_piece(&slug, &piece);
    let mine = form.working.may_edit_piece(&piece);
    let moving = (mine && clauses.len() > 1).then(|| {
        view! {
            <section aria-labelledby="standing">
                <h2 id="standing">"Its place"</h2>
                <p>"Its number stays as it is: change it above where that is needed."</p>
                <MoveTo slug=slug.clone() piece=piece.clone() all=clauses/>
            </section>
        }
    });
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
            {moving}
            <Remove slug piece form/>
        </PieceFrame>
    }
    .into_any()
}
