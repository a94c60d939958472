//! The working copy as an audience would meet it: for officers, and for reviewers who have a link.

use super::super::slug;
use super::frame::WrongForm;
use super::links::Links;
use crate::api::{ApiError, Preview, backend};
use crate::components::easy_read::EasyWords;
use crate::components::layout::{ErrorPage, PublicPage};
use crate::components::loaded::loaded;
use crate::components::markdown::Markdown;
use crate::components::officer::{Csrf, OfficerPage, Tab};
use crate::components::question::QuestionField;
use crate::pages::params::{param, query};
use crate::platform;
use crate::routes;
use crate::text::routing::{Telling, numbers};
use crate::text::{build as text, dates};
use crate::visit::visit;
use domain::consultation::Stage;
use domain::content::{Audience, ClauseText, Content, Section};
use domain::journey;
use domain::language::{direction, own_name};
use domain::plain::counted;
use domain::question::{Answer, Question};
use domain::text::{AudienceId, Language};
use leptos::prelude::*;

/// For officers: each audience, and the links for reviewers.
#[component]
pub fn PreviewPage() -> impl IntoView {
    let visit = visit();
    let Some(slug) = slug() else {
        return view! { <ErrorPage error=ApiError::NotFound/> }.into_any();
    };
    let chosen = Chosen::asked();
    let (backend, caller, of, retry) = (backend(), visit.caller, slug.clone(), visit.retry);
    let data = async move {
        let working = backend.working(&caller, &of).await?;
        let links = backend.preview_links(&caller, &of).await?;
        Ok((working, links, backend.preview(&caller, &of).await?))
    };
    loaded(data, move |(working, links, preview)| {
        let within = (slug.clone(), working.card.title.clone(), Tab::Build);
        let wrong = retry.as_ref().is_some_and(|r| !r.errors.is_empty());
        let page = routes::build_form(&slug, "preview");
        let within_slug = slug.clone();
        view! {
            <OfficerPage title="Preview" within error=wrong>
                <WrongForm retry=retry.clone()/>
                <p><a class="back-link" href=routes::build(&slug)>"Words and questions"</a></p>
                <h1>"Preview"</h1>
                <p class="lead">"As a reader would meet it. Nothing can be sent from here."</p>
                <Links slug working links retry/>
                <Shown preview page begin=routes::begin_walk(&within_slug) chosen/>
            </OfficerPage>
        }
    })
    .into_any()
}

/// For a reviewer without an account.
#[component]
pub fn ReviewPage() -> impl IntoView {
    platform::never_store();
    let Ok(token) = param::<String>("token") else {
        return view! { <ErrorPage error=ApiError::NotFound/> }.into_any();
    };
    let chosen = Chosen::asked();
    let (backend, page) = (backend(), routes::preview(&token));
    loaded(
        async move { backend.previewed(&token).await },
        move |preview| {
            let until = preview.until.map(|at| format!("This link works until {}. ", dates::moment(at)));
            let heading = match preview.card.stage {
                Stage::Draft => "Draft for comment – not open",
                _ => "Changes for comment – not published",
            };
            view! {
                <PublicPage title="Draft for comment">
                    <div class="notice notice-warning">
                        <h1>{heading}</h1>
                        <p>{until}"Please do not pass it on. Nothing can be sent from here: tell the person who gave you the link what you think."</p>
                    </div>
                    <Shown preview begin=routes::begin_walk_by_link(&page) page chosen/>
                </PublicPage>
            }
        },
    )
    .into_any()
}

/// What the address asks for.
#[derive(Clone)]
struct Chosen {
    audience: Option<AudienceId>,
    language: Option<String>,
    phone: bool,
}

impl Chosen {
    fn asked() -> Self {
        Self {
            audience: query("audience"),
            language: query("language"),
            phone: query::<String>("phone").is_some(),
        }
    }
}

