//! `wellheard import …`.

use super::{explain, progress};
use crate::backend::Live;
use crate::backend::import::{Import as Order, ImportError, Imported, Step};
use crate::transfer::mapping::Mapping;
use crate::transfer::reason::said;
use crate::transfer::rejects::Rejects;
use crate::transfer::table::Table;
use anyhow::{Context as _, anyhow, bail};
use clap::{Args, Subcommand};
use domain::access::Caller;
use domain::contribution::Channel;
use domain::text::{AudienceId, Slug};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Rows were refused; the others are in.
const SOME_REJECTED: u8 = 3;
/// Most pairs of alike rows that are named.
const PAIRS: usize = 10;

/// Add responses that came by another way.
#[derive(Subcommand)]
pub enum Import {
    /// Add one response a row
    Responses(Box<Responses>),
}

/// Options of `import responses`.
#[derive(Args)]
#[command(after_help = "\
Columns named after questions (B4, and B4__other for the words beside “Other”) and after facts (reference, \
audience, capacity, organisation, group_size, channel, language, received, consent_to_quote) are understood as they \
are, and so is a file made by `wellheard export --table responses`. For any other file write a mapping: see docs/how-to/import-responses.md.

Nobody may be quoted unless a column says so. Importing a file again adds nothing.

Example:
  wellheard import responses --consultation charter --file comments.csv \\
    --mapping comments.mapping.toml --rejects rejects.csv

Exit codes: 0 every row is in, 1 it could not be done, 2 the command is wrong, 3 some rows were refused.")]
pub struct Responses {
    /// The consultation's part of the web address
    #[arg(long, env = "WELLHEARD_CONSULTATION", value_name = "SLUG")]
    consultation: Slug,

    /// A CSV file: UTF-8, UTF-16 or Windows-1252, with commas, semicolons or tabs
    #[arg(long, env = "WELLHEARD_FILE", value_name = "FILE")]
    file: PathBuf,

    /// What the columns mean, as TOML
    #[arg(long, env = "WELLHEARD_MAPPING", value_name = "FILE")]
    mapping: Option<PathBuf>,

    /// The column that names each row; when left out, a row is known by its file and number
    #[arg(long, env = "WELLHEARD_KEY_COLUMN", value_name = "NAME")]
    key_column: Option<String>,

    /// Where to write rows that were refused, with the reason; otherwise they are listed on standard error
    #[arg(long, env = "WELLHEARD_REJECTS", value_name = "FILE")]
    rejects: Option<PathBuf>,

    /// How rows that do not say came to you
    #[arg(long, env = "WELLHEARD_CHANNEL", value_parser = channel,
        value_name = "web|paper|phone|email|letter|event|api|import")]
    channel: Option<Channel>,

    /// Who answered, for rows that do not say
    #[arg(long, env = "WELLHEARD_AUDIENCE", value_name = "ID")]
    audience: Option<AudienceId>,

    /// Check every row and say what would happen, but store nothing
    #[arg(long, env = "WELLHEARD_DRY_RUN")]
    dry_run: bool,
}

impl Import {
    /// Does it.
    pub async fn run(self, live: &Live, caller: &Caller) -> anyhow::Result<ExitCode> {
        let Self::Responses(command) = self;
        command.run(live, caller).await
    }
}

