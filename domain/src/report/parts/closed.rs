//! Answers to questions with options.

use crate::contribution::Capacity;
use crate::disclosure::{Counts, Margin, Shown, THRESHOLD};
use crate::report::builder::Builder;
use crate::report::evidence::{ClosedQuestion, Named};
use crate::report::table::Chart;
use crate::report::tally::{Axis, Layout, hidden_here, margin};
use crate::report::words::{capital, list, quantity, share, titled};

const WHO: &str = "people who answered";

/// Every question: chart and table of the individuals by audience, then the others apart.
pub fn closed(b: &mut Builder) {
    let evidence = b.evidence;
    if evidence.closed.is_empty() {
        b.para(
            "The consultation had no questions with set answers, or nobody has answered them yet.",
        );
        return;
    }
    b.para("Percentages are of the individuals who answered the question, in whole numbers, so they may not add up to 100. Where fewer than 30 answered only counts are given.");
    for question in &evidence.closed {
        one(b, question);
    }
}

fn one(b: &mut Builder, question: &ClosedQuestion) {
    b.heading(2, titled(&question.name, &question.title));
    let axis = Axis::audiences(b.evidence);
    let individual = |capacity: Capacity| capacity == Capacity::Individual;
    let cells: Vec<Vec<u64>> = (question.options.iter())
        .map(|option| {
            let rows = question
                .picked
                .iter()
                .filter(|row| row.option == option.id && individual(row.capacity));
            axis.line(rows.map(|row| (row.audience.as_deref(), row.people)))
        })
        .collect();
    let answered = question
        .answered
        .iter()
        .filter(|row| individual(row.capacity));
    let bases = axis.line(answered.map(|row| (row.audience.as_deref(), row.people)));
    if bases.iter().sum::<u64>() == 0 {
        b.para("No individual answered this question.");
        return;
    }
    let caption = format!("{}: answers by group", question.name);
    let hide = hidden_here(&b.hidden_audiences, &bases);
    let bottom = margin(&cells, bases, question.several);
    let table = b.protect(
        &caption,
        &Counts {
            cells,
            right: Margin::Sum,
            bottom,
            open_noughts: false,
        },
        &[],
        &hide,
    );
    for sentence in told(question, &table.right, table.corner) {
        b.para(sentence);
    }
    let labels: Vec<String> = question
        .options
        .iter()
        .map(|option| option.name.clone())
        .collect();
    let layout = Layout {
        caption: &caption,
        rows: "Answer",
        labels: &labels,
        columns: &axis,
        base: "People who answered",
        shares: true,
        all: true,
    };
    let mut printed = layout.print(&table);
    if question.several {
        let several = "People could pick more than one answer.";
        printed.note = [printed.note.as_str(), several].join(" ").trim().to_owned();
    }
    let all = printed.columns.len() - 1;
    let most = table.right.iter().filter_map(|shown| shown.count()).max();
    let base = table.corner.and_then(Shown::count);
    let scale = base.or(most).unwrap_or(1);
    b.chart(Chart::of(printed, all, scale));
    others(b, question);
}

