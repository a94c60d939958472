//! Words and documents in every language that readers can choose.

use super::super::Live;
use super::lines::latest;
use crate::storage::translation::{self, Row as Text};
use app::api::{ApiError, Clause, DocumentCard};
use domain::content::{
    ClauseText, Content, DocumentText, TextKey, Translation, translate_document, translated,
};
use domain::id::ConsultationId;
use domain::text::Language;
use std::collections::BTreeMap;

/// A language that readers can choose.
struct Offered {
    language: Language,
    /// Every translation, oldest first.
    texts: Vec<Text>,
    /// The newest step that a speaker has read.
    checked: u32,
}

impl Offered {
    fn translation(
        &self,
        latest: &BTreeMap<(TextKey, String), &Text>,
        key: &TextKey,
        english: &str,
    ) -> Option<Translation> {
        let found = latest.get(&(key.clone(), english.to_owned()))?;
        (!found.words.is_empty()).then(|| Translation {
            words: found.words.clone(),
            unchecked: found.maker == "machine" && found.step > self.checked,
        })
    }
}

impl Live {
    /// Words in English and in every language that readers can choose.
    ///
    /// # Errors
    /// When storage fails.
    pub async fn in_languages(
        &self,
        id: ConsultationId,
        content: &Content,
    ) -> Result<Content, ApiError> {
        let mut content = content.clone();
        for offered in self.offered(id).await? {
            let latest = latest(&offered.texts);
            content = translated(&content, &offered.language, |key, english| {
                offered.translation(&latest, key, english)
            });
        }
        Ok(content)
    }

    /// The same for documents.
    async fn documents_in_languages(
        &self,
        id: ConsultationId,
        documents: &mut [DocumentText],
    ) -> Result<(), ApiError> {
        for offered in self.offered(id).await? {
            let latest = latest(&offered.texts);
            for document in &mut *documents {
                translate_document(document, &offered.language, |key, english| {
                    offered.translation(&latest, key, english)
                });
            }
        }
        Ok(())
    }

    async fn offered(&self, id: ConsultationId) -> Result<Vec<Offered>, ApiError> {
        let mut offered = Vec::new();
        let all = translation::all(&self.db, id).await?;
        for spoken in all.into_iter().filter(|spoken| spoken.offered) {
            offered.push(Offered {
                texts: translation::texts(&self.db, id, &spoken.language).await?,
                checked: spoken.checked_step,
                language: spoken.language,
            });
        }
        Ok(offered)
    }

    /// Puts the translations of documents and their clauses beside their English words.
    pub(in crate::backend) async fn read_in_languages<'a>(
        &self,
        id: ConsultationId,
        documents: impl Iterator<Item = (&'a mut DocumentCard, &'a mut [Clause])>,
    ) -> Result<(), ApiError> {
        let mut places: Vec<_> = documents.collect();
        let text = |(card, clauses): &(&mut DocumentCard, &mut [Clause])| DocumentText {
            id: card.slug.clone(),
            wording: card.wording.clone(),
            clauses: clauses
                .iter()
                .map(|clause| ClauseText {
                    key: clause.slug.clone(),
                    number: clause.number.clone(),
                    wording: clause.wording.clone(),
                })
                .collect(),
        };
        let mut texts: Vec<DocumentText> = places.iter().map(text).collect();
        self.documents_in_languages(id, &mut texts).await?;
        for ((card, clauses), text) in places.iter_mut().zip(texts) {
            card.wording = text.wording;
            for (clause, words) in clauses.iter_mut().zip(text.clauses) {
                clause.wording = words.wording;
            }
        }
        Ok(())
    }
}
