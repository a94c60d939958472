//! The register of schools.

use crate::api::{SchoolLine, SchoolList, backend};
use crate::components::loaded::loaded;
use crate::components::officer::{Csrf, FieldProblem, OfficerPage, Refused};
use crate::components::pager::Pager;
use crate::routes;
use crate::text::{numbers, schools as text};
use crate::visit::{Retry, visit};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// The register: searched, and brought up to date.
#[component]
pub fn SchoolsPage() -> impl IntoView {
    let query = use_query_map().get_untracked();
    let words = query.get("words").unwrap_or_default().trim().to_owned();
    let at = query
        .get("page")
        .and_then(|at| at.parse().ok())
        .unwrap_or(1);
    let visit = visit();
    let retry = visit.retry_of(&routes::import_schools()).cloned();
    let (backend, caller, sought) = (backend(), visit.caller, words.clone());
    loaded(
        async move { backend.schools(&caller, &sought, at).await },
        move |list| page(words, list, retry),
    )
}

fn page(words: String, list: SchoolList, retry: Option<Retry>) -> impl IntoView {
    let refused = retry.clone().filter(|retry| !retry.errors.is_empty());
    let done = retry.filter(|retry| retry.errors.is_empty());
    let pairs = match words.is_empty() {
        true => Vec::new(),
        false => vec![("words", words.clone())],
    };
    let clear = (!words.is_empty())
        .then(|| view! { " "<a href=routes::officer_schools()>"Clear the search"</a> });
    let body = match (list.all, list.found) {
        (0, _) => view! { <p class="inset">"The register is empty. People who answer for a school can still name it, but nothing is looked up."</p> }.into_any(),
        (_, 0) => view! { <p class="inset">"No school fits. Try fewer words, or the URN."</p> }.into_any(),
        _ => view! { <List rows=list.rows/> }.into_any(),
    };
    view! {
        <OfficerPage title="Schools" error=refused.is_some()>
            {refused.clone().map(|retry| view! { <Refused retry/> })}
            {done.map(|done| view! { <Done done/> })}
            <h1>"Schools"</h1>
            <p class="lead">
                "People who answer for a school find it here by its name or number. Its responses are then told apart "
                "from those of a school with the same name, and reports use the name in this register."
            </p>
            <form class="toolbar" method="get" action=routes::officer_schools() role="search" aria-label="Search the schools">
                <div class="field">
                    <label for="words">"Name, town, postcode or URN"</label>
                    <input class="input" type="search" id="words" name="words" value=words.clone() maxlength="200"/>
                </div>
                <button class="btn" type="submit">"Search"</button>
            </form>
            <p class="meta" role="status">{text::found(&words, list.found, list.all)}{clear}</p>
            {body}
            <Pager base=routes::officer_schools() pairs at=list.page pages=list.pages/>
            {list.may_change.then(|| view! { <Import refused/> })}
        </OfficerPage>
    }
}

#[component]
fn List(rows: Vec<SchoolLine>) -> impl IntoView {
    let rows = rows.into_iter().map(|line| {
        let school = line.school;
        let status = match line.closed {
            true => view! { <span class="tag">{school.status}</span> }.into_any(),
            false => school.status.into_any(),
        };
        view! {
            <tr>
                <th scope="row">{school.name}</th>
                <td>{school.urn.to_string()}</td>
                <td>{school.town}</td>
                <td>{school.postcode}</td>
                <td>{school.phase}</td>
                <td>{school.kind}</td>
                <td>{status}</td>
                <td>{school.authority}</td>
            </tr>
        }
    });
    view! {
        <div class="table-scroll" tabindex="0" role="region" aria-label="Schools">
            <table>
                <caption class="visually-hidden">"Schools by name"</caption>
                <thead>
                    <tr>
                        <th scope="col">"Name"</th>
                        <th scope="col">"URN"</th>
                        <th scope="col">"Town"</th>
                        <th scope="col">"Postcode"</th>
                        <th scope="col">"Phase"</th>
                        <th scope="col">"Type"</th>
                        <th scope="col">"Status"</th>
                        <th scope="col">"Local authority"</th>
                    </tr>
                </thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
    }
}

#[component]
fn Import(refused: Option<Retry>) -> impl IntoView {
    let wrong = |field: &str| {
        let errors = refused.as_ref().map(|retry| retry.errors.as_slice());
        errors.unwrap_or_default().iter().any(|e| e.field == field)
    };
    let (of_file, of_la) = (wrong("file"), wrong("la"));
    let described = |field: &str, wrong: bool| match wrong {
        true => format!("{field}-hint {field}-error"),
        false => format!("{field}-hint"),
    };
    view! {
        <h2>"Bring the register up to date"</h2>
        <p>
            "Download “all establishment data” as a CSV file from the government’s "
            <a href="https://get-information-schools.service.gov.uk/Downloads" rel="external">"Get information about schools"</a>
            ". Do not change it: its columns are found by their names. No school is ever taken out, because old responses "
            "point at it. A school that has closed is marked as closed."
        </p>
        <form method="post" action=routes::import_schools() enctype="multipart/form-data">
            <Csrf/>
            <div class="field">
                <label for="la">"Local authority code"</label>
                <p class="hint" id="la-hint">"Three digits. Only the schools of this authority are read. Leave it empty to read every row of the file."</p>
                <FieldProblem retry=refused.clone() field="la"/>
                <input class="input input-short" type="text" inputmode="numeric" id="la" name="la" autocomplete="off"
                    aria-describedby=described("la", of_la) aria-invalid=of_la.then_some("true")/>
            </div>
            <div class="field">
                <label for="file">"CSV file"</label>
                <p class="hint" id="file-hint">"Up to 150 megabytes."</p>
                <FieldProblem retry=refused field="file"/>
                <input type="file" id="file" name="file" accept=".csv,text/csv"
                    aria-describedby=described("file", of_file) aria-invalid=of_file.then_some("true")/>
            </div>
            <button class="btn" type="submit">"Read the file"</button>
        </form>
    }
}

/// What reading a file came to.
#[component]
fn Done(done: Retry) -> impl IntoView {
    let count = |name: &str| -> u64 {
        done.value(name)
            .and_then(|text| text.parse().ok())
            .unwrap_or_default()
    };
    let lines: Vec<String> = done
        .fields
        .iter()
        .filter(|(name, _)| name == "line")
        .map(|(_, text)| text.clone())
        .collect();
    let more = count("refused").saturating_sub(lines.len() as u64);
    let refused = (!lines.is_empty()).then(|| {
        let lines = lines.into_iter().map(|line| view! { <li>{line}</li> });
        let more = (more > 0).then(|| view! { <li>{format!("… and {more} more")}</li> });
        view! {
            <p><strong>"Rows that were refused:"</strong></p>
            <ul>{lines.collect_view()}{more}</ul>
        }
    });
    let told = text::TOLD
        .into_iter()
        .filter(|(name, ..)| *name == "added" || count(name) > 0)
        .map(|(name, one, many)| view! { <li>{numbers::counted(count(name), one, many)}</li> })
        .collect_view();
    view! {
        <div class="notice" role="status">
            <p><strong>{format!("The file was read: {}.", numbers::counted(count("rows"), "row", "rows"))}</strong></p>
            <ul>{told}</ul>
            {refused}
        </div>
    }
}
