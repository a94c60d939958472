//! Audiences, sections and questions in order, each with what matters at a glance.

use crate::api::Working;
use crate::components::officer::Csrf;
use crate::routes;
use crate::text::build as text;
use crate::text::routing::{Telling, in_order};
use domain::content::{Content, Piece, Place, kind_name, texts};
use domain::question::Question;
use domain::readability::Reading;
use domain::text::{AudienceId, Language, Slug};
use leptos::prelude::*;
use std::collections::BTreeMap;

/// Who is asked.
#[component]
pub(super) fn Audiences(slug: Slug, content: Content, mine: bool) -> impl IntoView {
    let (all, last) = (content.audiences.clone(), content.audiences.len());
    let rows = all.into_iter().enumerate().map(|(at, audience)| {
        let piece = Piece::Audience(audience.id.clone());
        let anchor = routes::piece_anchor(&piece);
        let name = text::audience(&audience.id, &content);
        let asked = content
            .questions
            .iter()
            .filter(|q| q.asks(&audience.id) && q.takes_answer());
        let asked = u64::try_from(asked.count()).unwrap_or_default();
        let note = domain::plain::counted(asked, "question", "questions");
        let easy = audience
            .easy_read
            .then(|| view! { <span class="tag">"Easy read"</span> });
        view! {
            <li class="built" id=anchor>
                <div>
                    <a href=routes::build_piece(&slug, &piece)>{name.clone()}</a>" "{easy}
                    <p class="meta">{note}</p>
                    <Readings content=content.clone() piece=piece.clone()/>
                </div>
                {mine.then(|| view! { <MoveButtons slug=slug.clone() piece name at last/> })}
            </li>
        }
    });
    view! {
        <section aria-labelledby="audiences">
            <h2 id="audiences">"Who is asked"</h2>
            <ol class="built-list">{rows.collect_view()}</ol>
            {mine.then(|| view! { <p><a class="btn btn-secondary" href=routes::build_add(&slug, "audience")>"Add an audience"</a></p> })}
        </section>
    }
    .into_any()
}

/// The proposal.
#[component]
pub(super) fn Sections(slug: Slug, content: Content, mine: bool) -> impl IntoView {
    let (all, last) = (content.sections.clone(), content.sections.len());
    let rows = all.into_iter().enumerate().map(|(at, section)| {
        let piece = Piece::Section(section.id.clone());
        let anchor = routes::piece_anchor(&piece);
        let words = section.wording.pick(&Language::english(), None);
        let heading = words.map_or(section.id.to_string(), |picked| picked.words.heading.clone());
        let own = section.wording.0.iter().filter_map(|w| w.audience.clone()).collect();
        view! {
            <li class="built" id=anchor>
                <div>
                    <a href=routes::build_piece(&slug, &piece)>{heading.clone()}</a>
                    <OwnWords own content=content.clone()/>
                    <Readings content=content.clone() piece=piece.clone()/>
                </div>
                {mine.then(|| view! { <MoveButtons slug=slug.clone() piece name=heading at last/> })}
            </li>
        }
    });
    view! {
        <section aria-labelledby="sections">
            <h2 id="sections">"The proposal"</h2>
            <ol class="built-list">{rows.collect_view()}</ol>
            {mine.then(|| view! { <p><a class="btn btn-secondary" href=routes::build_add(&slug, "section")>"Add a section"</a></p> })}
        </section>
    }
    .into_any()
}

/// What is consulted on, clause by clause.
#[component]
pub(super) fn Documents(slug: Slug, working: Working) -> impl IntoView {
    let (last, all) = (working.content.documents.len(), working.content.documents);
    let fixed = working.published.is_some();
    let mine = working.may_edit && !fixed;
    if last == 0 && !mine {
        return ().into_any();
    }
    let of = slug.clone();
    let rows = all.into_iter().enumerate().map(move |(at, document)| {
        let (slug, piece) = (of.clone(), Piece::Document(document.id.clone()));
        let anchor = routes::piece_anchor(&piece);
        let words = document.wording.pick(&Language::english(), None);
        let title = words.map_or(document.id.to_string(), |picked| picked.words.title.clone());
        let count = u64::try_from(document.clauses.len()).unwrap_or_default();
        view! {
            <li class="built" id=anchor>
                <div>
                    <a href=routes::build_piece(&slug, &piece)>{title.clone()}</a>
                    <p class="meta">{domain::plain::counted(count, "clause", "clauses")}</p>
                </div>
                {mine.then(|| view! { <MoveButtons slug piece name=title at last/> })}
            </li>
        }
    });
    let rows = (last > 0).then(|| view! { <ol class="built-list">{rows.collect_view()}</ol> });
    let about = match (fixed, last) {
        (true, _) => Some(
            "As the consultation was opened with them. Their clauses change by a decision now.",
        ),
        (false, 0) => {
            Some("None. Add one where people are to comment on a draft, clause by clause.")
        }
        (false, _) => None,
    };
    view! {
        <section aria-labelledby="documents">
            <h2 id="documents">"The documents"</h2>
            {about.map(|about| view! { <p class="meta">{about}</p> })}
            {rows}
            {mine.then(|| view! { <p><a class="btn btn-secondary" href=routes::build_add(&slug, "document")>"Add a document"</a></p> })}
        </section>
    }
    .into_any()
}

