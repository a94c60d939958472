//! Scans of paper: waiting to be typed, or kept with what was typed from them.

use super::{ApiError, ConsultationCard};
use async_trait::async_trait;
use domain::access::Caller;
use domain::id::{BundleId, ScanId};
use domain::scan::Kind;
use domain::text::{AudienceId, Slug};
use jiff::civil::DateTime;

/// A scan, as a list names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScanLine {
    /// Its id.
    pub id: ScanId,
    /// As the officer's file was called.
    pub name: String,
    /// What it is.
    pub kind: Kind,
    /// Bytes.
    pub length: u64,
    /// Who added it.
    pub by: String,
    /// When, London wall time.
    pub at: DateTime,
    /// Whether the caller may look at it: not where words of its response are covered and the caller may not read them.
    pub may_open: bool,
}

/// The pages of one form or letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bundle {
    /// Its id.
    pub id: BundleId,
    /// Its scans, in order.
    pub scans: Vec<ScanLine>,
}

/// Scans nobody has typed from yet.
#[derive(Clone, Debug, PartialEq)]
pub struct ScansPage {
    /// The consultation.
    pub card: ConsultationCard,
    /// Oldest first.
    pub bundles: Vec<Bundle>,
    /// Whose forms there are: id and name.
    pub audiences: Vec<(AudienceId, String)>,
}

/// Reading the list of scans. What is in one is no page but a file, with a route of its own.
#[async_trait]
pub trait Scans {
    /// Scans that wait to be typed.
    async fn scans(&self, caller: &Caller, slug: &Slug) -> Result<ScansPage, ApiError>;

    /// The scans of a bundle that waits; none when it was typed meanwhile.
    async fn bundle(
        &self,
        caller: &Caller,
        slug: &Slug,
        bundle: BundleId,
    ) -> Result<Vec<ScanLine>, ApiError>;

    /// The scans kept with a response.
    async fn scans_of(
        &self,
        caller: &Caller,
        slug: &Slug,
        reference: &str,
    ) -> Result<Vec<ScanLine>, ApiError>;

    /// Takes a scan away for good.
    async fn remove_scan(&self, caller: &Caller, slug: &Slug, scan: ScanId)
    -> Result<(), ApiError>;
}
