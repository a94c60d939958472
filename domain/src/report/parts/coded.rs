//! How far people's words were coded, how well coders agree, and what was let pass.

use crate::agreement::{Estimate, FEWEST_RAISED};
use crate::plain::hundredths;
use crate::report::builder::Builder;
use crate::report::evidence::{AcceptedTold, CodedQuestion, CodedTheme, CodingTold};
use crate::report::table::{Cell, Column, Row, Table};
use crate::report::words::{counted, date, number};

/// Whether the coding of each question was signed off, with whoever let something pass, and why.
pub fn coded(b: &mut Builder) {
    let told = &b.evidence.coding;
    if told.questions.is_empty() && told.accepted.is_empty() {
        return;
    }
    b.para(agreement(told));
    if told.people.is_some() && !told.themes.is_empty() {
        b.table(by_theme(&told.themes));
    }
    if !told.accepted.is_empty() {
        b.para("Some suggestions of the software were accepted together because it was sure of them. Nobody had read the texts then. They stand in a column of their own and are not added to what people confirmed:");
        b.list(told.accepted.iter().map(accepted).collect());
    }
    let (signed, open): (Vec<_>, Vec<_>) =
        (told.questions.iter()).partition(|question| question.signed.is_some());
    if !signed.is_empty() {
        b.para("The coding of these questions was signed off. Where something was not as it should be, it says what, who let it pass, and why:");
        b.list(signed.into_iter().map(line).collect());
    }
    if !open.is_empty() {
        b.para("The coding of these is not signed off:");
        b.list(open.into_iter().map(line).collect());
    }
}

fn accepted(told: &AcceptedTold) -> String {
    let what = format!(
        "{} accepted {} for {} on {}, each with a score of {:.2} or more: among comments held back, {} of 100 such suggestions were right",
        told.by,
        counted(told.suggestions, "suggestion", "suggestions"),
        counted(told.texts, "text", "texts"),
        date(told.on),
        told.level,
        hundredths(told.right)
    );
    match told.confirmed + told.rejected {
        0 => format!("{what}. Nobody has read any of these texts since."),
        read => format!(
            "{what}. Somebody has decided on {} of them on reading the text since: {} confirmed, {} rejected.",
            number(read),
            number(told.confirmed),
            number(told.rejected)
        ),
    }
}

fn line(question: &CodedQuestion) -> String {
    let read = format!(
        "{}: {} of {} read by a person",
        question.title,
        number(question.read),
        counted(question.texts, "text", "texts")
    );
    let Some(signed) = &question.signed else {
        return format!("{read}.");
    };
    let since = match signed.changed {
        0 => String::new(),
        n => format!(
            ", before {} came or went",
            counted(n, "theme of a text", "themes of texts")
        ),
    };
    let by = format!(
        "{read}; signed off by {} on {}{since}",
        signed.by,
        date(signed.on)
    );
    match signed.overrides.is_empty() {
        true => format!("{by}."),
        false => format!(
            "{by}, who let this pass: {}. Reason given: {}",
            signed.overrides.join("; "),
            crate::report::words::sentence(&signed.reason)
        ),
    }
}

/// How two people agree, and people and machine.
fn agreement(told: &CodingTold) -> String {
    let people = match told.people {
        Some(people) => format!(
            "{} were coded by two people, neither of whom saw what the other said. Beyond what chance would bring they agree by {} (Krippendorff’s alpha, where 1 is full agreement; in brackets, where it would lie in 95 of 100 such samples).",
            crate::report::words::capital(&counted(told.people_texts, "text", "texts")),
            estimate(people),
        ),
        None => "Fewer than 30 texts were coded by two people, so nothing can be said of how far two people would agree."
            .to_owned(),
    };
    match told.machine {
        Some(machine) => format!(
            "{people} Against what people decided without seeing a suggestion, the software’s suggestions reach an F1 of {} over {}.",
            estimate(machine),
            counted(told.machine_texts, "text", "texts")
        ),
        None => people,
    }
}

/// The same theme by theme.
fn by_theme(themes: &[CodedTheme]) -> Table {
    let figure = |figure: Option<Estimate>| {
        Cell::Text(figure.map_or_else(|| "too few to say".to_owned(), estimate))
    };
    let row = |theme: &CodedTheme| {
        let raised = match theme.people {
            Some(_) => Cell::Count(theme.raised),
            None => Cell::Text(format!("fewer than {FEWEST_RAISED}")),
        };
        Row::new(
            &theme.label,
            [raised, figure(theme.people), figure(theme.machine)],
        )
    };
    Table {
        caption: "How well coders agree, theme by theme".to_owned(),
        columns: vec![
            Column::words("Theme"),
            Column::numbers("Texts either person gave it"),
            Column::words("Two people: F1"),
            Column::words("People and software: F1"),
        ],
        rows: themes.iter().map(row).collect(),
        note: "F1 is twice the texts that both gave a theme, by all that each gave it: 1 is full agreement. In brackets, where it would lie in 95 of 100 such samples.".to_owned(),
    }
}

fn estimate(figure: Estimate) -> String {
    format!(
        "{:.2} ({:.2} to {:.2})",
        figure.value, figure.low, figure.high
    )
}
