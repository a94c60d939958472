//! The second step of a change: its words, filled in from the clause that was chosen.

use super::super::slug;
use super::{changing, name, settled_by};
use crate::api::{ApiError, DecisionLine, DecisionsPage, DocumentDraft, backend};
use crate::components::form::{TextArea, Typed};
use crate::components::layout::ErrorPage;
use crate::components::loaded::loaded;
use crate::components::markdown::Markdown;
use crate::components::officer::{Csrf, FieldProblem, OfficerPage, Refused, Tab};
use crate::pages::params::query;
use crate::routes;
use crate::text::thread;
use crate::visit::{Retry, visit};
use domain::content::ClauseWords;
use domain::document::ChangeKind;
use domain::id::DecisionId;
use domain::text::Slug;
use leptos::prelude::*;

/// What was chosen on the page before.
#[derive(Clone, Debug)]
struct Chosen {
    decision: DecisionLine,
    document: DocumentDraft,
    /// Key, number and words: of the clause reworded or taken out, or of the one that a new clause follows.
    clause: (Slug, String, ClauseWords),
    kind: ChangeKind,
}

/// The form for the words of one change.
#[component]
pub fn NewChangePage() -> impl IntoView {
    let visit = visit();
    let Some(slug) = slug() else {
        return view! { <ErrorPage error=ApiError::NotFound/> }.into_any();
    };
    let asked = (
        query::<DecisionId>("decision"),
        query::<String>("place"),
        query::<String>("kind").and_then(|kind| ChangeKind::parse(&kind)),
    );
    let (backend, caller, retry, at) = (backend(), visit.caller, visit.retry, slug.clone());
    let data = async move {
        let all = backend.decisions(&caller, &at).await?;
        if !all.may_decide {
            return Err(ApiError::Forbidden);
        }
        let typed = Typed::of(retry.as_ref(), &routes::officer_form(&at, "changes/add"));
        match chosen(&all, asked) {
            Some(chosen) => Ok((all, Ok(chosen), retry)),
            // Somebody else took the clause out meanwhile: what was typed is not lost with it.
            None if typed.refused() => Ok((all, Err(typed), retry)),
            None => Err(ApiError::NotFound),
        }
    };
    loaded(data, move |(all, chosen, retry)| match chosen {
        Ok(chosen) => page(slug, all, chosen, retry).into_any(),
        Err(typed) => view! { <Overtaken slug all typed/> }.into_any(),
    })
    .into_any()
}

fn chosen(
    all: &DecisionsPage,
    (decision, place, kind): (Option<DecisionId>, Option<String>, Option<ChangeKind>),
) -> Option<Chosen> {
    let place = place?;
    let (document, key) = place.split_once('/')?;
    let mut documents = all.documents.iter();
    let document = documents.find(|d| d.slug.as_str() == document)?;
    let mut clauses = document.clauses.iter();
    let clause = clauses.find(|(k, ..)| k.as_str() == key)?;
    let decision = changing(all).into_iter().find(|d| Some(d.id) == decision)?;
    Some(Chosen {
        decision: decision.clone(),
        document: document.clone(),
        clause: clause.clone(),
        kind: kind?,
    })
}

fn page(slug: Slug, all: DecisionsPage, chosen: Chosen, retry: Option<Retry>) -> impl IntoView {
    let within = (slug.clone(), all.card.title.clone(), Tab::Decisions);
    let (_, number, words) = &chosen.clause;
    let clause = format!("{number} {}", words.heading);
    let title = match chosen.kind {
        ChangeKind::Reworded => format!("Reword {clause}"),
        ChangeKind::Added => format!("Add a clause after {clause}"),
        ChangeKind::Removed => format!("Take out {clause}"),
    };
    let next = chosen
        .document
        .draft
        .unwrap_or(chosen.document.published.0 + 1);
    let into = format!("{}, version {next}", chosen.document.title);
    let now = (chosen.kind != ChangeKind::Added).then(|| {
        let open = chosen.kind == ChangeKind::Removed;
        view! {
            <details class="details" open=open>
                <summary>"The clause as it stands"</summary>
                <div><p><strong>{clause}</strong></p><Markdown text=words.body.clone() top=3/></div>
            </details>
        }
    });
    let action = routes::officer_form(&slug, "changes/add");
    let typed = Typed::of(retry.as_ref(), &action);
    view! {
        <OfficerPage title=title.clone() within error=retry.is_some()>
            {retry.map(|retry| view! { <Refused retry/> })}
            <p><a class="back-link" href=routes::officer_decisions(&slug)>"Decisions and changes"</a></p>
            <h1>{title}</h1>
            <dl class="summary-list">
                <div><dt>"Decision"</dt><dd>{format!("{} ({})", name(&chosen.decision), chosen.decision.minute_reference)}</dd></div>
                <div><dt>"Goes into"</dt><dd>{into}</dd></div>
            </dl>
            {now}
            <Form action typed all chosen/>
        </OfficerPage>
    }
    .into_any()
}

/// The clause is not there any more: what was typed, to be copied, and the way to choose again.
#[component]
fn Overtaken(slug: Slug, all: DecisionsPage, typed: Typed) -> impl IntoView {
    let within = (slug.clone(), all.card.title, Tab::Decisions);
    let kept = ["heading", "body", "summary"].map(|name| typed.value(name, ""));
    let kept = kept.into_iter().filter(|words| !words.is_empty());
    let kept = kept.map(|words| view! { <p class="as-typed inset">{words}</p> });
    view! {
        <OfficerPage title="Choose another clause" within error=true>
            {typed.retry().map(|retry| view! { <Refused retry/> })}
            <h1>"Choose another clause"</h1>
            <p>"What you typed, which was not saved:"</p>
            {kept.collect_view()}
            <p><a class="btn" href=routes::officer_decisions(&slug)>"Choose again"</a></p>
        </OfficerPage>
    }
    .into_any()
}

