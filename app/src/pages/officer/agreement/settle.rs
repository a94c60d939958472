//! Two codings of one text side by side, and what is settled.

use super::boxes::{Keyed, ThemeBoxes, keyed};
use super::steps::{KeysOff, Steps};
use crate::api::{ApiError, DifferencePage as Difference, OneCoding, Wrong, backend};
use crate::components::form::Typed;
use crate::components::layout::ErrorPage;
use crate::components::loaded::loaded;
use crate::components::officer::{Csrf, FieldProblem, OfficerPage, Refused, Tab};
use crate::pages::officer::coding::KeyCap;
use crate::pages::officer::slug;
use crate::pages::officer::themes::Words;
use crate::pages::params::{param, query};
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
    let keys: Option<String> = query("keys");
    let keys_off = keys.as_deref() == Some("off");
    let visit = visit();
    let (backend, caller, retry) = (backend(), visit.caller, visit.retry);
    let of = slug.clone();
    loaded(
        async move { backend.difference(&caller, &of, text).await },
        move |all| page(slug, all, keys_off, retry),
    )
    .into_any()
}

fn page(slug: Slug, all: Difference, keys_off: bool, retry: Option<Retry>) -> impl IntoView {
    let base = routes::officer_form(&slug, &format!("agreement/{}/", all.text));
    let retry = retry.filter(|retry| retry.form.starts_with(&base));
    let within = (slug.clone(), all.card.title.clone(), Tab::Themes);
    let title = format!("Settle response {}", all.origin.reference);
    let to = |text: TextItemId| routes::officer_difference(&slug, text, keys_off);
    let (before, after) = (all.before.map(to), all.after.map(to));
    let other = routes::officer_difference(&slug, all.text, !keys_off);
    let body = match all.codings.clone() {
        Some(codings) => {
            view! { <Open slug=slug.clone() all=all.clone() codings keys_off retry=retry.clone()/> }
                .into_any()
        }
        None => view! { <Blind slug=slug.clone() text=all.text/> }.into_any(),
    };
    view! {
        <OfficerPage title=title.clone() within error=retry.is_some()>
            {retry.map(|retry| problem(&all, retry))}
            <p><a class="back-link" href=routes::officer_form(&slug, "agreement")>"Agreement"</a></p>
            <h1>{title}</h1>
            {told(&all).map(|told| view! { <p class="notice" role="status">{told}</p> })}
            <Steps label="Texts on which two people differ" before after/>
            <section>
                <h2>{all.origin.source.clone()}</h2>
                <Words words=all.words limit=2000/>
                <p class="meta">{themes::whose(&all.origin)}</p>
            </section>
            {body}
            <KeysOff keys_off other/>
        </OfficerPage>
    }
    .into_any()
}

/// What was settled, by whom, when and why; none while nothing is.
fn told(all: &Difference) -> Option<String> {
    let (by, at, why, themes) = all.resolved.as_ref()?;
    let themes = match labels(all, themes) {
        labels if labels.is_empty() => "no theme".to_owned(),
        labels => labels.join("; "),
    };
    Some(format!(
        "Settled by {by}, {}: {themes}. Reason: {why}",
        dates::moment(*at)
    ))
}

/// What is wrong with the form: where somebody else was faster, who, and what they settled.
fn problem(all: &Difference, retry: Retry) -> AnyView {
    let is = |code: &str| {
        (retry.errors.iter()).any(|error| error.problem == Wrong::Code(code.to_owned()))
    };
    match told(all) {
        Some(told) if is("settled_meanwhile") => view! {
            <div class="error-summary" role="alert" tabindex="-1">
                <h2>"Somebody has settled this text since you opened it"</h2>
                <p>{told}</p>
                <p>"Nothing was changed, and what you ticked is kept below. If theirs is not right, settle it again."</p>
            </div>
        }
        .into_any(),
        _ => view! { <Refused retry/> }.into_any(),
    }
}

fn labels(all: &Difference, themes: &[ThemeId]) -> Vec<String> {
    let of = |id: &ThemeId| all.themes.iter().find(|(theme, ..)| theme == id);
    let labels = themes.iter().filter_map(of);
    labels.map(|(_, label, _)| label.clone()).collect()
}

/// For whoever coded it second and is still blind: what they said stands once they look.
#[component]
fn Blind(slug: Slug, text: TextItemId) -> impl IntoView {
    let action = routes::officer_form(&slug, &format!("agreement/{text}/compare"));
    let change = routes::officer_second(&slug, Some(text), false);
    view! {
        <p>"You coded this text as the second person, and have not seen what the first one said. Once you look, what you said stands: it cannot be changed any more."</p>
        <form method="post" action=action>
            <Csrf/>
            <button class="btn" type="submit">"Show both answers"</button>
            " "<a href=change>"Change what I said first"</a>
        </form>
    }
    .into_any()
}

/// Both answers, and what stands.
#[component]
fn Open(
    slug: Slug,
    all: Difference,
    codings: [OneCoding; 2],
    keys_off: bool,
    retry: Option<Retry>,
) -> impl IntoView {
    let action = routes::officer_form(&slug, &format!("agreement/{}/settle", all.text));
    let typed = Typed::of(retry.as_ref(), &action);
    let side = |heading: &'static str, coding: &OneCoding| {
        let lines = match labels(&all, &coding.themes) {
            labels if labels.is_empty() => view! { <p>"Read, no theme."</p> }.into_any(),
            labels => {
                let lines = labels.into_iter().map(|label| view! { <li>{label}</li> });
                view! { <ul>{lines.collect_view()}</ul> }.into_any()
            }
        };
        view! { <div class="pane"><h2>{heading}</h2><p class="meta">{coding.by.clone()}</p>{lines}</div> }.into_any()
    };
    let [first, second] = &codings;
    let sides = [side("First", first), side("Second", second)];
    let (ticked, no_theme) = match &all.resolved {
        Some((.., themes)) => (themes.clone(), themes.is_empty()),
        None => {
            let both = first.themes.iter().filter(|id| second.themes.contains(id));
            (both.copied().collect(), false)
        }
    };
    let none = typed.has("none", "yes", no_theme);
    // What either gave stands first; each theme keeps its key.
    let given =
        |(theme, _): &Keyed| first.themes.contains(&theme.0) || second.themes.contains(&theme.0);
    let (mut themes, others): (Vec<Keyed>, Vec<Keyed>) =
        keyed(all.themes.clone()).into_iter().partition(given);
    themes.extend(others);
    let off = keys_off.then(|| view! { <input type="hidden" name="keys" value="off"/> });
    view! {
        <div class="panes">{sides.into_iter().collect_view()}</div>
        <form method="post" action=action>
            <Csrf/>
            <input type="hidden" name="seen" value=all.seen.clone()/>
            {off}
            <ThemeBoxes legend="Which themes stand?" themes ticked typed=typed.clone()>
                <div class="checkbox">
                    <input type="checkbox" id="none" name="none" value="yes" checked=none data-key="n" data-stays=""/>
                    <label for="none"><KeyCap key="n"/>"No theme"</label>
                </div>
            </ThemeBoxes>
            <div class="field">
                <label for="reason">"Why?"</label>
                <p class="hint" id="reason-hint">"One sentence, kept in the record. It helps whoever codes the next text."</p>
                <FieldProblem retry=typed.retry() field="reason"/>
                <input class="input" id="reason" name="reason" value=typed.value("reason", "") maxlength="500" aria-describedby="reason-hint"/>
            </div>
            <button class="btn" type="submit" data-key="enter">"Settle it"<KeyCap key="Enter"/></button>
        </form>
    }
    .into_any()
}
