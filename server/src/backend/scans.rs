//! Scans of paper: added by an officer, shown to officers only, gone with the response.

use super::noted::note;
use super::{Live, who};
use crate::clock::{ordered_id, random_id};
use crate::storage::consultation::Row;
use crate::storage::{Entry, StorageError, audit, response, scan, screening};
use app::api::{ApiError, Bundle, ScanLine, Scans, ScansPage};
use async_trait::async_trait;
use domain::access::{Caller, Permission, Scope, may};
use domain::id::{BundleId, ContributionId, ScanId};
use domain::scan::{Kind, SCAN_LIMIT, SCANS_LIMIT, kept_name, name};
use domain::text::{Language, Slug};

/// A file as it was sent.
#[derive(Clone, Debug)]
pub struct Sent {
    /// What the officer's computer calls it.
    pub name: String,
    /// What is in it; cut where it is longer than a scan may be.
    pub bytes: Vec<u8>,
    /// Bytes there were.
    pub length: u64,
}

#[async_trait]
impl Scans for Live {
    async fn scans(&self, caller: &Caller, slug: &Slug) -> Result<ScansPage, ApiError> {
        let row = self
            .row_for(caller, slug, Permission::EnterResponses)
            .await?;
        let mut bundles: Vec<Bundle> = Vec::new();
        for scan in scan::waiting(&self.db, row.id).await? {
            let line = self.scan_line(&scan, true);
            match bundles.iter_mut().find(|b| b.id == scan.bundle) {
                Some(bundle) => bundle.scans.push(line),
                None => bundles.push(Bundle {
                    id: scan.bundle,
                    scans: vec![line],
                }),
            }
        }
        let version = self.published(row.id).await?;
        let audiences = version.iter().flat_map(|v| &v.content.audiences);
        let english = Language::english();
        let audiences = audiences.map(|a| {
            let words = a.wording.pick(&english, None);
            let name = words.map_or_else(|| a.id.to_string(), |picked| picked.words.name.clone());
            (a.id.clone(), name)
        });
        Ok(ScansPage {
            audiences: audiences.collect(),
            card: self.card(&row).await?,
            bundles,
        })
    }

    async fn bundle(
        &self,
        caller: &Caller,
        slug: &Slug,
        bundle: BundleId,
    ) -> Result<Vec<ScanLine>, ApiError> {
        let row = self
            .row_for(caller, slug, Permission::EnterResponses)
            .await?;
        let all = scan::waiting(&self.db, row.id).await?;
        let here = all.iter().filter(|scan| scan.bundle == bundle);
        Ok(here.map(|scan| self.scan_line(scan, true)).collect())
    }

    async fn scans_of(
        &self,
        caller: &Caller,
        slug: &Slug,
        reference: &str,
    ) -> Result<Vec<ScanLine>, ApiError> {
        let row = self
            .row_for(caller, slug, Permission::ReadResponses)
            .await?;
        let found = response::one(&self.db, row.id, reference).await?;
        let found = found.ok_or(ApiError::NotFound)?;
        Ok(self.scans_with(caller, &row, found.id).await?)
    }

    async fn remove_scan(
        &self,
        caller: &Caller,
        slug: &Slug,
        scan: ScanId,
    ) -> Result<(), ApiError> {
        let row = self
            .row_for(caller, slug, Permission::EnterResponses)
            .await?;
        let found = scan::body(&self.db, row.id, scan).await?;
        let found = found.ok_or(ApiError::NotFound)?;
        let by = who(caller);
        let mut tx = self.db.begin().await?;
        if !scan::remove(&mut tx, row.id, scan).await? {
            return Err(ApiError::NotFound);
        }
        let ids = [
            Some(scan.to_string()),
            found.contribution.map(|id| id.to_string()),
        ];
        let ids = ids.into_iter().flatten().collect();
        Ok(note(tx, &row, (&by, self.clock.now()), "scan.remove", ids).await?)
    }
}

