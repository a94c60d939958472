//! `wellheard language`: the sentences of the screens, for translators.

use crate::words::{Languages, read, written};
use anyhow::{Context as _, bail};
use clap::Subcommand;
use domain::language::known;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

/// What can be done with the sentences of the screens.
#[derive(Subcommand)]
pub enum Command {
    /// Write a gettext file with every sentence of the screens, translated where that is known
    File {
        /// The language's tag, such as pl or ur
        #[arg(long, env = "WELLHEARD_LANGUAGE", value_name = "TAG")]
        language: domain::text::Language,
    },
    /// Check a gettext file: what is missing, what no screen says any more, what does not fit
    Check {
        /// The file, named after its language, such as pl.po
        #[arg(long, env = "WELLHEARD_FILE", value_name = "FILE")]
        file: PathBuf,
    },
}

impl Command {
    /// Writes to standard output.
    ///
    /// # Errors
    /// When the language is not known, or the file cannot be read.
    pub fn run(self) -> anyhow::Result<ExitCode> {
        match self {
            Self::File { language } => {
                if known(&language).is_none() {
                    bail!("“{language}” is not a language that Wellheard knows");
                }
                let all = Languages::built_in()?;
                let screens = all.of(&language).map(|screens| screens.all.as_ref());
                write!(std::io::stdout(), "{}", written(language.as_str(), screens))?;
                Ok(ExitCode::SUCCESS)
            }
            Self::Check { file } => {
                let text = std::fs::read_to_string(&file);
                let text = text.with_context(|| format!("cannot read {}", file.display()))?;
                let name = file.file_stem().unwrap_or_default().to_string_lossy();
                let checked = read(&name, &text)?;
                let mut out = std::io::stdout().lock();
                let lists = [
                    ("Not translated", &checked.missing),
                    ("No screen says this any more", &checked.unknown),
                    ("Gaps or forms that do not fit; not used", &checked.broken),
                ];
                for (says, sentences) in lists {
                    if !sentences.is_empty() {
                        writeln!(out, "{says} ({}):", sentences.len())?;
                        for sentence in sentences {
                            writeln!(out, "  {sentence}")?;
                        }
                    }
                }
                writeln!(
                    out,
                    "{} sentences are translated.",
                    checked.catalogue.sentences.len()
                )?;
                let whole = checked.missing.is_empty() && checked.broken.is_empty();
                Ok(if whole {
                    ExitCode::SUCCESS
                } else {
                    ExitCode::FAILURE
                })
            }
        }
    }
}
