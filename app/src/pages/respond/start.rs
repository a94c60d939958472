//! Before the first question.

use super::begun::Begun;
use super::{Closed, query, slug, start_easy};
use crate::api::{ApiError, Running, Start, backend};
use crate::components::form::ErrorSummary;
use crate::components::layout::{ErrorPage, MachineMade, PublicPage};
use crate::components::loaded::loaded;
use crate::components::title::{is_unchecked, summary_of, title_of};
use crate::platform;
use crate::routes;
use crate::text::dates;
use crate::text::respond::{CHOOSE_AUDIENCE, GOOD_TO_KNOW, HOW_LONG, LOST, NO_EFFECT};
use crate::text::resume::{NOTICE_DELETED, NOTICE_KEPT, NOTICE_SENT};
use crate::text::team::{AS_TEAM, released};
use crate::visit::visit;
use crate::words::{marks, wanted_language};
use domain::content::Audience;
use domain::team::Part;
use domain::text::{AudienceId, Slug};
use leptos::prelude::*;

/// What it is, how long it takes, and who are you. A running response can be carried on.
#[component]
pub fn StartPage() -> impl IntoView {
    platform::never_store();
    let (backend, caller) = (backend(), visit().caller);
    let Some(slug) = slug() else {
        return view! { <ErrorPage error=ApiError::NotFound/> }.into_any();
    };
    let notice = query("notice");
    let missing = query("check").is_some();
    let data = async move { backend.start(&caller, &slug).await };
    loaded(data, move |start| page(start, notice.as_deref(), missing)).into_any()
}

fn page(start: Start, notice: Option<&str>, missing: bool) -> AnyView {
    let card = start.card;
    if start.sent {
        platform::redirect(&routes::receipt(&card.slug));
        return ().into_any();
    }
    if !card.takes_responses && start.running.is_none() {
        return view! { <Closed card early=start.opens_later/> }.into_any();
    }
    let slug = card.slug.clone();
    let running = start.running.clone();
    let known = running.as_ref().and_then(|r| r.audience.clone());
    let notice = match notice {
        Some("lost") if running.is_none() => Some(LOST),
        Some("forgotten") if running.is_none() => Some(NOTICE_KEPT),
        Some("deleted") if running.is_none() => Some(NOTICE_DELETED),
        Some("forgotten-sent") => Some(NOTICE_SENT),
        _ if running.as_ref().is_some_and(only_commented) => Some(CHOOSE_AUDIENCE),
        _ => None,
    };
    // Somebody who comes from a page in easy words, and is in no team.
    let simply = query("for").and_then(|id| {
        let asked = start
            .audiences
            .iter()
            .find(|a| a.easy_read && a.id.as_str() == id)?;
        let team = running.as_ref().is_some_and(|r| r.team.is_some());
        (!team && !missing).then(|| asked.clone())
    });
    if let Some(audience) = simply {
        let start = Start { card, ..start };
        return start_easy::page(start, audience, notice);
    }
    let until = card.closes.filter(|_| card.takes_responses).map(
        |at| view! { <p class="meta">{say!("Open until {when}", when = dates::moment(at))}</p> },
    );
    let good_to_know = GOOD_TO_KNOW.map(|line| view! { <li>{line}</li> });
    let part = running.as_ref().and_then(|r| r.team.clone());
    let asks_teams = start
        .audiences
        .iter()
        .any(|audience| audience.organisations);
    let wanted = wanted_language();
    let by_machine = |audience: &Audience| {
        let picked = audience.wording.pick(&wanted, None);
        picked.is_some_and(|picked| picked.unchecked)
    };
    let unchecked = is_unchecked(&card) || start.audiences.iter().any(by_machine);
    let team = team(&slug, part.as_ref(), asks_teams);
    let begun = running
        .as_ref()
        .map(|r| r.begun.clone())
        .unwrap_or_default();
    let begun =
        (!begun.is_empty()).then(|| view! { <Begun slug=slug.clone() lines=begun from="start"/> });
    let form = view! { <WhoForm slug=slug.clone() audiences=start.audiences known=known.clone() missing/> };
    // Somebody who knows who they are carries on; the choice is there, but not in the way.
    let form = if matches!(part, Some(Part::Colleague { .. })) {
        // Whose questions a team answers is for its lead to say.
        ().into_any()
    } else if known.is_some() {
        view! {
            <details class="details">
                <summary>{phrase!("Answer as somebody else")}</summary>
                <p>{phrase!("What you have written so far is kept.")}</p>
                {form}
            </details>
        }
        .into_any()
    } else {
        form.into_any()
    };
    view! {
        <PublicPage title=phrase!("Tell us what you think") error=missing back=routes::consultation(&slug)>
            <ErrorSummary errors=nobody(missing)/>
            {notice.map(|text| view! { <div class="notice" role="status"><p>{text}</p></div> })}
            <p class="meta">{title_of(&card)}</p>
            <h1>{phrase!("Tell us what you think")}</h1>
            {begun}
            {running.filter(|r| r.audience.is_some()).map(|running| view! { <CarryOn slug=slug.clone() running/> })}
            {unchecked.then(|| view! { <MachineMade part=false/> })}
            <p class="lead">{summary_of(&card)}</p>
            <div class="inset"><p><strong>{NO_EFFECT}</strong></p></div>
            <ul>{good_to_know.collect_view()}</ul>
            <p>{HOW_LONG}</p>
            <p>{phrase!("Started already?")}" " <a href=routes::come_back(&slug)>{phrase!("Use your code")}</a></p>
            {team}
            {until}
            {form}
        </PublicPage>
    }
    .into_any()
}

