//! Storing a contribution whole: its row, answers, texts and comments, and the audit line, in one transaction.

use super::duplicate::{self, SENDER};
use super::{
    Db, Entry, StorageError, Tx, audit, consultation, letter, moment, on, read, scan, school, stamp,
};
use crate::clock;
use domain::coding::Place;
use domain::contribution::Submission;
use domain::document::Stance;
use domain::duplicate::{Decided, Flag, Verdict};
use domain::id::{BundleId, ClauseId, ConsultationId, ContributionId, DocumentVersionId, DraftId};
use domain::letter::Kind;
use domain::question::Question;
use domain::text::Slug;
use domain::typing::{Agreed, Typist, Way, Whose};
use jiff::Timestamp;

/// A contribution with everything the database needs to know of it.
#[derive(Clone, Debug)]
pub struct New {
    /// Its id, random.
    pub id: ContributionId,
    /// Where it belongs.
    pub consultation: ConsultationId,
    /// Eight characters shown to the sender.
    pub reference: String,
    /// Single use: a second contribution under the same key is a replay of the first.
    pub submission_key: String,
    /// Hash of what was sent; a replay with another body can be told.
    pub body_hash: String,
    /// What was sent.
    pub submission: Submission,
    /// The questions of the version answered: they say which answers are texts.
    pub questions: Vec<Question>,
    /// Where each commented clause is: document and clause slug to ids.
    pub clauses: Vec<((Slug, Slug), (DocumentVersionId, ClauseId))>,
    /// When it reached the council.
    pub received: Timestamp,
    /// When it was put into this system.
    pub entered: Timestamp,
    /// Who put it in, when not the sender.
    pub entered_by: Option<String>,
    /// After closing.
    pub late: bool,
    /// What is odd about the way it was sent.
    pub flags: Vec<Flag>,
    /// What a letter is, and how many signed it, where an officer said so.
    pub letter: Option<(Kind, Option<u32>)>,
    /// The draft it was written in.
    pub draft: Option<Written>,
    /// Scans it was typed from: kept with it from now on.
    pub scans: Option<BundleId>,
}

/// A draft that is sent now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Written {
    /// Its id.
    pub id: DraftId,
    /// Whether it is kept until closing where its writer has a code; else it is emptied.
    pub changeable: bool,
    /// The response that was sent with it before, and that this one takes the place of.
    pub replaces: Option<ContributionId>,
}

/// What storing came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    /// The reference of the stored contribution: of the first one, when this is a replay.
    pub reference: String,
    /// Whether the key had been used already.
    pub replay: bool,
    /// Whether the replay's body is the one stored.
    pub same_body: bool,
}

const INSERT: &str = "INSERT INTO contribution (id, consultation_id, version_id, reference, submission_key, body_hash,
  form, channel, capacity, organisation, group_size, audience, language, received_at, entered_at, entered_by, late,
  consent_quote, consent_publish, urn, authorised, typing, typist, whose_words, agreed, erased_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, NULL)
ON CONFLICT (submission_key) DO NOTHING";
const FIND: &str = "SELECT reference, body_hash FROM contribution WHERE submission_key = $1";
const TEXT: &str =
    "INSERT INTO text_item (id, contribution_id, place, question_id, clause_id, body, screening)
VALUES ($1, $2, $3, $4, $5, $6, 'unscreened')";
const ANSWER: &str = "INSERT INTO answer (id, contribution_id, question_id, position, option_id, number, text_item_id)
VALUES ($1, $2, $3, $4, $5, $6, $7)";
const COMMENT: &str = "INSERT INTO clause_comment (id, contribution_id, document_version_id, clause_id, stance, text_item_id, suggestion_text_item_id)
VALUES ($1, $2, $3, $4, $5, $6, $7)";
const FLAG: &str = "INSERT INTO contribution_flag (contribution_id, flag) VALUES ($1, $2)";
const EMPTY_DRAFT: &str =
    "UPDATE draft SET content = '', reference = $2, saved_at = $3 WHERE id = $1";
// Only who asked for a code can come back to it.
const KEEP_DRAFT: &str = "UPDATE draft SET reference = $2, saved_at = $3, replaces = NULL,
  content = CASE WHEN id IN (SELECT draft_id FROM resume_code) THEN content ELSE '' END WHERE id = $1";
// What colleagues of a team wrote goes when their lead sends: it is in the one response, or nowhere.
const EMPTY_TEAM: &str = "UPDATE draft SET content = '', reference = $2, saved_at = $3
WHERE reference IS NULL AND id IN (SELECT draft_id FROM team_member WHERE lead_draft_id = $1)";
const RECEIVED: &str = "SELECT reference, received_at FROM contribution WHERE id = $1";
const BY_KEY: &str =
    "SELECT consultation_id, reference, late, audience FROM contribution WHERE submission_key = $1";

