//! The code frame.

use super::{Db, StorageError, Tx, json, moment, on, read, stamp, to_json, word};
use app::api::ThemeWords;
use domain::coding::ThemeState;
use domain::id::{ConsultationId, TextItemId, ThemeId};
use domain::text::Slug;
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet};

/// A theme.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Its id.
    pub id: ThemeId,
    /// Such as `loss-of-support`.
    pub code: Slug,
    /// What officers and reports call it.
    pub label: String,
    /// What belongs.
    pub definition: String,
    /// Words and phrases that speak for it.
    pub include: Vec<String>,
    /// What does not belong.
    pub exclude: Vec<String>,
    /// From the engine.
    pub keywords: Vec<String>,
    /// A few such comments may matter more than many others.
    pub weighty: bool,
    /// Where it stands.
    pub state: ThemeState,
    /// What it was joined into, which may have been joined into another itself.
    pub merged_into: Option<ThemeId>,
    /// The theme it stands under.
    pub parent: Option<ThemeId>,
    /// What somebody might write who raises it.
    pub example: String,
    /// When it joined the frame; none when it was there from the start.
    pub born: Option<Timestamp>,
    /// Staff e-mail, `blueprint`, or `engine:VERSION`.
    pub made_by: String,
    /// Place in the frame.
    pub position: i64,
    /// For optimistic locking.
    pub version: i64,
}

#[derive(sqlx::FromRow)]
struct ThemeRow {
    id: String,
    code: String,
    label: String,
    definition: String,
    include: String,
    exclude: String,
    keywords: String,
    weighty: bool,
    state: String,
    merged_into: Option<String>,
    parent_id: Option<String>,
    example: String,
    born_at: String,
    made_by: String,
    position: i64,
    version: i64,
}

impl TryFrom<ThemeRow> for Row {
    type Error = StorageError;
    fn try_from(row: ThemeRow) -> Result<Self, StorageError> {
        let (into, parent) = (row.merged_into.as_deref(), row.parent_id.as_deref());
        Ok(Self {
            id: read("theme.id", &row.id)?,
            code: read("theme.code", &row.code)?,
            label: row.label,
            definition: row.definition,
            include: json("theme.include", &row.include)?,
            exclude: json("theme.exclude", &row.exclude)?,
            keywords: json("theme.keywords", &row.keywords)?,
            weighty: row.weighty,
            state: word("theme.state", &row.state, ThemeState::parse)?,
            merged_into: into.map(|id| read("theme.merged_into", id)).transpose()?,
            parent: parent.map(|id| read("theme.parent_id", id)).transpose()?,
            example: row.example,
            born: match row.born_at.as_str() {
                "" => None,
                at => Some(moment("theme.born_at", at)?),
            },
            made_by: row.made_by,
            position: row.position,
            version: row.version,
        })
    }
}

const ALL: &str =
    "SELECT id, code, label, definition, include, exclude, keywords, weighty, state, merged_into,
  parent_id, example, born_at, made_by, position, version FROM theme t WHERE consultation_id = $1
ORDER BY COALESCE((SELECT o.position FROM theme o WHERE o.id = t.parent_id), t.position),
  COALESCE(t.parent_id, t.id), t.parent_id IS NOT NULL, t.position, t.id";
const INSERT: &str =
    "INSERT INTO theme (id, consultation_id, code, label, definition, include, exclude, keywords,
  weighty, state, merged_into, made_by, position, version, parent_id, example, born_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, NULL, $11, $12, 1, $13, $14, $15)";
const EDIT: &str = "UPDATE theme SET label = $4, definition = $5, include = $6, exclude = $7, weighty = $8, example = $9,
  version = version + 1 WHERE id = $1 AND consultation_id = $2 AND version = $3 AND state IN ('suggested', 'active')";
