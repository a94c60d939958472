//! Coding a text of the sample a second time, with nothing to be led by.

use crate::api::{ApiError, SecondScreen, backend};
use crate::components::form::Typed;
use crate::components::layout::ErrorPage;
use crate::components::loaded::loaded;
use crate::components::officer::{Csrf, FieldProblem, OfficerPage, Refused, Tab};
use crate::islands::Keys;
use crate::pages::officer::coding::KeyCap;
use crate::pages::officer::slug;
use crate::pages::params::query;
use crate::routes;
use crate::text::coding::KEYS;
use crate::text::numbers::counted;
use crate::text::themes;
use crate::visit::{Retry, visit};
use domain::text::Slug;
use leptos::prelude::*;

/// The next text that waits for whoever is signed in.
#[component]
pub fn SecondCodingPage() -> impl IntoView {
    let Some(slug) = slug() else {
        return view! { <ErrorPage error=ApiError::NotFound/> }.into_any();
    };
    let keys: Option<String> = query("keys");
    let keys_off = keys.as_deref() == Some("off");
    let visit = visit();
    let (backend, caller, retry) = (backend(), visit.caller, visit.retry);
    let of = slug.clone();
    loaded(
        async move { backend.second_screen(&caller, &of).await },
        move |screen| page(slug, screen, keys_off, retry),
    )
    .into_any()
}

fn page(slug: Slug, screen: SecondScreen, keys_off: bool, retry: Option<Retry>) -> impl IntoView {
    let action = routes::officer_form(&slug, "agreement/second");
    let retry = retry.filter(|retry| retry.form == action);
    let within = (slug.clone(), screen.card.title.clone(), Tab::Themes);
    let waiting = screen.waiting;
    let body = match screen.text {
        None => view! { <p class="inset">"No text waits for you. Texts wait here once somebody else has read them."</p> }.into_any(),
        Some((text, origin, words)) => {
            let typed = Typed::of(retry.as_ref(), &action);
            let keys = KEYS.iter().map(|key| Some(*key)).chain(std::iter::repeat(None));
            let boxes = screen.themes.into_iter().zip(keys).enumerate().map(|(at, ((id, label, definition), key))| {
                let id = id.to_string();
                let ticked = typed.has("theme", &id, false);
                let own = match at {
                    0 => "theme".to_owned(),
                    at => format!("theme-{at}"),
                };
                let cap = key.map(|key| view! { <KeyCap key/> });
                view! {
                    <div class="checkbox">
                        <input type="checkbox" id=own.clone() name="theme" value=id checked=ticked data-key=key data-stays=""/>
                        <label for=own title=definition>{cap}{label}</label>
                    </div>
                }
            });
            let boxes = boxes.collect_view();
            let off = keys_off.then(|| view! { <input type="hidden" name="keys" value="off"/> });
            view! {
                <form class="coding" method="post" action=action>
                    <Csrf/>
                    <input type="hidden" name="text" value=text.to_string()/>
                    {off}
                    <section class="text" aria-labelledby="source">
                        <h2 id="source">{origin.source.clone()}</h2>
                        <p class="as-typed body">{words}</p>
                        <p class="meta">{themes::whose(&origin)}</p>
                    </section>
                    <section class="choices">
                        <div class="actions finish">
                            <button class="btn" type="submit" name="act" value="done" data-key="enter">"Save and go on"<KeyCap key="Enter"/></button>
                            <button class="btn btn-secondary" type="submit" name="act" value="none" data-key="n">"Read, no theme"<KeyCap key="n"/></button>
                        </div>
                        <fieldset>
                            <legend>"Which themes?"</legend>
                            <FieldProblem retry=typed.retry() field="theme"/>
                            <div class="checkboxes">{boxes}</div>
                        </fieldset>
                    </section>
                </form>
            }
            .into_any()
        }
    };
    let keys = (!keys_off).then(|| view! { <Keys/> });
    let (label, query) = match keys_off {
        true => ("Turn the keys on", ""),
        false => ("Turn the keys off", "?keys=off"),
    };
    let switch = format!("{}{query}", routes::officer_form(&slug, "agreement/code"));
    view! {
        <OfficerPage title="Code as the second person" within error=retry.is_some()>
            {retry.clone().map(|retry| view! { <Refused retry/> })}
            <p><a class="back-link" href=routes::officer_form(&slug, "agreement")>"Agreement"</a></p>
            <h1>"Code as the second person"</h1>
            <p>{format!("{} for you. You see neither what the first person said nor what the machine suggests.", waits(waiting))}</p>
            {body}
            <p><a href=switch>{label}</a></p>
            {keys}
        </OfficerPage>
    }
    .into_any()
}

fn waits(count: u64) -> String {
    match count {
        1 => "1 text waits".to_owned(),
        n => format!("{} wait", counted(n, "text", "texts")),
    }
}
