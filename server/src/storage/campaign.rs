//! Copies of a standard text that a person told apart from people, and could take for people again.

use super::own_words::may_be_alike;
use super::{Db, StorageError, Tx, moment, on, read, stamp};
use crate::clock::ordered_id;
use domain::id::{CampaignId, ConsultationId, TextItemId};
use jiff::Timestamp;

/// A campaign that somebody marked, and nobody has undone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its id.
    pub id: CampaignId,
    /// Who marked it.
    pub by: String,
    /// When.
    pub at: Timestamp,
    /// Contributions that count as copies.
    pub copies: u64,
    /// The text of one of them, and which it is; none where all are erased.
    pub words: Option<(TextItemId, String)>,
}

const MARK: &str = concat!(
    "UPDATE contribution SET capacity = 'campaign' WHERE consultation_id = $1 AND capacity = 'individual'
  AND id IN (SELECT i.contribution_id FROM alike g JOIN text_item i ON i.id = g.text_item_id WHERE g.group_id = $2 AND ",
    may_be_alike!("g.text_item_id"),
    ") RETURNING id"
);
const INSERT: &str =
    "INSERT INTO campaign (id, consultation_id, marked_by, marked_at, undone_by, undone_at)
VALUES ($1, $2, $3, $4, NULL, NULL)";
const MEMBER: &str = "INSERT INTO campaign_member (campaign_id, contribution_id) VALUES ($1, $2)";
const ALL: &str = "SELECT g.id, g.marked_by, g.marked_at,
  (SELECT COUNT(*) FROM campaign_member m JOIN contribution c ON c.id = m.contribution_id
   WHERE m.campaign_id = g.id AND c.capacity = 'campaign') AS copies, t.id, t.body
FROM campaign g LEFT JOIN text_item t ON t.id =
  (SELECT MIN(x.id) FROM campaign_member m JOIN text_item x ON x.contribution_id = m.contribution_id
   WHERE m.campaign_id = g.id AND x.body <> '' AND x.screening NOT IN ('withheld', 'held') GROUP BY x.body ORDER BY COUNT(*) DESC, x.body LIMIT 1)
WHERE g.consultation_id = $1 AND g.undone_at IS NULL ORDER BY g.marked_at DESC, g.id";
const UNDO: &str = "UPDATE campaign SET undone_by = $3, undone_at = $4
WHERE id = $1 AND consultation_id = $2 AND undone_at IS NULL";
// One that another campaign holds as well stays a copy.
const RESTORE: &str = "UPDATE contribution SET capacity = 'individual' WHERE capacity = 'campaign'
  AND id IN (SELECT m.contribution_id FROM campaign_member m WHERE m.campaign_id = $1)
  AND id NOT IN (SELECT m.contribution_id FROM campaign_member m JOIN campaign g ON g.id = m.campaign_id
    WHERE g.undone_at IS NULL)
RETURNING id";

/// What is sent in campaigns that stand, so that what says the same in the same place is beside each other: the campaign and
/// the place, the text, and whether a person coded it by itself; that which most others are coded with first.
const SENT: &str = "SELECT m.campaign_id || ' ' || i.place || ' ' || COALESCE(i.question_id, '') || ' ' || COALESCE(i.clause_id, ''), i.id,
  q.verdict <> '' AND q.copy_of IS NULL
FROM campaign g JOIN campaign_member m ON m.campaign_id = g.id JOIN contribution c ON c.id = m.contribution_id
  JOIN text_item i ON i.contribution_id = c.id JOIN reading q ON q.text_item_id = i.id
WHERE g.consultation_id = $1 AND g.undone_at IS NULL AND c.capacity = 'campaign'
ORDER BY 1, CASE WHEN q.verdict <> '' AND q.copy_of IS NULL THEN (SELECT COUNT(*) FROM reading f WHERE f.copy_of = i.id) ELSE -1 END DESC, 2";
// Of those that were read, the one that most others are coded with.
const STANDARD: &str = "SELECT s.id FROM campaign g JOIN campaign_member m ON m.campaign_id = g.id
  JOIN text_item i ON i.contribution_id = m.contribution_id JOIN campaign_member n ON n.campaign_id = g.id
  JOIN contribution c ON c.id = n.contribution_id JOIN text_item s ON s.contribution_id = c.id JOIN reading q ON q.text_item_id = s.id
WHERE i.id = $2 AND g.consultation_id = $1 AND g.undone_at IS NULL AND c.capacity = 'campaign'
  AND s.place = i.place AND COALESCE(s.question_id, '') = COALESCE(i.question_id, '')
  AND COALESCE(s.clause_id, '') = COALESCE(i.clause_id, '') AND q.verdict <> '' AND q.copy_of IS NULL AND s.erased_at IS NULL AND s.screening NOT IN ('withheld', 'held')
ORDER BY (SELECT COUNT(*) FROM reading f WHERE f.copy_of = s.id) DESC, s.id LIMIT 1";

/// Texts that are sent in one place of one campaign, each with whether a person coded it by itself.
pub type Sent = Vec<(TextItemId, bool)>;

/// What is sent in the campaigns that stand, place by place: the standard text first, where somebody has read it.
///
/// # Errors
/// When the database refuses.
pub async fn sent(db: &Db, consultation: ConsultationId) -> Result<Vec<Sent>, StorageError> {
    let rows: Vec<(String, String, bool)> =
        on!(db, p => sqlx::query_as(SENT).bind(consultation.to_string()).fetch_all(p).await)?;
    let mut all: Vec<Sent> = Vec::new();
    let mut before = None;
    for (place, text, coded) in rows {
        if before.as_ref() != Some(&place) {
            all.push(Vec::new());
            before = Some(place);
        }
        let text = read("text_item.id", &text)?;
        all.last_mut()
            .into_iter()
            .for_each(|sent| sent.push((text, coded)));
    }
    Ok(all)
}

/// The standard text of the campaign that a text is sent in, as far as somebody has read it.
///
/// # Errors
/// When the database refuses.
pub async fn standard(
    db: &Db,
    consultation: ConsultationId,
    text: TextItemId,
) -> Result<Option<TextItemId>, StorageError> {
    let row: Option<(String,)> = on!(db, p => sqlx::query_as(STANDARD)
        .bind(consultation.to_string()).bind(text.to_string()).fetch_optional(p).await)?;
    row.map(|(id,)| read("text_item.id", &id)).transpose()
}

/// Counts the individuals of a group of look-alikes as copies of a standard text. Gives the campaign and the contributions
/// that changed; none when there was nobody left to change, and then no campaign either.
///
/// # Errors
/// When the database refuses.
pub async fn mark(
    tx: &mut Tx,
    consultation: ConsultationId,
    group: &str,
    who: &str,
    at: Timestamp,
) -> Result<Option<(CampaignId, Vec<String>)>, StorageError> {
    let rows: Vec<(String,)> = on!(tx, c => sqlx::query_as(MARK)
        .bind(consultation.to_string()).bind(group).fetch_all(&mut **c).await)?;
    if rows.is_empty() {
        return Ok(None);
    }
    let campaign = CampaignId::from_uuid(ordered_id());
    let id = campaign.to_string();
    on!(tx, c => sqlx::query(INSERT)
        .bind(&id).bind(consultation.to_string()).bind(who).bind(stamp(at))
        .execute(&mut **c).await.map(drop))?;
    for (member,) in &rows {
        on!(tx, c => sqlx::query(MEMBER).bind(&id).bind(member).execute(&mut **c).await.map(drop))?;
    }
    Ok(Some((campaign, rows.into_iter().map(|(id,)| id).collect())))
}

/// Every campaign that stands, the last one first.
///
/// # Errors
/// When the database refuses.
pub async fn all(db: &Db, consultation: ConsultationId) -> Result<Vec<Row>, StorageError> {
    type Found = (String, String, String, i64, Option<String>, Option<String>);
    let rows: Vec<Found> =
        on!(db, p => sqlx::query_as(ALL).bind(consultation.to_string()).fetch_all(p).await)?;
    rows.into_iter()
        .map(|(id, by, at, copies, text, words)| {
            let words = text.zip(words);
            let words = words
                .map(|(text, words)| Ok::<_, StorageError>((read("text_item.id", &text)?, words)));
            Ok(Row {
                id: read("campaign.id", &id)?,
                by,
                at: moment("campaign.marked_at", &at)?,
                copies: u64::try_from(copies).unwrap_or_default(),
                words: words.transpose()?,
            })
        })
        .collect()
}

/// Takes its copies for people again. Gives the contributions that changed; none when it was undone already.
///
/// # Errors
/// When the database refuses.
pub async fn undo(
    tx: &mut Tx,
    consultation: ConsultationId,
    id: CampaignId,
    who: &str,
    at: Timestamp,
) -> Result<Vec<String>, StorageError> {
    let done = on!(tx, c => sqlx::query(UNDO)
        .bind(id.to_string()).bind(consultation.to_string()).bind(who).bind(stamp(at))
        .execute(&mut **c).await.map(|done| done.rows_affected()))?;
    if done == 0 {
        return Ok(Vec::new());
    }
    let rows: Vec<(String,)> = on!(tx, c => sqlx::query_as(RESTORE)
        .bind(id.to_string()).fetch_all(&mut **c).await)?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}
