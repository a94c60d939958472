//! Contributions that may be one person's: what they share, and what was decided.

use super::own_words::may_be_alike;
use super::{Db, StorageError, Tx, moment, on, read, stamp, word};
use crate::clock::ordered_id;
use domain::contribution::{Capacity, Form};
use domain::duplicate::{Alike, Arrival, Decided, Flag, Suspect, Verdict, replaced};
use domain::id::{ConsultationId, ContributionId, DuplicateId};
use jiff::Timestamp;
use std::collections::BTreeMap;

/// Who decided where the sender changed a response.
pub const SENDER: &str = "respondent";

/// A decision that nobody has undone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its id.
    pub id: DuplicateId,
    /// What was said, of which.
    pub decided: Decided,
    /// Who.
    pub by: String,
    /// When.
    pub at: Timestamp,
}

const SUSPECTS: &str = "SELECT 'organisation' AS alike, COALESCE(s.name, c.organisation) AS same, c.id, c.form, c.capacity, c.received_at FROM contribution c
  LEFT JOIN school s ON s.urn = c.urn
WHERE c.consultation_id = $1 AND c.capacity IN ('organisation', 'group') AND c.organisation <> ''
UNION ALL
SELECT 'moment', c.body_hash, c.id, c.form, c.capacity, c.received_at FROM contribution c
WHERE c.consultation_id = $1 AND c.channel IN ('web', 'api') AND c.body_hash IN
  (SELECT b.body_hash FROM contribution b WHERE b.consultation_id = $1 GROUP BY b.body_hash HAVING COUNT(*) > 1)
ORDER BY 1, 2, 6, 3";
/// Texts that may be nearly those of another.
macro_rules! texts {
    ($what:literal, $order:literal) => {
        concat!(
            "SELECT ",
            $what,
            " FROM text_item i JOIN contribution c ON c.id = i.contribution_id
WHERE c.consultation_id = $1 AND i.erased_at IS NULL AND i.body <> '' AND ",
            may_be_alike!("i.id"),
            $order
        )
    };
}

const SIZE: &str = texts!(
    "COUNT(*), COALESCE(CAST(SUM(LENGTH(i.body)) AS BIGINT), 0)",
    ""
);
const TEXTS: &str = texts!(
    "c.id, c.form, c.capacity, c.received_at, i.body",
    " ORDER BY c.received_at, c.id, i.id"
);
const DECIDED: &str = "SELECT d.id, d.verdict, d.decided_by, d.decided_at, m.contribution_id
FROM duplicate_decision d JOIN duplicate_member m ON m.decision_id = d.id JOIN contribution c ON c.id = m.contribution_id
WHERE d.consultation_id = $1 AND d.undone_at IS NULL ORDER BY d.decided_at DESC, d.id, c.received_at, c.id";
const INSERT: &str = "INSERT INTO duplicate_decision (id, consultation_id, verdict, decided_by, decided_at, undone_by, undone_at)
VALUES ($1, $2, $3, $4, $5, NULL, NULL)";
const MEMBER: &str = "INSERT INTO duplicate_member (decision_id, contribution_id) VALUES ($1, $2)";
const UNDO: &str = "UPDATE duplicate_decision SET undone_by = $3, undone_at = $4
WHERE id = $1 AND consultation_id = $2 AND undone_at IS NULL";
const ARRIVALS: &str =
    "SELECT DISTINCT c.id, c.received_at, c.entered_at, c.late FROM duplicate_decision d
  JOIN duplicate_member m ON m.decision_id = d.id JOIN contribution c ON c.id = m.contribution_id
WHERE d.consultation_id = $1 AND d.verdict = 'same-person' AND d.undone_at IS NULL";
const COUNT_ALL: &str = "UPDATE contribution SET replaced_by = NULL WHERE consultation_id = $1 AND replaced_by IS NOT NULL";
const REPLACE: &str =
    "UPDATE contribution SET replaced_by = $3 WHERE id = $1 AND consultation_id = $2";
