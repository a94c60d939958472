//! Where comments on clauses stand, in words.

use super::Live;
use crate::storage::consultation::Row;
use crate::storage::document;
use app::api::{ApiError, CommentLine};
use domain::contribution::ClauseComment;
use domain::id::{ClauseId, DocumentVersionId};
use domain::text::{Language, Slug};

/// A commented clause: where it is.
pub(super) struct Clause {
    /// The document and the clause, as addresses name them.
    pub at: (Slug, Slug),
    /// Their ids.
    pub ids: (DocumentVersionId, ClauseId),
    /// As people are told it.
    pub place: String,
}

impl Live {
    /// Comments with the names of their clauses.
    pub(super) async fn comment_lines(
        &self,
        row: &Row,
        comments: &[ClauseComment],
    ) -> Result<Vec<CommentLine>, ApiError> {
        let clauses = self.commented_clauses(row, comments).await?;
        let place = |c: &ClauseComment| {
            let at = clauses
                .iter()
                .find(|found| found.at.0 == c.document && found.at.1 == c.clause);
            at.map_or_else(
                || format!("{}, {}", c.document, c.clause),
                |at| at.place.clone(),
            )
        };
        Ok(comments
            .iter()
            .map(|c| CommentLine {
                place: place(c),
                comment: c.clone(),
            })
            .collect())
    }

    /// Where the commented clauses are, each in the newest published version that has it.
    pub(super) async fn commented_clauses(
        &self,
        row: &Row,
        comments: &[ClauseComment],
    ) -> Result<Vec<Clause>, ApiError> {
        let mut found: Vec<Clause> = Vec::new();
        if comments.is_empty() {
            return Ok(found);
        }
        let english = Language::english();
        for version in document::all_versions(&self.db, row.id).await?.iter().rev() {
            let slug = &version.card.slug;
            let wanted = |clause: &Slug| {
                comments
                    .iter()
                    .any(|c| &c.document == slug && &c.clause == clause)
            };
            if !comments.iter().any(|c| &c.document == slug) {
                continue;
            }
            let title = version.card.wording.pick(&english, None);
            let title = title.map(|p| p.words.title.clone()).unwrap_or_default();
            for clause in document::clauses(&self.db, version.id).await? {
                let at = (slug.clone(), clause.shown.slug.clone());
                if !wanted(&at.1) || found.iter().any(|c| c.at == at) {
                    continue;
                }
                let heading = clause.shown.wording.pick(&english, None);
                let heading = heading
                    .map(|p| p.words.heading.as_str())
                    .unwrap_or_default();
                found.push(Clause {
                    place: format!("{title}, {} {heading}", clause.shown.number),
                    at,
                    ids: (version.id, clause.id),
                });
            }
        }
        Ok(found)
    }
}
