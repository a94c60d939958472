//! Suggestions that somebody let stand together, as sure as the engine has shown itself to be right, without reading the
//! texts. They stay suggestions: whoever reads a text decides on each of its themes, and that counts.

use super::about_writer::is_view;
use super::{Db, StorageError, Tx, moment, on, read, stamp};
use crate::clock::ordered_id;
use domain::id::{AcceptanceId, ConsultationId, ThemeId};
use jiff::Timestamp;

/// Ids of the texts of a consultation with a theme that was accepted so and that nobody has decided on since.
macro_rules! accepted_texts {
    ($consultation:literal) => {
        concat!(
            "SELECT DISTINCT p.text_item_id FROM acceptance x CROSS JOIN theme_assignment a CROSS JOIN theme t CROSS JOIN passage p
  WHERE x.consultation_id = ",
            $consultation,
            " AND a.acceptance_id = x.id AND a.tie = 'suggested' AND t.id = a.theme_id AND t.state = 'active'
    AND p.id = a.passage_id"
        )
    };
}
pub(super) use accepted_texts;

/// That a text is one of them: quicker for the few of a page, as [`accepted_texts`] is for all.
macro_rules! is_accepted {
    ($text:literal) => {
        concat!(
            "EXISTS (SELECT 1 FROM passage p CROSS JOIN theme_assignment a CROSS JOIN theme t WHERE p.text_item_id = ",
            $text,
            " AND a.passage_id = p.id AND a.tie = 'suggested' AND a.acceptance_id IS NOT NULL AND t.id = a.theme_id AND t.state = 'active')"
        )
    };
}
pub(super) use is_accepted;

/// Suggestions of themes in the frame, from a score on, for texts that nobody has read and that somebody may read. Those of
/// the sample are left out: they measure the machine.
macro_rules! open {
    () => {
        concat!(
            " FROM theme t CROSS JOIN theme_assignment a CROSS JOIN passage p CROSS JOIN text_item i CROSS JOIN reading q
WHERE t.consultation_id = $1 AND t.state = 'active' AND a.theme_id = t.id AND a.tie = 'suggested' AND a.acceptance_id IS NULL
  AND a.made_by LIKE 'engine:%' AND a.score >= $2 AND p.id = a.passage_id AND i.id = p.text_item_id AND q.text_item_id = i.id
  AND q.verdict = '' AND i.erased_at IS NULL AND i.screening NOT IN ('withheld', 'held') AND i.body <> ''
  AND NOT EXISTS (SELECT 1 FROM audit_sample s WHERE s.text_item_id = i.id AND s.held_out) AND ",
            is_view!("i", "q")
        )
    };
}

const OPEN: &str = concat!(
    "SELECT t.id, COUNT(*)",
    open!(),
    " GROUP BY t.id, t.position ORDER BY t.position, t.id"
);
const OPEN_TEXTS: &str = concat!("SELECT COUNT(DISTINCT i.id)", open!());
const ACCEPT: &str = concat!(
    "UPDATE theme_assignment SET acceptance_id = $3 WHERE id IN (SELECT a.id",
    open!(),
    ")"
);
const INSERT: &str = "INSERT INTO acceptance (id, consultation_id, level, right_share, engine, suggestions, texts, made_by, made_at, undone_by, undone_at)
VALUES ($1, $2, $3, $4, $5, 0, 0, $6, $7, NULL, NULL)";
const COUNTED: &str = "UPDATE acceptance SET suggestions = $2, texts = (SELECT COUNT(DISTINCT p.text_item_id)
  FROM theme_assignment a JOIN passage p ON p.id = a.passage_id WHERE a.acceptance_id = $1) WHERE id = $1";
const ALL: &str = "SELECT x.id, x.level, x.right_share, x.engine, x.suggestions, x.texts, x.made_by, x.made_at, x.undone_by, x.undone_at,
  (SELECT COUNT(*) FROM theme_assignment a WHERE a.acceptance_id = x.id AND a.tie = 'confirmed') AS confirmed,
  (SELECT COUNT(*) FROM theme_assignment a WHERE a.acceptance_id = x.id AND a.tie = 'rejected') AS rejected
FROM acceptance x WHERE x.consultation_id = $1 ORDER BY x.made_at DESC, x.id DESC";
const UNDONE: &str = "UPDATE acceptance SET undone_by = $3, undone_at = $4
WHERE id = $1 AND consultation_id = $2 AND undone_at IS NULL";
// What somebody has decided since is theirs, and still tells how often the suggestions were right.
const TAKE_BACK: &str = "UPDATE theme_assignment SET acceptance_id = NULL WHERE acceptance_id = $1 AND tie = 'suggested'";
const UNREAD: &str = concat!(
    "SELECT COUNT(*) FROM (",
    accepted_texts!("$1"),
    ") k JOIN reading q ON q.text_item_id = k.text_item_id WHERE q.verdict = ''"
);
/// Suggestions that somebody let stand together.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Its id.
    pub id: AcceptanceId,
    /// From this score on, 0 to 1.
    pub level: f64,
    /// How often such suggestions were right among comments held back while the engine learnt, 0 to 1.
    pub right: f64,
    /// Name and version of the engine.
    pub engine: String,
    /// How many suggestions it was.
    pub suggestions: u64,
    /// For how many texts.
    pub texts: u64,
    /// Who let them stand.
    pub by: String,
    /// When.
    pub at: Timestamp,
    /// Who took it back, and when.
    pub undone: Option<(String, Timestamp)>,
    /// Of its suggestions, those that somebody confirmed since.
    pub confirmed: u64,
    /// Those that somebody rejected since.
    pub rejected: u64,
}

