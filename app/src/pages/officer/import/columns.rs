//! What each column of a file is.

use super::super::slug;
use super::{about, in_words, not_now, within};
use crate::api::{ApiError, ImportChoices, ImportColumn, ImportDesk, backend};
use crate::components::form::Typed;
use crate::components::layout::ErrorPage;
use crate::components::loaded::loaded;
use crate::components::officer::{Csrf, FieldProblem, OfficerPage, Refused};
use crate::pages::params::param;
use crate::platform;
use crate::routes;
use crate::text::imports::columns;
use crate::text::numbers::counted;
use crate::visit::{Retry, visit};
use domain::id::ImportFileId;
use domain::text::Slug;
use leptos::prelude::*;

const TITLE: &str = "What are the columns?";

/// The page.
#[component]
pub fn ImportColumnsPage() -> impl IntoView {
    let (Some(slug), Ok(id)) = (slug(), param::<ImportFileId>("file")) else {
        return view! { <ErrorPage error=ApiError::NotFound/> }.into_any();
    };
    let visit = visit();
    let action = routes::import_file(&slug, id);
    let retry = visit.retry_of(&action).cloned();
    let (backend, of) = (backend(), slug.clone());
    let data = async move {
        match backend.import_desk(&visit.caller, &of, id).await {
            Err(error) => in_words(&error).map(Err).ok_or(error),
            Ok(desk) => Ok(Ok(desk)),
        }
    };
    loaded(data, move |found| {
        platform::never_store();
        match found {
            Ok(desk) => page(slug, desk, retry, action).into_any(),
            Err(sentence) => not_now(slug, sentence).into_any(),
        }
    })
    .into_any()
}

fn page(slug: Slug, desk: ImportDesk, retry: Option<Retry>, action: String) -> impl IntoView {
    let within = within(&slug, &desk.card.title);
    let typed = Typed::of(retry.as_ref(), &action);
    let warning = (!desk.warning.is_empty()).then(|| {
        view! { <div class="notice notice-warning"><p>{desk.warning.clone()}</p></div> }
    });
    let told = format!(
        "{}. {}, {}.",
        about(&desk.file),
        counted(desk.rows, "row", "rows"),
        counted(desk.columns.len() as u64, "column", "columns")
    );
    // What is still to be chosen stands first; nothing is hidden.
    let groups = [
        (
            "open",
            "To choose",
            "Nothing tells what these are. Choose, or leave a column out and say why.",
        ),
        (
            "matched",
            "Matched",
            "By their code, their number or their words. Check each, and change what is wrong.",
        ),
        (
            "left-out",
            "Left out",
            "What is in these columns is not kept. Before the file is taken in you are told how much that is.",
        ),
    ];
    let at_of = |wanted: &str| -> Vec<usize> {
        let here = |at: &usize| group_of(*at, &desk.columns[*at], &typed) == wanted;
        (0..desk.columns.len()).filter(here).collect()
    };
    let sizes = groups.map(|(group, ..)| at_of(group).len());
    let sections = groups.map(|(group, title, hint)| {
        let here = at_of(group);
        (!here.is_empty()).then(|| {
            let rows = here.iter();
            let rows = rows.map(|at| column(*at, &desk.columns[*at], &desk.choices, &typed));
            let rows = rows.collect_view();
            let title = format!("{title} ({})", here.len());
            view! {
                <section aria-labelledby=group>
                    <h2 id=group>{title}</h2>
                    <p>{hint}</p>
                    {rows}
                </section>
            }
        })
    });
    let sections = sections.into_iter().collect_view();
    let [open, matched, left_out] = sizes;
    let saved = (!desk.saved.is_empty()).then(|| {
        let options = desk.saved.iter().cloned();
        let options = options.map(|name| {
            let value = name.clone();
            view! { <option value=value>{name}</option> }
        });
        let invalid = typed.wrong("saved").then_some("true");
        view! {
            <form class="toolbar" method="post" action=action.clone()>
                <Csrf/>
                <div class="field">
                    <label for="saved">"Use a mapping that was saved"</label>
                    <FieldProblem retry=typed.retry() field="saved"/>
                    <select class="select" id="saved" name="saved" aria-invalid=invalid>{options.collect_view()}</select>
                </div>
                <button class="btn btn-secondary" type="submit" name="act" value="use">"Use it"</button>
            </form>
        }
    });
    let rest = rest(&desk, &typed);
    let discard = routes::discard_import(&slug, desk.file.id);
    view! {
        <OfficerPage title=TITLE within error=retry.is_some()>
            {retry.clone().map(|retry| view! { <Refused retry/> })}
            <p><a class="back-link" href=routes::imports(&slug)>"All files"</a></p>
            <h1>{TITLE}</h1>
            <p>{told}" "{columns(open, matched, left_out)}</p>
            {warning}
            {saved}
            <form class="entry" method="post" action=action novalidate>
                <Csrf/>
                {sections}
                {rest}
                <button class="btn" type="submit" name="act" value="preview">"Save, and see what would be stored"</button>
            </form>
            <form method="post" action=discard>
                <Csrf/>
                <button class="btn-link" type="submit">"Give this file up. Nothing of it is stored"</button>
            </form>
        </OfficerPage>
    }
    .into_any()
}