/// The choice of a reader, a walk through the form as them, then all of it on one page.
#[component]
fn Shown(preview: Preview, page: String, begin: String, chosen: Chosen) -> impl IntoView {
    let content = preview.content.clone();
    let phone = chosen.phone;
    let known = |a: &&Audience| Some(&a.id) == chosen.audience.as_ref();
    let audience = content
        .audiences
        .iter()
        .find(known)
        .or_else(|| content.audiences.first());
    let Some(audience) = audience.cloned() else {
        return view! { <p>"Nobody is asked yet: add an audience."</p> }.into_any();
    };
    let asked = |l: &&Language| Some(l.as_str()) == chosen.language.as_deref();
    let language = preview.languages.iter().find(asked).cloned();
    let language = language.unwrap_or_else(Language::english);
    let link = |href: String, text: String, current: bool| {
        let current = current.then_some("true");
        view! { <li><a href=href aria-current=current>{text}</a></li> }
    };
    let to = |audience: &AudienceId, language: &Language, phone: bool| {
        routes::preview_of(&page, Some(audience), Some(language), phone)
    };
    let audiences = content.audiences.iter().map(|a| {
        let href = to(&a.id, &language, phone);
        link(href, text::audience(&a.id, &content), a.id == audience.id)
    });
    let audiences = audiences.collect_view();
    let languages = (preview.languages.len() > 1).then(|| {
        let links = preview
            .languages
            .iter()
            .map(|l| link(to(&audience.id, l, phone), own_name(l), *l == language));
        view! { <ul aria-label="Language">{links.collect_view()}</ul> }
    });
    let switch = to(&audience.id, &language, !phone);
    let paper = routes::preview_paper(&page, &audience.id, &language);
    let (label, frame) = match phone {
        true => ("As on a desk", "preview phone-frame"),
        false => ("As on a phone", "preview"),
    };
    let class = audience.easy_read.then_some("easy-read");
    let (lang, dir) = (language.to_string(), direction(&language));
    view! {
        <nav class="preview-for" aria-label="Whose preview">
            <ul aria-label="Reader">{audiences}</ul>
            {languages}
        </nav>
        <form method="post" action=begin class="card">
            <h2>"Try the form out"</h2>
            <p>"Page by page, as somebody who answers would meet it: with its routing, its messages and the page to check the answers. Nothing you write is stored."</p>
            <Csrf/>
            <input type="hidden" name="audience" value=audience.id.to_string()/>
            <input type="hidden" name="language" value=language.to_string()/>
            <button class="btn" type="submit">{format!("Try it as: {}", text::audience(&audience.id, &content))}</button>
        </form>
        <p><a href=paper>{format!("Paper form (PDF): {}", text::audience(&audience.id, &content))}</a></p>
        <h2>"All of it on one page"</h2>
        <p><a href=switch>{label}</a></p>
        <div class=frame lang=lang dir=dir>
            <div class=class>
                <Proposal preview=preview.clone() audience=audience.clone() language=language.clone()/>
                <Form content audience language/>
            </div>
        </div>
    }
    .into_any()
}

#[component]
fn Proposal(preview: Preview, audience: Audience, language: Language) -> impl IntoView {
    let Audience {
        id: audience,
        easy_read: easy,
        ..
    } = audience;
    let words = preview.content.wording.pick(&language, Some(&audience));
    let (title, summary) = words.map_or((String::new(), String::new()), |picked| {
        (picked.words.title.clone(), picked.words.summary.clone())
    });
    // As on the public page: what has no easy words is in the full version.
    let shown = |section: &&Section| !easy || section.wording.has_own(&audience);
    let all = preview.content.sections.len();
    let sections = preview.content.sections.iter().filter(shown);
    let left_out = all - sections.clone().count();
    let sections = sections.filter_map(|section| {
        let picked = section.wording.pick(&language, Some(&audience))?;
        let class = if section.is_rights_notice() {
            "notice"
        } else {
            "section"
        };
        Some(view! {
            <section class=class>
                <h4>{picked.words.heading.clone()}</h4>
                {prose(picked.words.body.clone(), easy, 5)}
            </section>
        })
    });
    let sections = sections.collect_view();
    let left_out = (left_out > 0).then(|| {
        let count = counted(
            left_out as u64,
            "section without easy words is",
            "sections without easy words are",
        );
        view! { <p class="notice">{format!("{count} in the full version only.")}</p> }
    });
    let documents = preview.documents.iter().filter_map(|document| {
        let picked = document.wording.pick(&language, Some(&audience))?;
        let clauses = clauses_shown(&document.clauses, (&audience, easy), &language);
        Some(view! {
            <details class="details">
                <summary>{picked.words.title.clone()}</summary>
                {clauses}
            </details>
        })
    });
    let documents: Vec<_> = documents.collect();
    let documents = (!documents.is_empty()).then(|| {
        view! {
            <h4>"The documents"</h4>
            <p>"Each clause can be commented on by itself."</p>
            {documents}
        }
    });
    view! {
        <h3>{title}</h3>
        <p class="lead">{summary}</p>
        {sections}
        {left_out}
        {documents}
    }
    .into_any()
}

