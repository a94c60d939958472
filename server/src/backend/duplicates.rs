//! Contributions that may be one person's: found by rule, judged by a person, undone at any time.

use super::noted::note;
use super::{Live, who};
use crate::storage::consultation::Row;
use crate::storage::duplicate::SENDER;
use crate::storage::{consultation, duplicate, response, screening};
use app::api::{
    ApiError, DuplicateSet, Duplicates, DuplicatesPage, FlaggedResponse, JudgedSet, SETS_A_PAGE,
};
use async_trait::async_trait;
use domain::access::{Caller, Permission};
use domain::duplicate::{Decided, Found, Verdict, find};
use domain::id::{ContributionId, DuplicateId};
use domain::report::Repeats;
use domain::text::Slug;
use std::collections::BTreeSet;

#[async_trait]
impl Duplicates for Live {
    async fn duplicates(
        &self,
        caller: &Caller,
        slug: &Slug,
        page: usize,
    ) -> Result<DuplicatesPage, ApiError> {
        let row = self
            .row_for(caller, slug, Permission::JudgeDuplicates)
            .await?;
        let (found, decided) = self.look_for_duplicates(&row).await?;
        let pages = found.len().div_ceil(SETS_A_PAGE).max(1);
        let page = page.clamp(1, pages);
        let here = found
            .iter()
            .skip((page - 1) * SETS_A_PAGE)
            .take(SETS_A_PAGE);
        let mut sets = Vec::new();
        for set in here {
            let mut members = Vec::new();
            for id in &set.members {
                let reference = self.reference_of(&row, *id).await?;
                members.push(self.whole_response(caller, &row, &reference).await?);
            }
            sets.push(DuplicateSet {
                because: set.because.clone(),
                members,
            });
        }
        let mut judged = Vec::new();
        for one in decided {
            let mut members = Vec::new();
            for id in &one.decided.members {
                if let Some(member) = response::by_id(&self.db, row.id, *id).await? {
                    members.push((member.reference, member.replaced_by));
                }
            }
            judged.push(JudgedSet {
                id: one.id,
                verdict: one.decided.verdict,
                members,
                by: match one.by.as_str() {
                    SENDER => "The sender, who changed it with a code".to_owned(),
                    _ => one.by,
                },
                at: self.wall(one.at),
            });
        }
        let content = consultation::latest(&self.db, row.id).await?;
        let content = content.ok_or(ApiError::NotFound)?.content;
        let covers = screening::all_redactions(&self.db, row.id).await?;
        let mut flagged = Vec::new();
        for (id, flags) in duplicate::flagged(&self.db, row.id).await? {
            if let Some(found) = response::by_id(&self.db, row.id, id).await? {
                let line = self.line(&content, &covers, found);
                flagged.push(FlaggedResponse { line, flags });
            }
        }
        Ok(DuplicatesPage {
            flagged,
            flagged_in_all: duplicate::count_flagged(&self.db, row.id).await?,
            card: self.card(&row).await?,
            sets,
            open: found.len(),
            page,
            pages,
            judged,
        })
    }

    async fn judge_duplicates(
        &self,
        caller: &Caller,
        slug: &Slug,
        references: &[String],
        verdict: Option<Verdict>,
    ) -> Result<(), ApiError> {
        let row = self
            .row_for(caller, slug, Permission::JudgeDuplicates)
            .await?;
        let verdict = verdict.ok_or_else(|| ApiError::invalid("verdict", "missing"))?;
        let references: BTreeSet<&String> = references.iter().collect();
        if references.len() < 2 {
            return Err(ApiError::invalid("reference", "too_few"));
        }
        let (mut members, mut kinds) = (Vec::new(), BTreeSet::new());
        for reference in references {
            let found = duplicate::named(&self.db, row.id, reference).await?;
            let (id, form, capacity) = found.ok_or(ApiError::NotFound)?;
            members.push(id);
            kinds.insert((form, capacity));
        }
        // Who answers for a school and for herself is counted in both places, and a letter is no survey response.
        if kinds.len() > 1 && verdict == Verdict::SamePerson {
            return Err(ApiError::invalid("reference", "unlike"));
        }
        let (by, now) = (who(caller), self.clock.now());
        let decided = Decided { verdict, members };
        let mut tx = self.db.begin().await?;
        consultation::lock(&mut tx, row.id).await?;
        let id = duplicate::decide(&mut tx, row.id, &decided, &by, now).await?;
        let what = match verdict {
            Verdict::SamePerson => "duplicates.join",
            Verdict::DifferentPeople => "duplicates.keep-apart",
        };
        let mut ids = vec![id.to_string()];
        ids.extend(decided.members.iter().map(ToString::to_string));
        Ok(note(tx, &row, (&by, now), what, ids).await?)
    }

