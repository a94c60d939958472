//! What both forms ask: when it was received, how it came, who it is from, what may be done with the words.

use super::sheet::{Sheet, message};
use crate::api::own;
use crate::components::officer::Csrf;
use crate::pages::params::query;
use crate::text::{dates, letters, typing as text};
use domain::contribution::Channel;
use domain::language::KNOWN;
use domain::letter::Kind;
use domain::typing::{Agreed, Typist, Way, Whose};
use leptos::prelude::*;

/// One radio button. The first of its group carries the field's own id: the error summary leads there.
pub(super) struct Choice {
    pub value: &'static str,
    pub label: &'static str,
    pub ticked: bool,
}

/// Radio buttons under a legend.
pub(super) fn radios(
    sheet: &Sheet,
    name: &str,
    legend: &'static str,
    hint: Option<&'static str>,
    choices: Vec<Choice>,
) -> impl IntoView + use<> {
    let field = own(name);
    let described = sheet.described_by(name, hint.is_some());
    let error = message(&field, sheet.error(&field));
    let hint_id = format!("{field}-hint");
    let rows = choices.into_iter().enumerate().map(|(at, choice)| {
        let id = match at {
            0 => field.clone(),
            _ => format!("{field}-{}", choice.value),
        };
        view! {
            <div class="radio">
                <input type="radio" id=id.clone() name=field.clone() value=choice.value checked=choice.ticked/>
                <label for=id>{choice.label}</label>
            </div>
        }
    });
    view! {
        <fieldset class="field" aria-describedby=described>
            <legend>{legend}</legend>
            {hint.map(|hint| view! { <p class="hint" id=hint_id>{hint}</p> })}
            {error}
            <div class="radios radios-inline">{rows.collect_view()}</div>
        </fieldset>
    }
}

/// The fields nobody sees: the session's token, the submission key and the version. Before them a button that can
/// never be pressed: it is the one that Enter in a one-line field would press, and half a form is not to be saved.
pub(super) fn hidden(sheet: &Sheet) -> impl IntoView + use<> {
    view! {
        <button type="submit" disabled hidden></button>
        <Csrf/>
        <input type="hidden" name=own("key") value=sheet.key()/>
        <input type="hidden" name=own("version") value=sheet.desk.version.to_string()/>
        {sheet.desk.is_earlier().then(|| view! { <input type="hidden" name=own("chosen") value="yes"/> })}
    }
}

/// The language that the words are written in.
pub(super) fn language(sheet: &Sheet) -> impl IntoView + use<> {
    let field = own("language");
    let begin = query::<String>("language").unwrap_or_default();
    let chosen = sheet.value("language", &begin);
    let options = KNOWN.iter().map(|known| {
        view! { <option value=known.tag selected=chosen == known.tag>{known.english}</option> }
    });
    view! {
        <div class="field">
            <label for=field.clone()>"Language they wrote in"</label>
            <p class="hint" id=format!("{field}-hint")>"Type the words in that language. Do not translate them."</p>
            {message(&field, sheet.error(&field))}
            <select class="select" id=field.clone() name=field aria-describedby=sheet.described_by("language", true)>
                <option value="">"English"</option>
                {options.collect_view()}
            </select>
        </div>
    }
}

/// How it came.
pub(super) fn channel(
    sheet: &Sheet,
    ways: &[Channel],
    name: fn(Channel) -> &'static str,
) -> impl IntoView + use<> {
    let begin = sheet.channel();
    let choice = |way: &Channel| Choice {
        value: way.as_str(),
        label: name(*way),
        ticked: sheet.has("channel", way.as_str(), begin == way.as_str()),
    };
    let choices = ways.iter().map(choice).collect();
    radios(sheet, "channel", "How did it come?", None, choices)
}

/// The day it was received, in three boxes.
pub(super) fn received(sheet: &Sheet) -> impl IntoView + use<> {
    let field = own("received");
    let wrong = sheet.error(&field);
    let invalid = wrong.is_some().then_some("true");
    let described = sheet.described_by("received", true);
    let late = sheet.desk.closes.map(|closes| {
        format!(
            " What was received after {} is marked late.",
            dates::date(closes.date())
        )
    });
    let boxes = sheet.received().into_iter().enumerate().map(|(at, (name, label, value))| {
        let id = if at == 0 { own("received") } else { own(name) };
        view! {
            <div>
                <label for=id.clone()>{label}</label>
                <input
                    class="input" type="text" inputmode="numeric" id=id name=own(name) value=value
                    autocomplete="off" aria-invalid=invalid
                />
            </div>
        }
    });
    view! {
        <fieldset class="field" aria-describedby=described>
            <legend>"When was it received?"</legend>
            <p class="hint" id=format!("{field}-hint")>"Such as 30 4 2026."{late}</p>
            {message(&field, wrong)}
            <div class="date-parts">{boxes.collect_view()}</div>
        </fieldset>
    }
}

