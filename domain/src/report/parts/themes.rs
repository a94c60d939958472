//! Themes in what people wrote.

use super::cuts;
use crate::coding::Standing;
use crate::contribution::Capacity;
use crate::disclosure::Shown;
use crate::report::builder::Builder;
use crate::report::evidence::{Mention, TextQuestion, Theme};
use crate::report::table::{Cell, Chart, Column, Row, Table};
use crate::report::tally::HIDDEN_NOTE;
use crate::report::words::{capital, counted, number, part, quantity, share, titled};

const WHO: &str = "people who commented";

/// Every text question: coverage, themes with counts, quotes, and themes by audience.
pub fn themes(b: &mut Builder) {
    let evidence = b.evidence;
    let texts = evidence.texts.iter().filter(|text| commented(text) > 0);
    let texts: Vec<&TextQuestion> = texts.collect();
    if texts.is_empty() {
        b.para("Nobody’s own words have been recorded yet.");
        return;
    }
    b.para("A person who raised a theme counts once for it, however often they raised it, and may have raised several: the shares add up to more than 100%. A theme that few raised is not a weak one. Those to be weighed whatever their number follow in a section of their own. What software suggests and no person has decided on stands in a column of its own, and only where it is likely: its weak suggestions are not counted.");
    let parts = |text: &&TextQuestion| text.themes.iter().any(|theme| theme.part_of.is_some());
    if texts.iter().any(parts) {
        b.para("Some themes are part of another. A theme with parts counts everybody who raised it or a part of it, each person once.");
    }
    let is_whole = texts.iter().all(|text| text.coverage.is_whole());
    for text in texts {
        one(b, text);
    }
    if let Some(sampled) = evidence.coding.sampled.as_ref().filter(|_| !is_whole) {
        super::sampled(b, sampled);
    }
}

/// Individuals who wrote something.
pub(super) fn commented(text: &TextQuestion) -> u64 {
    let rows = text
        .commented
        .iter()
        .filter(|row| row.capacity == Capacity::Individual);
    rows.map(|row| row.people).sum()
}

pub(super) fn mentions<'a>(
    text: &'a TextQuestion,
    theme: &'a Theme,
    standing: Standing,
) -> impl Iterator<Item = &'a Mention> {
    text.mentions.iter().filter(move |row| {
        row.theme == theme.id && row.standing == standing && row.capacity == Capacity::Individual
    })
}

/// Individuals who raised a theme, confirmed by a person.
pub(super) fn raised(text: &TextQuestion, theme: &Theme) -> u64 {
    people(text, theme, Standing::Confirmed)
}

/// Individuals who raised a theme, as sure as this and no surer.
fn people(text: &TextQuestion, theme: &Theme, standing: Standing) -> u64 {
    (mentions(text, theme, standing).map(|row| row.people)).sum()
}

/// A theme with the numbers of people who raised it. Weak suggestions are none: the software is not sure of them itself.
pub(super) struct Ranked<'a> {
    pub theme: &'a Theme,
    /// Confirmed by a person.
    pub raised: u64,
    /// Suggested, and accepted together with others as sure.
    pub accepted: u64,
    /// Suggested only, and likely.
    pub likely: u64,
}

/// Themes with anybody behind them, most first; equal ones in the order of the code frame.
pub(super) fn ranked(text: &TextQuestion) -> Vec<Ranked<'_>> {
    let of = |theme| Ranked {
        theme,
        raised: raised(text, theme),
        accepted: people(text, theme, Standing::Accepted),
        likely: people(text, theme, Standing::Likely),
    };
    let mut ranked: Vec<Ranked> = (text.themes.iter().map(of))
        .filter(|one| one.raised + one.accepted + one.likely > 0)
        .collect();
    ranked.sort_by_key(|one| std::cmp::Reverse(one.raised));
    ranked
}

