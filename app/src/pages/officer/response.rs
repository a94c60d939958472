//! One response whole.

use super::overview::channel_name;
use super::response_text::TextCard;
use super::responses::speaks_for;
use super::scans::KeptScans;
use super::slug;
use crate::api::{Answered, ApiError, Commented, WholeResponse, backend};
use crate::components::layout::ErrorPage;
use crate::components::loaded::loaded;
use crate::components::officer::{Csrf, FieldProblem, OfficerPage, Refused, Tab};
use crate::islands::Marks;
use crate::routes;
use crate::text::{dates, responses as text, typing};
use crate::visit::{Retry, visit};
use domain::coding::Screening;
use domain::contribution::Capacity;
use domain::language::english_name;
use domain::text::{Language, Slug};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

/// What the forms of the page share.
#[derive(Clone, Debug)]
pub(super) struct Desk {
    /// The consultation.
    pub slug: Slug,
    /// The response.
    pub reference: String,
    /// Whether the caller may screen.
    pub may_screen: bool,
    /// The form that was refused, if one was.
    pub retry: Option<Retry>,
}

impl Desk {
    /// The refused form, if it is the one with this address.
    pub fn retry_of(&self, action: &str) -> Option<Retry> {
        self.retry.clone().filter(|retry| retry.form == action)
    }
}

/// Its answers, comments and texts, with the forms to screen them.
#[component]
pub fn ResponsePage() -> impl IntoView {
    let reference = use_params_map().read_untracked().get("reference");
    let (Some(slug), Some(reference)) = (slug(), reference) else {
        return view! { <ErrorPage error=ApiError::NotFound/> }.into_any();
    };
    let visit = visit();
    let (backend, caller, retry) = (backend(), visit.caller, visit.retry);
    let of = slug.clone();
    loaded(
        async move { backend.response(&caller, &of, &reference).await },
        move |whole| page(slug, whole, retry),
    )
    .into_any()
}

fn page(slug: Slug, whole: WholeResponse, retry: Option<Retry>) -> impl IntoView {
    let reference = whole.line.reference.clone();
    let here = routes::officer_response(&slug, &reference);
    let retry = retry.filter(|retry| retry.form.starts_with(&here));
    let desk = Desk {
        slug: slug.clone(),
        reference: reference.clone(),
        may_screen: whole.may_screen,
        retry: retry.clone(),
    };
    let title = format!("Response {reference}");
    let within = (slug.clone(), whole.title.clone(), Tab::Responses);
    let next = whole.next.clone().map(|next| {
        view! { <a class="btn btn-secondary" href=routes::officer_response(&slug, &next)>"Next with a text to check"</a> }
    });
    let several = texts(&whole) > 1;
    let clear_all = (whole.may_screen && several && whole.line.unscreened > 0)
        .then(|| view! { <ClearAll desk=desk.clone()/> });
    let erased = whole.erased.map(|at| {
        view! { <div class="notice"><p>{format!("The words of this response were erased at {}. It still counts.", dates::moment(at))}</p></div> }
    });
    let replaced = whole.line.replaced_by.clone().map(|by| {
        view! {
            <div class="notice"><p>
                "The same person answered again. This response is kept and can be read, but only "
                <a href=routes::officer_response(&slug, &by)>{format!("response {by}")}</a>" is counted. "
                <a href=routes::officer_duplicates(&slug)>"See who said so"</a>
            </p></div>
        }
    });
    let erase = whole
        .may_erase
        .then(|| view! { <Erase desk=desk.clone()/> });
    let marks = whole.may_screen.then(|| view! { <Marks/> });
    let scans = view! {
        <KeptScans slug=slug.clone() reference=reference.clone() scans=whole.scans.clone() may_add=whole.may_scan
            retry=retry.clone()/>
    };
    view! {
        <OfficerPage title=title.clone() within error=retry.is_some()>
            {retry.map(|retry| view! { <Refused retry/> })}
            <p><a class="back-link" href=routes::officer_responses(&slug)>"All responses"</a></p>
            <h1>{title}</h1>
            {marks}
            {erased}
            {replaced}
            <Summary slug=slug.clone() whole=whole.clone()/>
            <p><a href=routes::officer_code(&slug, &reference)>"Code this response by hand, and see what came of it"</a></p>
            <div class="actions">{clear_all}{next}</div>
            <Letters desk=desk.clone() whole=whole.clone()/>
            <Questions desk=desk.clone() questions=whole.questions/>
            <Comments desk comments=whole.comments/>
            {scans}
            {erase}
        </OfficerPage>
    }
    .into_any()
}

