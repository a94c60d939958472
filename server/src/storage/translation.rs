//! Languages of a consultation, and translations of its words.

use super::{Db, StorageError, Tx, moment, on, stamp};
use crate::clock::ordered_id;
use domain::content::TextKey;
use domain::id::ConsultationId;
use domain::text::Language;
use jiff::Timestamp;

/// A language of a consultation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spoken {
    /// Which.
    pub language: Language,
    /// Whether readers can choose it.
    pub offered: bool,
    /// The speaker who read it, and when; none before.
    pub checked: Option<(String, Timestamp)>,
    /// The newest step that they read.
    pub checked_step: u32,
}

/// A time that translations were saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// From 1.
    pub number: u32,
    /// `save`, `import`, `back` or `copy`.
    pub what: String,
    /// A staff e-mail.
    pub by: String,
    /// When.
    pub at: Timestamp,
}

/// A translation of one text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The step that it came with.
    pub step: u32,
    /// Which text.
    pub key: TextKey,
    /// What it translates.
    pub english: String,
    /// The translation; empty where it was taken out.
    pub words: String,
    /// `person` or `machine`.
    pub maker: String,
    /// Who or what translated; may be empty.
    pub translator: String,
}

type SpokenRow = (String, bool, String, Option<String>, i64);
type StepRow = (i64, String, String, String);
type TextRow = (i64, String, String, String, String, String);

const ALL: &str =
    "SELECT language, offered, checked_by, checked_at, checked_step FROM consultation_language
WHERE consultation_id = $1 ORDER BY language";
const OFFERED: &str = "SELECT DISTINCT l.language FROM consultation_language l JOIN consultation c ON c.id = l.consultation_id
WHERE l.offered AND c.stage <> 'draft' AND ($1 = '' OR c.slug = $1) ORDER BY l.language";
const ADD: &str = "INSERT INTO consultation_language (consultation_id, language, offered, checked_by, checked_at, checked_step, added_by, added_at)
VALUES ($1, $2, $3, '', NULL, 0, $4, $5) ON CONFLICT DO NOTHING";
const OFFER: &str =
    "UPDATE consultation_language SET offered = $3 WHERE consultation_id = $1 AND language = $2";
const CHECK: &str =
    "UPDATE consultation_language SET checked_by = $3, checked_at = $4, checked_step = $5
WHERE consultation_id = $1 AND language = $2";
const TEXTS: &str = "SELECT step, place, english, words, maker, translator FROM translation
WHERE consultation_id = $1 AND language = $2 ORDER BY step, id";
const STEPS: &str = "SELECT number, what, made_by, made_at FROM translation_step
WHERE consultation_id = $1 AND language = $2 ORDER BY number DESC LIMIT $3";
const SINCE: &str = "SELECT number, what, made_by, made_at FROM translation_step
WHERE consultation_id = $1 AND language = $2 AND number > $3 ORDER BY number";
const PUT_STEP: &str =
    "INSERT INTO translation_step (id, consultation_id, language, number, what, made_by, made_at)
VALUES ($1, $2, $3, $4, $5, $6, $7)";
const PUT: &str = "INSERT INTO translation (id, consultation_id, language, step, place, english, words, maker, translator)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";

fn spoken((language, offered, by, at, step): SpokenRow) -> Result<Option<Spoken>, StorageError> {
    let at = at
        .map(|at| moment("consultation_language.checked_at", &at))
        .transpose()?;
    Ok(Language::parse(&language).ok().map(|language| Spoken {
        language,
        offered,
        checked: at.map(|at| (by, at)),
        checked_step: u32::try_from(step).unwrap_or_default(),
    }))
}

/// The languages of a consultation.
///
/// # Errors
/// When the database refuses.
pub async fn all(db: &Db, id: ConsultationId) -> Result<Vec<Spoken>, StorageError> {
    let rows: Vec<SpokenRow> =
        on!(db, p => sqlx::query_as(ALL).bind(id.to_string()).fetch_all(p).await)?;
    let rows: Result<Vec<_>, _> = rows.into_iter().map(spoken).collect();
    Ok(rows?.into_iter().flatten().collect())
}

/// The languages that readers can choose: of the public consultation at this address, or of any where it is empty.
///
/// # Errors
/// When the database refuses.
pub async fn offered(db: &Db, slug: &str) -> Result<Vec<Language>, StorageError> {
    let rows: Vec<(String,)> = on!(db, p => sqlx::query_as(OFFERED).bind(slug).fetch_all(p).await)?;
    let read = |(tag,): (String,)| Language::parse(&tag).ok();
    Ok(rows.into_iter().filter_map(read).collect())
}

/// Adds a language. Nothing happens where it is there.
///
/// # Errors
/// When the database refuses.
pub async fn add(
    tx: &mut Tx,
    id: ConsultationId,
    language: &Language,
    (by, at): (&str, Timestamp),
) -> Result<(), StorageError> {
    on!(tx, c => sqlx::query(ADD)
        .bind(id.to_string()).bind(language.as_str()).bind(false).bind(by).bind(stamp(at))
        .execute(&mut **c).await.map(drop))?;
    Ok(())
}

