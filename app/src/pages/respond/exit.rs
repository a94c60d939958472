//! Where the form ends for those it does not ask: why, and what they can do instead.

use super::form::{View, back, easy_read};
use super::walk::WalkNote;
use crate::api::Writing;
use crate::components::layout::PublicPage;
use crate::components::question::QuestionField;
use crate::routes;
use domain::journey::{self, Page};
use domain::question::Answer;
use leptos::prelude::*;

/// The statement that ends the form. Nothing can be sent from here; every answer is kept, and can be changed.
#[component]
pub(super) fn Exit(writing: Writing, page: Page, view: View) -> impl IntoView {
    let slug = writing.card.slug.clone();
    let (language, audience) = (
        writing.draft.language.clone(),
        writing.draft.audience.clone(),
    );
    let Some(question) = journey::way(&writing.content, &writing.draft)
        .pop()
        .cloned()
    else {
        return ().into_any();
    };
    let title = question.words(&language, audience.as_ref()).title;
    let back = back(&writing, &page, view);
    let change = journey::back(&writing.content, &writing.draft, &page);
    let change = change.map_or_else(|| writing.start(), |p| writing.page(&p));
    let delete = writing.walk.is_none().then(|| {
        view! {
            <form method="post" action=routes::discard(&slug)>
                <p class="hint">{phrase!("Your answers so far are kept, so that you can come back. If you do not want that:")}</p>
                <button class="btn btn-secondary" type="submit">{phrase!("Delete my answers")}</button>
            </form>
        }
    });
    let ways = format!("{}#other-ways", routes::consultation(&slug));
    view! {
        <PublicPage title back>
            <WalkNote writing=writing.clone()/>
            <div class=easy_read(&writing)>
                <QuestionField question language audience answer=Answer::default() error=None level=1/>
                <p>{phrase!("You can:")}</p>
                <ul>
                    <li><a href=change>{phrase!("Go back and change your answer")}</a></li>
                    <li><a href=ways>{phrase!("Tell us what you think another way")}</a></li>
                    <li><a href=routes::consultation(&slug)>{phrase!("Read about this consultation")}</a></li>
                </ul>
                {delete}
            </div>
        </PublicPage>
    }
    .into_any()
}