#[component]
fn Form(action: String, typed: Typed, all: DecisionsPage, chosen: Chosen) -> impl IntoView {
    let (key, ..) = &chosen.clause;
    let place = format!("{}/{key}", chosen.document.slug);
    let words = match chosen.kind {
        ChangeKind::Reworded => Some(chosen.clause.2.clone()),
        ChangeKind::Added => Some(ClauseWords {
            heading: String::new(),
            body: String::new(),
        }),
        ChangeKind::Removed => None,
    };
    let words = words.map(
        |words| view! { <Wording typed=typed.clone() words new=chosen.kind == ChangeKind::Added/> },
    );
    let went_to = (chosen.kind == ChangeKind::Removed)
        .then(|| view! { <WentTo typed=typed.clone() chosen=chosen.clone()/> });
    view! {
        <form method="post" action=action>
            <Csrf/>
            <input type="hidden" name="decision" value=chosen.decision.id.to_string()/>
            <input type="hidden" name="place" value=place/>
            <input type="hidden" name="kind" value=chosen.kind.as_str()/>
            <Findings typed=typed.clone() all decision=chosen.decision/>
            {words}
            {went_to}
            <div class="field">
                <label for="summary">"What changed and why"</label>
                <p class="hint" id="summary-hint">"“You said … so …”. The public reads it beside the clause."</p>
                <FieldProblem retry=typed.retry() field="summary"/>
                <TextArea name="summary" text=typed.value("summary", "") rows=4
                    described_by=typed.described_by("summary", true) invalid=typed.wrong("summary")/>
            </div>
            <button class="btn" type="submit">"Write it into the next version"</button>
            <p class="meta">"Nobody outside sees it until the version is published."</p>
        </form>
    }
    .into_any()
}

#[component]
fn Wording(typed: Typed, words: ClauseWords, new: bool) -> impl IntoView {
    let number = new.then(|| {
        view! {
            <div class="field">
                <label for="number">"Number of the clause"</label>
                <p class="hint" id="number-hint">"Leave it empty for the next free one."</p>
                <input class="input input-short" id="number" name="number" value=typed.value("number", "") maxlength="20" aria-describedby="number-hint"/>
            </div>
        }
    });
    view! {
        {number}
        <div class="field">
            <label for="heading">"Heading"</label>
            <FieldProblem retry=typed.retry() field="heading"/>
            <input class="input" id="heading" name="heading" value=typed.value("heading", &words.heading)
                aria-describedby=typed.described_by("heading", false)/>
        </div>
        <div class="field">
            <label for="body">"Words"</label>
            <p class="hint" id="body-hint">"A line that begins with a hyphen and a space is a point of a list."</p>
            <FieldProblem retry=typed.retry() field="body"/>
            <TextArea name="body" text=typed.value("body", &words.body) rows=14
                described_by=typed.described_by("body", true) invalid=typed.wrong("body")/>
        </div>
    }
    .into_any()
}

#[component]
fn WentTo(typed: Typed, chosen: Chosen) -> impl IntoView {
    let here = chosen.clause.0;
    let others = chosen.document.clauses.into_iter();
    let boxes = others.filter(|(key, ..)| *key != here).map(|(key, number, words)| {
        let id = format!("went-to-{key}");
        let checked = typed.has("went_to", key.as_str(), false);
        view! {
            <div class="checkbox">
                <input type="checkbox" id=id.clone() name="went_to" value=key.to_string() checked=checked/>
                <label for=id>{format!("{number} {}", words.heading)}</label>
            </div>
        }
    });
    view! {
        <fieldset class="field checkboxes" aria-describedby="went-to-hint">
            <legend>"Where its content went"</legend>
            <p class="hint" id="went-to-hint">"Whoever follows an old link is led there. Leave all empty if it is simply gone."</p>
            {boxes.collect_view()}
        </fieldset>
    }
    .into_any()
}

/// Only what the decision settled can stand behind the change.
#[component]
fn Findings(typed: Typed, all: DecisionsPage, decision: DecisionLine) -> impl IntoView {
    let boxes = settled_by(&all, &decision).into_iter().enumerate().map(|(at, position)| {
        let value = position.finding.to_string();
        let id = if at == 0 { "findings".to_owned() } else { format!("findings-{at}") };
        let checked = typed.has("findings", &value, false);
        let class = format!("tag tag-{}", position.response.as_str());
        view! {
            <div class="checkbox">
                <input type="checkbox" id=id.clone() name="findings" value=value checked=checked/>
                <label for=id>
                    {format!("{}. {} ", position.number, position.statement)}
                    <span class=class>{thread::response(position.response)}</span>
                </label>
            </div>
        }
    });
    view! {
        <fieldset class="field checkboxes passages" aria-describedby=typed.described_by("findings", true)>
            <legend>"Findings behind it"</legend>
            <p class="hint" id="findings-hint">"Only findings that the decision settled."</p>
            <FieldProblem retry=typed.retry() field="findings"/>
            {boxes.collect_view()}
        </fieldset>
    }
    .into_any()
}
