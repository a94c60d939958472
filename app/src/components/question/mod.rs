//! A question as form controls. Plain HTML: complete without script.

mod choice;
mod text;

use crate::components::picture::Picture;
use domain::question::{Answer, Kind, Question};
use domain::text::{AudienceId, Language};
use leptos::prelude::*;

/// One question with its label, hint, error and control. The field's name is the question's id.
#[component]
pub fn QuestionField(
    /// What is asked.
    question: Question,
    /// The reader's language.
    language: Language,
    /// In whose words.
    audience: Option<AudienceId>,
    /// What was typed so far.
    answer: Answer,
    /// What is wrong with it.
    error: Option<String>,
    /// The level of its heading: 1 when it is the page's own.
    #[prop(default = 2)]
    level: u8,
) -> impl IntoView {
    let words = question.words(&language, audience.as_ref());
    let head = Head {
        id: question.id.to_string(),
        title: words.title.clone(),
        hint: words.hint.clone(),
        picture: words.picture.clone(),
        error,
        level,
    };
    match &question.kind {
        Kind::ShortText(settings) => text::line(&head, &answer, settings).into_any(),
        Kind::LongText(settings) => text::area(&head, &answer, settings).into_any(),
        Kind::Number(_) => text::number(&head, &answer).into_any(),
        Kind::Single(choice) | Kind::Multiple(choice) => {
            let several = matches!(question.kind, Kind::Multiple(_));
            let lone = choice.alone.clone();
            choice::list(
                head,
                choice::options(&question, &language, audience.as_ref(), &answer),
                choice::Manner {
                    several,
                    at_most: choice.at_most,
                    lone,
                    in_a_row: false,
                    other: choice.other.then(|| answer.other.clone()),
                },
            )
            .into_any()
        }
        Kind::Agreement | Kind::Rating(_) => choice::list(
            head,
            choice::options(&question, &language, audience.as_ref(), &answer),
            choice::Manner {
                several: false,
                at_most: None,
                lone: None,
                in_a_row: matches!(question.kind, Kind::Rating(_)),
                other: None,
            },
        )
        .into_any(),
    }
}

/// What stands above a control.
struct Head {
    id: String,
    title: String,
    hint: String,
    /// Name of the picture beside the title; empty for none.
    picture: String,
    error: Option<String>,
    level: u8,
}

impl Head {
    /// Ids of what describes the control, for `aria-describedby`.
    fn described_by(&self, more: &[&str]) -> Option<String> {
        let mut ids = Vec::new();
        if !self.hint.is_empty() {
            ids.push(format!("{}-hint", self.id));
        }
        if self.error.is_some() {
            ids.push(format!("{}-error", self.id));
        }
        ids.extend(more.iter().map(|end| format!("{}-{end}", self.id)));
        (!ids.is_empty()).then(|| ids.join(" "))
    }

    fn invalid(&self) -> Option<&'static str> {
        self.error.is_some().then_some("true")
    }

    fn hint(&self) -> impl IntoView + use<> {
        let id = format!("{}-hint", self.id);
        let hint = self.hint.clone();
        (!hint.is_empty()).then(|| view! { <p class="hint" id=id>{hint}</p> })
    }

    fn error(&self) -> impl IntoView + use<> {
        let id = format!("{}-error", self.id);
        self.error.clone().map(|sentence| {
            view! {
                <p class="error-message" id=id><span class="visually-hidden">"Error: "</span>{sentence}</p>
            }
        })
    }

    /// The title as a heading of the page, around `inner`.
    fn heading(&self, inner: impl IntoView + 'static) -> AnyView {
        let picture = view! { <Picture name=self.picture.clone()/> };
        match self.level {
            1 => view! { <h1>{picture}{inner}</h1> }.into_any(),
            _ => view! { <h2>{picture}{inner}</h2> }.into_any(),
        }
    }
}
