//! Paper forms typed twice: which may be, and what differed.

use super::{Db, StorageError, Tx, json, moment, on, read, stamp, to_json, word};
use crate::clock;
use domain::document::Stance;
use domain::id::{ClauseId, ConsultationId, ContributionId, DocumentVersionId};
use domain::second_entry::{Difference, Rule, Side, Stored, Typed};
use domain::text::{QuestionId, Slug};
use jiff::Timestamp;
use std::collections::BTreeMap;

const RULE: &str =
    "SELECT seed, share, least, allowed FROM second_entry_rule WHERE consultation_id = $1";
const BEGIN: &str = "INSERT INTO second_entry_rule (consultation_id, seed, share, least, allowed)
VALUES ($1, $2, $3, $4, $5) ON CONFLICT (consultation_id) DO NOTHING";
const CHANGE: &str =
    "UPDATE second_entry_rule SET share = $2, least = $3, allowed = $4 WHERE consultation_id = $1";
// What a file brought has no paper here to be typed from again.
const PAPERS: &str = "SELECT c.id, c.reference, c.audience, c.received_at, c.entered_at, c.entered_by, s.drawn_at, s.entered_by,
  s.entered_at, s.compared, s.differed,
  (SELECT COUNT(*) FROM entry_difference d WHERE d.contribution_id = c.id AND d.chosen IS NULL AND d.first_typed <> '')
FROM contribution c LEFT JOIN second_entry s ON s.contribution_id = c.id
WHERE c.consultation_id = $1 AND c.channel = 'paper' AND c.form IN ('response', 'comments-only')
  AND c.entered_by IS NOT NULL AND c.audience IS NOT NULL AND c.submission_key NOT LIKE 'import:%'
  AND (c.erased_at IS NULL OR s.entered_by IS NOT NULL)
ORDER BY c.entered_at, c.id";
const DRAW: &str = "INSERT INTO second_entry (contribution_id, drawn_at) VALUES ($1, $2)
ON CONFLICT (contribution_id) DO NOTHING";
const UNDRAW: &str = "DELETE FROM second_entry WHERE entered_by IS NULL
AND contribution_id IN (SELECT id FROM contribution WHERE consultation_id = $1)";
const TYPE: &str =
    "UPDATE second_entry SET entered_by = $2, entered_at = $3, compared = COALESCE(compared, 0) + $4, differed = COALESCE(differed, 0) + $5
WHERE contribution_id = $1 AND entered_by IS NULL";
// What was compared before stays in the rate.
const AGAIN: &str =
    "UPDATE second_entry SET entered_by = NULL, entered_at = NULL WHERE contribution_id = $1";
const DIFFERENCE: &str =
    "INSERT INTO entry_difference (id, contribution_id, position, field, first_typed, second_typed)
VALUES ($1, $2, $3, $4, $5, $6)";
const DIFFERENCES: &str =
    "SELECT id, field, first_typed, second_typed, chosen, chosen_by, chosen_at
FROM entry_difference WHERE contribution_id = $1 ORDER BY position";
const CHOOSE: &str = "UPDATE entry_difference SET chosen = $2, chosen_by = $3, chosen_at = $4
WHERE id = $1 AND chosen IS NULL";
const ANSWERS: &str = "SELECT a.question_id, a.option_id, a.number, x.body
FROM answer a LEFT JOIN text_item x ON x.id = a.text_item_id
WHERE a.contribution_id = $1 ORDER BY a.question_id, a.position";
const COMMENTS: &str = "SELECT d.slug, c.slug, k.stance, t.body, s.body, k.document_version_id, k.clause_id
FROM clause_comment k JOIN clause c ON c.id = k.clause_id JOIN document d ON d.id = c.document_id
LEFT JOIN text_item t ON t.id = k.text_item_id LEFT JOIN text_item s ON s.id = k.suggestion_text_item_id
WHERE k.contribution_id = $1 ORDER BY d.position, c.slug";

/// A form that came on paper and was typed by an officer.
#[derive(Clone, Debug)]
pub struct Paper {
    /// Its id.
    pub id: ContributionId,
    /// Its reference.
    pub reference: String,
    /// Whose questions it has.
    pub audience: String,
    /// When it reached the council.
    pub received: Timestamp,
    /// When it was typed first.
    pub entered: Timestamp,
    /// Who typed it first.
    pub entered_by: String,
    /// Whether it was drawn to be typed a second time.
    pub drawn: bool,
    /// The second typing, where there was one.
    pub second: Option<Second>,
}

/// A second typing.
#[derive(Clone, Debug)]
pub struct Second {
    /// Who typed.
    pub by: String,
    /// When.
    pub at: Timestamp,
    /// Fields that were compared.
    pub compared: u64,
    /// Of those, fields that differed.
    pub differed: u64,
    /// Of those, fields that nobody has settled.
    pub open: u64,
}

