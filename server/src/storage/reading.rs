//! Texts in the order in which they are to be read, and who read them.

use super::about_writer::is_view;
use super::acceptance::is_accepted;
use super::{Db, StorageError, Tx, moment, on, read, stamp, word};
use domain::coding::{Turn, Verdict};
use domain::id::{ConsultationId, TextItemId, ThemeId};
use jiff::Timestamp;

/// Which texts a queue holds. An empty word stands for any.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// Id of a question, `comments` or `letters`.
    pub source: String,
    /// How they came.
    pub channel: String,
    /// Id of the audience.
    pub audience: String,
    /// The question that asks where somebody lives, and the option picked.
    pub place: (String, String),
    /// What the writer thinks of the clause.
    pub stance: String,
    /// A word of `app::api::Show`.
    pub show: &'static str,
}

/// A text in a queue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The text.
    pub text: TextItemId,
    /// The contribution's reference.
    pub reference: String,
    /// How it begins.
    pub opening: String,
    /// Its place.
    pub place: i64,
    /// Why it is next.
    pub why: Option<Turn>,
    /// What somebody found in it.
    pub verdict: Option<Verdict>,
    /// Who read it.
    pub by: Option<String>,
    /// When.
    pub at: Option<Timestamp>,
    /// In the sample, and not to be read with the machine's suggestions.
    pub held_out: bool,
    /// When its contribution came.
    pub received: Timestamp,
}

#[derive(sqlx::FromRow)]
struct ReadingRow {
    text_item_id: String,
    reference: String,
    opening: String,
    place: i64,
    why: String,
    verdict: String,
    read_by: Option<String>,
    read_at: Option<String>,
    held_out: bool,
    received_at: String,
}

impl TryFrom<ReadingRow> for Row {
    type Error = StorageError;
    fn try_from(row: ReadingRow) -> Result<Self, StorageError> {
        let at = row.read_at.as_deref();
        Ok(Self {
            text: read("reading.text_item_id", &row.text_item_id)?,
            reference: row.reference,
            opening: row.opening,
            place: row.place,
            why: Turn::parse(&row.why),
            verdict: Verdict::parse(&row.verdict),
            by: row.read_by,
            at: at.map(|at| moment("reading.read_at", at)).transpose()?,
            held_out: row.held_out,
            received: moment("contribution.received_at", &row.received_at)?,
        })
    }
}

/// Texts of a queue, the other conditions aside.
macro_rules! rows {
    ($more:expr) => {
        concat!(
            "SELECT q.text_item_id, c.reference, CASE WHEN i.screening IN ('withheld', 'held') THEN '' ELSE SUBSTR(i.body, 1, 160) END AS opening, q.place, q.why, q.verdict, q.read_by,
  q.read_at, c.received_at, EXISTS (SELECT 1 FROM audit_sample s WHERE s.text_item_id = q.text_item_id AND s.held_out) AS held_out
FROM reading q JOIN text_item i ON i.id = q.text_item_id JOIN contribution c ON c.id = i.contribution_id
WHERE q.consultation_id = $1 AND ",
            $more
        )
    };
}

