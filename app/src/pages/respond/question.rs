//! One question, with those that follow it.

use super::exit::Exit;
use super::form::{FormFrame, View, easy_read, error_of, faults};
use super::team::Beside;
use crate::api::Writing;
use crate::components::form::{DefaultButton, WordsWarning, WordsWarningAgain};
use crate::components::question::QuestionField;
use crate::islands::Listen;
use domain::journey::{self, Page};
use domain::question::Question;
use domain::text::QuestionId;
use leptos::prelude::*;

/// The page that starts with the question `first`.
#[component]
pub(super) fn QuestionPage(writing: Writing, first: QuestionId, view: View) -> impl IntoView {
    let page = Page::Question(first.clone());
    let faults = faults(&writing, &page, view);
    let (draft, audience) = (&writing.draft, writing.draft.audience.clone());
    let questions: Vec<_> = journey::questions_on(&writing.content, draft, &first)
        .into_iter()
        .cloned()
        .collect();
    if questions.iter().any(Question::is_exit) {
        return view! { <Exit writing page view/> }.into_any();
    }
    // Questions under a statement are the rows of a grid.
    let grid = questions.len() > 1 && !questions[0].takes_answer();
    let title = questions.first().map_or_else(String::new, |q| {
        q.words(&draft.language, audience.as_ref()).title
    });
    let easy = easy_read(&writing).is_some();
    // Said in whole before the first box for words on their way; half a phone's screen is too much each time.
    let asks_words = questions.iter().any(Question::is_text);
    let said = journey::way(&writing.content, draft)
        .into_iter()
        .find(|q| q.is_text())
        .is_some_and(|first| !questions.contains(first));
    let warn = (asks_words && !said).then(|| view! { <WordsWarning easy/> });
    let again = (asks_words && said).then(|| view! { <WordsWarningAgain easy/> });
    let fields = questions
        .into_iter()
        .enumerate()
        .map(|(at, question)| {
            let answer = draft.answers.get(&question.id).cloned().unwrap_or_default();
            let error = error_of(&writing, &faults, question.id.as_str());
            let level = if at == 0 { 1 } else { 2 };
            let row = grid && at > 0;
            let (id, what) = (format!("read-{}", question.id), question.words(&draft.language, audience.as_ref()).title);
            let field = view! {
                <QuestionField
                    question=question.clone() language=draft.language.clone() audience=audience.clone() answer error level row
                />
                <Beside writing=writing.clone() question/>
            };
            match easy {
                true => view! { <Listen of=id.clone() what/><div id=id>{field}</div> }.into_any(),
                false => field.into_any(),
            }
        })
        .collect_view();
    let default = (!writing.shared.is_empty()).then(|| view! { <DefaultButton/> });
    view! {
        <FormFrame writing=writing.clone() page title faults view>
            {default}
            {warn}
            {fields}
            {again}
        </FormFrame>
    }
    .into_any()
}