/// The reference stored under a key, and the hash of what was sent; the hash is gone once it was erased.
///
/// # Errors
/// When the database refuses.
pub async fn with_key(
    db: &Db,
    key: &str,
) -> Result<Option<(String, Option<String>)>, StorageError> {
    Ok(on!(db, p => sqlx::query_as(FIND).bind(key).fetch_optional(p).await)?)
}

/// Stores a contribution, or finds the one its key already stored.
///
/// # Errors
/// When the database refuses; [`StorageError::is_duplicate`] when the reference is taken.
pub async fn insert(tx: &mut Tx, new: &New) -> Result<Stored, StorageError> {
    let s = &new.submission;
    let inserted = on!(tx, c => sqlx::query(INSERT)
        .bind(new.id.to_string()).bind(new.consultation.to_string()).bind(s.version.to_string())
        .bind(&new.reference).bind(&new.submission_key).bind(&new.body_hash)
        .bind(s.form.as_str()).bind(s.channel.as_str()).bind(s.capacity.as_str()).bind(&s.organisation)
        .bind(s.group_size.map(i64::from)).bind(s.audience.as_ref().map(|a| a.as_str().to_owned()))
        .bind(s.language.as_str()).bind(stamp(new.received)).bind(stamp(new.entered)).bind(new.entered_by.clone())
        .bind(new.late).bind(s.consent.quote).bind(s.consent.publish)
        .bind(s.urn.map(|urn| urn.to_string())).bind(s.authorised)
        .bind(s.typing.way.map(Way::as_str)).bind(s.typing.typist.map(Typist::as_str))
        .bind(s.typing.whose.map(Whose::as_str)).bind(s.typing.agreed.map(Agreed::as_str))
        .execute(&mut **c).await.map(|done| done.rows_affected()))?;
    if inserted == 0 {
        let (reference, body): (String, Option<String>) =
            on!(tx, c => sqlx::query_as(FIND).bind(&new.submission_key).fetch_one(&mut **c).await)?;
        return Ok(Stored {
            reference,
            replay: true,
            same_body: body.as_deref() == Some(&new.body_hash),
        });
    }
    answers(tx, new).await?;
    comments(tx, new).await?;
    if !s.text.is_empty() {
        text(tx, new.id, Place::Letter, None, None, &s.text).await?;
    }
    if let Some(urn) = s.works_at {
        school::heard(tx, new.consultation, urn).await?;
    }
    for flag in &new.flags {
        on!(tx, c => sqlx::query(FLAG).bind(new.id.to_string()).bind(flag.as_str()).execute(&mut **c).await.map(drop))?;
    }
    if let Some((kind, signatures)) = new.letter {
        letter::describe(tx, new.id, kind, signatures).await?;
    }
    if let Some(bundle) = new.scans {
        scan::attach(tx, new.consultation, bundle, new.id).await?;
    }
    if let Some(draft) = new.draft {
        let own = match draft.changeable {
            true => KEEP_DRAFT,
            false => EMPTY_DRAFT,
        };
        for sql in [own, EMPTY_TEAM] {
            on!(tx, c => sqlx::query(sql).bind(draft.id.to_string()).bind(&new.reference).bind(stamp(new.entered))
                .execute(&mut **c).await.map(drop))?;
        }
    }
    if let Some(old) = new.draft.and_then(|draft| draft.replaces) {
        consultation::lock(tx, new.consultation).await?;
        let decided = Decided {
            verdict: Verdict::SamePerson,
            members: vec![old, new.id],
        };
        duplicate::decide(tx, new.consultation, &decided, SENDER, new.entered).await?;
    }
    let (who, what) = match new.entered_by.as_deref() {
        Some(officer) => (officer, "contribution.enter"),
        None => ("respondent", "contribution.received"),
    };
    let entry = Entry {
        at: new.entered,
        who,
        what,
        why: "",
        consultation: Some(new.consultation),
        ids: vec![new.id.to_string()],
    };
    audit(tx, entry).await?;
    Ok(Stored {
        reference: new.reference.clone(),
        replay: false,
        same_body: true,
    })
}

/// What a submission key stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    /// Where.
    pub consultation: ConsultationId,
    /// Its reference.
    pub reference: String,
    /// Whether it was late.
    pub late: bool,
    /// Id of the audience.
    pub audience: Option<String>,
}

/// What a submission key stored, if anything.
///
/// # Errors
/// When the database refuses.
pub async fn by_key(db: &Db, key: &str) -> Result<Option<Sent>, StorageError> {
    let row: Option<(String, String, bool, Option<String>)> =
        on!(db, p => sqlx::query_as(BY_KEY).bind(key).fetch_optional(p).await)?;
    row.map(|(consultation, reference, late, audience)| {
        Ok(Sent {
            consultation: read("contribution.consultation_id", &consultation)?,
            reference,
            late,
            audience,
        })
    })
    .transpose()
}