/// What a letter is, and how many signed it.
pub(super) fn kind(sheet: &Sheet) -> impl IntoView + use<> {
    let choice = |kind: &Kind| Choice {
        value: kind.as_str(),
        label: letters::kind(*kind),
        ticked: sheet.has("kind", kind.as_str(), *kind == Kind::Letter),
    };
    let choices = Kind::ALL.iter().map(choice).collect();
    let hint = "A point made at an event is none of these: leave it as it is.";
    let signed = "For a petition. They are told apart from the people who answered.";
    view! {
        {radios(sheet, "kind", "What is it?", Some(hint), choices)}
        {line(sheet, "signatures", "How many people signed", signed, "input input-short")}
    }
}

/// Who typed or wrote, for those who are asked in easy words. What the paper does not say is left open.
pub(super) fn typing(sheet: &Sheet) -> impl IntoView + use<> {
    let ways = Way::ALL.iter().map(|way| Choice {
        value: way.as_str(),
        label: match way {
            Way::Alone => "The young person, alone",
            Way::Helped => "The young person, with help",
            Way::TypedFor => "Somebody else, for a young person",
            Way::Group => "A group",
            Way::NotSaid => "They would rather not say",
        },
        ticked: sheet.has("typing", way.as_str(), false),
    });
    let typists = Typist::ALL.iter().map(|typist| Choice {
        value: typist.as_str(),
        label: text::typist(*typist).english(),
        ticked: sheet.has("typist", typist.as_str(), false),
    });
    let whose = Whose::ALL.iter().map(|whose| Choice {
        value: whose.as_str(),
        label: text::whose(*whose).english(),
        ticked: sheet.has("whose-words", whose.as_str(), false),
    });
    let agreed = Agreed::ALL.iter().map(|agreed| Choice {
        value: agreed.as_str(),
        label: text::agreed(*agreed).english(),
        ticked: sheet.has("agreed", agreed.as_str(), false),
    });
    let open = "Leave it open where the form does not say.";
    view! {
        {radios(sheet, "typing", "Who wrote the answers?", Some(open), ways.collect())}
        {radios(sheet, "typist", "Who helped, wrote or led the group?", None, typists.collect())}
        {radios(sheet, "whose-words", "Where somebody helped or wrote: whose words are they?", None, whose.collect())}
        {line(sheet, "group-size", "How many young people, for a group", "Without the grown-ups who helped.", "input input-short")}
        {radios(sheet, "agreed", "How did the group agree?", None, agreed.collect())}
    }
}

pub(super) fn line(
    sheet: &Sheet,
    name: &str,
    label: &'static str,
    hint: &'static str,
    class: &'static str,
) -> impl IntoView + use<> {
    let field = own(name);
    let wrong = sheet.error(&field);
    view! {
        <div class="field">
            <label for=field.clone()>{label}</label>
            <p class="hint" id=format!("{field}-hint")>{hint}</p>
            {message(&field, wrong.clone())}
            <input
                class=class type="text" id=field.clone() name=field value=sheet.value(name, "") autocomplete="off"
                aria-describedby=sheet.described_by(name, true) aria-invalid=wrong.is_some().then_some("true")
            />
        </div>
    }
}

/// What may be done with the words. No unless they said yes. `organisations` may agree to be published.
pub(super) fn consent(sheet: &Sheet, organisations: bool) -> impl IntoView + use<> {
    let choice = |value, label, otherwise| Choice {
        value,
        label,
        ticked: sheet.has("quote", value, otherwise),
    };
    let choices = vec![choice("yes", "Yes", false), choice("no", "No", true)];
    let legend = "Did they agree to be quoted without a name?";
    let hint = "Choose yes only where they said so.";
    let publish = organisations.then(|| {
        let id = own("publish");
        let ticked = sheet.has("publish", "yes", false);
        view! {
            <div class="field">
                <div class="checkbox">
                    <input type="checkbox" id=id.clone() name=id.clone() value="yes" checked=ticked/>
                    <label for=id>"The organisation agreed that we publish its whole response under its name"</label>
                </div>
            </div>
        }
    });
    view! {
        {radios(sheet, "quote", legend, Some(hint), choices)}
        {publish}
    }
}
