//! Small-number control: nobody can be recognised in a published table, nor worked back from its totals.
//!
//! Counts from 1 to 4 are hidden. In a table whose cells add up to totals, further cells are hidden until
//! no hidden cell follows from what is shown. The rule is strict about what "follows" means: the hidden
//! cells of a line together stand for at least [`THRESHOLD`] people, and no chain of lines gives one away.
//!
//! Not covered, and a reader must know it: comparing two reports of the same consultation, and open text.

mod chains;
mod protect;
mod rows;
#[cfg(test)]
mod tests;

pub use protect::{exact, protect, protect_hiding};
pub use rows::{Census, Picks, RowRules, WITH_WORDS, withheld_values};

use serde::{Deserialize, Serialize};

/// The smallest count that is shown, zero aside.
pub const THRESHOLD: u64 = 5;

/// Stands where a count is hidden ("confidential", as government statistics mark it).
pub const MARK: &str = "[c]";

/// The totals of a table along one side.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Margin {
    /// None are published.
    #[default]
    None,
    /// The sums of the cells, as when every person stands in one cell of the line.
    Sum,
    /// Given numbers that the cells do not add up to: people asked, where one person may stand in several cells.
    Base(Vec<u64>),
}

/// A table of counts of people, before anything is hidden. All rows have the same length.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// By row, then column.
    pub cells: Vec<Vec<u64>>,
    /// One total a row.
    pub right: Margin,
    /// One total a column.
    pub bottom: Margin,
    /// Whether noughts may stand beside a small total. Right for where people live or how they wrote; wrong for
    /// what they think, where the noughts would tell what all of a tiny group said.
    pub open_noughts: bool,
}

/// A count as it may be published.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Shown {
    /// As counted.
    Count(u64),
    /// Hidden, because it is small or because it would give a small one away.
    Hidden,
}

/// A table of counts that may be published.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Protected {
    /// By row, then column.
    pub cells: Vec<Vec<Shown>>,
    /// One total a row; empty when the table has none.
    pub right: Vec<Shown>,
    /// One total a column; empty when the table has none.
    pub bottom: Vec<Shown>,
    /// The grand total, where the totals have one.
    pub corner: Option<Shown>,
}

/// What was hidden in one published table. Says how many cells, never which were the small ones.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Withheld {
    /// The table's caption.
    pub table: String,
    /// Cells and totals hidden.
    pub hidden: usize,
    /// Cells and totals in the table.
    pub of: usize,
}

impl Shown {
    /// A count that stands alone, such as a theme's total or the people at an event.
    pub fn alone(count: u64) -> Self {
        if (1..THRESHOLD).contains(&count) {
            Self::Hidden
        } else {
            Self::Count(count)
        }
    }

    /// The number, when it may be shown.
    pub fn count(self) -> Option<u64> {
        match self {
            Self::Count(count) => Some(count),
            Self::Hidden => None,
        }
    }
}

impl Protected {
    /// Every published number and mark, totals included.
    pub fn all(&self) -> impl Iterator<Item = Shown> + '_ {
        let cells = self.cells.iter().flatten();
        cells
            .chain(&self.right)
            .chain(&self.bottom)
            .chain(&self.corner)
            .copied()
    }

    /// The line of the register for this table; none when nothing is hidden.
    pub fn withheld(&self, table: &str) -> Option<Withheld> {
        let hidden = self.all().filter(|shown| *shown == Shown::Hidden).count();
        (hidden > 0).then(|| Withheld {
            table: table.to_owned(),
            hidden,
            of: self.all().count(),
        })
    }
}
