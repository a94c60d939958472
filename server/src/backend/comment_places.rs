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
    /// The language of that.
    pub language: Language,
}

impl Live {
    /// Comments with the names of their clauses.
    pub(super) async fn comment_lines(
        &self,
        row: &Row,
        comments: &[ClauseComment],
        language: &Language,
    ) -> Result<Vec<CommentLine>, ApiError> {
        let clauses = self.commented_clauses(row, comments, language).await?;
        let line = |c: &ClauseComment| {
            let at = clauses
                .iter()
                .find(|found| found.at.0 == c.document && found.at.1 == c.clause);
            CommentLine {
                place: at.map_or_else(
                    || format!("{}, {}", c.document, c.clause),
                    |at| at.place.clone(),
                ),
                language: at.map_or_else(Language::english, |at| at.language.clone()),
                comment: c.clone(),
            }
        };
        Ok(comments.iter().map(line).collect())
    }

    /// Where the commented clauses are, each in the newest published version that has it.
    pub(super) async fn commented_clauses(
        &self,
        row: &Row,
        comments: &[ClauseComment],
        language: &Language,
    ) -> Result<Vec<Clause>, ApiError> {
        let mut found: Vec<Clause> = Vec::new();
        if comments.is_empty() {
            return Ok(found);
        }
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
            let rows = document::clauses(&self.db, version.id).await?;
            let (mut card, mut shown): (_, Vec<app::api::Clause>) = (
                version.card.clone(),
                rows.iter().map(|clause| clause.shown.clone()).collect(),
            );
            if language != &Language::english() {
                let whole = std::iter::once((&mut card, &mut shown[..]));
                self.read_in_languages(row.id, whole).await?;
            }
            let title = card.wording.pick(language, None);
            let title = title.map(|p| p.words.title.clone()).unwrap_or_default();
            for (mut clause, shown) in rows.into_iter().zip(shown) {
                clause.shown = shown;
                let at = (slug.clone(), clause.shown.slug.clone());
                if !wanted(&at.1) || found.iter().any(|c| c.at == at) {
                    continue;
                }
                let heading = clause.shown.wording.pick(language, None);
                let spoken = heading
                    .as_ref()
                    .map_or_else(Language::english, |p| p.language.clone());
                let heading = heading
                    .map(|p| p.words.heading.as_str())
                    .unwrap_or_default();
                found.push(Clause {
                    language: spoken,
                    place: format!("{title}, {} {heading}", clause.shown.number),
                    at,
                    ids: (version.id, clause.id),
                });
            }
        }
        Ok(found)
    }
}
