//! Where comments on clauses stand, in words.

use super::Live;
use crate::storage::consultation::Row;
use crate::storage::document;
use app::api::{ApiError, BegunLine, CommentLine};
use domain::contribution::{BegunComment, ClauseComment};
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
        let at = comments.iter().map(place).collect::<Vec<_>>();
        let named = self.named(row, &at, language).await?;
        let lines = comments.iter().zip(named);
        let line = |(comment, (place, language)): (&ClauseComment, _)| CommentLine {
            place,
            language,
            comment: comment.clone(),
        };
        Ok(lines.map(line).collect())
    }

    /// Comments that are begun, with the names of their clauses.
    pub(super) async fn begun_lines(
        &self,
        row: &Row,
        begun: &[BegunComment],
        language: &Language,
    ) -> Result<Vec<BegunLine>, ApiError> {
        let begun = begun.iter().filter(|c| c.says_something());
        let at = begun.map(|c| (c.document.clone(), c.clause.clone()));
        let at = at.collect::<Vec<_>>();
        let named = self.named(row, &at, language).await?;
        let lines = at.into_iter().zip(named);
        let line = |(at, (place, language))| BegunLine {
            place,
            language,
            at,
        };
        Ok(lines.map(line).collect())
    }

    /// What people call each of these places, and the language of that.
    async fn named(
        &self,
        row: &Row,
        places: &[(Slug, Slug)],
        language: &Language,
    ) -> Result<Vec<(String, Language)>, ApiError> {
        let clauses = self.commented_clauses(row, places, language).await?;
        let name = |at: &(Slug, Slug)| match clauses.iter().find(|found| &found.at == at) {
            Some(found) => (found.place.clone(), found.language.clone()),
            None => (format!("{}, {}", at.0, at.1), Language::english()),
        };
        Ok(places.iter().map(name).collect())
    }

    /// Where the commented clauses are, each in the newest published version that has it.
    pub(super) async fn commented_clauses(
        &self,
        row: &Row,
        places: &[(Slug, Slug)],
        language: &Language,
    ) -> Result<Vec<Clause>, ApiError> {
        let mut found: Vec<Clause> = Vec::new();
        if places.is_empty() {
            return Ok(found);
        }
        for version in document::all_versions(&self.db, row.id).await?.iter().rev() {
            let slug = &version.card.slug;
            if !places.iter().any(|(document, _)| document == slug) {
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
                if !places.contains(&at) || found.iter().any(|c| c.at == at) {
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

/// Where a comment stands.
pub(super) fn place(comment: &ClauseComment) -> (Slug, Slug) {
    (comment.document.clone(), comment.clause.clone())
}
