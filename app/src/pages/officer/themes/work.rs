//! What the engine did, is doing, and can be asked to do.

use super::WithoutModel;
use crate::api::{RunCard, Work};
use crate::components::form::Typed;
use crate::components::officer::{Csrf, FieldProblem};
use crate::routes;
use crate::text::numbers::{counted, number};
use crate::text::{dates, themes as text};
use crate::visit::Retry;
use domain::coding::Grain;
use domain::plain::capital;
use domain::text::Slug;
use leptos::prelude::*;

/// How far the engine has come, or that it failed. Nothing while it rests.
#[component]
pub(super) fn AtWork(slug: Slug, work: Work) -> impl IntoView {
    match work {
        Work::Idle => ().into_any(),
        Work::Running { stage, done, total } => {
            let far = match total {
                0 => String::new(),
                total => format!(" ({} of {})", number(done), number(total)),
            };
            // Without a value the bar says "under way", which is all that is known.
            let value = (total > 0).then(|| done.min(total).to_string());
            let most = (total > 0).then(|| total.to_string());
            view! {
                <div class="notice" role="status">
                    <h2>"The engine is at work"</h2>
                    <p>{format!("It is {stage}{far}.")}</p>
                    <progress aria-label="How far the engine has come" value=value max=most></progress>
                    <p>"You can leave this page: the work goes on. "<a href=routes::officer_themes(&slug)>"Look again"</a></p>
                </div>
            }
            .into_any()
        }
        Work::Failed { incident } => view! {
            <div class="notice notice-warning" role="status">
                <h2>"The engine could not finish"</h2>
                <p>"Nothing was changed. Try again; if it fails again, tell whoever runs this server the number "<strong>{incident}</strong>"."</p>
            </div>
        }
        .into_any(),
    }
}

/// How many texts a person has read.
#[component]
pub(super) fn LookedAt(texts: u64, looked_at: u64) -> impl IntoView {
    let all = counted(texts, "text", "texts");
    view! {
        <div class="pane">
            <h2>"Read by a person"</h2>
            <p>{format!("{} of {all}", number(looked_at))}</p>
            {(texts > 0).then(|| view! {
                <progress aria-label="Texts read by a person" value=looked_at.min(texts).to_string() max=texts.to_string()></progress>
            })}
            <p class="hint">"A text counts once somebody has read it and said which themes it has, or that it has none. Suggestions count for nothing until then."</p>
        </div>
    }
}

/// Which engine read what, for whom, and when.
#[component]
pub(super) fn LastRun(run: Option<RunCard>) -> impl IntoView {
    let Some(run) = run else {
        return view! { <p>"The engine has not read this consultation yet."</p> }.into_any();
    };
    let made = run.suggested.map(|many| {
        let many = text::suggestions(many);
        format!(" and made suggestions: {many}")
    });
    let did = format!(
        "{} read {}{}.",
        capital(&text::engine(&run.made_with)),
        counted(run.texts, "text", "texts"),
        made.unwrap_or_default(),
    );
    let when = format!(
        "Asked for by {}, {}.",
        text::maker(&run.run_by),
        dates::moment(run.run_at)
    );
    view! {
        <p>{did}" "<span class="meta">{when}</span></p>
        <WithoutModel with=run.made_with/>
    }
    .into_any()
}

/// Lets the engine read everything.
#[component]
pub(super) fn Suggest(slug: Slug, last: Option<RunCard>, retry: Option<Retry>) -> impl IntoView {
    let (label, hint) = match &last {
        None => (
            "Suggest themes",
            "The engine reads every text on this server; nothing leaves it. What it finds stays a suggestion until a person confirms it.",
        ),
        Some(_) => (
            "Suggest themes again",
            "It learns from what people confirmed and rejected, and leaves that alone. Suggestions that nobody has looked at are made anew. A proposed theme that still holds much the same texts stays where it is.",
        ),
    };
    let action = routes::officer_form(&slug, "themes/suggest");
    let typed = Typed::of(retry.as_ref(), &action);
    let grain = last
        .and_then(|run| run.grain)
        .map(|grain| grain.themes().to_string());
    let reach = format!(
        "A number from {} to {}: where the tree of themes is cut. Few make broad themes, many narrow ones, and one that is not divided or joined stays. With a number they are looked for in every unread text without a likely suggestion; if you leave it empty, only in texts that fit no theme at all.",
        Grain::LEAST,
        Grain::MOST
    );
    view! {
        <form method="post" action=action.clone() id="suggest">
            <Csrf/>
            <div class="field">
                <label for="grain">"How many new themes to look for"</label>
                <p class="hint" id="grain-hint">{reach}</p>
                <FieldProblem retry=typed.retry() field="grain"/>
                <input class="input input-place" id="grain" name="grain" inputmode="numeric" value=typed.value("grain", grain.as_deref().unwrap_or_default()) aria-describedby=typed.described_by("grain", true) aria-invalid=typed.wrong("grain").then_some("true")/>
            </div>
            <button class="btn" type="submit" aria-describedby="suggest-hint">{label}</button>
            <p class="hint" id="suggest-hint">{hint}</p>
        </form>
    }
    .into_any()
}
