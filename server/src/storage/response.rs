//! Contributions as officers list and read them.

use super::typing::TypingRow;
use super::{Db, StorageError, moment, on, read, screening, word};
use domain::contribution::{Capacity, Channel, Consent, Form};
use domain::document::Stance;
use domain::id::{
    ClauseId, ConsultationId, ContributionId, DocumentVersionId, TextItemId, VersionId,
};
use domain::redaction::struck;
use domain::school::Urn;
use domain::text::{AudienceId, Language};
use domain::typing::Typing;
use futures::TryStreamExt as _;
use jiff::Timestamp;
use std::borrow::Cow;
use std::collections::BTreeSet;

/// Which contributions a list holds. An empty word stands for any.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// Id of the audience.
    pub audience: String,
    /// For whom they speak.
    pub capacity: String,
    /// How it came.
    pub channel: String,
    /// What it is.
    pub form: String,
    /// The question that asks where somebody lives, and the option picked.
    pub place: (String, String),
    /// State of one of its texts.
    pub screening: String,
    /// Only those that came after closing.
    pub late: bool,
    /// Number of the school.
    pub urn: String,
    /// Whether the sender said that they may answer for the organisation: `yes`, `no` or `not-said`.
    pub authorised: String,
}

/// A contribution.
#[derive(Clone, Debug)]
pub struct Row {
    /// Its id.
    pub id: ContributionId,
    /// Where it belongs.
    pub consultation: ConsultationId,
    /// The version it answers.
    pub version: VersionId,
    /// Eight characters shown to the sender.
    pub reference: String,
    /// What it is.
    pub form: Form,
    /// How it came.
    pub channel: Channel,
    /// For whom they speak.
    pub capacity: Capacity,
    /// Name of the organisation or group.
    pub organisation: String,
    /// Number of the organisation, where it is a school of the register.
    pub urn: Option<Urn>,
    /// Whether the sender said that they may answer for the organisation; none when nobody asked.
    pub authorised: Option<bool>,
    /// How many responses of the consultation came from that school, this one counted; 0 without one.
    pub of_school: i64,
    /// People a group stands for.
    pub group_size: Option<i64>,
    /// Who typed it.
    pub typing: Typing,
    /// Whose questions were answered.
    pub audience: Option<AudienceId>,
    /// The language they wrote in.
    pub language: Language,
    /// When it reached the council.
    pub received: Timestamp,
    /// When it was put in.
    pub entered: Timestamp,
    /// Who put it in, when not the sender.
    pub entered_by: Option<String>,
    /// After closing.
    pub late: bool,
    /// What may be done with the words.
    pub consent: Consent,
    /// When its words were blanked.
    pub erased: Option<Timestamp>,
    /// Reference of the one that counts in its place, where the same person answered again.
    pub replaced_by: Option<String>,
    /// Texts nobody has looked at.
    pub unscreened: i64,
    /// The first text that may be read here, and how it begins; what is covered in it is not struck out.
    pub opening: Option<(TextItemId, String)>,
}

#[derive(sqlx::FromRow)]
struct ResponseRow {
    id: String,
    consultation_id: String,
    version_id: String,
    reference: String,
    form: String,
    channel: String,
    capacity: String,
    organisation: String,
    urn: Option<String>,
    authorised: Option<bool>,
    of_school: i64,
    group_size: Option<i64>,
    #[sqlx(flatten)]
    typing: TypingRow,
    audience: Option<String>,
    language: String,
    received_at: String,
    entered_at: String,
    entered_by: Option<String>,
    late: bool,
    consent_quote: bool,
    consent_publish: bool,
    erased_at: Option<String>,
    replaced_by: Option<String>,
    unscreened: i64,
    opening_of: Option<String>,
    opening: Option<String>,
}

