//! Languages: what a consultation's words are in each, and officers who translate them.

use super::{Live, noted, who};
use crate::storage::consultation::{self, Row};
use crate::storage::translation::{self, Row as Text, Spoken, Step};
use crate::storage::{StorageError, Tx};
use app::api::{
    ApiError, Batch, FieldError, LanguageLine, LanguageList, Languages, NAME_LIMIT, State,
    TRANSLATION_LIMIT, TextLine, Translating, TranslationStep, Translator,
};
use async_trait::async_trait;
use domain::access::{Caller, Permission, Scope, may};
use domain::consultation::Stage;
use domain::content::{Content, TextKey, to_translate, translated};
use domain::id::{ConsultationId, DraftId};
use domain::language::known;
use domain::text::{Language, Slug, clean};
use std::collections::BTreeMap;

/// Most steps listed.
const LISTED: u32 = 30;

#[async_trait]
impl Languages for Live {
    async fn languages(&self, caller: &Caller, slug: &Slug) -> Result<LanguageList, ApiError> {
        let row = self
            .row_for(caller, slug, Permission::ReadConsultation)
            .await?;
        let content = self.newest_words(row.id).await?;
        let mut languages = Vec::new();
        for spoken in translation::all(&self.db, row.id).await? {
            let texts = translation::texts(&self.db, row.id, &spoken.language).await?;
            let lines = lines(&content, &texts, spoken.checked_step);
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
        let texts = lines(&content, &texts, spoken.checked_step);
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
            content,
            texts,
            may_edit: editable(caller, &row),
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
        let (officer, now) = (who(caller), self.clock.now());
        let (mut tx, row) = self.held(&row).await?;
        let before = translation::held(&mut tx, row.id, language).await?;
        let others = steps_of_others(&mut tx, row.id, language, &officer, newest).await?;
        let (rows, wrong) = changed(&content, &before, texts, &by, &others);
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
        let (mut tx, row) = self.held(&row).await?;
        let step = translation::newest(&mut tx, row.id, language).await?;
        if step.map_or(0, |step| step.number) != newest {
            return Err(ApiError::conflict("changed_meanwhile"));
        }
        translation::check(&mut tx, row.id, language, (&speaker, now, newest)).await?;
        let ids = vec![row.id.to_string(), language.to_string(), newest.to_string()];
        Ok(noted::note(tx, &row, (&by, now), "translation.read", ids).await?)
    }
}

impl Live {
    /// The languages that a page can be read in, English first: of the public consultation at this address, or, where
    /// there is none, of any. Empty where there is only English.
    ///
    /// # Errors
    /// When storage fails.
    pub async fn languages_offered(&self, slug: Option<&Slug>) -> Result<Vec<Language>, ApiError> {
        let slug = slug.map_or("", Slug::as_str);
        let mut all = translation::offered(&self.db, slug).await?;
        if !all.is_empty() {
            all.insert(0, Language::english());
        }
        Ok(all)
    }

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
        let all = translation::all(&self.db, id).await?;
        for spoken in all.into_iter().filter(|spoken| spoken.offered) {
            let texts = translation::texts(&self.db, id, &spoken.language).await?;
            let latest = latest(&texts);
            content = translated(&content, &spoken.language, |key, english| {
                let found = latest.get(&(key.clone(), english.to_owned()))?;
                (!found.words.is_empty()).then(|| found.words.clone())
            });
        }
        Ok(content)
    }

    /// Somebody who writes a response goes on in another language. Nothing happens after it was sent.
    ///
    /// # Errors
    /// When storage fails.
    pub async fn speak(&self, draft: DraftId, language: &Language) -> Result<(), ApiError> {
        let caller = Caller::Respondent(draft);
        let Some(found) = crate::storage::draft::by_id(&self.db, draft).await? else {
            return Ok(());
        };
        let row = consultation::by_id(&self.db, found.consultation).await?;
        let said = found.draft.map(|draft| draft.language);
        let (Some(row), Some(said)) = (row, said) else {
            return Ok(());
        };
        if &said == language {
            return Ok(());
        }
        let change = |draft: &mut domain::contribution::Draft| draft.language = language.clone();
        match self.change_draft(&caller, &row, change).await {
            Err(ApiError::Closed | ApiError::Conflict { .. }) => Ok(()),
            other => other.map(drop),
        }
    }

    /// The language of the response with this secret, where it is not English.
    ///
    /// # Errors
    /// When storage fails.
    pub async fn spoken_in(&self, token: &str) -> Result<Option<Language>, ApiError> {
        let Some(id) = self.draft_with(token).await? else {
            return Ok(None);
        };
        let found = crate::storage::draft::by_id(&self.db, id).await?;
        let language = found
            .and_then(|found| found.draft)
            .map(|draft| draft.language);
        Ok(language.filter(|language| language != &Language::english()))
    }

