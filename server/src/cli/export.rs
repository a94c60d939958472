//! `wellheard export`.

use super::{explain, progress};
use crate::backend::Live;
use crate::backend::export::Wish;
use crate::transfer::sink::Sink;
use anyhow::Context as _;
use clap::{Args, ValueEnum};
use domain::access::Caller;
use domain::report::{DataTable, TableFormat};
use domain::text::Slug;
use std::path::PathBuf;
use std::process::ExitCode;

/// Options of `export`.
#[derive(Args)]
#[command(after_help = "\
Without --public the file holds everything: words nobody has checked, names of organisations, words of people who \
asked not to be quoted. Keep it as you keep the responses.

With --public it holds only what may be published. Rows are numbered in an order that tells nothing. Words are there \
if they were cleared or redacted and the writer agreed to be quoted; otherwise it says [withheld]. Where fewer than \
five people could be counted or told apart it says [c]. See docs/how-to/export-and-share-data.md. Equality answers \
are never exported by row.

A column of responses is named after its question; ID__other holds the words beside “Other”; several choices are \
joined by |. `wellheard import responses` reads such a CSV file back. The codebook as JSON is the file that \
`wellheard analyse --codebook` reads: an object by code, not a list of rows.

Example:
  wellheard export --consultation charter --table all --format xlsx --out charter.xlsx

Exit codes: 0 done, 1 it could not be done, 2 the command is wrong.")]
pub struct Export {
    /// The consultation's part of the web address
    #[arg(long, env = "WELLHEARD_CONSULTATION", value_name = "SLUG")]
    consultation: Slug,

    /// What to take out
    #[arg(long, env = "WELLHEARD_TABLE")]
    table: TableName,

    /// As what
    #[arg(long, env = "WELLHEARD_FORMAT", default_value = "csv")]
    format: FormatName,

    /// The file to write, whole or not at all; - for standard output
    #[arg(long, env = "WELLHEARD_OUT", value_name = "FILE")]
    out: PathBuf,

    /// Only what may be published
    #[arg(long, env = "WELLHEARD_PUBLIC")]
    public: bool,
}

/// A table's name on the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum TableName {
    /// One row a response, one column a question
    Responses,
    /// One row an answer
    Answers,
    /// One row a comment on a clause
    Comments,
    /// One row a tie between a theme and a passage
    Assignments,
    /// One row a theme
    Codebook,
    /// Every table, a sheet each: xlsx only
    All,
}

/// A format's name on the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum FormatName {
    /// Comma-separated text in UTF-8
    Csv,
    /// A workbook
    Xlsx,
    /// A list of objects, one a row
    Json,
}

impl Export {
    /// Writes the file.
    pub async fn run(self, live: &Live, caller: &Caller) -> anyhow::Result<ExitCode> {
        let format = match self.format {
            FormatName::Csv => TableFormat::Csv,
            FormatName::Xlsx => TableFormat::Xlsx,
            FormatName::Json => TableFormat::Json,
        };
        if self.table == TableName::All && format != TableFormat::Xlsx {
            eprintln!(
                "wellheard: --table all needs --format xlsx: a {} file holds one table",
                format.as_str()
            );
            return Ok(ExitCode::from(2));
        }
        let wish = Wish {
            tables: self.table.tables(),
            format,
            public: self.public,
        };
        let cannot = || format!("cannot write {}", self.out.display());
        let sink = Sink::create(&self.out).with_context(cannot)?;
        let granted = live.grant_export(caller, &self.consultation, wish).await;
        let export = granted.map_err(explain)?;
        let bar = progress::bar(export.contributions, "{wide_bar} {pos}/{len}  {eta}");
        let mut tell = |done| bar.set_position(done);
        let written = live.write_export(&export, sink, &mut tell).await;
        bar.finish_and_clear();
        written
            .with_context(cannot)?
            .commit()
            .with_context(cannot)?;
        let held = match self.public {
            true => "Read it through before you publish it",
            false => "It holds personal data: keep it as you keep the responses",
        };
        eprintln!("Wrote {}. {held}.", self.out.display());
        Ok(ExitCode::SUCCESS)
    }
}

impl TableName {
    fn tables(self) -> Vec<DataTable> {
        match self {
            Self::Responses => vec![DataTable::Responses],
            Self::Answers => vec![DataTable::Answers],
            Self::Comments => vec![DataTable::Comments],
            Self::Assignments => vec![DataTable::Assignments],
            Self::Codebook => vec![DataTable::Codebook],
            Self::All => DataTable::ALL.to_vec(),
        }
    }
}