/// Whether nothing but comments on clauses is saved so far.
fn only_commented(running: &Running) -> bool {
    running.audience.is_none() && running.comments > 0
}

/// What is wrong when nobody was chosen.
pub(super) fn nobody(missing: bool) -> Vec<(String, String)> {
    let error = || {
        (
            "#audience".to_owned(),
            say!("Choose which of these you are"),
        )
    };
    missing.then(error).into_iter().collect()
}

/// What there is to say about teams: a way in, or the team that this browser is in.
fn team(slug: &Slug, part: Option<&Part>, asked: bool) -> AnyView {
    match part {
        Some(Part::Lead) => view! {
            <p>{phrase!("You lead a team.")}" " <a href=routes::team(slug)>{phrase!("Go to your team")}</a></p>
        }
        .into_any(),
        Some(Part::Colleague { called }) => view! {
            <p>{say!("You are in a team, in which you write as “{called}”.", called = called)}" "<a href=routes::team(slug)>{phrase!("Go to your team")}</a></p>
        }
        .into_any(),
        Some(Part::Released { called }) => view! {
            <div class="notice notice-warning"><p>{released(called)}</p></div>
        }
        .into_any(),
        None if asked => view! {
            <p>{phrase!("Do several of you write one answer for a school or organisation?")}" " <a href=routes::join_team(slug)>{AS_TEAM}</a></p>
        }
        .into_any(),
        None => ().into_any(),
    }
}

#[component]
pub(super) fn CarryOn(slug: Slug, running: Running) -> impl IntoView {
    let save = routes::save(&slug);
    let send_by = running.send_by.map(|at| {
        view! {
            <p><strong>
                {say!("This consultation has closed. You can still send your response until {when}.", when = dates::moment(at))}
            </strong></p>
        }
    });
    view! {
        <section class="notice">
            <h2>{phrase!("You have begun a response")}</h2>
            {send_by}
            <p>
                {rich!(
                    "What you wrote is saved while this browser stays open. To carry on after that, or on another phone or computer, <a>get a code</a>.",
                    <a> = |text| view! { <a href=save>{text}</a> },
                )}
            </p>
            <div class="actions">
                <a class="btn" href=routes::respond_page(&slug, &running.resume)>{phrase!("Carry on")}</a>
                <form method="post" action=routes::discard(&slug)>
                    <button class="btn btn-secondary" type="submit">{phrase!("Delete it and start again")}</button>
                </form>
            </div>
        </section>
    }
}

#[component]
pub(super) fn WhoForm(
    slug: Slug,
    audiences: Vec<Audience>,
    known: Option<AudienceId>,
    missing: bool,
    /// Answers that go along into what is begun.
    #[prop(optional)]
    carried: Vec<(String, String)>,
) -> impl IntoView {
    let carried = carried
        .into_iter()
        .map(|(name, value)| view! { <input type="hidden" name=name value=value/> });
    let carried = carried.collect_view();
    let rows = audiences
        .into_iter()
        .enumerate()
        .map(|(at, audience)| {
            let ticked = known.as_ref() == Some(&audience.id);
            row(at, &audience, ticked)
        })
        .collect_view();
    let error = missing.then(|| {
        view! {
            <p class="error-message" id="audience-error">
                <span class="visually-hidden">{phrase!("Error:")}" "</span>{phrase!("Choose which of these you are")}
            </p>
        }
    });
    view! {
        <form method="post" action=routes::respond(&slug) novalidate>
            {carried}
            <fieldset class="field" aria-describedby=missing.then_some("audience-error")>
                <legend><h2>{phrase!("Which of these are you?")}</h2></legend>
                <p class="hint">{phrase!("If more than one fits, choose the one you want to answer as. You can send another response afterwards.")}</p>
                {error}
                <div class="radios">{rows}</div>
            </fieldset>
            <button class="btn" type="submit">{phrase!("Start")}</button>
        </form>
    }
}

fn row(at: usize, audience: &Audience, ticked: bool) -> impl IntoView + use<> {
    let value = audience.id.to_string();
    let id = match at {
        0 => "audience".to_owned(),
        _ => format!("audience-{value}"),
    };
    let words = audience.wording.pick(&wanted_language(), None);
    let (name, hint, (lang, dir)) = words.map_or_else(
        || (value.clone(), String::new(), (None, None)),
        |picked| {
            (
                picked.words.name.clone(),
                picked.words.hint.clone(),
                marks(picked.language),
            )
        },
    );
    let hint_id = format!("{id}-hint");
    let described = (!hint.is_empty()).then(|| hint_id.clone());
    let hint = (!hint.is_empty()).then(|| view! { <span class="hint" id=hint_id>{hint}</span> });
    view! {
        <div class="radio" lang=lang dir=dir>
            <input type="radio" id=id.clone() name="audience" value=value checked=ticked aria-describedby=described/>
            <label for=id>{name}</label>
            {hint}
        </div>
    }
}
