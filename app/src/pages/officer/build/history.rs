//! Every step, and the way back to any.

use super::frame::{WrongForm, working_page};
use crate::api::{StepLine, Working};
use crate::components::officer::{Csrf, OfficerPage, Tab};
use crate::routes;
use crate::text::{build as text, dates};
use crate::visit::Retry;
use domain::text::Slug;
use leptos::prelude::*;

/// The newest steps, newest first.
#[component]
pub fn HistoryPage() -> impl IntoView {
    working_page(page)
}

fn page(slug: Slug, working: Working, retry: Option<Retry>) -> impl IntoView {
    let within = (slug.clone(), working.card.title.clone(), Tab::Build);
    let wrong = retry.as_ref().is_some_and(|r| !r.errors.is_empty());
    let empty = working
        .steps
        .is_empty()
        .then(|| view! { <p>"Nobody has edited the words yet."</p> });
    let (content, newest, mine) = (working.content, working.newest, working.may_edit);
    let rows = working.steps.into_iter().map(|step| {
        let what = text::step(&step, &content);
        let back = (mine && step.number != newest).then(
            || view! { <Back slug=slug.clone() step=step.clone() newest what=what.clone()/> },
        );
        view! {
            <tr>
                <td>{dates::moment(step.at)}</td>
                <td>{step.by}</td>
                <td>{what}</td>
                <td>{back}</td>
            </tr>
        }
    });
    let rows: Vec<_> = rows.collect();
    let table = (!rows.is_empty()).then(|| {
        view! {
            <div class="table-scroll" tabindex="0" role="region" aria-label="Steps">
                <table>
                    <caption class="visually-hidden">"Steps, newest first"</caption>
                    <thead><tr>
                        <th scope="col">"When"</th><th scope="col">"Who"</th>
                        <th scope="col">"What"</th><th scope="col">"Back"</th>
                    </tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        }
    });
    view! {
        <OfficerPage title="History of the words" within error=wrong>
            <WrongForm retry/>
            <p><a class="back-link" href=routes::build(&slug)>"Words and questions"</a></p>
            <h1>"History of the words"</h1>
            <p class="lead">"You can go back to any step. Going back is a step too, so it can be undone."</p>
            {empty}
            {table}
        </OfficerPage>
    }
    .into_any()
}

#[component]
fn Back(slug: Slug, step: StepLine, newest: u32, what: String) -> impl IntoView {
    let hidden = format!(": {what}, step {}", step.number);
    view! {
        <form method="post" action=routes::build_form(&slug, "back")>
            <Csrf/>
            <input type="hidden" name="newest" value=newest.to_string()/>
            <input type="hidden" name="number" value=step.number.to_string()/>
            <button class="btn-link" type="submit">"Go back to this"<span class="visually-hidden">{hidden}</span></button>
        </form>
    }
    .into_any()
}
