//! The register of schools.

use super::counting::counts;
use super::{Db, StorageError, Tx, containing, on, read};
use domain::id::ConsultationId;
use domain::school::{Listed, School, Urn, Wanted, fold};
use std::collections::BTreeMap;

/// Most schools that are looked at for one that somebody means. All of England has fewer of any one word that tells
/// schools apart.
const LOOKED_AT: i64 = 2_000;

#[derive(sqlx::FromRow)]
struct SchoolRow {
    urn: String,
    name: String,
    phase: String,
    kind: String,
    status: String,
    town: String,
    postcode: String,
    authority: String,
}

impl TryFrom<SchoolRow> for School {
    type Error = StorageError;
    fn try_from(row: SchoolRow) -> Result<Self, StorageError> {
        Ok(Self {
            urn: read("school.urn", &row.urn)?,
            name: row.name,
            phase: row.phase,
            kind: row.kind,
            status: row.status,
            town: row.town,
            postcode: row.postcode,
            authority: row.authority,
        })
    }
}

const ALL: &str =
    "SELECT urn, name, phase, kind, status, town, postcode, authority FROM school ORDER BY urn";
const BY_URN: &str =
    "SELECT urn, name, phase, kind, status, town, postcode, authority FROM school WHERE urn = $1";
const LIKELY: &str = "SELECT urn, name, phase, kind, status, town, postcode, authority FROM school
WHERE folded = $1 OR words LIKE $2 ESCAPE '\\' ORDER BY CASE WHEN folded = $1 THEN 0 ELSE 1 END, urn LIMIT $3";
const COUNT: &str = "SELECT COUNT(*) FROM school WHERE urn = $1 OR words LIKE $2 ESCAPE '\\'";
const PAGE: &str = "SELECT urn, name, phase, kind, status, town, postcode, authority FROM school
WHERE urn = $1 OR words LIKE $2 ESCAPE '\\' ORDER BY folded, urn LIMIT $3 OFFSET $4";
const PUT: &str = "INSERT INTO school (urn, name, phase, kind, status, town, postcode, authority, folded, words)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
ON CONFLICT (urn) DO UPDATE SET name = excluded.name, phase = excluded.phase, kind = excluded.kind,
  status = excluded.status, town = excluded.town, postcode = excluded.postcode, authority = excluded.authority,
  folded = excluded.folded, words = excluded.words";

const HEARD: &str =
    "INSERT INTO school_heard (consultation_id, urn) VALUES ($1, $2) ON CONFLICT DO NOTHING";
const HEARD_FROM_STAFF: &str =
    "SELECT s.urn, s.name, s.town FROM school_heard h JOIN school s ON s.urn = h.urn
WHERE h.consultation_id = $1 ORDER BY s.folded, s.urn";
const HEARD_FROM: &str = concat!(
    "SELECT s.urn, s.name, s.town, COUNT(*) FROM contribution c JOIN school s ON s.urn = c.urn
WHERE c.consultation_id = $1 AND c.capacity = 'organisation' AND ",
    counts!(),
    " GROUP BY s.urn, s.name, s.town, s.folded ORDER BY s.folded, s.urn"
);

/// Every school, by its number.
///
/// # Errors
/// When the database refuses.
pub async fn all(db: &Db) -> Result<BTreeMap<Urn, School>, StorageError> {
    let rows: Vec<SchoolRow> = on!(db, p => sqlx::query_as(ALL).fetch_all(p).await)?;
    let schools = rows.into_iter().map(School::try_from);
    schools.map(|school| school.map(|s| (s.urn, s))).collect()
}

/// A school by its number.
///
/// # Errors
/// When the database refuses.
pub async fn by_urn(db: &Db, urn: Urn) -> Result<Option<School>, StorageError> {
    let row: Option<SchoolRow> =
        on!(db, p => sqlx::query_as(BY_URN).bind(urn.to_string()).fetch_optional(p).await)?;
    row.map(TryInto::try_into).transpose()
}

