//! Decisions, and the next version of the documents that they change.

use super::Live;
use super::noted::note;
use crate::clock::{ordered_id, random_id};
use crate::storage::consultation::{self, Row};
use crate::storage::{change, council, decision, document, finding};
use app::api::{ApiError, FieldError, NewChange, NewDecision};
use domain::consultation::{Step, london_date};
use domain::content::{ClauseWords, Worded, Wordings};
use domain::decision::Outcome;
use domain::document::{ChangeKind, number_after};
use domain::id::{ChangeId, ClauseId, DecisionId};
use domain::text::{Language, Slug};
use jiff::Timestamp;

/// What the part of a body is called that may end a consultation.
const DECIDES: &str = "decides";
/// Stands at a version that is not public yet.
const BEING_WRITTEN: &str = "Next version";
/// Most characters in a summary.
const SUMMARY_LIMIT: usize = 2_000;
/// Most characters in a clause.
const CLAUSE_LIMIT: usize = 20_000;

impl Live {
    /// Records a decision at a moment. The demo uses it with moments past.
    ///
    /// # Errors
    /// `Conflict` `not_closed` before closing: nothing is decided while people may still speak.
    pub(crate) async fn decide_at(
        &self,
        row: &Row,
        by: &str,
        new: NewDecision,
        at: Timestamp,
    ) -> Result<DecisionId, ApiError> {
        let after = row.stage.after(Step::Decide);
        let stage = after.map_err(|_| ApiError::conflict("not_closed"))?;
        let (decision, ends) = self.checked_decision(row, by, &new, at).await?;
        let mut tx = self.db.begin().await?;
        decision::insert(&mut tx, row.id, &decision, at).await?;
        // A view of a body that is only consulted, or a decision put off, leaves the consultation open to decide.
        if ends && !consultation::move_to(&mut tx, row, stage, row.schedule).await? {
            return Err(ApiError::conflict("changed_meanwhile"));
        }
        let ids = vec![decision.id.to_string()];
        note(tx, row, (by, at), "decision.record", ids).await?;
        Ok(decision.id)
    }

    async fn checked_decision(
        &self,
        row: &Row,
        by: &str,
        new: &NewDecision,
        at: Timestamp,
    ) -> Result<(decision::Row, bool), ApiError> {
        let mut fields = Vec::new();
        let mut refuse = |field: &str, code: &str| fields.push(FieldError::code(field, code));
        let council = council::read(&self.db).await?.map(|(council, _)| council);
        let bodies = council.map(|c| c.bodies).unwrap_or_default();
        let body = bodies.into_iter().find(|b| b.id.as_str() == new.body);
        if body.is_none() {
            refuse("body", "missing");
        }
        let today = london_date(at, &self.london);
        let closed = row.schedule.map(|s| london_date(s.closes, &self.london));
        match new.decided_on {
            None => refuse("decided_on", "missing"),
            Some(day) if day > today => refuse("decided_on", "in_the_future"),
            Some(day) if closed.is_some_and(|closed| day < closed) => {
                refuse("decided_on", "before_closing");
            }
            Some(_) => {}
        }
        let minute = new.minute_reference.trim();
        match minute.chars().count() {
            0 => refuse("minute_reference", "missing"),
            n if n > 80 => refuse("minute_reference", "too_long"),
            _ => {}
        }
        if new.outcome.is_none() {
            refuse("outcome", "missing");
        }
        let summary = new.summary.trim();
        match summary.chars().count() {
            0 => refuse("summary", "missing"),
            n if n > SUMMARY_LIMIT => refuse("summary", "too_long"),
            _ => {}
        }
        let (Some(body), Some(decided_on), Some(outcome), true) =
            (body, new.decided_on, new.outcome, fields.is_empty())
        else {
            return Err(ApiError::Invalid { fields });
        };
        let ends = body.part == DECIDES && outcome != Outcome::Deferred;
        let decision = decision::Row {
            id: DecisionId::from_uuid(ordered_id()),
            body: body.id,
            decided_on,
            minute_reference: minute.to_owned(),
            outcome,
            summary: summary.to_owned(),
            positions: new.positions.clone(),
            made_by: by.to_owned(),
        };
        Ok((decision, ends))
    }