/// What is asked.
#[component]
pub(super) fn Questions(slug: Slug, content: Content, mine: bool) -> impl IntoView {
    let (all, last) = (content.questions.clone(), content.questions.len());
    let names = in_order(&content.questions);
    let rows = all.into_iter().enumerate().map(|(at, question)| {
        let piece = Piece::Question(question.id.clone());
        let anchor = routes::piece_anchor(&piece);
        let name = format!("question {}", at + 1);
        let further = format!("{}#place", routes::build_piece(&slug, &piece));
        view! {
            <li class="built" id=anchor>
                <QuestionLine slug=slug.clone() question at content=content.clone() names=names.clone()/>
                {mine.then(|| view! { <MoveButtons slug=slug.clone() piece name at last further/> })}
            </li>
        }
    });
    view! {
        <section aria-labelledby="questions">
            <h2 id="questions">"The questions"</h2>
            <ol class="built-list">{rows.collect_view()}</ol>
            {mine.then(|| view! {
                <p class="buttons">
                    <a class="btn btn-secondary" href=routes::build_add(&slug, "question")>"Add a question"</a>
                    " "
                    <a class="btn btn-secondary" href=routes::build_add(&slug, "grid")>"Add a grid"</a>
                    " "
                    <a class="btn btn-secondary" href=routes::build_form(&slug, "library")>"Add from the library"</a>
                </p>
            })}
        </section>
    }
    .into_any()
}

#[component]
fn QuestionLine(
    slug: Slug,
    question: Question,
    at: usize,
    content: Content,
    names: BTreeMap<domain::text::QuestionId, String>,
) -> impl IntoView {
    let english = Language::english();
    let piece = Piece::Question(question.id.clone());
    let title = question.words(&english, None).title;
    let telling = Telling {
        questions: &content.questions,
        language: &english,
        audience: None,
        names: &names,
    };
    let routing = telling
        .conditions(&question)
        .map(|when| format!("Only if {when}."));
    let mut about = vec![text::kind(kind_name(&question.kind)).to_owned()];
    about.extend(question.required.then(|| "must be answered".to_owned()));
    about.extend(
        question
            .follows
            .as_ref()
            .map(|first| match names.get(first) {
                Some(name) => format!("on the page of {name}"),
                None => format!("on the page of {first}"),
            }),
    );
    about.extend(
        question
            .cut
            .as_ref()
            .map(|cut| format!("reports are cut by it as {cut}")),
    );
    about.extend(question.is_exit().then(|| "the form ends here".to_owned()));
    let asked = match question.audiences.is_empty() {
        true => view! { <span class="tag">"Everybody"</span> }.into_any(),
        false => {
            let tags = question.audiences.iter().map(|a| {
                view! { <span class="tag">{text::audience(a, &content)}</span>" " }
            });
            tags.collect_view().into_any()
        }
    };
    let own = question
        .wording
        .0
        .iter()
        .filter_map(|w| w.audience.clone())
        .collect();
    view! {
        <div>
            <a href=routes::build_piece(&slug, &piece)><strong>{format!("{}.", at + 1)}</strong>" "{title}</a>
            <p class="meta">{about.join(", ")}</p>
            {routing.map(|routing| view! { <p>{routing}</p> })}
            <p class="tags">"Asked of: "{asked}</p>
            <OwnWords own content=content.clone()/>
            <Readings content piece/>
        </div>
    }
    .into_any()
}

/// Which audiences have words of their own.
#[component]
pub(super) fn OwnWords(own: Vec<AudienceId>, content: Content) -> impl IntoView {
    (!own.is_empty()).then(|| {
        let names: Vec<String> = own.iter().map(|a| format!("“{}”", text::audience(a, &content))).collect();
        view! { <p class="meta">{format!("In words of their own: {}", domain::plain::list(&names))}</p> }
    })
    .into_any()
}

/// How hard each audience's words of a piece are to read; only what is worth a look.
#[component]
pub(super) fn Readings(content: Content, piece: Piece) -> impl IntoView {
    let english = Language::english();
    let mut of: BTreeMap<Option<AudienceId>, Vec<&str>> = BTreeMap::new();
    let all = texts(&content);
    let here = |(place, _): &&(Place, &str)| place.piece == piece && place.language == english;
    for (place, text) in all.iter().filter(here) {
        of.entry(place.audience.clone()).or_default().push(text);
    }
    let lines = of.into_iter().filter_map(|(audience, read)| {
        let reading = Reading::of(&read)?;
        let easy = text::is_easy(audience.as_ref(), &content);
        let worth = text::is_worth_a_look(&reading, easy);
        let whom = text::whom(audience.as_ref(), &content);
        worth.then(|| view! { <li>{format!("{whom}: {}", text::reading(&reading, easy))}</li> })
    });
    let lines: Vec<_> = lines.collect();
    (!lines.is_empty())
        .then(|| {
            view! {
                <details class="details readings">
                    <summary>"How hard it is to read"</summary>
                    <ul>{lines}</ul>
                </details>
            }
        })
        .into_any()
}

/// One place up or down.
#[component]
pub(super) fn MoveButtons(
    slug: Slug,
    piece: Piece,
    name: String,
    at: usize,
    last: usize,
    /// Where it can be put anywhere.
    #[prop(optional)]
    further: String,
) -> impl IntoView {
    let further = (!further.is_empty()).then(|| {
        view! { <a href=further.clone()>"Move further"<span class="visually-hidden">{format!(": {name}")}</span></a> }
    });
    let button = |to: &'static str, text: &'static str| {
        view! {
            <button class="btn-link" type="submit" name="to" value=to>
                {text}<span class="visually-hidden">{format!(": {name}")}</span>
            </button>
        }
    };
    view! {
        <form class="move" method="post" action=routes::build_form(&slug, "move")>
            <Csrf/>
            <input type="hidden" name="piece" value=piece.to_string()/>
            {(at > 0).then(|| button("up", "Move up"))}
            {(at + 1 < last).then(|| button("down", "Move down"))}
            {further}
        </form>
    }
    .into_any()
}
