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
    /// left out of it; where none of its own is left, it is asked of everybody. A row of a grid is asked of nobody else
    /// than the grid, and left out where nobody that it was for is asked here.
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
        let here: Vec<&AudienceId> = content.audiences.iter().map(|a| &a.id).collect();
        fit(&mut head, &mut rows, &here);
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

/// Leaves out audiences that are not asked here, and rows of a grid that were for them only.
fn fit(head: &mut Question, rows: &mut Vec<Question>, here: &[&AudienceId]) {
    let is_here = |audience: &AudienceId| here.contains(&audience);
    let had = !head.audiences.is_empty();
    head.audiences.retain(is_here);
    // Where none of a grid's own is left, all of it is asked of everybody.
    let of_everybody = had && head.audiences.is_empty();
    rows.retain_mut(|row| {
        let had = !row.audiences.is_empty();
        row.audiences.retain(is_here);
        let is_left = !had || !row.audiences.is_empty() || of_everybody;
        if row.audiences.is_empty() {
            row.audiences.clone_from(&head.audiences);
        }
        is_left
    });
    for taken in std::iter::once(head).chain(rows) {
        let words = &mut taken.wording.0;
        words.retain(|w| w.audience.as_ref().is_none_or(is_here));
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    fn question(id: &str, audiences: &[&str]) -> Question {
        let text =
            format!("id = \"{id}\"\nkind = \"yes-no\"\naudiences = {audiences:?}\nwording = []");
        toml::from_str(&text).unwrap()
    }

    /// A grid as it fits where parents and young people are asked: whom its head asks, and each row that is left.
    fn fitted(head: &[&str], rows: &[&[&str]]) -> Vec<String> {
        let mut head = question("G", head);
        let rows = rows.iter().zip(["R1", "R2", "R3"]);
        let mut rows: Vec<Question> = rows.map(|(of, id)| question(id, of)).collect();
        let here = ["parent", "young"].map(|id| AudienceId::parse(id).unwrap());
        fit(&mut head, &mut rows, &here.iter().collect::<Vec<_>>());
        let all = std::iter::once(&head).chain(&rows);
        let asked = |q: &Question| {
            let audiences: Vec<&str> = q.audiences.iter().map(AudienceId::as_str).collect();
            format!("{}: {}", q.id, audiences.join(" "))
        };
        all.map(asked).collect()
    }

    #[test]
    fn a_row_for_nobody_here_is_left_out_and_one_for_everybody_asks_whom_its_grid_asks() {
        let rows: [&[&str]; 3] = [&["provider"], &["parent", "provider"], &[]];
        assert_eq!(fitted(&[], &rows), ["G: ", "R2: parent", "R3: "]);
        let head = ["parent", "young", "provider"];
        assert_eq!(
            fitted(&head, &rows),
            ["G: parent young", "R2: parent", "R3: parent young"]
        );
        // Nobody of the whole grid is asked here: it is asked of everybody.
        let providers: [&[&str]; 2] = [&["provider"], &[]];
        assert_eq!(fitted(&["provider"], &providers), ["G: ", "R1: ", "R2: "]);
    }
}
