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

/// A language of a consultation.
struct Spoken {
    language: Language,
    /// Every translation, oldest first.
    texts: Vec<Text>,
    /// The newest step that a speaker has read.
    checked: u32,
}

impl Spoken {
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
        Ok(beside(content.clone(), &self.spoken(id, true).await?))
    }

    /// Puts every translation beside the words of a preview, also in languages that readers cannot choose yet. Gives
    /// the languages.
    pub(in crate::backend) async fn preview_in_languages(
        &self,
        id: ConsultationId,
        content: &mut Content,
        documents: &mut [DocumentText],
    ) -> Result<Vec<Language>, ApiError> {
        let all = self.spoken(id, false).await?;
        *content = beside(content.clone(), &all);
        documents_beside(documents, &all);
        let languages = all.into_iter().map(|spoken| spoken.language);
        Ok([Language::english()].into_iter().chain(languages).collect())
    }

    /// The languages of a consultation with their texts; `offered` only those that readers can choose.
    async fn spoken(&self, id: ConsultationId, offered: bool) -> Result<Vec<Spoken>, ApiError> {
        let mut all = Vec::new();
        for spoken in translation::all(&self.db, id).await? {
            if offered && !spoken.offered {
                continue;
            }
            all.push(Spoken {
                texts: translation::texts(&self.db, id, &spoken.language).await?,
                checked: spoken.checked_step,
                language: spoken.language,
            });
        }
        Ok(all)
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
        documents_beside(&mut texts, &self.spoken(id, true).await?);
        for ((card, clauses), text) in places.iter_mut().zip(texts) {
            card.wording = text.wording;
            for (clause, words) in clauses.iter_mut().zip(text.clauses) {
                clause.wording = words.wording;
            }
        }
        Ok(())
    }
}

/// Words with their translations.
fn beside(mut content: Content, languages: &[Spoken]) -> Content {
    for spoken in languages {
        let latest = latest(&spoken.texts);
        content = translated(&content, &spoken.language, |key, english| {
            spoken.translation(&latest, key, english)
        });
    }
    content
}

/// The same for documents.
fn documents_beside(documents: &mut [DocumentText], languages: &[Spoken]) {
    for spoken in languages {
        let latest = latest(&spoken.texts);
        for document in &mut *documents {
            translate_document(document, &spoken.language, |key, english| {
                spoken.translation(&latest, key, english)
            });
        }
    }
}
