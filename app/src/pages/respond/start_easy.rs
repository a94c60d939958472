//! Before the first question, for those who are asked in easy words and came from a page in them.

use super::start::CarryOn;
use crate::api::Start;
use crate::components::layout::{MachineMade, PublicPage};
use crate::components::picture::{Idea, PicturesSwitch, ideas};
use crate::components::title::{is_unchecked, marked};
use crate::islands::Listen;
use crate::routes;
use crate::text::dates;
use crate::text::respond::{START_EASY, START_EASY_MORE};
use crate::words::{marks, wanted_language};
use domain::content::Audience;
use leptos::prelude::*;

/// What it is, in short sentences with pictures. Who they are is known: one button begins.
pub(super) fn page(
    start: Start,
    audience: Audience,
    notice: Option<crate::words::Phrase>,
) -> AnyView {
    let card = start.card;
    let slug = card.slug.clone();
    let until = card.closes.filter(|_| card.takes_responses).map(|at| {
        let until = say!("You can answer until {when}.", when = dates::moment(at));
        view! { <Idea picture="time"><p>{until}</p></Idea> }
    });
    let words = audience.wording.pick(&wanted_language(), None);
    let unchecked = is_unchecked(&card) || words.as_ref().is_some_and(|picked| picked.unchecked);
    let (name, (lang, dir)) = words.map_or_else(
        || (audience.id.to_string(), (None, None)),
        |picked| (picked.words.name.clone(), marks(picked.language)),
    );
    let running = start.running.filter(|r| r.audience.is_some());
    let more = running.is_none().then(|| ideas(&START_EASY_MORE));
    let wanted = wanted_language();
    let title = card.wording.pick(&wanted, Some(&audience.id));
    let title = title.map(|picked| marked(picked.words.title.clone(), picked.language));
    let back = routes::consultation_easy(&slug, &audience.id);
    // One who has begun carries on; their other ways are on the full page.
    let begin = running.is_none().then(|| {
        view! {
            <form method="post" action=routes::respond(&slug)>
                <input type="hidden" name="audience" value=audience.id.to_string()/>
                <p>{phrase!("These questions are for:")}" "<strong lang=lang dir=dir>{name}</strong></p>
                <button class="btn btn-start" type="submit">{phrase!("Start")}</button>
            </form>
        }
    });
    view! {
        <PublicPage title=phrase!("Tell us what you think") back=back>
            <div class="easy-read">
                {notice.map(|text| view! { <div class="notice" role="status"><p>{text}</p></div> })}
                <Listen of="read-start".to_owned() what=say!("Tell us what you think")/>
                <div id="read-start">
                    <p class="meta">{title}</p>
                    <h1>{phrase!("Tell us what you think")}</h1>
                    {unchecked.then(|| view! { <MachineMade part=false/> })}
                    {ideas(&START_EASY)}
                    {more}
                    {until}
                </div>
                <PicturesSwitch/>
                {running.map(|running| view! { <CarryOn slug=slug.clone() running/> })}
                {begin}
                <p><a href=routes::respond(&slug)>{phrase!("Are you somebody else? Choose who you are")}</a></p>
                <p>{phrase!("Started already?")}" " <a href=routes::come_back(&slug)>{phrase!("Use your code")}</a></p>
            </div>
        </PublicPage>
    }
    .into_any()
}
