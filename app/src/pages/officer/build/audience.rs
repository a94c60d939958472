//! A group of people asked.

use super::super::slug;
use super::columns::{Asked, Columns, TextBox, columns, own};
use super::frame::{PieceFrame, Remove, SaveButton, piece_page};
use crate::api::{ApiError, PieceForm};
use crate::components::layout::ErrorPage;
use crate::components::officer::Csrf;
use crate::pages::params::param;
use crate::routes;
use domain::content::{Audience, Piece};
use domain::text::{AudienceId, Slug};
use leptos::prelude::*;

/// What it is called, what it reads first, and whether it may answer for an organisation.
#[component]
pub fn AudiencePage() -> impl IntoView {
    let (Some(slug), Ok(id)) = (slug(), param::<AudienceId>("audience")) else {
        return view! { <ErrorPage error=ApiError::NotFound/> }.into_any();
    };
    piece_page(
        slug,
        Piece::Audience(id.clone()),
        move |slug, form, asked| {
            let audience = form
                .working
                .content
                .audiences
                .iter()
                .find(|a| a.id == id)
                .cloned();
            audience.map(|audience| page(slug, form, asked, audience))
        },
    )
    .into_any()
}

fn page(slug: Slug, form: PieceForm, asked: Asked, audience: Audience) -> impl IntoView {
    let content = &form.working.content;
    let words = own(&audience.wording, None);
    let all = columns(content, vec![None], |_| {
        let name = words.map_or("", |w| w.name.as_str());
        let hint = words.map_or("", |w| w.hint.as_str());
        let introduction = words.map_or("", |w| w.introduction.as_str());
        let boxes = vec![
            TextBox::line("name", "Name", name)
                .with_hint("Somebody picks it after “I am…”: such as “A parent or carer”."),
            TextBox::line("hint", "Hint", hint).with_hint("Who belongs here. May stay empty."),
            TextBox::of(
                "introduction",
                "Read before the first question",
                introduction,
                12,
            )
            .with_hint("How long it takes and what it is about."),
        ];
        (boxes, vec![name, hint, introduction])
    });
    let typed = &asked.typed;
    let organisations = typed.has("organisations", "yes", audience.organisations);
    let easy = typed.has("easy_read", "yes", audience.easy_read);
    let piece = Piece::Audience(audience.id);
    let action = routes::build_piece(&slug, &piece);
    view! {
        <PieceFrame slug=slug.clone() form=form.clone() piece=piece.clone() asked=asked.clone()>
            <form class="piece-form" method="post" action=action id="piece">
                <Csrf/>
                <Columns columns=all asked=asked.clone()/>
                <fieldset class="field checkboxes passages">
                    <legend>"How it answers"</legend>
                    <div class="checkbox">
                        <input type="checkbox" id="organisations" name="organisations" value="yes" checked=organisations/>
                        <label for="organisations">"Somebody may answer for an organisation"</label>
                    </div>
                    <div class="checkbox">
                        <input type="checkbox" id="easy_read" name="easy_read" value="yes" checked=easy/>
                        <label for="easy_read">"Pages are easy read: larger, with more room"</label>
                    </div>
                </fieldset>
                <SaveButton working=form.working.clone() piece=piece.clone() asked=asked.clone()/>
            </form>
            <Remove slug piece form/>
        </PieceFrame>
    }
    .into_any()
}
