//! What colleagues wrote, under the question that the lead answers.

use crate::api::{Piece, Writing};
use crate::text::said;
use crate::text::team::{HELD, take_value, wrote};
use domain::question::{Answer, Question};
use domain::team::{How, can_add, holds};
use domain::text::Called;
use leptos::prelude::*;

/// One block a colleague who answered this question. Nothing where nobody did. Its buttons belong to the form around
/// it, so that whatever the lead has typed is saved with them.
#[component]
pub(in crate::pages::respond) fn Beside(writing: Writing, question: Question) -> impl IntoView {
    let ours = writing.draft.answers.get(&question.id).cloned();
    let ours = ours.unwrap_or_default();
    let blocks: Vec<_> = writing
        .shared
        .iter()
        .filter_map(|shared| {
            let theirs = shared.answers.get(&question.id)?;
            (!theirs.is_empty())
                .then(|| block(&writing, &question, (&ours, theirs), &shared.called).into_any())
        })
        .collect();
    (!blocks.is_empty()).then(|| view! { <div class="colleagues">{blocks}</div> })
}

fn block(
    writing: &Writing,
    question: &Question,
    (ours, theirs): (&Answer, &Answer),
    called: &Called,
) -> impl IntoView + use<> {
    let lines = said::lines(writing, question, theirs);
    let lines = lines
        .into_iter()
        .map(|line| view! { <p class="as-typed">{line}</p> });
    let buttons = match holds(&question.kind, ours, theirs) {
        true => view! { <p class="meta">{HELD}</p> }.into_any(),
        false => {
            let piece = Piece::Answer(question.id.clone());
            buttons(&piece, called, can_add(&question.kind)).into_any()
        }
    };
    view! {
        <div class="colleague">
            <p><strong>{wrote(called)}</strong></p>
            {lines.collect_view()}
            {buttons}
        </div>
    }
}

/// "Use this answer" and, where two can stand together, "Add to ours".
pub(super) fn buttons(piece: &Piece, called: &Called, add: bool) -> impl IntoView + use<> {
    let (says, from) = match piece {
        Piece::Answer(_) => (
            phrase!("Use this answer"),
            say!(" (answer from {called})", called = called),
        ),
        Piece::Comment(..) => (
            phrase!("Use this comment"),
            say!(" (comment from {called})", called = called),
        ),
    };
    let add = add.then(|| {
        view! {
            <button class="btn btn-secondary btn-small" type="submit" name="take" value=take_value(How::Add, piece, called)>
                {phrase!("Add to ours")}<span class="visually-hidden">{from.clone()}</span>
            </button>
        }
    });
    view! {
        <div class="actions">
            <button class="btn btn-secondary btn-small" type="submit" name="take" value=take_value(How::Use, piece, called)>
                {says}<span class="visually-hidden">{from.clone()}</span>
            </button>
            {add}
        </div>
    }
}
