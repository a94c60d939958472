//! What a random sample says of texts that nobody has read.

use crate::disclosure::Shown;
use crate::plain::hundredths;
use crate::report::builder::Builder;
use crate::report::evidence::{Sampled, SampledTheme};
use crate::report::table::{Cell, Column, Row, Table};
use crate::report::tally::HIDDEN_NOTE;
use crate::report::words::{counted, number};

/// The share of individuals’ responses that raise each theme, as sure as the sample is large.
pub fn sampled(b: &mut Builder, told: &Sampled) {
    b.heading(2, "How many raise each theme, by a random sample");
    b.para(format!(
        "Not every text has been read. {} of individuals, out of {}, were drawn at random, and a person has read every text of these, letters too. Had others been drawn, each share would be another: in 95 of 100 such samples, the share of all individuals’ responses lies between the two figures.",
        crate::report::words::capital(&counted(told.read, "response", "responses")),
        number(told.of)
    ));
    let row = |theme: &SampledTheme| {
        let raised = Cell::shown(Shown::alone(theme.raised));
        let between = match raised {
            // The interval would tell what the count does.
            Cell::Hidden => Cell::Hidden,
            _ => Cell::Text(format!(
                "{}% to {}%",
                hundredths(theme.between.0),
                100 - hundredths(1.0 - theme.between.1)
            )),
        };
        Row::new(&theme.label, [raised, between])
    };
    let rows: Vec<Row> = told.themes.iter().map(row).collect();
    let hidden = rows.iter().flat_map(|row| &row.cells);
    let is_hidden = hidden.clone().any(|cell| *cell == Cell::Hidden);
    let caption = "Themes in the random sample, individuals’ responses";
    b.register(
        caption,
        hidden.filter(|cell| **cell == Cell::Hidden).count(),
        rows.len() * 2,
    );
    b.table(Table {
        caption: caption.to_owned(),
        columns: vec![
            Column::words("Theme"),
            Column::numbers(format!("Raised in, of {}", number(told.read))),
            Column::words("Share of all lies between"),
        ],
        rows,
        note: if is_hidden {
            HIDDEN_NOTE.to_owned()
        } else {
            String::new()
        },
    });
}
