//! What would be stored: nothing is, until somebody says so.

use super::super::slug;
use super::{about, in_words, not_now, within};
use crate::api::{
    ApiError, ImportPreview as Found, LeftOut, PreviewRow, RowFate, StrangeCell, backend,
};
use crate::components::layout::ErrorPage;
use crate::components::loaded::loaded;
use crate::components::officer::{Csrf, FieldProblem, OfficerPage, Refused};
use crate::pages::params::param;
use crate::platform;
use crate::routes;
use crate::text::numbers::counted;
use crate::text::{imports as text, second_entry};
use crate::visit::{Retry, visit};
use domain::id::ImportFileId;
use domain::text::Slug;
use leptos::prelude::*;

const TITLE: &str = "What would be stored";

/// The page.
#[component]
pub fn ImportPreviewPage() -> impl IntoView {
    let (Some(slug), Ok(id)) = (slug(), param::<ImportFileId>("file")) else {
        return view! { <ErrorPage error=ApiError::NotFound/> }.into_any();
    };
    let visit = visit();
    let retry = visit.retry.clone();
    let (backend, of) = (backend(), slug.clone());
    let data = async move {
        match backend.import_preview(&visit.caller, &of, id).await {
            Err(error) => in_words(&error).map(Err).ok_or(error),
            Ok(found) => Ok(Ok(found)),
        }
    };
    loaded(data, move |found| {
        platform::never_store();
        match found {
            Ok(found) => page(slug, id, found, retry).into_any(),
            Err(sentence) => not_now(slug, sentence).into_any(),
        }
    })
    .into_any()
}

fn page(slug: Slug, id: ImportFileId, found: Found, retry: Option<Retry>) -> impl IntoView {
    let within = within(&slug, &found.card.title);
    let retry = retry.filter(|retry| retry.form.starts_with(&routes::import_file(&slug, id)));
    let counts = text::counts(&found.counts, false);
    let counts = counts.into_iter().map(|line| view! { <li>{line}</li> });
    let counts = counts.collect_view();
    let strange = (!found.strange.is_empty()).then(|| {
        view! { <Strange action=routes::import_cells(&slug, id) cells=found.strange.clone()/> }
    });
    let problems = (!found.problems.is_empty()).then(|| {
        let lines = found
            .problems
            .iter()
            .map(|p| view! { <li>{text::wrong(p)}</li> });
        let lines = lines.collect_view();
        view! {
            <section aria-labelledby="problems">
                <h2 id="problems">"What cannot be read"</h2>
                <p>"These rows are not taken in. The report names every one of them."</p>
                <ul class="import-problems">{lines}</ul>
            </section>
        }
    });
    let left = may_be_lost(&found.left_out);
    let lost: u64 = found.left_out.iter().map(|column| column.filled).sum();
    let sure = (lost > 0).then(|| {
        let refused = retry.as_ref().is_some_and(|retry| !retry.errors.is_empty());
        let label = text::may_be_lost(lost);
        view! {
            <div class="field">
                <FieldProblem retry=retry.clone() field="sure"/>
                <div class="checkbox">
                    <input type="checkbox" id="sure" name="sure" value="yes" aria-describedby="left-out"
                        aria-invalid=refused.then_some("true")/>
                    <label for="sure">{label}</label>
                </div>
            </div>
        }
    });
    let rows: Vec<_> = found.rows.iter().map(|row| shown(row, &found)).collect();
    let many = counted(found.counts.added, "response", "responses");
    let take = match found.counts.added {
        0 => view! { <p class="inset">"There is nothing new to take in."</p> }.into_any(),
        _ => view! {
            <form method="post" action=routes::take_import(&slug, id)>
                <Csrf/>
                {sure}
                <button class="btn" type="submit">{format!("Take in {many}")}</button>
            </form>
        }
        .into_any(),
    };
    view! {
        <OfficerPage title=TITLE within error=retry.is_some()>
            {retry.clone().map(|retry| view! { <Refused retry/> })}
            <p><a class="back-link" href=routes::import_file(&slug, id)>"What are the columns?"</a></p>
            <h1>{TITLE}</h1>
            <p>{about(&found.file)}". Nothing of it is stored yet."</p>
            <ul>{counts}</ul>
            {strange}
            {problems}
            {left}
            <section aria-labelledby="rows">
                <h2 id="rows">"The first rows, as they would be stored"</h2>
                {rows}
            </section>
            {take}
        </OfficerPage>
    }
    .into_any()
}

