//! `wellheard schools …`.

use super::explain;
use crate::backend::Live;
use crate::backend::register::{RegisterError, Updated};
use crate::storage::school;
use crate::transfer::table::Table;
use anyhow::anyhow;
use clap::Subcommand;
use domain::access::Caller;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

/// Rows were refused; the others are in.
const SOME_REFUSED: u8 = 3;
/// Most refused rows that are named.
const NAMED: usize = 20;

/// The register of schools, in which people who answer for a school find it.
#[derive(Subcommand)]
pub enum Schools {
    /// Bring the register up to date from the government's file
    #[command(after_help = "\
Download “all establishment data” as CSV from Get information about schools (get-information-schools.service.gov.uk). \
Columns are found by their names. Schools that the file does not have stay as they are, and closed ones stay too: \
old responses point at them. Importing a file again changes nothing.

Example:
  wellheard schools import --file edubasealldata20260601.csv --la 999

Exit codes: 0 every row is in, 1 it could not be done, 2 the command is wrong, 3 some rows were refused.")]
    Import {
        /// The CSV file: Windows-1252, as the government writes it, or UTF-8
        #[arg(long, env = "WELLHEARD_FILE", value_name = "FILE")]
        file: PathBuf,
        /// Only schools of the local authority with this code
        #[arg(long, env = "WELLHEARD_LA", value_name = "CODE")]
        la: Option<String>,
    },
    /// Print the register, a school a line: URN, name, town, phase, type, status
    List {
        /// Only schools with these words in their name, town or postcode, or with this URN
        #[arg(long, env = "WELLHEARD_WORDS", value_name = "TEXT")]
        words: Option<String>,
    },
}

impl Schools {
    /// Does it.
    pub async fn run(self, live: &Live, caller: &Caller) -> anyhow::Result<ExitCode> {
        match self {
            Self::Import { file, la } => {
                let mut table = Table::open(&file)?;
                let la = la.as_deref().map(str::trim);
                let done = live.update_register(caller, &mut table, la).await;
                let done = done.map_err(|error| match error {
                    RegisterError::Api(error) => explain(error),
                    other => anyhow!(other),
                })?;
                say(&done)
            }
            Self::List { words } => {
                let words = words.unwrap_or_default();
                let mut out = std::io::stdout().lock();
                for s in school::page(&live.db, &words, (usize::MAX, 0)).await? {
                    writeln!(
                        out,
                        "{}\t{}\t{}\t{}\t{}\t{}",
                        s.urn, s.name, s.town, s.phase, s.kind, s.status
                    )?;
                }
                Ok(ExitCode::SUCCESS)
            }
        }
    }
}

fn say(done: &Updated) -> anyhow::Result<ExitCode> {
    for (line, why) in done.refused.iter().take(NAMED) {
        eprintln!("line {line}: {why}");
    }
    if done.refused.len() > NAMED {
        eprintln!("… and {} more refused rows", done.refused.len() - NAMED);
    }
    let mut out = std::io::stdout().lock();
    write!(
        out,
        "{} rows: {} added, {} changed, {} closed, {} as they were, {} refused",
        done.rows,
        done.added,
        done.changed,
        done.closed,
        done.same,
        done.refused.len()
    )?;
    if done.elsewhere > 0 {
        write!(out, ", {} of other local authorities", done.elsewhere)?;
    }
    writeln!(out, ".")?;
    Ok(match done.refused.is_empty() {
        true => ExitCode::SUCCESS,
        false => ExitCode::from(SOME_REFUSED),
    })
}
