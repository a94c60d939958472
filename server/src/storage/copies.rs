//! Copies of a standard text: coded once, for every sender.
//!
//! A copy follows the text it was coded with, tie by tie, until somebody codes it by itself.

use super::coding_step::{self, State};
use super::{Db, StorageError, Tx, on, passage, read};
use crate::clock::ordered_id;
use domain::coding::Span;
use domain::id::{CampaignId, ConsultationId, TextItemId};

/// Copies of a standard text that say the same in the same place, the other conditions aside.
macro_rules! same {
    ($what:literal, $more:literal) => {
        concat!(
            "SELECT ",
            $what,
            " FROM text_item o JOIN contribution l ON l.id = o.contribution_id
  JOIN contribution c ON c.consultation_id = l.consultation_id JOIN text_item i ON i.contribution_id = c.id
  JOIN reading q ON q.text_item_id = i.id
WHERE o.id = $1 AND l.consultation_id = $2 AND l.capacity = 'campaign' AND c.capacity = 'campaign' AND i.id <> o.id
  AND i.body = o.body
  AND i.place = o.place AND COALESCE(i.question_id, '') = COALESCE(o.question_id, '')
  AND i.erased_at IS NULL AND i.screening NOT IN ('withheld', 'held') AND NOT EXISTS (SELECT 1 FROM audit_sample s
    WHERE s.text_item_id = i.id AND s.held_out AND q.verdict = '') AND ",
            $more
        )
    };
}

/// Nobody has said anything of it by itself.
const FREE: &str = same!(
    "i.id",
    "(q.copy_of = $1 OR (q.copy_of IS NULL AND q.verdict = '' AND NOT EXISTS (SELECT 1 FROM passage p
    JOIN theme_assignment a ON a.passage_id = p.id WHERE p.text_item_id = i.id AND a.decided_by IS NOT NULL))) ORDER BY i.id"
);
const COUNT: &str = same!(
    "COUNT(*)",
    "(q.copy_of = $1 OR (q.copy_of IS NULL AND q.verdict = ''))"
);
const FOLLOWERS: &str = "SELECT text_item_id FROM reading WHERE copy_of = $1 ORDER BY text_item_id";
const FOLLOWS: &str = "SELECT copy_of FROM reading WHERE text_item_id = $1";
const STAND_ALONE: &str = "UPDATE reading SET copy_of = NULL WHERE text_item_id = $1";
const FOLLOW: &str = "UPDATE reading SET copy_of = $2, verdict = $3, read_by = $4, read_at = $5 WHERE text_item_id = $1";
const FORGET: &str = "DELETE FROM theme_assignment WHERE id = $1";
const TIE: &str = "INSERT INTO theme_assignment (id, theme_id, passage_id, made_by, score, tie, decided_by, decided_at)
VALUES ($1, $2, $3, $4, NULL, $5, $6, $7)
ON CONFLICT (theme_id, passage_id) DO UPDATE SET tie = excluded.tie, decided_by = excluded.decided_by,
  decided_at = excluded.decided_at";
const READ_COPIES: &str = "SELECT q.text_item_id FROM reading q JOIN text_item i ON i.id = q.text_item_id
  JOIN campaign_member m ON m.contribution_id = i.contribution_id
WHERE m.campaign_id = $1 AND q.verdict <> '' AND q.copy_of IS NULL ORDER BY q.read_at, q.text_item_id";

/// How many other texts are coded with this one.
///
/// # Errors
/// When the database refuses.
pub async fn count(
    db: &Db,
    consultation: ConsultationId,
    text: TextItemId,
) -> Result<u64, StorageError> {
    let (count,): (i64,) = on!(db, p => sqlx::query_as(COUNT)
        .bind(text.to_string()).bind(consultation.to_string()).fetch_one(p).await)?;
    Ok(u64::try_from(count).unwrap_or_default())
}

/// Whether a text is coded with another.
///
/// # Errors
/// When the database refuses.
pub async fn follows(db: &Db, text: TextItemId) -> Result<bool, StorageError> {
    let row: Option<(Option<String>,)> =
        on!(db, p => sqlx::query_as(FOLLOWS).bind(text.to_string()).fetch_optional(p).await)?;
    Ok(row.is_some_and(|(of,)| of.is_some()))
}

/// Texts of a campaign that somebody has read, each by itself.
///
/// # Errors
/// When the database refuses.
pub async fn read_copies(
    tx: &mut Tx,
    campaign: CampaignId,
) -> Result<Vec<TextItemId>, StorageError> {
    let rows: Vec<(String,)> = on!(tx, c => sqlx::query_as(READ_COPIES).bind(campaign.to_string()).fetch_all(&mut **c).await)?;
    rows.into_iter()
        .map(|(id,)| read("reading.text_item_id", &id))
        .collect()
}

/// A person coded this text: it stands by itself from now on, and copies that say the same take its coding over. Those that
/// followed it go on following; new ones join once it is read. Gives the texts that changed.
///
/// # Errors
/// When the database refuses.
pub async fn lead(
    tx: &mut Tx,
    consultation: ConsultationId,
    text: TextItemId,
) -> Result<Vec<String>, StorageError> {
    let id = text.to_string();
    on!(tx, c => sqlx::query(STAND_ALONE).bind(&id).execute(&mut **c).await.map(drop))?;
    let Some(state) = coding_step::hold(tx, consultation, text).await? else {
        return Ok(Vec::new());
    };
    let copies: Vec<(String,)> = match state.verdict.is_empty() {
        true => on!(tx, c => sqlx::query_as(FOLLOWERS).bind(&id).fetch_all(&mut **c).await)?,
        false => on!(tx, c => sqlx::query_as(FREE).bind(&id).bind(consultation.to_string())
            .fetch_all(&mut **c).await)?,
    };
    let mut changed = Vec::new();
    for (copy,) in copies {
        let copy: TextItemId = read("reading.text_item_id", &copy)?;
        follow(tx, consultation, (text, &state), copy).await?;
        changed.push(copy.to_string());
    }
    Ok(changed)
}

async fn follow(
    tx: &mut Tx,
    consultation: ConsultationId,
    (lead, state): (TextItemId, &State),
    copy: TextItemId,
) -> Result<(), StorageError> {
    let Some(own) = coding_step::hold(tx, consultation, copy).await? else {
        return Ok(());
    };
    let place = |n: i64| usize::try_from(n).unwrap_or_default();
    let same = |a: &coding_step::TieState, b: &coding_step::TieState| {
        (&a.theme_id, a.starts, a.ends) == (&b.theme_id, b.starts, b.ends)
    };
    for gone in &own.ties {
        if !state.ties.iter().any(|tie| same(tie, gone)) {
            on!(tx, c => sqlx::query(FORGET).bind(&gone.id).execute(&mut **c).await.map(drop))?;
        }
    }
    for tie in &state.ties {
        let span = Span {
            start: place(tie.starts),
            end: place(tie.ends),
        };
        let passage = passage::at(tx, copy, span).await?;
        on!(tx, c => sqlx::query(TIE)
            .bind(ordered_id().to_string()).bind(&tie.theme_id).bind(passage.to_string()).bind(&tie.made_by)
            .bind(&tie.tie).bind(&tie.decided_by).bind(&tie.decided_at)
            .execute(&mut **c).await.map(drop))?;
    }
    on!(tx, c => sqlx::query(FOLLOW)
        .bind(copy.to_string()).bind(lead.to_string()).bind(&state.verdict).bind(&state.read_by).bind(&state.read_at)
        .execute(&mut **c).await.map(drop))?;
    Ok(())
}