    /// Writes a change into the next version of a document at a moment, beginning that version if need be.
    ///
    /// # Errors
    /// `Invalid` for what is missing, for a decision that did not agree to anything, and for a finding it did not
    /// settle.
    pub(crate) async fn change_at(
        &self,
        row: &Row,
        by: &str,
        new: NewChange,
        at: Timestamp,
    ) -> Result<ChangeId, ApiError> {
        let versions = change::versions(&self.db, row.id).await?;
        let of_document = |v: &&change::Version| v.slug.as_str() == new.document;
        let published = versions.iter().filter(of_document).rfind(|v| v.published);
        let latest = published.ok_or_else(|| ApiError::invalid("document", "missing"))?;
        let draft = versions.iter().filter(of_document).find(|v| !v.published);
        let shown = draft.unwrap_or(latest).id;
        let all = change::clauses(&self.db, row.id).await?;
        let clauses: Vec<_> = all.iter().filter(|c| c.version == shown).collect();
        let (decision, kind) = self.checked_change(row, &new, &clauses).await?;

        let mut tx = self.db.begin().await?;
        let version = match draft {
            Some(draft) => draft.id,
            None => {
                let id = change::version_id();
                let name = (latest.number + 1, BEING_WRITTEN);
                let wording = &latest.wording;
                document::insert_version(&mut tx, id, latest.document, name, wording, None).await?;
                change::copy_clauses(&mut tx, latest.id, id).await?;
                id
            }
        };
        let by_key = |key: &str| clauses.iter().find(|c| c.slug.as_str() == key).copied();
        let (clause, slug) = match (kind, by_key(&new.clause)) {
            (ChangeKind::Added, _) => {
                let used = change::used_keys(&mut tx, latest.document).await?;
                let key = if new.clause.is_empty() {
                    &new.heading
                } else {
                    &new.clause
                };
                let (id, slug) = (
                    ClauseId::from_uuid(random_id()),
                    Slug::made_of(key, "clause", &used),
                );
                document::insert_clause(&mut tx, id, latest.document, &slug).await?;
                let after = by_key(&new.after).or(clauses.last().copied());
                let place = after.map_or(-1, |c| c.position);
                let number = match new.number.trim() {
                    "" => {
                        let all: Vec<&str> = clauses.iter().map(|c| c.number.as_str()).collect();
                        number_after(&all, after.map(|c| c.number.as_str()))
                    }
                    typed => typed.to_owned(),
                };
                change::make_room(&mut tx, version, place).await?;
                let wording = worded(&new);
                document::insert_text(&mut tx, version, id, (place + 1, &number), &wording).await?;
                (id, slug)
            }
            (ChangeKind::Reworded, Some(clause)) => {
                // Other languages and audiences would still say the old thing: they fall back to the new words.
                change::reword(&mut tx, version, clause.id, &worded(&new)).await?;
                (clause.id, clause.slug.clone())
            }
            (ChangeKind::Removed, Some(clause)) => {
                let went_to = new.went_to.iter().filter_map(|key| by_key(key));
                let went_to: Vec<ClauseId> = went_to
                    .map(|c| c.id)
                    .filter(|id| *id != clause.id)
                    .collect();
                change::remove(&mut tx, version, clause.id, &went_to, new.summary.trim()).await?;
                (clause.id, clause.slug.clone())
            }
            (ChangeKind::Reworded | ChangeKind::Removed, None) => {
                return Err(ApiError::invalid("clause", "missing"));
            }
        };
        let made = change::Row {
            id: ChangeId::from_uuid(ordered_id()),
            decision,
            version,
            clause,
            slug,
            kind,
            summary: new.summary.trim().to_owned(),
            findings: new.findings.clone(),
        };
        change::insert(&mut tx, &made).await?;
        let ids = vec![
            made.id.to_string(),
            clause.to_string(),
            decision.to_string(),
        ];
        note(tx, row, (by, at), "clause.change", ids).await?;
        Ok(made.id)
    }

