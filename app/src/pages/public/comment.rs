//! The form to comment on one clause. Complete without script.

use super::reading::{Reading, dir};
use crate::api::{CommentForm, FieldError, Piece, backend};
use crate::components::form::{ErrorSummary, TextArea};
use crate::components::layout::{MachineMade, PublicPage};
use crate::components::loaded::loaded;
use crate::components::markdown::Markdown;
use crate::islands::{AnswerHelper, Rules};
use crate::pages::params::param;
use crate::platform;
use crate::routes;
use crate::text::comments::{FORGET, FORGET_CHANGE};
use crate::text::team::{anchor, piece_of, wrote};
use crate::text::{comments, public, said, saving};
use crate::visit::{Retry, visit};
use crate::words::Phrase;
use domain::content::Audience;
use domain::document::{COMMENT_LIMIT, Stance};
use domain::text::{AudienceId, Slug};
use leptos::prelude::*;

/// Comment on a clause.
#[component]
pub fn CommentPage() -> impl IntoView {
    let (backend, visit, reading) = (backend(), visit(), Reading::of_page());
    let caller = visit.caller.clone();
    let place = param::<Slug>("slug")
        .and_then(|slug| Ok((slug, param::<Slug>("document")?, param::<Slug>("clause")?)));
    let data = async move {
        let (slug, document, clause) = place?;
        backend
            .comment_form(&caller, &slug, &document, &clause)
            .await
    };
    loaded(data, move |form| {
        platform::never_store();
        let action = routes::comment(&form.card.slug, &form.document.slug, &form.clause.slug);
        let retry = visit.retry_of(&action).cloned();
        if retry.is_some() {
            platform::set_status(422);
        }
        let typed = Typed::of(&form, retry.as_ref());
        let rules = Rules::Comment {
            stored: retry.is_none(),
        };
        let errors = retry.map(|retry| retry.errors).unwrap_or_default();
        shown(form, action, typed, (errors, rules), reading)
    })
}

/// What the fields hold: what was refused, else what was begun, else what was saved, else nothing.
#[derive(Clone)]
struct Typed {
    audience: String,
    stance: String,
    text: String,
    suggestion: String,
}

impl Typed {
    fn of(form: &CommentForm, retry: Option<&Retry>) -> Self {
        if let Some(retry) = retry {
            let value = |name: &str| retry.value(name).unwrap_or_default().to_owned();
            return Self {
                audience: value("audience"),
                stance: value("stance"),
                text: value("text"),
                suggestion: value("suggestion"),
            };
        }
        if let Some(begun) = &form.begun {
            let word = |word: Option<&str>| word.unwrap_or_default().to_owned();
            return Self {
                audience: word(begun.audience.as_ref().map(AudienceId::as_str)),
                stance: word(begun.stance.map(Stance::as_str)),
                text: begun.text.clone(),
                suggestion: begun.suggestion.clone(),
            };
        }
        let saved = form.saved.as_ref();
        Self {
            audience: String::new(),
            stance: saved
                .map(|c| c.stance.as_str().to_owned())
                .unwrap_or_default(),
            text: saved.map(|c| c.text.clone()).unwrap_or_default(),
            suggestion: saved.map(|c| c.suggestion.clone()).unwrap_or_default(),
        }
    }
}

fn shown(
    form: CommentForm,
    action: String,
    typed: Typed,
    (errors, rules): (Vec<FieldError>, Rules),
    reading: Reading,
) -> impl IntoView {
    let words = reading.words(&form.clause.wording);
    let (heading, body, lang) = words
        .map(|(w, lang)| (w.heading, w.body, lang))
        .unwrap_or_default();
    let title = say!("Comment on clause {number}", number = form.clause.number);
    let back = reading.keep(routes::clause(
        &form.card.slug,
        &form.document.slug,
        &form.clause.slug,
    ));
    let unchecked = reading.unchecked(&form.clause.wording);
    let saved = form.saved.is_some();
    let begun = form.begun.is_some() && errors.is_empty();
    let audiences = form.audiences.clone();
    let line = |error: &FieldError| (format!("#{}", error.field), comments::error(error));
    let summary = errors.iter().map(line).collect();
    view! {
        <PublicPage title=format!("{title}: {heading}") error=!errors.is_empty() back>
            <ErrorSummary errors=summary/>
            <h1>{title}</h1>
            {unchecked.then(|| view! { <MachineMade/> })}
            <section class="clause inset" lang=lang.clone() dir=dir(lang.as_ref()) aria-labelledby="clause">
                <h2 id="clause">{form.clause.number.clone()} " " {heading}</h2>
                <Markdown text=body/>
            </section>
            {begun.then(|| view! { <div class="notice"><p>{phrase!("You began to write this and did not save it. It is not part of your answer yet.")}</p></div> })}
            <form id="comment" method="post" action=action.clone() novalidate>
                <input type="hidden" name="state" value=form.state.clone()/>
                {(!audiences.is_empty()).then(|| view! {
                    <Audiences audiences picked=typed.audience.clone() errors=errors.clone() reading=reading.clone()/>
                })}
                <Stances picked=typed.stance.clone() errors=errors.clone()/>
                <p class="notice">{public::NO_NAMES}</p>
                <LongText
                    name="text"
                    label=phrase!("What would you change and why?")
                    hint=phrase!("You can leave this empty if you would not change anything.")
                    value=typed.text.clone()
                    errors=errors.clone()
                />
                <LongText
                    name="suggestion"
                    label=phrase!("Suggested wording (optional)")
                    hint=phrase!("The words you would rather see in this clause.")
                    value=typed.suggestion.clone()
                    errors
                />
                <button class="btn" type="submit">{phrase!("Save your comment")}</button>
                <p class="hint">{phrase!("Saving does not send it. You can comment on other clauses first, and send all of them together.")}</p>
                <AnswerHelper rules/>
            </form>
            <Colleagues form=form.clone()/>
            {begun.then(|| view! {
                <form method="post" action=action.clone()>
                    <button class="btn btn-secondary" type="submit" name="forget" value="yes">
                        {if saved { FORGET_CHANGE } else { FORGET }}
                    </button>
                </form>
            })}
            {saved.then(|| view! {
                <form method="post" action=action>
                    <button class="btn btn-warning" type="submit" name="remove" value="yes">{phrase!("Remove this comment")}</button>
                </form>
            })}
        </PublicPage>
    }
}