/// How many texts it has that are not erased.
fn texts(whole: &WholeResponse) -> usize {
    let questions = whole.questions.iter().map(|q| q.texts.len());
    let comments = whole.comments.iter().map(|c| c.texts.len());
    questions.chain(comments).sum::<usize>() + whole.letters.len()
}

#[component]
fn Summary(slug: Slug, whole: WholeResponse) -> impl IntoView {
    let line = whole.line;
    let people = whole
        .group_size
        .map(|n| format!(" ({n} people)"))
        .unwrap_or_default();
    let yes = |yes: bool| if yes { "Yes" } else { "No" };
    let late = if line.late { " (after closing)" } else { "" };
    let entered = whole
        .entered_by
        .map(|by| format!("{by}, {}", dates::moment(whole.entered)));
    let school = match (line.capacity, &whole.school) {
        (_, Some(school)) => Some(school.to_string()),
        (Capacity::Organisation, None) => Some(text::NO_SCHOOL.to_owned()),
        _ => None,
    };
    let language = Language::parse(&whole.language);
    let language = language.map_or(whole.language, |language| english_name(&language));
    let rows = [
        ("Who", Some(line.audience)),
        (
            "Speaks for",
            Some(format!(
                "{}{people}",
                speaks_for(line.capacity, &line.organisation)
            )),
        ),
        ("School", school),
        (
            "Allowed to answer for it",
            whole
                .authorised
                .map(|said| text::authorised(said).to_owned()),
        ),
        ("Typed by", typing::officers_way(&whole.typing)),
        (
            "Whose words",
            whole.typing.whose.map(|whose| typing::whose(whose).say()),
        ),
        (
            "How the group agreed",
            whole
                .typing
                .agreed
                .map(|agreed| typing::agreed(agreed).say()),
        ),
        ("What it is", Some(text::form(line.form).to_owned())),
        ("Came by", Some(channel_name(line.channel).to_owned())),
        (
            "Received",
            Some(format!("{}{late}", dates::moment(line.received))),
        ),
        ("Entered by", entered),
        ("Language", Some(language)),
        ("Version answered", Some(whole.version.to_string())),
        (
            "May be quoted without a name",
            Some(yes(whole.consent.quote).to_owned()),
        ),
        (
            "Organisation may be named",
            Some(yes(whole.consent.publish).to_owned()),
        ),
    ];
    let rows = rows.into_iter().filter_map(|(name, value)| {
        let value = value.filter(|value| !value.is_empty())?;
        Some(view! { <div><dt>{name}</dt><dd>{value}</dd></div> })
    });
    let others = (!whole.others_of_school.is_empty()).then(|| {
        let links = whole.others_of_school.iter().map(|reference| {
            view! { <li><a href=routes::officer_response(&slug, reference)>{reference.clone()}</a></li> }
        });
        view! {
            <div class="notice notice-warning">
                <p><strong>"This school has sent more than one response."</strong>" Each is kept and counted as it is. The others:"</p>
                <ul>{links.collect_view()}</ul>
            </div>
        }
    });
    view! {
        <dl class="summary-list">{rows.collect_view()}</dl>
        {others}
    }
}

#[component]
fn ClearAll(desk: Desk) -> impl IntoView {
    let action = format!(
        "{}/clear-all",
        routes::officer_response(&desk.slug, &desk.reference)
    );
    view! {
        <form method="post" action=action>
            <Csrf/>
            <button class="btn" type="submit" aria-describedby="clear-all-hint">"Clear all texts of this response"</button>
            <p class="hint" id="clear-all-hint">"Texts in which something is marked are left for you to look at one by one."</p>
        </form>
    }
    .into_any()
}

