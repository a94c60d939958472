//! `wellheard erase`.

use super::explain;
use crate::backend::Live;
use anyhow::anyhow;
use app::api::{ApiError, Erasure, Responses as _};
use clap::Args;
use domain::access::Caller;
use domain::text::Slug;
use std::io::Write as _;

/// Blank the words of one response for good.
#[derive(Args)]
pub struct Erase {
    /// The consultation
    #[arg(long, env = "WELLHEARD_CONSULTATION", value_name = "SLUG")]
    consultation: Slug,
    /// The response's reference, as its sender was given it
    #[arg(long, env = "WELLHEARD_REFERENCE")]
    reference: String,
    /// Why; recorded in the audit
    #[arg(long, env = "WELLHEARD_REASON")]
    reason: String,
}

impl Erase {
    /// Does it.
    pub async fn run(self, live: &Live, caller: &Caller) -> anyhow::Result<()> {
        let reference = self.reference.trim().to_uppercase();
        let erasure = Erasure {
            confirm: reference.clone(),
            reason: self.reason,
        };
        let done = live.erase(caller, &self.consultation, &reference, &erasure);
        done.await.map_err(|error| match error {
            ApiError::NotFound => anyhow!("{} has no response {reference}", self.consultation),
            other => explain(other),
        })?;
        let mut out = std::io::stdout().lock();
        writeln!(
            out,
            "The words of {reference} are gone. Backups and reports signed off earlier still hold them for a while."
        )?;
        Ok(())
    }
}
