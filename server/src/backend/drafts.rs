//! One person's draft: finding it, beginning it, changing it. Shared by the questions and the clause comments.

use super::{Live, authorise};
use crate::clock::{hash, random_id, secret};
use crate::storage::consultation::Row;
use crate::storage::{draft, to_json};
use app::api::ApiError;
use domain::access::{Caller, Permission, Scope};
use domain::consultation::Stage;
use domain::contribution::{Draft, SpeaksFor};
use domain::id::DraftId;
use domain::text::{AudienceId, Language, Slug};
use jiff::Timestamp;

/// Tries to save over somebody who saves at the same moment (another tab of the same person).
pub(super) const TRIES: usize = 20;

impl Live {
    /// The draft whose secret is in the cookie.
    ///
    /// # Errors
    /// When storage fails.
    pub async fn draft_with(&self, token: &str) -> Result<Option<DraftId>, ApiError> {
        Ok(draft::by_token(&self.db, &hash(token)).await?)
    }

    /// The caller's draft in this consultation, sent or not; none when they have none here.
    ///
    /// # Errors
    /// When storage fails.
    pub async fn draft_of(
        &self,
        caller: &Caller,
        row: &Row,
    ) -> Result<Option<draft::Row>, ApiError> {
        let Caller::Respondent(id) = caller else {
            return Ok(None);
        };
        authorise(caller, Permission::EditDraft, &Scope::Draft(*id))?;
        let found = draft::by_id(&self.db, *id).await?;
        Ok(found.filter(|draft| draft.consultation == row.id))
    }

    /// Begins a draft and gives its secret, which goes into the cookie and nowhere else. Somebody who begins by
    /// commenting on a clause may choose an audience later.
    ///
    /// # Errors
    /// `Closed` when the consultation takes no new responses; `Invalid` when it does not ask this audience.
    pub async fn begin_draft(
        &self,
        slug: &Slug,
        audience: Option<&AudienceId>,
    ) -> Result<(DraftId, String), ApiError> {
        authorise(&Caller::Visitor, Permission::Respond, &Scope::Council)?;
        let row = self.public_row(slug).await?;
        let now = self.clock.now();
        if !takes_new(&row, now) {
            return Err(ApiError::Closed);
        }
        let version = self.published(row.id).await?.ok_or(ApiError::NotFound)?;
        if let Some(audience) = audience
            && !version.content.audiences.iter().any(|a| &a.id == audience)
        {
            return Err(ApiError::invalid("audience", "no_such_audience"));
        }
        let draft = Draft {
            audience: audience.cloned(),
            language: Language::english(),
            version: version.id,
            speaks_for: SpeaksFor::default(),
            typing: Default::default(),
            answers: domain::question::Answers::default(),
            comments: Vec::new(),
            begun: Vec::new(),
            unsure: false,
            consent: None,
            team: None,
        };
        let id = DraftId::from_uuid(random_id());
        let (token, key) = (secret(), secret());
        let mut tx = self.db.begin().await?;
        draft::insert(&mut tx, id, (&hash(&token), &key), row.id, &draft, now).await?;
        tx.commit().await?;
        Ok((id, token))
    }

    /// Changes the caller's draft and saves it at once. Two tabs of one person never undo each other's pages:
    /// `change` is applied to what is stored, again if it changed meanwhile.
    ///
    /// # Errors
    /// `Closed` after the last moment for this draft; `Conflict` with `no_draft` or `sent`.
    pub async fn change_draft(
        &self,
        caller: &Caller,
        row: &Row,
        mut change: impl FnMut(&mut Draft) + Send,
    ) -> Result<Draft, ApiError> {
        for _ in 0..TRIES {
            let found = self
                .draft_of(caller, row)
                .await?
                .ok_or_else(|| ApiError::conflict("no_draft"))?;
            let mut draft = found
                .draft
                .clone()
                .ok_or_else(|| ApiError::conflict("sent"))?;
            let now = self.clock.now();
            takes_draft(row, found.begun, now).ok_or(ApiError::Closed)?;
            change(&mut draft);
            if draft::save(&self.db, &found, &draft, now).await? {
                return Ok(draft);
            }
        }
        Err(ApiError::conflict("changed_meanwhile"))
    }
}

/// Whether a response may be begun now.
pub(super) fn takes_new(row: &Row, now: Timestamp) -> bool {
    row.stage == Stage::Open && row.schedule.is_some_and(|s| s.takes_new(now))
}

/// Whether a draft begun then may be saved and sent now; if so, whether it is late.
pub(super) fn takes_draft(row: &Row, begun: Timestamp, now: Timestamp) -> Option<bool> {
    let late = row.schedule?.takes_draft(begun, now)?;
    // Closing early moves the closing time, so the half hour runs from when it really closed.
    let open = row.stage == Stage::Open || (row.stage == Stage::Analysis && late);
    open.then_some(late)
}

/// Tells one state of what somebody wrote from another, without the words.
pub(super) fn state<T: serde::Serialize>(written: &T) -> String {
    hash(&to_json("written", written).unwrap_or_default())
}
