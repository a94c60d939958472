//! Suggestions that are let stand together, unread: how often such ones are right, and what became of it.

use super::Done;
use super::work::LastRun;
use crate::api::{
    AcceptLevel, AcceptanceLine, AcceptancePage, ApiError, QueueFilter, Show, backend,
};
use crate::components::layout::ErrorPage;
use crate::components::loaded::loaded;
use crate::components::officer::{CountedAt, Csrf, OfficerPage, Refused, Tab};
use crate::pages::officer::slug;
use crate::pages::params::query;
use crate::routes;
use crate::text::acceptances as text;
use crate::text::dates;
use crate::text::numbers::{counted, number};
use crate::visit::{Retry, visit};
use domain::text::Slug;
use leptos::prelude::*;

/// What can be accepted together, and what was.
#[component]
pub fn AcceptancesPage() -> impl IntoView {
    let Some(slug) = slug() else {
        return view! { <ErrorPage error=ApiError::NotFound/> }.into_any();
    };
    let done = (query("accepted"), query("open"));
    let visit = visit();
    let (backend, caller, retry) = (backend(), visit.caller, visit.retry);
    let of = slug.clone();
    loaded(
        async move { backend.acceptances(&caller, &of).await },
        move |all| page(slug, all, done, retry),
    )
    .into_any()
}

fn page(
    slug: Slug,
    all: AcceptancePage,
    (accepted, open): (Option<u64>, Option<u64>),
    retry: Option<Retry>,
) -> impl IntoView {
    let here = routes::officer_acceptances(&slug);
    let retry = retry.filter(|retry| retry.form.starts_with(&here));
    let within = (slug.clone(), all.card.title.clone(), Tab::Themes);
    let accepted = accepted.map(|many| {
        let many = counted(many, "suggestion stands", "suggestions stand");
        view! { <Done what=format!("{many} now, accepted by you.")/> }
    });
    let open = open.map(|many| {
        let many = counted(many, "suggestion is", "suggestions are");
        view! { <Done what=format!("Taken back. {many} open again.")/> }
    });
    let offer = match (all.level, all.run.is_some()) {
        (Some(level), _) => {
            view! { <Offer slug=slug.clone() level unread=all.unread seen=all.seen/> }.into_any()
        }
        (None, true) => view! { <NotYet slug=slug.clone() read=all.read/> }.into_any(),
        (None, false) => ().into_any(),
    };
    view! {
        <OfficerPage title="Accept suggestions together" within error=retry.is_some()>
            {retry.clone().map(|retry| view! { <Refused retry/> })}
            <p><a class="back-link" href=routes::officer_themes(&slug)>"All themes"</a></p>
            <h1>"Accept suggestions together"</h1>
            <CountedAt at=all.card.counted/>
            {accepted}
            {open}
            <p>
                "Suggestions that the engine is sure of can stand without anybody reading the texts. "
                <strong>"They are never added to what people confirmed"</strong>
                ": the report shows them in a column of their own and says who accepted them. Whoever reads a text later decides on its themes anew."
            </p>
            <LastRun run=all.run/>
            {offer}
            <Made slug made=all.made/>
        </OfficerPage>
    }
    .into_any()
}

/// Why nothing can be accepted yet.
#[component]
fn NotYet(slug: Slug, read: u64) -> impl IntoView {
    let read = counted(read, "text is", "texts are");
    view! {
        <div class="inset">
            <p>
                {format!("The engine cannot tell yet from which score its suggestions are right 9 times out of 10. It learns that from texts that people have read; {read} read so far. Then let it suggest again.")}
            </p>
            <p><a href=routes::officer_form(&slug, "code")>"Read and code"</a></p>
        </div>
    }
}