/// What [`Wanted`] asks.
macro_rules! wanted {
    () => {
        concat!(
            "i.erased_at IS NULL AND i.screening NOT IN ('withheld', 'held') AND i.body <> ''
  AND ($2 = '' OR i.question_id = $2 OR ($2 = 'letters' AND i.place = 'letter')
    OR ($2 = 'comments' AND i.place IN ('comment', 'suggestion')))
  AND ($3 = '' OR c.channel = $3) AND ($4 = '' OR c.audience = $4)
  AND ($6 = '' OR EXISTS (SELECT 1 FROM answer a WHERE a.contribution_id = c.id AND a.question_id = $5 AND a.option_id = $6))
  AND ($7 = '' OR EXISTS (SELECT 1 FROM clause_comment k WHERE k.contribution_id = c.id AND k.stance = $7
    AND (k.text_item_id = i.id OR k.suggestion_text_item_id = i.id)))
  AND ($8 <> 'suggested' OR EXISTS (SELECT 1 FROM passage p JOIN theme_assignment a ON a.passage_id = p.id
    JOIN theme t ON t.id = a.theme_id WHERE p.text_item_id = i.id AND a.tie = 'suggested' AND t.state = 'active')
    AND NOT EXISTS (SELECT 1 FROM audit_sample s WHERE s.text_item_id = i.id AND s.held_out))
  AND ($8 <> 'unsorted' OR NOT EXISTS (SELECT 1 FROM passage p JOIN theme_assignment a ON a.passage_id = p.id
    JOIN theme t ON t.id = a.theme_id WHERE p.text_item_id = i.id AND a.tie = 'suggested' AND t.state = 'active')
    AND NOT EXISTS (SELECT 1 FROM audit_sample s WHERE s.text_item_id = i.id AND s.held_out))
  AND ($8 <> 'again' OR EXISTS (SELECT 1 FROM reread g JOIN theme t ON t.id = g.theme_id
    WHERE g.text_item_id = i.id AND g.done_at IS NULL AND t.state = 'active'))
  AND ($8 NOT IN ('unread', 'suggested') OR q.points LIKE '%legal%' OR q.points LIKE '%equality%'
    OR EXISTS (SELECT 1 FROM audit_sample s WHERE s.text_item_id = i.id AND s.held_out)
    OR NOT ",
            is_accepted!("i.id"),
            ")
  AND ($8 <> 'accepted' OR ",
            is_accepted!("i.id"),
            ")
  AND ($8 <> 'weighty' OR q.points LIKE '%legal%' OR q.points LIKE '%equality%')
  AND ($8 <> 'abuse' OR q.points LIKE '%abuse%')
  AND ($8 <> 'sample' OR EXISTS (SELECT 1 FROM audit_sample g WHERE g.text_item_id = i.id)) "
        )
    };
}

macro_rules! from_here {
    ($state:literal) => {
        rows!(concat!(
            $state,
            wanted!(),
            "AND (q.place > $9 OR (q.place = $9 AND q.text_item_id >= $10)) ORDER BY q.place, q.text_item_id LIMIT $11"
        ))
    };
}

macro_rules! to_here {
    ($state:literal) => {
        rows!(concat!(
            $state,
            wanted!(),
            "AND (q.place < $9 OR (q.place = $9 AND q.text_item_id < $10))
ORDER BY q.place DESC, q.text_item_id DESC LIMIT $11"
        ))
    };
}

const UNREAD: &str = from_here!("q.verdict = '' AND ");
const READ: &str = from_here!("q.verdict <> '' AND ");
const ANY: &str = from_here!("");
const BEFORE_READ: &str = to_here!("q.verdict <> '' AND ");
const BEFORE_ANY: &str = to_here!("");
// Those to be read again stand by how like the new theme they are. Each leaves the list once it is read.
const AGAIN_FIRST: &str = rows!(concat!(
    "q.verdict <> '' AND ",
    wanted!(),
    "ORDER BY (SELECT MAX(g.likeness) FROM reread g JOIN theme t ON t.id = g.theme_id
    WHERE g.text_item_id = i.id AND g.done_at IS NULL AND t.state = 'active') DESC,
  q.place, q.text_item_id LIMIT $9"
));
const ONE: &str = rows!("q.text_item_id = $2");

/// Texts that can be read and have no row yet, by arrival.
const FILL: &str = concat!(
    "INSERT INTO reading (text_item_id, consultation_id, place, why, verdict, read_by, read_at)
SELECT i.id, c.consultation_id, (SELECT COALESCE(MAX(z.place), 0) FROM reading z WHERE z.consultation_id = $1)
  + ROW_NUMBER() OVER (ORDER BY c.received_at, c.id, i.place, i.id), '', '', NULL, NULL
FROM text_item i JOIN contribution c ON c.id = i.contribution_id
WHERE c.consultation_id = $1 AND i.body <> '' AND NOT EXISTS (SELECT 1 FROM reading z WHERE z.text_item_id = i.id) AND ",
    is_view!("i", "c"),
    " ON CONFLICT (text_item_id) DO NOTHING"
);
const ARRIVED: &str = "SELECT COUNT(*) FROM contribution WHERE consultation_id = $1";
const PLACE: &str = "UPDATE reading SET place = $2, why = $3 WHERE text_item_id = $1";
const FORGET_ORDER: &str =
    "UPDATE reading SET place = place - $2, why = '' WHERE consultation_id = $1 AND place < 0";
const POINTS: &str = "UPDATE reading SET points = $2 WHERE text_item_id = $1";
const SET: &str =
    "UPDATE reading SET verdict = $2, read_by = $3, read_at = $4 WHERE text_item_id = $1";
// A theme that is not in the frame now was not looked for.
const DONE_AGAIN: &str =
    "UPDATE reread SET done_by = $2, done_at = $3 WHERE text_item_id = $1 AND done_at IS NULL
  AND theme_id IN (SELECT t.id FROM theme t WHERE t.state = 'active')";
const UNDONE_AGAIN: &str = "UPDATE reread SET done_by = NULL, done_at = NULL WHERE text_item_id = $1 AND done_by = $2 AND done_at = $3";
const AGAIN_OF: &str = "SELECT t.label FROM reread g JOIN theme t ON t.id = g.theme_id
WHERE g.text_item_id = $1 AND g.done_at IS NULL AND t.state = 'active' ORDER BY t.position, t.id";
const COUNTS: &str = "SELECT COUNT(*), COUNT(CASE WHEN verdict <> '' THEN 1 END) FROM reading WHERE consultation_id = $1";
const AGAIN: &str =
    "SELECT COUNT(DISTINCT g.text_item_id) FROM reread g JOIN theme t ON t.id = g.theme_id
WHERE t.consultation_id = $1 AND t.state = 'active' AND g.done_at IS NULL";
const AGAIN_FOR: &str = "SELECT COUNT(*) FROM reread g JOIN theme t ON t.id = g.theme_id
WHERE g.theme_id = $1 AND g.done_at IS NULL AND t.state = 'active'";
const TODAY: &str =
    "SELECT read_by, COUNT(*) FROM reading WHERE consultation_id = $1 AND read_at >= $2
GROUP BY read_by ORDER BY COUNT(*) DESC, read_by";
// Copies are coded with another: nothing more is learnt from them.
const READ_SINCE: &str =
    "SELECT COUNT(*) FROM reading WHERE consultation_id = $1 AND read_at >= $2 AND copy_of IS NULL";
const READ_ONES: &str = "SELECT q.text_item_id FROM reading q JOIN text_item i ON i.id = q.text_item_id
WHERE q.consultation_id = $1 AND q.verdict <> '' AND q.read_at >= $2 AND i.erased_at IS NULL AND i.screening NOT IN ('withheld', 'held')
ORDER BY q.place, q.text_item_id";
const VERDICTS: &str = "SELECT q.text_item_id, q.verdict, EXISTS (SELECT 1 FROM audit_sample s
  WHERE s.text_item_id = q.text_item_id AND s.held_out) FROM reading q
