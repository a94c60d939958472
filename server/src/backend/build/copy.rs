//! A new consultation from an earlier one.

use super::super::Live;
use crate::storage::consultation::Row;
use crate::storage::{change, document, theme};
use app::api::{ApiError, NewConsultation};
use domain::coding::ThemeState;
use domain::consultation::Stage;
use domain::content::{Blueprint, ClauseText, Code, DocumentText};
use domain::text::{Slug, Title};

impl Live {
    /// Copies the newest words with their translations, the newest version of each document, and the themes that
    /// officers use.
    ///
    /// # Errors
    /// `Invalid` when the address is taken.
    pub(super) async fn copy_of(
        &self,
        who: &str,
        row: &Row,
        slug: &Slug,
        title: Option<&Title>,
    ) -> Result<(), ApiError> {
        let content = self.newest_words(row.id).await?;
        let themes = theme::all(&self.db, row.id).await?;
        let codes = themes.into_iter().filter(|t| t.state == ThemeState::Active);
        let name = Title::parse(&row.title).map_err(|e| super::super::internal(&e))?;
        let blueprint = Blueprint {
            kind: row.kind.clone(),
            name,
            description: String::new(),
            wording: content.wording,
            audiences: content.audiences,
            sections: content.sections,
            questions: content.questions,
            documents: self.newest_documents(row).await?,
            codes: codes
                .map(|t| Code {
                    code: t.code,
                    label: t.label,
                    definition: t.definition,
                    include: t.include,
                    exclude: t.exclude,
                    example: t.example,
                    weighty: t.weighty,
                })
                .collect(),
        };
        let new = NewConsultation {
            kind: row.kind.to_string(),
            slug: slug.clone(),
            title: title.cloned(),
            blueprint: None,
        };
        let languages = self.languages_whole(row.id).await?;
        match self.insert(who, &new, blueprint, languages).await {
            Err(error) if error.is_duplicate() => Err(ApiError::invalid("slug", "taken")),
            other => Ok(other?),
        }
    }

    /// The newest version of each document, in order: what a decision has changed but nobody has published yet is
    /// none.
    async fn newest_versions(&self, row: &Row) -> Result<Vec<change::Version>, ApiError> {
        let mut newest: Vec<change::Version> = Vec::new();
        for version in change::versions(&self.db, row.id).await? {
            match newest.iter_mut().find(|v| v.slug == version.slug) {
                Some(older) if version.published => *older = version,
                Some(_) => {}
                None => newest.push(version),
            }
        }
        Ok(newest)
    }

    /// The newest words of every document: of a draft as they are being written, else as published.
    ///
    /// # Errors
    /// When storage fails.
    pub(in crate::backend) async fn newest_documents(
        &self,
        row: &Row,
    ) -> Result<Vec<DocumentText>, ApiError> {
        if row.stage == Stage::Draft {
            return Ok(self.newest_words(row.id).await?.documents);
        }
        let mut documents = Vec::new();
        for version in self.newest_versions(row).await? {
            let clauses = document::clauses(&self.db, version.id).await?;
            let clauses = clauses.into_iter().map(|clause| ClauseText {
                key: clause.shown.slug,
                number: clause.shown.number,
                wording: clause.shown.wording,
            });
            documents.push(DocumentText {
                id: version.slug,
                wording: version.wording,
                clauses: clauses.collect(),
            });
        }
        Ok(documents)
    }
}