/// A difference as it is kept.
#[derive(Clone, Debug)]
pub struct Kept {
    /// Its id.
    pub id: String,
    /// What differed.
    pub difference: Difference,
    /// Which was on the paper, who said so, and when.
    pub chosen: Option<(Side, String, Timestamp)>,
}

type StoredRule = (String, i64, i64, i64);

async fn stored_rule(db: &Db, id: &str) -> Result<Option<StoredRule>, StorageError> {
    Ok(on!(db, p => sqlx::query_as(RULE).bind(id).fetch_optional(p).await)?)
}

/// How much of a consultation is typed twice, and the seed that draws it. Made when first asked for.
///
/// # Errors
/// When the database refuses.
pub async fn rule(db: &Db, of: ConsultationId) -> Result<(String, Rule), StorageError> {
    let id = of.to_string();
    let usual = Rule::default();
    let found = match stored_rule(db, &id).await? {
        Some(found) => found,
        None => {
            on!(db, p => sqlx::query(BEGIN).bind(&id).bind(clock::secret()).bind(i64::from(usual.share))
                .bind(i64::from(usual.least)).bind(i64::from(usual.allowed)).execute(p).await.map(drop))?;
            let made = stored_rule(db, &id).await?;
            made.ok_or_else(|| StorageError::corrupt("second_entry_rule", "it is gone"))?
        }
    };
    let (seed, share, least, allowed) = found;
    let small = |n: i64| u32::try_from(n).unwrap_or_default();
    let rule = Rule {
        share: small(share),
        least: small(least),
        allowed: small(allowed),
    };
    Ok((seed, rule))
}

/// Changes how much is typed twice. What was drawn by the old rule and waits is to be drawn anew.
///
/// # Errors
/// When the database refuses.
pub async fn change_rule(tx: &mut Tx, of: ConsultationId, rule: Rule) -> Result<(), StorageError> {
    on!(tx, c => sqlx::query(UNDRAW).bind(of.to_string()).execute(&mut **c).await.map(drop))?;
    on!(tx, c => sqlx::query(CHANGE).bind(of.to_string()).bind(i64::from(rule.share))
        .bind(i64::from(rule.least)).bind(i64::from(rule.allowed)).execute(&mut **c).await.map(drop))?;
    Ok(())
}

/// Every form of a consultation that came on paper and was typed by an officer, oldest first. Erased ones only where
/// they had been typed twice.
///
/// # Errors
/// When the database refuses.
pub async fn papers(db: &Db, of: ConsultationId) -> Result<Vec<Paper>, StorageError> {
    type Row = (
        String,
        String,
        String,
        String,
        String,
        String,
        Option<String>,
        Option<String>,
        Option<String>,
        Option<i64>,
        Option<i64>,
        i64,
    );
    let rows: Vec<Row> =
        on!(db, p => sqlx::query_as(PAPERS).bind(of.to_string()).fetch_all(p).await)?;
    let count = |n: i64| u64::try_from(n).unwrap_or_default();
    rows.into_iter()
        .map(
            |(
                id,
                reference,
                audience,
                received,
                entered,
                by,
                drawn,
                second_by,
                second_at,
                compared,
                differed,
                open,
            )| {
                Ok(Paper {
                    id: read("contribution.id", &id)?,
                    reference,
                    audience,
                    received: moment("contribution.received_at", &received)?,
                    entered: moment("contribution.entered_at", &entered)?,
                    entered_by: by,
                    drawn: drawn.is_some(),
                    second: match (second_by, second_at) {
                        (Some(by), Some(at)) => Some(Second {
                            by,
                            at: moment("second_entry.entered_at", &at)?,
                            compared: count(compared.unwrap_or_default()),
                            differed: count(differed.unwrap_or_default()),
                            open: count(open),
                        }),
                        _ => None,
                    },
                })
            },
        )
        .collect()
}

/// Draws forms to be typed a second time.
///
/// # Errors
/// When the database refuses.
pub async fn draw(
    tx: &mut Tx,
    forms: &[ContributionId],
    at: Timestamp,
) -> Result<(), StorageError> {
    for id in forms {
        on!(tx, c => sqlx::query(DRAW).bind(id.to_string()).bind(stamp(at)).execute(&mut **c).await.map(drop))?;
    }
    Ok(())
}

/// Notes a second typing and what differed. False when it was not drawn, or somebody typed it a second time meanwhile.
///
/// # Errors
/// When the database refuses.
pub async fn insert(
    tx: &mut Tx,
    id: ContributionId,
    (by, at): (&str, Timestamp),
    compared: usize,
    differences: &[Difference],
) -> Result<bool, StorageError> {
    let number = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let done = on!(tx, c => sqlx::query(TYPE).bind(id.to_string()).bind(by).bind(stamp(at))
        .bind(number(compared)).bind(number(differences.len()))
        .execute(&mut **c).await.map(|done| done.rows_affected()))?;
    if done == 0 {
        return Ok(false);
    }
    for (position, difference) in differences.iter().enumerate() {
        let first = to_json("entry_difference.first_typed", &difference.first)?;
        let second = to_json("entry_difference.second_typed", &difference.second)?;
        on!(tx, c => sqlx::query(DIFFERENCE).bind(clock::random_id().to_string()).bind(id.to_string())
            .bind(number(position)).bind(difference.field.to_string()).bind(&first).bind(&second)
            .execute(&mut **c).await.map(drop))?;
    }
    Ok(true)
}