WHERE q.consultation_id = $1 ORDER BY q.place, q.text_item_id";
const OPEN_AGAIN: &str = "INSERT INTO reread (theme_id, text_item_id, likeness, done_by, done_at) VALUES ($1, $2, $3, NULL, NULL)
ON CONFLICT (theme_id, text_item_id) DO NOTHING";
// Where the other theme's own reading was done, that was before this one came.
const HAND_AGAIN: &str = "INSERT INTO reread (theme_id, text_item_id, likeness, done_by, done_at)
SELECT $2, r.text_item_id, r.likeness, NULL, NULL FROM reread r WHERE r.theme_id = $1 AND r.done_at IS NULL
ON CONFLICT (theme_id, text_item_id) DO UPDATE SET done_by = NULL, done_at = NULL";

/// Where a page of a queue begins: a place and the text that has it.
pub type From<'a> = (i64, &'a str);

/// The first of all places.
pub const START: From<'static> = (i64::MIN, "");

/// Some texts of a queue, from a place on.
///
/// # Errors
/// When the database refuses.
pub async fn from(
    db: &Db,
    consultation: ConsultationId,
    wanted: &Wanted,
    (place, text): From<'_>,
    limit: u64,
) -> Result<Vec<Row>, StorageError> {
    let sql = match wanted.show {
        // What one person read of the sample is not shown to whoever may be the second.
        "unread" | "suggested" | "unsorted" | "accepted" | "sample" => UNREAD,
        "again" => return first_again(db, consultation, wanted, limit).await,
        "read" => READ,
        _ => ANY,
    };
    page(db, sql, consultation, wanted, (place, text), limit).await
}

