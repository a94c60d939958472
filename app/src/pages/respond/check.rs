//! Everything at a glance, each with a way to change it; then send.

use super::about::message;
use super::begun::Begun;
use super::form::{Progress, View, easy_read, sentence};
use super::walk::Walked;
use crate::api::{CommentLine, Writing};
use crate::components::form::{ErrorSummary, Trap};
use crate::components::layout::PublicPage;
use crate::components::picture::{Picture, Told, ideas};
use crate::components::title::marked;
use crate::islands::{Listen, SendHelper};
use crate::routes;
use crate::text::easy as text;
use crate::text::resume::{
    CHANGE_WITH_CODE, CHANGING, COPY_FIRST, FINAL, FINAL_WITHOUT_CODE, GET_CODE, NUMBER, SAVE,
};
use crate::text::said::{self, Said, rather, stance};
use crate::text::stop;
use crate::text::team::{BEFORE_SENDING, SAY_WITHOUT, WITHOUT};
use crate::words::Phrase;
use domain::contribution::Channel;
use domain::journey::{self, Fault, Page};
use domain::text::{Called, Slug};
use leptos::prelude::*;

const TITLE: Phrase = phrase!("Check your answers before you send them");
const SHARE_TITLE: Phrase = phrase!("Check your answers before you share them");

/// Check your answers.
#[component]
pub(super) fn Check(writing: Writing, view: View) -> impl IntoView {
    let slug = writing.card.slug.clone();
    let colleague = writing.draft.colleague().is_some();
    let faults = match colleague {
        true => journey::faults(&writing.content, &writing.draft),
        false => journey::submit(&writing.content, &writing.draft, Channel::Web)
            .err()
            .unwrap_or_default(),
    };
    let title = if colleague { SHARE_TITLE } else { TITLE };
    let unshared =
        (!writing.unshared.is_empty()).then(|| ("#without".to_owned(), SAY_WITHOUT.say()));
    let errors: Vec<_> = if view.checked {
        let faults = faults.iter().map(|f| summary_line(&writing, f));
        faults.chain(unshared).collect()
    } else {
        Vec::new()
    };
    let wrong = !errors.is_empty();
    let pages = journey::pages(&writing.content, &writing.draft);
    let rows = pages
        .iter()
        .flat_map(|page| rows_of(&writing, page, &faults))
        .collect_view();
    let comments = (!writing.comments.is_empty())
        .then(|| view! { <Comments writing=writing.clone() faults=faults.clone()/> });
    let begun = (!writing.begun.is_empty())
        .then(|| view! { <Begun slug=slug.clone() lines=writing.begun.clone() from="check"/> });
    let back = journey::back(&writing.content, &writing.draft, &Page::Check)
        .map_or_else(|| writing.start(), |page| writing.page(&page));
    let last = match (colleague, &writing.walk) {
        (true, _) => view! { <Sharing slug=slug.clone()/> }.into_any(),
        (false, Some(walk)) => view! { <Walked key=walk.key.clone()/> }.into_any(),
        (false, None) => {
            view! { <Sending writing=writing.clone() checked=view.checked/> }.into_any()
        }
    };
    let easy = easy_read(&writing).is_some();
    let lead = easy.then(|| ideas(&text::CHECK));
    let leave = match easy {
        _ if writing.walk.is_some() => ().into_any(),
        true => view! { <p><a class="btn btn-secondary" href=routes::stop(&slug)><Picture name="stop"/>{stop::TITLE}</a></p> }
            .into_any(),
        false => view! {
            <form method="post" action=routes::save(&slug)>
                <p><button class="btn-link" type="submit">{SAVE}</button></p>
            </form>
        }
        .into_any(),
    };
    view! {
        <PublicPage title error=wrong back>
            <ErrorSummary errors/>
            <Progress writing=writing.clone() page=Page::Check/>
            <div class=easy_read(&writing)>
                {easy.then(|| view! { <Listen of="read-answers".to_owned() what=title.say()/> })}
                <div id="read-answers">
                    <h1>{title}</h1>
                    {lead}
                    {writing.changes.is_some().then(|| view! { <div class="notice"><p>{CHANGING}</p></div> })}
                    <dl class="summary-list">{rows}</dl>
                </div>
                {comments}
                {begun}
                {writing.walk.is_none().then(|| copies(&slug, writing.may_come_back(), easy))}
                {last}
                {leave}
            </div>
        </PublicPage>
    }
}