/// The reference of a contribution, and when it was received.
///
/// # Errors
/// When the database refuses.
pub async fn received(
    db: &Db,
    id: ContributionId,
) -> Result<Option<(String, Timestamp)>, StorageError> {
    let row: Option<(String, String)> =
        on!(db, p => sqlx::query_as(RECEIVED).bind(id.to_string()).fetch_optional(p).await)?;
    row.map(|(reference, at)| Ok((reference, moment("contribution.received_at", &at)?)))
        .transpose()
}

async fn answers(tx: &mut Tx, new: &New) -> Result<(), StorageError> {
    for (question, answer) in &new.submission.answers {
        let asked = new.questions.iter().find(|q| &q.id == question);
        let id = question.as_str();
        for (at, option) in answer.picked.iter().enumerate() {
            let other = match option == "other" && !answer.other.is_empty() {
                true => Some(text(tx, new.id, Place::Other, Some(id), None, &answer.other).await?),
                false => None,
            };
            row(tx, new.id, id, at, (Some(option), None, other)).await?;
        }
        if let Some(number) = asked.and_then(|question| question.number(answer)) {
            row(tx, new.id, id, 0, (None, Some(number), None)).await?;
            continue;
        }
        let texts = std::iter::once(&answer.text).chain(&answer.boxes);
        for (at, body) in texts.filter(|text| !text.is_empty()).enumerate() {
            let item = text(tx, new.id, Place::Answer, Some(id), None, body).await?;
            row(tx, new.id, id, at, (None, None, Some(item))).await?;
        }
    }
    Ok(())
}

pub(super) async fn row(
    tx: &mut Tx,
    contribution: ContributionId,
    question: &str,
    at: usize,
    (option, number, text): (Option<&str>, Option<i64>, Option<String>),
) -> Result<(), StorageError> {
    on!(tx, c => sqlx::query(ANSWER)
        .bind(clock::random_id().to_string()).bind(contribution.to_string()).bind(question)
        .bind(i64::try_from(at).unwrap_or_default()).bind(option).bind(number).bind(&text)
        .execute(&mut **c).await.map(drop))?;
    Ok(())
}

async fn comments(tx: &mut Tx, new: &New) -> Result<(), StorageError> {
    for comment in &new.submission.comments {
        let place = (comment.document.clone(), comment.clause.clone());
        // A comment with nowhere to stand would be lost: then nothing is stored, and the sender is told.
        let found = new.clauses.iter().find(|(at, _)| at == &place);
        let (_, (version, clause)) = found.ok_or_else(|| {
            StorageError::corrupt(
                "clause_comment.clause_id",
                format!("no clause {}/{}", place.0, place.1),
            )
        })?;
        let words = |text: &str| (!text.trim().is_empty()).then(|| text.trim().to_owned());
        let body = match words(&comment.text) {
            Some(body) => Some(text(tx, new.id, Place::Comment, None, Some(*clause), &body).await?),
            None => None,
        };
        let suggestion = match words(&comment.suggestion) {
            Some(body) => {
                Some(text(tx, new.id, Place::Suggestion, None, Some(*clause), &body).await?)
            }
            None => None,
        };
        comment_row(
            tx,
            new.id,
            (*version, *clause),
            comment.stance,
            (body, suggestion),
        )
        .await?;
    }
    Ok(())
}

pub(super) async fn comment_row(
    tx: &mut Tx,
    contribution: ContributionId,
    (version, clause): (DocumentVersionId, ClauseId),
    stance: Stance,
    (body, suggestion): (Option<String>, Option<String>),
) -> Result<(), StorageError> {
    on!(tx, c => sqlx::query(COMMENT)
        .bind(clock::random_id().to_string()).bind(contribution.to_string())
        .bind(version.to_string()).bind(clause.to_string()).bind(stance.as_str()).bind(&body).bind(&suggestion)
        .execute(&mut **c).await.map(drop))?;
    Ok(())
}

pub(super) async fn text(
    tx: &mut Tx,
    contribution: ContributionId,
    place: Place,
    question: Option<&str>,
    clause: Option<ClauseId>,
    body: &str,
) -> Result<String, StorageError> {
    let id = clock::random_id().to_string();
    on!(tx, c => sqlx::query(TEXT)
        .bind(&id).bind(contribution.to_string()).bind(place.as_str()).bind(question)
        .bind(clause.map(|id| id.to_string())).bind(body)
        .execute(&mut **c).await.map(drop))?;
    Ok(id)
}