/// The text before a place, read or not.
///
/// # Errors
/// When the database refuses.
pub async fn before(
    db: &Db,
    consultation: ConsultationId,
    wanted: &Wanted,
    here: From<'_>,
) -> Result<Option<Row>, StorageError> {
    // Whoever goes back wants to see what they have just read.
    let (sql, show) = match wanted.show {
        "unread" | "suggested" | "unsorted" | "accepted" => (BEFORE_ANY, "all"),
        "again" => return Ok(None),
        "read" => (BEFORE_READ, wanted.show),
        other => (BEFORE_ANY, other),
    };
    let wanted = Wanted {
        show,
        ..wanted.clone()
    };
    let rows = page(db, sql, consultation, &wanted, here, 1).await?;
    Ok(rows.into_iter().next())
}

async fn first_again(
    db: &Db,
    consultation: ConsultationId,
    wanted: &Wanted,
    limit: u64,
) -> Result<Vec<Row>, StorageError> {
    let rows: Vec<ReadingRow> = on!(db, p => sqlx::query_as(AGAIN_FIRST)
        .bind(consultation.to_string()).bind(&wanted.source).bind(&wanted.channel).bind(&wanted.audience)
        .bind(&wanted.place.0).bind(&wanted.place.1).bind(&wanted.stance).bind(wanted.show)
        .bind(i64::try_from(limit).unwrap_or(i64::MAX))
        .fetch_all(p).await)?;
    rows.into_iter().map(TryInto::try_into).collect()
}

