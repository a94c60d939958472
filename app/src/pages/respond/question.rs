//! One question, with those that follow it.

use super::form::{FormFrame, View, easy_read, error_of, faults};
use crate::api::Writing;
use crate::components::form::{EasyWordsWarning, WordsWarning};
use crate::components::question::QuestionField;
use crate::islands::Listen;
use domain::journey::{self, Page};
use domain::text::QuestionId;
use leptos::prelude::*;

/// The page that starts with the question `first`.
#[component]
pub(super) fn QuestionPage(writing: Writing, first: QuestionId, view: View) -> impl IntoView {
    let page = Page::Question(first.clone());
    let faults = faults(&writing, &page, view);
    let (draft, audience) = (&writing.draft, writing.draft.audience.clone());
    let questions: Vec<_> = audience
        .iter()
        .flat_map(|a| journey::questions_on(&writing.content, a, &first))
        .cloned()
        .collect();
    let title = questions.first().map_or_else(String::new, |q| {
        q.words(&draft.language, audience.as_ref()).title
    });
    let easy = easy_read(&writing).is_some();
    let warn = questions
        .iter()
        .any(domain::question::Question::is_text)
        .then(|| match easy {
            true => view! { <EasyWordsWarning/> }.into_any(),
            false => view! { <WordsWarning/> }.into_any(),
        });
    let fields = questions
        .into_iter()
        .enumerate()
        .map(|(at, question)| {
            let answer = draft.answers.get(&question.id).cloned().unwrap_or_default();
            let error = error_of(&writing, &faults, question.id.as_str());
            let level = if at == 0 { 1 } else { 2 };
            let (id, what) = (format!("read-{}", question.id), question.words(&draft.language, audience.as_ref()).title);
            let field = view! {
                <QuestionField question language=draft.language.clone() audience=audience.clone() answer error level/>
            };
            match easy {
                true => view! { <Listen of=id.clone() what/><div id=id>{field}</div> }.into_any(),
                false => field.into_any(),
            }
        })
        .collect_view();
    view! {
        <FormFrame writing=writing.clone() page title faults view>
            {warn}
            {fields}
        </FormFrame>
    }
}
