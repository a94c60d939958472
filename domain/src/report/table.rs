//! Tables and charts of a report.

use super::words;
use crate::disclosure::{MARK, Shown};
use serde::{Deserialize, Serialize};

/// A table with one header row. The first cell of each row is the row's header.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// Stands above it; names what is counted.
    pub caption: String,
    /// In order.
    pub columns: Vec<Column>,
    /// Each has as many cells as there are columns.
    pub rows: Vec<Row>,
    /// A line below; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// Its header.
    pub heading: String,
    /// Holds numbers, which stand right.
    pub numbers: bool,
}

/// A row of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// In the order of the columns.
    pub cells: Vec<Cell>,
    /// A total or base, which stands out.
    #[serde(default)]
    pub total: bool,
}

/// A cell of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Cell {
    /// Words.
    Text(String),
    /// A count that may be shown.
    Count(u64),
    /// A count with its percentage in words, such as `45%`.
    Share(u64, String),
    /// A count that is hidden.
    Hidden,
}

/// A bar chart, one bar a row. It never stands without its table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chart {
    /// Names what is counted.
    pub title: String,
    /// Says in words what the picture shows.
    pub alt: String,
    /// In order.
    pub bars: Vec<Bar>,
    /// The number a bar of full length stands for; never nought.
    pub scale: u64,
    /// The same numbers and more.
    pub table: Table,
}

/// One bar.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bar {
    /// What is counted.
    pub label: String,
    /// None when hidden: no bar is drawn.
    pub count: Option<u64>,
    /// The number as written beside the bar, such as `81 (54%)` or `[c]`.
    pub text: String,
}

impl Cell {
    /// A count, if it may be shown.
    pub fn shown(shown: Shown) -> Self {
        match shown {
            Shown::Count(count) => Self::Count(count),
            Shown::Hidden => Self::Hidden,
        }
    }

    /// A count with its share of a base, where both may be shown and the base is large enough.
    pub fn share(shown: Shown, base: Shown) -> Self {
        match (shown, base) {
            (Shown::Count(count), Shown::Count(base)) => match words::percent(count, base) {
                Some(percent) => Self::Share(count, percent),
                None => Self::Count(count),
            },
            (shown, _) => Self::shown(shown),
        }
    }

    /// The cell as written.
    pub fn text(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Count(count) => words::number(*count),
            Self::Share(count, percent) => format!("{} ({percent})", words::number(*count)),
            Self::Hidden => MARK.to_owned(),
        }
    }

    /// The number behind the cell, if it shows one.
    pub fn count(&self) -> Option<u64> {
        match self {
            Self::Count(count) | Self::Share(count, _) => Some(*count),
            Self::Text(_) | Self::Hidden => None,
        }
    }
}

impl Column {
    /// A column of words.
    pub fn words(heading: impl Into<String>) -> Self {
        Self {
            heading: heading.into(),
            numbers: false,
        }
    }

    /// A column of numbers.
    pub fn numbers(heading: impl Into<String>) -> Self {
        Self {
            heading: heading.into(),
            numbers: true,
        }
    }
}

impl Row {
    /// A row of words and numbers.
    pub fn new(header: impl Into<String>, cells: impl IntoIterator<Item = Cell>) -> Self {
        let header = Cell::Text(header.into());
        Self {
            cells: [header].into_iter().chain(cells).collect(),
            total: false,
        }
    }

    /// The same, standing out.
    pub fn total(header: impl Into<String>, cells: impl IntoIterator<Item = Cell>) -> Self {
        Self {
            total: true,
            ..Self::new(header, cells)
        }
    }
}

impl Table {
    /// A table of words alone.
    pub fn of_words<const N: usize>(
        caption: &str,
        headings: [&str; N],
        rows: Vec<[String; N]>,
    ) -> Self {
        let row = |cells: [String; N]| Row {
            cells: cells.map(Cell::Text).to_vec(),
            total: false,
        };
        Self {
            caption: caption.to_owned(),
            columns: headings.map(Column::words).to_vec(),
            rows: rows.into_iter().map(row).collect(),
            note: String::new(),
        }
    }
}

impl Chart {
    /// The chart of one column of a table, totals left out.
    pub fn of(table: Table, column: usize, scale: u64) -> Self {
        let bars: Vec<Bar> = (table.rows.iter().filter(|row| !row.total))
            .filter_map(|row| {
                let (label, cell) = (row.cells.first()?, row.cells.get(column)?);
                Some(Bar {
                    label: label.text(),
                    count: cell.count(),
                    text: cell.text(),
                })
            })
            .collect();
        let said: Vec<String> = bars
            .iter()
            .map(|bar| match bar.count {
                Some(_) => format!("{}: {}", bar.label, bar.text),
                None => format!("{}: number not shown", bar.label),
            })
            .collect();
        let alt = format!("Bar chart of {}. {}.", table.caption, said.join("; "));
        Self {
            title: table.caption.clone(),
            alt,
            bars,
            scale: scale.max(1),
            table,
        }
    }
}
