//! Entering answers to the questions that came on paper or by phone: every question of one audience on one page, in
//! the order of the paper.

use super::beside::{Beside, bundle_field};
use super::comments::comments;
use super::desk::{Asked, at_desk};
use super::from::speaks_for;
use super::parts::{channel, consent, hidden, language, received, typing};
use super::sheet::Sheet;
use crate::api::{EntryDesk, FORM_WAYS, own};
use crate::components::form::ErrorSummary;
use crate::components::officer::{OfficerPage, Tab};
use crate::components::question::QuestionField;
use crate::pages::params::query;
use crate::routes;
use crate::text::{dates, entry as text};
use domain::content::Audience;
use domain::id::BundleId;
use domain::journey;
use domain::text::{AudienceId, Language, Slug};
use leptos::prelude::*;

const TITLE: &str = "Enter a paper form";

/// The form, or whose form it is to be.
#[component]
pub fn EnterFormPage() -> impl IntoView {
    at_desk(routes::enter_form, |asked| {
        let audience = query::<AudienceId>("audience");
        let audiences = &asked.desk.content.audiences;
        let found = audiences.iter().find(|a| Some(&a.id) == audience.as_ref());
        match found.cloned() {
            Some(audience) => form(asked, audience).into_any(),
            None => choose(
                asked.slug,
                asked.desk,
                asked.scans.map(|(bundle, _)| bundle),
            )
            .into_any(),
        }
    })
}

/// Whose questions the paper has.
fn choose(slug: Slug, desk: EntryDesk, scan: Option<BundleId>) -> impl IntoView {
    let within = (slug.clone(), desk.title.clone(), Tab::Responses);
    let earlier = desk.is_earlier();
    let version = Some(desk.version).filter(|_| earlier);
    let of_version = of_version(&slug, &desk, None, scan);
    let link = |audience: &Audience| {
        let href = routes::enter_form_with(&slug, Some(&audience.id), version, scan);
        let paper = (!earlier).then(|| {
            let paper = routes::paper(&slug, &audience.id);
            view! {
                <a class="meta" href=paper>"Print the form"<span class="visually-hidden">{format!(" for: {}", name(audience))}</span>" (PDF)"</a>
            }
        });
        view! { <li><a href=href>{name(audience)}</a> " " {paper}</li> }
    };
    let links = desk.content.audiences.iter().map(link).collect_view();
    view! {
        <OfficerPage title=TITLE within>
            <p><a class="back-link" href=routes::officer_responses(&slug)>"Responses"</a></p>
            <h1>{TITLE}</h1>
            {of_version}
            <p>"Who answered? Each group has its own questions."</p>
            <ul class="entry-choices">{links}</ul>
            <p>
                "Equality answers come on a sheet of their own and are entered apart, from the page “Responses”. "
                <a href=routes::equality_sheet(&slug, false)>"Print the equality sheet (PDF)"</a>", "
                <a href=routes::equality_sheet(&slug, true)>"or the one in easy words (PDF)"</a>
            </p>
            <p>"For a letter or an email, "<a href=routes::enter_letter(&slug)>"enter a letter"</a>"."</p>
        </OfficerPage>
    }
}

/// Which version of the questions is typed, where they were amended, and the way to the others: paper of an earlier
/// version still comes, and is kept with the questions that it answers.
///
/// Who answered, and the scan beside the form, go along.
fn of_version(
    slug: &Slug,
    desk: &EntryDesk,
    audience: Option<&AudienceId>,
    scan: Option<BundleId>,
) -> impl IntoView + use<> {
    let ways = desk
        .versions
        .iter()
        .filter(|(number, _)| *number != desk.version);
    let ways = ways.map(|(number, published)| {
        let next = desk.versions.iter().find(|(later, _)| later > number);
        let (earlier, when) = match next {
            Some((_, until)) => (Some(*number), format!("until {}", dates::date(until.date()))),
            None => (None, format!("since {}", dates::date(published.date()))),
        };
        let href = routes::enter_form_with(slug, audience, earlier, scan);
        view! { <li><a href=href>{format!("Type a form of version {number}, in use {when}")}</a></li> }
    });
    let ways = ways.collect_view();
    let told = match desk.until() {
        Some(until) => format!(
            "You are typing forms of version {}, which was in use until {}. They are kept with the questions that they answer.",
            desk.version,
            dates::date(until.date())
        ),
        None => format!(
            "The questions were amended. You are typing forms of version {}, which is in use now. The number stands in the heading of the form.",
            desk.version
        ),
    };
    (desk.versions.len() > 1).then(|| {
        view! {
            <div class="notice">
                <p>{told}</p>
                <ul>{ways}</ul>
            </div>
        }
    })
}

