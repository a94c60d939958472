//! What readers get: which languages there are, words in them, and the language of what somebody writes.

use super::super::Live;
use crate::storage::consultation::{self, Row};
use crate::storage::translation::{self, Spoken};
use crate::storage::{Tx, draft};
use app::api::{ApiError, LanguageLine, State, TextLine};
use domain::access::Caller;
use domain::consultation::Stage;
use domain::contribution::Draft;
use domain::id::DraftId;
use domain::text::{Language, Slug};

impl Live {
    /// The languages that a page can be read in, English first: of the public consultation at this address, or, where
    /// there is none, of any. Empty where there is only English.
    ///
    /// # Errors
    /// When storage fails.
    pub async fn languages_offered(&self, slug: Option<&Slug>) -> Result<Vec<Language>, ApiError> {
        let slug = slug.map_or("", Slug::as_str);
        let mut all = translation::offered(&self.db, slug).await?;
        if !all.is_empty() {
            all.insert(0, Language::english());
        }
        Ok(all)
    }

    /// Somebody who writes a response goes on in another language. Nothing happens after it was sent.
    ///
    /// # Errors
    /// When storage fails.
    pub async fn speak(&self, draft: DraftId, language: &Language) -> Result<(), ApiError> {
        let caller = Caller::Respondent(draft);
        let Some(found) = draft::by_id(&self.db, draft).await? else {
            return Ok(());
        };
        let row = consultation::by_id(&self.db, found.consultation).await?;
        let said = found.draft.map(|draft| draft.language);
        let (Some(row), Some(said)) = (row, said) else {
            return Ok(());
        };
        if &said == language {
            return Ok(());
        }
        let change = |draft: &mut Draft| draft.language = language.clone();
        match self.change_draft(&caller, &row, change).await {
            Err(ApiError::Closed | ApiError::Conflict { .. }) => Ok(()),
            other => other.map(drop),
        }
    }

    /// The language of the response with this secret, where it is not English.
    ///
    /// # Errors
    /// When storage fails.
    pub async fn spoken_in(&self, token: &str) -> Result<Option<Language>, ApiError> {
        let Some(id) = self.draft_with(token).await? else {
            return Ok(None);
        };
        let found = draft::by_id(&self.db, id).await?;
        let language = found
            .and_then(|found| found.draft)
            .map(|draft| draft.language);
        Ok(language.filter(|language| language != &Language::english()))
    }

    /// Holds the consultation, whatever its stage.
    pub(super) async fn held_late(&self, row: &Row) -> Result<(Tx, Row), ApiError> {
        let mut tx = self.db.begin().await?;
        consultation::lock(&mut tx, row.id).await?;
        let row = consultation::held(&mut tx, row.id).await?;
        Ok((tx, row.ok_or(ApiError::NotFound)?))
    }

    /// Holds the consultation until it closes: after that its words stay as people met them.
    pub(super) async fn held(&self, row: &Row) -> Result<(Tx, Row), ApiError> {
        let (tx, row) = self.held_late(row).await?;
        match row.stage {
            Stage::Draft | Stage::Open => Ok((tx, row)),
            Stage::Analysis | Stage::Decided => Err(ApiError::conflict("closed")),
        }
    }

    pub(super) fn language_line(&self, spoken: Spoken, texts: &[TextLine]) -> LanguageLine {
        let count = |is: fn(&&TextLine) -> bool| texts.iter().filter(is).count();
        LanguageLine {
            offered: spoken.offered,
            texts: texts.len(),
            translated: count(|text| text.state == State::Done),
            stale: count(|text| matches!(text.state, State::Stale(_))),
            unread: count(|text| text.state == State::Done && !text.read),
            unread_machine: count(|text| {
                text.state == State::Done && !text.read && text.by.machine
            }),
            checked: spoken.checked.map(|(name, at)| (name, self.wall(at))),
            language: spoken.language,
        }
    }
}