async fn page(
    db: &Db,
    sql: &'static str,
    consultation: ConsultationId,
    wanted: &Wanted,
    (place, text): From<'_>,
    limit: u64,
) -> Result<Vec<Row>, StorageError> {
    let rows: Vec<ReadingRow> = on!(db, p => sqlx::query_as(sql)
        .bind(consultation.to_string()).bind(&wanted.source).bind(&wanted.channel).bind(&wanted.audience)
        .bind(&wanted.place.0).bind(&wanted.place.1).bind(&wanted.stance).bind(wanted.show)
        .bind(place).bind(text).bind(i64::try_from(limit).unwrap_or(i64::MAX))
        .fetch_all(p).await)?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// One text.
///
/// # Errors
/// When the database refuses.
pub async fn one(
    db: &Db,
    consultation: ConsultationId,
    text: TextItemId,
) -> Result<Option<Row>, StorageError> {
    let row: Option<ReadingRow> = on!(db, p => sqlx::query_as(ONE)
        .bind(consultation.to_string()).bind(text.to_string()).fetch_optional(p).await)?;
    row.map(TryInto::try_into).transpose()
}

/// How many contributions there are: when it changes, there are texts to line up.
///
/// # Errors
/// When the database refuses.
pub async fn arrived(db: &Db, consultation: ConsultationId) -> Result<i64, StorageError> {
    let (count,): (i64,) =
        on!(db, p => sqlx::query_as(ARRIVED).bind(consultation.to_string()).fetch_one(p).await)?;
    Ok(count)
}

/// Lines up texts that came since.
///
/// # Errors
/// When the database refuses.
pub async fn fill(tx: &mut Tx, consultation: ConsultationId) -> Result<(), StorageError> {
    on!(tx, c => sqlx::query(FILL).bind(consultation.to_string()).execute(&mut **c).await.map(drop))?;
    Ok(())
}

/// The first place of those that the engine chose: before every text that merely arrived.
pub const FIRST: i64 = -1_000_000_000;

/// Takes back what an earlier run of the engine chose: those texts wait their turn.
///
/// # Errors
/// When the database refuses.
pub async fn forget_order(tx: &mut Tx, consultation: ConsultationId) -> Result<(), StorageError> {
    on!(tx, c => sqlx::query(FORGET_ORDER).bind(consultation.to_string()).bind(FIRST)
        .execute(&mut **c).await.map(drop))?;
    Ok(())
}

/// Gives a text its place in the queue.
///
/// # Errors
/// When the database refuses.
pub async fn place(
    tx: &mut Tx,
    text: TextItemId,
    place: i64,
    why: Option<Turn>,
) -> Result<(), StorageError> {
    on!(tx, c => sqlx::query(PLACE).bind(text.to_string()).bind(place).bind(why.map_or("", Turn::as_str))
        .execute(&mut **c).await.map(drop))?;
    Ok(())
}

/// Keeps what the engine noticed in a text, as words with spaces between.
///
/// # Errors
/// When the database refuses.
pub async fn points(tx: &mut Tx, text: TextItemId, points: &str) -> Result<(), StorageError> {
    on!(tx, c => sqlx::query(POINTS).bind(text.to_string()).bind(points).execute(&mut **c).await.map(drop))?;
    Ok(())
}

/// Records what somebody found in a text; none when it counts as unread again.
///
/// # Errors
/// When the database refuses.
pub async fn set(
    tx: &mut Tx,
    text: &str,
    verdict: &str,
    by: Option<&str>,
    at: Option<&str>,
) -> Result<(), StorageError> {
    on!(tx, c => sqlx::query(SET).bind(text).bind(verdict).bind(by).bind(at)
        .execute(&mut **c).await.map(drop))?;
    Ok(())
}

/// A text has been read again for every theme that came since.
///
/// # Errors
/// When the database refuses.
pub async fn done_again(
    tx: &mut Tx,
    text: TextItemId,
    by: &str,
    at: Timestamp,
) -> Result<(), StorageError> {
    on!(tx, c => sqlx::query(DONE_AGAIN).bind(text.to_string()).bind(by).bind(stamp(at))
        .execute(&mut **c).await.map(drop))?;
    Ok(())
}

/// A reading again, done by somebody at a moment, is taken back.
///
/// # Errors
/// When the database refuses.
pub async fn undo_again(
    tx: &mut Tx,
    text: TextItemId,
    by: &str,
    at: Timestamp,
) -> Result<(), StorageError> {
    on!(tx, c => sqlx::query(UNDONE_AGAIN).bind(text.to_string()).bind(by).bind(stamp(at))
        .execute(&mut **c).await.map(drop))?;
    Ok(())
}

/// Puts a text on the list of those to be read again for a theme.
///
/// # Errors
/// When the database refuses.
pub async fn open_again(
    tx: &mut Tx,
    theme: ThemeId,
    text: TextItemId,
    likeness: f64,
) -> Result<(), StorageError> {
    on!(tx, c => sqlx::query(OPEN_AGAIN).bind(theme.to_string()).bind(text.to_string()).bind(likeness)
        .execute(&mut **c).await.map(drop))?;
    Ok(())
}

/// What was to be read again for a theme is to be read again for the one it has become part of.
///
/// # Errors
/// When the database refuses.
pub async fn hand_again(tx: &mut Tx, from: ThemeId, into: ThemeId) -> Result<(), StorageError> {
    on!(tx, c => sqlx::query(HAND_AGAIN).bind(from.to_string()).bind(into.to_string())
        .execute(&mut **c).await.map(drop))?;
    Ok(())
}

/// Labels of the themes for which a text is to be read again.
///
/// # Errors
/// When the database refuses.
pub async fn again_of(db: &Db, text: TextItemId) -> Result<Vec<String>, StorageError> {
    let rows: Vec<(String,)> =
        on!(db, p => sqlx::query_as(AGAIN_OF).bind(text.to_string()).fetch_all(p).await)?;
    Ok(rows.into_iter().map(|(label,)| label).collect())
}

/// How many texts are to be read again for a theme.
///
/// # Errors
/// When the database refuses.
pub async fn again_for(db: &Db, theme: ThemeId) -> Result<u64, StorageError> {
    let (count,): (i64,) =
        on!(db, p => sqlx::query_as(AGAIN_FOR).bind(theme.to_string()).fetch_one(p).await)?;
    Ok(u64::try_from(count).unwrap_or_default())
}

/// Texts, those read, and those to be read again.
///
/// # Errors
/// When the database refuses.
pub async fn counts(db: &Db, consultation: ConsultationId) -> Result<[u64; 3], StorageError> {
    let id = consultation.to_string();
    let (texts, done): (i64, i64) =
        on!(db, p => sqlx::query_as(COUNTS).bind(&id).fetch_one(p).await)?;
    let (again,): (i64,) = on!(db, p => sqlx::query_as(AGAIN).bind(&id).fetch_one(p).await)?;
    Ok([texts, done, again].map(|n| u64::try_from(n).unwrap_or_default()))
}

/// How many texts each person has read since a moment, most first.
///
/// # Errors
/// When the database refuses.
pub async fn since(
    db: &Db,
    consultation: ConsultationId,
    moment: Timestamp,
) -> Result<Vec<(String, u64)>, StorageError> {
    let rows: Vec<(Option<String>, i64)> = on!(db, p => sqlx::query_as(TODAY)
        .bind(consultation.to_string()).bind(stamp(moment)).fetch_all(p).await)?;
    let line =
        |(by, count): (Option<String>, i64)| Some((by?, u64::try_from(count).unwrap_or_default()));
    Ok(rows.into_iter().filter_map(line).collect())
}

/// How many texts were read since a moment, each by itself.
///
/// # Errors
/// When the database refuses.
pub async fn read_since(
    db: &Db,
    consultation: ConsultationId,
    moment: Timestamp,
) -> Result<u64, StorageError> {
    let (count,): (i64,) = on!(db, p => sqlx::query_as(READ_SINCE)
        .bind(consultation.to_string()).bind(stamp(moment)).fetch_one(p).await)?;
    Ok(u64::try_from(count).unwrap_or_default())
}

/// Texts that somebody has read.
///
/// # Errors
/// When the database refuses.
pub async fn read_ones(
    tx: &mut Tx,
    consultation: ConsultationId,
    since: Option<Timestamp>,
) -> Result<Vec<TextItemId>, StorageError> {
    let since = since.map(stamp).unwrap_or_default();
    let rows: Vec<(String,)> = on!(tx, c => sqlx::query_as(READ_ONES)
        .bind(consultation.to_string()).bind(&since).fetch_all(&mut **c).await)?;
    rows.into_iter()
        .map(|(id,)| read("reading.text_item_id", &id))
        .collect()
}

/// Every text with what was found in it, and whether it is kept from the machine.
///
/// # Errors
/// When the database refuses.
pub async fn verdicts(
    db: &Db,
    consultation: ConsultationId,
) -> Result<Vec<(TextItemId, Option<Verdict>, bool)>, StorageError> {
    let rows: Vec<(String, String, bool)> =
        on!(db, p => sqlx::query_as(VERDICTS).bind(consultation.to_string()).fetch_all(p).await)?;
    rows.into_iter()
        .map(|(id, verdict, held_out)| {
            let verdict = match verdict.as_str() {
                "" => None,
                some => Some(word("reading.verdict", some, Verdict::parse)?),
            };
            Ok((read("reading.text_item_id", &id)?, verdict, held_out))
        })
        .collect()
}
