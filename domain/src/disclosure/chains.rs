//! Cells that follow from several lines together, though from none of them alone.
//!
//! Each line that adds up is an equation. Take rows and columns as points and hidden cells as roads between
//! them: a hidden cell follows exactly from the equations when its road is the only way across. A line
//! without an equation (its cells do not add up) is open ground, where any number may come from.

use super::protect::Grid;

/// A hidden cell whose value follows from the shown ones; none when there is no such cell.
pub(super) fn given_away(grid: &Grid) -> Option<(usize, usize)> {
    let (last_row, last_column) = grid.last();
    let hidden: Vec<(usize, usize)> = (0..=last_row)
        .flat_map(|row| (0..=last_column).map(move |column| (row, column)))
        .filter(|place| grid.is_hidden(*place))
        .collect();
    let lines = last_row + last_column + 2;
    let row_adds = |row: usize| grid.across && grid.counts[row][last_column].is_some();
    let column_adds = |column: usize| grid.down && grid.counts[last_row][column].is_some();
    let ends = |(row, column): (usize, usize)| {
        let from = if row_adds(row) { row } else { lines };
        let to = match column_adds(column) {
            true => last_row + 1 + column,
            false => lines,
        };
        (from, to)
    };
    hidden.iter().copied().find(|cell| {
        let others = hidden.iter().filter(|other| *other != cell);
        let (from, to) = ends(*cell);
        from != to && !joined(lines + 1, others.map(|other| ends(*other)), from, to)
    })
}

/// Whether two points are joined by roads.
fn joined(
    points: usize,
    roads: impl Iterator<Item = (usize, usize)>,
    from: usize,
    to: usize,
) -> bool {
    let mut towns: Vec<usize> = (0..points).collect();
    for (one, other) in roads {
        let (one, other) = (towns[one], towns[other]);
        for town in towns.iter_mut().filter(|town| **town == one) {
            *town = other;
        }
    }
    towns[from] == towns[to]
}