const BEFORE: &str = "SELECT DISTINCT o.id FROM contribution o JOIN duplicate_member m ON m.contribution_id = o.id
  JOIN duplicate_decision d ON d.id = m.decision_id
WHERE o.replaced_by = $1 AND o.erased_at IS NULL AND d.undone_at IS NULL AND d.decided_by = $2 ORDER BY o.id";
const REPLACED: &str =
    "SELECT COUNT(*) FROM contribution WHERE consultation_id = $1 AND replaced_by IS NOT NULL";
const FLAGGED: &str =
    "SELECT c.id, f.flag FROM contribution_flag f JOIN contribution c ON c.id = f.contribution_id
WHERE c.consultation_id = $1 AND f.seen_at IS NULL ORDER BY c.received_at, c.id, f.flag LIMIT $2";
const COUNT_FLAGGED: &str = "SELECT COUNT(DISTINCT c.id) FROM contribution_flag f JOIN contribution c ON c.id = f.contribution_id
WHERE c.consultation_id = $1 AND f.seen_at IS NULL";
const SEEN: &str = "UPDATE contribution_flag SET seen_by = $2, seen_at = $3 WHERE contribution_id = $1 AND seen_at IS NULL";
const IDS: &str = "SELECT c.id, c.reference, c.form, c.capacity FROM contribution c
WHERE c.consultation_id = $1 AND c.reference = $2";

#[derive(sqlx::FromRow)]
struct SuspectRow {
    alike: String,
    same: String,
    id: String,
    form: String,
    capacity: String,
    received_at: String,
}

/// How many texts there are to compare, and how many characters they have: with others, both are hardly ever the same.
///
/// # Errors
/// When the database refuses.
pub async fn texts_size(db: &Db, consultation: ConsultationId) -> Result<(i64, i64), StorageError> {
    Ok(on!(db, p => sqlx::query_as(SIZE).bind(consultation.to_string()).fetch_one(p).await)?)
}

/// Every text with whoever sent it, as a suspect that shares nothing yet.
///
/// # Errors
/// When the database refuses.
pub async fn texts(
    db: &Db,
    consultation: ConsultationId,
) -> Result<Vec<(Suspect, String)>, StorageError> {
    let rows: Vec<(String, String, String, String, String)> =
        on!(db, p => sqlx::query_as(TEXTS).bind(consultation.to_string()).fetch_all(p).await)?;
    rows.into_iter()
        .map(|(id, form, capacity, received, body)| {
            let suspect = Suspect {
                id: read("contribution.id", &id)?,
                alike: Alike::Words,
                same: String::new(),
                form: word("contribution.form", &form, Form::parse)?,
                capacity: word("contribution.capacity", &capacity, Capacity::parse)?,
                received: moment("contribution.received_at", &received)?,
            };
            Ok((suspect, body))
        })
        .collect()
}

/// Every contribution of which the organisation, or all that was sent, is that of another.
///
/// # Errors
/// When the database refuses.
pub async fn suspects(db: &Db, consultation: ConsultationId) -> Result<Vec<Suspect>, StorageError> {
    let rows: Vec<SuspectRow> =
        on!(db, p => sqlx::query_as(SUSPECTS).bind(consultation.to_string()).fetch_all(p).await)?;
    rows.into_iter()
        .map(|row| {
            Ok(Suspect {
                id: read("contribution.id", &row.id)?,
                alike: word("alike", &row.alike, Alike::parse)?,
                same: row.same,
                form: word("contribution.form", &row.form, Form::parse)?,
                capacity: word("contribution.capacity", &row.capacity, Capacity::parse)?,
                received: moment("contribution.received_at", &row.received_at)?,
            })
        })
        .collect()
}

type Stored = (String, String, String, String, String);