pub(super) fn name(audience: &Audience) -> String {
    let words = audience.wording.pick(&Language::english(), None);
    words.map_or_else(
        || audience.id.to_string(),
        |picked| picked.words.name.clone(),
    )
}

fn form(asked: Asked, audience: Audience) -> impl IntoView {
    let Asked {
        slug,
        action,
        desk,
        retry,
        scans,
        from,
    } = asked;
    let sheet = Sheet::of(desk, Some(audience.id.clone()), (retry, from), &action);
    let within = (slug.clone(), sheet.desk.title.clone(), Tab::Responses);
    let version = Some(sheet.desk.version).filter(|_| sheet.desk.is_earlier());
    let bundle = scans.as_ref().map(|(bundle, _)| *bundle);
    let action = routes::enter_form_with(&slug, Some(&audience.id), version, None);
    let others = routes::enter_form_with(&slug, None, version, bundle);
    let of_version = of_version(&slug, &sheet.desk, Some(&audience.id), bundle);
    let scan = scans.as_ref().map(|(bundle, _)| bundle_field(*bundle));
    let scans = scans.map(|(_, scans)| scans).unwrap_or_default();
    view! {
        <OfficerPage title=TITLE within error=sheet.refused()>
            <ErrorSummary errors=sheet.summary()/>
            <p><a class="back-link" href=others>"Another group’s form"</a></p>
            <h1>{TITLE}</h1>
            <p class="lead">{format!("Answers from: {}", name(&audience))}</p>
            {of_version}
            <p>{HOW}</p>
            <Beside slug=slug.clone() scans>
            <form class="entry" method="post" action=action.clone() novalidate>
                {hidden(&sheet)}
                {scan}
                <input type="hidden" name=own("audience") value=audience.id.to_string()/>
                {channel(&sheet, &FORM_WAYS, text::form_way)}
                {fields(&sheet, &audience, &action)}
                {language(&sheet)}
                <button class="btn" type="submit" id="save">"Save the form"</button>
            </form>
            </Beside>
        </OfficerPage>
    }
}

/// How to type fast, and what not to make up.
pub(super) const HOW: &str = "Leave empty what they left empty. Tab moves on; the arrow keys and the space bar choose. \
    Enter does not save: the button at the end does.";

/// Everything that stands on the paper, in its order. `action` is where the form is posted to.
pub(super) fn fields(sheet: &Sheet, audience: &Audience, action: &str) -> impl IntoView + use<> {
    let who = (audience.organisations).then(|| speaks_for(sheet, action));
    view! {
        {received(sheet)}
        {who}
        {audience.easy_read.then(|| typing(sheet))}
        {questions(sheet, &audience.id)}
        {comments(sheet, action)}
        <h2>"What may be done with their words"</h2>
        {consent(sheet, audience.organisations)}
    }
}

fn questions(sheet: &Sheet, audience: &AudienceId) -> impl IntoView + use<> {
    let typed = sheet.retry.as_ref().map(|retry| retry.fields.as_slice());
    let typed = typed.unwrap_or_default();
    let questions = journey::asked(&sheet.desk.content, audience);
    let fields = questions.into_iter().map(|question| {
        let answer = question.typed(typed);
        let error = sheet.error(question.id.as_str());
        view! {
            <QuestionField
                question=question.clone() language=Language::english() audience=Some(audience.clone()) answer error
                adds=false
            />
        }
    });
    fields.collect_view()
}
