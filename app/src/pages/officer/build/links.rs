//! Links for reviewers without an account.

use crate::api::{PreviewLink, Working};
use crate::components::form::Typed;
use crate::components::officer::{Csrf, FieldProblem};
use crate::routes;
use crate::text::dates;
use crate::visit::Retry;
use domain::text::Slug;
use leptos::prelude::*;

/// Links for reviewers: a new one, and those that work.
#[component]
pub(super) fn Links(
    slug: Slug,
    working: Working,
    links: Vec<PreviewLink>,
    retry: Option<Retry>,
) -> impl IntoView {
    let action = routes::build_form(&slug, "links");
    // The answer to the form that made it; a refused form has the id of a link instead.
    let made = retry
        .as_ref()
        .filter(|r| r.errors.is_empty())
        .and_then(|r| r.value("link"))
        .map(str::to_owned);
    let typed = Typed::of(retry.as_ref().filter(|r| !r.errors.is_empty()), &action);
    let made = made.map(|link| {
        view! {
            <div class="notice notice-success" role="status">
                <label for="link">"The link. Copy it now: it is shown this once."</label>
                <input class="input" id="link" readonly=true value=link/>
            </div>
        }
    });
    let rows = links.into_iter().map(|link| {
        let state = match link.works {
            true => format!("works until {}", dates::moment(link.expires)),
            false => "withdrawn, or over".to_owned(),
        };
        let name = if link.note.is_empty() { "A reviewer".to_owned() } else { link.note.clone() };
        let hidden = format!(": {name}");
        let withdraw = (link.works && working.may_edit).then(|| {
            view! {
                <form class="move" method="post" action=routes::build_form(&slug, "links/withdraw")>
                    <Csrf/>
                    <input type="hidden" name="link" value=link.id.to_string()/>
                    <button class="btn-link" type="submit">"Withdraw"<span class="visually-hidden">{hidden}</span></button>
                </form>
            }
        });
        view! { <li class="built"><div>{name}<p class="meta">{format!("Made by {}, {state}", link.by)}</p></div>{withdraw}</li> }
    });
    let rows: Vec<_> = rows.collect();
    let list = (!rows.is_empty()).then(|| view! { <ul class="built-list">{rows}</ul> });
    let form = working.may_edit.then(|| {
        view! {
            <form method="post" action=action>
                <Csrf/>
                <div class="field">
                    <label for="note">"Who is it for?"</label>
                    <p class="hint" id="note-hint">"For your own list, such as “Parent Carer Forum”. It works for 14 days, without an account."</p>
                    <FieldProblem retry=typed.retry() field="note"/>
                    <input class="input" id="note" name="note" value=typed.value("note", "") maxlength="200" aria-describedby=typed.described_by("note", true)/>
                </div>
                <button class="btn btn-secondary" type="submit">"Make a link for a reviewer"</button>
            </form>
        }
    });
    let open = made.is_some() || typed.refused();
    view! {
        {made}
        <details class="details" open=open>
            <summary>"Links for reviewers"</summary>
            {list}
            {form}
        </details>
    }
    .into_any()
}
