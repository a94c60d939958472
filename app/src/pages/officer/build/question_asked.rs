//! Who meets a question: who is asked, on which page, after which answers.

use super::frame::MoveTo;
use crate::api::MOST_CONDITIONS;
use crate::components::form::Typed;
use crate::components::officer::FieldProblem;
use crate::text::build as text;
use domain::content::{Content, Piece};
use domain::question::Question;
use domain::routing::{Condition, Test};
use domain::text::{AudienceId, Language, Slug};
use leptos::prelude::*;

/// Who is asked, and on which page.
#[component]
pub(super) fn Meets(question: Question, content: Content, typed: Typed) -> impl IntoView {
    let boxes = content.audiences.iter().map(|audience| {
        let id = format!("asked--{}", audience.id);
        let on = typed.has("asked", audience.id.as_str(), question.asks(&audience.id));
        let name = text::audience(&audience.id, &content);
        view! {
            <div class="checkbox">
                <input type="checkbox" id=id.clone() name="asked" value=audience.id.to_string() checked=on/>
                <label for=id>{name}</label>
            </div>
        }
    });
    let boxes = boxes.collect_view();
    let earlier = content.questions.iter().take_while(|q| q.id != question.id);
    let stored = question
        .follows
        .as_ref()
        .map(ToString::to_string)
        .unwrap_or_default();
    let chosen = typed.value("follows", &stored);
    let pages = (1..).zip(earlier).filter(|(_, q)| q.follows.is_none());
    let pages = pages.map(|(number, q)| {
        let id = q.id.to_string();
        let selected = chosen == id;
        view! { <option value=id.clone() selected=selected>{named(number, q)}</option> }
    });
    let pages = pages.collect_view();
    view! {
        <fieldset class="pane">
            <legend>"Who is asked, and where"</legend>
            <fieldset class="field checkboxes passages">
                <legend>"Asked of"</legend>
                <p class="hint">"Tick nobody or all for everybody."</p>
                {boxes}
            </fieldset>
            <div class="field">
                <label for="follows">"On the page of"</label>
                <FieldProblem retry=typed.retry() field="follows"/>
                <select class="input" id="follows" name="follows">
                    <option value="">"A page of its own"</option>
                    {pages}
                </select>
            </div>
        </fieldset>
    }
    .into_any()
}

/// Up to three conditions on earlier answers.
#[component]
pub(super) fn Conditions(question: Question, content: Content, typed: Typed) -> impl IntoView {
    let earlier: Vec<(usize, Question)> = (1..)
        .zip(&content.questions)
        .take_while(|(_, q)| q.id != question.id)
        .filter(|(_, q)| q.takes_answer())
        .map(|(number, q)| (number, q.clone()))
        .collect();
    let shown = (question.when.len() + 1).clamp(1, MOST_CONDITIONS);
    let all = (1..=shown.max(typed_conditions(&typed))).map(|number| {
        let stored = question.when.get(number - 1).cloned();
        view! { <OneCondition number stored earlier=earlier.clone() typed=typed.clone()/> }
    });
    view! {
        <fieldset class="pane">
            <legend>"Only after certain answers"</legend>
            <p class="hint">"All of these must be true. Leave them empty to ask everybody."</p>
            {all.collect_view()}
        </fieldset>
    }
    .into_any()
}

fn typed_conditions(typed: &Typed) -> usize {
    let filled = |number: &usize| {
        !typed
            .value(&format!("when_question-{number}"), "")
            .is_empty()
    };
    (1..=MOST_CONDITIONS)
        .filter(filled)
        .max()
        .unwrap_or_default()
}