/// To the lead of a team, under the form: what colleagues who share with them wrote about this clause.
#[component]
fn Colleagues(form: CommentForm) -> impl IntoView {
    let slug = form.card.slug.clone();
    let piece = Piece::Comment(form.document.slug.clone(), form.clause.slug.clone());
    let team = format!("{}#{}", routes::team(&slug), anchor(&piece_of(&piece)));
    let blocks = form.colleagues.into_iter().map(|(called, comment)| {
        let lines = said::comment_of(&comment).into_iter();
        let lines = lines.map(|line| view! { <p class="as-typed">{line}</p> });
        view! {
            <div class="colleague">
                <p><strong>{wrote(&called)}</strong></p>
                {lines.collect_view()}
            </div>
        }
    });
    let blocks = blocks.collect_view();
    (!blocks.is_empty())
        .then(|| {
            view! {
                <section aria-labelledby="colleagues">
                    <h2 id="colleagues">{phrase!("What your colleagues wrote about this clause")}</h2>
                    <div class="colleagues">{blocks}</div>
                    <p>
                        {rich!(
                            "To use one of these, save first. Then <a>choose it on your team’s page</a>.",
                            <a> = |text| view! { <a href=team>{text}</a> },
                        )}
                    </p>
                </section>
            }
        })
        .into_any()
}

/// The error beside a field, and the id that the field is described by.
fn error_of(errors: &[FieldError], field: &str) -> Option<(String, String)> {
    let error = errors.iter().find(|error| error.field == field)?;
    Some((format!("{field}-error"), comments::error(error)))
}

fn message(error: Option<(String, String)>) -> impl IntoView {
    error.map(|(id, text)| {
        view! { <p class="error-message" id=id><span class="visually-hidden">{phrase!("Error:")}" "</span>{text}</p> }
    })
}

#[component]
fn Audiences(
    audiences: Vec<Audience>,
    picked: String,
    errors: Vec<FieldError>,
    reading: Reading,
) -> impl IntoView {
    let error = error_of(&errors, "audience");
    let described = error.as_ref().map(|(id, _)| id.clone());
    let options = audiences.into_iter().enumerate().map(|(at, audience)| {
        let (label, hint) = reading.words(&audience.wording).map_or_else(
            || (audience.id.to_string(), String::new()),
            |(words, _)| (words.name, words.hint),
        );
        let checked = audience.id.as_str() == picked;
        option("audience", at, audience.id.as_str(), (label, hint), checked)
    });
    let options = options.collect_view();
    view! {
        <fieldset class="field" aria-describedby=described>
            <legend>{phrase!("Which of these are you?")}</legend>
            {message(error)}
            <div class="radios">{options}</div>
        </fieldset>
    }
}

#[component]
fn Stances(picked: String, errors: Vec<FieldError>) -> impl IntoView {
    let error = error_of(&errors, "stance");
    let described = error.as_ref().map(|(id, _)| id.clone());
    let options = Stance::ALL.iter().enumerate().map(|(at, stance)| {
        let (label, hint) = comments::stance(*stance);
        let checked = stance.as_str() == picked;
        option(
            "stance",
            at,
            stance.as_str(),
            (label.say(), hint.say()),
            checked,
        )
    });
    let options = options.collect_view();
    view! {
        <fieldset class="field" aria-describedby=described>
            <legend>{phrase!("What do you think of this clause?")}</legend>
            {message(error)}
            <div class="radios">{options}</div>
        </fieldset>
    }
}

/// One radio button. The first has the field's own name as its id, for the error summary.
fn option(
    name: &'static str,
    at: usize,
    value: &str,
    (label, hint): (String, String),
    checked: bool,
) -> impl IntoView + use<> {
    let id = if at == 0 {
        name.to_owned()
    } else {
        format!("{name}-{at}")
    };
    let hint_id = (!hint.is_empty()).then(|| format!("{id}-hint"));
    view! {
        <div class="radio">
            <input type="radio" name=name id=id.clone() value=value.to_owned() checked=checked aria-describedby=hint_id.clone()/>
            <label for=id>{label}</label>
            {hint_id.map(|id| view! { <span class="hint" id=id>{hint}</span> })}
        </div>
    }
}

#[component]
fn LongText(
    name: &'static str,
    label: Phrase,
    hint: Phrase,
    value: String,
    errors: Vec<FieldError>,
) -> impl IntoView {
    let error = error_of(&errors, name);
    let (hint_id, count_id) = (format!("{name}-hint"), format!("{name}-count"));
    let described = match &error {
        Some((id, _)) => format!("{hint_id} {id} {count_id}"),
        None => format!("{hint_id} {count_id}"),
    };
    let invalid = error.is_some();
    view! {
        <div class="field">
            <label for=name>{label}</label>
            <p class="hint" id=hint_id>{hint}</p>
            {message(error)}
            <TextArea name text=value described_by=Some(described) invalid/>
            <p class="count" id=count_id>{saving::allowed(COMMENT_LIMIT)}</p>
        </div>
    }
}
