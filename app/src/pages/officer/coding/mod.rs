//! The coding screen: what is next to read on the left, its words in the middle, themes on the right.

mod choices;
mod filter;
mod queue;
mod words;

use crate::api::{ApiError, CodingScreen, QueueFilter, Show, backend};
use crate::components::form::Typed;
use crate::components::layout::ErrorPage;
use crate::components::loaded::loaded;
use crate::components::officer::{Csrf, FieldProblem, OfficerPage, Refused, Tab};
use crate::islands::Keys;
use crate::pages::officer::slug;
use crate::pages::officer::themes::WithoutModel;
use crate::pages::params::query;
use crate::routes;
use crate::text::coding as text;
use crate::text::numbers::counted;
use crate::visit::{Retry, visit};
use choices::Choices;
use domain::text::Slug;
use filter::Filter;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use queue::Queue;
use words::Words;

/// What every part of the screen knows: where it is, and what its forms send back.
#[derive(Clone, Debug)]
pub(super) struct Desk {
    pub slug: Slug,
    pub filter: QueueFilter,
    pub keys_off: bool,
}

impl Desk {
    /// The screen with another text, at its words.
    pub(super) fn at(&self, text: &str) -> String {
        let page = routes::officer_coding(&self.slug, &self.filter, Some(text), self.keys_off);
        format!("{page}#coding")
    }
}

/// One text and what it says, and the next ones.
#[component]
pub fn CodingPage() -> impl IntoView {
    let Some(slug) = slug() else {
        return view! { <ErrorPage error=ApiError::NotFound/> }.into_any();
    };
    let asked = use_query_map().get_untracked();
    let desk = Desk {
        slug: slug.clone(),
        filter: QueueFilter::read(|name| asked.get(name).unwrap_or_default()),
        keys_off: asked.get("keys").as_deref() == Some("off"),
    };
    let at = query("at");
    let visit = visit();
    let (backend, caller, retry) = (backend(), visit.caller, visit.retry);
    let filter = desk.filter.clone();
    loaded(
        async move { backend.coding(&caller, &slug, &filter, at).await },
        move |screen| page(desk, screen, retry),
    )
    .into_any()
}

fn page(desk: Desk, screen: CodingScreen, retry: Option<Retry>) -> impl IntoView {
    let within = (desk.slug.clone(), screen.card.title.clone(), Tab::Themes);
    let forms = ["code", "safeguarding"].map(|form| routes::officer_form(&desk.slug, form));
    let retry = retry.filter(|retry| forms.iter().any(|form| retry.form.starts_with(form)));
    let themes = routes::officer_themes(&desk.slug);
    let progress = screen.progress.clone();
    let again = (progress.again > 0).then(|| {
        let filter = QueueFilter {
            show: Show::Again,
            ..QueueFilter::default()
        };
        let href = routes::officer_coding(&desk.slug, &filter, None, desk.keys_off);
        let many = counted(progress.again, "text", "texts");
        view! { " "<a href=href>{format!("{many} to be read again")}</a>"." }
    });
    let waits = progress.unlearnt.filter(|_| !progress.learning);
    let unlearnt = waits.map(|read| {
        let many = counted(read, "text was", "texts were");
        let href = format!("{}#suggest", routes::officer_themes(&desk.slug));
        view! {
            <p class="inset">
                {format!("{many} read since the engine last learnt. With so many texts it waits to be asked. ")}
                <a href=href>"Let it learn from them"</a>
            </p>
        }
    });
    let keys = (!desk.keys_off).then(|| view! { <Keys/> });
    let body = match screen.text.is_some() {
        true => {
            let retry = retry.clone();
            view! { <Work desk=desk.clone() screen=screen.clone() retry/> }.into_any()
        }
        false => {
            view! { <Nothing desk=desk.clone() texts=progress.texts accepted=progress.accepted/> }
                .into_any()
        }
    };
    view! {
        <OfficerPage title="Code" within error=retry.is_some()>
            {retry.clone().map(|retry| view! { <Refused retry/> })}
            <p><a class="back-link" href=themes>"All themes"</a></p>
            <h1>"Read and code"</h1>
            <p class="meta">{text::progress(&progress)}" "{text::today(&progress)}{again}" "{text::suggestions(&progress)}</p>
            {progress.suggested.clone().map(|(_, with)| view! { <WithoutModel with/> })}
            {unlearnt}
            <Filter desk=desk.clone() screen=screen.clone()/>
            {body}
            <Undo desk=desk.clone() screen=screen.clone()/>
            <Raise desk=desk.clone() screen retry/>
            <About desk/>
            {keys}
        </OfficerPage>
    }
    .into_any()
}

