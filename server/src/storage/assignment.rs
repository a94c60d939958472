//! Ties between themes and passages: who or what made each, and who decided.

use super::passage::{Text, TextRow, text_columns};
use super::{Db, StorageError, Tx, json, moment, on, read, stamp, to_json, word};
use crate::clock::ordered_id;
use app::api::Totals;
use domain::coding::{LIKELY, Span, Tie};
use domain::id::{AssignmentId, ConsultationId, FindingId, PassageId, TextItemId, ThemeId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Why the engine suggested a tie. Places and ids only, so that nothing of it outlives an erased text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Because {
    /// The words were learnt from decisions; else they are the definition's.
    pub learnt: bool,
    /// Where the words stand that speak for it, the strongest first.
    pub words: Vec<Span>,
    /// Texts that a person gave the theme and that are like this one, the likest first.
    pub near: Vec<TextItemId>,
}

/// A tie with its passage and text.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Its id.
    pub id: AssignmentId,
    /// The theme.
    pub theme: ThemeId,
    /// The theme's label.
    pub label: String,
    /// The passage.
    pub passage: PassageId,
    /// Where the passage lies in the text.
    pub span: Span,
    /// Where the tie stands.
    pub tie: Tie,
    /// The engine's.
    pub score: Option<f64>,
    /// Staff e-mail or `engine:VERSION`.
    pub made_by: String,
    /// The person who confirmed or rejected.
    pub decided_by: Option<String>,
    /// When.
    pub decided_at: Option<Timestamp>,
    /// Somebody let the suggestion stand together with others, without reading the text.
    pub accepted: bool,
    /// Why the engine suggested it; empty where it did not.
    pub because: Because,
    /// The text.
    pub text: Text,
}

#[derive(sqlx::FromRow)]
struct TieRow {
    id: String,
    theme_id: String,
    label: String,
    passage_id: String,
    starts: i64,
    ends: i64,
    tie: String,
    score: Option<f64>,
    made_by: String,
    decided_by: Option<String>,
    decided_at: Option<String>,
    accepted: bool,
    because: String,
    #[sqlx(flatten)]
    text: TextRow,
}

impl TryFrom<TieRow> for Row {
    type Error = StorageError;
    fn try_from(row: TieRow) -> Result<Self, StorageError> {
        let at = row.decided_at.as_deref();
        Ok(Self {
            id: read("theme_assignment.id", &row.id)?,
            theme: read("theme_assignment.theme_id", &row.theme_id)?,
            label: row.label,
            passage: read("passage.id", &row.passage_id)?,
            span: span(row.starts, row.ends),
            tie: word("theme_assignment.tie", &row.tie, Tie::parse)?,
            score: row.score,
            made_by: row.made_by,
            decided_by: row.decided_by,
            decided_at: at.map(|at| moment("decided_at", at)).transpose()?,
            accepted: row.accepted,
            because: match row.because.is_empty() {
                true => Because::default(),
                false => json("theme_assignment.because", &row.because)?,
            },
            text: row.text.try_into()?,
        })
    }
}

/// Stored ends as a span.
pub(super) fn span(starts: i64, ends: i64) -> Span {
    Span {
        start: usize::try_from(starts).unwrap_or_default(),
        end: usize::try_from(ends).unwrap_or_default(),
    }
}

/// A suggestion may be seen: not where the text is in the sample that measures the machine, and nobody has read it yet.
macro_rules! may_be_seen {
    () => {
        "NOT (a.tie = 'suggested' AND EXISTS (SELECT 1 FROM audit_sample s JOIN reading q ON q.text_item_id = s.text_item_id
    WHERE s.text_item_id = p.text_item_id AND s.held_out AND q.verdict = ''))"
    };
}

/// Ties with their passages, texts and writers.
macro_rules! ties {
    ($more:expr) => {
        concat!(
            "SELECT a.id, a.theme_id, t.label, a.passage_id, p.starts, p.ends, a.tie, a.score, a.made_by, a.decided_by,
  a.decided_at, (a.tie = 'suggested' AND a.acceptance_id IS NOT NULL) AS accepted, a.because, ",
            text_columns!(),
            "
FROM theme_assignment a JOIN theme t ON t.id = a.theme_id JOIN passage p ON p.id = a.passage_id
  JOIN text_item i ON i.id = p.text_item_id JOIN contribution c ON c.id = i.contribution_id ",
            $more
        )
    };
}