/// A text of officers as it is read: in easy words with its pictures.
fn prose(text: String, easy: bool, top: u8) -> AnyView {
    match easy {
        true => view! { <EasyWords text top/> }.into_any(),
        false => view! { <Markdown text top/> }.into_any(),
    }
}

/// The clauses of a document in an audience's words.
fn clauses_shown(
    clauses: &[ClauseText],
    (audience, easy): (&AudienceId, bool),
    language: &Language,
) -> Vec<AnyView> {
    let shown = clauses.iter().filter_map(|clause| {
        let words = clause.wording.pick(language, Some(audience))?.words;
        let heading = format!("{} {}", clause.number, words.heading);
        let body = words.body.clone();
        Some(
            view! { <section class="section"><h5>{heading}</h5>{prose(body, easy, 6)}</section> }
                .into_any(),
        )
    });
    shown.collect()
}

/// Every page of the form in order, whatever the answers, with the routing in words.
#[component]
fn Form(content: Content, audience: Audience, language: Language) -> impl IntoView {
    let introduction = audience
        .wording
        .pick(&language, None)
        .map(|picked| picked.words.introduction.clone());
    let asked: Vec<Question> = journey::asked(&content, &audience.id)
        .into_iter()
        .cloned()
        .collect();
    let mut pages: Vec<Vec<Question>> = Vec::new();
    for question in asked {
        let first = question.follows.clone();
        let with = pages
            .iter_mut()
            .find(|page| Some(&page[0].id) == first.as_ref());
        match with {
            Some(page) => page.push(question),
            None => pages.push(vec![question]),
        }
    }
    let names = numbers(&content.questions, &audience.id);
    let count = pages.len();
    let pages = pages.into_iter().enumerate().map(|(at, page)| {
        let grid = page.len() > 1 && !page[0].takes_answer();
        let questions = page.into_iter().enumerate().map(|(place, question)| {
            let telling = Telling {
                questions: &content.questions,
                language: &language,
                audience: Some(&audience.id),
                names: &names,
            };
            let routing = telling.routing(&question).map(|text| view! { <p class="routing">{text}</p> });
            let number = names.get(&question.id).map(|name| view! { <p class="meta">{domain::plain::capital(name)}</p> });
            let (language, audience) = (language.clone(), Some(audience.id.clone()));
            let row = grid && place > 0;
            view! {
                {routing}
                {number}
                <QuestionField question language audience answer=Answer::default() error=None row adds=false/>
            }
        });
        let questions = questions.collect_view();
        view! {
            <fieldset class="card" disabled=true>
                <legend class="meta">{format!("Page {} of {count}", at + 1)}</legend>
                {questions}
            </fieldset>
        }
    });
    let pages = pages.collect_view();
    view! {
        <section>
            <h3>"The questions"</h3>
            {introduction.map(|text| view! { <div class="inset">{prose(text, audience.easy_read, 4)}</div> })}
            {pages}
        </section>
    }
    .into_any()
}