/// Whether it can be changed after sending, in words.
fn after_sending(writing: &Writing) -> Phrase {
    match (writing.changeable, writing.coded) {
        (false, _) => FINAL,
        (true, false) => FINAL_WITHOUT_CODE,
        (true, true) => CHANGE_WITH_CODE,
    }
}

fn copies(slug: &Slug, may_come_back: bool, easy: bool) -> impl IntoView + use<> {
    view! {
        <h2>{phrase!("Keep a copy")}</h2>
        {(!may_come_back).then(|| view! { <Told easy picture="save" simply=COPY_FIRST full=COPY_FIRST/> })}
        <ul>
            <li><a href=routes::copy(slug)>{phrase!("Open a copy to print or keep")}</a></li>
            <li><a href=routes::copy_pdf(slug)>{phrase!("Open a copy as a PDF")}</a></li>
        </ul>
    }
}

#[component]
fn Sending(
    writing: Writing,
    /// Whether it was tried.
    checked: bool,
) -> impl IntoView {
    let slug = &writing.card.slug;
    let team = writing.draft.leads().then(|| {
        view! {
            <div class="notice notice-warning">
                <p>{BEFORE_SENDING}</p>
                <p><a href=routes::team(slug)>{phrase!("Look at what your team shared")}</a></p>
            </div>
        }
    });
    let without = (!writing.unshared.is_empty()).then(|| {
        let names: Vec<&str> = writing.unshared.iter().map(Called::as_str).collect();
        let wrong = checked.then(|| view! { <p class="error-message" id="without-error"><span class="visually-hidden">{phrase!("Error:")}" "</span>{SAY_WITHOUT}</p> });
        view! {
            <div class="field">
                {wrong}
                <p id="without-hint">
                    {say!(
                        "These colleagues wrote something and do not share it with you: {names}. Ask them to share it first. If you send now, it is deleted.",
                        names = names.join(", ")
                    )}
                </p>
                <div class="checkbox">
                    <input type="checkbox" id="without" name="without" value="yes"
                        aria-describedby=if checked { "without-error without-hint" } else { "without-hint" }/>
                    <label for="without">{WITHOUT}</label>
                </div>
            </div>
        }
    });
    let full = after_sending(&writing);
    let after = match easy_read(&writing) {
        Some(_) => {
            let simply = if full == CHANGE_WITH_CODE {
                text::CHANGE_WITH_CODE
            } else {
                full
            };
            ideas(&[("write", simply), ("key", NUMBER)]).into_any()
        }
        None => view! { <p>{full}" "{NUMBER}</p> }.into_any(),
    };
    view! {
        <h2>{phrase!("Send your response")}</h2>
        {after}
        {(writing.changeable && !writing.coded).then(|| view! { <p><a href=routes::save(slug)>{GET_CODE}</a></p> })}
        {team}
        <form id="send" method="post" action=routes::send(slug)>
            <input type="hidden" name="submission-key" value=writing.submission_key.clone()/>
            {without}
            <Trap/>
            <button class="btn" type="submit">{phrase!("Send my response")}</button>
            <SendHelper/>
        </form>
    }
}

/// A colleague of a team does not send, but shares.
#[component]
fn Sharing(slug: Slug) -> impl IntoView {
    view! {
        <h2>{phrase!("Share with the lead")}</h2>
        <p>{phrase!("Your lead then sees what you wrote, and puts the answer together. You can still change it until your lead sends it.")}</p>
        <form method="post" action=routes::team_form(&slug, "share")>
            <input type="hidden" name="shared" value="yes"/>
            <button class="btn" type="submit">{phrase!("Share with the lead")}</button>
        </form>
        <p><a href=routes::team(&slug)>{phrase!("Your team")}</a></p>
    }
}

fn summary_line(writing: &Writing, fault: &Fault) -> (String, String) {
    let text = sentence(writing, fault);
    if fault.field == "answers" {
        let first = journey::pages(&writing.content, &writing.draft)
            .into_iter()
            .next();
        return (writing.page(&first.unwrap_or(Page::Check)), text);
    }
    if fault.page == Page::Check {
        return (format!("#{}", anchor(&fault.field)), text);
    }
    let page = writing.page(&fault.page);
    let href = format!("{page}?check=1&then=check#{}", fault.field);
    let question = writing
        .content
        .questions
        .iter()
        .find(|q| q.id.as_str() == fault.field);
    let named = question.map(|q| {
        q.words(&writing.draft.language, writing.draft.audience.as_ref())
            .title
    });
    (
        href,
        named.map_or(text.clone(), |title| format!("{title} – {text}")),
    )
}

