//! Comments on clauses that somebody wrote on paper: one row each.

use super::parts::{Choice, radios};
use super::sheet::{Sheet, message};
use crate::api::{COMMENT_ROWS, COMMENT_ROWS_LIMIT, own};
use crate::components::form::TextArea;
use crate::text::entry as text;
use domain::document::Stance;
use leptos::prelude::*;

/// The rows, as many as are asked for. Nothing where there is no clause to comment on.
pub(super) fn comments(sheet: &Sheet, action: &str) -> impl IntoView + use<> {
    if sheet.desk.clauses.is_empty() {
        return ().into_any();
    }
    let count = sheet.comment_rows();
    let rows: Vec<_> = (1..=count).map(|at| row(sheet, at)).collect();
    // The page that comes goes on at the first of the new rows.
    let next = format!("{action}#{}", own(&format!("clause-{}", count + 1)));
    let more = (count + COMMENT_ROWS <= COMMENT_ROWS_LIMIT).then(|| {
        view! {
            <button class="btn btn-secondary" type="submit" name=own("more-comments") value="yes" formaction=next>
                "Add two more comments"
            </button>
        }
    });
    view! {
        <h2>"Comments on the documents"</h2>
        <p>"What they wrote about single clauses. Leave it empty where there is nothing."</p>
        <input type="hidden" name=own("comments") value=count.to_string()/>
        {rows}
        {more}
    }
    .into_any()
}

fn row(sheet: &Sheet, at: usize) -> impl IntoView + use<> {
    let stance = format!("stance-{at}");
    let choices = Stance::ALL.iter().map(|one| Choice {
        value: one.as_str(),
        label: text::stance(*one),
        ticked: sheet.has(&stance, one.as_str(), false),
    });
    let choices = radios(
        sheet,
        &stance,
        "What do they think of it?",
        None,
        choices.collect(),
    );
    view! {
        <fieldset class="entry-comment">
            <legend><h3>{format!("Comment {at}")}</h3></legend>
            {clause(sheet, at)}
            {choices}
            {words(sheet, &format!("comment-{at}"), "Their comment")}
            {words(sheet, &format!("suggestion-{at}"), "Wording they suggest")}
        </fieldset>
    }
}

/// The clause. Typing its number finds it in the list.
fn clause(sheet: &Sheet, at: usize) -> impl IntoView + use<> {
    let name = format!("clause-{at}");
    let field = own(&name);
    let mut groups: Vec<(String, Vec<_>)> = Vec::new();
    for choice in &sheet.desk.clauses {
        let value = choice.value();
        let chosen = sheet.has(&name, &value, false);
        let option = view! { <option value=value selected=chosen>{choice.label.clone()}</option> };
        match groups
            .last_mut()
            .filter(|(title, _)| *title == choice.document)
        {
            Some((_, options)) => options.push(option),
            None => groups.push((choice.document.clone(), vec![option])),
        }
    }
    let groups = groups
        .into_iter()
        .map(|(title, options)| view! { <optgroup label=title>{options}</optgroup> });
    let wrong = sheet.error(&field);
    view! {
        <div class="field">
            <label for=field.clone()>"Clause"</label>
            {message(&field, wrong.clone())}
            <select class="select" id=field.clone() name=field aria-describedby=sheet.described_by(&name, false)
                aria-invalid=wrong.is_some().then_some("true")>
                <option value="">"Choose"</option>
                {groups.collect_view()}
            </select>
        </div>
    }
}

fn words(sheet: &Sheet, name: &str, label: &'static str) -> impl IntoView + use<> {
    let field = own(name);
    let wrong = sheet.error(&field);
    view! {
        <div class="field">
            <label for=field.clone()>{label}</label>
            {message(&field, wrong.clone())}
            <TextArea name=field text=sheet.value(name, "") rows=3 described_by=sheet.described_by(name, false)
                invalid=wrong.is_some()/>
        </div>
    }
}
