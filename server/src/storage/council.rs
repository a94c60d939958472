//! The council whose database this is, and keys that must survive a restart.

use super::{Db, StorageError, Tx, json, on, to_json};
use domain::council::Council;

const READ: &str = "SELECT details, demo FROM council WHERE id = 'council'";
const WRITE: &str = "INSERT INTO council (id, details, demo) VALUES ('council', $1, $2)
ON CONFLICT (id) DO UPDATE SET details = excluded.details, demo = excluded.demo";
const SETTING: &str = "SELECT value FROM setting WHERE name = $1";
const SET: &str = "INSERT INTO setting (name, value) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING";

/// The council, and whether it is the demo one. None in an empty database.
///
/// # Errors
/// When the database refuses.
pub async fn read(db: &Db) -> Result<Option<(Council, bool)>, StorageError> {
    let row: Option<(String, bool)> = on!(db, p => sqlx::query_as(READ).fetch_optional(p).await)?;
    row.map(|(details, demo)| Ok((json("council.details", &details)?, demo)))
        .transpose()
}

/// Writes the council.
///
/// # Errors
/// When the database refuses.
pub async fn write(tx: &mut Tx, council: &Council, demo: bool) -> Result<(), StorageError> {
    let details = to_json("council.details", council)?;
    on!(tx, c => sqlx::query(WRITE).bind(&details).bind(demo).execute(&mut **c).await.map(drop))?;
    Ok(())
}

/// A kept value, if there is one.
///
/// # Errors
/// When the database refuses.
pub async fn find(db: &Db, name: &str) -> Result<Option<String>, StorageError> {
    let row: Option<(String,)> =
        on!(db, p => sqlx::query_as(SETTING).bind(name).fetch_optional(p).await)?;
    Ok(row.map(|(value,)| value))
}

/// A kept value, made by `fresh` the first time anybody asks.
///
/// # Errors
/// When the database refuses.
pub async fn setting(db: &Db, name: &str, fresh: fn() -> String) -> Result<String, StorageError> {
    on!(db, p => sqlx::query(SET).bind(name).bind(fresh()).execute(p).await.map(drop))?;
    let (value,): (String,) = on!(db, p => sqlx::query_as(SETTING).bind(name).fetch_one(p).await)?;
    Ok(value)
}