impl TryFrom<ResponseRow> for Row {
    type Error = StorageError;
    fn try_from(row: ResponseRow) -> Result<Self, StorageError> {
        let audience = row.audience.as_deref();
        let erased = row.erased_at.as_deref();
        Ok(Self {
            id: read("contribution.id", &row.id)?,
            consultation: read("contribution.consultation_id", &row.consultation_id)?,
            version: read("contribution.version_id", &row.version_id)?,
            reference: row.reference,
            form: word("contribution.form", &row.form, Form::parse)?,
            channel: word("contribution.channel", &row.channel, Channel::parse)?,
            capacity: word("contribution.capacity", &row.capacity, Capacity::parse)?,
            organisation: row.organisation,
            urn: row
                .urn
                .as_deref()
                .map(|urn| read("contribution.urn", urn))
                .transpose()?,
            authorised: row.authorised,
            of_school: row.of_school,
            group_size: row.group_size,
            typing: row.typing.try_into()?,
            audience: audience
                .map(|id| read("contribution.audience", id))
                .transpose()?,
            language: read("contribution.language", &row.language)?,
            received: moment("contribution.received_at", &row.received_at)?,
            entered: moment("contribution.entered_at", &row.entered_at)?,
            entered_by: row.entered_by,
            late: row.late,
            consent: Consent {
                quote: row.consent_quote,
                publish: row.consent_publish,
            },
            erased: erased
                .map(|at| moment("contribution.erased_at", at))
                .transpose()?,
            replaced_by: row.replaced_by,
            unscreened: row.unscreened,
            opening: match row.opening_of.zip(row.opening) {
                Some((text, words)) => Some((read("text_item.id", &text)?, words)),
                None => None,
            },
        })
    }
}

/// `contribution c` with its first text that whoever reads responses may read.
macro_rules! from {
    () => {
        " FROM contribution c LEFT JOIN text_item f ON f.id = (SELECT x.id FROM text_item x
    WHERE x.contribution_id = c.id AND x.body <> '' AND x.screening <> 'held' ORDER BY x.place, x.question_id, x.id LIMIT 1) "
    };
}

/// The columns of [`ResponseRow`].
macro_rules! columns {
    () => {
        "c.id, c.consultation_id, c.version_id, c.reference, c.form, c.channel, c.capacity, c.organisation, c.group_size, c.audience,
  c.typing, c.typist, c.whose_words, c.agreed,
  c.language, c.received_at, c.entered_at, c.entered_by, c.late, c.consent_quote, c.consent_publish, c.erased_at, c.urn, c.authorised,
  CASE WHEN c.urn IS NULL THEN 0
    ELSE (SELECT COUNT(*) FROM contribution o WHERE o.consultation_id = c.consultation_id AND o.urn = c.urn) END AS of_school,
  (SELECT r.reference FROM contribution r WHERE r.id = c.replaced_by) AS replaced_by,
  (SELECT COUNT(*) FROM text_item x WHERE x.contribution_id = c.id AND x.screening = 'unscreened') AS unscreened,
  f.id AS opening_of, SUBSTR(f.body, 1, 200) AS opening"
    };
}

/// What [`Wanted`] asks, of `contribution c`.
macro_rules! wanted {
    () => {
        "c.consultation_id = $1 AND ($2 = '' OR c.audience = $2) AND ($3 = '' OR c.capacity = $3)
  AND ($4 = '' OR c.channel = $4) AND ($5 = '' OR c.form = $5)
  AND ($7 = '' OR EXISTS (SELECT 1 FROM answer a WHERE a.contribution_id = c.id AND a.question_id = $6 AND a.option_id = $7))
  AND ($8 = '' OR EXISTS (SELECT 1 FROM text_item x WHERE x.contribution_id = c.id AND x.screening = $8))
  AND ($9 = '' OR c.late) AND ($10 = '' OR c.urn = $10)
  AND ($11 = '' OR ($11 = 'yes' AND c.authorised) OR ($11 = 'no' AND NOT c.authorised)
    OR ($11 = 'not-said' AND c.capacity = 'organisation' AND c.authorised IS NULL))"
    };
}

const COUNT: &str = concat!("SELECT COUNT(*) FROM contribution c WHERE ", wanted!());
// Which come first is found before anything is worked out for them: else it would be worked out for all.
const PAGE: &str = concat!(
    "SELECT ",
    columns!(),
    from!(),
    "WHERE c.id IN (SELECT c.id FROM contribution c WHERE ",
    wanted!(),
    " ORDER BY c.received_at DESC, c.id LIMIT $12 OFFSET $13) ORDER BY c.received_at DESC, c.id"
);
const ONE: &str = concat!(
    "SELECT ",
    columns!(),
    from!(),
    "WHERE c.consultation_id = $1 AND c.reference = $2"
);
const OF_SCHOOL: &str =
    "SELECT reference FROM contribution WHERE consultation_id = $1 AND urn = $2 AND id <> $3
