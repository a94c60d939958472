//! Every small table there is: what is hidden cannot be worked back from what is shown.

use super::*;
use std::collections::HashMap;

/// Every line of so many counts that stand for at most `most` people.
fn every_line(cells: usize, most: u64) -> Vec<Vec<u64>> {
    match cells {
        0 => vec![Vec::new()],
        _ => (0..=most)
            .flat_map(|first| {
                let rest = every_line(cells - 1, most - first);
                rest.into_iter()
                    .map(move |line| [vec![first], line].concat())
            })
            .collect(),
    }
}

/// Every choice of so many of the lines.
fn every_choice(lines: &[Vec<u64>], count: usize) -> Vec<Vec<Vec<u64>>> {
    match count {
        0 => vec![Vec::new()],
        _ => every_choice(lines, count - 1)
            .into_iter()
            .flat_map(|some| {
                lines
                    .iter()
                    .map(move |line| [some.clone(), vec![line.clone()]].concat())
            })
            .collect(),
    }
}

fn turned(table: &[Vec<u64>]) -> Vec<Vec<u64>> {
    let width = table.first().map_or(0, Vec::len);
    let column = |at: usize| table.iter().map(|row| row[at]).collect();
    (0..width).map(column).collect()
}

struct Shape {
    rows: usize,
    columns: usize,
    most: u64,
    right: Margin,
    bottom: Margin,
    open_noughts: bool,
}

impl Shape {
    fn counts(&self, cells: Vec<Vec<u64>>) -> Counts {
        Counts {
            cells,
            right: self.right.clone(),
            bottom: self.bottom.clone(),
            open_noughts: self.open_noughts,
        }
    }

    /// Every table whose lines with a sum stand for at most `most` people: with a table come all its look-alikes.
    fn every(&self) -> Vec<Vec<Vec<u64>>> {
        if self.right == Margin::Sum {
            return every_choice(&every_line(self.columns, self.most), self.rows);
        }
        let columns = every_choice(&every_line(self.rows, self.most), self.columns);
        columns.iter().map(|columns| turned(columns)).collect()
    }

    /// Whether a table could stand behind what was published, by the numbers alone.
    fn fits(&self, published: &Protected, cells: &[Vec<u64>]) -> bool {
        let open = protect_nothing(&self.counts(cells.to_vec()));
        let agrees = |(shown, count): (Shown, u64)| shown.count().is_none_or(|n| n == count);
        published.all().zip(open).all(agrees)
    }

    /// Counts out every table and fails when a hidden cell can have one value only.
    fn nothing_follows(&self) {
        let mut alike: HashMap<Protected, Vec<Vec<Vec<u64>>>> = HashMap::new();
        let every = self.every();
        for cells in every.clone() {
            let published = protect(&self.counts(cells.clone()));
            alike.entry(published).or_default().push(cells);
        }
        for (published, tables) in &alike {
            // Tables that are published alike are among those that fit: look further only when they agree.
            if certain(published, tables).is_some() {
                let fits = |cells: &&Vec<Vec<u64>>| self.fits(published, cells);
                let fitting: Vec<_> = every.iter().filter(fits).cloned().collect();
                assert_eq!(certain(published, &fitting), None, "{published:?}");
            }
        }
    }
}

/// Every number of a table in the order of [`Protected::all`].
fn protect_nothing(counts: &Counts) -> Vec<u64> {
    let width = counts.cells.first().map_or(0, Vec::len);
    let right: Vec<u64> = match &counts.right {
        Margin::None => Vec::new(),
        Margin::Sum => counts.cells.iter().map(|row| row.iter().sum()).collect(),
        Margin::Base(bases) => bases[..counts.cells.len()].to_vec(),
    };
    let bottom: Vec<u64> = match &counts.bottom {
        Margin::None => Vec::new(),
        Margin::Sum => (0..width)
            .map(|column| counts.cells.iter().map(|row| row[column]).sum())
            .collect(),
        Margin::Base(bases) => bases[..width].to_vec(),
    };
    let corner = match (&counts.right, &counts.bottom) {
        (Margin::Sum, Margin::Sum | Margin::Base(_)) => Some(bottom.iter().sum::<u64>()),
        (Margin::Base(_), Margin::Sum) => Some(right.iter().sum()),
        _ => None,
    };
    let cells = counts.cells.iter().flatten().copied();
    cells.chain(right).chain(bottom).chain(corner).collect()
}

