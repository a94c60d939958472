//! What the evidence cannot show, and the appendices that explain the numbers.

use crate::report::builder::Builder;
use crate::report::table::{Cell, Column, Row, Table};
use crate::report::words::{SCALE, SMALL_BASE, capital, counted, list, number, sentence};

/// Limitations: those every report has, then those of this one.
pub fn limits(b: &mut Builder) {
    let evidence = b.evidence;
    b.para("Anybody reading these results should bear in mind:");
    let mut items = vec![
        "People chose to respond. The results describe those who did, and no margin of error can be given.".to_owned(),
        format!("Not everybody answered every question. Each share is of those who answered. Where fewer than {SMALL_BASE} did, no percentage is given."),
        "Sorting comments into themes takes judgement. Another reader might have sorted some of them otherwise.".to_owned(),
    ];
    if !b.withheld.is_empty() {
        items.push("Small numbers are hidden so that nobody can be recognised. What was hidden where is listed in an appendix. Comparing this report with another on the same consultation needs the same care.".to_owned());
    }
    let screened = evidence.screened;
    let facts = [
        (screened.redacted, "quoted only with words blacked out"),
        (screened.withheld, "not to be quoted at all"),
        (screened.unscreened, "not yet checked, and so not quoted"),
    ];
    let facts: Vec<String> = (facts.iter().filter(|(count, _)| *count > 0))
        .map(|(count, what)| {
            format!(
                "{} {} {what}",
                number(*count),
                if *count == 1 { "is" } else { "are" }
            )
        })
        .collect();
    if !facts.is_empty() {
        items.push(format!(
            "People were asked not to name anybody, but some did. Of {}, {}.",
            counted(screened.texts, "free text", "free texts"),
            list(&facts)
        ));
    }
    items.extend(evidence.limitations.iter().map(|limit| sentence(limit)));
    b.list(items);
}

/// Organisations that agreed to be named.
pub fn organisations(b: &mut Builder) {
    let names = &b.evidence.organisations;
    if !names.is_empty() {
        b.appendix("organisations that responded and agreed to be named");
        b.list(names.clone());
    }
}

/// What the number words mean.
pub fn number_words(b: &mut Builder) {
    b.appendix("what the number words mean");
    b.line(format!("These words stand only beside the numbers they are taken from, and never where fewer than {SMALL_BASE} people answered."));
    let rows = SCALE
        .iter()
        .map(|(word, share)| [capital(word), (*share).to_owned()])
        .collect();
    b.table(Table::of_words(
        "Number words",
        ["Word", "Share of those who answered"],
        rows,
    ));
}

/// What was hidden where. Never says which cells were small.
pub fn hidden_tables(b: &mut Builder) {
    if b.withheld.is_empty() {
        return;
    }
    let rows = b.withheld.iter().map(|table| {
        let cells =
            [table.hidden, table.of].map(|n| Cell::Count(u64::try_from(n).unwrap_or(u64::MAX)));
        Row::new(&table.table, cells)
    });
    let rows = rows.collect();
    b.appendix("numbers that are not shown");
    b.line("Counts from 1 to 4 are not shown, nor are others from which they could be worked out. No percentage is given for them.");
    b.table(Table {
        caption: "Numbers not shown, by table".to_owned(),
        columns: vec![
            Column::words("Table"),
            Column::numbers("Not shown"),
            Column::numbers("Numbers in the table"),
        ],
        rows,
        note: String::new(),
    });
}
