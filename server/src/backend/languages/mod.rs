//! Languages: what a consultation's words are in each, and officers who translate them.

pub(super) mod copied;
mod documents;
mod lines;
mod offered;
mod spoken;

use super::{Live, noted, who};
use crate::storage::consultation::Row;
use crate::storage::translation::{self, Row as Text, Step};
use crate::storage::{StorageError, Tx};
use app::api::{
    ApiError, Batch, LanguageList, Languages, NAME_LIMIT, Translating, TranslationStep,
};
use async_trait::async_trait;
use documents::Documents;
use domain::access::{Caller, Permission, Scope, may};
use domain::consultation::Stage;
use domain::content::{Content, TextKey, to_translate, to_translate_in};
use domain::id::ConsultationId;
use domain::language::known;
use domain::text::{Language, Slug, clean};
use lines::{changed, latest, lines};

/// Most steps listed.
const LISTED: u32 = 30;

#[async_trait]
impl Languages for Live {
    async fn languages(&self, caller: &Caller, slug: &Slug) -> Result<LanguageList, ApiError> {
        let row = self
            .row_for(caller, slug, Permission::ReadConsultation)
            .await?;
        let content = self.newest_words(row.id).await?;
        let documents = self.documents_of(&row, &content).await?;
        let english = english_of(&content, &documents);
        let fixed = documents.fixed();
        let mut languages = Vec::new();
        for spoken in translation::all(&self.db, row.id).await? {
            let texts = translation::texts(&self.db, row.id, &spoken.language).await?;
            let lines = lines(&english, &texts, spoken.checked_step, closed(&row), &fixed);
            languages.push(self.language_line(spoken, &lines));
        }
        Ok(LanguageList {
            card: self.card(&row).await?,
            languages,
            may_edit: editable(caller, &row),
        })
    }

    async fn translating(
        &self,
        caller: &Caller,
        slug: &Slug,
        language: &Language,
    ) -> Result<Translating, ApiError> {
        let row = self
            .row_for(caller, slug, Permission::ReadConsultation)
            .await?;
        // Asked first: a change between the questions must make the form too old, never too new.
        let steps = translation::steps(&self.db, row.id, language, LISTED).await?;
        let content = self.newest_words(row.id).await?;
        let all = translation::all(&self.db, row.id).await?;
        let spoken = all.into_iter().find(|spoken| &spoken.language == language);
        let spoken = spoken.ok_or(ApiError::NotFound)?;
        let texts = translation::texts(&self.db, row.id, language).await?;
        let documents = self.documents_of(&row, &content).await?;
        let english = english_of(&content, &documents);
        let (closed, fixed) = (closed(&row), documents.fixed());
        let texts = lines(&english, &texts, spoken.checked_step, closed, &fixed);
        let may = may(
            caller,
            Permission::EditConsultation,
            &Scope::Consultation(row.id),
        );
        let shown = |step: Step| TranslationStep {
            number: step.number,
            what: step.what,
            by: step.by,
            at: self.wall(step.at),
        };
        Ok(Translating {
            card: self.card(&row).await?,
            line: self.language_line(spoken, &texts),
            newest: steps.first().map_or(0, |step| step.number),
            steps: steps.into_iter().map(shown).collect(),
            may_edit: may && texts.iter().any(|text| !text.fixed),
            content,
            documents: documents.newest,
            texts,
            closed,
        })
    }

    async fn add_language(
        &self,
        caller: &Caller,
        slug: &Slug,
        language: Option<&Language>,
    ) -> Result<(), ApiError> {
        let row = self
            .row_for(caller, slug, Permission::EditConsultation)
            .await?;
        let language = language.filter(|tag| *tag != &Language::english() && known(tag).is_some());
        let language = language.ok_or_else(|| ApiError::invalid("language", "missing"))?;
        let (by, now) = (who(caller), self.clock.now());
        let (mut tx, row) = self.held(&row).await?;
        translation::add(&mut tx, row.id, language, (&by, now)).await?;
        let ids = vec![row.id.to_string(), language.to_string()];
        Ok(noted::note(tx, &row, (&by, now), "language.add", ids).await?)
    }

    async fn offer_language(
        &self,
        caller: &Caller,
        slug: &Slug,
        language: &Language,
        offered: bool,
    ) -> Result<(), ApiError> {
        let row = self
            .row_for(caller, slug, Permission::EditConsultation)
            .await?;
        let (by, now) = (who(caller), self.clock.now());
        let (mut tx, row) = self.held(&row).await?;
        let texts = translation::held(&mut tx, row.id, language).await?;
        if offered && latest(&texts).values().all(|text| text.words.is_empty()) {
            return Err(ApiError::conflict("nothing_translated"));
        }
        translation::offer(&mut tx, row.id, language, offered).await?;
        let ids = vec![row.id.to_string(), language.to_string()];
        let what = if offered {
            "language.offer"
        } else {
            "language.withdraw"
        };
        Ok(noted::note(tx, &row, (&by, now), what, ids).await?)
    }

