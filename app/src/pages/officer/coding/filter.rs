//! Which texts are read, and in which state.

use super::Desk;
use crate::api::{CodingScreen, QueueFilter, Show};
use crate::components::form::Select;
use crate::pages::officer::overview::channel_name;
use crate::routes;
use crate::text::coding as text;
use domain::contribution::Channel;
use domain::document::Stance;
use leptos::prelude::*;

/// The form above the screen, folded away: the words are what matters. A line says what is filtered.
#[component]
pub(super) fn Filter(desk: Desk, screen: CodingScreen) -> impl IntoView {
    let filter = desk.filter.clone();
    let filtered = filter != QueueFilter::default();
    let said = told(&filter, &screen);
    let channels = Channel::ALL
        .iter()
        .map(|c| (c.as_str().to_owned(), channel_name(*c).to_owned()));
    let stances = Stance::ALL
        .iter()
        .map(|s| (s.as_str().to_owned(), text::stance(*s).to_owned()));
    let audiences = screen
        .audiences
        .into_iter()
        .map(|(id, name)| (id.to_string(), name));
    let places = (!screen.localities.is_empty()).then(|| {
        let options = screen
            .localities
            .into_iter()
            .map(|(id, name)| (id.to_string(), name));
        let chosen = filter.locality.as_ref().map(ToString::to_string);
        view! { <Select name="locality" label="Lives in" options=options.collect() chosen/> }
    });
    let states = Show::ALL.map(|show| {
        let chosen = show == filter.show;
        view! { <option value=show.as_str() selected=chosen>{text::show(show)}</option> }
    });
    let off = desk
        .keys_off
        .then(|| view! { <input type="hidden" name="keys" value="off"/> });
    let clear = filtered.then(|| {
        let all = routes::officer_coding(&desk.slug, &QueueFilter::default(), None, desk.keys_off);
        view! { <p class="meta">"Only some texts are shown: "{said}". "<a href=all>"Show all that are not read"</a></p> }
    });
    view! {
        <details class="details">
            <summary>"Filter the texts"</summary>
            <form class="toolbar" method="get" action=routes::officer_form(&desk.slug, "code") role="search" aria-label="Filter the texts">
                {off}
                <div class="field">
                    <label for="show">"Show"</label>
                    <select class="select" id="show" name="show">{states.collect_view()}</select>
                </div>
                <Select name="source" label="Answer to" options=screen.sources chosen=(!filter.source.is_empty()).then_some(filter.source)/>
                <Select name="channel" label="Came by" options=channels.collect() chosen=filter.channel.map(|c| c.as_str().to_owned())/>
                <Select name="audience" label="Who" options=audiences.collect() chosen=filter.audience.map(|a| a.to_string())/>
                {places}
                <Select name="stance" label="On the clause" options=stances.collect() chosen=filter.stance.map(|s| s.as_str().to_owned())/>
                <button class="btn" type="submit">"Filter"</button>
            </form>
        </details>
        {clear}
    }
    .into_any()
}

/// What is filtered, in words.
fn told(filter: &QueueFilter, screen: &CodingScreen) -> String {
    let mut said = Vec::new();
    if filter.show != Show::default() {
        said.push(text::show(filter.show).to_lowercase());
    }
    let source = screen.sources.iter().find(|(id, _)| *id == filter.source);
    said.extend(source.map(|(_, name)| format!("answers to “{name}”")));
    said.extend(
        filter
            .channel
            .map(|c| format!("by {}", channel_name(c).to_lowercase())),
    );
    let audience = screen.audiences.iter();
    let audience = audience.filter(|(id, _)| Some(id) == filter.audience.as_ref());
    said.extend(audience.map(|(_, name)| name.clone()));
    let place = screen.localities.iter();
    let place = place.filter(|(id, _)| Some(id) == filter.locality.as_ref());
    said.extend(place.map(|(_, name)| format!("living in {name}")));
    said.extend(filter.stance.map(|s| text::stance(s).to_lowercase()));
    said.join(", ")
}