const ACCEPT: &str = "UPDATE theme SET state = 'active', born_at = $4, version = version + 1
WHERE id = $1 AND consultation_id = $2 AND version = $3 AND state = 'suggested'";
const WITHDRAW: &str = "UPDATE theme SET state = 'suggested', born_at = '', version = version + 1
WHERE id = $1 AND consultation_id = $2 AND version = $3 AND state = 'active'";
const NOT_AGAIN: &str = "DELETE FROM reread WHERE theme_id = $1 AND done_at IS NULL";
const MERGE: &str = "UPDATE theme SET state = 'merged', merged_into = $4, version = version + 1
WHERE id = $1 AND consultation_id = $2 AND version = $3 AND state IN ('suggested', 'active')";
const MOVE: &str = "UPDATE theme SET parent_id = $4, position = $5, version = version + 1
WHERE id = $1 AND consultation_id = $2 AND version = $3 AND state IN ('suggested', 'active')";
const PLACE: &str = "UPDATE theme SET position = $2 WHERE id = $1";
const UNMERGE: &str = "UPDATE theme SET state = $3, merged_into = NULL, version = version + 1
WHERE id = $1 AND consultation_id = $2 AND state = 'merged'";
const ORPHAN: &str = "UPDATE theme SET parent_id = $2 WHERE parent_id = $1";
const ADOPT: &str =
    "UPDATE theme SET parent_id = $2 WHERE id = $1 AND COALESCE(parent_id, '') = $3";
const KEYWORDS: &str = "UPDATE theme SET keywords = $2 WHERE id = $1";
const UNUSED: &str =
    "SELECT t.id, p.text_item_id FROM theme t LEFT JOIN theme_assignment s ON s.theme_id = t.id
  LEFT JOIN passage p ON p.id = s.passage_id
WHERE t.consultation_id = $1 AND t.state = 'suggested'
  AND NOT EXISTS (SELECT 1 FROM theme_assignment a WHERE a.theme_id = t.id AND a.tie <> 'suggested')
  AND NOT EXISTS (SELECT 1 FROM finding_theme f WHERE f.theme_id = t.id)
  AND NOT EXISTS (SELECT 1 FROM theme m WHERE m.merged_into = t.id OR m.parent_id = t.id)
  AND NOT EXISTS (SELECT 1 FROM coding_step z WHERE z.theme_id = t.id)
  AND t.made_by LIKE 'engine:%' ORDER BY t.position, t.id, s.id";
const PROPOSED_AGAIN: &str = "UPDATE theme SET keywords = $2, position = $3 WHERE id = $1";
const FORGET_TIES: &str = "DELETE FROM theme_assignment WHERE theme_id = $1 AND tie = 'suggested'";
const FORGET: &str = "DELETE FROM theme WHERE id = $1";
const REMOVE: &str = "DELETE FROM theme WHERE id = $1 AND consultation_id = $2 AND version = $3 AND state = 'suggested'";
const DISMISS: &str = "UPDATE theme SET state = 'dismissed', version = version + 1
WHERE id = $1 AND consultation_id = $2 AND version = $3 AND state IN ('suggested', 'active')";
const BRING_BACK: &str = "UPDATE theme SET state = $4, version = version + 1
WHERE id = $1 AND consultation_id = $2 AND version = $3 AND state = 'dismissed'";
const DISMISSED: &str = "SELECT t.id, p.text_item_id FROM theme t JOIN theme_assignment a ON a.theme_id = t.id
  JOIN passage p ON p.id = a.passage_id WHERE t.consultation_id = $1 AND t.state = 'dismissed' ORDER BY t.id, a.id";