ORDER BY received_at, id";
const BY_ID: &str = concat!(
    "SELECT ",
    columns!(),
    from!(),
    "WHERE c.consultation_id = $1 AND c.id = $2"
);
const BODIES: &str = "SELECT x.contribution_id, x.id, x.body FROM text_item x JOIN contribution c ON c.id = x.contribution_id
WHERE c.consultation_id = $1 AND x.body <> '' AND x.screening <> 'held'";
const UNSCREENED: &str =
    "SELECT COUNT(*) FROM text_item x JOIN contribution c ON c.id = x.contribution_id
WHERE c.consultation_id = $1 AND x.screening = 'unscreened'";
macro_rules! next {
    ($where:literal) => {
        concat!(
            "SELECT c.reference FROM contribution c WHERE c.consultation_id = $1 AND c.id <> $2 ",
            $where,
            " AND EXISTS (SELECT 1 FROM text_item x WHERE x.contribution_id = c.id AND x.screening = 'unscreened')
ORDER BY c.received_at DESC, c.id LIMIT 1"
        )
    };
}
// What came with it or before, without a condition that keeps the index from being used; else the latest of all.
const NEXT: &str = next!("AND c.received_at <= $3 AND NOT (c.received_at = $3 AND c.id < $2)");
const LATEST: &str = next!("");
const ANSWERS: &str = "SELECT question_id, option_id, number FROM answer
WHERE contribution_id = $1 AND (option_id IS NOT NULL OR number IS NOT NULL) ORDER BY question_id, position";
const COMMENTS: &str =
    "SELECT document_version_id, clause_id, stance, text_item_id, suggestion_text_item_id
FROM clause_comment WHERE contribution_id = $1 ORDER BY id";

/// How many contributions a list holds.
///
/// # Errors
/// When the database refuses.
pub async fn count(
    db: &Db,
    consultation: ConsultationId,
    wanted: &Wanted,
) -> Result<usize, StorageError> {
    let late = if wanted.late { "yes" } else { "" };
    let (count,): (i64,) = on!(db, p => sqlx::query_as(COUNT)
        .bind(consultation.to_string()).bind(&wanted.audience).bind(&wanted.capacity).bind(&wanted.channel)
        .bind(&wanted.form).bind(&wanted.place.0).bind(&wanted.place.1).bind(&wanted.screening).bind(late)
        .bind(&wanted.urn).bind(&wanted.authorised)
        .fetch_one(p).await)?;
    Ok(usize::try_from(count).unwrap_or_default())
}

