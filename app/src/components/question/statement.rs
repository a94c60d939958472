//! What is read rather than answered: a statement, and the facts under a question.

use super::Head;
use crate::components::markdown::Markdown;
use domain::question::Fact;
use leptos::prelude::*;

/// A heading and some paragraphs.
pub(super) fn statement(head: &Head, body: String) -> impl IntoView + use<> {
    view! {
        <div class="statement" id=head.id.clone()>
            {head.heading(head.title.clone())}
            {head.hint()}
            <Markdown text=body/>
        </div>
    }
}

/// The fact bank: folded away, for those who want to know more before they answer.
pub(super) fn facts(facts: Vec<Fact>) -> impl IntoView {
    let one = |fact: Fact| {
        view! {
            <details class="fact">
                <summary><span class="fact-lead">{phrase!("Find out more:")}" "</span>{fact.title}</summary>
                <div class="inset"><Markdown text=fact.body/></div>
            </details>
        }
    };
    facts.into_iter().map(one).collect_view()
}
