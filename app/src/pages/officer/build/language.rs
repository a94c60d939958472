//! One language: English left, translation right.

use super::super::slug;
use super::frame::{LookOnly, WrongForm};
use super::language_file::{Files, Preview};
use crate::api::{ApiError, State, TextLine, Translating, backend};
use crate::components::form::{TextArea, Typed};
use crate::components::layout::ErrorPage;
use crate::components::loaded::loaded;
use crate::components::officer::{Csrf, FieldProblem, OfficerPage, Tab};
use crate::pages::params::{param, query};
use crate::routes;
use crate::text::{dates, languages as text};
use crate::visit::{Retry, visit};
use domain::content::Piece;
use domain::language::{direction, english_name};
use domain::text::{Language, Slug};
use leptos::prelude::*;

/// Every text of the consultation, and what is to be done.
#[component]
pub fn LanguagePage() -> impl IntoView {
    let visit = visit();
    let (Some(slug), Ok(language)) = (slug(), param::<Language>("language")) else {
        return view! { <ErrorPage error=ApiError::NotFound/> }.into_any();
    };
    let (backend, of) = (backend(), slug.clone());
    let data = async move { backend.translating(&visit.caller, &of, &language).await };
    loaded(data, move |at| page(slug, at, visit.retry)).into_any()
}

/// Which texts are shown.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Show {
    All,
    Missing,
    Stale,
    Unread,
    /// What can still be translated after closing.
    Late,
}

impl Show {
    const ALL: [(Self, &'static str, &'static str); 5] = [
        (Self::All, "", "All texts"),
        (Self::Missing, "missing", "Not translated"),
        (Self::Stale, "stale", "English has changed"),
        (Self::Unread, "unread", "Not read by a speaker"),
        (Self::Late, "late", "New since closing"),
    ];

    fn of_page() -> Self {
        let asked = query::<String>("show").unwrap_or_default();
        let found = Self::ALL.iter().find(|(_, name, _)| *name == asked);
        found.map_or(Self::All, |(show, ..)| *show)
    }

    fn shows(self, text: &TextLine) -> bool {
        match self {
            Self::All => true,
            Self::Missing => text.state == State::Missing,
            Self::Stale => matches!(text.state, State::Stale(_)),
            Self::Unread => text.state == State::Done && !text.read,
            Self::Late => !text.fixed,
        }
    }
}

fn page(slug: Slug, at: Translating, retry: Option<Retry>) -> impl IntoView {
    let within = (slug.clone(), at.card.title.clone(), Tab::Build);
    let language = at.line.language.clone();
    let title = format!("Translation into {}", english_name(&language));
    let here = routes::build_language(&slug, &language);
    let wrong = retry.as_ref().is_some_and(|r| !r.errors.is_empty());
    let preview = Preview::of(retry.as_ref(), &here);
    let saved = query::<String>("saved").filter(|_| !wrong && preview.is_none()).map(|count| {
        view! { <div class="notice notice-success" role="status"><p>{text::saved(&count)}</p></div> }
    });
    let show = Show::of_page();
    let shown: Vec<TextLine> = at
        .texts
        .iter()
        .filter(|text| show.shows(text))
        .cloned()
        .collect();
    let offered = Show::ALL.into_iter();
    let offered = offered.filter(|(which, ..)| *which != Show::Late || at.closed);
    let filter = offered.map(|(which, name, label)| {
        let count = at.texts.iter().filter(|text| which.shows(text)).count();
        let href = if name.is_empty() {
            here.clone()
        } else {
            format!("{here}?show={name}")
        };
        let current = (which == show).then_some("page");
        view! { <li><a href=href aria-current=current>{format!("{label} ({count})")}</a></li> }
    });
    let late = (at.closed && at.may_edit).then(|| {
        view! {
            <p class="notice">
                "The consultation has closed. What people answered and commented on stays as they read it. You can translate "
                "what a document says only since then."
            </p>
        }
    });
    let body = match preview {
        Some(preview) => preview.show(&at, &here).into_any(),
        None => view! {
            <Readers at=at.clone() here=here.clone()/>
            <Files at=at.clone() here=here.clone() retry=retry.clone()/>
            <nav aria-label="Texts shown"><ul class="ways-on">{filter.collect_view()}</ul></nav>
            <Texts at=at.clone() here=here.clone() shown retry=retry.clone()/>
            <Steps at=at.clone() here=here.clone()/>
        }
        .into_any(),
    };
    view! {
        <OfficerPage title=title.clone() within error=wrong>
            <WrongForm retry/>
            {saved}
            <p><a class="back-link" href=routes::build_form(&slug, "languages")>"Languages"</a></p>
            <h1>{title}</h1>
            <p class="lead">{text::standing(&at.line)}</p>
            {(!at.may_edit).then(|| view! { <LookOnly closed=at.closed/> })}
            {late}
            {body}
        </OfficerPage>
    }
    .into_any()
}

