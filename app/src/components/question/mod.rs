//! A question as form controls. Plain HTML: complete without script.

mod boxes;
mod choice;
mod statement;
mod text;

use crate::components::layout::{InEnglish, MachineMade};
use crate::components::picture::Picture;
use crate::words::marks;
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
    /// Whether it is a row of a grid: its options stand side by side where there is room.
    #[prop(default = false)]
    row: bool,
    /// Whether a list grows by a button of the form, instead of having all its lines at once.
    #[prop(default = true)]
    adds: bool,
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
    let facts = words.facts.clone();
    let field = match &question.kind {
        Kind::ShortText(settings) => text::line(&head, &answer, settings).into_any(),
        Kind::LongText(settings) => text::area(&head, &answer, settings).into_any(),
        Kind::Number(settings) => text::number(&head, &answer, settings).into_any(),
        Kind::Date(_) => boxes::date(&head, &answer).into_any(),
        Kind::List(settings) => boxes::list(&head, settings, &answer, adds).into_any(),
        Kind::Rank(rank) => {
            let reader = (&language, audience.as_ref());
            boxes::rank(&head, (&question, rank), reader, &answer).into_any()
        }
        Kind::Statement(_) => statement::statement(&head, words.body).into_any(),
        Kind::Declaration => choice::list(
            head,
            choice::options(&question, &language, audience.as_ref(), &answer),
            choice::Manner {
                several: true,
                at_most: None,
                lone: None,
                in_a_row: false,
                other: None,
            },
        )
        .into_any(),
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
        Kind::Agreement | Kind::Rating(_) | Kind::YesNo => choice::list(
            head,
            choice::options(&question, &language, audience.as_ref(), &answer),
            choice::Manner {
                several: false,
                at_most: None,
                lone: None,
                in_a_row: row || matches!(question.kind, Kind::Rating(_) | Kind::YesNo),
                other: None,
            },
        )
        .into_any(),
    };
    let class = if row { "grid-row" } else { "question" };
    let picked = question.wording.pick(&language, audience.as_ref());
    let unchecked = picked.as_ref().is_some_and(|picked| picked.unchecked);
    let spoken = picked.map_or_else(Language::english, |picked| picked.language.clone());
    let note = (spoken != language).then(|| view! { <InEnglish language=spoken.clone()/> });
    let made = unchecked.then(|| view! { <MachineMade/> });
    let (lang, dir) = marks(&spoken);
    view! { {note}{made}<div class=class lang=lang dir=dir>{field}{statement::facts(facts)}</div> }
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
                <p class="error-message" id=id><span class="visually-hidden">{phrase!("Error:")}" "</span>{sentence}</p>
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
