//! Entering a letter, an e-mail, a petition, a dossier, or a point made at an event.

use super::beside::{Beside, bundle_field};
use super::desk::at_desk;
use super::from::speaks_for;
use super::parts::{channel, consent, hidden, kind, language, received};
use super::sheet::{Sheet, message};
use crate::api::{ScanLine, own};
use crate::components::form::{ErrorSummary, TextArea};
use crate::components::officer::{OfficerPage, Tab};
use crate::routes;
use crate::text::entry as text;
use crate::text::saving::allowed;
use domain::id::BundleId;
use domain::letter::{LETTER_LIMIT, WAYS};
use domain::text::{Language, Slug};
use leptos::prelude::*;

const TITLE: &str = "Enter a letter";

/// The form.
#[component]
pub fn EnterLetterPage() -> impl IntoView {
    at_desk(routes::enter_letter, |asked| {
        let sheet = Sheet::of(asked.desk, None, (asked.retry, asked.from), &asked.action);
        page(asked.slug, asked.action, sheet, asked.scans)
    })
}

fn page(
    slug: Slug,
    action: String,
    sheet: Sheet,
    scans: Option<(BundleId, Vec<ScanLine>)>,
) -> impl IntoView {
    let scan = scans.as_ref().map(|(bundle, _)| bundle_field(*bundle));
    let scans = scans.map(|(_, scans)| scans).unwrap_or_default();
    let paper = slug.clone();
    let within = (slug.clone(), sheet.desk.title.clone(), Tab::Responses);
    view! {
        <OfficerPage title=TITLE within error=sheet.refused()>
            <ErrorSummary errors=sheet.summary()/>
            <p><a class="back-link" href=routes::officer_responses(&slug)>"Responses"</a></p>
            <h1>{TITLE}</h1>
            <p class="lead">
                "Also an email, a petition, a dossier, a phone call, or a point made at an event: "
                "anything in people’s own words. It is read and coded like every other response."
            </p>
            <p>"For answers to the questions, "<a href=routes::enter_form(&slug)>"enter a paper form"</a>"."</p>
            <Beside slug=paper scans>
            <form class="entry" method="post" action=action.clone() novalidate>
                {hidden(&sheet)}
                {scan}
                {channel(&sheet, &WAYS, text::way)}
                {received(&sheet)}
                {kind(&sheet)}
                {speaks_for(&sheet, &action)}
                {audience(&sheet)}
                {language(&sheet)}
                {words(&sheet)}
                {consent(&sheet, true)}
                <button class="btn" type="submit" id="save">"Save the letter"</button>
            </form>
            </Beside>
        </OfficerPage>
    }
    .into_any()
}

/// Whose view it is, where somebody can tell.
fn audience(sheet: &Sheet) -> impl IntoView + use<> {
    let field = own("audience");
    let options = sheet.desk.content.audiences.iter().map(|audience| {
        let id = audience.id.to_string();
        let name = audience.wording.pick(&Language::english(), None);
        let name = name.map_or_else(|| id.clone(), |picked| picked.words.name.clone());
        let chosen = sheet.has("audience", &id, false);
        view! { <option value=id selected=chosen>{name}</option> }
    });
    view! {
        <div class="field">
            <label for=field.clone()>"Whose view is it?"</label>
            {message(&field, sheet.error(&field))}
            <select class="select" id=field.clone() name=field>
                <option value="">"Nobody in particular, or not known"</option>
                {options.collect_view()}
            </select>
        </div>
    }
}

fn words(sheet: &Sheet) -> impl IntoView + use<> {
    let field = own("text");
    let wrong = sheet.error(&field);
    let described = sheet.described_by("text", true).unwrap_or_default();
    view! {
        <div class="field">
            <label for=field.clone()>"What they wrote or said"</label>
            <p class="hint" id=format!("{field}-hint")>
                "All of it, in their own words. Leave out the writer’s name, address and signature. "
                "Other personal details are covered when you check the text."
            </p>
            {message(&field, wrong.clone())}
            <TextArea
                name=field.clone() text=sheet.value("text", "") rows=16
                described_by=Some(format!("{described} {field}-count")) invalid=wrong.is_some()
            />
            <p class="count" id=format!("{field}-count")>{allowed(LETTER_LIMIT)}</p>
        </div>
    }
}
