//! Who is typing: the first pages of those who are asked in easy words.

use super::about::message;
use super::form::{FormFrame, View, error_of, faults};
use crate::api::Writing;
use crate::components::picture::{Idea, Picture};
use crate::text::typing as text;
use crate::words::Phrase;
use domain::journey::Page;
use domain::typing::{Agreed, Typist, Under13, Way, Whose};
use leptos::prelude::*;

/// By oneself, with help, for somebody, or as a group.
#[component]
pub(super) fn TypingPage(writing: Writing, view: View) -> impl IntoView {
    let page = Page::Typing;
    let faults = faults(&writing, &page, view);
    let error = error_of(&writing, &faults, "typing");
    let said = writing.draft.typing.way;
    let choices = Way::ALL.iter().map(|way| Choice {
        value: way.as_str(),
        label: text::way(*way),
        picture: text::way_picture(*way),
        ticked: said == Some(*way),
    });
    let radios = Radios {
        name: "typing",
        legend: text::WHO_IS_TYPING,
        first: true,
        hint: Some(text::WHO_IS_TYPING_HINT),
        error,
        choices: choices.collect(),
    };
    view! {
        <FormFrame writing page title=text::WHO_IS_TYPING.say() faults view>
            {radios.show()}
        </FormFrame>
    }
}

/// Asked of those who answer alone.
#[component]
pub(super) fn Under13Page(writing: Writing, view: View) -> impl IntoView {
    let page = Page::Under13;
    let faults = faults(&writing, &page, view);
    let error = error_of(&writing, &faults, "under-13");
    let said = writing.draft.typing.under_13;
    let choices = Under13::ALL.iter().map(|answer| Choice {
        value: answer.as_str(),
        label: text::under_13(*answer),
        picture: "",
        ticked: said == Some(*answer),
    });
    let radios = Radios {
        name: "under-13",
        legend: text::UNDER_13,
        first: true,
        hint: Some(text::UNDER_13_HINT),
        error,
        choices: choices.collect(),
    };
    view! {
        <FormFrame writing page title=text::UNDER_13.say() faults view>
            {radios.show()}
        </FormFrame>
    }
}

/// For somebody under 13 who is alone: kind, and with a way on once an adult is there.
#[component]
pub(super) fn AskAnAdultPage(writing: Writing, view: View) -> impl IntoView {
    let page = Page::AskAnAdult;
    let faults = faults(&writing, &page, view);
    let error = error_of(&writing, &faults, "typing");
    let says = text::ASK_AN_ADULT_SAYS
        .map(|(picture, words)| view! { <Idea picture><p>{words}</p></Idea> });
    let choices = text::GROWN_UP_HERE_SAYS.iter().map(|(way, label)| Choice {
        value: way.as_str(),
        label: *label,
        picture: text::way_picture(*way),
        ticked: false,
    });
    let radios = Radios {
        name: "typing",
        legend: text::GROWN_UP_HERE,
        first: false,
        hint: None,
        error,
        choices: choices.collect(),
    };
    view! {
        <FormFrame writing page title=text::ASK_AN_ADULT.say() faults view>
            <h1>{text::ASK_AN_ADULT}</h1>
            {says.collect_view()}
            {radios.show()}
        </FormFrame>
    }
}

/// Who helps or types, and whose words they are.
#[component]
pub(super) fn HelperPage(writing: Writing, view: View) -> impl IntoView {
    let page = Page::Helper;
    let faults = faults(&writing, &page, view);
    let typing = writing.draft.typing;
    let title = match typing.way {
        Some(Way::TypedFor) => text::WHO_TYPES,
        _ => text::WHO_HELPS,
    };
    let typists = Radios {
        first: true,
        error: error_of(&writing, &faults, "typist"),
        ..typists(title, typing.typist)
    };
    let choices = Whose::ALL.iter().map(|whose| Choice {
        value: whose.as_str(),
        label: text::whose_words(typing.way, *whose),
        picture: "",
        ticked: typing.whose == Some(*whose),
    });
    let whose = Radios {
        name: "whose-words",
        legend: text::WHOSE_WORDS,
        first: false,
        hint: Some(text::WHOSE_WORDS_HINT),
        error: error_of(&writing, &faults, "whose-words"),
        choices: choices.collect(),
    };
    view! {
        <FormFrame writing page title=title.say() faults view>
            {typists.show()}
            {whose.show()}
        </FormFrame>
    }
}

