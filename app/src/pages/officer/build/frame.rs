//! What the pages that edit a piece share.

use super::super::slug;
use super::columns::Asked;
use crate::api::{ApiError, PieceForm, Working, backend};
use crate::components::form::Typed;
use crate::components::layout::ErrorPage;
use crate::components::loaded::loaded;
use crate::components::officer::{Csrf, OfficerPage, Refused, Tab};
use crate::islands::{AnswerHelper, Rules};
use crate::pages::params::query;
use crate::routes;
use crate::text::faults::fault as told;
use crate::text::{build as text, dates};
use crate::visit::{Retry, visit};
use domain::consultation::Stage;
use domain::content::Piece;
use domain::text::Slug;
use leptos::prelude::*;

/// Loads the working copy of the consultation in the address and shows it, with a form of the page that was refused.
pub(super) fn working_page<V: IntoView + 'static>(
    page: fn(Slug, Working, Option<Retry>) -> V,
) -> AnyView {
    let visit = visit();
    let Some(slug) = slug() else {
        return view! { <ErrorPage error=ApiError::NotFound/> }.into_any();
    };
    let (backend, caller, of, retry) = (backend(), visit.caller, slug.clone(), visit.retry);
    let data = async move { backend.working(&caller, &of).await };
    loaded(data, move |working| page(slug, working, retry)).into_any()
}

/// Loads a piece and shows its form; where somebody took the piece out meanwhile, what was typed.
pub(super) fn piece_page<V: IntoView + 'static>(
    slug: Slug,
    piece: Piece,
    show: impl FnOnce(Slug, PieceForm, Asked) -> V + Send + 'static,
) -> impl IntoView {
    let (backend, visit) = (backend(), visit());
    let action = routes::build_piece(&slug, &piece);
    let typed = Typed::of(visit.retry.as_ref(), &action);
    let (caller, of) = (visit.caller, slug.clone());
    let data = async move {
        match backend.piece(&caller, &of, &piece).await {
            Err(ApiError::NotFound) if typed.refused() => {
                let working = backend.working(&caller, &of).await?;
                Ok((Err(working), typed))
            }
            found => Ok((Ok(found?), typed)),
        }
    };
    loaded(data, move |(found, typed)| match found {
        Ok(form) => {
            let asked = Asked::of(&form, typed);
            show(slug, form, asked).into_any()
        }
        Err(working) => view! { <Overtaken slug working typed/> }.into_any(),
    })
    .into_any()
}

/// The piece is gone: what was typed, to be copied.
#[component]
fn Overtaken(slug: Slug, working: Working, typed: Typed) -> impl IntoView {
    let within = (slug.clone(), working.card.title.clone(), Tab::Build);
    let retry = typed.retry();
    let fields = retry.as_ref().map(|r| r.fields.clone()).unwrap_or_default();
    let kept = fields.into_iter().filter(|(name, words)| {
        !matches!(name.as_str(), "mark" | "csrf") && !words.trim().is_empty()
    });
    let kept = kept.map(|(_, words)| view! { <p class="as-typed inset">{words}</p> });
    let kept = kept.collect_view();
    view! {
        <OfficerPage title="This was taken out" within error=true>
            {retry.map(|retry| view! { <Refused retry/> })}
            <h1>"This was taken out"</h1>
            <p>"What you typed, which was not saved:"</p>
            {kept}
            <p><a class="btn" href=routes::build(&slug)>"Words and questions"</a></p>
        </OfficerPage>
    }
    .into_any()
}

