//! Lines up rows of counts into tables.

use super::evidence::{Evidence, Named};
use super::table::{Cell, Column, Row, Table};
use crate::contribution::{Capacity, Form};
use crate::disclosure::{Margin, Protected, Shown};

/// What somebody is shown as who did not say.
const NOT_SAID: &str = "Not said";

/// The columns or rows of a table.
pub(super) struct Axis {
    names: Vec<Named>,
}

impl Axis {
    /// The named ones in order, then what else occurs, then "Not said" if it occurs.
    pub fn new<'a>(named: &[Named], occurring: impl Iterator<Item = Option<&'a str>>) -> Self {
        let mut names = named.to_vec();
        let mut silent = false;
        let mut others: Vec<&str> = occurring
            .inspect(|id| silent |= id.is_none())
            .flatten()
            .filter(|id| named.iter().all(|name| name.id != *id))
            .collect();
        others.sort_unstable();
        others.dedup();
        names.extend(others.iter().map(|id| Named {
            id: (*id).into(),
            name: (*id).into(),
        }));
        names.extend(silent.then(|| Named {
            id: String::new(),
            name: NOT_SAID.into(),
        }));
        Self { names }
    }

    /// Audiences as they occur among individuals' responses: the same in every table.
    pub fn audiences(evidence: &Evidence) -> Self {
        let ids = individuals(evidence).map(|(_, audience, _)| audience);
        Self::new(&evidence.audiences, ids)
    }

    /// Localities, the same in every table.
    pub fn localities(evidence: &Evidence) -> Self {
        let ids = individuals(evidence).map(|(_, _, locality)| locality);
        Self::new(&evidence.localities, ids)
    }

    pub fn len(&self) -> usize {
        self.names.len()
    }

    pub fn at(&self, id: Option<&str>) -> Option<usize> {
        self.names
            .iter()
            .position(|name| name.id == id.unwrap_or(""))
    }

    pub fn name(&self, at: usize) -> &str {
        self.names.get(at).map_or("", |name| &name.name)
    }

    /// A number for each place.
    pub fn line<'a>(&self, counts: impl Iterator<Item = (Option<&'a str>, u64)>) -> Vec<u64> {
        let mut line = vec![0; self.len()];
        for (id, count) in counts {
            if let Some(at) = self.at(id) {
                line[at] += count;
            }
        }
        line
    }
}

/// Count, audience and locality of each row of individuals' timely responses.
pub(super) fn individuals(
    evidence: &Evidence,
) -> impl Iterator<Item = (u64, Option<&str>, Option<&str>)> {
    let rows = evidence.received.iter().filter(|row| {
        row.capacity == Capacity::Individual
            && !row.late
            && matches!(row.form, Form::Response | Form::CommentsOnly)
    });
    rows.map(|row| (row.count, row.audience.as_deref(), row.locality.as_deref()))
}

/// Totals along one side: sums where they agree with the bases people gave, else the bases.
pub(super) fn margin(cells: &[Vec<u64>], bases: Vec<u64>, several: bool) -> Margin {
    let sum = |at: usize| {
        cells
            .iter()
            .map(|row| row.get(at).copied().unwrap_or(0))
            .sum::<u64>()
    };
    let agrees = bases.iter().enumerate().all(|(at, base)| sum(at) == *base);
    if agrees && !several {
        Margin::Sum
    } else {
        Margin::Base(bases)
    }
}

/// Which places hold a hidden total.
pub(super) fn hidden(totals: &[Shown]) -> Vec<usize> {
    let places = totals.iter().enumerate();
    places
        .filter(|(_, shown)| **shown == Shown::Hidden)
        .map(|(at, _)| at)
        .collect()
}

/// The columns whose totals another table hides, as far as anybody stands in them here.
pub(super) fn hidden_here(columns: &[usize], bases: &[u64]) -> Vec<usize> {
    let somebody = |column: &&usize| bases.get(**column).is_some_and(|base| *base > 0);
    columns.iter().filter(somebody).copied().collect()
}

/// A protected table as a printed one: a row a line, a column a place of `columns`, with "All" and `base`.
pub(super) struct Layout<'a> {
    pub caption: &'a str,
    /// Heading of the first column.
    pub rows: &'a str,
    pub labels: &'a [String],
    pub columns: &'a Axis,
    /// Label of the row of bases or totals.
    pub base: &'a str,
    /// Whether cells show their share of the column's base.
    pub shares: bool,
    /// Whether the totals of rows are printed.
    pub all: bool,
}

impl Layout<'_> {
    /// Leaves out columns in which nobody stands.
    pub fn print(&self, table: &Protected) -> Table {
        let zero = Shown::Count(0);
        let nobody = |at: &usize| match table.bottom.get(*at) {
            Some(base) => *base == zero,
            None => (table.cells.iter()).all(|row| row.get(*at).is_none_or(|cell| *cell == zero)),
        };
        let full: Vec<usize> = (0..self.columns.len()).filter(|at| !nobody(at)).collect();
        let cell = |shown: Option<&Shown>, base: Option<&Shown>| {
            let (shown, base) = (shown.copied().unwrap_or(zero), base.copied());
            match base {
                Some(base) if self.shares => Cell::share(shown, base),
                _ => Cell::shown(shown),
            }
        };
        // Beside one column, "All" would say the same again.
        let with_all = self.all && !table.right.is_empty() && full.len() > 1;
        let all = with_all.then(|| Column::numbers("All"));
        let headings = full
            .iter()
            .map(|at| Column::numbers(self.columns.name(*at)));
        let rows = self.labels.iter().enumerate().map(|(row, label)| {
            let line = table.cells.get(row);
            let cells = full
                .iter()
                .map(|at| cell(line.and_then(|line| line.get(*at)), table.bottom.get(*at)));
            let total = table
                .right
                .get(row)
                .map(|shown| cell(Some(shown), table.corner.as_ref()));
            Row::new(label, cells.chain(total))
        });
        let bases = full.iter().filter_map(|at| table.bottom.get(*at));
        let corner = table.corner.iter();
        let base = (!table.bottom.is_empty()).then(|| {
            Row::total(
                self.base,
                bases.chain(corner).map(|shown| Cell::shown(*shown)),
            )
        });
        let mut printed = Table {
            caption: self.caption.to_owned(),
            columns: [Column::words(self.rows)]
                .into_iter()
                .chain(headings)
                .chain(all)
                .collect(),
            rows: rows.chain(base).collect(),
            note: String::new(),
        };
        let width = printed.columns.len();
        for row in &mut printed.rows {
            row.cells.resize(width, Cell::Text(String::new()));
        }
        if table.all().any(|shown| shown == Shown::Hidden) {
            printed.note = HIDDEN_NOTE.to_owned();
        }
        printed
    }
}

/// Stands under a table with hidden cells.
pub(super) const HIDDEN_NOTE: &str = "[c]: not shown, so that nobody can be recognised, because it is fewer than 5 or would reveal a number that is.";