    async fn save_translations(
        &self,
        caller: &Caller,
        slug: &Slug,
        language: &Language,
        batch: Batch,
    ) -> Result<usize, ApiError> {
        let Batch {
            texts,
            by,
            newest,
            import,
        } = batch;
        let row = self
            .row_for(caller, slug, Permission::EditConsultation)
            .await?;
        let content = self.newest_words(row.id).await?;
        let documents = self.documents_of(&row, &content).await?;
        let english = english_of(&content, &documents);
        let (officer, now) = (who(caller), self.clock.now());
        let (mut tx, row) = self.held_late(&row).await?;
        let (closed, fixed) = (closed(&row), documents.fixed());
        if closed && english.iter().all(|(key, text)| fixed(key, text)) {
            return Err(ApiError::conflict("closed"));
        }
        let before = translation::held(&mut tx, row.id, language).await?;
        let others = steps_of_others(&mut tx, row.id, language, &officer, newest).await?;
        let fixed = |key: &TextKey, text: &str| closed && fixed(key, text);
        let (rows, wrong) = changed(&english, &before, texts, &by, &others, fixed);
        if !wrong.is_empty() {
            return Err(ApiError::Invalid { fields: wrong });
        }
        if rows.is_empty() {
            return Ok(0);
        }
        let what = if import { "import" } else { "save" };
        let step = next(&mut tx, row.id, language, (what, &officer, now)).await?;
        translation::put(&mut tx, row.id, language, &step, &rows).await?;
        let ids = vec![
            row.id.to_string(),
            language.to_string(),
            step.number.to_string(),
        ];
        let audited = if import {
            "translation.import"
        } else {
            "translation.save"
        };
        noted::note(tx, &row, (&officer, now), audited, ids).await?;
        Ok(rows.len())
    }

    async fn translations_back(
        &self,
        caller: &Caller,
        slug: &Slug,
        language: &Language,
        number: u32,
        newest: u32,
    ) -> Result<(), ApiError> {
        let row = self
            .row_for(caller, slug, Permission::EditConsultation)
            .await?;
        let (by, now) = (who(caller), self.clock.now());
        let (mut tx, row) = self.held(&row).await?;
        let step = next(&mut tx, row.id, language, ("back", &by, now)).await?;
        if step.number != newest + 1 || number >= step.number {
            return Err(ApiError::conflict("changed_meanwhile"));
        }
        let all = translation::held(&mut tx, row.id, language).await?;
        let then = latest(all.iter().filter(|text| text.step <= number));
        let rows: Vec<Text> = latest(&all)
            .into_iter()
            .filter(|(at, text)| then.get(at).is_none_or(|old| old.words != text.words))
            .map(|(at, text)| match then.get(&at) {
                Some(old) => (*old).clone(),
                None => Text {
                    words: String::new(),
                    ..text.clone()
                },
            })
            .collect();
        if rows.is_empty() {
            return Ok(());
        }
        translation::put(&mut tx, row.id, language, &step, &rows).await?;
        let ids = vec![row.id.to_string(), language.to_string(), number.to_string()];
        Ok(noted::note(tx, &row, (&by, now), "translation.back", ids).await?)
    }

    async fn translations_read(
        &self,
        caller: &Caller,
        slug: &Slug,
        language: &Language,
        speaker: &str,
        newest: u32,
    ) -> Result<(), ApiError> {
        let row = self
            .row_for(caller, slug, Permission::EditConsultation)
            .await?;
        let speaker = clean(speaker);
        match speaker.chars().count() {
            0 => return Err(ApiError::invalid("speaker", "missing")),
            n if n > NAME_LIMIT => return Err(ApiError::invalid("speaker", "too_long")),
            _ => {}
        }
        let (by, now) = (who(caller), self.clock.now());
        let (mut tx, row) = self.held_late(&row).await?;
        let step = translation::newest(&mut tx, row.id, language).await?;
        if step.map_or(0, |step| step.number) != newest {
            return Err(ApiError::conflict("changed_meanwhile"));
        }
        translation::check(&mut tx, row.id, language, (&speaker, now, newest)).await?;
        let ids = vec![row.id.to_string(), language.to_string(), newest.to_string()];
        Ok(noted::note(tx, &row, (&by, now), "translation.read", ids).await?)
    }
}

/// Every English text that is to be translated: of the words, and of the documents.
fn english_of<'a>(content: &'a Content, documents: &'a Documents) -> Vec<(TextKey, &'a str)> {
    let mut all = to_translate(content);
    all.extend(to_translate_in(&documents.newest));
    all
}

/// Whether people have met the words as they stay.
fn closed(row: &Row) -> bool {
    matches!(row.stage, Stage::Analysis | Stage::Decided)
}

fn editable(caller: &Caller, row: &Row) -> bool {
    let scope = Scope::Consultation(row.id);
    !closed(row) && may(caller, Permission::EditConsultation, &scope)
}

/// Steps after `newest` that somebody else made.
async fn steps_of_others(
    tx: &mut Tx,
    id: ConsultationId,
    language: &Language,
    officer: &str,
    newest: u32,
) -> Result<Vec<u32>, StorageError> {
    let steps = translation::since(tx, id, language, newest).await?;
    Ok(steps
        .into_iter()
        .filter(|step| step.by != officer)
        .map(|step| step.number)
        .collect())
}

async fn next(
    tx: &mut Tx,
    id: ConsultationId,
    language: &Language,
    (what, by, at): (&str, &str, jiff::Timestamp),
) -> Result<Step, StorageError> {
    let newest = translation::newest(tx, id, language).await?;
    Ok(Step {
        number: newest.map_or(0, |step| step.number) + 1,
        what: what.to_owned(),
        by: by.to_owned(),
        at,
    })
}
