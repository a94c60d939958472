//! Coding a text of the sample a second time, with nothing to be led by.

use super::boxes::{ThemeBoxes, keyed};
use super::steps::{KeysOff, Steps};
use crate::api::{ApiError, LastSecond, SecondScreen, backend};
use crate::components::form::Typed;
use crate::components::layout::ErrorPage;
use crate::components::loaded::loaded;
use crate::components::officer::{Csrf, OfficerPage, Refused, Tab};
use crate::pages::officer::coding::KeyCap;
use crate::pages::officer::slug;
use crate::pages::params::query;
use crate::routes;
use crate::text::numbers::counted;
use crate::text::{coding, themes};
use crate::visit::{Retry, visit};
use domain::id::TextItemId;
use domain::text::Slug;
use leptos::prelude::*;

/// The next text that waits for whoever is signed in, or one they come back to.
#[component]
pub fn SecondCodingPage() -> impl IntoView {
    let Some(slug) = slug() else {
        return view! { <ErrorPage error=ApiError::NotFound/> }.into_any();
    };
    let keys: Option<String> = query("keys");
    let keys_off = keys.as_deref() == Some("off");
    let at: Option<TextItemId> = query("at");
    let visit = visit();
    let (backend, caller, retry) = (backend(), visit.caller, visit.retry);
    let of = slug.clone();
    loaded(
        async move { backend.second_screen(&caller, &of, at).await },
        move |screen| page(slug, screen, keys_off, retry),
    )
    .into_any()
}

fn page(slug: Slug, screen: SecondScreen, keys_off: bool, retry: Option<Retry>) -> impl IntoView {
    let base = routes::officer_form(&slug, "agreement/");
    let retry = retry.filter(|retry| retry.form.starts_with(&base));
    let within = (slug.clone(), screen.card.title.clone(), Tab::Themes);
    let to = |text: Option<TextItemId>| routes::officer_second(&slug, text, keys_off);
    let back = screen.said.is_some();
    let before = screen.before.map(|text| to(Some(text)));
    // From what they come back to, the next one may be a text that waits.
    let after = back.then(|| to(screen.after));
    let told = match back {
        _ if screen.text.is_none() => "You see neither what the first person said nor what the machine suggests.".to_owned(),
        true => "You coded this text as the second person. You may change what you said until you see what the first person said, or somebody settles it.".to_owned(),
        false => format!("{} for you. You see neither what the first person said nor what the machine suggests.", waits(screen.waiting)),
    };
    let head = routes::officer_second(&slug, None, !keys_off);
    let keys = screen.text.is_some() || screen.last.is_some() || before.is_some();
    let keys = keys.then(|| view! { <KeysOff keys_off other=head/> });
    view! {
        <OfficerPage title="Code as the second person" within error=retry.is_some()>
            {retry.clone().map(|retry| view! { <Refused retry/> })}
            <p><a class="back-link" href=routes::officer_form(&slug, "agreement")>"Agreement"</a></p>
            <h1>"Code as the second person"</h1>
            <p>{told}</p>
            <Steps label="Texts you coded" before after/>
            <Text slug=slug.clone() screen=screen.clone() keys_off retry/>
            <Undo slug=slug.clone() last=screen.last keys_off/>
            {keys}
        </OfficerPage>
    }
    .into_any()
}

/// The text, and what is said of it.
#[component]
fn Text(slug: Slug, screen: SecondScreen, keys_off: bool, retry: Option<Retry>) -> impl IntoView {
    let Some((text, origin, words)) = screen.text else {
        return view! { <p class="inset">"No text waits for you. Texts wait here once somebody else has read them."</p> }.into_any();
    };
    let action = routes::officer_form(&slug, "agreement/second");
    let typed = Typed::of(retry.as_ref().filter(|retry| retry.form == action), &action);
    let off = keys_off.then(|| view! { <input type="hidden" name="keys" value="off"/> });
    let (save, next) = match screen.said.is_some() {
        true => (
            "Save the change and go on",
            screen.after.map(|text| text.to_string()),
        ),
        false => ("Save and go on", None),
    };
    let none = match &screen.said {
        Some(said) if said.is_empty() => {
            Some(view! { <p class="meta">"You said: read, no theme."</p> })
        }
        _ => None,
    };
    view! {
        <form class="coding" method="post" action=action id="coding">
            <Csrf/>
            <input type="hidden" name="text" value=text.to_string()/>
            <input type="hidden" name="next" value=next.unwrap_or_default()/>
            {off}
            <section class="text" aria-labelledby="source">
                <h2 id="source">{origin.source.clone()}</h2>
                <p class="as-typed body">{words}</p>
                <p class="meta">{themes::whose(&origin)}</p>
                {none}
            </section>
            <section class="choices">
                <div class="actions finish">
                    <button class="btn" type="submit" name="act" value="done" data-key="enter">{save}<KeyCap key="Enter"/></button>
                    <button class="btn btn-secondary" type="submit" name="act" value="none" data-key="n">"Read, no theme"<KeyCap key="n"/></button>
                </div>
                <ThemeBoxes legend="Which themes?" themes=keyed(screen.themes) ticked=screen.said.unwrap_or_default() typed/>
            </section>
        </form>
    }
    .into_any()
}

/// Takes the last thing they said back: the one it names, and no other.
#[component]
fn Undo(slug: Slug, last: Option<LastSecond>, keys_off: bool) -> impl IntoView {
    last.map(|last| {
        let off = keys_off.then(|| view! { <input type="hidden" name="keys" value="off"/> });
        view! {
            <form class="undo" method="post" action=routes::officer_form(&slug, "agreement/undo")>
                <Csrf/>
                <input type="hidden" name="step" value=last.id.to_string()/>
                {off}
                <button class="btn btn-secondary btn-small" type="submit" data-key="u">"Undo"<KeyCap key="u"/></button>
                " "<span class="meta">{format!("Last: {}", coding::second(&last))}</span>
            </form>
        }
        .into_any()
    })
}

fn waits(count: u64) -> String {
    match count {
        1 => "1 text waits".to_owned(),
        n => format!("{} wait", counted(n, "text", "texts")),
    }
}