fn one(b: &mut Builder, text: &TextQuestion) {
    b.heading(2, titled(&text.name, &text.title));
    let base = Shown::alone(commented(text));
    b.para(coverage(text, base));
    if text.letters > 0 {
        let letters = counted(
            text.letters,
            "letter or petition has",
            "letters or petitions have",
        );
        b.para(format!(
            "{} words that speak to this too. They were read with the comments, and are not in the numbers here.",
            capital(&letters)
        ));
    }
    let ranked = ranked(text);
    if ranked.is_empty() {
        b.para("No themes have been recorded for these comments.");
        return;
    }
    let main: Vec<String> = (ranked.iter().take(5))
        .filter(|one| Shown::alone(one.raised).count().is_some_and(|n| n > 0))
        .map(|one| said(text, one.theme, one.raised))
        .collect();
    if !main.is_empty() {
        b.para("The themes raised most often:");
        b.list(main);
    }
    b.chart(overall(text, &ranked, base));
    let caption = format!("{}: comments on it, themes overall", text.name);
    let small = |n: u64| usize::from(Shown::alone(n) == Shown::Hidden);
    let cells = ranked
        .iter()
        .map(|one| small(one.raised) + small(one.accepted) + small(one.likely))
        .sum();
    let columns = 2 + usize::from(is_accepted(&ranked));
    b.register(&caption, cells, ranked.len() * columns);
    for Ranked { theme, .. } in &ranked {
        if !theme.weighty && !theme.quotes.is_empty() {
            b.heading(3, format!("In people’s words: {}", theme.named()));
            b.quotes(&theme.quotes);
        }
    }
    if let Some(table) = cuts::by_group(b, text, &ranked) {
        b.table(table);
    }
}

/// "Many raised loss of support: 64 of the 142 people who commented (45%)."
pub(super) fn said(text: &TextQuestion, theme: &Theme, raised: u64) -> String {
    let base = Shown::alone(commented(text));
    if !text.coverage.is_whole() {
        let known = part(Shown::alone(raised), base, WHO);
        return format!("{}: so far raised by {known}.", capital(&theme.named()));
    }
    let share = share(Shown::alone(raised), base, WHO);
    match base.count().and_then(|base| quantity(raised, base)) {
        Some(word) if Shown::alone(raised) != Shown::Hidden => {
            format!("{}: {word} raised this, {share}.", capital(&theme.named()))
        }
        _ => format!("{}: raised by {share}.", capital(&theme.named())),
    }
}

fn coverage(text: &TextQuestion, base: Shown) -> String {
    let coverage = text.coverage;
    let wrote = match base {
        Shown::Count(n) => capital(&counted(n, "individual commented", "individuals commented")),
        Shown::Hidden => "Fewer than 5 individuals commented".to_owned(),
    };
    let mut sentences = vec![format!(
        "{wrote}. A person has gone through {} of {}",
        number(coverage.coded),
        counted(coverage.texts, "text", "texts")
    )];
    if coverage.no_theme > 0 {
        sentences.push(format!("{} fit no theme", number(coverage.no_theme)));
    }
    if coverage.irrelevant > 0 {
        let many = "were set aside as not about this consultation";
        let one = "was set aside as not about this consultation";
        sentences.push(counted(coverage.irrelevant, one, many));
    }
    let told = sentences.join("; ") + ".";
    match coverage.is_whole() {
        true => told,
        false => {
            told + " Nobody has read the rest, so the numbers here are of what was read and no shares of them are given: more people may have raised each theme."
        }
    }
}

/// Whether any suggestion was accepted unread: else there is no column for it.
fn is_accepted(ranked: &[Ranked]) -> bool {
    ranked.iter().any(|one| one.accepted > 0)
}

/// Confirmed, accepted and suggested apart: they are never added up.
fn overall(text: &TextQuestion, ranked: &[Ranked], base: Shown) -> Chart {
    let is_accepted = is_accepted(ranked);
    let row = |one: &Ranked| {
        let raised = Shown::alone(one.raised);
        let mut cells = vec![match text.coverage.is_whole() {
            true => Cell::share(raised, base),
            false => Cell::shown(raised),
        }];
        cells.extend(is_accepted.then(|| Cell::shown(Shown::alone(one.accepted))));
        cells.push(Cell::shown(Shown::alone(one.likely)));
        Row::new(one.theme.named(), cells)
    };
    let rows: Vec<Row> = ranked.iter().map(row).collect();
    let mut columns = vec![
        Column::words("Theme"),
        Column::numbers("Raised by (confirmed by a person)"),
    ];
    columns.extend(is_accepted.then(|| {
        Column::numbers("Suggested by software and accepted together with others, unread")
    }));
    columns.push(Column::numbers("Likely, but suggested by software only"));
    let mut total = vec![Cell::shown(base)];
    total.resize(columns.len() - 1, Cell::Text(String::new()));
    let total = Row::total("People who commented", total);
    let is_hidden = rows
        .iter()
        .flat_map(|row| &row.cells)
        .any(|cell| *cell == Cell::Hidden);
    let table = Table {
        caption: format!("{}: themes, individuals who raised each", text.name),
        columns,
        rows: rows.into_iter().chain([total]).collect(),
        note: if is_hidden {
            HIDDEN_NOTE.to_owned()
        } else {
            String::new()
        },
    };
    Chart::of(table, 1, base.count().unwrap_or(1))
}
