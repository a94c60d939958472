//! What people thought of each clause of a document.

use crate::contribution::Capacity;
use crate::disclosure::{Counts, Margin};
use crate::document::Stance;
use crate::report::builder::Builder;
use crate::report::evidence::{ClauseViews, Named};
use crate::report::tally::{Axis, Layout};

/// A section with a table for each document; nothing when nobody commented on a clause.
pub fn clauses(b: &mut Builder) {
    let evidence = b.evidence;
    if evidence.clauses.is_empty() {
        return;
    }
    b.section("Views on each clause");
    b.para("People could say of each clause that they agree, that it should change, or that they object to it. Most commented on a few clauses only. Counts are of individuals; what they wrote is among the comments in the next section.");
    let mut documents: Vec<&str> = Vec::new();
    for clause in &evidence.clauses {
        if !documents.contains(&clause.document.as_str()) {
            documents.push(&clause.document);
        }
    }
    for document in documents {
        let clauses: Vec<&ClauseViews> = evidence
            .clauses
            .iter()
            .filter(|clause| clause.document == document)
            .collect();
        one(b, document, &clauses);
    }
}

fn one(b: &mut Builder, document: &str, clauses: &[&ClauseViews]) {
    let name = |stance: Stance| match stance {
        Stance::Agree => "Agree",
        Stance::Change => "Change it",
        Stance::Object => "Object",
    };
    let stances: Vec<Named> = Stance::ALL
        .iter()
        .map(|stance| Named {
            id: stance.as_str().into(),
            name: name(*stance).into(),
        })
        .collect();
    let axis = Axis::new(&stances, std::iter::empty());
    let line = |clause: &&ClauseViews| {
        let views = clause
            .views
            .iter()
            .filter(|view| view.capacity == Capacity::Individual);
        axis.line(views.map(|view| (Some(view.stance.as_str()), view.people)))
    };
    let counts = Counts {
        cells: clauses.iter().map(line).collect(),
        right: Margin::Sum,
        bottom: Margin::None,
        open_noughts: false,
    };
    let caption = format!("{document}: views on each clause, individuals");
    let table = b.protect(&caption, &counts, &[], &[]);
    let labels: Vec<String> = clauses.iter().map(|clause| clause.clause.clone()).collect();
    let layout = Layout {
        caption: &caption,
        rows: "Clause",
        labels: &labels,
        columns: &axis,
        base: "",
        shares: false,
        all: true,
    };
    b.table(layout.print(&table));
}
