//! Who typed the responses in easy words. Their weight as evidence of what young people think depends on it.

use crate::contribution::Capacity;
use crate::disclosure::{Counts, Margin, Protected, Shown};
use crate::report::builder::Builder;
use crate::report::evidence::Typed;
use crate::report::table::{Cell, Column, Row, Table};
use crate::report::tally::{Axis, HIDDEN_NOTE};
use crate::report::words::counted;
use crate::typing::{Agreed, Typing, Typist, Way, Whose};

const NOT_SAID: &str = "Not said";

/// For each group of people asked in easy words: who typed, who helped, whose words they are. Nothing where it was
/// never asked.
pub fn typed(b: &mut Builder) {
    let evidence = b.evidence;
    let axis = Axis::audiences(evidence);
    for audience in &evidence.audiences {
        let here = |typed: &&Typed| typed.audience == audience.id;
        let rows: Vec<&Typed> = evidence.typed.iter().filter(here).collect();
        if rows.iter().all(|typed| typed.typing.way.is_none()) {
            continue;
        }
        b.heading(2, format!("Who typed: {}", audience.name));
        b.para("The form asked who was typing, and whose words they were. What a helper understood is not the same as a young person’s own words.");
        let place = axis.at(Some(&audience.id));
        let hidden = place.is_some_and(|at| b.hidden_audiences.contains(&at));
        individuals(b, &audience.name, &rows, hidden);
        groups(b, &rows);
    }
}

fn individuals(b: &mut Builder, name: &str, rows: &[&Typed], hidden: bool) {
    let alone = |typed: &&&Typed| typed.capacity == Capacity::Individual;
    let people: Vec<&Typed> = rows.iter().filter(alone).copied().collect();
    let count = |wanted: &dyn Fn(&Typing) -> bool| -> u64 {
        let rows = people.iter().filter(|typed| wanted(&typed.typing));
        rows.map(|typed| typed.count).sum()
    };
    let by_way = |way: Option<Way>| count(&|typing| typing.way == way);
    let ways = [
        ("The young person, alone", by_way(Some(Way::Alone))),
        ("The young person, with help", by_way(Some(Way::Helped))),
        (
            "Somebody else, for a young person",
            by_way(Some(Way::TypedFor)),
        ),
        (NOT_SAID, by_way(None)),
    ];
    let shown = column(b, &format!("Who typed: {name}"), &ways, hidden);
    // The base of the two tables that follow. Where the first table does not show it, neither may they.
    let base = shown.cells.get(1..3).unwrap_or_default().iter().flatten();
    let hidden = base.clone().any(|cell| *cell == Shown::Hidden);
    let helped = |typing: &Typing| matches!(typing.way, Some(Way::Helped | Way::TypedFor));
    if count(&helped) == 0 {
        return;
    }
    let who = |typist: Option<Typist>| count(&|typing| helped(typing) && typing.typist == typist);
    let typists = [
        ("A parent or carer", who(Some(Typist::Parent))),
        ("Somebody at school or college", who(Some(Typist::Teacher))),
        ("A youth worker", who(Some(Typist::YouthWorker))),
        ("An advocate", who(Some(Typist::Advocate))),
        ("Somebody else", who(Some(Typist::Other))),
        (NOT_SAID, who(None)),
    ];
    column(
        b,
        &format!("Who helped or typed for: {name}"),
        &typists,
        hidden,
    );
    let of = |whose: Option<Whose>| count(&|typing| helped(typing) && typing.whose == whose);
    let words = [
        ("The young person’s own", of(Some(Whose::Theirs))),
        ("What the helper understood", of(Some(Whose::Understood))),
        ("Some of each", of(Some(Whose::Both))),
        (NOT_SAID, of(None)),
    ];
    column(
        b,
        &format!("Whose words, where somebody helped or typed: {name}"),
        &words,
        hidden,
    );
}