/// Whether readers can choose it, and whether a speaker has read it.
#[component]
fn Readers(at: Translating, here: String) -> impl IntoView {
    let line = at.line.clone();
    let says = match line.offered {
        true => "Readers can choose this language.",
        false => "Readers do not see this language yet.",
    };
    let (value, button) = match line.offered {
        true => ("no", "Take it away from readers"),
        false => ("yes", "Let readers choose it"),
    };
    let offer = (at.may_edit && !at.closed).then(|| {
        view! {
            <form method="post" action=format!("{here}/offer")>
                <Csrf/>
                <button class="btn btn-secondary" type="submit" name="offered" value=value>{button}</button>
            </form>
        }
    });
    let read = line.checked.clone().map(|(name, when)| {
        view! { <p>{format!("Read by {name} at {}.", dates::moment(when))}</p> }
    });
    let unread =
        text::unread(&line).map(|text| view! { <p class="notice notice-warning">{text}</p> });
    let check = (at.may_edit && line.translated > 0).then(|| {
        view! {
            <details class="details">
                <summary>"A speaker of the language has read it"</summary>
                <form method="post" action=format!("{here}/read")>
                    <Csrf/>
                    <input type="hidden" name="newest" value=at.newest.to_string()/>
                    <div class="field">
                        <label for="speaker">"Who?"</label>
                        <p class="hint" id="speaker-hint">"A name or a role, such as “Community interpreter”. It counts for every text as it is now. A text that is changed later is to be read again."</p>
                        <input class="input" type="text" id="speaker" name="speaker" maxlength="100" autocomplete="off" aria-describedby="speaker-hint"/>
                    </div>
                    <button class="btn btn-secondary" type="submit">"Write that down"</button>
                </form>
            </details>
        }
    });
    view! {
        <section aria-labelledby="readers">
            <h2 id="readers">"Readers"</h2>
            <p>{says}</p>
            {offer}
            {read}
            {unread}
            {check}
        </section>
    }
    .into_any()
}

#[component]
fn Texts(
    at: Translating,
    here: String,
    shown: Vec<TextLine>,
    retry: Option<Retry>,
) -> impl IntoView {
    if shown.is_empty() {
        return view! { <p class="inset">"There is nothing here to do."</p> }.into_any();
    }
    let action = format!("{here}/save");
    let typed = Typed::of(retry.as_ref(), &action);
    let mut pieces: Vec<(Piece, Vec<TextLine>)> = Vec::new();
    for text in shown {
        match pieces.last_mut() {
            Some((piece, texts)) if piece == &text.key.piece => texts.push(text),
            _ => pieces.push((text.key.piece.clone(), vec![text])),
        }
    }
    let language = at.line.language.clone();
    let groups = pieces.into_iter().map(|(piece, texts)| {
        let id = format!("piece-{}", routes::piece_anchor(&piece));
        let heading = text::piece(&piece, &at.content, &at.documents);
        let rows = texts.into_iter().map(|text| row(&at, &language, text, &typed));
        let rows = rows.collect_view();
        view! { <section aria-labelledby=id.clone()><h3 id=id.clone()>{heading}</h3>{rows}</section> }
    });
    let groups = groups.collect_view();
    let form = match at.may_edit {
        true => view! {
            <form method="post" action=action novalidate>
                <Csrf/>
                <input type="hidden" name="newest" value=at.newest.to_string()/>
                <By typed=typed.clone()/>
                {groups}
                <button class="btn" type="submit">"Save the translations"</button>
            </form>
        }
        .into_any(),
        false => groups.into_any(),
    };
    view! { <section aria-labelledby="texts"><h2 id="texts">"Texts"</h2>{form}</section> }
        .into_any()
}