/// Both sides of an agreement scale and the undecided; of other questions the answer picked most.
fn told(question: &ClosedQuestion, totals: &[Shown], base: Option<Shown>) -> Vec<String> {
    let Some(Shown::Count(base)) = base else {
        return Vec::new();
    };
    let sum = |ids: &[&str]| -> Option<u64> {
        let options = question.options.iter().zip(totals);
        let shown: Vec<Option<u64>> = options
            .filter(|(o, _)| ids.contains(&o.id.as_str()))
            .map(|(_, s)| s.count())
            .collect();
        (shown.len() == ids.len())
            .then(|| shown.into_iter().sum::<Option<u64>>())
            .flatten()
    };
    let say = |count: u64, what: &str| {
        let share = share(Shown::alone(count), Shown::Count(base), WHO);
        match quantity(count, base) {
            Some(word) => format!("{} {what}: {share}.", capital(word)),
            None => format!("{} {what}.", capital(&share)),
        }
    };
    let agreed = sum(&["strongly-agree", "agree"]);
    let disagreed = sum(&["strongly-disagree", "disagree"]);
    if let (Some(agreed), Some(disagreed)) = (agreed, disagreed) {
        let sides = [
            say(agreed, "agreed or strongly agreed"),
            say(disagreed, "disagreed or strongly disagreed"),
        ];
        let unsure = [
            ("neither", "neither agreed nor disagreed"),
            ("dont-know", "said they did not know"),
        ];
        let unsure = unsure
            .iter()
            .filter_map(|(id, what)| sum(&[*id]).map(|count| say(count, what)));
        return vec![
            sides
                .into_iter()
                .chain(unsure)
                .collect::<Vec<_>>()
                .join(" "),
        ];
    }
    let options = question
        .options
        .iter()
        .zip(totals.iter().filter_map(|s| s.count()));
    let complete = totals.iter().all(|shown| shown.count().is_some());
    let most = options.max_by_key(|(_, count)| *count).filter(|_| complete);
    let line = |(option, count): (&Named, u64)| {
        let share = share(Shown::alone(count), Shown::Count(base), WHO);
        let most = if question.first {
            "put first"
        } else {
            "picked"
        };
        format!(
            "The answer {most} most often was “{}”: {share}.",
            option.name
        )
    };
    most.map(line).into_iter().collect()
}

/// Counts of organisations, groups and campaign texts, without percentages.
fn others(b: &mut Builder, question: &ClosedQuestion) {
    let kinds = [
        (Capacity::Organisation, "Organisations"),
        (Capacity::Group, "Groups"),
        (Capacity::Campaign, "Campaign texts"),
    ];
    let base = |capacity: Capacity| -> u64 {
        let rows = question
            .answered
            .iter()
            .filter(|row| row.capacity == capacity);
        rows.map(|row| row.people).sum()
    };
    let few = |capacity: Capacity| (1..THRESHOLD).contains(&base(capacity));
    let words: Vec<&str> = kinds
        .iter()
        .filter(|(c, _)| few(*c))
        .map(|(_, w)| *w)
        .collect();
    if !words.is_empty() {
        b.para(format!(
            "{} also answered, too few for a table. What they said is told in words under the findings and the other evidence.",
            capital(&list(&words).to_lowercase())
        ));
    }
    let present: Vec<(Capacity, &str)> = kinds
        .into_iter()
        .filter(|(capacity, _)| base(*capacity) >= THRESHOLD)
        .collect();
    if present.is_empty() {
        return;
    }
    let names: Vec<Named> = (present.iter())
        .map(|(capacity, name)| Named {
            id: capacity.as_str().into(),
            name: (*name).into(),
        })
        .collect();
    let axis = Axis::new(&names, std::iter::empty());
    let cells: Vec<Vec<u64>> = (question.options.iter())
        .map(|option| {
            let rows = question.picked.iter().filter(|row| row.option == option.id);
            axis.line(rows.map(|row| (Some(row.capacity.as_str()), row.people)))
        })
        .collect();
    let bases = present
        .iter()
        .map(|(capacity, _)| base(*capacity))
        .collect();
    let bottom = margin(&cells, bases, question.several);
    let caption = format!(
        "{}: organisations, groups and campaigns (counts only)",
        question.name
    );
    let counts = Counts {
        cells,
        right: Margin::None,
        bottom,
        open_noughts: false,
    };
    let table = b.protect(&caption, &counts, &[], &[]);
    let labels: Vec<String> = question
        .options
        .iter()
        .map(|option| option.name.clone())
        .collect();
    let layout = Layout {
        caption: &caption,
        rows: "Answer",
        labels: &labels,
        columns: &axis,
        base: "Answered",
        shares: false,
        all: true,
    };
    b.table(layout.print(&table));
}
