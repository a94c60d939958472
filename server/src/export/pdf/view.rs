//! The report as the layout reads it: every cell as it is written, every bar as a share of the longest.

use crate::export::clean::{each_text, kept};
use domain::language::direction;
use domain::printed::Printed;
use domain::report::{self, Block, Chart, Report, Table};
use serde_json::{Value, json};
use std::cell::Cell;

/// Stands for letters and symbols that the embedded fonts lack. A PDF/UA file may not hold them.
const LACKING: &str = "[?]";

/// The data file for the layout. `shows` says which letters the fonts have.
pub(super) fn json(
    report: &Report,
    shows: &dyn Fn(char) -> bool,
) -> Result<Vec<u8>, serde_json::Error> {
    readable(view(report), shows)
}

/// The same for a questionnaire or a copy of answers.
pub(super) fn printed(
    printed: &Printed,
    shows: &dyn Fn(char) -> bool,
) -> Result<Vec<u8>, serde_json::Error> {
    let mut json = serde_json::to_value(printed)?;
    each_text(&mut json, &kept);
    json["rtl"] = (direction(&printed.language) == "rtl").into();
    readable(json, shows)
}

/// Whether every letter of a print-out can be shown.
pub(super) fn lacks_nothing(printed: &Printed, shows: &dyn Fn(char) -> bool) -> bool {
    let Ok(mut json) = serde_json::to_value(printed) else {
        return false;
    };
    let lacks = Cell::new(false);
    each_text(&mut json, &|text| {
        let shown = showable(text, shows);
        lacks.set(lacks.get() || shown != text);
        shown
    });
    !lacks.get()
}

fn readable(mut json: Value, shows: &dyn Fn(char) -> bool) -> Result<Vec<u8>, serde_json::Error> {
    let lacks = Cell::new(false);
    each_text(&mut json, &|text| {
        let shown = showable(text, shows);
        lacks.set(lacks.get() || shown != text);
        shown
    });
    json["lacking"] = lacks.get().then_some(LACKING).into();
    serde_json::to_vec(&json)
}

/// The text with one mark for each run of letters that cannot be shown.
fn showable(text: &str, shows: &dyn Fn(char) -> bool) -> String {
    let mut out = String::with_capacity(text.len());
    let mut lacking = false;
    for c in text.chars() {
        let shown = c.is_whitespace() || shows(c);
        if shown {
            out.push(c);
        } else if !lacking {
            out.push_str(LACKING);
        }
        lacking = !shown;
    }
    out
}

fn view(report: &Report) -> Value {
    let meta = &report.meta;
    let facts = meta
        .facts
        .iter()
        .map(|fact| [&fact.name, &fact.value])
        .collect::<Vec<_>>();
    let sections: Vec<Value> = (report.sections.iter())
        .map(|section| {
            let blocks: Vec<Value> = section.blocks.iter().map(block).collect();
            json!({ "number": section.number, "heading": section.heading, "blocks": blocks })
        })
        .collect();
    json!({
        "title": report.title,
        "council": report.council,
        "body": meta.body,
        "purpose": meta.purpose,
        "date": meta.date,
        "author": meta.author,
        "status": meta.status,
        "facts": facts,
        "checkers": meta.checkers.as_ref().map(table),
        "sections": sections,
    })
}

fn block(block: &Block) -> Value {
    match block {
        Block::Heading { level, text } => json!({ "is": "heading", "level": level, "text": text }),
        Block::Para { number, text } => json!({ "is": "para", "number": number, "text": text }),
        Block::List { ordered, items } => {
            json!({ "is": "list", "ordered": ordered, "items": items })
        }
        Block::Table(it) => json!({ "is": "table", "table": table(it) }),
        Block::Chart(it) => json!({ "is": "chart", "chart": chart(it), "table": table(&it.table) }),
        Block::Quote(quote) => json!({ "is": "quote", "text": quote.text, "who": quote.who }),
        Block::Notice { title, text } => json!({ "is": "notice", "title": title, "text": text }),
    }
}

fn table(table: &Table) -> Value {
    let rows: Vec<Value> = (table.rows.iter())
        .map(|row| {
            let cells: Vec<String> = row.cells.iter().map(report::Cell::text).collect();
            json!({ "total": row.total, "cells": cells })
        })
        .collect();
    json!({
        "caption": table.caption,
        "columns": table.columns,
        "widths": crate::export::widths::widths(table),
        "rows": rows,
        "note": table.note,
    })
}

fn chart(chart: &Chart) -> Value {
    let bars: Vec<Value> = (chart.bars.iter())
        .map(|bar| {
            let permille = bar
                .count
                .map(|count| count.min(chart.scale) * 1000 / chart.scale);
            json!({ "label": bar.label, "text": bar.text, "permille": permille })
        })
        .collect();
    json!({ "alt": chart.alt, "bars": bars })
}