/// How often such suggestions are right, theme by theme what would stand, and the button.
#[component]
fn Offer(slug: Slug, level: AcceptLevel, unread: u64, seen: String) -> impl IntoView {
    let many = level.suggestions();
    let agreement = routes::officer_form(&slug, "agreement");
    let sample = match text::in_sample(&level) {
        Some(said) if text::is_worse(&level) => view! {
            <li>{said}" "<strong>"That is less often than among those held back: read on before you accept."</strong></li>
        }
        .into_any(),
        Some(said) => view! { <li>{said}</li> }.into_any(),
        None => view! {
            <li>"The sample says nothing of this yet. It is the one check in which the engine has no part: "<a href=agreement>"read the sample first"</a>"."</li>
        }
        .into_any(),
    };
    let held_back = text::held_back(level.score, level.right);
    let texts = counted(level.texts, "text", "texts");
    let offer = match many {
        0 => view! { <p class="inset">"No open suggestion is as sure as that."</p> }.into_any(),
        _ => {
            let button = counted(many, "suggestion", "suggestions");
            let total = number(many);
            let rows = level.open.into_iter().map(|(id, label, many)| {
                view! { <tr><th scope="row"><a href=routes::officer_theme(&slug, id)>{label}</a></th><td class="numeric">{number(many)}</td></tr> }
            });
            let rows = rows.collect_view();
            view! {
                <div class="table-scroll" tabindex="0" role="region" aria-label="Suggestions that would stand">
                    <table>
                        <caption>{format!("Suggestions that would stand, for {texts} of the {} that nobody has read", number(unread))}</caption>
                        <thead><tr><th scope="col">"Theme"</th><th scope="col" class="numeric">"Suggestions"</th></tr></thead>
                        <tbody>{rows}<tr class="total"><th scope="row">"All"</th><td class="numeric">{total}</td></tr></tbody>
                    </table>
                </div>
                <p>"These texts then leave the list of what is to be read. Texts of the sample, and those that may make a point of law or equality, stay in it. At sign-off, what was accepted unread is named as such."</p>
                <form method="post" action=format!("{}/accept", routes::officer_acceptances(&slug))>
                    <Csrf/>
                    <input type="hidden" name="seen" value=seen/>
                    <button class="btn" type="submit">{format!("Accept {button}")}</button>
                </form>
            }
            .into_any()
        }
    };
    view! {
        <section aria-labelledby="right">
            <h2 id="right">"How often are such suggestions right?"</h2>
            <ul>
                <li>"While it learnt, the engine held comments back and looked at its suggestions for them. "{held_back}</li>
                {sample}
            </ul>
            {offer}
        </section>
    }
    .into_any()
}

/// What was accepted, each with the way back.
#[component]
fn Made(slug: Slug, made: Vec<AcceptanceLine>) -> impl IntoView {
    (!made.is_empty()).then(|| {
        let filter = QueueFilter {
            show: Show::Accepted,
            ..QueueFilter::default()
        };
        let read = routes::officer_coding(&slug, &filter, None, false);
        let cards = made
            .into_iter()
            .map(|one| view! { <One slug=slug.clone() one/> });
        let cards = cards.collect_view();
        view! {
            <section id="accepted">
                <h2>"Accepted so far"</h2>
                <p><a href=read>"Read texts with accepted themes"</a></p>
                {cards}
            </section>
        }
        .into_any()
    })
}

#[component]
fn One(slug: Slug, one: AcceptanceLine) -> impl IntoView {
    let suggestions = counted(one.suggestions, "suggestion", "suggestions");
    let heading = format!("{suggestions} for {}", counted(one.texts, "text", "texts"));
    let by = format!("{}, {}", one.by, dates::moment(one.at));
    let end = match one.undone {
        Some((by, at)) => {
            let said = format!(
                "Taken back by {by}, {}. What people had decided by then stands.",
                dates::moment(at)
            );
            view! { <p>{said}</p> }.into_any()
        }
        None => view! {
            <form method="post" action=format!("{}/undo", routes::officer_acceptances(&slug))>
                <Csrf/>
                <input type="hidden" name="acceptance" value=one.id.to_string()/>
                <button class="btn btn-secondary" type="submit">
                    "Take it back"<span class="visually-hidden">{format!(": {heading}")}</span>
                </button>
            </form>
        }
        .into_any(),
    };
    view! {
        <section class="card">
            <h3>{heading}</h3>
            <p>{text::held_back(one.level, one.right)}" "{text::since(one.since)}</p>
            <p class="meta">{by}</p>
            {end}
        </section>
    }
    .into_any()
}
