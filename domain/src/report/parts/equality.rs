//! What people said about themselves, in numbers that nothing joins to what they answered.

use crate::disclosure::{Counts, Margin, Shown};
use crate::report::builder::Builder;
use crate::report::evidence::EqualityQuestion;
use crate::report::table::Table;
use crate::report::tally::{Axis, Layout};
use std::collections::BTreeMap;

/// Why the council asked, and what can be told of it, among those who took part.
pub fn equality(b: &mut Builder) {
    b.heading(2, "What people said about themselves");
    b.para("After they had sent their response, people were asked some questions about themselves. They could leave out any of them. The answers are kept where nothing joins them to a response or to each other. So they show who was heard, and no result in this report can be broken down by them.");
    match &b.evidence.equality {
        None => b.para("They are counted when the consultation has closed."),
        Some(questions) if questions.is_empty() => b.para("Nobody answered them."),
        Some(_) => b.para("The numbers are in an appendix."),
    };
}

/// An appendix with a table for each question that somebody answered.
pub fn equality_tables(b: &mut Builder) {
    let questions = b.evidence.equality.as_deref().unwrap_or_default();
    if questions.is_empty() {
        return;
    }
    b.appendix("what people said about themselves");
    b.line("People of any group and role may have answered, and whoever answered for an organisation too. Each question counts those who answered it.");
    b.line("A question that was asked only of a group whose number is not shown is left out.");
    let mut shown = BTreeMap::new();
    for question in questions {
        let led = after(question, &shown);
        if led != Led::Hidden {
            let (table, cells) = one(b, question, led == Led::Partly);
            shown.insert(question.id.as_str(), cells);
            b.table(table);
        }
    }
}

/// What earlier tables show of those who were asked.
#[derive(PartialEq)]
enum Led {
    /// All of them, or everybody was asked.
    Open,
    /// Some of their numbers, so that their sum must stay open.
    Partly,
    /// Not the one number that they are.
    Hidden,
}

/// A question's shown cells by option.
type Cells = BTreeMap<String, Shown>;

fn after(question: &EqualityQuestion, shown: &BTreeMap<&str, Cells>) -> Led {
    let Some((step, options)) = &question.after else {
        return Led::Open;
    };
    let Some(cells) = shown.get(step.as_str()) else {
        return Led::Hidden;
    };
    let hidden = |option: &&String| cells.get(*option) == Some(&Shown::Hidden);
    match options.iter().filter(hidden).count() {
        0 => Led::Open,
        hidden if hidden == options.len() => Led::Hidden,
        _ => Led::Partly,
    }
}

fn one(b: &mut Builder, question: &EqualityQuestion, total_hidden: bool) -> (Table, Cells) {
    let counts = Counts {
        cells: question
            .answers
            .iter()
            .map(|answer| vec![answer.people])
            .collect(),
        right: Margin::None,
        bottom: Margin::Sum,
        open_noughts: false,
    };
    let hide: &[usize] = if total_hidden { &[0] } else { &[] };
    let table = b.protect(&question.title, &counts, &[], hide);
    let labels: Vec<String> = question
        .answers
        .iter()
        .map(|answer| answer.name.clone())
        .collect();
    let people = Axis::new(
        &[crate::report::evidence::Named {
            id: "people".to_owned(),
            name: "People".to_owned(),
        }],
        std::iter::empty(),
    );
    let layout = Layout {
        caption: &question.title,
        rows: "Answer",
        labels: &labels,
        columns: &people,
        base: "All who answered",
        shares: true,
        all: false,
    };
    let cells = table
        .cells
        .iter()
        .map(|row| row.first().copied().unwrap_or(Shown::Hidden));
    let ids = question.answers.iter().map(|answer| answer.id.clone());
    (layout.print(&table), ids.zip(cells).collect())
}