/// Some contributions of a list, newest first: `limit` of them after `skip`.
///
/// # Errors
/// When the database refuses.
pub async fn page(
    db: &Db,
    consultation: ConsultationId,
    wanted: &Wanted,
    (limit, skip): (usize, usize),
) -> Result<Vec<Row>, StorageError> {
    let late = if wanted.late { "yes" } else { "" };
    let rows: Vec<ResponseRow> = on!(db, p => sqlx::query_as(PAGE)
        .bind(consultation.to_string()).bind(&wanted.audience).bind(&wanted.capacity).bind(&wanted.channel)
        .bind(&wanted.form).bind(&wanted.place.0).bind(&wanted.place.1).bind(&wanted.screening).bind(late)
        .bind(&wanted.urn).bind(&wanted.authorised)
        .bind(i64::try_from(limit).unwrap_or(i64::MAX)).bind(i64::try_from(skip).unwrap_or(i64::MAX))
        .fetch_all(p).await)?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// References of the other contributions that came from the same school, oldest first.
///
/// # Errors
/// When the database refuses.
pub async fn others_of_school(db: &Db, row: &Row) -> Result<Vec<String>, StorageError> {
    let Some(urn) = row.urn else {
        return Ok(Vec::new());
    };
    let rows: Vec<(String,)> = on!(db, p => sqlx::query_as(OF_SCHOOL)
        .bind(row.consultation.to_string()).bind(urn.to_string()).bind(row.id.to_string()).fetch_all(p).await)?;
    Ok(rows.into_iter().map(|(reference,)| reference).collect())
}

/// Contributions with a text that holds `words`, whatever their case, where nothing covers them. Compared here and not
/// in SQL: one of the databases knows no capital letter beyond Z.
///
/// # Errors
/// When the database refuses.
pub async fn saying(
    db: &Db,
    consultation: ConsultationId,
    words: &str,
) -> Result<BTreeSet<ContributionId>, StorageError> {
    let words = words.to_lowercase();
    let covers = screening::all_redactions(db, consultation).await?;
    let mut found = BTreeSet::new();
    on!(db, p => {
        let mut bodies = sqlx::query_as::<_, (String, String, String)>(BODIES).bind(consultation.to_string()).fetch(p);
        while let Some((id, text, body)) = bodies.try_next().await? {
            let covers = covers.get(&read("text_item.id", &text)?);
            let open = covers.map_or(Cow::Borrowed(body.as_str()), |covers| Cow::Owned(struck(&body, covers)));
            if open.to_lowercase().contains(&words) {
                found.insert(read("contribution.id", &id)?);
            }
        }
    });
    Ok(found)
}

/// One contribution of a consultation.
///
/// # Errors
/// When the database refuses.
pub async fn one(
    db: &Db,
    consultation: ConsultationId,
    reference: &str,
) -> Result<Option<Row>, StorageError> {
    let row: Option<ResponseRow> = on!(db, p => sqlx::query_as(ONE)
        .bind(consultation.to_string()).bind(reference).fetch_optional(p).await)?;
    row.map(TryInto::try_into).transpose()
}

/// The same, by its id.
///
/// # Errors
/// When the database refuses.
pub async fn by_id(
    db: &Db,
    consultation: ConsultationId,
    id: ContributionId,
) -> Result<Option<Row>, StorageError> {
    let row: Option<ResponseRow> = on!(db, p => sqlx::query_as(BY_ID)
        .bind(consultation.to_string()).bind(id.to_string()).fetch_optional(p).await)?;
    row.map(TryInto::try_into).transpose()
}

/// How many texts of a consultation nobody has looked at.
///
/// # Errors
/// When the database refuses.
pub async fn unscreened(db: &Db, consultation: ConsultationId) -> Result<usize, StorageError> {
    let (count,): (i64,) = on!(db, p => sqlx::query_as(UNSCREENED)
        .bind(consultation.to_string()).fetch_one(p).await)?;
    Ok(usize::try_from(count).unwrap_or_default())
}

/// The reference of the next contribution down the list with a text nobody has looked at; from the top again after
/// the last.
///
/// # Errors
/// When the database refuses.
pub async fn next_unscreened(
    db: &Db,
    consultation: ConsultationId,
    after: &Row,
) -> Result<Option<String>, StorageError> {
    let (of, this) = (consultation.to_string(), after.id.to_string());
    let next: Option<(String,)> = on!(db, p => sqlx::query_as(NEXT)
        .bind(&of).bind(&this).bind(super::stamp(after.received)).fetch_optional(p).await)?;
    let next = match next {
        Some(next) => Some(next),
        None => on!(db, p => sqlx::query_as(LATEST).bind(&of).bind(&this).fetch_optional(p).await)?,
    };
    Ok(next.map(|(reference,)| reference))
}

/// An option picked or a number given.
pub type Picked = (String, Option<String>, Option<i64>);

/// What was picked and counted, question by question, in the order of each answer.
///
/// # Errors
/// When the database refuses.
pub async fn answers(db: &Db, id: ContributionId) -> Result<Vec<Picked>, StorageError> {
    Ok(on!(db, p => sqlx::query_as(ANSWERS).bind(id.to_string()).fetch_all(p).await)?)
}

/// A comment on a clause.
#[derive(Clone, Debug)]
pub struct Comment {
    /// The version it was read in.
    pub version: DocumentVersionId,
    /// The clause.
    pub clause: ClauseId,
    /// Agree, change or object.
    pub stance: Stance,
    /// Ids of its texts: the comment and the suggested wording.
    pub texts: [Option<String>; 2],
}

/// A contribution's comments on clauses.
///
/// # Errors
/// When the database refuses.
pub async fn comments(db: &Db, id: ContributionId) -> Result<Vec<Comment>, StorageError> {
    type Stored = (String, String, String, Option<String>, Option<String>);
    let rows: Vec<Stored> =
        on!(db, p => sqlx::query_as(COMMENTS).bind(id.to_string()).fetch_all(p).await)?;
    rows.into_iter()
        .map(|(version, clause, stance, text, suggestion)| {
            Ok(Comment {
                version: read("clause_comment.document_version_id", &version)?,
                clause: read("clause_comment.clause_id", &clause)?,
                stance: word("clause_comment.stance", &stance, Stance::parse)?,
                texts: [text, suggestion],
            })
        })
        .collect()
}