    async fn checked_change(
        &self,
        row: &Row,
        new: &NewChange,
        clauses: &[&change::Clause],
    ) -> Result<(DecisionId, ChangeKind), ApiError> {
        let mut fields = Vec::new();
        let mut refuse = |field: &str, code: &str| fields.push(FieldError::code(field, code));
        let decisions = decision::all(&self.db, row.id).await?;
        let decision = decisions.iter().find(|d| Some(d.id) == new.decision);
        match decision.map(|d| d.outcome) {
            None => refuse("decision", "missing"),
            Some(Outcome::Deferred | Outcome::NotAgreed) => refuse("decision", "not_agreed"),
            Some(Outcome::Agreed | Outcome::AgreedWithChanges) => {}
        }
        let findings = finding::all(&self.db, row.id).await?;
        let settled = |id: &domain::id::FindingId| {
            let found = findings.iter().find(|f| f.id == *id);
            let position = found.and_then(|f| f.position.as_ref());
            position.is_some_and(|p| decision.is_some_and(|d| d.positions.contains(&p.id)))
        };
        match new.findings.as_slice() {
            [] => refuse("findings", "missing"),
            some if decision.is_some() && !some.iter().all(settled) => {
                refuse("findings", "not_settled");
            }
            _ => {}
        }
        let known = clauses.iter().any(|c| c.slug.as_str() == new.clause);
        match new.kind {
            None => refuse("kind", "missing"),
            Some(ChangeKind::Added) => {}
            Some(_) if !known => refuse("clause", "missing"),
            Some(_) => {}
        }
        if matches!(new.kind, Some(ChangeKind::Reworded | ChangeKind::Added)) {
            for (field, text, limit) in [
                ("heading", &new.heading, 200),
                ("body", &new.body, CLAUSE_LIMIT),
            ] {
                match text.trim().chars().count() {
                    0 => refuse(field, "missing"),
                    n if n > limit => refuse(field, "too_long"),
                    _ => {}
                }
            }
        }
        match new.summary.trim().chars().count() {
            0 => refuse("summary", "missing"),
            n if n > SUMMARY_LIMIT => refuse("summary", "too_long"),
            _ => {}
        }
        match (decision, new.kind) {
            (Some(decision), Some(kind)) if fields.is_empty() => Ok((decision.id, kind)),
            _ => Err(ApiError::Invalid { fields }),
        }
    }

    /// Publishes the next version of a document at a moment.
    ///
    /// # Errors
    /// `Conflict` `nothing_to_publish` when no next version is being written.
    pub(crate) async fn publish_version_at(
        &self,
        row: &Row,
        by: &str,
        document: &Slug,
        label: &str,
        at: Timestamp,
    ) -> Result<(), ApiError> {
        let label = match label.trim() {
            "" => return Err(ApiError::invalid("label", "missing")),
            long if long.chars().count() > 80 => {
                return Err(ApiError::invalid("label", "too_long"));
            }
            label => label,
        };
        let version = being_written(self, row, document).await?;
        let mut tx = self.db.begin().await?;
        if !change::publish(&mut tx, version.id, label, at).await? {
            return Err(ApiError::conflict("changed_meanwhile"));
        }
        let ids = vec![version.id.to_string()];
        Ok(note(tx, row, (by, at), "document.publish", ids).await?)
    }
}

pub(super) async fn discard(
    live: &Live,
    row: &Row,
    by: &str,
    document: &Slug,
) -> Result<(), ApiError> {
    let version = being_written(live, row, document).await?;
    let mut tx = live.db.begin().await?;
    change::discard(&mut tx, version.id).await?;
    let (at, ids) = (live.clock.now(), vec![version.id.to_string()]);
    Ok(note(tx, row, (by, at), "document.discard", ids).await?)
}

async fn being_written(
    live: &Live,
    row: &Row,
    document: &Slug,
) -> Result<change::Version, ApiError> {
    let versions = change::versions(&live.db, row.id).await?;
    // The first version, too, is unpublished until the consultation opens; it is not the next one.
    let found = versions
        .into_iter()
        .find(|v| v.slug == *document && !v.published && v.number > 1);
    found.ok_or_else(|| ApiError::conflict("nothing_to_publish"))
}

/// The new words of a clause.
fn worded(new: &NewChange) -> Wordings<ClauseWords> {
    Wordings(vec![Worded {
        language: Language::english(),
        audience: None,
        unchecked: false,
        words: ClauseWords {
            heading: new.heading.trim().to_owned(),
            body: new.body.trim().to_owned(),
        },
    }])
}
