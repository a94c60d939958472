//! Languages that come with the copy of a consultation.

use super::super::Live;
use super::lines::latest;
use crate::storage::translation::{self, Row as Text, Spoken, Step};
use crate::storage::{StorageError, Tx};
use domain::id::ConsultationId;
use jiff::Timestamp;

/// A language with the translations that count, oldest first.
pub(in crate::backend) type Translated = (Spoken, Vec<Text>);

impl Live {
    /// Every language of a consultation with the translations that count, also those of an English that has changed:
    /// they are of use to whoever translates the new.
    ///
    /// # Errors
    /// When storage fails.
    pub(in crate::backend) async fn languages_whole(
        &self,
        id: ConsultationId,
    ) -> Result<Vec<Translated>, StorageError> {
        let mut all = Vec::new();
        for spoken in translation::all(&self.db, id).await? {
            let texts = translation::texts(&self.db, id, &spoken.language).await?;
            let counts = latest(&texts);
            let kept = texts.iter().filter(|text| {
                let newest = counts.get(&(text.key.clone(), text.english.clone()));
                !text.words.is_empty() && newest.is_some_and(|newest| std::ptr::eq(*newest, *text))
            });
            all.push((spoken, kept.cloned().collect()));
        }
        Ok(all)
    }
}

/// Gives a new consultation these languages. What a speaker has read is one step and what nobody has read the next, so
/// that it stays known which is which.
///
/// # Errors
/// When the database refuses.
pub(in crate::backend) async fn put(
    tx: &mut Tx,
    id: ConsultationId,
    languages: Vec<Translated>,
    (by, at): (&str, Timestamp),
) -> Result<(), StorageError> {
    for (spoken, texts) in languages {
        let language = &spoken.language;
        translation::add(tx, id, language, (by, at)).await?;
        translation::offer(tx, id, language, spoken.offered).await?;
        let (read, unread): (Vec<Text>, Vec<Text>) = texts
            .into_iter()
            .partition(|text| text.step <= spoken.checked_step);
        let checked = u32::from(!read.is_empty());
        for (number, rows) in (1..).zip([read, unread].into_iter().filter(|rows| !rows.is_empty()))
        {
            let step = Step {
                number,
                what: "copy".to_owned(),
                by: by.to_owned(),
                at,
            };
            translation::put(tx, id, language, &step, &rows).await?;
        }
        if let Some((speaker, when)) = spoken.checked {
            translation::check(tx, id, language, (&speaker, when, checked)).await?;
        }
    }
    Ok(())
}
