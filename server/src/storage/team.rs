//! Teams: the hash of a team's code, and the drafts of those who joined.

use super::resume::Made;
use super::{Db, StorageError, Tx, moment, on, read, stamp};
use domain::id::DraftId;
use domain::text::Called;
use jiff::Timestamp;

/// Somebody who joined.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Their own draft.
    pub draft: DraftId,
    /// The lead's.
    pub lead: DraftId,
    /// What the lead calls them.
    pub called: Called,
    /// When they shared; none while the lead must not see it.
    pub shared: Option<Timestamp>,
    /// When they last wrote something.
    pub saved: Timestamp,
}

#[derive(sqlx::FromRow)]
struct MemberRow {
    draft_id: String,
    lead_draft_id: String,
    called: String,
    shared_at: Option<String>,
    saved_at: String,
}

impl TryFrom<MemberRow> for Member {
    type Error = StorageError;
    fn try_from(row: MemberRow) -> Result<Self, StorageError> {
        let shared = row.shared_at.as_deref();
        Ok(Self {
            draft: read("team_member.draft_id", &row.draft_id)?,
            lead: read("team_member.lead_draft_id", &row.lead_draft_id)?,
            called: read("team_member.called", &row.called)?,
            shared: shared
                .map(|at| moment("team_member.shared_at", at))
                .transpose()?,
            saved: moment("draft.saved_at", &row.saved_at)?,
        })
    }
}

const MADE: &str = "SELECT code_hash, made_at FROM team WHERE draft_id = $1";
const LEAD_WITH: &str = "SELECT draft_id FROM team WHERE code_hash = $1";
const FIRST: &str = "INSERT INTO team (draft_id, code_hash, made_at)
SELECT id, $2, $3 FROM draft WHERE id = $1 AND reference IS NULL
ON CONFLICT (draft_id) DO NOTHING";
const INSTEAD: &str =
    "UPDATE team SET code_hash = $2, made_at = $3 WHERE draft_id = $1 AND made_at = $4";
const END: &str = "DELETE FROM team WHERE draft_id = $1";
const MEMBER: &str = "SELECT m.draft_id, m.lead_draft_id, m.called, m.shared_at, d.saved_at
FROM team_member m JOIN draft d ON d.id = m.draft_id WHERE m.draft_id = $1";
const MEMBERS: &str = "SELECT m.draft_id, m.lead_draft_id, m.called, m.shared_at, d.saved_at
FROM team_member m JOIN draft d ON d.id = m.draft_id WHERE m.lead_draft_id = $1 ORDER BY m.joined_at, m.folded";
// Nobody joins a team whose lead has sent.
const JOIN: &str =
    "INSERT INTO team_member (draft_id, lead_draft_id, called, folded, joined_at, shared_at)
SELECT $1, t.draft_id, $3, $4, $5, NULL FROM team t JOIN draft d ON d.id = t.draft_id
WHERE t.draft_id = $2 AND d.reference IS NULL";
const SHARE: &str = "UPDATE team_member SET shared_at = $2 WHERE draft_id = $1";
// Whatever is left of colleagues' drafts: empty ones, of teams whose leads have sent.
const SWEEP_MEMBERS: &str = "DELETE FROM draft WHERE id IN (SELECT m.draft_id FROM team_member m
  JOIN draft d ON d.id = m.lead_draft_id
  JOIN consultation c ON c.id = d.consultation_id WHERE c.closes_at IS NOT NULL AND c.closes_at <= $1)";
const SWEEP_TEAMS: &str = "DELETE FROM team WHERE draft_id IN (SELECT d.id FROM draft d
  JOIN consultation c ON c.id = d.consultation_id WHERE c.closes_at IS NOT NULL AND c.closes_at <= $1)";

/// The code of the team that a draft leads, if it leads one.
///
/// # Errors
/// When the database refuses.
pub async fn made(db: &Db, lead: DraftId) -> Result<Option<Made>, StorageError> {
    let row: Option<(String, String)> =
        on!(db, p => sqlx::query_as(MADE).bind(lead.to_string()).fetch_optional(p).await)?;
    row.map(|(code_hash, at)| {
        let at = moment("team.made_at", &at)?;
        Ok(Made { code_hash, at })
    })
    .transpose()
}