#[derive(sqlx::FromRow)]
struct AcceptanceRow {
    id: String,
    level: f64,
    right_share: f64,
    engine: String,
    suggestions: i64,
    texts: i64,
    made_by: String,
    made_at: String,
    undone_by: Option<String>,
    undone_at: Option<String>,
    confirmed: i64,
    rejected: i64,
}

fn number(n: i64) -> u64 {
    u64::try_from(n).unwrap_or_default()
}

impl TryFrom<AcceptanceRow> for Row {
    type Error = StorageError;
    fn try_from(row: AcceptanceRow) -> Result<Self, StorageError> {
        let at = row.undone_at.as_deref();
        let at = at
            .map(|at| moment("acceptance.undone_at", at))
            .transpose()?;
        Ok(Self {
            id: read("acceptance.id", &row.id)?,
            level: row.level,
            right: row.right_share,
            engine: row.engine,
            suggestions: number(row.suggestions),
            texts: number(row.texts),
            by: row.made_by,
            at: moment("acceptance.made_at", &row.made_at)?,
            undone: row.undone_by.zip(at),
            confirmed: number(row.confirmed),
            rejected: number(row.rejected),
        })
    }
}

/// What could be accepted from a score on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Open {
    /// Suggestions by theme, in the order of the frame; themes without any are left out.
    pub themes: Vec<(ThemeId, u64)>,
    /// Texts that have one.
    pub texts: u64,
}

/// What could be accepted from a score on.
///
/// # Errors
/// When the database refuses.
pub async fn open(db: &Db, consultation: ConsultationId, level: f64) -> Result<Open, StorageError> {
    let of = consultation.to_string();
    let rows: Vec<(String, i64)> =
        on!(db, p => sqlx::query_as(OPEN).bind(&of).bind(level).fetch_all(p).await)?;
    let (texts,): (i64,) =
        on!(db, p => sqlx::query_as(OPEN_TEXTS).bind(&of).bind(level).fetch_one(p).await)?;
    let theme = |(id, many): (String, i64)| Ok((read("theme.id", &id)?, number(many)));
    let themes: Result<Vec<_>, StorageError> = rows.into_iter().map(theme).collect();
    Ok(Open {
        themes: themes?,
        texts: number(texts),
    })
}

/// Texts that nobody has read, with a theme accepted together with others.
///
/// # Errors
/// When the database refuses.
pub async fn unread(db: &Db, consultation: ConsultationId) -> Result<u64, StorageError> {
    let (texts,): (i64,) = on!(db, p => sqlx::query_as(UNREAD)
        .bind(consultation.to_string()).fetch_one(p).await)?;
    Ok(number(texts))
}

/// Lets every suggestion stand that is open from a score on. Gives the id of what was accepted, and how many; none where
/// there is nothing to accept.
///
/// # Errors
/// When the database refuses.
pub async fn accept(
    tx: &mut Tx,
    consultation: ConsultationId,
    (level, right): (f64, f64),
    engine: &str,
    (by, at): (&str, Timestamp),
) -> Result<Option<(AcceptanceId, u64)>, StorageError> {
    let id = AcceptanceId::from_uuid(ordered_id());
    let (key, of) = (id.to_string(), consultation.to_string());
    on!(tx, c => sqlx::query(INSERT)
        .bind(&key).bind(&of).bind(level).bind(right).bind(engine).bind(by).bind(stamp(at))
        .execute(&mut **c).await.map(drop))?;
    let many = on!(tx, c => sqlx::query(ACCEPT).bind(&of).bind(level).bind(&key)
        .execute(&mut **c).await.map(|done| done.rows_affected()))?;
    on!(tx, c => sqlx::query(COUNTED).bind(&key).bind(i64::try_from(many).unwrap_or(i64::MAX))
        .execute(&mut **c).await.map(drop))?;
    Ok((many > 0).then_some((id, many)))
}

/// Takes it back: what nobody has decided on is a suggestion like any other again. Gives how many; none where it was taken
/// back already.
///
/// # Errors
/// When the database refuses.
pub async fn take_back(
    tx: &mut Tx,
    consultation: ConsultationId,
    id: AcceptanceId,
    (by, at): (&str, Timestamp),
) -> Result<Option<u64>, StorageError> {
    let id = id.to_string();
    let undone = on!(tx, c => sqlx::query(UNDONE)
        .bind(&id).bind(consultation.to_string()).bind(by).bind(stamp(at))
        .execute(&mut **c).await.map(|done| done.rows_affected()))?;
    if undone == 0 {
        return Ok(None);
    }
    let many = on!(tx, c => sqlx::query(TAKE_BACK).bind(&id)
        .execute(&mut **c).await.map(|done| done.rows_affected()))?;
    Ok(Some(many))
}

/// Everything that was accepted together, the last first, also what was taken back.
///
/// # Errors
/// When the database refuses.
pub async fn all(db: &Db, consultation: ConsultationId) -> Result<Vec<Row>, StorageError> {
    let rows: Vec<AcceptanceRow> =
        on!(db, p => sqlx::query_as(ALL).bind(consultation.to_string()).fetch_all(p).await)?;
    rows.into_iter().map(TryInto::try_into).collect()
}
