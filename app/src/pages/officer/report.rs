//! Decision reports: drafts to download, sign-off, and what was signed.

use super::slug;
use crate::api::{ApiError, InTheWay, LetterToDo, ReportDesk, Snapshot, backend};
use crate::components::layout::ErrorPage;
use crate::components::loaded::loaded;
use crate::components::officer::{CountedAt, Csrf, OfficerPage, Refused, Tab};
use crate::routes;
use crate::text::numbers::counted;
use crate::text::{dates, letters as text};
use crate::visit::{Retry, visit};
use domain::report::{Format, Template};
use domain::text::Slug;
use leptos::prelude::*;

/// Reports of one consultation.
#[component]
pub fn ReportPage() -> impl IntoView {
    let visit = visit();
    let Some(slug) = slug() else {
        return view! { <ErrorPage error=ApiError::NotFound/> }.into_any();
    };
    let retry = visit.retry.clone();
    let (backend, caller, at) = (backend(), visit.caller, slug.clone());
    loaded(
        async move { backend.report_desk(&caller, &at).await },
        move |desk| page(slug, desk, retry),
    )
    .into_any()
}

fn page(slug: Slug, desk: ReportDesk, retry: Option<Retry>) -> impl IntoView {
    let within = (slug.clone(), desk.title.clone(), Tab::Report);
    let of = slug.clone();
    let drafts = Template::ALL.iter().map(move |template| {
        let links = files(&of, *template, None);
        view! { <tr><th scope="row">{template.name()}</th><td>{links}</td></tr> }
    });
    view! {
        <OfficerPage title="Report" within error=retry.is_some()>
            {retry.map(|retry| view! { <Refused retry/> })}
            <h1>"Report"</h1>
            <CountedAt at=desk.counted/>
            <h2>"As it stands today"</h2>
            <p>
                "Counts under five are hidden, and only texts that were checked and may be quoted are shown. "
                "The Word file is for finishing by hand."
            </p>
            <div class="table-scroll" tabindex="0" role="region" aria-label="Reports as they stand today">
                <table>
                    <caption class="visually-hidden">"Reports as they stand today"</caption>
                    <thead><tr><th scope="col">"Report"</th><th scope="col">"Files"</th></tr></thead>
                    <tbody>{drafts.collect_view()}</tbody>
                </table>
            </div>
            <SignOff slug=slug.clone() desk=desk.clone()/>
            <Signed slug snapshots=desk.snapshots/>
        </OfficerPage>
    }
}

fn files(slug: &Slug, template: Template, snapshot: Option<u32>) -> impl IntoView + use<> {
    let links = Format::ALL.iter().map(|format| {
        let href = routes::report_file(slug, template, *format, snapshot);
        let name = format!("{} of the {}", format.name(), template.name());
        view! { <li><a href=href aria-label=name>{format.name()}</a></li> }
    });
    view! { <ul class="inline-list">{links.collect_view()}</ul> }
}

#[component]
fn SignOff(slug: Slug, desk: ReportDesk) -> impl IntoView {
    let waiting = desk
        .in_the_way
        .iter()
        .map(|reason| match reason {
            InTheWay::Letters(letters) => {
                view! { <Letters slug=slug.clone() letters=letters.clone()/> }.into_any()
            }
            InTheWay::Paper { .. } => {
                let href = routes::second_entries(&slug);
                view! { <li><a href=href>{sentence(reason)}</a></li> }.into_any()
            }
            InTheWay::Coding(questions) => {
                let lines =
                    (questions.iter().take(NAMED)).map(|title| view! { <li>{title.clone()}</li> });
                let lines = lines.collect_view();
                let more = questions.len().saturating_sub(NAMED);
                let more = (more > 0).then(|| view! { <li>{format!("{more} more")}</li> });
                let href = routes::officer_form(&slug, "coding-sign-off");
                view! { <li><a href=href>{sentence(reason)}</a><ul>{lines}{more}</ul></li> }
                    .into_any()
            }
            reason => view! { <li>{sentence(reason)}</li> }.into_any(),
        })
        .collect_view();
    let ready = desk.in_the_way.is_empty();
    let form = (ready && desk.may_sign).then(|| {
        let options = Template::ALL.iter().map(|t| view! { <option value=t.as_str()>{t.name()}</option> });
        view! {
            <form method="post" action=routes::officer_form(&slug, "report/sign-off")>
                <Csrf/>
                <div class="field">
                    <label for="template">"Which report?"</label>
                    <select class="select" id="template" name="template">{options.collect_view()}</select>
                </div>
                <button class="btn" type="submit">"Sign off"</button>
            </form>
        }
    });
    let told = match (ready, desk.may_sign) {
        (true, true) => {
            "Signing off freezes the report. It is never changed; a later one gets the next number."
        }
        (true, false) => "Everything is there. Somebody with the role of approver can sign off.",
        (false, _) => "This cannot be signed off yet:",
    };
    view! {
        <section>
            <h2>"Sign-off"</h2>
            <p>{told}</p>
            {(!ready).then(|| view! { <ul>{waiting}</ul> })}
            {form}
        </section>
    }
}