#[component]
fn OneCondition(
    number: usize,
    stored: Option<Condition>,
    earlier: Vec<(usize, Question)>,
    typed: Typed,
) -> impl IntoView {
    let of = format!("when_question-{number}");
    let how = format!("when_test-{number}");
    let which = format!("when_option-{number}");
    let (stored_question, stored_test, stored_options) = match &stored {
        None => (String::new(), "is", Vec::new()),
        Some(condition) => {
            let (test, options) = match &condition.test {
                Test::Is(options) => ("is", options.clone()),
                Test::IsNot(options) => ("is-not", options.clone()),
                Test::Answered(true) => ("answered", Vec::new()),
                Test::Answered(false) => ("not-answered", Vec::new()),
            };
            (condition.question.to_string(), test, options)
        }
    };
    let chosen = typed.value(&of, &stored_question);
    let test = match typed.value(&how, stored_test) {
        text if text.is_empty() => "is".to_owned(),
        text => text,
    };
    let questions = earlier.iter().map(|(number, q)| {
        let id = q.id.to_string();
        let selected = chosen == id;
        view! { <option value=id.clone() selected=selected>{named(*number, q)}</option> }
    });
    let questions = questions.collect_view();
    let tests = [
        ("is", "With one of these"),
        ("is-not", "With none of these, or not at all"),
        ("answered", "At all"),
        ("not-answered", "It was left empty"),
    ]
    .map(|(value, label)| {
        let selected = test == value;
        view! { <option value=value selected=selected>{label}</option> }
    });
    let picked = earlier.iter().find(|(_, q)| q.id.as_str() == chosen);
    let options = picked.map(|(number, q)| {
        let english = Language::english();
        let boxes = q.options().into_iter().map(|option| {
            let id = format!("{which}-{option}");
            let on = typed.has(&which, option.as_str(), stored_options.contains(&option));
            let label = q.label(&option, &english, None::<&AudienceId>);
            view! {
                <div class="checkbox">
                    <input type="checkbox" id=id.clone() name=which.clone() value=option.to_string() checked=on/>
                    <label for=id>{label}</label>
                </div>
            }
        });
        let boxes: Vec<_> = boxes.collect();
        (!boxes.is_empty()).then(|| {
            view! {
                <fieldset class="field checkboxes passages">
                    <legend>{format!("Answers to question {number} that count")}</legend>
                    {boxes}
                </fieldset>
            }
        })
    });
    view! {
        <fieldset class="field">
            <legend>{format!("Condition {number}")}</legend>
            <FieldProblem retry=typed.retry() field=of.clone()/>
            <div class="field">
                <label for=of.clone()>"Earlier question"</label>
                <select class="input" id=of.clone() name=of>
                    <option value="">"No condition"</option>
                    {questions}
                </select>
            </div>
            <div class="field">
                <label for=how.clone()>"How it was answered"</label>
                <p class="hint" id=format!("{how}-hint")>"Choose a question and save: then its answers stand here to tick."</p>
                <select class="input" id=how.clone() name=how.clone() aria-describedby=format!("{how}-hint")>{tests.collect_view()}</select>
            </div>
            {options}
        </fieldset>
    }
    .into_any()
}

/// "4. Do you agree …", short enough for a list.
fn named(number: usize, question: &Question) -> String {
    let title = question.words(&Language::english(), None).title;
    let short: String = title.chars().take(60).collect();
    let more = if short.len() < title.len() { "…" } else { "" };
    format!("{number}. {short}{more}")
}

/// Where it stands among the questions, and a way to put it elsewhere in one step. What it is called in files is told
/// here too: nobody needs it to write.
#[component]
pub(super) fn Standing(
    slug: Slug,
    question: Question,
    content: Content,
    mine: bool,
) -> impl IntoView {
    let at = content.questions.iter().position(|q| q.id == question.id);
    let at = at.unwrap_or_default();
    let piece = |q: &Question| Piece::Question(q.id.clone());
    let all = (1..).zip(&content.questions);
    let all: Vec<_> = all
        .map(|(number, q)| (piece(q), named(number, q)))
        .collect();
    let form = mine.then(|| view! { <MoveTo slug piece=piece(&question) all/> });
    let told = format!(
        "It is number {} of {}. In files, and in the addresses of pages, it is called {}.",
        at + 1,
        content.questions.len(),
        question.id
    );
    view! {
        <section aria-labelledby="standing">
            <h2 id="standing">"Its place"</h2>
            <p>{told}</p>
            {form}
        </section>
    }
    .into_any()
}
