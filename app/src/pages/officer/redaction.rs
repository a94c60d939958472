//! One pass over everything that may be personal data, in all texts.

use super::slug;
use crate::api::{ApiError, OpenFlag, RedactionPass, backend};
use crate::components::form::Typed;
use crate::components::layout::ErrorPage;
use crate::components::loaded::loaded;
use crate::components::officer::{Csrf, FieldProblem, OfficerPage, Refused, Tab};
use crate::pages::params::query;
use crate::routes;
use crate::text::numbers::{counted, number};
use crate::text::responses as text;
use crate::visit::{Retry, visit};
use domain::redaction::{REASONS, REPLACEMENTS};
use domain::text::Slug;
use leptos::prelude::*;

/// The next spans, each with what is to stand in its place.
#[component]
pub fn RedactionPassPage() -> impl IntoView {
    let Some(slug) = slug() else {
        return view! { <ErrorPage error=ApiError::NotFound/> }.into_any();
    };
    let done: Option<u64> = query("done");
    let visit = visit();
    let (backend, caller, retry) = (backend(), visit.caller, visit.retry);
    let of = slug.clone();
    loaded(
        async move { backend.redaction_pass(&caller, &of).await },
        move |all| page(slug, all, done, retry),
    )
    .into_any()
}

fn page(slug: Slug, all: RedactionPass, done: Option<u64>, retry: Option<Retry>) -> impl IntoView {
    let action = routes::officer_form(&slug, "redaction/decide");
    let retry = retry.filter(|retry| retry.form == action);
    let within = (slug.clone(), all.card.title.clone(), Tab::Responses);
    let done = done.map(|n| {
        let said = format!("{} decided.", counted(n, "span", "spans"));
        view! { <div class="notice notice-success" role="status"><p>{said}</p></div> }
    });
    let typed = Typed::of(retry.as_ref(), &action);
    let shown = all.flags.len() as u64;
    let body = match (all.flags.is_empty(), all.waiting) {
        (true, n) if n > 0 => {
            let said = format!(
                "{} just come. The machine looks at every text within a minute. Open this page again then.",
                counted(n, "text has", "texts have")
            );
            view! { <p class="inset">{said}</p> }.into_any()
        }
        (true, _) => {
            view! { <p class="inset">"Nothing that is marked is left to decide on."</p> }.into_any()
        }
        (false, _) => {
            let lines = all
                .flags
                .into_iter()
                .map(|flag| view! { <Line slug=slug.clone() flag typed=typed.clone()/> });
            let lines = lines.collect_view();
            view! {
                <p>{format!("{} marked. Here are the first {}.", counted(all.open, "span is", "spans are"), number(shown))}</p>
                <form method="post" action=action>
                    <Csrf/>
                    <ol class="plain flags">{lines}</ol>
                    <Why typed=typed.clone()/>
                    <div class="actions decide"><button class="btn" type="submit">"Save and show the next"</button></div>
                </form>
            }
            .into_any()
        }
    };
    view! {
        <OfficerPage title="Cover personal data" within error=retry.is_some()>
            {retry.clone().map(|retry| view! { <Refused retry/> })}
            <p><a class="back-link" href=routes::officer_responses(&slug)>"Responses"</a></p>
            <h1>"Cover personal data"</h1>
            <p>
                "The machine marks what may identify somebody; a person decides. What is covered is covered wherever it "
                "stands in the text, in everything that leaves this page. The original is kept for those who may read it."
            </p>
            {done}
            {body}
        </OfficerPage>
    }
    .into_any()
}

#[component]
fn Line(slug: Slug, flag: OpenFlag, typed: Typed) -> impl IntoView {
    let id = format!("said-{}", flag.passage);
    let said = typed.value(&id, text::suits(&flag.kind));
    let own = format!("own-{}", flag.passage);
    let is = |value: &str| said == value;
    let options = REPLACEMENTS.map(|replacement| {
        let chosen = is(replacement);
        view! { <option value=replacement selected=chosen>{format!("Cover with {replacement}")}</option> }
    });
    let [before, words, after] = flag.words;
    let href = routes::officer_response(&slug, &flag.reference);
    view! {
        <li class="flag-line">
            <div>
                <p class="as-typed">"…"{before}<mark class="flag">{words.clone()}</mark>{after}"…"</p>
                <p class="meta">{format!("Perhaps {}", text::flag(&flag.kind))}" · "<a href=href>{format!("Response {}", flag.reference)}</a></p>
            </div>
            <div class="field">
                <label for=id.clone()>"What to do"<span class="visually-hidden">{format!(" with {words}")}</span></label>
                <select class="select" id=id.clone() name=id>
                    {options.collect_view()}
                    <option value="own" selected=is("own")>"Cover with words of my own"</option>
                    <option value="not-personal" selected=is("not-personal")>"Leave it: it is not personal"</option>
                    <option value="" selected=is("")>"Decide later"</option>
                </select>
                <details class="details" open=is("own")>
                    <summary>"Words of my own"</summary>
                    <label for=own.clone()>"What is to stand there, such as “a sister’s name”"</label>
                    <FieldProblem retry=typed.retry() field=own.clone()/>
                    <input class="input" id=own.clone() name=own.clone() value=typed.value(&own, "") maxlength="60" autocomplete="off"/>
                </details>
            </div>
        </li>
    }
    .into_any()
}

/// Why everything that is covered now is: a choice, and own words.
#[component]
fn Why(typed: Typed) -> impl IntoView {
    let chosen = typed.value("reason", "");
    let options = REASONS.map(|(key, said)| {
        view! { <option value=key selected=key == chosen>{said}</option> }
    });
    view! {
        <div class="field">
            <label for="reason">"Why are these covered?"</label>
            <p class="hint" id="reason-hint">"Kept with each of them. Cover what needs another reason by itself: put the others at “Decide later”."</p>
            <FieldProblem retry=typed.retry() field="reason"/>
            <select class="select" id="reason" name="reason" aria-describedby="reason-hint">
                <option value="">"Choose"</option>
                {options.collect_view()}
            </select>
        </div>
        <div class="field">
            <label for="more">"In your own words, if there is more to say"</label>
            <p class="hint" id="more-hint">"Leave the covered words out of it."</p>
            <FieldProblem retry=typed.retry() field="more"/>
            <input class="input" id="more" name="more" value=typed.value("more", "") maxlength="400" aria-describedby="more-hint"/>
        </div>
    }
}
