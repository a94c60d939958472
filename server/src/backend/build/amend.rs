//! Publishing what changed after opening.

use super::super::Live;
use super::working::held;
use crate::clock::ordered_id;
use crate::storage::consultation::{self, Row};
use crate::storage::{Entry, audit};
use app::api::{ApiError, FieldError};
use domain::consultation::{Schedule, Stage, london_moment};
use domain::content::{changes, faults, locked};
use domain::id::VersionId;
use domain::text::{Language, clean};
use jiff::civil::DateTime;

/// Most characters in the announcement.
const REASON_LIMIT: usize = 500;

impl Live {
    /// Publishes the working copy as a new version. The old one stays as it was, with every response to it.
    ///
    /// # Errors
    /// See `Build::amend`.
    pub(super) async fn publish_amendment(
        &self,
        who: &str,
        row: &Row,
        reason: &str,
        closes: Option<DateTime>,
        shown: u32,
    ) -> Result<(), ApiError> {
        let now = self.clock.now();
        let reason = clean(reason);
        let mut fields = Vec::new();
        match reason.chars().count() {
            0 => fields.push(FieldError::code("reason", "missing_amendment")),
            n if n > REASON_LIMIT => fields.push(FieldError::code("reason", "too_long")),
            _ => {}
        }
        let schedule = self
            .extended(row, closes)
            .map_err(|error| fields.push(error));
        let (Ok(schedule), true) = (schedule, fields.is_empty()) else {
            return Err(ApiError::Invalid { fields });
        };
        let mut tx = self.db.begin().await?;
        consultation::lock(&mut tx, row.id).await?;
        let (content, newest) = held(&mut tx, row.id).await?.ok_or(ApiError::NotFound)?;
        let before = consultation::newest(&mut tx, row.id).await?;
        let before = before.filter(|v| v.published.is_some() && row.stage == Stage::Open);
        let before = before.ok_or_else(|| ApiError::conflict("not_open"))?;
        if newest.map_or(0, |step| step.number) != shown {
            return Err(ApiError::conflict("changed_meanwhile"));
        }
        if changes(&before.content, &content).is_empty() {
            return Err(ApiError::conflict("no_changes"));
        }
        if !faults(&content).is_empty() || !locked(&before.content, &content).is_empty() {
            return Err(ApiError::conflict("faults"));
        }
        let id = VersionId::from_uuid(ordered_id());
        let number = before.number + 1;
        consultation::insert_version(&mut tx, id, row.id, number, &content, &reason).await?;
        consultation::publish(&mut tx, id, now).await?;
        if let Some(words) = content.wording.pick(&Language::english(), None) {
            consultation::retitle(&mut tx, row.id, &words.words.title).await?;
        }
        if !consultation::move_to(&mut tx, row, row.stage, schedule).await? {
            return Err(ApiError::conflict("changed_meanwhile"));
        }
        let entry = Entry {
            at: now,
            who,
            what: "consultation.amend",
            why: &reason,
            consultation: Some(row.id),
            ids: vec![row.id.to_string(), id.to_string()],
        };
        audit(&mut tx, entry).await?;
        Ok(tx.commit().await?)
    }

    /// The schedule with a later closing time, if one is wanted.
    fn extended(
        &self,
        row: &Row,
        closes: Option<DateTime>,
    ) -> Result<Option<Schedule>, FieldError> {
        let (Some(schedule), Some(closes)) = (row.schedule, closes) else {
            return Ok(row.schedule);
        };
        let refused = |_| FieldError::code("closes", "not_later");
        let closes = london_moment(closes, &self.london).map_err(refused)?;
        match closes > schedule.closes {
            true => Ok(Some(Schedule { closes, ..schedule })),
            false => Err(FieldError::code("closes", "not_later")),
        }
    }
}