const OF_THEME: &str = ties!(concat!(
    "WHERE a.theme_id = $1 AND a.tie = $2 AND ",
    may_be_seen!(),
    " ORDER BY a.score IS NULL, a.score DESC, c.received_at, c.id, p.starts, a.id LIMIT $3 OFFSET $4"
));
const OF_REFERENCE: &str = ties!(concat!(
    "WHERE c.consultation_id = $1 AND c.reference = $2 AND t.state IN ('suggested', 'active') AND ",
    may_be_seen!(),
    " ORDER BY p.starts, p.ends, t.position, a.id"
));
const OF_TEXT: &str = ties!(concat!(
    "WHERE i.id = $1 AND t.state IN ('suggested', 'active') AND ",
    may_be_seen!(),
    " ORDER BY p.starts, p.ends, t.position, a.id"
));
const CANDIDATE: &str = ties!(
    "WHERE t.state IN ('suggested', 'active') AND a.tie = 'confirmed'
  AND a.theme_id IN (SELECT m.member_id FROM finding_theme f JOIN theme_family m ON m.theme_id = f.theme_id
    WHERE f.finding_id = $1)
  AND a.passage_id = $2 ORDER BY t.position, a.id LIMIT 1"
);
const TEXT: &str = "SELECT p.text_item_id FROM theme_assignment a JOIN passage p ON p.id = a.passage_id WHERE a.id = $1";
const PASSAGE: &str = "SELECT passage_id FROM theme_assignment WHERE id = $1";
const TOTALS: &str = concat!(
    "SELECT a.tie, COALESCE(a.score, 0) >= $2, a.acceptance_id IS NOT NULL, COUNT(*) FROM theme_assignment a JOIN passage p ON p.id = a.passage_id
WHERE a.theme_id = $1 AND ",
    may_be_seen!(),
    " GROUP BY a.tie, COALESCE(a.score, 0) >= $2, a.acceptance_id IS NOT NULL"
);
const SUGGEST: &str = "INSERT INTO theme_assignment (id, theme_id, passage_id, made_by, score, tie, decided_by, decided_at, because)
SELECT $1, $2, $3, $4, $5, 'suggested', NULL, NULL, $6 WHERE NOT EXISTS (SELECT 1 FROM passage p JOIN reading q ON q.text_item_id = p.text_item_id
  WHERE p.id = $3 AND q.verdict <> '')
  AND NOT EXISTS (SELECT 1 FROM passage p JOIN passage o ON o.text_item_id = p.text_item_id JOIN theme_assignment a ON a.passage_id = o.id
    WHERE p.id = $3 AND a.theme_id = $1)
ON CONFLICT (theme_id, passage_id) DO NOTHING";
const CONFIRM: &str = "INSERT INTO theme_assignment (id, theme_id, passage_id, made_by, score, tie, decided_by, decided_at)
VALUES ($1, $2, $3, $4, NULL, 'confirmed', $4, $5)
ON CONFLICT (theme_id, passage_id) DO UPDATE SET tie = 'confirmed', decided_by = excluded.decided_by,
  decided_at = excluded.decided_at WHERE theme_assignment.tie <> 'confirmed' RETURNING id";
const DECIDE: &str = "UPDATE theme_assignment SET tie = $4, decided_by = CASE WHEN $4 = 'suggested' THEN NULL ELSE $5 END,
  decided_at = CASE WHEN $4 = 'suggested' THEN NULL ELSE $6 END
WHERE id = $1 AND tie = $3 AND theme_id IN (SELECT id FROM theme WHERE consultation_id = $2 AND state IN ('suggested', 'active'))";
// What somebody put back in a text that was read waits for a person: the engine suggests nothing for it any more.
const CLEAR: &str = "DELETE FROM theme_assignment WHERE tie = 'suggested' AND decided_by IS NULL
  AND acceptance_id IS NULL AND made_by LIKE 'engine:%' AND theme_id IN (SELECT id FROM theme WHERE consultation_id = $1 AND state IN ('suggested', 'active'))
  AND NOT EXISTS (SELECT 1 FROM passage p JOIN reading q ON q.text_item_id = p.text_item_id
    WHERE p.id = theme_assignment.passage_id AND q.verdict <> '')";
const DECIDED: &str = "SELECT p.text_item_id, a.theme_id, a.tie FROM theme_assignment a
  JOIN theme t ON t.id = a.theme_id JOIN passage p ON p.id = a.passage_id
WHERE t.consultation_id = $1 AND t.state IN ('suggested', 'active') ORDER BY p.text_item_id, a.theme_id, a.id";
const KEEP_STRONGER: &str = "UPDATE theme_assignment AS kept SET tie = 'confirmed', decided_by = s.decided_by, decided_at = s.decided_at
FROM theme_assignment AS s
WHERE kept.theme_id = $2 AND s.theme_id = $1 AND s.passage_id = kept.passage_id
  AND s.tie = 'confirmed' AND kept.tie <> 'confirmed'";
