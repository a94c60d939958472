//! Any page of the form: who may see it, and what is the same on all of them.

use super::about::{About, AllowedPage, SchoolPage, TogetherPage};
use super::check::Check;
use super::consent::ConsentPage;
use super::question::QuestionPage;
use super::walk::WalkNote;
use super::young::{AskAnAdultPage, GroupPage, HelperPage, TypingPage, Under13Page};
use super::{Closed, query, slug};
use crate::api::{Answering, ApiError, Writing, backend};
use crate::components::easy_read::EasyWords;
use crate::components::form::ErrorSummary;
use crate::components::layout::{ErrorPage, InEnglish, MachineMade, PublicPage};
use crate::components::loaded::loaded;
use crate::components::markdown::Markdown;
use crate::components::picture::{self, Picture};
use crate::islands::{AnswerHelper, Rules};
use crate::platform;
use crate::routes;
use crate::text::respond::{SKIP, SKIP_AND_DELETE, SKIP_SURE};
use crate::text::resume::SAVE;
use crate::text::{dates, problems, stop};
use crate::visit::visit;
use crate::words::{Phrase, marks};
use domain::journey::{self, Fault, Page};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

/// Id of the form on every page of the journey.
const FORM: &str = "answer";

/// The page of the form that the address names. Without a draft it leads to the start, after sending to the receipt.
#[component]
pub fn FormPage() -> impl IntoView {
    platform::never_store();
    let (backend, caller) = (backend(), visit().caller);
    let name = use_params_map().read_untracked().get("page");
    let (Some(slug), Some(Ok(page))) = (slug(), name.map(|name| name.parse::<Page>())) else {
        return view! { <ErrorPage error=ApiError::NotFound/> }.into_any();
    };
    let view = View::asked();
    let asked = slug.clone();
    let data = async move { backend.answering(&caller, &asked).await };
    loaded(data, move |answering| match answering {
        Answering::Nothing => lead(&format!("{}?notice=lost", routes::respond(&slug))),
        Answering::Sent => lead(&routes::receipt(&slug)),
        Answering::Closed(card) => view! { <Closed card=*card/> }.into_any(),
        Answering::Writing(writing) => shown(*writing, page, view),
    })
    .into_any()
}

/// How the page was asked for.
#[derive(Clone, Copy)]
pub(super) struct View {
    /// Somebody tried to go on: say what is wrong.
    pub checked: bool,
    /// They came from "Check your answers" and go back there.
    pub to_check: bool,
    /// On the page about their words: what they ticked beside the question they left out.
    pub publish: bool,
    /// They would skip a question in which they have written something.
    pub skip: bool,
}

impl View {
    /// As the address says.
    pub fn asked() -> Self {
        Self {
            skip: query("skip").is_some(),
            checked: query("check").is_some(),
            to_check: query("then").as_deref() == Some("check"),
            publish: query("publish").is_some(),
        }
    }
}

pub(super) fn lead(path: &str) -> AnyView {
    platform::redirect(path);
    ().into_any()
}

/// A page of the form, or the way to where they are in it.
pub(super) fn shown(writing: Writing, page: Page, view: View) -> AnyView {
    if writing.draft.audience.is_none() {
        return lead(&writing.start());
    }
    let (content, draft) = (&writing.content, &writing.draft);
    let pages = journey::pages(content, draft);
    if !pages.contains(&page) {
        let on = match page {
            _ if pages.contains(&Page::AskAnAdult) => Some(Page::AskAnAdult),
            Page::AskAnAdult if pages.contains(&Page::Typing) => Some(Page::Typing),
            // Another answer led elsewhere meanwhile, or to the end of the form.
            page if journey::may_be_on(content, draft, &page) => {
                Some(journey::next(content, draft, &page))
            }
            _ => None,
        };
        if let Some(on) = on {
            return lead(&writing.page(&on));
        }
        return view! { <ErrorPage error=ApiError::NotFound/> }.into_any();
    }
    match page {
        Page::Typing => view! { <TypingPage writing view/> }.into_any(),
        Page::Under13 => view! { <Under13Page writing view/> }.into_any(),
        Page::AskAnAdult => view! { <AskAnAdultPage writing view/> }.into_any(),
        Page::Helper => view! { <HelperPage writing view/> }.into_any(),
        Page::Group => view! { <GroupPage writing view/> }.into_any(),
        Page::SpeaksFor => view! { <About writing view/> }.into_any(),
        Page::School => view! { <SchoolPage writing view/> }.into_any(),
        Page::Allowed => view! { <AllowedPage writing view/> }.into_any(),
        Page::Together => view! { <TogetherPage writing view/> }.into_any(),
        Page::Question(first) => view! { <QuestionPage writing first view/> }.into_any(),
        Page::Consent => view! { <ConsentPage writing view/> }.into_any(),
        Page::Check => view! { <Check writing view/> }.into_any(),
    }
}

/// What to put right on a page, once somebody tried to go on.
pub(super) fn faults(writing: &Writing, page: &Page, view: View) -> Vec<Fault> {
    if view.checked {
        journey::faults_on(&writing.content, &writing.draft, page)
    } else {
        Vec::new()
    }
}

/// The sentence for a fault.
pub(super) fn sentence(writing: &Writing, fault: &Fault) -> String {
    problems::in_form(fault, &writing.content.questions, &writing.draft)
}

/// The sentence for a field of the page, if something is wrong with it.
pub(super) fn error_of(writing: &Writing, faults: &[Fault], field: &str) -> Option<String> {
    let fault = faults.iter().find(|f| f.field == field)?;
    Some(sentence(writing, fault))
}