/// Under which heading a column stands.
fn group_of(at: usize, column: &ImportColumn, typed: &Typed) -> &'static str {
    match typed.value(&format!("what-{at}"), &column.what).as_str() {
        "" => "open",
        "ignore" => "left-out",
        _ => "matched",
    }
}

/// One column: its name, some of what is in it, and what it is.
fn column(
    at: usize,
    column: &ImportColumn,
    choices: &[ImportChoices],
    typed: &Typed,
) -> impl IntoView + use<> {
    let (what, why) = (format!("what-{at}"), format!("why-{at}"));
    let chosen = typed.value(&what, &column.what);
    let groups = choices.iter().map(|group| {
        let options = group.options.iter().map(|(value, name)| {
            let selected = *value == chosen;
            view! { <option value=value.clone() selected=selected>{name.clone()}</option> }
        });
        let options = options.collect_view();
        view! { <optgroup label=group.label.clone()>{options}</optgroup> }
    });
    let groups = groups.collect_view();
    let samples = match column.samples.is_empty() {
        true => "Nothing is in it.".to_owned(),
        false => {
            let said: Vec<String> = column
                .samples
                .iter()
                .map(|s| format!("“{}”", start(s)))
                .collect();
            format!(
                "{}, such as {}",
                counted(column.filled, "cell filled", "cells filled"),
                said.join(", ")
            )
        }
    };
    let described = typed.described_by(&what, true);
    let (bad_what, bad_why) = (typed.wrong(&what), typed.wrong(&why));
    view! {
        <fieldset class="import-column">
            <legend><h3>{column.name.clone()}</h3></legend>
            <p class="hint" id=format!("{what}-hint")>{samples}</p>
            <div class="import-choice">
                <div class="field">
                    <label for=what.clone()>"What is it?"</label>
                    <FieldProblem retry=typed.retry() field=what.clone()/>
                    <select class="select" id=what.clone() name=what.clone() aria-describedby=described
                        aria-invalid=bad_what.then_some("true")>
                        <option value="">"Choose"</option>
                        <option value="ignore" selected=chosen == "ignore">"Leave it out"</option>
                        {groups}
                    </select>
                </div>
                <div class="field">
                    <label for=why.clone()>"If it is left out: why?"</label>
                    <FieldProblem retry=typed.retry() field=why.clone()/>
                    <input class="input" type="text" id=why.clone() name=why.clone() autocomplete="off"
                        value=typed.value(&why, &column.why) aria-describedby=typed.described_by(&why, false)
                        aria-invalid=bad_why.then_some("true")/>
                </div>
            </div>
        </fieldset>
    }
}

/// What holds for every row, and the name to keep all of it under.
fn rest(desk: &ImportDesk, typed: &Typed) -> impl IntoView + use<> {
    let chosen = typed.value("who-answered", &desk.typed.audience);
    let audiences = desk.audiences.iter().map(|(id, name)| {
        let selected = chosen == id.as_str();
        view! { <option value=id.to_string() selected=selected>{name.clone()}</option> }
    });
    let audiences = audiences.collect_view();
    let line = |name: &'static str, label: &'static str, hint: &'static str, begin: &str| {
        let invalid = typed.wrong(name).then_some("true");
        view! {
            <div class="field">
                <label for=name>{label}</label>
                <p class="hint" id=format!("{name}-hint")>{hint}</p>
                <FieldProblem retry=typed.retry() field=name/>
                <input class="input" type="text" id=name name=name autocomplete="off" value=typed.value(name, begin)
                    aria-describedby=typed.described_by(name, true) aria-invalid=invalid/>
            </div>
        }
    };
    let sent = typed.has("only-sent", "yes", desk.typed.only_sent);
    let invalid = typed.wrong("who-answered").then_some("true");
    view! {
        <h2>"For every row"</h2>
        <div class="field">
            <label for="who-answered">"Who answered, where no column says?"</label>
            <FieldProblem retry=typed.retry() field="who-answered"/>
            <select class="select" id="who-answered" name="who-answered" aria-describedby=typed.described_by("who-answered", false)
                aria-invalid=invalid>
                <option value="">"A column says"</option>
                {audiences}
            </select>
        </div>
        {line("survey", "Name of the survey",
            "A row is taken in once for each survey and number. Keep the name for the survey’s next export.", &desk.typed.source)}
        <div class="field">
            <div class="checkbox">
                <input type="checkbox" id="only-sent" name="only-sent" value="yes" checked=sent/>
                <label for="only-sent">"A row without a date received was begun and never sent: do not take it in"</label>
            </div>
        </div>
        {line("save-as", "Keep this mapping for the next file, under the name", "Leave it empty if you do not need it again.", &desk.typed.save_as)}
    }
}

/// The start of a long cell.
fn start(text: &str) -> String {
    const MOST: usize = 60;
    match text.chars().count() > MOST {
        true => text.chars().take(MOST).chain(['…']).collect(),
        false => text.to_owned(),
    }
}
