//! Two codings of one text side by side, and what is settled.

use crate::api::{ApiError, DifferencePage as Difference, OneCoding, backend};
use crate::components::form::Typed;
use crate::components::layout::ErrorPage;
use crate::components::loaded::loaded;
use crate::components::officer::{Csrf, FieldProblem, OfficerPage, Refused, Tab};
use crate::pages::officer::slug;
use crate::pages::officer::themes::Words;
use crate::pages::params::param;
use crate::routes;
use crate::text::{dates, themes};
use crate::visit::{Retry, visit};
use domain::id::{TextItemId, ThemeId};
use domain::text::Slug;
use leptos::prelude::*;

/// One text on which two people differ.
#[component]
pub fn DifferencePage() -> impl IntoView {
    let (Some(slug), Ok(text)) = (slug(), param::<TextItemId>("text")) else {
        return view! { <ErrorPage error=ApiError::NotFound/> }.into_any();
    };
    let visit = visit();
    let (backend, caller, retry) = (backend(), visit.caller, visit.retry);
    let of = slug.clone();
    loaded(
        async move { backend.difference(&caller, &of, text).await },
        move |all| page(slug, all, retry),
    )
    .into_any()
}

fn page(slug: Slug, all: Difference, retry: Option<Retry>) -> impl IntoView {
    let action = routes::officer_form(&slug, &format!("agreement/{}/settle", all.text));
    let retry = retry.filter(|retry| retry.form == action);
    let within = (slug.clone(), all.card.title.clone(), Tab::Themes);
    let title = format!("Settle response {}", all.origin.reference);
    let settled = all.resolved.clone();
    let said = settled.as_ref().map(|(by, at, why, _)| {
        let line = format!("Settled by {by}, {}: {why}", dates::moment(*at));
        view! { <p class="notice" role="status">{line}</p> }
    });
    let [first, second] = all.codings.clone();
    let label = |id: &ThemeId| {
        all.themes
            .iter()
            .find(|(t, _)| t == id)
            .map(|(_, l)| l.clone())
    };
    let side = |heading: &'static str, coding: &OneCoding| {
        let labels: Vec<String> = coding.themes.iter().filter_map(label).collect();
        let lines = match labels.is_empty() {
            true => view! { <p>"Read, no theme."</p> }.into_any(),
            false => {
                let lines = labels.into_iter().map(|label| view! { <li>{label}</li> });
                view! { <ul>{lines.collect_view()}</ul> }.into_any()
            }
        };
        view! { <div class="pane"><h2>{heading}</h2><p class="meta">{coding.by.clone()}</p>{lines}</div> }.into_any()
    };
    let sides = [side("First", &first), side("Second", &second)];
    let typed = Typed::of(retry.as_ref(), &action);
    let stands = |id: &ThemeId| match &settled {
        Some((.., themes)) => themes.contains(id),
        None => first.themes.contains(id) && second.themes.contains(id),
    };
    let boxes = all.themes.iter().enumerate().map(|(at, (id, label))| {
        let own = match at {
            0 => "theme".to_owned(),
            at => format!("theme-{at}"),
        };
        let ticked = typed.has("theme", &id.to_string(), stands(id));
        view! {
            <div class="checkbox">
                <input type="checkbox" id=own.clone() name="theme" value=id.to_string() checked=ticked/>
                <label for=own>{label.clone()}</label>
            </div>
        }
    });
    let boxes = boxes.collect_view();
    let no_theme = settled
        .as_ref()
        .is_some_and(|(.., themes)| themes.is_empty());
    let none = typed.has("none", "yes", no_theme);
    view! {
        <OfficerPage title=title.clone() within error=retry.is_some()>
            {retry.clone().map(|retry| view! { <Refused retry/> })}
            <p><a class="back-link" href=routes::officer_form(&slug, "agreement")>"Agreement"</a></p>
            <h1>{title}</h1>
            {said}
            <section>
                <h2>{all.origin.source.clone()}</h2>
                <Words words=all.words limit=2000/>
                <p class="meta">{themes::whose(&all.origin)}</p>
            </section>
            <div class="panes">{sides.into_iter().collect_view()}</div>
            <form method="post" action=action>
                <Csrf/>
                <fieldset>
                    <legend>"Which themes stand?"</legend>
                    <FieldProblem retry=typed.retry() field="theme"/>
                    <div class="checkboxes">
                        {boxes}
                        <div class="checkbox">
                            <input type="checkbox" id="none" name="none" value="yes" checked=none/>
                            <label for="none">"No theme"</label>
                        </div>
                    </div>
                </fieldset>
                <div class="field">
                    <label for="reason">"Why?"</label>
                    <p class="hint" id="reason-hint">"One sentence, kept in the record. It helps whoever codes the next text."</p>
                    <FieldProblem retry=typed.retry() field="reason"/>
                    <input class="input" id="reason" name="reason" value=typed.value("reason", "") maxlength="500" aria-describedby="reason-hint"/>
                </div>
                <button class="btn" type="submit">"Settle it"</button>
            </form>
        </OfficerPage>
    }
    .into_any()
}