/// Every theme of a consultation in the order of the frame, merged and dismissed ones included.
///
/// # Errors
/// When the database refuses.
pub async fn all(db: &Db, consultation: ConsultationId) -> Result<Vec<Row>, StorageError> {
    let rows: Vec<ThemeRow> =
        on!(db, p => sqlx::query_as(ALL).bind(consultation.to_string()).fetch_all(p).await)?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// The same, within a transaction.
///
/// # Errors
/// When the database refuses.
pub async fn all_in(tx: &mut Tx, consultation: ConsultationId) -> Result<Vec<Row>, StorageError> {
    let rows: Vec<ThemeRow> =
        on!(tx, c => sqlx::query_as(ALL).bind(consultation.to_string()).fetch_all(&mut **c).await)?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// Adds a theme at version 1.
///
/// # Errors
/// [`StorageError::is_duplicate`] when its code is taken.
pub async fn insert(
    tx: &mut Tx,
    consultation: ConsultationId,
    row: &Row,
) -> Result<(), StorageError> {
    let include = to_json("theme.include", &row.include)?;
    let exclude = to_json("theme.exclude", &row.exclude)?;
    let keywords = to_json("theme.keywords", &row.keywords)?;
    on!(tx, c => sqlx::query(INSERT)
        .bind(row.id.to_string()).bind(consultation.to_string()).bind(row.code.as_str())
        .bind(&row.label).bind(&row.definition).bind(&include).bind(&exclude).bind(&keywords)
        .bind(row.weighty).bind(row.state.as_str()).bind(&row.made_by).bind(row.position)
        .bind(row.parent.map(|id| id.to_string())).bind(&row.example).bind(row.born.map(stamp).unwrap_or_default())
        .execute(&mut **c).await.map(drop))?;
    Ok(())
}

/// Gives a theme other words, if nobody changed it since `version`. False when somebody did.
///
/// # Errors
/// When the database refuses.
pub async fn edit(
    tx: &mut Tx,
    consultation: ConsultationId,
    (id, version): (ThemeId, i64),
    words: &ThemeWords,
) -> Result<bool, StorageError> {
    let include = to_json("theme.include", &words.include)?;
    let exclude = to_json("theme.exclude", &words.exclude)?;
    let done = on!(tx, c => sqlx::query(EDIT)
        .bind(id.to_string()).bind(consultation.to_string()).bind(version)
        .bind(&words.label).bind(&words.definition).bind(&include).bind(&exclude).bind(words.weighty)
        .bind(&words.example).execute(&mut **c).await.map(|done| done.rows_affected()))?;
    Ok(done == 1)
}

/// Takes a suggested theme into the frame. False when it changed meanwhile.
///
/// # Errors
/// When the database refuses.
pub async fn accept(
    tx: &mut Tx,
    consultation: ConsultationId,
    (id, version): (ThemeId, i64),
    at: Timestamp,
) -> Result<bool, StorageError> {
    let done = on!(tx, c => sqlx::query(ACCEPT)
        .bind(id.to_string()).bind(consultation.to_string()).bind(version).bind(stamp(at))
        .execute(&mut **c).await.map(|done| done.rows_affected()))?;
    Ok(done == 1)
}

/// Takes a theme out of the frame: it is a proposal again, and nothing is to be read again for it. False when it changed
/// meanwhile.
///
/// # Errors
/// When the database refuses.
pub async fn withdraw(
    tx: &mut Tx,
    consultation: ConsultationId,
    (id, version): (ThemeId, i64),
) -> Result<bool, StorageError> {
    on!(tx, c => sqlx::query(NOT_AGAIN).bind(id.to_string()).execute(&mut **c).await.map(drop))?;
    stand(tx, WITHDRAW, consultation, (id, version)).await
}

/// Marks a theme as joined into another. False when it changed meanwhile.
///
/// # Errors
/// When the database refuses.
pub async fn merge(
    tx: &mut Tx,
    consultation: ConsultationId,
    (id, version): (ThemeId, i64),
    into: ThemeId,
) -> Result<bool, StorageError> {
    let done = on!(tx, c => sqlx::query(MERGE)
        .bind(id.to_string()).bind(consultation.to_string()).bind(version).bind(into.to_string())
        .execute(&mut **c).await.map(|done| done.rows_affected()))?;
    Ok(done == 1)
}

/// Puts a theme under another, or under none, at a place. False when it changed meanwhile.
///
/// # Errors
/// When the database refuses.
pub async fn move_to(
    tx: &mut Tx,
    consultation: ConsultationId,
    (id, version): (ThemeId, i64),
    parent: Option<ThemeId>,
    position: i64,
) -> Result<bool, StorageError> {
    let done = on!(tx, c => sqlx::query(MOVE)
        .bind(id.to_string()).bind(consultation.to_string()).bind(version)
        .bind(parent.map(|id| id.to_string())).bind(position)
        .execute(&mut **c).await.map(|done| done.rows_affected()))?;
    Ok(done == 1)
}

/// Gives a theme another place, and nothing else.
///
/// # Errors
/// When the database refuses.
pub async fn place(tx: &mut Tx, id: ThemeId, position: i64) -> Result<(), StorageError> {
    on!(tx, c => sqlx::query(PLACE).bind(id.to_string()).bind(position).execute(&mut **c).await.map(drop))?;
    Ok(())
}

/// Hands the themes under one theme to another, or to none.
///
/// # Errors
/// When the database refuses.
pub async fn hand_children(
    tx: &mut Tx,
    from: ThemeId,
    to: Option<ThemeId>,
) -> Result<(), StorageError> {
    on!(tx, c => sqlx::query(ORPHAN).bind(from.to_string()).bind(to.map(|id| id.to_string()))
        .execute(&mut **c).await.map(drop))?;
    Ok(())
}

/// Puts one theme back under another, unless somebody has put it elsewhere than under the heir since.
///
/// # Errors
/// When the database refuses.
pub async fn adopt(
    tx: &mut Tx,
    child: ThemeId,
    parent: ThemeId,
    heir: Option<ThemeId>,
) -> Result<(), StorageError> {
    let heir = heir.map(|id| id.to_string()).unwrap_or_default();
    on!(tx, c => sqlx::query(ADOPT).bind(child.to_string()).bind(parent.to_string()).bind(heir)
        .execute(&mut **c).await.map(drop))?;
    Ok(())
}

/// Takes a theme out of the one it was joined into. False when it is in none.
///
/// # Errors
/// When the database refuses.
pub async fn unmerge(
    tx: &mut Tx,
    consultation: ConsultationId,
    id: ThemeId,
    state: ThemeState,
) -> Result<bool, StorageError> {
    let done = on!(tx, c => sqlx::query(UNMERGE)
        .bind(id.to_string()).bind(consultation.to_string()).bind(state.as_str())
        .execute(&mut **c).await.map(|done| done.rows_affected()))?;
    Ok(done == 1)
}

/// Notes the words that set a theme's comments apart.
///
/// # Errors
/// When the database refuses.
pub async fn keywords(tx: &mut Tx, id: ThemeId, words: &[String]) -> Result<(), StorageError> {
    let words = to_json("theme.keywords", &words)?;
    on!(tx, c => sqlx::query(KEYWORDS).bind(id.to_string()).bind(&words).execute(&mut **c).await.map(drop))?;
    Ok(())
}

/// What earlier runs proposed and no person has used, each with its texts.
///
/// # Errors
/// When the database refuses.
pub async fn unused(
    tx: &mut Tx,
    consultation: ConsultationId,
) -> Result<Vec<(ThemeId, BTreeSet<TextItemId>)>, StorageError> {
    let rows: Vec<(String, Option<String>)> = on!(tx, c => sqlx::query_as(UNUSED)
        .bind(consultation.to_string()).fetch_all(&mut **c).await)?;
    let mut all: Vec<(ThemeId, BTreeSet<TextItemId>)> = Vec::new();
    for (theme, text) in rows {
        let theme = read("theme.id", &theme)?;
        if all.last().is_none_or(|(last, _)| *last != theme) {
            all.push((theme, BTreeSet::new()));
        }
        if let (Some((_, texts)), Some(text)) = (all.last_mut(), text) {
            texts.insert(read("passage.text_item_id", &text)?);
        }
    }
    Ok(all)
}

/// Throws a proposal away that no person has used.
///
/// # Errors
/// When the database refuses, as it does while a person's tie or a finding points at it.
pub async fn forget(tx: &mut Tx, id: ThemeId) -> Result<(), StorageError> {
    for sql in [FORGET_TIES, FORGET] {
        on!(tx, c => sqlx::query(sql).bind(id.to_string()).execute(&mut **c).await.map(drop))?;
    }
    Ok(())
}

/// Keeps a proposal that a new run made once more: by its name and address, at its new place, with its new keywords.
///
/// # Errors
/// When the database refuses.
pub async fn proposed_again(
    tx: &mut Tx,
    id: ThemeId,
    keywords: &[String],
    position: i64,
) -> Result<(), StorageError> {
    let words = to_json("theme.keywords", &keywords)?;
    on!(tx, c => sqlx::query(PROPOSED_AGAIN).bind(id.to_string()).bind(&words).bind(position)
        .execute(&mut **c).await.map(drop))?;
    Ok(())
}

/// Takes a theme out of the frame, or from among the proposals. False when it changed meanwhile.
///
/// # Errors
/// When the database refuses.
pub async fn dismiss(
    tx: &mut Tx,
    consultation: ConsultationId,
    at: (ThemeId, i64),
) -> Result<bool, StorageError> {
    stand(tx, DISMISS, consultation, at).await
}

/// Brings a theme back that was dismissed. False when it was not, or changed meanwhile.
///
/// # Errors
/// When the database refuses.
pub async fn bring_back(
    tx: &mut Tx,
    consultation: ConsultationId,
    (id, version): (ThemeId, i64),
    state: ThemeState,
) -> Result<bool, StorageError> {
    let done = on!(tx, c => sqlx::query(BRING_BACK)
        .bind(id.to_string()).bind(consultation.to_string()).bind(version).bind(state.as_str())
        .execute(&mut **c).await.map(|done| done.rows_affected()))?;
    Ok(done == 1)
}

/// Gives a theme another state, by a statement on its id, consultation and version.
async fn stand(
    tx: &mut Tx,
    statement: &'static str,
    consultation: ConsultationId,
    (id, version): (ThemeId, i64),
) -> Result<bool, StorageError> {
    let done = on!(tx, c => sqlx::query(statement)
        .bind(id.to_string()).bind(consultation.to_string()).bind(version)
        .execute(&mut **c).await.map(|done| done.rows_affected()))?;
    Ok(done == 1)
}

/// The texts of each theme that was dismissed.
///
/// # Errors
/// When the database refuses.
pub async fn dismissed(
    tx: &mut Tx,
    consultation: ConsultationId,
) -> Result<Vec<BTreeSet<TextItemId>>, StorageError> {
    let rows: Vec<(String, String)> = on!(tx, c => sqlx::query_as(DISMISSED)
        .bind(consultation.to_string()).fetch_all(&mut **c).await)?;
    let mut all: BTreeMap<String, BTreeSet<TextItemId>> = BTreeMap::new();
    for (theme, text) in rows {
        let texts = all.entry(theme).or_default();
        texts.insert(read("passage.text_item_id", &text)?);
    }
    Ok(all.into_values().collect())
}

/// Throws one proposed theme away with its suggestions. False when it changed meanwhile.
///
/// # Errors
/// When the database refuses, as it does while a person's tie or a finding points at the theme.
pub async fn remove(
    tx: &mut Tx,
    consultation: ConsultationId,
    (id, version): (ThemeId, i64),
) -> Result<bool, StorageError> {
    on!(tx, c => sqlx::query(FORGET_TIES).bind(id.to_string()).execute(&mut **c).await.map(drop))?;
    stand(tx, REMOVE, consultation, (id, version)).await
}
