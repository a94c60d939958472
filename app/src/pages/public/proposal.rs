//! A proposal: what, why, who is affected, and how to answer.

use super::other_ways::OtherWays;
use super::reading::{EasyRead, Reading, dir};
use crate::api::{ConsultationCard, DocumentCard, Proposal, backend};
use crate::components::easy_read::EasyWords;
use crate::components::layout::{InEnglish, MachineMade, PublicPage};
use crate::components::loaded::loaded;
use crate::components::markdown::Markdown;
use crate::components::picture::{PicturesSwitch, ideas};
use crate::components::title::marked;
use crate::islands::Listen;
use crate::pages::params::param;
use crate::routes;
use crate::text::respond::START_EASY;
use crate::text::{dates, public};
use crate::visit::visit;
use crate::words::is_fallback;
use domain::consultation::Stage;
use domain::content::Section;
use domain::text::{AudienceId, Language, Slug};
use jiff::civil::DateTime;
use leptos::prelude::*;

/// One consultation.
#[component]
pub fn ProposalPage() -> impl IntoView {
    let (backend, caller, reading) = (backend(), visit().caller, Reading::of_page());
    let slug = param::<Slug>("slug");
    loaded(
        async move { backend.proposal(&caller, &slug?).await },
        move |proposal| shown(proposal, reading),
    )
}

fn shown(proposal: Proposal, reading: Reading) -> impl IntoView {
    let Proposal {
        card,
        content,
        documents,
        amendments,
        changeable,
        ..
    } = proposal;
    let (title, summary, lang) = reading.words(&content.wording).map_or_else(
        || (card.title.clone(), card.summary.clone(), None),
        |(words, lang)| (words.title, words.summary, lang),
    );
    let easy = content
        .audiences
        .iter()
        .find(|a| a.easy_read)
        .map(|a| a.id.clone());
    let path = routes::consultation(&card.slug);
    // Whoever reads easy words goes on in easy words.
    let simply = easy.clone().filter(|audience| reading.is(audience));
    let answer = match &simply {
        Some(audience) => routes::respond_easy(&card.slug, audience),
        None => routes::respond(&card.slug),
    };
    let is_easy = easy.as_ref().is_some_and(|audience| reading.is(audience));
    // Easy reading is short: what has no easy words is in the full version, which is a link away.
    let mut shown = content.sections.clone();
    shown.retain(|section| !is_easy || reading.has_own(&section.wording));
    let mut languages = shown
        .iter()
        .map(|section| reading.language_of(&section.wording));
    let fallen = languages.any(|language| is_fallback(&language))
        || is_fallback(&reading.language_of(&content.wording));
    let unchecked = shown
        .iter()
        .any(|section| reading.unchecked(&section.wording))
        || documents
            .iter()
            .any(|document| reading.unchecked(&document.wording))
        || reading.unchecked(&content.wording);
    let sections = shown.iter().map(|section| {
        let section = section.clone();
        view! { <SectionShown section reading=reading.clone() easy=is_easy/> }
    });
    let sections = sections.collect_view();
    let full = routes::consultation(&card.slug);
    // A form is for as long as it can be sent back.
    let forms = (card.takes_responses || card.opens_later)
        .then(|| (card.slug.clone(), content.audiences.clone()));
    let (word, class) = public::status(&card);
    let contents = contents(&shown, !documents.is_empty(), &reading);
    view! {
        <PublicPage title=title.clone() back=routes::consultations()>
            <p><strong class=format!("tag tag-{class}")>{word}</strong></p>
            <h1 lang=lang.clone() dir=dir(lang.as_ref())>{title}</h1>
            <p class="lead" lang=lang.clone() dir=dir(lang.as_ref())>{summary}</p>
            {fallen.then(|| view! { <InEnglish language=Language::english() part=false/> })}
            {unchecked.then(|| view! { <MachineMade part=false/> })}
            <EasyRead path easy reading=reading.clone()/>
            {is_easy.then(|| view! { <PicturesSwitch/> })}
            <Amendments amendments card=card.clone() changeable/>
            <Answering card=card.clone() documents=documents.clone() easy=simply.clone()/>
            {contents}
            <div class=is_easy.then_some("easy-read")>
                {sections}
                {is_easy.then(|| view! { <p><a href=full>{public::MORE_IN_FULL}</a></p> })}
            </div>
            <Documents card=card.clone() documents reading/>
            <OtherWays of=forms/>
            {card.takes_responses.then(|| view! { <p><a class="btn" href=answer>{phrase!("Answer the questions")}</a></p> })}
        </PublicPage>
    }
}

/// Links to the headings of the page.
fn contents(sections: &[Section], documents: bool, reading: &Reading) -> impl IntoView + use<> {
    let mut links: Vec<(String, String)> = sections
        .iter()
        .filter_map(|section| {
            let (words, _) = reading.words(&section.wording)?;
            Some((section.id.to_string(), words.heading))
        })
        .collect();
    links.extend(documents.then(|| ("documents".to_owned(), say!("The documents"))));
    links.push(("other-ways".to_owned(), say!("How to answer another way")));
    let item =
        |(id, heading): (String, String)| view! { <li><a href=format!("#{id}")>{heading}</a></li> };
    view! {
        <nav class="contents" aria-labelledby="contents">
            <h2 id="contents">{phrase!("On this page")}</h2>
            <ul>{links.into_iter().map(item).collect_view()}</ul>
        </nav>
    }
}

