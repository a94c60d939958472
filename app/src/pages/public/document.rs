//! A document in numbered clauses, each with its own way to comment.

use super::document_changes::{ChangeMark, Removed, Versions};
use super::reading::{EasyRead, Reading, dir};
use crate::api::{
    ApiError, Clause, ClauseTrace, ConsultationCard, DocumentPage as Document, backend,
};
use crate::components::easy_read::EasyWords;
use crate::components::layout::{InEnglish, MachineMade, PublicPage};
use crate::components::loaded::loaded;
use crate::components::markdown::Markdown;
use crate::components::picture::PicturesSwitch;
use crate::components::title::marked;
use crate::components::title::title_of;
use crate::pages::params::{param, query};
use crate::routes;
use crate::text::{comments, public};
use crate::visit::visit;
use crate::words::is_fallback;
use domain::contribution::ClauseComment;
use domain::document::ChangeKind;
use domain::journey::Page;
use domain::text::{Language, Slug};
use leptos::prelude::*;

/// One version of a document.
#[component]
pub fn DocumentPage() -> impl IntoView {
    let (backend, caller, reading) = (backend(), visit().caller, Reading::of_page());
    let place = param::<Slug>("slug").and_then(|slug| Ok((slug, param::<Slug>("document")?)));
    // A version that is not a number is no version at all.
    let version =
        query::<String>("version").map(|text| text.parse().map_err(|_| ApiError::NotFound));
    let saved = ["saved", "removed"]
        .into_iter()
        .find_map(|what| Some((what, query::<Slug>(what)?)));
    let data = async move {
        let (slug, document) = place?;
        let page = backend
            .document(&caller, &slug, &document, version.transpose()?)
            .await?;
        // Only a later version can have changed anything.
        let number = page.document.version;
        let traces = match page.versions.first() {
            Some((first, _)) if *first < number => {
                backend
                    .clause_traces(&caller, &slug, &document, number)
                    .await?
            }
            _ => Vec::new(),
        };
        let mine = backend.my_comments(&caller, &slug).await?;
        let content = backend.proposal(&caller, &slug).await?.content;
        let easy = content.audiences.into_iter().find(|a| a.easy_read);
        Ok((page, traces, mine, easy.map(|a| a.id)))
    };
    loaded(data, move |(page, traces, mine, easy)| {
        let has_easy = easy.filter(|audience| {
            let own = |clause: &Clause| {
                clause
                    .wording
                    .0
                    .iter()
                    .any(|w| w.audience.as_ref() == Some(audience))
            };
            page.clauses.iter().any(own)
        });
        shown(page, traces, mine, saved, has_easy, reading)
    })
}