    /// Holds the consultation. After closing nothing is translated: its words stay as people met them.
    async fn held(&self, row: &Row) -> Result<(Tx, Row), ApiError> {
        let mut tx = self.db.begin().await?;
        consultation::lock(&mut tx, row.id).await?;
        let row = consultation::held(&mut tx, row.id).await?;
        let row = row.ok_or(ApiError::NotFound)?;
        match row.stage {
            Stage::Draft | Stage::Open => Ok((tx, row)),
            Stage::Analysis | Stage::Decided => Err(ApiError::conflict("closed")),
        }
    }

    fn language_line(&self, spoken: Spoken, texts: &[TextLine]) -> LanguageLine {
        let count = |is: fn(&&TextLine) -> bool| texts.iter().filter(is).count();
        LanguageLine {
            offered: spoken.offered,
            texts: texts.len(),
            translated: count(|text| text.state == State::Done),
            stale: count(|text| matches!(text.state, State::Stale(_))),
            unread: count(|text| text.state == State::Done && !text.read),
            unread_machine: count(|text| {
                text.state == State::Done && !text.read && text.by.machine
            }),
            checked: spoken.checked.map(|(name, at)| (name, self.wall(at))),
            language: spoken.language,
        }
    }
}

fn editable(caller: &Caller, row: &Row) -> bool {
    let scope = Scope::Consultation(row.id);
    matches!(row.stage, Stage::Draft | Stage::Open)
        && may(caller, Permission::EditConsultation, &scope)
}

/// The translation that counts of each text and English, by both.
fn latest<'a>(texts: impl IntoIterator<Item = &'a Text>) -> BTreeMap<(TextKey, String), &'a Text> {
    let texts = texts.into_iter();
    texts
        .map(|text| ((text.key.clone(), text.english.clone()), text))
        .collect()
}

/// Every English text with its translation.
fn lines(content: &Content, texts: &[Text], checked: u32) -> Vec<TextLine> {
    let latest = latest(texts);
    let line = |(key, english): (TextKey, &str)| {
        let now = latest.get(&(key.clone(), english.to_owned()));
        let now = now.filter(|text| !text.words.is_empty());
        // What an older English said is of use to whoever translates the new.
        let older = texts
            .iter()
            .rev()
            .find(|text| text.key == key && !text.words.is_empty());
        let older = older.filter(|older| {
            let still = latest.get(&(older.key.clone(), older.english.clone()));
            still.is_some_and(|still| !still.words.is_empty())
        });
        let (found, state) = match (now, older) {
            (Some(now), _) => (Some(*now), State::Done),
            (None, Some(older)) => (Some(older), State::Stale(older.english.clone())),
            (None, None) => (None, State::Missing),
        };
        TextLine {
            english: english.to_owned(),
            words: found.map(|text| text.words.clone()).unwrap_or_default(),
            by: found.map_or_else(Translator::default, |text| Translator {
                machine: text.maker == "machine",
                name: text.translator.clone(),
            }),
            read: found.is_some_and(|text| text.step <= checked),
            state,
            key,
        }
    };
    to_translate(content).into_iter().map(line).collect()
}

/// What is new in a form or file, and what is wrong with it.
fn changed(
    content: &Content,
    before: &[Text],
    texts: Vec<(TextKey, String)>,
    by: &Translator,
    others: &[u32],
) -> (Vec<Text>, Vec<FieldError>) {
    let (english, latest) = (to_translate(content), latest(before));
    let (mut rows, mut wrong) = (Vec::new(), Vec::new());
    if by.name.chars().count() > NAME_LIMIT {
        wrong.push(FieldError::code("translator", "too_long"));
    }
    for (key, words) in texts {
        let words = clean(&words);
        let Some((_, english)) = english.iter().find(|(known, _)| known == &key) else {
            wrong.push(FieldError::code(key.to_string(), "gone"));
            continue;
        };
        let now = latest.get(&(key.clone(), (*english).to_owned()));
        if now.map_or("", |text| text.words.as_str()) == words {
            continue;
        }
        if now.is_some_and(|text| others.contains(&text.step)) {
            wrong.push(FieldError::code(key.to_string(), "changed_meanwhile"));
        }
        if words.chars().count() > TRANSLATION_LIMIT {
            wrong.push(FieldError::code(key.to_string(), "too_long"));
        }
        rows.push(Text {
            // Given by the step that it comes with.
            step: 0,
            key,
            english: (*english).to_owned(),
            words,
            maker: if by.machine { "machine" } else { "person" }.to_owned(),
            translator: by.name.trim().to_owned(),
        });
    }
    (rows, wrong)
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