/// A table of one column, with its total unless another table hides that. Rows in which nobody stands are left out.
fn column(b: &mut Builder, caption: &str, lines: &[(&str, u64)], hidden: bool) -> Protected {
    let counts = Counts {
        cells: lines.iter().map(|(_, count)| vec![*count]).collect(),
        right: Margin::None,
        bottom: Margin::Sum,
        open_noughts: true,
    };
    let hide: &[usize] = if hidden { &[0] } else { &[] };
    let table = b.protect(caption, &counts, &[], hide);
    let cells = |line: &[Shown]| -> Vec<Cell> { line.iter().map(|s| Cell::shown(*s)).collect() };
    let mut rows: Vec<Row> = (lines.iter().zip(&table.cells))
        .filter(|((_, count), _)| *count > 0)
        .map(|((label, _), line)| Row::new(*label, cells(line)))
        .collect();
    rows.push(Row::total("All", cells(&table.bottom)));
    let is_hidden = table.all().any(|shown| shown == Shown::Hidden);
    b.table(Table {
        caption: caption.to_owned(),
        columns: vec![Column::words("Typed by"), Column::numbers("Responses")],
        rows,
        note: if is_hidden {
            HIDDEN_NOTE.to_owned()
        } else {
            String::new()
        },
    });
    table
}

/// How groups agreed. A group is no person: its number gives nobody away.
fn groups(b: &mut Builder, rows: &[&Typed]) {
    let groups = rows.iter().filter(|t| t.capacity == Capacity::Group);
    let count = |agreed: Option<Agreed>| -> u64 {
        let rows = groups.clone().filter(|typed| typed.typing.agreed == agreed);
        rows.map(|typed| typed.count).sum()
    };
    let lines = [
        (Some(Agreed::Everybody), "said that everybody agreed"),
        (Some(Agreed::Most), "said that most agreed"),
        (
            Some(Agreed::Differences),
            "did not agree, and wrote the different views down",
        ),
        (None, "did not say how they agreed"),
    ];
    let told: Vec<String> = lines
        .into_iter()
        .map(|(agreed, said)| (count(agreed), said))
        .filter(|(count, _)| *count > 0)
        .map(|(count, said)| format!("{} {said}.", counted(count, "group", "groups")))
        .collect();
    if !told.is_empty() {
        b.para("Groups of young people answered too. They are counted as groups, not with the individuals:");
        b.list(told);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{Block, Report, Template, build};
    use crate::testing::report::evidence;

    fn typed(way: Way, typist: Option<Typist>, whose: Option<Whose>, count: u64) -> Typed {
        Typed {
            audience: "young-person".into(),
            capacity: Capacity::Individual,
            typing: Typing {
                way: Some(way),
                typist,
                whose,
                ..Typing::default()
            },
            count,
        }
    }

    fn tables(report: &Report) -> Vec<(String, Vec<Vec<String>>)> {
        let blocks = report.sections.iter().flat_map(|section| &section.blocks);
        let found = blocks.filter_map(|block| match block {
            Block::Table(table) if table.caption.starts_with("Who") => Some((
                table.caption.clone(),
                table
                    .rows
                    .iter()
                    .map(|row| row.cells.iter().map(Cell::text).collect())
                    .collect(),
            )),
            _ => None,
        });
        found.collect()
    }

    #[test]
    fn a_small_number_of_helpers_is_hidden_and_cannot_be_worked_out() {
        let mut evidence = evidence();
        evidence.typed = vec![
            typed(Way::Alone, None, None, 11),
            typed(Way::Helped, Some(Typist::Parent), Some(Whose::Theirs), 9),
            typed(
                Way::TypedFor,
                Some(Typist::Advocate),
                Some(Whose::Understood),
                2,
            ),
        ];
        let report = build(&evidence, Template::Consultation);
        let tables = tables(&report);
        assert_eq!(tables.len(), 3, "{tables:?}");
        for (caption, rows) in &tables {
            let numbers = rows.iter().map(|row| row[1].as_str());
            let hidden = numbers.clone().filter(|cell| *cell == "[c]").count();
            assert!(hidden >= 2, "{caption}: {rows:?}");
            assert!(
                numbers.clone().all(|cell| cell != "2"),
                "{caption}: {rows:?}"
            );
        }
    }

    #[test]
    fn nothing_is_said_where_nobody_was_asked_who_typed() {
        let report = build(&evidence(), Template::Consultation);
        assert!(tables(&report).is_empty());
    }
}