/// Heading, what is wrong, what was saved, who changed it last, and the faults of this piece.
#[component]
pub(super) fn PieceFrame(
    slug: Slug,
    form: PieceForm,
    piece: Piece,
    asked: Asked,
    children: Children,
) -> impl IntoView {
    let working = &form.working;
    let within = (slug.clone(), working.card.title.clone(), Tab::Build);
    let mut questions = working.content.questions.iter();
    let place = match &piece {
        Piece::Question(id) => questions.position(|q| q.id == *id),
        _ => None,
    };
    let title = match place {
        Some(at) => format!("Question {}", at + 1),
        None => text::piece(&piece, &working.content),
    };
    let back = match &piece {
        Piece::Clause(document, _) => {
            text::piece(&Piece::Document(document.clone()), &working.content)
        }
        _ => "Words and questions".to_owned(),
    };
    let retry = asked.typed.retry();
    let wrong = retry.as_ref().is_some_and(|r| !r.errors.is_empty());
    let saved = (query::<String>("saved").is_some() && !wrong).then(|| {
        view! { <div class="notice notice-success" role="status"><p>"Saved."</p></div> }
    });
    let faults = working
        .faults
        .iter()
        .filter(|f| f.piece().as_ref() == Some(&piece));
    let faults: Vec<String> = faults.map(|f| told(f, &working.content)).collect();
    let faults = (!faults.is_empty()).then(|| {
        let lines = faults.into_iter().map(|line| view! { <li>{line}</li> });
        view! {
            <div class="notice notice-warning">
                <h2>"To be put right before it is published"</h2>
                <ul>{lines.collect_view()}</ul>
            </div>
        }
    });
    let last = form.last.as_ref().map(|last| {
        let text = format!("Changed last by {} at {}.", last.by, dates::moment(last.at));
        view! { <p class="meta">{text}</p> }
    });
    let closed = working.card.stage > Stage::Open;
    let fixed = working.fixes(&piece) && !closed;
    let open = (working.published.is_some() && !closed).then(|| match fixed {
        true => view! {
            <p class="notice">"You can read this. The consultation has opened, and people comment on these clauses as they are. They change by a decision, once it is made."</p>
        }
        .into_any(),
        false => view! {
            <p class="meta">"The consultation has opened: what you save here waits until it is published as an amendment."</p>
        }
        .into_any(),
    });
    let mine = working.may_edit || fixed;
    view! {
        <OfficerPage title=title.clone() within error=wrong>
            {retry.filter(|_| wrong).map(|retry| view! { <Refused retry/> })}
            {saved}
            <p><a class="back-link" href=routes::built_piece(&slug, &piece)>{back}</a></p>
            <h1>{title}</h1>
            {last}
            {open}
            {faults}
            {(!mine).then(|| view! { <LookOnly closed/> })}
            {children()}
        </OfficerPage>
    }
    .into_any()
}

/// The button of a piece's form, and the island that saves its words while they are written; nothing for those who
/// may only look.
#[component]
pub(super) fn SaveButton(working: Working, piece: Piece, asked: Asked) -> impl IntoView {
    let rules = Rules::Piece {
        stored: !asked.typed.refused(),
    };
    working
        .may_edit_piece(&piece)
        .then(|| {
            view! {
                <button class="btn" type="submit">"Save"</button>
                <AnswerHelper rules/>
            }
        })
        .into_any()
}

/// The form that takes a piece out.
#[component]
pub(super) fn Remove(slug: Slug, piece: Piece, form: PieceForm) -> impl IntoView {
    form.working
        .may_edit_piece(&piece)
        .then(|| {
            view! {
                <details class="details">
                    <summary>"Take it out"</summary>
                    <p>"You can undo this."</p>
                    <form method="post" action=routes::build_form(&slug, "remove")>
                        <Csrf/>
                        <input type="hidden" name="piece" value=piece.to_string()/>
                        <input type="hidden" name="mark" value=form.mark/>
                        <button class="btn btn-warning" type="submit">"Take it out"</button>
                    </form>
                </details>
            }
        })
        .into_any()
}

/// Puts a piece elsewhere in its list, which `all` holds with a name for each, in one step.
#[component]
pub(super) fn MoveTo(slug: Slug, piece: Piece, all: Vec<(Piece, String)>) -> impl IntoView {
    let at = all.iter().position(|(one, _)| one == &piece);
    let at = at.unwrap_or_default();
    let some = all.len() > 1;
    let others = all
        .into_iter()
        .enumerate()
        .filter(|(place, _)| *place != at);
    let others = others.map(|(place, (one, name))| {
        let selected = place + 1 == at;
        view! { <option value=one.to_string() selected=selected>{format!("After {name}")}</option> }
    });
    let others = others.collect_view();
    some.then(|| {
        view! {
            <form class="toolbar" method="post" action=routes::build_form(&slug, "move")>
                <Csrf/>
                <input type="hidden" name="piece" value=piece.to_string()/>
                <div class="field">
                    <label for="place">"Move it to"</label>
                    <select class="select" id="place" name="to">
                        <option value="first" selected=at == 0>"The beginning"</option>
                        {others}
                    </select>
                </div>
                <button class="btn btn-secondary" type="submit">"Move"</button>
            </form>
        }
    })
    .into_any()
}

/// What was wrong with a small form of the page, if one was refused.
#[component]
pub(super) fn WrongForm(retry: Option<Retry>) -> impl IntoView {
    retry
        .filter(|retry| !retry.errors.is_empty())
        .map(|retry| view! { <Refused retry/> })
}

/// Why somebody can only read: the consultation has closed, or else their role does not allow more.
#[component]
pub(super) fn LookOnly(closed: bool) -> impl IntoView {
    let why = match closed {
        true => "You can read this. The consultation has closed, so it cannot be changed any more.",
        false => {
            "You can read this. Your role does not allow you to change it: ask the person who leads this consultation."
        }
    };
    view! { <p class="notice">{why}</p> }
}
