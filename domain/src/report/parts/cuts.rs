//! Themes cut by group and by part of the area.

use super::themes::{Ranked, commented, mentions, ranked};
use crate::coding::Standing;
use crate::contribution::Capacity;
use crate::disclosure::{Counts, Margin, Shown, protect_hiding};
use crate::report::builder::Builder;
use crate::report::evidence::{Commented, Mention, TextQuestion, Theme};
use crate::report::table::Table;
use crate::report::tally::{Axis, Layout, hidden_here};

/// A way to cut: the columns, those whose totals stay hidden, and where a row of counts belongs.
struct Cut {
    caption: String,
    columns: Axis,
    hidden: Vec<usize>,
    of_mention: fn(&Mention) -> Option<&str>,
    of_comment: fn(&Commented) -> Option<&str>,
}

/// Themes of one question by group of people; none when there is but one group, or nothing could be shown.
pub(super) fn by_group(b: &mut Builder, text: &TextQuestion, ranked: &[Ranked]) -> Option<Table> {
    let cut = Cut {
        caption: format!("{}: themes by group", text.name),
        columns: Axis::audiences(b.evidence),
        hidden: b.hidden_audiences.clone(),
        of_mention: |mention| mention.audience.as_deref(),
        of_comment: |comment| comment.audience.as_deref(),
    };
    table(b, text, ranked, &cut)
}

/// An appendix with the themes of every question by part of the area.
pub fn by_locality(b: &mut Builder) {
    let evidence = b.evidence;
    let texts = evidence.texts.iter().filter(|text| commented(text) > 0);
    let tables: Vec<Table> = texts
        .filter_map(|text| {
            let cut = Cut {
                caption: format!("{}: themes by part of the area", text.name),
                columns: Axis::localities(evidence),
                hidden: b.hidden_localities.clone(),
                of_mention: |mention| mention.locality.as_deref(),
                of_comment: |comment| comment.locality.as_deref(),
            };
            table(b, text, &ranked(text), &cut)
        })
        .collect();
    if !tables.is_empty() {
        b.appendix("themes by part of the area");
    }
    for table in tables {
        b.table(table);
    }
}

fn table(b: &mut Builder, text: &TextQuestion, ranked: &[Ranked], cut: &Cut) -> Option<Table> {
    let raised: Vec<&Ranked> = ranked.iter().filter(|one| one.raised > 0).collect();
    let people = text
        .commented
        .iter()
        .filter(|row| row.capacity == Capacity::Individual);
    let bases = cut
        .columns
        .line(people.map(|row| ((cut.of_comment)(row), row.people)));
    if bases.iter().filter(|base| **base > 0).count() < 2 {
        return None;
    }
    let line = |theme: &Theme| {
        let rows = mentions(text, theme, Standing::Confirmed);
        cut.columns
            .line(rows.map(|row| ((cut.of_mention)(row), row.people)))
    };
    let hidden = hidden_here(&cut.hidden, &bases);
    let counts = Counts {
        cells: raised.iter().map(|one| line(one.theme)).collect(),
        right: Margin::Sum,
        bottom: Margin::Base(bases),
        open_noughts: false,
    };
    let protected = protect_hiding(&counts, &[], &hidden);
    // The totals stand in the table of themes overall: this one is right only if it would show them too.
    let kept = |(shown, one): (&Shown, &&Ranked)| *shown == Shown::alone(one.raised);
    let whole = protected
        .corner
        .is_none_or(|corner| corner == Shown::alone(commented(text)));
    let shows = protected
        .cells
        .iter()
        .flatten()
        .any(|cell| cell.count().is_some_and(|n| n > 0));
    if !whole || !shows || !protected.right.iter().zip(&raised).all(kept) {
        return None;
    }
    b.withheld.extend(protected.withheld(&cut.caption));
    let labels: Vec<String> = raised.iter().map(|one| one.theme.named()).collect();
    let layout = Layout {
        caption: &cut.caption,
        rows: "Theme",
        labels: &labels,
        columns: &cut.columns,
        base: "People who commented",
        shares: text.coverage.is_whole(),
        all: false,
    };
    Some(layout.print(&protected))
}