const MOVE: &str = "UPDATE theme_assignment SET theme_id = $2 WHERE theme_id = $1
  AND passage_id NOT IN (SELECT passage_id FROM theme_assignment WHERE theme_id = $2) RETURNING id";
const MOVE_FINDINGS: &str = "INSERT INTO finding_theme (finding_id, theme_id)
SELECT finding_id, $2 FROM finding_theme WHERE theme_id = $1 ON CONFLICT (finding_id, theme_id) DO NOTHING";
const FORGET_FINDINGS: &str = "DELETE FROM finding_theme WHERE theme_id = $1";

/// A page of a theme's ties that may be seen, the surest first.
///
/// # Errors
/// When the database refuses.
pub async fn of_theme(
    db: &Db,
    theme: ThemeId,
    tie: Tie,
    (limit, offset): (u64, u64),
) -> Result<Vec<Row>, StorageError> {
    let number = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
    let rows: Vec<TieRow> = on!(db, p => sqlx::query_as(OF_THEME)
        .bind(theme.to_string()).bind(tie.as_str()).bind(number(limit)).bind(number(offset))
        .fetch_all(p).await)?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// How many ties of a theme that may be seen stand where, suggestions by whether they were accepted together or are likely.
///
/// # Errors
/// When the database refuses.
pub async fn totals(db: &Db, theme: ThemeId) -> Result<Totals, StorageError> {
    let rows: Vec<(String, bool, bool, i64)> = on!(db, p => sqlx::query_as(TOTALS)
        .bind(theme.to_string()).bind(LIKELY).fetch_all(p).await)?;
    let mut totals = Totals::default();
    for (tie, likely, accepted, count) in rows {
        let tie = word("theme_assignment.tie", &tie, Tie::parse)?;
        let of = match (tie, likely) {
            (Tie::Suggested, _) if accepted => &mut totals.accepted,
            (Tie::Suggested, true) => &mut totals.suggested.likely,
            (Tie::Suggested, false) => &mut totals.suggested.weak,
            (Tie::Confirmed, _) => &mut totals.confirmed,
            (Tie::Rejected, _) => &mut totals.rejected,
        };
        *of += u64::try_from(count).unwrap_or_default();
    }
    Ok(totals)
}

/// Every tie of a contribution's words, in the order of the words.
///
/// # Errors
/// When the database refuses.
pub async fn of_reference(
    db: &Db,
    consultation: ConsultationId,
    reference: &str,
) -> Result<Vec<Row>, StorageError> {
    let rows: Vec<TieRow> = on!(db, p => sqlx::query_as(OF_REFERENCE)
        .bind(consultation.to_string()).bind(reference).fetch_all(p).await)?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// Every tie of one text, in the order of its words.
///
/// # Errors
/// When the database refuses.
pub async fn of_text(db: &Db, text: TextItemId) -> Result<Vec<Row>, StorageError> {
    let rows: Vec<TieRow> =
        on!(db, p => sqlx::query_as(OF_TEXT).bind(text.to_string()).fetch_all(p).await)?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// The tie of a passage to a theme of a finding.
///
/// # Errors
/// When the database refuses.
pub async fn candidate(
    db: &Db,
    finding: FindingId,
    passage: PassageId,
) -> Result<Option<Row>, StorageError> {
    let row: Option<TieRow> = on!(db, p => sqlx::query_as(CANDIDATE)
        .bind(finding.to_string()).bind(passage.to_string()).fetch_optional(p).await)?;
    row.map(TryInto::try_into).transpose()
}

/// A suggestion of the engine. Leaves alone what a person decided, and texts that somebody read while the engine was at
/// work. Gives whether it is new.
///
/// # Errors
/// When the database refuses.
pub async fn suggest(
    tx: &mut Tx,
    theme: ThemeId,
    passage: PassageId,
    made_by: &str,
    score: f64,
    because: &Because,
) -> Result<bool, StorageError> {
    let because = to_json("theme_assignment.because", because)?;
    let done = on!(tx, c => sqlx::query(SUGGEST)
        .bind(ordered_id().to_string()).bind(theme.to_string()).bind(passage.to_string())
        .bind(made_by).bind(score).bind(&because)
        .execute(&mut **c).await.map(|done| done.rows_affected()))?;
    Ok(done == 1)
}

/// A tie that a person makes, or a suggestion they confirm; none when it already was.
///
/// # Errors
/// When the database refuses.
pub async fn confirm(
    tx: &mut Tx,
    theme: ThemeId,
    passage: PassageId,
    who: &str,
    at: Timestamp,
) -> Result<Option<AssignmentId>, StorageError> {
    let row: Option<(String,)> = on!(tx, c => sqlx::query_as(CONFIRM)
        .bind(ordered_id().to_string()).bind(theme.to_string()).bind(passage.to_string())
        .bind(who).bind(stamp(at))
        .fetch_optional(&mut **c).await)?;
    row.map(|(id,)| read("theme_assignment.id", &id))
        .transpose()
}

/// A person's word on a tie that stood at `from`. False when it no longer did.
///
/// # Errors
/// When the database refuses.
pub async fn decide(
    tx: &mut Tx,
    consultation: ConsultationId,
    id: AssignmentId,
    (from, to): (Tie, Tie),
    who: &str,
    at: Timestamp,
) -> Result<bool, StorageError> {
    let done = on!(tx, c => sqlx::query(DECIDE)
        .bind(id.to_string()).bind(consultation.to_string()).bind(from.as_str()).bind(to.as_str())
        .bind(who).bind(stamp(at))
        .execute(&mut **c).await.map(|done| done.rows_affected()))?;
    Ok(done == 1)
}

/// The passage that a tie holds.
///
/// # Errors
/// When the database refuses.
pub async fn passage(tx: &mut Tx, tie: AssignmentId) -> Result<Option<PassageId>, StorageError> {
    let row: Option<(String,)> = on!(tx, c => sqlx::query_as(PASSAGE).bind(tie.to_string())
        .fetch_optional(&mut **c).await)?;
    row.map(|(id,)| read("theme_assignment.passage_id", &id))
        .transpose()
}

/// The texts of ties, each once.
///
/// # Errors
/// When the database refuses.
pub async fn texts(tx: &mut Tx, ties: &[String]) -> Result<BTreeSet<TextItemId>, StorageError> {
    let mut texts = BTreeSet::new();
    for tie in ties {
        let row: Option<(String,)> =
            on!(tx, c => sqlx::query_as(TEXT).bind(tie).fetch_optional(&mut **c).await)?;
        if let Some((text,)) = row {
            texts.insert(read("passage.text_item_id", &text)?);
        }
    }
    Ok(texts)
}

/// Takes away the engine's suggestions that nobody has looked at. Confirmed and rejected ties stay.
///
/// # Errors
/// When the database refuses.
pub async fn clear_suggested(
    tx: &mut Tx,
    consultation: ConsultationId,
) -> Result<u64, StorageError> {
    Ok(
        on!(tx, c => sqlx::query(CLEAR).bind(consultation.to_string())
        .execute(&mut **c).await.map(|done| done.rows_affected()))?,
    )
}

/// Every tie of a consultation, as text, theme and standing: what the engine learns from.
///
/// # Errors
/// When the database refuses.
pub async fn standing(
    db: &Db,
    consultation: ConsultationId,
) -> Result<Vec<(TextItemId, ThemeId, Tie)>, StorageError> {
    let rows: Vec<(String, String, String)> =
        on!(db, p => sqlx::query_as(DECIDED).bind(consultation.to_string()).fetch_all(p).await)?;
    rows.into_iter()
        .map(|(text, theme, tie)| {
            Ok((
                read("text_item.id", &text)?,
                read("theme.id", &theme)?,
                word("theme_assignment.tie", &tie, Tie::parse)?,
            ))
        })
        .collect()
}

/// Moves the ties of a theme to the one it is joined into. Where both are tied to a passage the kept one stays,
/// confirmed if either is; the other remains with the joined theme, as history. Gives what moved.
///
/// # Errors
/// When the database refuses.
pub async fn move_all(
    tx: &mut Tx,
    from: ThemeId,
    into: ThemeId,
) -> Result<Vec<String>, StorageError> {
    let (from, into) = (from.to_string(), into.to_string());
    on!(tx, c => sqlx::query(KEEP_STRONGER).bind(&from).bind(&into).execute(&mut **c).await.map(drop))?;
    let moved: Vec<(String,)> =
        on!(tx, c => sqlx::query_as(MOVE).bind(&from).bind(&into).fetch_all(&mut **c).await)?;
    on!(tx, c => sqlx::query(MOVE_FINDINGS).bind(&from).bind(&into).execute(&mut **c).await.map(drop))?;
    on!(tx, c => sqlx::query(FORGET_FINDINGS).bind(&from).execute(&mut **c).await.map(drop))?;
    Ok(moved.into_iter().map(|(id,)| id).collect())
}
