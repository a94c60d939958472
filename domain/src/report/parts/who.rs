//! Who took part.

use crate::contribution::{Capacity, Channel, Form};
use crate::disclosure::{Counts, Margin, Shown};
use crate::report::builder::Builder;
use crate::report::evidence::Received;
use crate::report::table::{Cell, Column, Row, Table};
use crate::report::tally::{Axis, HIDDEN_NOTE, Layout, hidden, individuals};
use crate::report::words::{capital, counted, people, sentence};

const PLACES: &str = "Individuals who responded, by group and part of the area";
const CHANNELS: &str = "How individuals’ responses arrived";

/// Individuals by audience and locality, organisations, groups, late ones, and gaps.
pub fn who(b: &mut Builder) {
    let evidence = b.evidence;
    let total: u64 = individuals(evidence).map(|(count, _, _)| count).sum();
    b.marked(
        "who",
        format!(
            "{} responded as individuals.",
            capital(&people(Shown::alone(total)))
        ),
    );
    b.para("People chose whether to take part. The numbers in this report describe those who did. They are not an estimate of what everybody in the area thinks.");
    places(b);
    channels(b);
    super::typed::typed(b);
    others(b);
    late(b);
    if !evidence.gaps.is_empty() {
        b.heading(2, "Who was hardly heard");
        b.para("Some groups are hardly heard in these results. What was done about it:");
        b.list(evidence.gaps.iter().map(|gap| sentence(gap)).collect());
    }
}

/// One table for both, so that they cannot undo each other; what it hides, no other table shows.
fn places(b: &mut Builder) {
    let evidence = b.evidence;
    let (audiences, localities) = (Axis::audiences(evidence), Axis::localities(evidence));
    let mut cells = vec![vec![0; localities.len()]; audiences.len()];
    for (count, audience, locality) in individuals(evidence) {
        if let (Some(row), Some(column)) = (audiences.at(audience), localities.at(locality)) {
            cells[row][column] += count;
        }
    }
    let counts = Counts {
        cells,
        right: Margin::Sum,
        bottom: Margin::Sum,
        open_noughts: true,
    };
    let table = b.protect(PLACES, &counts, &[], &[]);
    b.hidden_audiences = hidden(&table.right);
    b.hidden_localities = hidden(&table.bottom);
    let labels: Vec<String> = (0..audiences.len())
        .map(|at| audiences.name(at).to_owned())
        .collect();
    let layout = Layout {
        caption: PLACES,
        rows: "Group",
        labels: &labels,
        columns: &localities,
        base: "All",
        shares: false,
        all: true,
    };
    b.table(layout.print(&table));
}

fn channels(b: &mut Builder) {
    let evidence = b.evidence;
    let count = |channel: Channel| -> u64 {
        let rows = evidence.received.iter().filter(|row| {
            let response = matches!(row.form, Form::Response | Form::CommentsOnly);
            row.channel == channel && row.capacity == Capacity::Individual && response && !row.late
        });
        rows.map(|row| row.count).sum()
    };
    let used: Vec<(Channel, u64)> = Channel::ALL
        .iter()
        .map(|c| (*c, count(*c)))
        .filter(|(_, n)| *n > 0)
        .collect();
    if used.len() < 2 {
        return;
    }
    let cells = used.iter().map(|(_, count)| vec![*count]).collect();
    let counts = Counts {
        cells,
        right: Margin::None,
        bottom: Margin::Sum,
        open_noughts: true,
    };
    let table = b.protect(CHANNELS, &counts, &[], &[]);
    let line = |((channel, _), row): (&(Channel, u64), &Vec<Shown>)| {
        Row::new(
            channel_name(*channel),
            row.iter().map(|shown| Cell::shown(*shown)),
        )
    };
    let total = table.bottom.iter().map(|shown| Cell::shown(*shown));
    let rows: Vec<Row> = used.iter().zip(&table.cells).map(line).collect();
    let is_hidden = table.all().any(|shown| shown == Shown::Hidden);
    b.table(Table {
        caption: CHANNELS.to_owned(),
        columns: vec![Column::words("Channel"), Column::numbers("People")],
        rows: rows.into_iter().chain([Row::total("All", total)]).collect(),
        note: if is_hidden {
            HIDDEN_NOTE.to_owned()
        } else {
            String::new()
        },
    });
}

fn channel_name(channel: Channel) -> &'static str {
    match channel {
        Channel::Web => "Web form",
        Channel::Paper => "Paper form",
        Channel::Phone => "Phone",
        Channel::Email => "E-mail",
        Channel::Letter => "Post",
        Channel::Event => "Event",
        Channel::Api => "Another system",
        Channel::Import => "Survey held elsewhere",
    }
}

/// Organisations, groups and campaigns: apart from the individuals.
fn others(b: &mut Builder) {
    let evidence = b.evidence;
    let count = |capacity: Capacity| -> u64 {
        let counts =
            |row: &&Received| row.capacity == capacity && !row.late && row.form != Form::EventPoint;
        evidence
            .received
            .iter()
            .filter(counts)
            .map(|row| row.count)
            .sum()
    };
    let mut items = Vec::new();
    let organisations = count(Capacity::Organisation);
    if organisations > 0 {
        let named = match evidence.organisations.len() {
            0 => "None agreed to be named".to_owned(),
            _ => "Those that agreed to be named are listed in an appendix".to_owned(),
        };
        let counted = counted(organisations, "organisation", "organisations");
        items.push(format!("{counted} responded. {named}."));
    }
    if !evidence.groups.is_empty() {
        let answers = u64::try_from(evidence.groups.len()).unwrap_or(u64::MAX);
        let stood: u64 = evidence.groups.iter().map(|group| group.people).sum();
        items.push(format!(
            "{} answered together, standing for {}. They are not added to the individuals.",
            counted(answers, "group", "groups"),
            people(Shown::alone(stood))
        ));
    }
    let copies: u64 = evidence
        .campaigns
        .iter()
        .map(|campaign| campaign.copies)
        .sum();
    if copies > 0 {
        items.push(format!(
            "{} of a standard text arrived. The text counts once and is told apart.",
            counted(copies, "copy", "copies")
        ));
    }
    if !items.is_empty() {
        b.para("Beside the individuals, and never mixed with them in a percentage:");
        b.list(items);
    }
}

fn late(b: &mut Builder) {
    let evidence = b.evidence;
    let late: u64 = evidence
        .received
        .iter()
        .filter(|row| row.late)
        .map(|row| row.count)
        .sum();
    if late == 0 {
        return;
    }
    let rule = match evidence.late_rule.as_str() {
        "" => "They were read and are not in the percentages",
        rule => rule,
    };
    let came = counted(late, "contribution came", "contributions came");
    b.para(format!("{came} after closing. {}", sentence(rule)));
}
