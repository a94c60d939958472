//! The library of questions.

use super::super::Live;
use super::super::noted::note;
use crate::clock::ordered_id;
use crate::storage::consultation::Row;
use crate::storage::saved_question;
use app::api::ApiError;
use domain::content::{Content, Edit};
use domain::id::SavedQuestionId;
use domain::question::Question;
use domain::text::QuestionId;

impl Live {
    /// Keeps a question. Its conditions and its page stay behind: they name questions of this form.
    ///
    /// # Errors
    /// `Conflict` when it is not there any more.
    pub(super) async fn keep_question(
        &self,
        who: &str,
        row: &Row,
        question: &str,
    ) -> Result<(), ApiError> {
        let content = self.newest_words(row.id).await?;
        let found = content
            .questions
            .into_iter()
            .find(|q| q.id.as_str() == question);
        let question = found.ok_or_else(|| ApiError::conflict("piece_gone"))?;
        let now = self.clock.now();
        let saved = saved_question::Row {
            id: SavedQuestionId::from_uuid(ordered_id()),
            question: Question {
                when: Vec::new(),
                follows: None,
                ..question
            },
            source: row.slug.to_string(),
            by: who.to_owned(),
            at: now,
        };
        let mut tx = self.db.begin().await?;
        saved_question::insert(&mut tx, &saved).await?;
        let ids = vec![saved.id.to_string()];
        Ok(note(tx, row, (who, now), "library.save", ids).await?)
    }

    /// Adds a saved question at the end of the form. Audiences that are not asked here are left out of it; where none
    /// of its own is left, it is asked of everybody.
    ///
    /// # Errors
    /// `Conflict` when it was taken out of the library meanwhile, or after closing.
    pub(super) async fn take_question(
        &self,
        who: &str,
        row: &Row,
        saved: SavedQuestionId,
    ) -> Result<String, ApiError> {
        let found = saved_question::one(&self.db, saved).await?;
        let mut question = found
            .ok_or_else(|| ApiError::conflict("gone_saved"))?
            .question;
        let content = self.newest_words(row.id).await?;
        let here = |a: &domain::text::AudienceId| content.audiences.iter().any(|x| &x.id == a);
        question.audiences.retain(here);
        question
            .wording
            .0
            .retain(|w| w.audience.as_ref().is_none_or(here));
        question.id = free_id(&question.id, &content);
        let id = question.id.to_string();
        let add = Edit::AddQuestion(Box::new(question), None);
        self.make_edit(who, row, add, None, false).await?;
        Ok(id)
    }

    /// Takes a question out of the library.
    ///
    /// # Errors
    /// `Conflict` when it was gone already.
    pub(super) async fn drop_question(
        &self,
        who: &str,
        row: &Row,
        saved: SavedQuestionId,
    ) -> Result<(), ApiError> {
        let mut tx = self.db.begin().await?;
        if !saved_question::remove(&mut tx, saved).await? {
            return Err(ApiError::conflict("gone_saved"));
        }
        let (now, ids) = (self.clock.now(), vec![saved.to_string()]);
        Ok(note(tx, row, (who, now), "library.remove", ids).await?)
    }
}

/// The id itself, or the id with the first free number after it.
fn free_id(wanted: &QuestionId, content: &Content) -> QuestionId {
    let taken = |id: &QuestionId| content.questions.iter().any(|q| &q.id == id);
    if !taken(wanted) {
        return wanted.clone();
    }
    let stem: String = wanted.as_str().chars().take(34).collect();
    (2..)
        .filter_map(|number: u32| QuestionId::parse(&format!("{stem}-{number}")).ok())
        .find(|id| !taken(id))
        .unwrap_or_else(|| wanted.clone())
}