/// The lead's draft of the team whose code has this hash, sent or not.
///
/// # Errors
/// When the database refuses.
pub async fn lead_with(db: &Db, code_hash: &str) -> Result<Option<DraftId>, StorageError> {
    let row: Option<(String,)> =
        on!(db, p => sqlx::query_as(LEAD_WITH).bind(code_hash).fetch_optional(p).await)?;
    row.map(|(id,)| read("team.draft_id", &id)).transpose()
}

/// Keeps the hash of a new code, in place of the one made at `instead_of` if that is given. False when the draft was
/// sent or is gone, or when another code was made meanwhile.
///
/// # Errors
/// When the database refuses.
pub async fn put(
    db: &Db,
    lead: DraftId,
    new: &Made,
    instead_of: Option<Timestamp>,
) -> Result<bool, StorageError> {
    let (id, at) = (lead.to_string(), stamp(new.at));
    let done = match instead_of {
        None => on!(db, p => sqlx::query(FIRST).bind(id).bind(&new.code_hash).bind(at)
            .execute(p).await.map(|done| done.rows_affected()))?,
        Some(old) => {
            on!(db, p => sqlx::query(INSTEAD).bind(id).bind(&new.code_hash).bind(at).bind(stamp(old))
            .execute(p).await.map(|done| done.rows_affected()))?
        }
    };
    Ok(done == 1)
}

/// Ends a team. Its members' drafts stay.
///
/// # Errors
/// When the database refuses.
pub async fn end(db: &Db, lead: DraftId) -> Result<(), StorageError> {
    on!(db, p => sqlx::query(END).bind(lead.to_string()).execute(p).await.map(drop))?;
    Ok(())
}

/// A colleague by their draft; none for a draft that is in no team.
///
/// # Errors
/// When the database refuses.
pub async fn member(db: &Db, draft: DraftId) -> Result<Option<Member>, StorageError> {
    let row: Option<MemberRow> =
        on!(db, p => sqlx::query_as(MEMBER).bind(draft.to_string()).fetch_optional(p).await)?;
    row.map(TryInto::try_into).transpose()
}

/// Everybody who joined the team that a draft leads, in the order they did.
///
/// # Errors
/// When the database refuses.
pub async fn members(db: &Db, lead: DraftId) -> Result<Vec<Member>, StorageError> {
    let rows: Vec<MemberRow> =
        on!(db, p => sqlx::query_as(MEMBERS).bind(lead.to_string()).fetch_all(p).await)?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// Adds a draft to a team. False when the lead has sent, or the team was ended.
///
/// # Errors
/// [`StorageError::is_duplicate`] when somebody in the team is called that already.
pub async fn join(
    tx: &mut Tx,
    draft: DraftId,
    lead: DraftId,
    called: &Called,
    at: Timestamp,
) -> Result<bool, StorageError> {
    let done = on!(tx, c => sqlx::query(JOIN)
        .bind(draft.to_string()).bind(lead.to_string()).bind(called.as_str()).bind(called.as_str().to_lowercase())
        .bind(stamp(at))
        .execute(&mut **c).await.map(|done| done.rows_affected()))?;
    Ok(done == 1)
}

/// Notes that the lead may see a draft from this moment on, or no longer.
///
/// # Errors
/// When the database refuses.
pub async fn share(db: &Db, draft: DraftId, at: Option<Timestamp>) -> Result<(), StorageError> {
    on!(db, p => sqlx::query(SHARE).bind(draft.to_string()).bind(at.map(stamp))
        .execute(p).await.map(drop))?;
    Ok(())
}

/// Forgets teams of consultations that closed at `closed_by` or earlier.
///
/// # Errors
/// When the database refuses.
pub async fn sweep(tx: &mut Tx, closed_by: Timestamp) -> Result<(), StorageError> {
    for sql in [SWEEP_MEMBERS, SWEEP_TEAMS] {
        on!(tx, c => sqlx::query(sql).bind(stamp(closed_by)).execute(&mut **c).await.map(drop))?;
    }
    Ok(())
}
