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
use domain::text::{AudienceId, QuestionId};

impl Live {
    /// Keeps a question, and with the head of a grid its rows. Their conditions and the page of a single question stay
    /// behind: they name questions of this form.
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
        let mut all = content.questions.iter();
        let found = all.find(|q| q.id.as_str() == question).cloned();
        let mut question = found.ok_or_else(|| ApiError::conflict("piece_gone"))?;
        question.follows = None;
        let mut rows = rows_of(&question, &content);
        for kept in std::iter::once(&mut question).chain(&mut rows) {
            kept.when.clear();
        }
        let now = self.clock.now();
        let saved = saved_question::Row {
            id: SavedQuestionId::from_uuid(ordered_id()),
            question,
            rows,
            source: row.slug.to_string(),
            by: who.to_owned(),
            at: now,
        };
        let mut tx = self.db.begin().await?;
        saved_question::insert(&mut tx, &saved).await?;
        let ids = vec![saved.id.to_string()];
        Ok(note(tx, row, (who, now), "library.save", ids).await?)
    }

    /// Adds a saved question, or a grid with its rows, at the end of the form. Audiences that are not asked here are
    /// left out of it; where none of its own is left, it is asked of everybody.
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
        let found = found.ok_or_else(|| ApiError::conflict("gone_saved"))?;
        let (mut head, mut rows) = (found.question, found.rows);
        let content = self.newest_words(row.id).await?;
        let here = |a: &AudienceId| content.audiences.iter().any(|x| &x.id == a);
        for taken in std::iter::once(&mut head).chain(&mut rows) {
            taken.audiences.retain(here);
            let words = &mut taken.wording.0;
            words.retain(|w| w.audience.as_ref().is_none_or(here));
        }
        let mut used: Vec<QuestionId> = content.questions.iter().map(|q| q.id.clone()).collect();
        let free = free_id(&head.id, &used);
        let before = std::mem::replace(&mut head.id, free);
        used.push(head.id.clone());
        for row in &mut rows {
            row.id = free_id(&renamed(&row.id, &before, &head.id), &used);
            row.follows = Some(head.id.clone());
            used.push(row.id.clone());
        }
        let id = head.id.to_string();
        let head = Box::new(head);
        let add = match rows.is_empty() {
            true => Edit::AddQuestion(head, None),
            false => Edit::AddGrid(head, rows, None),
        };
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

/// The rows of the grid that this question is the head of: those that stand under a statement.
fn rows_of(head: &Question, content: &Content) -> Vec<Question> {
    let under = |q: &&Question| !head.takes_answer() && q.follows.as_ref() == Some(&head.id);
    content.questions.iter().filter(under).cloned().collect()
}

/// The id of a row that is named after its head, after the head has another id.
fn renamed(row: &QuestionId, before: &QuestionId, after: &QuestionId) -> QuestionId {
    let rest = row.as_str().strip_prefix(before.as_str());
    let new = rest.and_then(|rest| QuestionId::parse(&format!("{after}{rest}")).ok());
    new.unwrap_or_else(|| row.clone())
}

/// The id itself, or the id with the first free number after it.
fn free_id(wanted: &QuestionId, used: &[QuestionId]) -> QuestionId {
    if !used.contains(wanted) {
        return wanted.clone();
    }
    let stem: String = wanted.as_str().chars().take(34).collect();
    (2..)
        .filter_map(|number: u32| QuestionId::parse(&format!("{stem}-{number}")).ok())
        .find(|id| !used.contains(id))
        .unwrap_or_else(|| wanted.clone())
}
