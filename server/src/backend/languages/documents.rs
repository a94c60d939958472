//! Documents as they are translated and read: their newest version, and which of their texts are fixed.

use super::super::Live;
use crate::storage::consultation::Row;
use crate::storage::{StorageError, change};
use domain::consultation::Stage;
use domain::content::{ClauseText, Content, DocumentText, TextKey, to_translate_in};
use std::collections::BTreeSet;

/// The documents of a consultation.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Documents {
    /// The newest version of each, published or not.
    pub newest: Vec<DocumentText>,
    /// Each as people comment on it.
    met: Vec<DocumentText>,
}

impl Documents {
    /// Whether a text stays as people met it, once the consultation has closed. What only a later version says is read
    /// as the outcome, and was never commented on.
    pub(super) fn fixed(&self) -> impl Fn(&TextKey, &str) -> bool + use<> {
        let met: BTreeSet<(TextKey, String)> = to_translate_in(&self.met)
            .into_iter()
            .map(|(key, english)| (key, english.to_owned()))
            .collect();
        move |key, english| {
            !key.piece.of_document() || met.contains(&(key.clone(), english.to_owned()))
        }
    }
}

impl Live {
    pub(super) async fn documents_of(
        &self,
        row: &Row,
        content: &Content,
    ) -> Result<Documents, StorageError> {
        let met = content.documents.clone();
        if row.stage == Stage::Draft {
            let newest = met.clone();
            return Ok(Documents { newest, met });
        }
        let versions = change::versions(&self.db, row.id).await?;
        let clauses = change::clauses(&self.db, row.id).await?;
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
        let mut newest: Vec<DocumentText> = Vec::new();
        // In order of documents, and of their versions.
        for version in &versions {
            newest.retain(|known| known.id != version.slug);
            newest.push(whole(version));
        }
        Ok(Documents { newest, met })
    }
}
