//! Texts that have come and that the engine has not looked at yet, or looked at in an earlier version. Those of a
//! consultation from which everything was removed that could identify a person are left alone.

use super::{Db, StorageError, Tx, on, passage, read};
use domain::coding::Span;
use domain::id::{ConsultationId, TextItemId};

// Either side of the engine's name, not "other than": both sides can use the index, and nearly every text has just it.
// For the same reason the consultation is compared in a way that no index can be used for.
macro_rules! waiting {
    ($what:literal, $more:literal) => {
        concat!(
            "SELECT ",
            $what,
            " FROM text_item i JOIN contribution c ON c.id = i.contribution_id
WHERE (i.noticed < $1 OR i.noticed > $1) AND i.erased_at IS NULL AND i.body <> ''
  AND NOT EXISTS (SELECT 1 FROM retention n WHERE n.consultation_id = c.consultation_id) ",
            $more
        )
    };
}

const SOME: &str = waiting!("i.id, i.body", "AND c.consultation_id || '' = $2 LIMIT $3");
const COUNT: &str = waiting!("COUNT(*)", "AND c.consultation_id || '' = $2");
const NOTICED: &str = "UPDATE text_item SET noticed = $2 WHERE id = $1 AND erased_at IS NULL";
const FORGET_FLAGS: &str = "DELETE FROM personal_data_flag WHERE passage_id IN
  (SELECT p.id FROM passage p WHERE p.text_item_id = $1)";
const FLAG: &str = "INSERT INTO personal_data_flag (passage_id, kind) VALUES ($1, $2)
ON CONFLICT (passage_id, kind) DO NOTHING";

/// Some of the texts of a consultation that this engine has not looked at.
///
/// # Errors
/// When the database refuses.
pub async fn some(
    db: &Db,
    of: ConsultationId,
    engine: &str,
    most: u32,
) -> Result<Vec<(TextItemId, String)>, StorageError> {
    let rows: Vec<(String, String)> = on!(db, p => sqlx::query_as(SOME)
        .bind(engine).bind(of.to_string()).bind(i64::from(most)).fetch_all(p).await)?;
    rows.into_iter()
        .map(|(id, body)| Ok((read("text_item.id", &id)?, body)))
        .collect()
}

/// How many there are.
///
/// # Errors
/// When the database refuses.
pub async fn count(db: &Db, of: ConsultationId, engine: &str) -> Result<u64, StorageError> {
    let (count,): (i64,) = on!(db, p => sqlx::query_as(COUNT)
        .bind(engine).bind(of.to_string()).fetch_one(p).await)?;
    Ok(u64::try_from(count).unwrap_or_default())
}

/// Notes that the engine has looked at a text, and the spans in it that may identify a person. False when it was erased
/// meanwhile.
///
/// # Errors
/// When the database refuses.
pub async fn noticed(
    tx: &mut Tx,
    text: TextItemId,
    engine: &str,
    flags: &[(Span, &'static str)],
) -> Result<bool, StorageError> {
    let id = text.to_string();
    let done = on!(tx, c => sqlx::query(NOTICED).bind(&id).bind(engine)
        .execute(&mut **c).await.map(|done| done.rows_affected()))?;
    if done == 0 {
        return Ok(false);
    }
    on!(tx, c => sqlx::query(FORGET_FLAGS).bind(&id).execute(&mut **c).await.map(drop))?;
    for (span, kind) in flags {
        let passage = passage::at(tx, text, *span).await?;
        on!(tx, c => sqlx::query(FLAG).bind(passage.to_string()).bind(*kind)
            .execute(&mut **c).await.map(drop))?;
    }
    Ok(true)
}