impl Live {
    /// Keeps scans with a response, or, without one, for whoever types them: as the pages of one form, or each as a
    /// form of its own.
    ///
    /// # Errors
    /// Field `file`: `missing`, or `empty`, `too_large`, `not_a_scan` with the file's name after a colon, or `too_many`.
    /// Conflict `erased`.
    pub async fn add_scans(
        &self,
        caller: &Caller,
        slug: &Slug,
        reference: Option<&str>,
        together: bool,
        sent: Vec<Sent>,
    ) -> Result<(), ApiError> {
        let row = self
            .row_for(caller, slug, Permission::EnterResponses)
            .await?;
        let of = match reference {
            Some(reference) => Some(self.scanned(&row, reference).await?),
            None => None,
        };
        if sent.is_empty() {
            return Err(ApiError::invalid("file", "missing"));
        }
        let kinds = sent.iter().map(checked).collect::<Result<Vec<_>, _>>()?;
        let (by, at) = (who(caller), self.clock.now());
        let one = BundleId::from_uuid(random_id());
        let mut tx = self.db.begin().await?;
        let there = match of {
            Some(of) => scan::count(&mut tx, of).await?,
            None => 0,
        };
        if there + sent.len() > SCANS_LIMIT {
            return Err(ApiError::invalid("file", "too_many"));
        }
        let mut ids: Vec<String> = of.iter().map(ToString::to_string).collect();
        for (position, (file, kind)) in sent.into_iter().zip(kinds).enumerate() {
            let new = scan::New {
                id: ScanId::from_uuid(ordered_id()),
                consultation: row.id,
                bundle: match together || of.is_some() {
                    true => one,
                    false => BundleId::from_uuid(random_id()),
                },
                position,
                contribution: of,
                name: kept_name(&file.name, kind),
                kind,
                body: file.bytes,
                by: by.clone(),
                at,
            };
            scan::insert(&mut tx, &new).await?;
            ids.push(new.id.to_string());
        }
        Ok(note(tx, &row, (&by, at), "scan.add", ids).await?)
    }

    /// A scan to look at. That somebody looked is in the audit.
    ///
    /// # Errors
    /// `NotFound`, also for the scan of another consultation; `Forbidden`, also where words of its response are covered
    /// and the caller may not read them.
    pub async fn open_scan(
        &self,
        caller: &Caller,
        slug: &Slug,
        id: ScanId,
    ) -> Result<scan::Body, ApiError> {
        let row = self
            .row_for(caller, slug, Permission::ReadResponses)
            .await?;
        let found = scan::body(&self.db, row.id, id).await?;
        let found = found.ok_or(ApiError::NotFound)?;
        if let Some(of) = found.contribution
            && !self.may_open(caller, &row, of).await?
        {
            return Err(ApiError::Forbidden);
        }
        let by = who(caller);
        let mut tx = self.db.begin().await?;
        let of = found.contribution.map(|id| id.to_string());
        let entry = Entry {
            at: self.clock.now(),
            who: &by,
            what: "scan.open",
            why: "",
            consultation: Some(row.id),
            ids: std::iter::once(id.to_string()).chain(of).collect(),
        };
        audit(&mut tx, entry).await?;
        tx.commit().await?;
        Ok(found)
    }

    /// The scans kept with a contribution.
    pub(super) async fn scans_with(
        &self,
        caller: &Caller,
        row: &Row,
        id: ContributionId,
    ) -> Result<Vec<ScanLine>, StorageError> {
        let all = scan::of(&self.db, id).await?;
        let may_open = all.is_empty() || self.may_open(caller, row, id).await?;
        let line = |scan| self.scan_line(scan, may_open);
        Ok(all.iter().map(line).collect())
    }

    /// Whether the caller may look at the paper of a contribution, on which nothing is covered, and at what was typed from it.
    pub(super) async fn may_open(
        &self,
        caller: &Caller,
        row: &Row,
        id: ContributionId,
    ) -> Result<bool, StorageError> {
        let here = Scope::Consultation(row.id);
        Ok(may(caller, Permission::ReadOriginals, &here)
            || screening::covered(&self.db, id).await?.is_empty())
    }

    /// How many bundles wait to be typed.
    pub(super) async fn untyped_scans(&self, row: &Row) -> Result<u64, StorageError> {
        let mut bundles: Vec<BundleId> = Vec::new();
        for scan in scan::waiting(&self.db, row.id).await? {
            if !bundles.contains(&scan.bundle) {
                bundles.push(scan.bundle);
            }
        }
        Ok(bundles.len() as u64)
    }

    async fn scanned(&self, row: &Row, reference: &str) -> Result<ContributionId, ApiError> {
        let found = response::one(&self.db, row.id, reference).await?;
        let found = found.ok_or(ApiError::NotFound)?;
        match found.erased {
            Some(_) => Err(ApiError::conflict("erased")),
            None => Ok(found.id),
        }
    }

    fn scan_line(&self, row: &scan::Row, may_open: bool) -> ScanLine {
        ScanLine {
            id: row.id,
            name: row.name.clone(),
            kind: row.kind,
            length: row.length,
            by: row.by.clone(),
            at: self.wall(row.at),
            may_open,
        }
    }
}

/// What a file is, if it may be kept.
fn checked(file: &Sent) -> Result<Kind, ApiError> {
    let refuse = |code: &str| {
        Err(ApiError::invalid(
            "file",
            format!("{code}:{}", name(&file.name)),
        ))
    };
    match Kind::of(&file.bytes) {
        _ if file.length == 0 => refuse("empty"),
        _ if file.length > SCAN_LIMIT as u64 => refuse("too_large"),
        None => refuse("not_a_scan"),
        Some(kind) => Ok(kind),
    }
}