fn shown(
    page: Document,
    traces: Vec<ClauseTrace>,
    mine: Vec<ClauseComment>,
    saved: Option<(&'static str, Slug)>,
    easy: Option<domain::text::AudienceId>,
    reading: Reading,
) -> impl IntoView {
    let Document {
        card,
        document,
        clauses,
        versions,
    } = page;
    let (title, summary, lang) = reading.words(&document.wording).map_or_else(
        || (document.slug.to_string(), String::new(), None),
        |(words, lang)| (words.title, words.summary, lang),
    );
    let mut languages = clauses
        .iter()
        .map(|clause| reading.language_of(&clause.wording));
    let fallen = languages.any(|language| is_fallback(&language));
    let unchecked = clauses
        .iter()
        .any(|clause| reading.unchecked(&clause.wording))
        || reading.unchecked(&document.wording);
    let latest = versions.last().map(|(number, _)| *number);
    let commenting = card.takes_responses && latest == Some(document.version);
    let path = routes::document(&card.slug, &document.slug);
    let is_easy = easy.as_ref().is_some_and(|audience| reading.is(audience));
    let contents = clauses.iter().map(|clause| {
        let heading = marked(
            heading(clause, &reading),
            &reading.language_of(&clause.wording),
        );
        view! { <li><a href=format!("#clause-{}", clause.slug)>{heading}</a></li> }
    });
    let contents = contents.collect_view();
    let saved =
        saved.and_then(|(what, key)| Some((what, clauses.iter().find(|c| c.slug == key)?.clone())));
    let earlier = latest.filter(|latest| *latest != document.version);
    let removed: Vec<ClauseTrace> = traces
        .iter()
        .filter(|trace| trace.kind == ChangeKind::Removed)
        .cloned()
        .collect();
    let changed = !traces.is_empty();
    let shown = clauses.into_iter().map(|clause| {
        let comment = mine
            .iter()
            .find(|c| c.document == document.slug && c.clause == clause.slug);
        let trace = traces.iter().find(|trace| trace.clause == clause.slug);
        view! {
            <ClauseShown
                card=card.clone()
                document=document.slug.clone()
                clause
                trace=trace.cloned()
                comment=comment.cloned()
                commenting
                easy=is_easy
                reading=reading.clone()
            />
        }
    });
    let shown = shown.collect_view();
    view! {
        <PublicPage title=title.clone() back=reading.keep(routes::consultation(&card.slug))>
            {saved.map(|(what, clause)| view! { <Saved what clause/> })}
            <p class="caption">{title_of(&card)}</p>
            <h1 lang=lang.clone() dir=dir(lang.as_ref())>{title}</h1>
            <p class="lead" lang=lang.clone() dir=dir(lang.as_ref())>{summary}</p>
            {fallen.then(|| view! { <InEnglish language=Language::english() part=false/> })}
            {unchecked.then(|| view! { <MachineMade part=false/> })}
            <p class="meta">{marked(document.label.clone(), &Language::english())}</p>
            <Versions path=path.clone() versions current=document.version/>
            <EasyRead path=path.clone() easy reading=reading.clone()/>
            {is_easy.then(|| view! { <PicturesSwitch/> })}
            {earlier.map(|_| view! {
                <p class="notice">{phrase!("This is an earlier version.")}" " <a href=path.clone()>{phrase!("Read the latest version")}</a>"."</p>
            })}
            {changed.then(|| view! {
                <p class="notice">
                    {phrase!("This version was changed because of what people told us. Each change is marked, with a link to their words.")}" "
                    <a href=routes::outcome(&card.slug)>{phrase!("Read what people said and what was decided")}</a> "."
                </p>
            })}
            <NotSent card=card.clone() count=mine.len()/>
            {commenting.then(|| view! {
                <p>
                    {phrase!("You can comment on any clause. Choose the button under it. You do not have to answer the other questions.")}" " {if is_easy { public::NO_EFFECT_EASY } else { public::NO_EFFECT }}
                </p>
            })}
            <nav class="contents" aria-labelledby="contents">
                <h2 id="contents">{phrase!("Clauses")}</h2>
                <ul>
                    {contents}
                    {(!removed.is_empty()).then(|| view! { <li><a href="#removed">{phrase!("Taken out of this version")}</a></li> })}
                </ul>
            </nav>
            <div class=is_easy.then_some("easy-read")>{shown}</div>
            {(!removed.is_empty()).then(|| view! {
                <Removed card=card.clone() document=(document.slug.clone(), document.version) removed/>
            })}
            <NotSent card=card.clone() count=mine.len()/>
        </PublicPage>
    }
}

/// `3.2 The value of each band`.
fn heading(clause: &Clause, reading: &Reading) -> String {
    let words = reading.words(&clause.wording);
    let heading = words.map(|(words, _)| words.heading);
    format!("{} {}", clause.number, heading.unwrap_or_default())
}

#[component]
fn ClauseShown(
    card: ConsultationCard,
    document: Slug,
    clause: Clause,
    trace: Option<ClauseTrace>,
    comment: Option<ClauseComment>,
    commenting: bool,
    easy: bool,
    reading: Reading,
) -> impl IntoView {
    let id = format!("clause-{}", clause.slug);
    let label = format!("{id}-heading");
    let heading_id = label.clone();
    let heading = heading(&clause, &reading);
    let (what, body, lang) = reading
        .words(&clause.wording)
        .map_or_else(Default::default, |(words, lang)| {
            (words.heading, words.body, lang)
        });
    let form = reading.keep(routes::comment(&card.slug, &document, &clause.slug));
    let number = clause.number.clone();
    let what = marked(what, &reading.language_of(&clause.wording));
    let button = commenting.then(|| {
        let says = match comment {
            Some(_) => say!("Change your comment on clause {number}", number = number),
            None => say!("Comment on clause {number}", number = number),
        };
        view! {
            <p>
                <a class="btn btn-secondary" href=form>
                    {says}
                    <span class="visually-hidden">": " {what}</span>
                </a>
            </p>
        }
    });
    view! {
        <section class="clause" id=id aria-labelledby=label>
            <h2 id=heading_id lang=lang.clone() dir=dir(lang.as_ref())>{heading}</h2>
            {trace.map(|trace| view! { <ChangeMark slug=card.slug.clone() trace number=clause.number.clone()/> })}
            <div lang=lang.clone() dir=dir(lang.as_ref())>
                {match easy {
                    true => view! { <EasyWords text=body/> }.into_any(),
                    false => view! { <Markdown text=body/> }.into_any(),
                }}
            </div>
            {comment.map(|comment| view! {
                <p class="meta">
                    <strong class="tag tag-saved">{phrase!("Your comment")}</strong> " "
                    {comments::yours(comment.stance)} ". " {phrase!("Not sent yet.")}
                </p>
            })}
            {button}
        </section>
    }
}

/// What happened after the form came back.
#[component]
fn Saved(what: &'static str, clause: Clause) -> impl IntoView {
    let number = clause.number;
    let (done, next) = match what {
        "removed" => (
            say!(
                "Your comment on clause {number} is removed.",
                number = number
            ),
            None,
        ),
        _ => (
            say!("Your comment on clause {number} is saved.", number = number),
            Some(phrase!("It is not sent yet.")),
        ),
    };
    view! {
        <div class="notice notice-success" role="status">
            <p>
                <strong>{done}</strong> " " {next.map(|next| view! { {next} " " })}
                <a href=format!("#clause-{}", clause.slug)>{say!("Go back to clause {number}", number = number)}</a>
            </p>
        </div>
    }
}

/// Comments that wait to be sent. Nothing that somebody wrote may be forgotten.
#[component]
fn NotSent(card: ConsultationCard, count: usize) -> impl IntoView {
    (count > 0).then(|| {
        view! {
            <p>
                <a class="btn" href=routes::respond_page(&card.slug, &Page::Check)>
                    {say!("Check and send your comments ({count})", count = count)}
                </a>
            </p>
        }
    })
}