/// How many letters or questions are named before the rest is only counted.
const NAMED: usize = 10;

/// What is not dealt with, by name, each with the way to it.
#[component]
fn Letters(slug: Slug, letters: Vec<LetterToDo>) -> impl IntoView {
    let more = letters.len().saturating_sub(NAMED);
    let more = (more > 0).then(|| {
        view! { <li><a href=routes::officer_letters(&slug)>{format!("{more} more")}</a></li> }
    });
    let lines = letters.iter().take(NAMED).map(|letter| {
        let href = routes::officer_letter(&slug, &letter.reference);
        let name = format!("{} {}", text::kind(letter.kind), letter.reference);
        let steps: Vec<&str> = letter.to_do.iter().map(|step| text::to_do(*step)).collect();
        let came = format!(
            ", received {}. {}.",
            dates::date(letter.received),
            steps.join(". ")
        );
        view! { <li><a href=href>{name}</a>{came}</li> }
    });
    let lines = lines.collect_view();
    view! { <li>{sentence(&InTheWay::Letters(letters))}<ul>{lines}{more}</ul></li> }.into_any()
}

fn sentence(reason: &InTheWay) -> String {
    match reason {
        InTheWay::StillOpen => "The consultation has not closed.".to_owned(),
        InTheWay::Letters(letters) => {
            format!(
                "{} not dealt with. What is handed in beside the survey counts too:",
                counted(
                    letters.len() as u64,
                    "letter, email or petition is",
                    "letters, emails or petitions are"
                )
            )
        }
        InTheWay::Paper { waiting, open } => {
            let forms = (*waiting > 0).then(|| {
                let forms = counted(*waiting, "paper form is", "paper forms are");
                format!("{forms} still to be typed a second time.")
            });
            let open = (*open > 0).then(|| {
                let differences = counted(*open, "difference", "differences");
                format!("{differences} between two typings to be settled.")
            });
            let parts: Vec<String> = forms.into_iter().chain(open).collect();
            parts.join(" ")
        }
        InTheWay::Coding(questions) => format!(
            "The coding of {} is not signed off:",
            counted(questions.len() as u64, "question", "questions")
        ),
        InTheWay::NoPosition(n) => format!(
            "{} no position yet.",
            counted(u64::from(*n), "finding has", "findings have")
        ),
        InTheWay::NoFindings => "No finding has been written.".to_owned(),
    }
}

#[component]
fn Signed(slug: Slug, snapshots: Vec<Snapshot>) -> impl IntoView {
    if snapshots.is_empty() {
        return view! { <section><h2>"Signed off"</h2><p>"Nothing yet."</p></section> }.into_any();
    }
    let rows = snapshots.into_iter().map(|s| {
        let files = files(&slug, s.template, Some(s.number));
        view! {
            <tr>
                <th scope="row">{format!("{}: {}", s.number, s.template.name())}</th>
                <td>{format!("{} at {}", s.signed_by, dates::moment(s.signed_at))}</td>
                <td>{files}</td>
            </tr>
        }
    });
    view! {
        <section>
            <h2>"Signed off"</h2>
            <div class="table-scroll" tabindex="0" role="region" aria-label="Signed-off reports">
                <table>
                    <caption class="visually-hidden">"Signed-off reports"</caption>
                    <thead><tr><th scope="col">"Report"</th><th scope="col">"Signed"</th><th scope="col">"Files"</th></tr></thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}