/// Columns that are left out, why, and how much is in each that is then kept nowhere.
fn may_be_lost(columns: &[LeftOut]) -> impl IntoView + use<> {
    if columns.is_empty() {
        return ().into_any();
    }
    let rows = columns.iter().map(|column| {
        view! {
            <tr>
                <th scope="row">{column.name.clone()}</th>
                <td>{column.why.clone()}</td>
                <td class="number">{column.filled}</td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    view! {
        <section>
            <h2 id="left-out">"Columns that are left out"</h2>
            <p>"What is in these columns is not kept: neither in the responses nor in the file, which goes once it is taken in."</p>
            <div class="table-scroll" tabindex="0" role="region" aria-label="Columns that are left out">
                <table>
                    <caption class="visually-hidden">"Columns that are left out"</caption>
                    <thead><tr>
                        <th scope="col">"Column"</th>
                        <th scope="col">"Why"</th>
                        <th scope="col" class="number">"Cells with something in them"</th>
                    </tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}

/// Columns that were left out, and why.
pub(super) fn left_out(columns: &[(String, String)]) -> impl IntoView + use<> {
    if columns.is_empty() {
        return ().into_any();
    }
    let lines = columns.iter().map(|(name, why)| {
        let (name, why) = (name.clone(), why.clone());
        view! { <li><strong>{name}</strong>": "{why}</li> }
    });
    let lines = lines.collect_view();
    view! {
        <details class="details">
            <summary>{format!("{} left out", counted(columns.len() as u64, "column is", "columns are"))}</summary>
            <ul>{lines}</ul>
        </details>
    }
    .into_any()
}

fn shown(row: &PreviewRow, found: &Found) -> impl IntoView + use<> {
    let title = format!("Row {} (line {})", row.row, row.line);
    let class = match row.fate {
        RowFate::Added => "tag tag-cleared",
        RowFate::Refused => "tag tag-withheld",
        _ => "tag",
    };
    let audience = row.audience.as_ref();
    let name = found.audiences.iter().find(|(id, _)| Some(id) == audience);
    let name = name.map(|(_, name)| name.clone());
    let who = name.map(|name| view! { <div><dt>"Who"</dt><dd>{name}</dd></div> });
    let fields = row.fields.iter().map(|(field, typed)| {
        let label = second_entry::field(field, &found.questions, audience, &found.clauses);
        let lines = second_entry::lines(field, typed, &found.questions, audience);
        let lines = lines
            .into_iter()
            .map(|line| view! { <p class="as-typed">{line}</p> });
        let lines = lines.collect_view();
        view! { <div><dt>{label}</dt><dd>{lines}</dd></div> }
    });
    let fields = fields.collect_view();
    let letter = (!row.letter.is_empty()).then(|| {
        view! { <div><dt>"Letter"</dt><dd><p class="as-typed">{row.letter.clone()}</p></dd></div> }
    });
    let late = row
        .late
        .then(|| view! { " "<span class="tag">"Late"</span> });
    let open = row.row <= 2;
    let body = match row.fields.is_empty() {
        true => ().into_any(),
        false => view! { <dl class="summary-list">{who}{fields}{letter}</dl> }.into_any(),
    };
    view! {
        <details class="details import-row" open=open>
            <summary>{title}" "<span class=class>{text::fate(row.fate)}</span>{late}</summary>
            {body}
        </details>
    }
}

/// Cells that nobody understands: what does each mean?
#[component]
fn Strange(action: String, cells: Vec<StrangeCell>) -> impl IntoView {
    let rows = cells.into_iter().enumerate().map(|(at, cell)| {
        let id = format!("meant-{at}");
        let options = cell.choices.into_iter();
        let options = options.map(|(value, name)| view! { <option value=value>{name}</option> });
        let options = options.collect_view();
        let label = format!("“{}” ({})", cell.says, counted(cell.rows, "row", "rows"));
        view! {
            <div class="field">
                <label for=id.clone()>{label}</label>
                <p class="hint" id=format!("{id}-hint")>{format!("In column “{}”", cell.name)}</p>
                <input type="hidden" name=format!("column-{at}") value=cell.column.to_string()/>
                <input type="hidden" name=format!("says-{at}") value=cell.says.clone()/>
                <select class="select" id=id.clone() name=id.clone() aria-describedby=format!("{id}-hint")>
                    <option value="">"Not known yet"</option>
                    {options}
                </select>
            </div>
        }
    });
    let rows = rows.collect_view();
    view! {
        <section aria-labelledby="strange">
            <h2 id="strange">"What do these cells mean?"</h2>
            <p>"They should name a choice of the question, and name none. Rows with a cell that is not known are not taken in."</p>
            <form class="entry" method="post" action=action>
                <Csrf/>
                {rows}
                <button class="btn btn-secondary" type="submit">"Save what they mean"</button>
            </form>
        </section>
    }
    .into_any()
}
