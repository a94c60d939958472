//! How wide the columns of a printed table are.

use domain::report::Table;

/// Characters that fit on a line of a table across the page.
const LINE: u32 = 84;
/// Words up to this length, such as a date, stay on one line.
const LEAST: u32 = 14;
/// A column of words wants no more than this.
const MOST: u32 = 120;

/// Widths of a table's columns in hundredths of the whole. Each column gets what its longest word or number
/// needs; what is left goes to the columns of words, more to those that say more.
pub(super) fn widths(table: &Table) -> Vec<u32> {
    let columns: Vec<(u32, u32)> = (0..table.columns.len())
        .map(|at| needs(table, at))
        .collect();
    let least: u32 = columns.iter().map(|(least, _)| least).sum();
    let wish: u32 = columns.iter().map(|(least, wish)| wish - least).sum();
    let whole = LINE.max(least).max(1);
    let spare = whole - least;
    let share = |(least, want): &(u32, u32)| match wish {
        0 => *least,
        _ => least + (want - least) * spare / wish,
    };
    let mut widths: Vec<u32> = columns
        .iter()
        .map(|column| share(column) * 100 / whole)
        .collect();
    let used: u32 = widths.iter().sum();
    if let Some(first) = widths.first_mut() {
        *first += 100_u32.saturating_sub(used);
    }
    widths
}

/// Characters a column cannot do without, and how many it would like.
fn needs(table: &Table, at: usize) -> (u32, u32) {
    let length = |text: &str| u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
    let Some(column) = table.columns.get(at) else {
        return (0, 0);
    };
    let word = column
        .heading
        .split_whitespace()
        .map(length)
        .max()
        .unwrap_or(0);
    let cells = table.rows.iter().filter_map(|row| row.cells.get(at));
    let longest = cells.map(|cell| length(&cell.text())).max().unwrap_or(0);
    if column.numbers {
        let number = (word.max(longest) + 3).max(8);
        return (number, number);
    }
    let least = (word + 3).max(longest.min(LEAST) + 2);
    (
        least,
        least.max(longest.max(length(&column.heading)).min(MOST)),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::report::{Block, Template, build};
    use domain::testing::report::evidence;

    #[test]
    fn widths_make_up_the_whole_and_leave_room_for_every_column() {
        for template in Template::ALL {
            let report = build(&evidence(), *template);
            for block in report.sections.iter().flat_map(|section| &section.blocks) {
                let table = match block {
                    Block::Table(table) => table,
                    Block::Chart(chart) => &chart.table,
                    _ => continue,
                };
                let widths = widths(table);
                assert_eq!(widths.iter().sum::<u32>(), 100, "{}", table.caption);
                assert!(
                    widths.iter().all(|width| *width >= 6),
                    "{widths:?} {}",
                    table.caption
                );
            }
        }
    }
}