#[component]
fn Work(desk: Desk, screen: CodingScreen, retry: Option<Retry>) -> impl IntoView {
    let Some(item) = screen.text.clone() else {
        return ().into_any();
    };
    let action = routes::officer_form(&desk.slug, "code/decide");
    let hidden = desk
        .filter
        .pairs()
        .into_iter()
        .map(|(name, value)| view! { <input type="hidden" name=name value=value/> });
    let off = desk
        .keys_off
        .then(|| view! { <input type="hidden" name="keys" value="off"/> });
    view! {
        <div class="workbench">
            <Queue desk=desk.clone() screen=screen.clone()/>
            <form class="coding" method="post" action=action.clone() id="coding">
                <Csrf/>
                <input type="hidden" name="text" value=item.id.to_string()/>
                <input type="hidden" name="seen" value=item.seen.clone()/>
                {hidden.collect_view()}
                {off}
                <Words desk=desk.clone() item=item.clone() retry=retry.filter(|r| r.form == action)/>
                <Choices item themes=screen.themes/>
            </form>
        </div>
    }
    .into_any()
}

#[component]
fn Nothing(desk: Desk, texts: u64, accepted: u64) -> impl IntoView {
    let why = match (texts, desk.filter == QueueFilter::default()) {
        (0, _) => "Nobody has written anything yet.",
        (_, true) if accepted > 0 => {
            "What is left has a theme that was accepted together with others. Choose “Not read, accepted together” in the filter to read it."
        }
        (_, true) => "Every text has been read.",
        (_, false) => "No text fits the filter. Change it or clear it.",
    };
    view! { <p class="inset">{why}</p> }
}

/// Takes the last act of this officer back: the one it names, and no other.
#[component]
fn Undo(desk: Desk, screen: CodingScreen) -> impl IntoView {
    screen.last.map(|last| {
        let hidden = desk
            .filter
            .pairs()
            .into_iter()
            .map(|(name, value)| view! { <input type="hidden" name=name value=value/> });
        let off = desk
            .keys_off
            .then(|| view! { <input type="hidden" name="keys" value="off"/> });
        let at = screen.text.map(|item| item.id.to_string());
        view! {
            <form class="undo" method="post" action=routes::officer_form(&desk.slug, "code/undo")>
                <Csrf/>
                <input type="hidden" name="text" value=at.unwrap_or_default()/>
                <input type="hidden" name="step" value=last.id.to_string()/>
                {hidden.collect_view()}
                {off}
                <button class="btn btn-secondary btn-small" type="submit" data-key="u">
                    "Undo"<KeyCap key="u"/>
                </button>
                " "<span class="meta">{format!("Last: {}", text::step(&last))}</span>
            </form>
        }
        .into_any()
    })
}

/// Marks the text as one that may tell of harm. Who is named looks at it.
#[component]
fn Raise(desk: Desk, screen: CodingScreen, retry: Option<Retry>) -> impl IntoView {
    let raised = query::<String>("raised").is_some().then(|| {
        view! { <div class="notice notice-success" role="status"><p>"The text is marked. Those who are named to look have been told."</p></div> }
    });
    let form = screen.text.map(|item| {
        let action = routes::officer_form(&desk.slug, "safeguarding/raise");
        let typed = Typed::one_of(retry.as_ref(), &action, "raise");
        view! {
            <details class="details" open=typed.refused()>
                <summary>"Somebody may be at risk"</summary>
                <form method="post" action=action>
                    <Csrf/>
                    <input type="hidden" name="text" value=item.id.to_string()/>
                    <div class="field">
                        <label for=typed.id("why")>"What makes you think so?"</label>
                        <p class="hint" id="why-hint">"Only those who are named to look at such texts read this. In an emergency call 999 first."</p>
                        <FieldProblem retry=typed.retry() field="why"/>
                        <input class="input" id=typed.id("why") name="why" value=typed.value("why", "") maxlength="1000" aria-describedby="why-hint"/>
                    </div>
                    <button class="btn btn-warning" type="submit">"Mark this text"</button>
                </form>
            </details>
        }
        .into_any()
    });
    view! { {raised}{form} }.into_any()
}

/// What the keys do, and how they are turned off.
#[component]
fn About(desk: Desk) -> impl IntoView {
    let (label, off) = match desk.keys_off {
        true => ("Turn the keys on", false),
        false => ("Turn the keys off", true),
    };
    let href = routes::officer_coding(&desk.slug, &desk.filter, None, off);
    let lines = (!desk.keys_off).then(|| {
        let keys = [
            (
                "1 2 3 …",
                "tie the text to the theme with this key; once more takes it back",
            ),
            ("Shift + key", "say that a suggested theme does not fit"),
            ("Enter", "confirm what is likely and go on"),
            ("n", "read, no theme"),
            (",", "from passage to passage; the space bar ticks one"),
            ("u", "undo"),
            ("→ ←", "the next text, the one before"),
            ("m", "more like this"),
        ];
        let keys =
            keys.map(|(key, does)| view! { <div><dt><kbd>{key}</kbd></dt><dd>{does}</dd></div> });
        view! { <dl class="keys">{keys.collect_view()}</dl> }
    });
    view! {
        <details class="details keyboard">
            <summary>"Keys"</summary>
            {lines}
            <p>"Keys do nothing while you write in a field. "<a href=href>{label}</a></p>
        </details>
    }
    .into_any()
}

/// The key of a button, for the eye only: a screen reader has keys of its own.
#[component]
pub(in crate::pages::officer) fn KeyCap(#[prop(into)] key: String) -> impl IntoView {
    view! { <kbd aria-hidden="true">{key}</kbd> }
}
