//! Decision reports: made on demand, frozen by sign-off.

mod gather;
mod subjects;

use super::kept::Fresh;
use super::{Live, who};
use crate::storage::consultation::Row;
use crate::storage::{Entry, audit, finding, snapshot};
use app::api::{ApiError, CodingGate, InTheWay, ReportDesk, Reports, Snapshot};
use async_trait::async_trait;
use domain::access::{Caller, Permission, Scope, may};
use domain::coding_gate::{Obstacle, since};
use domain::consultation::{Stage, london_date};
use domain::plain::{counted, list};
use domain::report::{Report, SignOff, Template, build};
use domain::text::Slug;

#[async_trait]
impl Reports for Live {
    async fn report_desk(&self, caller: &Caller, slug: &Slug) -> Result<ReportDesk, ApiError> {
        let row = self.row_for(caller, slug, Permission::MakeReport).await?;
        let snapshots = snapshot::all(&self.db, row.id)
            .await?
            .into_iter()
            .map(|s| Snapshot {
                number: s.number,
                template: s.template,
                signed_by: s.signed_by,
                signed_at: self.wall(s.signed_at),
            });
        let in_the_way = self.in_the_way(&row, Fresh::Lately).await?;
        Ok(ReportDesk {
            counted: self.may_be_from(&row),
            title: row.title.clone(),
            snapshots: snapshots.collect(),
            in_the_way,
            may_sign: may(caller, Permission::SignOff, &Scope::Consultation(row.id)),
        })
    }

    async fn report(
        &self,
        caller: &Caller,
        slug: &Slug,
        template: Template,
        snapshot: Option<u32>,
    ) -> Result<Report, ApiError> {
        let row = self.row_for(caller, slug, Permission::MakeReport).await?;
        match snapshot {
            Some(number) => snapshot::one(&self.db, row.id, number)
                .await?
                .ok_or(ApiError::NotFound),
            None => Ok(build(&self.gather(&row, template).await?, template)),
        }
    }

    async fn sign_off(
        &self,
        caller: &Caller,
        slug: &Slug,
        template: Template,
    ) -> Result<u32, ApiError> {
        let row = self.row_for(caller, slug, Permission::SignOff).await?;
        if !self.in_the_way(&row, Fresh::Now).await?.is_empty() {
            return Err(ApiError::conflict("in_the_way"));
        }
        let (by, at) = (who(caller), self.clock.now());
        let number = snapshot::next_number(&self.db, row.id).await?;
        let mut evidence = self.gather(&row, template).await?;
        evidence.sign_off = Some(SignOff {
            by: by.clone(),
            on: london_date(at, &self.london),
            snapshot: number,
        });
        let report = build(&evidence, template);
        let frozen = snapshot::Row {
            number,
            template,
            signed_by: by.clone(),
            signed_at: at,
        };
        let mut tx = self.db.begin().await?;
        match snapshot::insert(&mut tx, row.id, &frozen, &report).await {
            Err(error) if error.is_duplicate() => {
                return Err(ApiError::conflict("changed_meanwhile"));
            }
            other => other?,
        }
        let entry = Entry {
            at,
            who: &by,
            what: "report.sign-off",
            why: "",
            consultation: Some(row.id),
            ids: vec![format!("snapshot:{number}")],
        };
        audit(&mut tx, entry).await?;
        tx.commit().await?;
        Ok(number)
    }
}

impl Live {
    /// What stands between a consultation and a signed report.
    async fn in_the_way(&self, row: &Row, fresh: Fresh) -> Result<Vec<InTheWay>, ApiError> {
        let mut all = Vec::new();
        if matches!(row.stage, Stage::Draft | Stage::Open) {
            all.push(InTheWay::StillOpen);
        }
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let letters = self.unreconciled(row).await?;
        if !letters.is_empty() {
            all.push(InTheWay::Letters(letters));
        }
        let paper = self.paper_progress(row).await?;
        if let Some((_, paper)) = paper.filter(|(_, paper)| !paper.is_done()) {
            let (waiting, open) = (paper.waiting, paper.open);
            all.push(InTheWay::Paper { waiting, open });
        }
        let gates = self.gates(row, fresh).await?;
        let unsigned: Vec<String> = gates.into_iter().filter_map(unsigned).collect();
        if !unsigned.is_empty() {
            all.push(InTheWay::Coding(unsigned));
        }
        let findings = finding::all(&self.db, row.id).await?;
        let silent = findings.iter().filter(|f| f.position.is_none()).count();
        match findings.is_empty() {
            true => all.push(InTheWay::NoFindings),
            false if silent > 0 => all.push(InTheWay::NoPosition(count(silent))),
            false => {}
        }
        Ok(all)
    }
}

/// A question whose coding is not signed off, or no longer as it was when it was.
fn unsigned(gate: CodingGate) -> Option<String> {
    let Some(signed) = &gate.signed else {
        return Some(gate.title);
    };
    let mut new: Vec<String> = (since(&gate.obstacles, &signed.overrides).iter())
        .map(Obstacle::told)
        .collect();
    if signed.changed > 0 {
        let (one, many) = (
            "theme of a text came or went",
            "themes of texts came or went",
        );
        new.push(counted(signed.changed, one, many));
    }
    (!new.is_empty()).then(|| format!("{} (since it was signed: {})", gate.title, list(&new)))
}