/// How many they are, how they agreed, and who leads.
#[component]
pub(super) fn GroupPage(writing: Writing, view: View) -> impl IntoView {
    let page = Page::Group;
    let faults = faults(&writing, &page, view);
    let typing = writing.draft.typing;
    let size_error = error_of(&writing, &faults, "group-size");
    let described = match size_error {
        Some(_) => "group-size-hint group-size-error",
        None => "group-size-hint",
    };
    let choices = Agreed::ALL.iter().map(|agreed| Choice {
        value: agreed.as_str(),
        label: text::agreed(*agreed),
        picture: "",
        ticked: typing.agreed == Some(*agreed),
    });
    let agreed = Radios {
        name: "agreed",
        legend: text::HOW_AGREED,
        first: false,
        hint: None,
        error: error_of(&writing, &faults, "agreed"),
        choices: choices.collect(),
    };
    let size = writing.draft.speaks_for.group_size.clone();
    view! {
        <FormFrame writing page title=text::YOUR_GROUP.say() faults view>
            <h1>{text::YOUR_GROUP}</h1>
            <div class="field">
                <label for="group-size">{text::HOW_MANY}</label>
                <p class="hint" id="group-size-hint">{text::HOW_MANY_HINT}</p>
                {message("group-size", size_error.clone())}
                <input
                    class="input input-short" type="text" inputmode="numeric" id="group-size" name="group-size"
                    value=size autocomplete="off" aria-describedby=described
                    aria-invalid=size_error.is_some().then_some("true")
                />
            </div>
            {agreed.show()}
            {typists(text::WHO_LEADS, typing.typist).show()}
        </FormFrame>
    }
}

/// What the person who helps, types or leads is to the young people.
fn typists(legend: Phrase, said: Option<Typist>) -> Radios {
    let choices = Typist::ALL.iter().map(|typist| Choice {
        value: typist.as_str(),
        label: text::typist(*typist),
        picture: "",
        ticked: said == Some(*typist),
    });
    Radios {
        name: "typist",
        legend,
        first: false,
        hint: Some(text::NO_NAME),
        error: None,
        choices: choices.collect(),
    }
}

/// Radio buttons under a legend.
pub(super) struct Radios {
    /// Name of the field.
    pub name: &'static str,
    /// What is asked.
    pub legend: Phrase,
    /// Whether the legend is the page's heading.
    pub first: bool,
    /// What is said under it.
    pub hint: Option<Phrase>,
    /// What is wrong.
    pub error: Option<String>,
    /// In order.
    pub choices: Vec<Choice>,
}

/// One of them.
pub(super) struct Choice {
    /// As posted.
    pub value: &'static str,
    /// In words.
    pub label: Phrase,
    /// Name of the picture beside the words; empty for none.
    pub picture: &'static str,
    /// Whether it is the one chosen.
    pub ticked: bool,
}

impl Radios {
    /// On the page.
    pub fn show(self) -> impl IntoView + use<> {
        let name = self.name;
        let heading = match self.first {
            true => view! { <h1>{self.legend}</h1> }.into_any(),
            false => view! { <h2>{self.legend}</h2> }.into_any(),
        };
        let hint_id = format!("{name}-hint");
        let error_id = format!("{name}-error");
        let described = [
            self.hint.map(|_| hint_id.as_str()),
            self.error.is_some().then_some(error_id.as_str()),
        ];
        let described: Vec<&str> = described.into_iter().flatten().collect();
        let described = (!described.is_empty()).then(|| described.join(" "));
        let hint = self
            .hint
            .map(|hint| view! { <p class="hint" id=hint_id.clone()>{hint}</p> });
        let rows = self.choices.into_iter().enumerate().map(|(at, choice)| {
            // The error summary leads to the first.
            let id = match at {
                0 => name.to_owned(),
                _ => format!("{name}-{}", choice.value),
            };
            view! {
                <div class="radio">
                    <input type="radio" id=id.clone() name=name value=choice.value checked=choice.ticked/>
                    <label for=id><Picture name=choice.picture/>{choice.label}</label>
                </div>
            }
        });
        view! {
            <fieldset class="field" aria-describedby=described>
                <legend>{heading}</legend>
                {hint}
                {message(name, self.error)}
                <div class="radios">{rows.collect_view()}</div>
            </fieldset>
        }
    }
}
