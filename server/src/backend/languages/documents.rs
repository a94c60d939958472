//! Documents as they are translated and read: their newest version, and which of their texts are fixed.

use super::super::Live;
use crate::storage::{StorageError, change};
use domain::content::{ClauseText, DocumentText, TextKey, to_translate_in};
use domain::id::ConsultationId;
use std::collections::BTreeSet;

/// The documents of a consultation.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Documents {
    /// The newest version of each, published or not.
    pub newest: Vec<DocumentText>,
    /// The version of each that people commented on.
    first: Vec<DocumentText>,
}

impl Documents {
    /// Whether a text stays as people met it, once the consultation has closed. What only a later version says is read
    /// as the outcome, and was never commented on.
    pub(super) fn fixed(&self) -> impl Fn(&TextKey, &str) -> bool + use<> {
        let met: BTreeSet<(TextKey, String)> = to_translate_in(&self.first)
            .into_iter()
            .map(|(key, english)| (key, english.to_owned()))
            .collect();
        move |key, english| !key.of_document() || met.contains(&(key.clone(), english.to_owned()))
    }
}

impl Live {
    pub(super) async fn documents_of(&self, id: ConsultationId) -> Result<Documents, StorageError> {
        let versions = change::versions(&self.db, id).await?;
        let clauses = change::clauses(&self.db, id).await?;
        let whole = |version: &change::Version| DocumentText {
            id: version.slug.clone(),
            wording: version.wording.clone(),
            clauses: clauses
                .iter()
                .filter(|clause| clause.version == version.id)
                .map(|clause| ClauseText {
                    key: clause.slug.clone(),
                    number: clause.number.clone(),
                    wording: clause.wording.clone(),
                })
                .collect(),
        };
        let mut documents = Documents::default();
        // In order of documents, and of their versions.
        for version in &versions {
            let text = whole(version);
            documents.newest.retain(|known| known.id != text.id);
            if version.number == 1 {
                documents.first.push(text.clone());
            }
            documents.newest.push(text);
        }
        Ok(documents)
    }
}