/// Decisions that nobody has undone, the last one first.
///
/// # Errors
/// When the database refuses.
pub async fn decided(db: &Db, consultation: ConsultationId) -> Result<Vec<Row>, StorageError> {
    let rows: Vec<Stored> =
        on!(db, p => sqlx::query_as(DECIDED).bind(consultation.to_string()).fetch_all(p).await)?;
    gathered(rows)
}

async fn decided_in(tx: &mut Tx, consultation: ConsultationId) -> Result<Vec<Row>, StorageError> {
    let rows: Vec<Stored> = on!(tx, c => sqlx::query_as(DECIDED)
        .bind(consultation.to_string()).fetch_all(&mut **c).await)?;
    gathered(rows)
}

fn gathered(rows: Vec<Stored>) -> Result<Vec<Row>, StorageError> {
    let mut all: Vec<Row> = Vec::new();
    for (id, verdict, by, at, member) in rows {
        let id = read("duplicate_decision.id", &id)?;
        if all.last().is_none_or(|row| row.id != id) {
            all.push(Row {
                id,
                decided: Decided {
                    verdict: word("duplicate_decision.verdict", &verdict, Verdict::parse)?,
                    members: Vec::new(),
                },
                by,
                at: moment("duplicate_decision.decided_at", &at)?,
            });
        }
        if let Some(row) = all.last_mut() {
            let member = read("duplicate_member.contribution_id", &member)?;
            row.decided.members.push(member);
        }
    }
    Ok(all)
}

/// A contribution's id, what it is and for whom it speaks.
///
/// # Errors
/// When the database refuses.
pub async fn named(
    db: &Db,
    consultation: ConsultationId,
    reference: &str,
) -> Result<Option<(ContributionId, Form, Capacity)>, StorageError> {
    let row: Option<(String, String, String, String)> = on!(db, p => sqlx::query_as(IDS)
        .bind(consultation.to_string()).bind(reference).fetch_optional(p).await)?;
    row.map(|(id, _, form, capacity)| {
        Ok((
            read("contribution.id", &id)?,
            word("contribution.form", &form, Form::parse)?,
            word("contribution.capacity", &capacity, Capacity::parse)?,
        ))
    })
    .transpose()
}

/// Writes a decision down, and works out anew who counts.
///
/// # Errors
/// When the database refuses.
pub async fn decide(
    tx: &mut Tx,
    consultation: ConsultationId,
    decided: &Decided,
    by: &str,
    at: Timestamp,
) -> Result<DuplicateId, StorageError> {
    let id = DuplicateId::from_uuid(ordered_id());
    on!(tx, c => sqlx::query(INSERT)
        .bind(id.to_string()).bind(consultation.to_string()).bind(decided.verdict.as_str())
        .bind(by).bind(stamp(at)).execute(&mut **c).await.map(drop))?;
    for member in &decided.members {
        on!(tx, c => sqlx::query(MEMBER).bind(id.to_string()).bind(member.to_string())
            .execute(&mut **c).await.map(drop))?;
    }
    count_anew(tx, consultation).await?;
    Ok(id)
}

/// Undoes a decision, and works out anew who counts. False when it was undone already, or is none of this
/// consultation's.
///
/// # Errors
/// When the database refuses.
pub async fn undo(
    tx: &mut Tx,
    consultation: ConsultationId,
    id: DuplicateId,
    by: &str,
    at: Timestamp,
) -> Result<bool, StorageError> {
    let done = on!(tx, c => sqlx::query(UNDO)
        .bind(id.to_string()).bind(consultation.to_string()).bind(by).bind(stamp(at))
        .execute(&mut **c).await.map(|done| done.rows_affected()))?;
    count_anew(tx, consultation).await?;
    Ok(done == 1)
}