/// The frame of a page with a form: way back, progress, what is wrong, the form, one button.
#[component]
pub(super) fn FormFrame(
    /// The response.
    writing: Writing,
    /// This page.
    page: Page,
    /// The page's heading, for the browser's title.
    title: String,
    /// What is wrong.
    faults: Vec<Fault>,
    /// How the page was asked for.
    view: View,
    /// Headings and controls.
    children: Children,
) -> impl IntoView {
    let errors: Vec<_> = faults
        .iter()
        .map(|fault| (format!("#{}", fault.field), sentence(&writing, fault)))
        .collect();
    let wrong = !errors.is_empty();
    let rules = Rules::of(&writing.content, &writing.draft, &page);
    let then = view
        .to_check
        .then(|| view! { <input type="hidden" name="then" value="check"/> });
    let easy = easy_read(&writing).is_some();
    let more = match easy {
        true => view! { <EasyButtons page=page.clone() view/> }.into_any(),
        false => view! {
            <p><button class="btn-link" type="submit" name="leave" value="yes">{SAVE}</button></p>
        }
        .into_any(),
    };
    let sure = (view.skip && easy).then(|| {
        view! { <div class="notice notice-warning" role="status"><p>{SKIP_SURE}</p></div> }
    });
    view! {
        <PublicPage title error=wrong back=back(&writing, &page, view) keeps=FORM>
            <ErrorSummary errors/>
            {sure}
            <Progress writing=writing.clone() page=page.clone()/>
            <Introduction writing=writing.clone() page=page.clone()/>
            <div class=easy_read(&writing)>
                <form id=FORM method="post" action=writing.page(&page) novalidate>
                    {then}
                    {children()}
                    <button class="btn" type="submit">{phrase!("Save and continue")}</button>
                    <AnswerHelper rules/>
                    {more}
                </form>
            </div>
        </PublicPage>
    }
}

/// What else there is on every page in easy words: skip, stop, and words only. Each saves first what was typed.
#[component]
fn EasyButtons(page: Page, view: View) -> impl IntoView {
    let skip = matches!(page, Page::Question(_)).then(|| {
        let (value, words) = match view.skip {
            true => ("sure", SKIP_AND_DELETE),
            false => ("yes", SKIP),
        };
        view! {
            <button class="btn btn-secondary" type="submit" name="skip" value=value>
                <Picture name="skip"/>{words}
            </button>
        }
    });
    let pictures = if picture::wanted() { "no" } else { "yes" };
    view! {
        <div class="actions">
            {skip}
            <button class="btn btn-secondary" type="submit" name="leave" value="stop">
                <Picture name="stop"/>{stop::TITLE}
            </button>
        </div>
        <p>
            <button class="btn-link" type="submit" name="pictures" value=pictures>{picture::switch_text()}</button>
        </p>
    }
}

/// The page before this one.
pub(super) fn back(writing: &Writing, page: &Page, view: View) -> String {
    if view.to_check {
        return writing.page(&Page::Check);
    }
    let before = journey::back(&writing.content, &writing.draft, page);
    before.map_or_else(|| writing.start(), |before| writing.page(&before))
}

/// The class that makes a page easier for those who are asked in easy words.
pub(super) fn easy_read(writing: &Writing) -> Option<&'static str> {
    let audience = writing.draft.audience.as_ref();
    let easy = |a: &domain::content::Audience| Some(&a.id) == audience && a.easy_read;
    writing
        .content
        .audiences
        .iter()
        .any(easy)
        .then_some("easy-read")
}

const AMENDED: Phrase = phrase!(
    "We changed this consultation after you began. You see the questions as they were then, and your answers count."
);

/// "Page 3 of 12", and that time is short when it is.
#[component]
pub(super) fn Progress(
    /// The response.
    writing: Writing,
    /// This page.
    page: Page,
) -> impl IntoView {
    let told = journey::progress(&writing.content, &writing.draft, &page).map(|(at, count)| {
        view! { <p class="progress">{say!("Page {at} of {count}", at = at, count = count)}</p> }
    });
    let send_by = writing.send_by.map(|at| {
        let text = say!(
            "This consultation has closed. You can still send your response until {when}.",
            when = dates::moment(at)
        );
        view! { <div class="notice notice-warning"><p><strong>{text}</strong></p></div> }
    });
    let amended = writing.amended.then(|| {
        let what = format!("{}#amendments", routes::consultation(&writing.card.slug));
        view! {
            <div class="notice">
                <p>{AMENDED}" "<a href=what>{phrase!("Read what we changed")}</a></p>
            </div>
        }
    });
    view! {
        <WalkNote writing/>
        {amended}
        {send_by}
        {told}
    }
}

/// On the first page: what the audience reads before the questions.
#[component]
fn Introduction(writing: Writing, page: Page) -> impl IntoView {
    let first = journey::pages(&writing.content, &writing.draft).first() == Some(&page);
    let audience = writing.draft.audience.as_ref();
    let words = writing
        .content
        .audiences
        .iter()
        .find(|a| first && Some(&a.id) == audience)
        .and_then(|a| a.wording.pick(&writing.draft.language, None))
        .map(|picked| (picked.words.introduction.clone(), picked));
    let easy = easy_read(&writing);
    words.map(|(text, picked)| {
        let (lang, dir) = marks(picked.language);
        let made = picked.unchecked.then(|| view! { <MachineMade/> });
        let note = view! { <InEnglish language=picked.language.clone()/>{made} };
        match easy {
            Some(class) => {
                view! { {note}<div class=class lang=lang dir=dir><EasyWords text/></div> }
                    .into_any()
            }
            None => view! { {note}<div class="inset" lang=lang dir=dir><Markdown text/></div> }
                .into_any(),
        }
    })
}