#[component]
fn SectionShown(section: Section, reading: Reading, easy: bool) -> impl IntoView {
    let class = if section.is_rights_notice() {
        "notice"
    } else {
        "section"
    };
    reading.words(&section.wording).map(|(words, lang)| {
        let id = section.id.to_string();
        let heading = words.heading;
        view! {
            <section class=class lang=lang.clone() dir=dir(lang.as_ref()) aria-labelledby=id.clone()>
                <h2 id=id.clone()>{heading.clone()}</h2>
                {match easy {
                    true => view! {
                        <Listen of=format!("read-{id}") what=heading/>
                        <div id=format!("read-{id}")><EasyWords text=words.body/></div>
                    }
                    .into_any(),
                    false => view! { <Markdown text=words.body/> }.into_any(),
                }}
            </section>
        }
    })
}

/// The way in, or why there is none.
#[component]
fn Answering(
    card: ConsultationCard,
    documents: Vec<DocumentCard>,
    /// Who reads easy words, where the page is in them.
    easy: Option<AudienceId>,
) -> impl IntoView {
    let when =
        public::when(&card).map(|when| view! { <p class="meta"><strong>{when}</strong></p> });
    let first = documents.first().map(|document| document.slug.clone());
    let body = match (card.takes_responses, card.opens_later, card.stage) {
        (true, ..) if easy.is_some() => {
            let href = easy.map(|audience| routes::respond_easy(&card.slug, &audience));
            view! {
                <div class="easy-read">{ideas(&START_EASY)}</div>
                <p><a class="btn btn-start" href=href>{phrase!("Answer the questions")}</a></p>
            }
            .into_any()
        }
        (true, ..) => view! {
            <p>{phrase!("You do not need an account. You can leave out any question.")}" " {public::NO_EFFECT}</p>
            <p><a class="btn btn-start" href=routes::respond(&card.slug)>{phrase!("Answer the questions")}</a></p>
            {first.map(|document| view! {
                <p>
                    {rich!(
                        "Do you only want to say something about one part of the plans? You can <a>comment on single clauses</a>.",
                        <a> = {
                            let href = routes::document(&card.slug, &document);
                            |text| view! { <a href=href>{text}</a> }
                        },
                    )}
                </p>
            })}
        }
        .into_any(),
        (false, true, _) => view! {
            <p>{phrase!("You can read about it now. You can answer once it is open.")}</p>
        }
        .into_any(),
        (false, false, stage) => view! {
            <p>{public::after_closing(stage)}</p>
            {match stage {
                Stage::Decided => view! {
                    <p><a class="btn" href=routes::outcome(&card.slug)>{phrase!("You said, we did: read the outcome")}</a></p>
                }
                .into_any(),
                _ => view! { <p><a href=routes::outcome(&card.slug)>{phrase!("What happens next")}</a></p> }.into_any(),
            }}
        }
        .into_any(),
    };
    view! { <div class="inset">{when}{body}</div> }
}

/// What was changed since opening, so that nobody answers an old question unawares.
#[component]
fn Amendments(
    amendments: Vec<(DateTime, String)>,
    card: ConsultationCard,
    changeable: bool,
) -> impl IntoView {
    (!amendments.is_empty()).then(|| {
        // Whoever answers a second time would be counted twice until somebody notices.
        let otherwise = card.takes_responses.then(|| match changeable {
            true => view! {
                <p>
                    {phrase!("Did the change make you think again? Use your code to change your answer.")}" "
                    <a href=routes::come_back(&card.slug)>{phrase!("Carry on with your code")}</a>
                </p>
            }
            .into_any(),
            false => view! { <p>{phrase!("Did the change make you think again? Call us, and have your reference number ready.")}</p> }
                .into_any(),
        });
        let item = |(at, why): (DateTime, String)| {
            view! { <li><strong>{dates::date(at.date())}</strong> ": " {marked(why, &Language::english())}</li> }
        };
        view! {
            <section class="notice" aria-labelledby="amendments">
                <h2 id="amendments">{phrase!("We changed this consultation after it opened")}</h2>
                <ul>{amendments.into_iter().map(item).collect_view()}</ul>
                <p>{phrase!("If you answered before a change, your answer still counts. You do not need to answer again.")}</p>
                {otherwise}
            </section>
        }
    })
}

#[component]
fn Documents(
    card: ConsultationCard,
    documents: Vec<DocumentCard>,
    reading: Reading,
) -> impl IntoView {
    (!documents.is_empty()).then(|| {
        let item = |document: DocumentCard| {
            let (title, summary, lang) = reading.words(&document.wording).map_or_else(
                || (document.slug.to_string(), String::new(), None),
                |(words, lang)| (words.title, words.summary, lang),
            );
            let href = reading.keep(routes::document(&card.slug, &document.slug));
            view! {
                <li class="card" lang=lang.clone() dir=dir(lang.as_ref())>
                    <h3><a href=href>{title}</a></h3>
                    <p>{summary}</p>
                    <p class="meta">
                        {marked(document.label.clone(), &Language::english())} ", "
                        {counted!(u64::from(document.clauses), "{n} clause", "{n} clauses")}
                    </p>
                </li>
            }
        };
        view! {
            <section aria-labelledby="documents">
                <h2 id="documents">{phrase!("The documents")}</h2>
                <ul class="cards">{documents.into_iter().map(item).collect_view()}</ul>
            </section>
        }
    })
}
