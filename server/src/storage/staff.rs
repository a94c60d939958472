//! Staff, what they were granted, and their failed sign-ins.

use super::{Db, StorageError, Tx, moment, on, read, stamp, word};
use crate::clock::ordered_id;
use domain::access::{Grant, Role, Staff};
use domain::id::{ConsultationId, StaffId};
use domain::text::Email;
use jiff::Timestamp;

/// A member of staff with what sign-in needs.
#[derive(Clone, Debug)]
pub struct Account {
    /// Who, with grants.
    pub staff: Staff,
    /// Argon2id, in PHC form. Never logged.
    pub password_hash: String,
    /// Wrong passwords since the last right one.
    pub failures: i64,
    /// No sign-in before this moment.
    pub locked_until: Option<Timestamp>,
    /// May not sign in any more.
    pub disabled: bool,
}

#[derive(sqlx::FromRow)]
struct AccountRow {
    id: String,
    email: String,
    name: String,
    password_hash: String,
    failures: i64,
    locked_until: Option<String>,
    disabled_at: Option<String>,
}

const BY_EMAIL: &str = "SELECT id, email, name, password_hash, failures, locked_until, disabled_at FROM staff WHERE email = $1";
const BY_ID: &str = "SELECT id, email, name, password_hash, failures, locked_until, disabled_at FROM staff WHERE id = $1";
const ALL: &str = "SELECT id, email, name, password_hash, failures, locked_until, disabled_at FROM staff ORDER BY email";
const GRANTS: &str =
    "SELECT role, consultation_id FROM staff_grant WHERE staff_id = $1 ORDER BY id";
const INSERT: &str =
    "INSERT INTO staff (id, email, name, password_hash, failures, locked_until, created_at, disabled_at)
VALUES ($1, $2, $3, $4, 0, NULL, $5, NULL)";
const GRANT: &str =
    "INSERT INTO staff_grant (id, staff_id, role, consultation_id) VALUES ($1, $2, $3, $4)";
const TRIED: &str = "UPDATE staff SET failures = $2, locked_until = $3 WHERE id = $1";
const DISABLE: &str = "UPDATE staff SET disabled_at = $2 WHERE id = $1";

/// The account with this e-mail.
///
/// # Errors
/// When the database refuses.
pub async fn by_email(db: &Db, email: &Email) -> Result<Option<Account>, StorageError> {
    let row: Option<AccountRow> =
        on!(db, p => sqlx::query_as(BY_EMAIL).bind(email.as_str()).fetch_optional(p).await)?;
    match row {
        Some(row) => Ok(Some(account(db, row).await?)),
        None => Ok(None),
    }
}

/// The account with this id.
///
/// # Errors
/// When the database refuses.
pub async fn by_id(db: &Db, id: StaffId) -> Result<Option<Account>, StorageError> {
    let row: Option<AccountRow> =
        on!(db, p => sqlx::query_as(BY_ID).bind(id.to_string()).fetch_optional(p).await)?;
    match row {
        Some(row) => Ok(Some(account(db, row).await?)),
        None => Ok(None),
    }
}

/// Every account, by e-mail.
///
/// # Errors
/// When the database refuses.
pub async fn all(db: &Db) -> Result<Vec<Account>, StorageError> {
    let rows: Vec<AccountRow> = on!(db, p => sqlx::query_as(ALL).fetch_all(p).await)?;
    let mut accounts = Vec::with_capacity(rows.len());
    for row in rows {
        accounts.push(account(db, row).await?);
    }
    Ok(accounts)
}

async fn account(db: &Db, row: AccountRow) -> Result<Account, StorageError> {
    let rows: Vec<(String, Option<String>)> =
        on!(db, p => sqlx::query_as(GRANTS).bind(&row.id).fetch_all(p).await)?;
    let mut grants = Vec::with_capacity(rows.len());
    for (role, consultation) in rows {
        let consultation: Option<ConsultationId> = consultation
            .map(|id| read("staff_grant.consultation_id", &id))
            .transpose()?;
        grants.push(Grant {
            role: word("staff_grant.role", &role, Role::parse)?,
            consultation,
        });
    }
    Ok(Account {
        staff: Staff {
            id: read("staff.id", &row.id)?,
            name: row.name,
            email: read("staff.email", &row.email)?,
            grants,
        },
        password_hash: row.password_hash,
        failures: row.failures,
        locked_until: row
            .locked_until
            .map(|at| moment("staff.locked_until", &at))
            .transpose()?,
        disabled: row.disabled_at.is_some(),
    })
}

/// Adds an account without grants.
///
/// # Errors
/// [`StorageError::is_duplicate`] when the e-mail is taken.
pub async fn insert(
    tx: &mut Tx,
    id: StaffId,
    (email, name): (&Email, &str),
    password_hash: &str,
    at: Timestamp,
) -> Result<(), StorageError> {
    on!(tx, c => sqlx::query(INSERT)
        .bind(id.to_string()).bind(email.as_str()).bind(name).bind(password_hash).bind(stamp(at))
        .execute(&mut **c).await.map(drop))?;
    Ok(())
}

/// Grants a role, for one consultation or for all.
///
/// # Errors
/// When the database refuses.
pub async fn grant(tx: &mut Tx, id: StaffId, grant: Grant) -> Result<(), StorageError> {
    on!(tx, c => sqlx::query(GRANT)
        .bind(ordered_id().to_string()).bind(id.to_string()).bind(grant.role.as_str())
        .bind(grant.consultation.map(|c| c.to_string()))
        .execute(&mut **c).await.map(drop))?;
    Ok(())
}

/// Notes how many tries have failed, and until when no more are taken.
///
/// # Errors
/// When the database refuses.
pub async fn tried(
    tx: &mut Tx,
    id: StaffId,
    failures: i64,
    locked_until: Option<Timestamp>,
) -> Result<(), StorageError> {
    on!(tx, c => sqlx::query(TRIED)
        .bind(id.to_string()).bind(failures).bind(locked_until.map(stamp))
        .execute(&mut **c).await.map(drop))?;
    Ok(())
}

/// Ends an account. What it did stays.
///
/// # Errors
/// When the database refuses.
pub async fn disable(tx: &mut Tx, id: StaffId, at: Timestamp) -> Result<(), StorageError> {
    on!(tx, c => sqlx::query(DISABLE).bind(id.to_string()).bind(stamp(at))
        .execute(&mut **c).await.map(drop))?;
    Ok(())
}