/// Schools that somebody may mean; `domain::school::find` says which.
///
/// # Errors
/// When the database refuses.
pub async fn likely(db: &Db, typed: &str) -> Result<Vec<School>, StorageError> {
    let (folded, longest) = match Wanted::of(typed) {
        Wanted::Nothing => return Ok(Vec::new()),
        Wanted::Number(urn) => return Ok(by_urn(db, urn).await?.into_iter().collect()),
        Wanted::Name { folded, longest } => (folded, longest),
    };
    let rows: Vec<SchoolRow> = on!(db, p => sqlx::query_as(LIKELY)
        .bind(&folded).bind(containing(&format!(" {longest}"))).bind(LOOKED_AT).fetch_all(p).await)?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// How many schools have these words in their name, town or postcode, or this number. No words: all.
///
/// # Errors
/// When the database refuses.
pub async fn count(db: &Db, words: &str) -> Result<usize, StorageError> {
    let (urn, like) = sought(words);
    let (count,): (i64,) =
        on!(db, p => sqlx::query_as(COUNT).bind(&urn).bind(&like).fetch_one(p).await)?;
    Ok(usize::try_from(count).unwrap_or_default())
}

/// Some of them by name: `limit` after `skip`.
///
/// # Errors
/// When the database refuses.
pub async fn page(
    db: &Db,
    words: &str,
    (limit, skip): (usize, usize),
) -> Result<Vec<School>, StorageError> {
    let (urn, like) = sought(words);
    let rows: Vec<SchoolRow> = on!(db, p => sqlx::query_as(PAGE).bind(&urn).bind(&like)
        .bind(i64::try_from(limit).unwrap_or(i64::MAX)).bind(i64::try_from(skip).unwrap_or(i64::MAX))
        .fetch_all(p).await)?;
    rows.into_iter().map(TryInto::try_into).collect()
}

fn sought(words: &str) -> (String, String) {
    match Urn::parse(words) {
        Ok(urn) => (urn.to_string(), containing(&format!(" {urn}"))),
        // Each word in its turn, whatever stands between: a name, then a town.
        Err(_) => (String::new(), containing(&fold(words)).replace(' ', "%")),
    }
}

/// Adds a school, or puts what is known of it now in place of what was.
///
/// # Errors
/// When the database refuses.
pub async fn put(tx: &mut Tx, school: &School) -> Result<(), StorageError> {
    on!(tx, c => sqlx::query(PUT)
        .bind(school.urn.to_string()).bind(&school.name).bind(&school.phase).bind(&school.kind).bind(&school.status)
        .bind(&school.town).bind(&school.postcode).bind(&school.authority).bind(fold(&school.name))
        .bind(school.words())
        .execute(&mut **c).await.map(drop))?;
    Ok(())
}

/// Notes that somebody who works at a school answered for themselves: once, however many do, and joined to nothing.
///
/// # Errors
/// When the database refuses.
pub async fn heard(
    tx: &mut Tx,
    consultation: ConsultationId,
    urn: Urn,
) -> Result<(), StorageError> {
    on!(tx, c => sqlx::query(HEARD).bind(consultation.to_string()).bind(urn.to_string())
        .execute(&mut **c).await.map(drop))?;
    Ok(())
}

/// The schools where somebody works who answered for themselves, by name.
///
/// # Errors
/// When the database refuses.
pub async fn heard_from_staff(
    db: &Db,
    consultation: ConsultationId,
) -> Result<Vec<Listed>, StorageError> {
    let rows: Vec<(String, String, String)> = on!(db, p => sqlx::query_as(HEARD_FROM_STAFF)
        .bind(consultation.to_string()).fetch_all(p).await)?;
    rows.into_iter().map(listed).collect()
}

/// The schools that answered as schools, by name, with how many responses each sent.
///
/// # Errors
/// When the database refuses.
pub async fn heard_from(
    db: &Db,
    consultation: ConsultationId,
) -> Result<Vec<(Listed, u64)>, StorageError> {
    let rows: Vec<(String, String, String, i64)> = on!(db, p => sqlx::query_as(HEARD_FROM)
        .bind(consultation.to_string()).fetch_all(p).await)?;
    let counted = |(urn, name, town, count)| {
        let count = u64::try_from(count).unwrap_or_default();
        Ok((listed((urn, name, town))?, count))
    };
    rows.into_iter().map(counted).collect()
}

fn listed((urn, name, town): (String, String, String)) -> Result<Listed, StorageError> {
    let urn = read("school.urn", &urn)?;
    Ok(Listed { urn, name, town })
}
