//! `wellheard council …`.

use super::explain;
use crate::backend::Live;
use crate::blueprints;
use crate::storage::council;
use anyhow::{Context as _, bail};
use clap::Subcommand;
use domain::access::Caller;
use domain::council::Council;
use std::io::Write as _;
use std::path::PathBuf;

/// Say whose database this is.
#[derive(Subcommand)]
pub enum Command {
    /// Name the council, its people to turn to, localities, bodies and words, from a TOML file
    #[command(after_help = "\
`wellheard council show` prints the present one, which is a good start for the file; in an empty database it prints \
the demo council. Consultations that exist keep the words they were made with.

`equality_left_out = [\"gender\"]` near the top of the file leaves equality questions out of every consultation: here \
the one about gender identity, which whoever opens a consultation can leave out of that one alone.")]
    Set {
        /// The file
        #[arg(long, env = "WELLHEARD_FROM", value_name = "FILE")]
        from: PathBuf,
    },
    /// Print the council as such a file
    Show,
}

impl Command {
    /// Does it.
    pub async fn run(self, live: &Live, caller: &Caller) -> anyhow::Result<()> {
        match self {
            Self::Set { from } => {
                let text = std::fs::read_to_string(&from)
                    .with_context(|| format!("cannot read {}", from.display()))?;
                let council: Council = toml::from_str(text.trim_start_matches('\u{feff}'))
                    .with_context(|| format!("{} does not describe a council", from.display()))?;
                let asked = blueprints::equality()?.questions;
                for id in &council.equality_left_out {
                    if !asked.iter().any(|question| &question.id == id) {
                        let all: Vec<&str> = asked.iter().map(|q| q.id.as_str()).collect();
                        bail!(
                            "equality_left_out names “{id}”, which is no equality question: they are {}",
                            all.join(", ")
                        );
                    }
                }
                if let Some((_, true)) = council::read(&live.db).await? {
                    bail!(
                        "this database holds the demo council, whose passwords everybody knows: use a new one"
                    );
                }
                live.set_council(caller, &council).await.map_err(explain)?;
                writeln!(
                    std::io::stdout(),
                    "This is the database of {}.",
                    council.name
                )?;
            }
            Self::Show => {
                let council = match council::read(&live.db).await? {
                    Some((council, _)) => council,
                    None => {
                        eprintln!("There is no council yet. This is the demo one, as an example:");
                        crate::demo::council()?
                    }
                };
                write!(std::io::stdout(), "{}", toml::to_string(&council)?)?;
            }
        }
        Ok(())
    }
}