    async fn look_at_flagged(
        &self,
        caller: &Caller,
        slug: &Slug,
        reference: &str,
    ) -> Result<(), ApiError> {
        let row = self
            .row_for(caller, slug, Permission::JudgeDuplicates)
            .await?;
        let found = duplicate::named(&self.db, row.id, reference).await?;
        let (id, ..) = found.ok_or(ApiError::NotFound)?;
        let (by, now) = (who(caller), self.clock.now());
        let mut tx = self.db.begin().await?;
        if !duplicate::look_at_flagged(&mut tx, id, &by, now).await? {
            return Err(ApiError::conflict("changed_meanwhile"));
        }
        let ids = vec![id.to_string()];
        Ok(note(tx, &row, (&by, now), "contribution.looked-at", ids).await?)
    }

    async fn undo_duplicates(
        &self,
        caller: &Caller,
        slug: &Slug,
        decision: DuplicateId,
    ) -> Result<(), ApiError> {
        let row = self
            .row_for(caller, slug, Permission::JudgeDuplicates)
            .await?;
        let (by, now) = (who(caller), self.clock.now());
        let mut tx = self.db.begin().await?;
        consultation::lock(&mut tx, row.id).await?;
        if !duplicate::undo(&mut tx, row.id, decision, &by, now).await? {
            return Err(ApiError::conflict("changed_meanwhile"));
        }
        let ids = vec![decision.to_string()];
        Ok(note(tx, &row, (&by, now), "duplicates.undo", ids).await?)
    }
}

impl Live {
    /// What nobody has judged, and every judgement that stands.
    async fn look_for_duplicates(
        &self,
        row: &Row,
    ) -> Result<(Vec<Found>, Vec<duplicate::Row>), ApiError> {
        let mut suspects = duplicate::suspects(&self.db, row.id).await?;
        suspects.extend(self.twins(row).await?.iter().cloned());
        let decided = duplicate::decided(&self.db, row.id).await?;
        let judged: Vec<Decided> = decided.iter().map(|d| d.decided.clone()).collect();
        Ok((find(&suspects, &judged), decided))
    }

    /// How many sets were found, and what became of them, for a report.
    pub(super) async fn repeats(&self, row: &Row) -> Result<Repeats, ApiError> {
        let (found, decided) = self.look_for_duplicates(row).await?;
        let judged = decided.iter().filter(|d| d.by != SENDER);
        let said = |verdict| {
            let these = judged.clone().filter(|d| d.decided.verdict == verdict);
            these.count() as u64
        };
        let changed = decided.iter().filter(|d| d.by == SENDER).count() as u64;
        let replaced = duplicate::count_replaced(&self.db, row.id).await?;
        Ok(Repeats {
            left: found.len() as u64,
            joined: said(Verdict::SamePerson),
            apart: said(Verdict::DifferentPeople),
            replaced: replaced.saturating_sub(changed),
            changed,
        })
    }

    async fn reference_of(&self, row: &Row, id: ContributionId) -> Result<String, ApiError> {
        let found = response::by_id(&self.db, row.id, id).await?;
        Ok(found.ok_or(ApiError::NotFound)?.reference)
    }
}
