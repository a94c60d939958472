//! Every letter with what is still to do.

use super::super::responses::speaks_for;
use super::super::slug;
use super::marked::Marked;
use crate::api::{ApiError, LetterLine, LettersPage as Found, backend};
use crate::components::layout::ErrorPage;
use crate::components::loaded::loaded;
use crate::components::officer::{OfficerPage, Tab};
use crate::routes;
use crate::text::entry::way;
use crate::text::numbers::counted;
use crate::text::{dates, letters as text};
use crate::visit::visit;
use domain::text::Slug;
use leptos::prelude::*;

const TITLE: &str = "Letters, emails and petitions";

/// The list.
#[component]
pub fn LettersPage() -> impl IntoView {
    let Some(slug) = slug() else {
        return view! { <ErrorPage error=ApiError::NotFound/> }.into_any();
    };
    let (backend, caller) = (backend(), visit().caller);
    let of = slug.clone();
    loaded(
        async move { backend.letters(&caller, &of).await },
        move |found| page(slug, found),
    )
    .into_any()
}

fn page(slug: Slug, found: Found) -> impl IntoView {
    let within = (slug.clone(), found.card.title.clone(), Tab::Responses);
    let all = found.letters.len() as u64;
    let open = |l: &&LetterLine| !l.handling.is_reconciled();
    let open = found.letters.iter().filter(open).count();
    let summary = match (all, open) {
        (0, _) => "None has come yet.".to_owned(),
        (_, 0) => format!("{}. All are dealt with.", counted(all, "letter", "letters")),
        (_, 1) => format!(
            "{}. 1 still has something to do.",
            counted(all, "letter", "letters")
        ),
        (_, n) => format!(
            "{}. {n} still have something to do.",
            counted(all, "letter", "letters")
        ),
    };
    let enter = found.may_enter.then(|| {
        view! { <p><a class="btn btn-secondary" href=routes::enter_letter(&slug)>"Enter a letter"</a></p> }
    });
    let rows = found
        .letters
        .into_iter()
        .map(|line| view! { <Row slug=slug.clone() line/> });
    let rows = rows.collect_view();
    let table = (all > 0).then(|| {
        view! {
            <div class="table-scroll" tabindex="0" role="region" aria-label=TITLE>
                <table>
                    <caption class="visually-hidden">"Letters, oldest first"</caption>
                    <thead><tr>
                        <th scope="col">"Reference"</th>
                        <th scope="col">"Received"</th>
                        <th scope="col">"What"</th>
                        <th scope="col">"From"</th>
                        <th scope="col">"Came by"</th>
                        <th scope="col">"Acknowledged"</th>
                        <th scope="col">"Still to do"</th>
                    </tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        }
    });
    view! {
        <OfficerPage title=TITLE within>
            <p><a class="back-link" href=routes::officer_responses(&slug)>"All responses"</a></p>
            <h1>{TITLE}</h1>
            <p>
                "What is handed in beside the survey counts too. A report cannot be signed off until each of these is "
                "acknowledged, read and coded, and closed."
            </p>
            {enter}
            <p class="meta">{summary}</p>
            {table}
            <section>
                <h2>"Words that answer a question or are about a clause"</h2>
                <p>"Marked in letters by a person. They are read with the question or clause, and counted apart from the answers to it."</p>
                <Marked slug marked=found.marked by_question=true/>
            </section>
        </OfficerPage>
    }
    .into_any()
}

#[component]
fn Row(slug: Slug, line: LetterLine) -> impl IntoView {
    let late = line
        .late
        .then(|| view! { " "<span class="tag">"Late"</span> });
    let class = match line.handling.is_reconciled() {
        true => "tag tag-done",
        false => "tag tag-unscreened",
    };
    view! {
        <tr>
            <th scope="row"><a href=routes::officer_letter(&slug, &line.reference)>{line.reference.clone()}</a></th>
            <td>{dates::date(line.received)}{late}</td>
            <td>{text::what(&line)}</td>
            <td>{speaks_for(line.capacity, &line.organisation)}</td>
            <td>{way(line.channel)}</td>
            <td>{text::told(&line)}</td>
            <td><span class=class>{text::state(&line)}</span></td>
        </tr>
    }
    .into_any()
}