/// Who or what translated what is about to be saved.
#[component]
pub(super) fn By(typed: Typed) -> impl IntoView {
    let machine = typed.has("maker", "machine", false);
    view! {
        <fieldset class="field">
            <legend>"Who translated what you change here?"</legend>
            <div class="radios radios-inline">
                <div class="radio">
                    <input type="radio" id="maker" name="maker" value="person" checked=!machine/>
                    <label for="maker">"A person"</label>
                </div>
                <div class="radio">
                    <input type="radio" id="maker-machine" name="maker" value="machine" checked=machine/>
                    <label for="maker-machine">"A machine"</label>
                </div>
            </div>
        </fieldset>
        <div class="field">
            <label for="translator">"Their name, or the machine’s (optional)"</label>
            <FieldProblem retry=typed.retry() field="translator"/>
            <input class="input" type="text" id="translator" name="translator" value=typed.value("translator", "") autocomplete="off"/>
        </div>
    }
    .into_any()
}

fn row(
    at: &Translating,
    language: &Language,
    text: TextLine,
    typed: &Typed,
) -> impl IntoView + use<> {
    let name = text.key.to_string();
    let label = text::label(&text.key, &at.content);
    let state = text::state(&text).map(|says| view! { <p class="meta">{says}</p> });
    let before = match &text.state {
        State::Stale(before) => Some(view! {
            <details class="details"><summary>"What the English said before"</summary><p class="as-typed">{before.clone()}</p></details>
        }),
        _ => None,
    };
    let words = typed.value(&name, &text.words);
    let lines = u8::try_from(text.english.chars().count() / 45 + 1)
        .unwrap_or(20)
        .clamp(1, 20);
    let writable = at.may_edit && !text.fixed;
    let right = match writable {
        true => view! {
            <FieldProblem retry=typed.retry() field=name.clone()/>
            <TextArea
                name=name.clone() text=words rows=lines described_by=typed.described_by(&name, false) invalid=typed.wrong(&name)
                lang=language.to_string() dir=direction(language)
            />
        }
        .into_any(),
        false => view! { <p class="as-typed" lang=language.to_string() dir=direction(language)>{text.words.clone()}</p> }.into_any(),
    };
    let heading = match writable {
        true => view! { <label for=name.clone()>{label}</label> }.into_any(),
        false => view! { <p><strong>{label}</strong></p> }.into_any(),
    };
    view! {
        <div class="translation">
            <div class="translation-from"><p class="as-typed">{text.english.clone()}</p>{before}</div>
            <div class="translation-to field">{heading}{state}{right}</div>
        </div>
    }
}

/// Every time something was saved, and the way back.
#[component]
fn Steps(at: Translating, here: String) -> impl IntoView {
    if at.steps.is_empty() {
        return ().into_any();
    }
    let (newest, mine) = (at.newest, at.may_edit && !at.closed);
    let rows = at.steps.into_iter().map(|step| {
        let number = step.number.saturating_sub(1).to_string();
        let hidden = format!(": step {}", step.number);
        let back = mine.then(|| {
            view! {
                <form method="post" action=format!("{here}/back")>
                    <Csrf/>
                    <input type="hidden" name="newest" value=newest.to_string()/>
                    <input type="hidden" name="number" value=number/>
                    <button class="btn-link" type="submit">"Go back to before this"<span class="visually-hidden">{hidden}</span></button>
                </form>
            }
        });
        view! {
            <tr>
                <td>{dates::moment(step.at)}</td><td>{step.by}</td><td>{text::step(&step.what)}</td><td>{back}</td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    view! {
        <section>
            <h2>"What was saved"</h2>
            <div class="table-scroll" tabindex="0" role="region" aria-label="What was saved">
                <table>
                    <caption class="visually-hidden">"Newest first"</caption>
                    <thead><tr>
                        <th scope="col">"When"</th><th scope="col">"Who"</th><th scope="col">"What"</th><th scope="col">"Back"</th>
                    </tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}