/// Lets readers choose a language, or not any more.
///
/// # Errors
/// When the database refuses.
pub async fn offer(
    tx: &mut Tx,
    id: ConsultationId,
    language: &Language,
    offered: bool,
) -> Result<(), StorageError> {
    on!(tx, c => sqlx::query(OFFER)
        .bind(id.to_string()).bind(language.as_str()).bind(offered)
        .execute(&mut **c).await.map(drop))?;
    Ok(())
}

/// Writes down who read the translations up to a step.
///
/// # Errors
/// When the database refuses.
pub async fn check(
    tx: &mut Tx,
    id: ConsultationId,
    language: &Language,
    (speaker, at, step): (&str, Timestamp, u32),
) -> Result<(), StorageError> {
    on!(tx, c => sqlx::query(CHECK)
        .bind(id.to_string()).bind(language.as_str()).bind(speaker).bind(stamp(at)).bind(i64::from(step))
        .execute(&mut **c).await.map(drop))?;
    Ok(())
}

fn text(row: TextRow) -> Option<Row> {
    let (step, place, english, words, maker, translator) = row;
    Some(Row {
        step: u32::try_from(step).unwrap_or_default(),
        key: place.parse().ok()?,
        english,
        words,
        maker,
        translator,
    })
}

/// Every translation into a language, oldest first: of one text, the last one counts.
///
/// # Errors
/// When the database refuses.
pub async fn texts(
    db: &Db,
    id: ConsultationId,
    language: &Language,
) -> Result<Vec<Row>, StorageError> {
    let rows: Vec<TextRow> = on!(db, p => sqlx::query_as(TEXTS)
        .bind(id.to_string()).bind(language.as_str()).fetch_all(p).await)?;
    Ok(rows.into_iter().filter_map(text).collect())
}

/// The same within a transaction that holds the consultation.
///
/// # Errors
/// When the database refuses.
pub async fn held(
    tx: &mut Tx,
    id: ConsultationId,
    language: &Language,
) -> Result<Vec<Row>, StorageError> {
    let rows: Vec<TextRow> = on!(tx, c => sqlx::query_as(TEXTS)
        .bind(id.to_string()).bind(language.as_str()).fetch_all(&mut **c).await)?;
    Ok(rows.into_iter().filter_map(text).collect())
}

/// The newest steps, newest first.
///
/// # Errors
/// When the database refuses.
pub async fn steps(
    db: &Db,
    id: ConsultationId,
    language: &Language,
    most: u32,
) -> Result<Vec<Step>, StorageError> {
    let rows: Vec<StepRow> = on!(db, p => sqlx::query_as(STEPS)
        .bind(id.to_string()).bind(language.as_str()).bind(i64::from(most)).fetch_all(p).await)?;
    rows.into_iter().map(step).collect()
}

/// The number of the newest step, within a transaction that holds the consultation; 0 before the first.
///
/// # Errors
/// When the database refuses.
pub async fn newest(
    tx: &mut Tx,
    id: ConsultationId,
    language: &Language,
) -> Result<Option<Step>, StorageError> {
    let row: Option<StepRow> = on!(tx, c => sqlx::query_as(STEPS)
        .bind(id.to_string()).bind(language.as_str()).bind(1_i64).fetch_optional(&mut **c).await)?;
    row.map(step).transpose()
}

fn step((number, what, by, at): StepRow) -> Result<Step, StorageError> {
    Ok(Step {
        number: u32::try_from(number).unwrap_or_default(),
        what,
        by,
        at: moment("translation_step.made_at", &at)?,
    })
}

/// Adds a step and its translations.
///
/// # Errors
/// When the database refuses.
pub async fn put(
    tx: &mut Tx,
    id: ConsultationId,
    language: &Language,
    step: &Step,
    rows: &[Row],
) -> Result<(), StorageError> {
    let (number, at) = (i64::from(step.number), stamp(step.at));
    on!(tx, c => sqlx::query(PUT_STEP)
        .bind(ordered_id().to_string()).bind(id.to_string()).bind(language.as_str()).bind(number)
        .bind(&step.what).bind(&step.by).bind(&at)
        .execute(&mut **c).await.map(drop))?;
    for row in rows {
        on!(tx, c => sqlx::query(PUT)
            .bind(ordered_id().to_string()).bind(id.to_string()).bind(language.as_str()).bind(number)
            .bind(row.key.to_string()).bind(&row.english).bind(&row.words).bind(&row.maker).bind(&row.translator)
            .execute(&mut **c).await.map(drop))?;
    }
    Ok(())
}

/// The steps after one, within a transaction that holds the consultation.
///
/// # Errors
/// When the database refuses.
pub async fn since(
    tx: &mut Tx,
    id: ConsultationId,
    language: &Language,
    number: u32,
) -> Result<Vec<Step>, StorageError> {
    let rows: Vec<StepRow> = on!(tx, c => sqlx::query_as(SINCE)
        .bind(id.to_string()).bind(language.as_str()).bind(i64::from(number)).fetch_all(&mut **c).await)?;
    rows.into_iter().map(step).collect()
}