/// Every contribution that counts points nowhere, and every replaced one at the one that counts.
async fn count_anew(tx: &mut Tx, consultation: ConsultationId) -> Result<(), StorageError> {
    let decided: Vec<Decided> = decided_in(tx, consultation)
        .await?
        .into_iter()
        .map(|row| row.decided)
        .collect();
    let rows: Vec<(String, String, String, bool)> = on!(tx, c => sqlx::query_as(ARRIVALS)
        .bind(consultation.to_string()).fetch_all(&mut **c).await)?;
    let mut arrivals = BTreeMap::new();
    for (id, received, entered, late) in rows {
        let id: ContributionId = read("contribution.id", &id)?;
        let received = moment("contribution.received_at", &received)?;
        let entered = moment("contribution.entered_at", &entered)?;
        let arrival = Arrival {
            received,
            entered,
            late,
        };
        arrivals.insert(id, arrival);
    }
    on!(tx, c => sqlx::query(COUNT_ALL).bind(consultation.to_string()).execute(&mut **c).await.map(drop))?;
    for (id, by) in replaced(&decided, &arrivals) {
        on!(tx, c => sqlx::query(REPLACE)
            .bind(id.to_string()).bind(consultation.to_string()).bind(by.to_string())
            .execute(&mut **c).await.map(drop))?;
    }
    Ok(())
}

/// How many contributions give way to a later one of the same person.
///
/// # Errors
/// When the database refuses.
pub async fn count_replaced(db: &Db, consultation: ConsultationId) -> Result<u64, StorageError> {
    let (count,): (i64,) = on!(db, p => sqlx::query_as(REPLACED)
        .bind(consultation.to_string()).fetch_one(p).await)?;
    Ok(u64::try_from(count).unwrap_or_default())
}

/// Most flags that are shown at once.
const SHOWN: i64 = 100;

/// Contributions that were sent in an odd way and that nobody has looked at, oldest first.
///
/// # Errors
/// When the database refuses.
pub async fn flagged(
    db: &Db,
    consultation: ConsultationId,
) -> Result<Vec<(ContributionId, Vec<Flag>)>, StorageError> {
    let rows: Vec<(String, String)> = on!(db, p => sqlx::query_as(FLAGGED)
        .bind(consultation.to_string()).bind(SHOWN).fetch_all(p).await)?;
    let mut all: Vec<(ContributionId, Vec<Flag>)> = Vec::new();
    for (id, flag) in rows {
        let id = read("contribution.id", &id)?;
        let flag = word("contribution_flag.flag", &flag, Flag::parse)?;
        match all.last_mut() {
            Some((known, flags)) if *known == id => flags.push(flag),
            _ => all.push((id, vec![flag])),
        }
    }
    Ok(all)
}

/// How many there are.
///
/// # Errors
/// When the database refuses.
pub async fn count_flagged(db: &Db, consultation: ConsultationId) -> Result<u64, StorageError> {
    let (count,): (i64,) = on!(db, p => sqlx::query_as(COUNT_FLAGGED)
        .bind(consultation.to_string()).fetch_one(p).await)?;
    Ok(u64::try_from(count).unwrap_or_default())
}

/// Notes that somebody has looked at one. False when somebody had, or nothing is odd about it.
///
/// # Errors
/// When the database refuses.
pub async fn look_at_flagged(
    tx: &mut Tx,
    id: ContributionId,
    who: &str,
    at: Timestamp,
) -> Result<bool, StorageError> {
    let done = on!(tx, c => sqlx::query(SEEN).bind(id.to_string()).bind(who).bind(stamp(at))
        .execute(&mut **c).await.map(|done| done.rows_affected()))?;
    Ok(done > 0)
}

/// What a sender replaced by this response, by changing it with their code.
///
/// # Errors
/// When the database refuses.
pub async fn sent_before(
    tx: &mut Tx,
    id: ContributionId,
) -> Result<Vec<ContributionId>, StorageError> {
    let rows: Vec<(String,)> = on!(tx, c => sqlx::query_as(BEFORE)
        .bind(id.to_string()).bind(SENDER).fetch_all(&mut **c).await)?;
    rows.iter()
        .map(|(id,)| read("contribution.id", id))
        .collect()
}
