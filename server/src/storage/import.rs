//! Storing rows of a file, many in one transaction, each once.

use super::contribution::{New, insert};
use super::{Db, StorageError, Tx, on};
use crate::clock;

/// What became of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is new.
    Added,
    /// It was there already, the same.
    Present,
    /// It was there already, with other content; what was stored stays.
    Changed,
}

/// What became of a row, and the reference of what is stored.
pub type Became = (Outcome, String);

/// Times a batch is tried again when a reference made up for it turns out to be taken.
const TRIES: usize = 3;

const KNOWN: &str = "SELECT body_hash, reference FROM contribution WHERE submission_key = $1";
const TAKEN: &str = "SELECT 1 FROM contribution WHERE reference = $1";

/// What `row` would become.
///
/// # Errors
/// When the database refuses.
pub async fn known(db: &Db, row: &New) -> Result<Became, StorageError> {
    let found: Option<(Option<String>, String)> =
        on!(db, p => sqlx::query_as(KNOWN).bind(&row.submission_key).fetch_optional(p).await)?;
    Ok(outcome(found, row))
}

/// Stores a batch whole or not at all. A row whose reference is taken gets another.
///
/// # Errors
/// When the database refuses.
pub async fn store(db: &Db, rows: &mut [New]) -> Result<Vec<Became>, StorageError> {
    for _ in 1..TRIES {
        match once(db, rows).await {
            // Somebody took a reference meanwhile; which one is found in the next round.
            Err(error) if error.is_duplicate() => {}
            done => return done,
        }
    }
    once(db, rows).await
}

async fn once(db: &Db, rows: &mut [New]) -> Result<Vec<Became>, StorageError> {
    let mut tx = db.begin().await?;
    let mut outcomes = Vec::with_capacity(rows.len());
    for row in rows {
        outcomes.push(one(&mut tx, row).await?);
    }
    tx.commit().await?;
    Ok(outcomes)
}

async fn one(tx: &mut Tx, row: &mut New) -> Result<Became, StorageError> {
    let found: Option<(Option<String>, String)> = on!(tx, c => sqlx::query_as(KNOWN)
        .bind(&row.submission_key).fetch_optional(&mut **c).await)?;
    if found.is_some() {
        return Ok(outcome(found, row));
    }
    while taken(tx, &row.reference).await? {
        row.reference = clock::reference();
    }
    let stored = insert(tx, row).await?;
    let outcome = match (stored.replay, stored.same_body) {
        (false, _) => Outcome::Added,
        (true, true) => Outcome::Present,
        (true, false) => Outcome::Changed,
    };
    Ok((outcome, stored.reference))
}

async fn taken(tx: &mut Tx, reference: &str) -> Result<bool, StorageError> {
    let found: Option<(i32,)> = on!(tx, c => sqlx::query_as(TAKEN)
        .bind(reference).fetch_optional(&mut **c).await)?;
    Ok(found.is_some())
}

fn outcome(found: Option<(Option<String>, String)>, row: &New) -> Became {
    match found {
        None => (Outcome::Added, row.reference.clone()),
        // An erased response has no hash any more: it is the same one.
        Some((None, reference)) => (Outcome::Present, reference),
        Some((Some(hash), reference)) if hash == row.body_hash => (Outcome::Present, reference),
        Some((_, reference)) => (Outcome::Changed, reference),
    }
}
