//! Hides small counts, and then what would give them away.

use super::chains::given_away;
use super::{Counts, Margin, Protected, Shown, THRESHOLD};

/// Cells and totals as one grid, the totals in the last row and column.
pub(super) struct Grid {
    /// The numbers; none where the table has no such total.
    pub counts: Vec<Vec<Option<u64>>>,
    /// What is hidden so far.
    pub hidden: Vec<Vec<bool>>,
    /// Whether the cells of each row add up to its total.
    pub across: bool,
    /// Whether the cells of each column add up to its total.
    pub down: bool,
}

type Place = (usize, usize);

/// Hides what must be hidden.
///
/// Rows shorter than the longest count as filled up with zeros.
pub fn protect(counts: &Counts) -> Protected {
    protect_hiding(counts, &[], &[])
}

/// The same, with the totals of some rows and columns hidden from the start: those whose totals another
/// table of the same people already hides, so that the two tables do not undo each other.
pub fn protect_hiding(counts: &Counts, rows: &[usize], columns: &[usize]) -> Protected {
    let mut grid = Grid::new(counts);
    grid.hide_small(counts.open_noughts);
    let (last_row, last_column) = grid.last();
    for place in rows.iter().map(|row| (*row, last_column)) {
        grid.hide(place);
    }
    for place in columns.iter().map(|column| (last_row, *column)) {
        grid.hide(place);
    }
    while grid.tighten() {}
    grid.publish()
}

/// The same table with nothing hidden, for those who read the responses themselves. Never to be published.
pub fn exact(counts: &Counts) -> Protected {
    Grid::new(counts).publish()
}

impl Grid {
    fn new(counts: &Counts) -> Self {
        // A table may have bases and no rows: nobody raised anything.
        let bases = match &counts.bottom {
            Margin::Base(bases) => bases.len(),
            Margin::None | Margin::Sum => 0,
        };
        let width = counts
            .cells
            .iter()
            .map(Vec::len)
            .max()
            .unwrap_or(0)
            .max(bases);
        let cell = |row: &Vec<u64>, column: usize| row.get(column).copied().unwrap_or(0);
        let mut grid: Vec<Vec<Option<u64>>> = counts
            .cells
            .iter()
            .map(|row| (0..width).map(|column| Some(cell(row, column))).collect())
            .collect();
        let sum = |line: &[Option<u64>]| line.iter().flatten().sum::<u64>();
        let bottom: Vec<Option<u64>> = (0..width)
            .map(|column| match &counts.bottom {
                Margin::None => None,
                Margin::Sum => Some(counts.cells.iter().map(|row| cell(row, column)).sum()),
                Margin::Base(bases) => Some(bases.get(column).copied().unwrap_or(0)),
            })
            .collect();
        let right: Vec<Option<u64>> = (grid.iter().enumerate())
            .map(|(at, row)| match &counts.right {
                Margin::None => None,
                Margin::Sum => Some(sum(row)),
                Margin::Base(bases) => Some(bases.get(at).copied().unwrap_or(0)),
            })
            .collect();
        let across = counts.right == Margin::Sum;
        let down = counts.bottom == Margin::Sum;
        let corner = match (&counts.right, &counts.bottom) {
            (Margin::None, _) | (_, Margin::None) | (Margin::Base(_), Margin::Base(_)) => None,
            (Margin::Sum, _) => Some(sum(&bottom)),
            (_, Margin::Sum) => Some(sum(&right)),
        };
        for (row, total) in grid.iter_mut().zip(right) {
            row.push(total);
        }
        grid.push(bottom.into_iter().chain([corner]).collect());
        let hidden = grid.iter().map(|row| vec![false; row.len()]).collect();
        Self {
            counts: grid,
            hidden,
            across,
            down,
        }
    }

    /// The row and column of the totals.
    pub(super) fn last(&self) -> Place {
        let row = self.counts.len() - 1;
        (row, self.counts[row].len() - 1)
    }

    pub(super) fn is_hidden(&self, (row, column): Place) -> bool {
        self.hidden[row][column]
    }

    fn count(&self, (row, column): Place) -> Option<u64> {
        self.counts[row][column]
    }

    fn hide(&mut self, (row, column): Place) {
        self.hidden[row][column] = self.counts[row][column].is_some();
    }

    fn row(&self, row: usize) -> Vec<Place> {
        (0..=self.last().1).map(|column| (row, column)).collect()
    }

    fn column(&self, column: usize) -> Vec<Place> {
        (0..=self.last().0).map(|row| (row, column)).collect()
    }

