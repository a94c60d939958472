//! `wellheard report`.

use super::explain;
use crate::backend::Live;
use crate::export;
use anyhow::{Context as _, bail};
use app::api::Reports as _;
use clap::Args;
use domain::access::Caller;
use domain::report::{Format, Template};
use domain::text::Slug;
use std::path::PathBuf;

/// Options of `report`.
#[derive(Args)]
pub struct Report {
    /// Which consultation
    #[arg(long, env = "WELLHEARD_CONSULTATION", value_name = "SLUG")]
    consultation: Slug,
    /// For whom it is written: schools-forum, cabinet or consultation
    #[arg(long, env = "WELLHEARD_TEMPLATE", default_value = "schools-forum")]
    template: String,
    /// docx, pdf or html
    #[arg(long, env = "WELLHEARD_FORMAT", default_value = "docx")]
    format: String,
    /// The file to write
    #[arg(long, env = "WELLHEARD_OUT", value_name = "FILE")]
    out: PathBuf,
    /// A signed-off report by its number, instead of the one of today
    #[arg(long, env = "WELLHEARD_AT", value_name = "SNAPSHOT")]
    at: Option<u32>,
    /// Sign off: freeze today's report under the next number, then write it
    #[arg(long, env = "WELLHEARD_SIGN_OFF", conflicts_with = "at")]
    sign_off: bool,
}

impl Report {
    /// Writes the file.
    pub async fn run(self, live: &Live, caller: &Caller) -> anyhow::Result<()> {
        let words = |all: Vec<&str>| all.join(", ");
        let Some(template) = Template::parse(&self.template) else {
            bail!(
                "there is no template “{}”: use one of {}",
                self.template,
                words(Template::ALL.iter().map(|t| t.as_str()).collect())
            );
        };
        let Some(format) = Format::parse(&self.format) else {
            bail!(
                "there is no format “{}”: use one of {}",
                self.format,
                words(Format::ALL.iter().map(|f| f.as_str()).collect())
            );
        };
        let snapshot = match self.sign_off {
            true => Some(
                live.sign_off(caller, &self.consultation, template)
                    .await
                    .map_err(explain)?,
            ),
            false => self.at,
        };
        let report = live
            .report(caller, &self.consultation, template, snapshot)
            .await
            .map_err(explain)?;
        let bytes = export::render(format, &report).context("the report could not be written")?;
        std::fs::write(&self.out, &bytes)
            .with_context(|| format!("cannot write {}", self.out.display()))?;
        let kind = snapshot.map_or("draft".to_owned(), |n| format!("signed-off report {n}"));
        eprintln!(
            "Wrote {} ({kind}, {} KB).",
            self.out.display(),
            bytes.len().div_ceil(1024)
        );
        for missing in &report.missing {
            eprintln!("Still to be written: {missing}");
        }
        Ok(())
    }
}
