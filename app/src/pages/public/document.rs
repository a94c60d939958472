//! A document in numbered clauses, each with its own way to comment.

use super::reading::{EasyRead, Reading, with_query};
use crate::api::{
    ApiError, ChangeNote, Clause, ConsultationCard, DocumentPage as Document, backend,
};
use crate::components::layout::PublicPage;
use crate::components::loaded::loaded;
use crate::components::markdown::Markdown;
use crate::pages::params::{param, query};
use crate::routes;
use crate::text::{comments, public};
use crate::visit::visit;
use domain::contribution::ClauseComment;
use domain::document::ChangeKind;
use domain::journey::Page;
use domain::text::Slug;
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
        let mine = backend.my_comments(&caller, &slug).await?;
        let content = backend.proposal(&caller, &slug).await?.content;
        let easy = content.audiences.into_iter().find(|a| a.easy_read);
        Ok((page, mine, easy.map(|a| a.id)))
    };
    loaded(data, move |(page, mine, easy)| {
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
        shown(page, mine, saved, has_easy, reading)
    })
}

fn shown(
    page: Document,
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
        changes,
    } = page;
    let (title, summary) = reading.words(&document.wording).map_or_else(
        || (document.slug.to_string(), String::new()),
        |(words, _)| (words.title, words.summary),
    );
    let latest = versions.last().map(|(number, _)| *number);
    let commenting = card.takes_responses && latest == Some(document.version);
    let path = routes::document(&card.slug, &document.slug);
    let contents = clauses.iter().map(|clause| {
        let heading = heading(clause, &reading);
        view! { <li><a href=format!("#clause-{}", clause.slug)>{heading}</a></li> }
    });
    let contents = contents.collect_view();
    let saved =
        saved.and_then(|(what, key)| Some((what, clauses.iter().find(|c| c.slug == key)?.clone())));
    let earlier = latest.filter(|latest| *latest != document.version);
    let removed: Vec<ChangeNote> = changes
        .iter()
        .filter(|c| c.kind == ChangeKind::Removed)
        .cloned()
        .collect();
    let changed = !changes.is_empty();
    let shown = clauses.into_iter().map(|clause| {
        let comment = mine
            .iter()
            .find(|c| c.document == document.slug && c.clause == clause.slug);
        let change = changes.iter().find(|c| c.clause == clause.slug);
        view! {
            <ClauseShown
                card=card.clone()
                document=document.slug.clone()
                clause
                change=change.cloned()
                comment=comment.cloned()
                commenting
                reading=reading.clone()
            />
        }
    });
    let shown = shown.collect_view();
    view! {
        <PublicPage title=title.clone() back=reading.keep(routes::consultation(&card.slug))>
            {saved.map(|(what, clause)| view! { <Saved what clause/> })}
            <p class="caption">{card.title.clone()}</p>
            <h1>{title}</h1>
            <p class="lead">{summary}</p>
            <p class="meta">{document.label.clone()}</p>
            <EasyRead path=path.clone() easy reading=reading.clone()/>
            {earlier.map(|_| view! {
                <p class="notice">"This is an earlier version. " <a href=path.clone()>"Read the latest version"</a> "."</p>
            })}
            {changed.then(|| view! {
                <p class="notice">
                    "This version was changed because of what people told us. Each change is marked. "
                    <a href=routes::outcome(&card.slug)>"Read what people said and what was decided"</a> "."
                </p>
            })}
            <NotSent card=card.clone() count=mine.len()/>
            {commenting.then(|| view! {
                <p>
                    "You can comment on any clause. Choose the button under it. "
                    "You do not have to answer the other questions. " {public::NO_EFFECT}
                </p>
            })}
            <nav class="contents" aria-labelledby="contents">
                <h2 id="contents">"Clauses"</h2>
                <ul>{contents}</ul>
            </nav>
            {shown}
            {(!removed.is_empty()).then(|| view! { <Removed card=card.clone() removed/> })}
            <NotSent card=card.clone() count=mine.len()/>
            <Versions path versions current=document.version/>
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
    change: Option<ChangeNote>,
    comment: Option<ClauseComment>,
    commenting: bool,
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
    let outcome = routes::outcome_change(&card.slug, &clause.slug);
    let number = clause.number.clone();
    let button = commenting.then(|| {
        let verb = if comment.is_some() {
            "Change your comment on"
        } else {
            "Comment on"
        };
        view! {
            <p>
                <a class="btn btn-secondary" href=form>
                    {format!("{verb} clause {number}")}
                    <span class="visually-hidden">{format!(": {what}")}</span>
                </a>
            </p>
        }
    });
    view! {
        <section class="clause" id=id aria-labelledby=label lang=lang>
            <h2 id=heading_id>{heading}</h2>
            {change.map(|change| view! {
                <div class="inset">
                    <p><strong class="tag tag-changed">{kind(change.kind)}</strong> " " {change.summary}</p>
                    <p>
                        <a href=outcome>
                            "What people said"
                            <span class="visually-hidden">{format!(" about clause {}", clause.number)}</span>
                        </a>
                    </p>
                </div>
            })}
            <Markdown text=body/>
            {comment.map(|comment| view! {
                <p class="meta">
                    <strong class="tag tag-saved">"Your comment"</strong> " "
                    {comments::yours(comment.stance)} ". Not sent yet."
                </p>
            })}
            {button}
        </section>
    }
}

fn kind(kind: ChangeKind) -> &'static str {
    match kind {
        ChangeKind::Reworded => "Changed",
        ChangeKind::Added => "New",
        ChangeKind::Removed => "Taken out",
    }
}

/// What happened after the form came back.
#[component]
fn Saved(what: &'static str, clause: Clause) -> impl IntoView {
    let number = clause.number;
    let (done, next) = match what {
        "removed" => (format!("Your comment on clause {number} is removed."), ""),
        _ => (
            format!("Your comment on clause {number} is saved."),
            " It is not sent yet. ",
        ),
    };
    view! {
        <div class="notice notice-success" role="status">
            <p>
                <strong>{done}</strong> {next} " "
                <a href=format!("#clause-{}", clause.slug)>{format!("Go back to clause {number}")}</a>
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
                    {format!("Check and send your comments ({count})")}
                </a>
            </p>
        }
    })
}

#[component]
fn Removed(card: ConsultationCard, removed: Vec<ChangeNote>) -> impl IntoView {
    let item = move |change: ChangeNote| {
        let href = routes::outcome_change(&card.slug, &change.clause);
        view! { <li id=format!("clause-{}", change.clause)>{change.summary} " " <a href=href>"What people said"</a></li> }
    };
    view! {
        <section aria-labelledby="removed">
            <h2 id="removed">"Taken out of this version"</h2>
            <ul>{removed.into_iter().map(item).collect_view()}</ul>
        </section>
    }
}

#[component]
fn Versions(path: String, versions: Vec<(u32, String)>, current: u32) -> impl IntoView {
    (versions.len() > 1).then(|| {
        let item = move |(number, label): (u32, String)| {
            let name = format!("Version {number}: {label}");
            let href = with_query(path.clone(), &format!("version={number}"));
            if number == current {
                view! { <li>{name} " (you are reading this one)"</li> }.into_any()
            } else {
                view! { <li><a href=href>{name}</a></li> }.into_any()
            }
        };
        view! {
            <section aria-labelledby="versions">
                <h2 id="versions">"All versions of this document"</h2>
                <ul>{versions.into_iter().map(item).collect_view()}</ul>
            </section>
        }
    })
}