    /// Every line whose cells add up to its total; the total stands last.
    fn lines(&self) -> Vec<Vec<Place>> {
        let (last_row, last_column) = self.last();
        let rows = (0..=last_row).filter(|_| self.across).map(|r| self.row(r));
        let columns = (0..=last_column)
            .filter(|_| self.down)
            .map(|c| self.column(c));
        rows.chain(columns)
            .filter(|line| line.iter().all(|place| self.count(*place).is_some()))
            .collect()
    }

    /// Counts under the threshold, and the whole of a line whose total is one, unless its noughts may stand open.
    fn hide_small(&mut self, open_noughts: bool) {
        let (last_row, last_column) = self.last();
        let small = |count: Option<u64>| count.is_some_and(|n| (1..THRESHOLD).contains(&n));
        let places: Vec<Place> = (0..=last_row).flat_map(|row| self.row(row)).collect();
        for place in &places {
            if !small(self.count(*place)) {
                continue;
            }
            let (row, column) = *place;
            for other in &places {
                let same_row = column == last_column && other.0 == row;
                let same_column = row == last_row && other.1 == column;
                let grand = *place == (last_row, last_column);
                let open = open_noughts && self.count(*other) == Some(0);
                if other == place || ((same_row || same_column || grand) && !open) {
                    self.hide(*other);
                }
            }
        }
    }

    /// Hides one more cell, if one is needed.
    fn tighten(&mut self) -> bool {
        let weak = self
            .lines()
            .into_iter()
            .find_map(|line| self.partner(&line));
        let more = weak.or_else(|| {
            let place = given_away(self)?;
            let row = self.across.then(|| self.row(place.0));
            let column = self.down.then(|| self.column(place.1));
            let lines = row.into_iter().chain(column);
            lines.filter_map(|line| self.choose(&line)).next()
        });
        if let Some(place) = more {
            self.hide(place);
        }
        more.is_some()
    }

    /// The next cell to hide in a line that gives its hidden cells away; none when the line is safe.
    fn partner(&self, line: &[Place]) -> Option<Place> {
        let (total, cells) = line.split_last()?;
        let hidden: Vec<Place> = (cells.iter().copied())
            .filter(|place| self.is_hidden(*place))
            .collect();
        let people: u64 = hidden.iter().filter_map(|place| self.count(*place)).sum();
        let safe = match (hidden.len(), self.is_hidden(*total)) {
            (0, false) => true,
            (0, true) => false,
            (_, true) => true,
            (cells, false) => cells > 1 && people >= THRESHOLD,
        };
        if safe { None } else { self.choose(line) }
    }

    /// The cell that costs the reader least: not a total, not a nought, in a line that already hides one, of the
    /// smallest size, and then the next after the last hidden one. Sizes are rough (5–7, 8–15, 16–31…): that a
    /// hidden cell was the very smallest would tell about the others.
    fn choose(&self, line: &[Place]) -> Option<Place> {
        let (last_row, last_column) = self.last();
        let after = (line.iter().rposition(|place| self.is_hidden(*place))).map_or(0, |at| at + 1);
        let round = line.iter().cycle().skip(after).take(line.len()).copied();
        let open = round.filter(|place| !self.is_hidden(*place));
        open.filter_map(|place| self.count(place).map(|count| (place, count)))
            .min_by_key(|((row, column), count)| {
                let total = *row == last_row || *column == last_column;
                let crosses = |places: Vec<Place>| places.into_iter().any(|p| self.is_hidden(p));
                let is_row = line.iter().all(|place| place.0 == *row);
                let joins = match is_row {
                    true => crosses(self.column(*column)),
                    false => crosses(self.row(*row)),
                };
                (total, *count == 0, !joins, count.checked_ilog2())
            })
            .map(|(place, _)| place)
    }

    fn publish(&self) -> Protected {
        let shown = |place: Place| {
            let count = self.count(place)?;
            Some(match self.is_hidden(place) {
                true => Shown::Hidden,
                false => Shown::Count(count),
            })
        };
        let (last_row, last_column) = self.last();
        Protected {
            cells: (0..last_row)
                .map(|row| (0..last_column).filter_map(|c| shown((row, c))).collect())
                .collect(),
            right: (0..last_row)
                .filter_map(|r| shown((r, last_column)))
                .collect(),
            bottom: (0..last_column)
                .filter_map(|c| shown((last_row, c)))
                .collect(),
            corner: shown((last_row, last_column)),
        }
    }
}