/// What differed between the two typings of a form, in the order of the form.
///
/// # Errors
/// When the database refuses.
pub async fn differences(db: &Db, id: ContributionId) -> Result<Vec<Kept>, StorageError> {
    type Row = (
        String,
        String,
        String,
        String,
        Option<String>,
        Option<String>,
        Option<String>,
    );
    let rows: Vec<Row> =
        on!(db, p => sqlx::query_as(DIFFERENCES).bind(id.to_string()).fetch_all(p).await)?;
    let typed = |text: &str| match text {
        // Erased.
        "" => Ok(Typed::Nothing),
        text => json("entry_difference.first_typed", text),
    };
    rows.into_iter()
        .map(|(id, field, first, second, chosen, by, at)| {
            Ok(Kept {
                id,
                difference: Difference {
                    field: read("entry_difference.field", &field)?,
                    first: typed(&first)?,
                    second: typed(&second)?,
                },
                chosen: match (chosen, by, at) {
                    (Some(chosen), Some(by), Some(at)) => Some((
                        word("entry_difference.chosen", &chosen, Side::parse)?,
                        by,
                        moment("entry_difference.chosen_at", &at)?,
                    )),
                    _ => None,
                },
            })
        })
        .collect()
}

/// Settles a difference. False when somebody settled it meanwhile.
///
/// # Errors
/// When the database refuses.
pub async fn choose(
    tx: &mut Tx,
    difference: &str,
    side: Side,
    (by, at): (&str, Timestamp),
) -> Result<bool, StorageError> {
    let done = on!(tx, c => sqlx::query(CHOOSE).bind(difference).bind(side.as_str()).bind(by).bind(stamp(at))
        .execute(&mut **c).await.map(|done| done.rows_affected()))?;
    Ok(done == 1)
}

/// A form waits for a second typing again, as neither of the two is right.
///
/// # Errors
/// When the database refuses.
pub async fn type_again(tx: &mut Tx, id: ContributionId) -> Result<(), StorageError> {
    on!(tx, c => sqlx::query(AGAIN).bind(id.to_string()).execute(&mut **c).await.map(drop))?;
    Ok(())
}

/// A contribution's answers as they are stored.
///
/// # Errors
/// When the database refuses.
pub async fn answers(
    db: &Db,
    id: ContributionId,
) -> Result<BTreeMap<QuestionId, Stored>, StorageError> {
    type Row = (String, Option<String>, Option<i64>, Option<String>);
    let rows: Vec<Row> =
        on!(db, p => sqlx::query_as(ANSWERS).bind(id.to_string()).fetch_all(p).await)?;
    let mut all: BTreeMap<QuestionId, Stored> = BTreeMap::new();
    for (question, option, number, body) in rows {
        let stored = all
            .entry(read("answer.question_id", &question)?)
            .or_default();
        match (option, number, body) {
            (Some(option), _, words) => {
                stored.picked.push(option);
                stored.other.extend(words);
            }
            (None, Some(number), _) => stored.number = Some(number),
            (None, None, words) => stored.texts.extend(words),
        }
    }
    Ok(all)
}

/// A comment as it is stored: where it is by name and by id, and what it says.
pub type Comment = ((Slug, Slug), (DocumentVersionId, ClauseId), Typed);

/// A contribution's comments on clauses.
///
/// # Errors
/// When the database refuses.
pub async fn comments(db: &Db, id: ContributionId) -> Result<Vec<Comment>, StorageError> {
    type Row = (
        String,
        String,
        String,
        Option<String>,
        Option<String>,
        String,
        String,
    );
    let rows: Vec<Row> =
        on!(db, p => sqlx::query_as(COMMENTS).bind(id.to_string()).fetch_all(p).await)?;
    rows.into_iter()
        .map(
            |(document, clause, stance, text, suggestion, version, clause_id)| {
                let place = (
                    read("document.slug", &document)?,
                    read("clause.slug", &clause)?,
                );
                let ids = (
                    read("clause_comment.document_version_id", &version)?,
                    read("clause_comment.clause_id", &clause_id)?,
                );
                let typed = Typed::Comment {
                    stance: word("clause_comment.stance", &stance, Stance::parse)?,
                    text: text.unwrap_or_default(),
                    suggestion: suggestion.unwrap_or_default(),
                };
                Ok((place, ids, typed))
            },
        )
        .collect()
}