#[component]
fn Letters(desk: Desk, whole: WholeResponse) -> impl IntoView {
    (!whole.letters.is_empty()).then(|| {
        let texts = whole
            .letters
            .into_iter()
            .map(|text| view! { <TextCard desk=desk.clone() text/> });
        view! { <section><h2>{text::form(whole.line.form)}</h2>{texts.collect_view()}</section> }
            .into_any()
    })
}

#[component]
fn Questions(desk: Desk, questions: Vec<Answered>) -> impl IntoView {
    (!questions.is_empty()).then(|| {
        let all = questions
            .into_iter()
            .map(|question| view! { <Question desk=desk.clone() question/> });
        view! { <section><h2>"Answers"</h2>{all.collect_view()}</section> }.into_any()
    })
}

#[component]
fn Question(desk: Desk, question: Answered) -> impl IntoView {
    let nothing = question.given.is_empty() && question.texts.is_empty();
    let given = match question.given.len() {
        0 => ().into_any(),
        1 => view! { <p>{question.given}</p> }.into_any(),
        _ => {
            let items = question
                .given
                .into_iter()
                .map(|label| view! { <li>{label}</li> });
            view! { <ul>{items.collect_view()}</ul> }.into_any()
        }
    };
    let texts = question
        .texts
        .into_iter()
        .map(|text| view! { <TextCard desk=desk.clone() text/> });
    view! {
        <section class="answer">
            <h3><span class="meta">{question.id.to_string()}" "</span>{question.title}</h3>
            {nothing.then(|| view! { <p class="meta">"No answer"</p> })}
            {given}
            {texts.collect_view()}
        </section>
    }
    .into_any()
}

#[component]
fn Comments(desk: Desk, comments: Vec<Commented>) -> impl IntoView {
    (!comments.is_empty()).then(|| {
        let all = comments.into_iter().map(|comment| {
            let texts = comment
                .texts
                .into_iter()
                .map(|text| view! { <TextCard desk=desk.clone() text/> });
            view! {
                <section class="answer">
                    <h3>{format!("{} {}", comment.number, comment.heading)}</h3>
                    <p>
                        <span class=format!("tag tag-{}", comment.stance.as_str())>{text::stance(comment.stance)}</span>
                        " "<span class="meta">{comment.document}</span>
                    </p>
                    {texts.collect_view()}
                </section>
            }
        });
        view! { <section><h2>"Comments on clauses"</h2>{all.collect_view()}</section> }.into_any()
    })
}

#[component]
fn Erase(desk: Desk) -> impl IntoView {
    let action = format!(
        "{}/erase",
        routes::officer_response(&desk.slug, &desk.reference)
    );
    let retry = desk.retry_of(&action);
    let typed = |name: &str| {
        let value = retry.as_ref().and_then(|r| r.value(name));
        value.unwrap_or_default().to_owned()
    };
    // Only a refused form may carry the bare names: the error summary leads to them.
    let id = |name: &str| match retry {
        Some(_) => name.to_owned(),
        None => format!("erase-{name}"),
    };
    view! {
        <details class="details" open=retry.is_some()>
            <summary>"Erase this response"</summary>
            <p>"Its words are blanked for good, with the organisation’s name. Nobody can bring them back. Its answers to closed questions still count."</p>
            <form method="post" action=action>
                <Csrf/>
                <div class="field">
                    <label for=id("reason")>"Why is it erased?"</label>
                    <p class="hint" id="erase-reason-hint">"This is kept in the record. Name nobody."</p>
                    <FieldProblem retry=retry.clone() field="reason"/>
                    <input class="input" id=id("reason") name="reason" value=typed("reason") maxlength="500" aria-describedby="erase-reason-hint"/>
                </div>
                <div class="field">
                    <label for=id("confirm")>{format!("Type {} to confirm", desk.reference)}</label>
                    <FieldProblem retry=retry.clone() field="confirm"/>
                    <input class="input input-short" id=id("confirm") name="confirm" value=typed("confirm") autocomplete="off" spellcheck="false"/>
                </div>
                <button class="btn btn-warning" type="submit">"Erase for good"</button>
            </form>
        </details>
    }
    .into_any()
}

/// The tag that says whether the public may read a text.
pub(super) fn tag(screening: Screening) -> impl IntoView {
    let class = format!("tag tag-{}", screening.as_str());
    view! { <span class=class>{text::screening(screening)}</span> }
}