/// A comment's fault names its clause with characters that an id should not have.
fn anchor(field: &str) -> String {
    field.replace([':', '/'], "-")
}

fn rows_of(writing: &Writing, page: &Page, faults: &[Fault]) -> Vec<AnyView> {
    let wrong = |field: &str| {
        let fault = faults.iter().find(|f| f.field == field);
        fault.map(|f| sentence(writing, f))
    };
    let row_of = |said: Said| {
        let address = writing.page(page);
        let change = format!("{address}?then=check#{}", said.field);
        let mut error = wrong(&said.field);
        // Whatever is wrong there, it is one answer.
        if matches!(page, Page::School | Page::Allowed) {
            let here = faults.iter().find(|fault| &fault.page == page);
            error = error.or_else(|| here.map(|fault| sentence(writing, fault)));
        }
        let picture = picture_of(writing, &said.field);
        row((picture, said.question), said.lines, error, change)
    };
    said::on_page(writing, page)
        .into_iter()
        .map(row_of)
        .collect()
}

/// The picture beside a question in easy words; empty for none.
fn picture_of(writing: &Writing, field: &str) -> String {
    let mut questions = writing.content.questions.iter();
    let found = questions.find(|q| q.id.as_str() == field);
    let found = found.filter(|_| easy_read(writing).is_some());
    found.map_or_else(String::new, |question| {
        let (language, audience) = (&writing.draft.language, writing.draft.audience.as_ref());
        question.words(language, audience).picture
    })
}

fn row(
    (picture, question): (String, String),
    lines: Vec<String>,
    error: Option<String>,
    change: String,
) -> AnyView {
    let answer = if lines.is_empty() {
        view! { <p class="meta">{phrase!("Not answered")}</p> }.into_any()
    } else {
        lines
            .into_iter()
            .map(|line| view! { <p class="as-typed">{line}</p> })
            .collect_view()
            .into_any()
    };
    let error = error.map(|sentence| view! { <p class="error-message">{sentence}</p> });
    view! {
        <div>
            <dt><Picture name=picture/>{question.clone()}</dt>
            <dd>{error}{answer}</dd>
            <dd class="actions"><a href=change>{phrase!("Change")}<span class="visually-hidden">{format!(": {question}")}</span></a></dd>
        </div>
    }
    .into_any()
}

#[component]
fn Comments(writing: Writing, faults: Vec<Fault>) -> impl IntoView {
    let rows = writing
        .comments
        .iter()
        .map(|line| {
            let field = format!("comment:{}/{}", line.comment.document, line.comment.clause);
            let fault = faults.iter().find(|f| f.field == field);
            comment(
                &writing,
                line,
                anchor(&field),
                fault.map(|f| sentence(&writing, f)),
            )
        })
        .collect_view();
    view! {
        <h2>{phrase!("Your comments on the documents")}</h2>
        <dl class="summary-list">{rows}</dl>
    }
}

fn comment(
    writing: &Writing,
    line: &CommentLine,
    id: String,
    error: Option<String>,
) -> impl IntoView + use<> {
    let slug = &writing.card.slug;
    let said = &line.comment;
    let stance = stance(said.stance);
    let typed = |text: &str, shown: fn(&str) -> String| {
        (!text.trim().is_empty()).then(|| view! { <p class="as-typed">{shown(text)}</p> })
    };
    let place = line.place.clone();
    view! {
        <div id=id.clone()>
            <dt>{marked(place.clone(), &line.language)}</dt>
            <dd>
                {message(&id, error)}
                <p>{stance}</p>
                {typed(&said.text, str::to_owned)}
                {typed(&said.suggestion, rather)}
            </dd>
            <dd class="actions">
                <a href=routes::comment(slug, &said.document, &said.clause)>
                    {phrase!("Change")}<span class="visually-hidden">{say!(" your comment on {place}", place = place)}</span>
                </a>
                <form method="post" action=routes::comment(slug, &said.document, &said.clause)>
                    <input type="hidden" name="from" value="check"/>
                    <button class="btn-link" type="submit" name="remove" value="yes">
                        {phrase!("Remove")}<span class="visually-hidden">{say!(" your comment on {place}", place = place)}</span>
                    </button>
                </form>
            </dd>
        </div>
    }
}
