//! The working copy as an audience would meet it: for officers, and for reviewers who have a link.

use super::super::slug;
use super::frame::WrongForm;
use super::links::Links;
use crate::api::{ApiError, Preview, backend};
use crate::components::layout::{ErrorPage, PublicPage};
use crate::components::loaded::loaded;
use crate::components::markdown::Markdown;
use crate::components::officer::{OfficerPage, Tab};
use crate::components::question::QuestionField;
use crate::pages::params::{param, query};
use crate::platform;
use crate::routes;
use crate::text::routing::{Telling, numbers};
use crate::text::{build as text, dates};
use crate::visit::visit;
use domain::consultation::Stage;
use domain::content::{Audience, ClauseText, Content};
use domain::journey;
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
    let chosen = (
        query::<AudienceId>("audience"),
        query::<String>("phone").is_some(),
    );
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
        view! {
            <OfficerPage title="Preview" within error=wrong>
                <WrongForm retry=retry.clone()/>
                <p><a class="back-link" href=routes::build(&slug)>"Words and questions"</a></p>
                <h1>"Preview"</h1>
                <p class="lead">"As a reader would meet it. Nothing can be sent from here."</p>
                <Links slug working links retry/>
                <Shown preview page chosen/>
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
    let chosen = (
        query::<AudienceId>("audience"),
        query::<String>("phone").is_some(),
    );
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
                    <Shown preview page chosen/>
                </PublicPage>
            }
        },
    )
    .into_any()
}

/// The choice of a reader, then the proposal and the form.
#[component]
fn Shown(preview: Preview, page: String, chosen: (Option<AudienceId>, bool)) -> impl IntoView {
    let content = preview.content.clone();
    let (wanted, phone) = chosen;
    let known = |a: &&Audience| Some(&a.id) == wanted.as_ref();
    let audience = content
        .audiences
        .iter()
        .find(known)
        .or_else(|| content.audiences.first());
    let audience = audience.cloned();
    let id = audience.as_ref().map(|a| a.id.clone());
    let links = content.audiences.iter().map(|a| {
        let current = (Some(&a.id) == id.as_ref()).then_some("true");
        let href = routes::preview_of(&page, Some(&a.id), phone);
        view! { <li><a href=href aria-current=current>{text::audience(&a.id, &content)}</a></li> }
    });
    let links = links.collect_view();
    let (switch, label) = match phone {
        true => (
            routes::preview_of(&page, id.as_ref(), false),
            "As on a desk",
        ),
        false => (
            routes::preview_of(&page, id.as_ref(), true),
            "As on a phone",
        ),
    };
    let frame = if phone {
        "preview phone-frame"
    } else {
        "preview"
    };
    let body = match audience {
        None => view! { <p>"Nobody is asked yet: add an audience."</p> }.into_any(),
        Some(audience) => {
            let class = audience.easy_read.then_some("easy-read");
            view! {
                <div class=class>
                    <Proposal preview=preview.clone() audience=audience.id.clone()/>
                    <Form content audience/>
                </div>
            }
            .into_any()
        }
    };
    view! {
        <nav class="preview-for" aria-label="Whose preview">
            <ul>{links}</ul>
            <p><a href=switch>{label}</a></p>
        </nav>
        <div class=frame>{body}</div>
    }
    .into_any()
}

#[component]
fn Proposal(preview: Preview, audience: AudienceId) -> impl IntoView {
    let english = Language::english();
    let words = preview.content.wording.pick(&english, Some(&audience));
    let (title, summary) = words.map_or((String::new(), String::new()), |picked| {
        (picked.words.title.clone(), picked.words.summary.clone())
    });
    let sections = preview.content.sections.iter().filter_map(|section| {
        let picked = section.wording.pick(&english, Some(&audience))?;
        let class = if section.is_rights_notice() {
            "notice"
        } else {
            "section"
        };
        Some(view! {
            <section class=class>
                <h3>{picked.words.heading.clone()}</h3>
                <Markdown text=picked.words.body.clone() top=4/>
            </section>
        })
    });
    let sections = sections.collect_view();
    let documents = preview.documents.iter().filter_map(|document| {
        let picked = document.wording.pick(&english, Some(&audience))?;
        let clauses = clauses_shown(&document.clauses, &audience);
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
            <h3>"The documents"</h3>
            <p>"Each clause can be commented on by itself."</p>
            {documents}
        }
    });
    view! {
        <h2>{title}</h2>
        <p class="lead">{summary}</p>
        {sections}
        {documents}
    }
    .into_any()
}

/// The clauses of a document in an audience's words.
fn clauses_shown(clauses: &[ClauseText], audience: &AudienceId) -> Vec<AnyView> {
    let english = Language::english();
    let shown = clauses.iter().filter_map(|clause| {
        let words = clause.wording.pick(&english, Some(audience))?.words;
        let heading = format!("{} {}", clause.number, words.heading);
        let body = words.body.clone();
        Some(view! { <section class="section"><h4>{heading}</h4><Markdown text=body top=5/></section> }.into_any())
    });
    shown.collect()
}

/// Every page of the form in order, whatever the answers, with the routing in words.
#[component]
fn Form(content: Content, audience: Audience) -> impl IntoView {
    let english = Language::english();
    let introduction = audience
        .wording
        .pick(&english, None)
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
                language: &english,
                audience: Some(&audience.id),
                names: &names,
            };
            let routing = telling.routing(&question).map(|text| view! { <p class="routing">{text}</p> });
            let number = names.get(&question.id).map(|name| view! { <p class="meta">{domain::plain::capital(name)}</p> });
            let (language, audience) = (english.clone(), Some(audience.id.clone()));
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
            <h2>"The questions"</h2>
            {introduction.map(|text| view! { <div class="inset"><Markdown text/></div> })}
            {pages}
        </section>
    }
    .into_any()
}