impl Responses {
    async fn run(self, live: &Live, caller: &Caller) -> anyhow::Result<ExitCode> {
        let mut mapping = match &self.mapping {
            Some(path) => mapping(path)?,
            None => Mapping::default(),
        };
        if self.channel.is_some() {
            mapping.defaults.channel = self.channel;
        }
        if self.audience.is_some() {
            mapping.defaults.audience.clone_from(&self.audience);
        }
        let mut table = Table::open(&self.file)?;
        if let Some(warning) = table.survey.encoding.warning() {
            eprintln!("warning: {}: {warning}", table.name());
        }
        let mut rejects = match &self.rejects {
            Some(path) => Some(self.rejects(path, &table.header)?),
            None => None,
        };
        let bar = progress::bar(
            table.survey.length,
            "{wide_bar} {bytes}/{total_bytes}  {msg}  {eta}",
        );
        let order = Order {
            consultation: &self.consultation,
            mapping,
            key: self.key_column.as_deref(),
            file: &file_name(&self.file),
            dry_run: self.dry_run,
        };
        let mut tell = |step: Step<'_>| {
            match step {
                Step::Columns(columns) => {
                    for (name, meaning) in columns {
                        eprintln!("column “{name}”: {meaning}");
                    }
                }
                Step::Rejected(row, reasons) => match (&mut rejects, said(reasons)) {
                    (Some(rejects), reason) => rejects.add(row, &reason)?,
                    (None, reason) => progress::line(&bar, &format!("line {}: {reason}", row.line)),
                },
                Step::Kept(..) | Step::Nothing(_) => {}
                Step::Read(bytes, rows) => {
                    bar.set_position(bytes);
                    bar.set_message(format!("{rows} rows"));
                }
            }
            Ok(())
        };
        let done = live
            .import_responses(caller, order, &mut table, &mut tell)
            .await;
        bar.finish_and_clear();
        if let Some(rejects) = rejects {
            rejects.finish().context("cannot write the rejects")?;
        }
        let done = done.map_err(|error| match error {
            ImportError::Api(error) => explain(error),
            other => anyhow!(other),
        })?;
        self.say(&done)
    }

    fn rejects(&self, path: &Path, header: &[String]) -> anyhow::Result<Rejects> {
        let same = |a: &Path, b: &Path| matches!((a.canonicalize(), b.canonicalize()), (Ok(a), Ok(b)) if a == b);
        if same(path, &self.file) {
            bail!("--rejects names the file that is being imported; name another");
        }
        Rejects::create(path, header).with_context(|| format!("cannot write {}", path.display()))
    }

    fn say(&self, done: &Imported) -> anyhow::Result<ExitCode> {
        for (earlier, later) in done.alike.iter().take(PAIRS) {
            eprintln!(
                "possible duplicate: line {later} has the words of line {earlier}; both are kept"
            );
        }
        if done.alike.len() > PAIRS {
            eprintln!(
                "… and {} more possible duplicates",
                done.alike.len() - PAIRS
            );
        }
        if done.changed > 0 {
            eprintln!(
                "warning: {} rows have another content than when they were first imported; what was stored is kept",
                done.changed
            );
        }
        if done.undated > 0 {
            eprintln!(
                "warning: {} rows have the date 1980-01-01, which LimeSurvey writes where a survey keeps no dates; they count as received now",
                done.undated
            );
        }
        let mut out = std::io::stdout().lock();
        let would = if self.dry_run { "to be added" } else { "added" };
        write!(
            out,
            "{} rows: {} {would}, {} already here, {} rejected",
            done.rows, done.added, done.present, done.rejected
        )?;
        if done.nothing > 0 {
            write!(out, ", {} empty, erased or comments only", done.nothing)?;
        }
        writeln!(out, ".")?;
        if done.rejected == 0 {
            return Ok(ExitCode::SUCCESS);
        }
        if let Some(path) = &self.rejects {
            eprintln!(
                "The rejected rows are in {}: mend them there and import that file.",
                path.display()
            );
        }
        Ok(ExitCode::from(SOME_REJECTED))
    }
}

fn mapping(path: &Path) -> anyhow::Result<Mapping> {
    let text = std::fs::read_to_string(path)
        .with_context(|| format!("cannot read the mapping {}", path.display()))?;
    Mapping::parse(&text).with_context(|| format!("the mapping {} is not right", path.display()))
}

fn channel(text: &str) -> Result<Channel, String> {
    Channel::parse(text).ok_or_else(|| "no such channel".to_owned())
}

fn file_name(path: &Path) -> String {
    path.file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default()
}