/// A hidden cell that has the same value in every one of the tables, with that value.
fn certain(published: &Protected, tables: &[Vec<Vec<u64>>]) -> Option<(usize, usize, u64)> {
    for (row, line) in published.cells.iter().enumerate() {
        for (column, shown) in line.iter().enumerate() {
            let first = tables[0][row][column];
            let same = tables.iter().all(|table| table[row][column] == first);
            match shown {
                Shown::Count(count) => assert!(same && *count == first),
                Shown::Hidden if same => return Some((row, column, first)),
                Shown::Hidden => {}
            }
        }
    }
    None
}

fn shape(rows: usize, columns: usize, most: u64, right: Margin, bottom: Margin) -> Shape {
    Shape {
        rows,
        columns,
        most,
        right,
        bottom,
        open_noughts: false,
    }
}

#[test]
fn in_a_list_with_a_total_nothing_follows() {
    for (length, most) in [(2, 20), (3, 16), (4, 9)] {
        shape(length, 1, most, Margin::None, Margin::Sum).nothing_follows();
        shape(1, length, most, Margin::Sum, Margin::None).nothing_follows();
    }
}

#[test]
fn in_a_table_with_totals_on_both_sides_nothing_follows() {
    for open_noughts in [false, true] {
        let shape = shape(2, 2, 11, Margin::Sum, Margin::Sum);
        Shape {
            open_noughts,
            ..shape
        }
        .nothing_follows();
    }
    shape(2, 3, 6, Margin::Sum, Margin::Sum).nothing_follows();
    shape(3, 2, 6, Margin::Sum, Margin::Sum).nothing_follows();
}

#[test]
fn in_a_table_whose_cells_add_up_one_way_nothing_follows() {
    let base = Margin::Base(vec![20, 30, 40]);
    shape(2, 3, 6, Margin::Sum, base.clone()).nothing_follows();
    shape(2, 2, 11, base, Margin::Sum).nothing_follows();
}

#[test]
fn a_small_count_is_hidden_and_takes_the_next_smallest_with_it() {
    let counts = Counts {
        cells: vec![vec![3], vec![40], vec![12], vec![0]],
        right: Margin::None,
        bottom: Margin::Sum,
        open_noughts: false,
    };
    let list = protect(&counts);
    let column: Vec<Shown> = list.cells.iter().map(|row| row[0]).collect();
    let (hidden, shown) = (Shown::Hidden, Shown::Count);
    assert_eq!(column, [hidden, shown(40), hidden, shown(0)]);
    assert_eq!(list.bottom, [shown(55)]);
    let withheld = list.withheld("Who took part").unwrap();
    assert_eq!((withheld.hidden, withheld.of), (2, 5));
}

#[test]
fn a_group_of_under_five_is_hidden_whole_noughts_included() {
    let counts = Counts {
        cells: vec![vec![30, 2, 9], vec![20, 0, 8]],
        right: Margin::Sum,
        bottom: Margin::Sum,
        open_noughts: false,
    };
    let table = protect(&counts);
    assert_eq!(table.cells[0][1], Shown::Hidden);
    assert_eq!(table.cells[1][1], Shown::Hidden);
    assert_eq!(table.bottom[1], Shown::Hidden);
    assert_eq!(table.corner, Some(Shown::Count(69)));
}

#[test]
fn totals_hidden_elsewhere_are_hidden_here() {
    let counts = Counts {
        cells: vec![vec![30, 12, 9], vec![20, 10, 8]],
        right: Margin::Sum,
        bottom: Margin::Sum,
        open_noughts: false,
    };
    let table = protect_hiding(&counts, &[], &[1, 2]);
    assert_eq!(
        table.bottom,
        [Shown::Count(50), Shown::Hidden, Shown::Hidden]
    );
    assert!(
        table
            .cells
            .iter()
            .flatten()
            .any(|cell| *cell == Shown::Hidden)
    );
}

#[test]
fn counts_of_nobody_and_tables_without_rows_are_shown() {
    let empty = protect(&Counts::default());
    assert_eq!(empty.all().count(), 0);
    let nobody = Counts {
        cells: vec![vec![0, 0], vec![0, 0]],
        right: Margin::Sum,
        bottom: Margin::Sum,
        open_noughts: false,
    };
    assert!(protect(&nobody).withheld("x").is_none());
    assert_eq!(Shown::alone(0), Shown::Count(0));
    assert_eq!(Shown::alone(4), Shown::Hidden);
    assert_eq!(Shown::alone(5), Shown::Count(5));
}
