//! Receiving a response from another program, whole and at once.

use super::drafts::takes_new;
use super::{Live, authorise};
use crate::clock::{hash, random_id, reference};
use crate::storage::consultation::{Row, Version};
use crate::storage::document::Places;
use crate::storage::{StorageError, Stored, contribution, document, school};
use app::api::{ApiError, FieldError, Wrong};
use domain::access::{Caller, Permission, Scope};
use domain::contribution::{
    Capacity, Channel, ClauseComment, Consent, Draft, SpeaksFor, Submission,
};
use domain::id::ContributionId;
use domain::journey::{self, Fault, Page};
use domain::question::{Answers, Given, Problem, Question};
use domain::school::{Listed, Urn};
use domain::text::{AudienceId, Language, QuestionId, Slug};
use domain::typing::Typing;
use std::collections::BTreeMap;

/// Tries to find a reference nobody has. One is nearly always enough.
const TRIES: usize = 5;

/// A response as it was sent.
#[derive(Clone, Debug, PartialEq)]
pub struct Sent {
    /// Number of the published version answered.
    pub version: u32,
    /// Whose question set was answered.
    pub audience: AudienceId,
    /// For whom they speak.
    pub capacity: Capacity,
    /// Of an organisation or group.
    pub organisation: String,
    /// Number of the organisation, where it is a school of the register.
    pub urn: Option<Urn>,
    /// Whether the sender says that they are allowed to answer for the organisation.
    pub authorised: Option<bool>,
    /// How many people a group response stands for.
    pub group_size: Option<u32>,
    /// Who typed it, where the audience is asked in easy words.
    pub typing: Typing,
    /// The language they wrote in.
    pub language: Language,
    /// What may be done with the words.
    pub consent: Consent,
    /// By question id; words beside "Other" by `ID__other`.
    pub answers: BTreeMap<String, Given>,
    /// Clause comments.
    pub comments: Vec<ClauseComment>,
}

/// The sender's key, and a hash of what was sent under it.
#[derive(Clone, Copy, Debug)]
pub struct Once<'a> {
    /// As the sender made it; single use within a consultation.
    pub key: &'a str,
    /// Tells a replay from another body under the same key.
    pub body_hash: &'a str,
}

/// Why a response was not received.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// As for everything else. Fields are JSON pointers into what was sent.
    Because(ApiError),
    /// It answers another version than the published one.
    WrongVersion {
        /// The one to answer.
        current: u32,
    },
    /// The key was used for something else.
    KeyReused,
}

impl From<ApiError> for Refused {
    fn from(error: ApiError) -> Self {
        Self::Because(error)
    }
}

impl From<StorageError> for Refused {
    fn from(error: StorageError) -> Self {
        Self::Because(error.into())
    }
}

impl Live {
    /// Checks and stores a response and gives its reference: the first one's, when this is a replay.
    ///
    /// # Errors
    /// See [`Refused`]. Whatever was acknowledged once is acknowledged again, also after closing.
    pub async fn receive(
        &self,
        caller: &Caller,
        slug: &Slug,
        once: Once<'_>,
        sent: &Sent,
    ) -> Result<String, Refused> {
        authorise(caller, Permission::Respond, &Scope::Council)?;
        let row = self.public_row(slug).await?;
        // The same key in another consultation is another key.
        let key = hash(&format!("api:{}:{}", row.id, once.key));
        if let Some((reference, body)) = contribution::with_key(&self.db, &key).await? {
            // Of an erased response nobody can say any more what was in it.
            let same = body.is_none_or(|body| body == once.body_hash);
            metrics::counter!("wellheard_submissions_replayed_total", "channel" => Channel::Api.as_str())
                .increment(1);
            return if same {
                Ok(reference)
            } else {
                Err(Refused::KeyReused)
            };
        }
        let now = self.clock.now();
        if !takes_new(&row, now) {
            return Err(ApiError::Closed.into());
        }
        let version = self.published(row.id).await?.ok_or(ApiError::NotFound)?;
        if version.number != sent.version {
            return Err(Refused::WrongVersion {
                current: version.number,
            });
        }
        let places = match sent.comments.is_empty() {
            true => Places::new(),
            false => document::places(&self.db, row.id).await?,
        };
        let school = match sent.urn {
            Some(urn) => school::by_urn(&self.db, urn).await?,
            None => None,
        };
        let school = school.map(|school| school.listed());
        let submission = check(&version, &places, sent, school)?;
        let submission = self.recognised(submission).await?;
        let stored = self
            .store_sent(
                &row,
                version.content.questions.clone(),
                places,
                (key, once),
                submission,
            )
            .await?;
        if stored.same_body {
            Ok(stored.reference)
        } else {
            Err(Refused::KeyReused)
        }
    }

    async fn store_sent(
        &self,
        row: &Row,
        questions: Vec<Question>,
        clauses: Places,
        (key, once): (String, Once<'_>),
        submission: Submission,
    ) -> Result<Stored, ApiError> {
        let now = self.clock.now();
        let mut new = contribution::New {
            id: ContributionId::from_uuid(random_id()),
            consultation: row.id,
            reference: reference(),
            submission_key: key,
            body_hash: once.body_hash.to_owned(),
            submission,
            questions,
            clauses,
            received: now,
            entered: now,
            entered_by: None,
            late: false,
            flags: Vec::new(),
            letter: None,
            draft: None,
            scans: None,
        };
        for _ in 1..TRIES {
            match self.writer.store(new.clone()).await {
                Err(error) if error.is_duplicate() => new.reference = reference(),
                other => return Ok(other?),
            }
        }
        Ok(self.writer.store(new).await?)
    }
}

/// Checks everything, so that a sender learns of every fault at once.
fn check(
    version: &Version,
    places: &Places,
    sent: &Sent,
    school: Option<Listed>,
) -> Result<Submission, ApiError> {
    let content = &version.content;
    let Some(audience) = content.audiences.iter().find(|a| a.id == sent.audience) else {
        return Err(ApiError::invalid("/audience", "no_such_audience"));
    };
    let mut fields = Vec::new();
    if !audience.organisations && sent.capacity != Capacity::Individual {
        fields.push(FieldError::code("/capacity", "not_this_audience"));
    }
    if !audience.easy_read && sent.typing != Typing::default() {
        fields.push(FieldError::code("/typing", "not_this_audience"));
    }
    if sent.urn.is_some() && school.is_none() {
        fields.push(FieldError::code("/urn", "no_such_school"));
    }
    // Its name is known.
    let named = match (&school, sent.organisation.trim()) {
        (Some(school), "") => school.name.clone(),
        _ => sent.organisation.clone(),
    };
    let (answers, mut wrong) = answers(&content.questions, sent);
    fields.append(&mut wrong);
    fields.append(&mut misplaced(places, &sent.comments));
    let draft = Draft {
        audience: Some(sent.audience.clone()),
        language: sent.language.clone(),
        version: version.id,
        speaks_for: SpeaksFor {
            capacity: Some(sent.capacity),
            organisation: named,
            group_size: sent.group_size.map(|n| n.to_string()).unwrap_or_default(),
            authorised: sent.authorised,
            urn: sent.urn,
            schools: school.into_iter().collect(),
            unlisted: false,
        },
        typing: sent.typing,
        answers,
        comments: sent.comments.clone(),
        begun: Vec::new(),
        unsure: false,
        consent: Some(sent.consent),
        team: None,
    };
    let way = journey::way(content, &draft);
    for id in draft.answers.keys() {
        if !way.iter().any(|q| &q.id == id) && content.questions.iter().any(|q| &q.id == id) {
            fields.push(FieldError {
                field: answer_at(id.as_str()),
                problem: Wrong::Answer(Problem::NotAsked),
            });
        }
    }
    match journey::submit(content, &draft, Channel::Api) {
        Ok(submission) if fields.is_empty() => Ok(submission),
        Ok(_) => Err(ApiError::Invalid { fields }),
        Err(faults) => {
            // "Nothing was answered" is no news beside an answer that could not be read.
            let empty = |fault: &Fault| fault.field == "answers" && !fields.is_empty();
            let found: Vec<FieldError> = faults
                .into_iter()
                .filter(|fault| !empty(fault))
                .map(|fault| pointed(fault, &sent.comments))
                .collect();
            fields.extend(found);
            Err(ApiError::Invalid { fields })
        }
    }
}

fn answers(questions: &[Question], sent: &Sent) -> (Answers, Vec<FieldError>) {
    let (mut answers, mut fields) = (Answers::new(), Vec::new());
    let mut refuse = |id: &str, code: &str| fields.push(FieldError::code(answer_at(id), code));
    for (id, given) in &sent.answers {
        let (base, other) = match id.strip_suffix("__other") {
            Some(base) => (base, true),
            None => (id.as_str(), false),
        };
        let Some(question) = questions.iter().find(|q| q.id.as_str() == base) else {
            refuse(id, "no_such_question");
            continue;
        };
        if !question.asks(&sent.audience) {
            refuse(id, "not_asked");
            continue;
        }
        let slot = answers.entry(question.id.clone()).or_default();
        match (other, given) {
            (false, given) => {
                let other = std::mem::take(&mut slot.other);
                *slot = question.take(given.clone());
                slot.other = other;
            }
            (true, Given::Text(text)) => slot.other.clone_from(text),
            (true, _) => refuse(id, "wrong_type"),
        }
    }
    for (id, answer) in &answers {
        if !answer.other.trim().is_empty() && !answer.picked.iter().any(|p| p == "other") {
            refuse(&format!("{id}__other"), "other_not_picked");
        }
    }
    (answers, fields)
}

fn misplaced(places: &Places, comments: &[ClauseComment]) -> Vec<FieldError> {
    let place = |c: &ClauseComment| (c.document.clone(), c.clause.clone());
    let mut seen = Vec::new();
    let mut fields = Vec::new();
    for (at, comment) in comments.iter().enumerate() {
        let place = place(comment);
        let code = if !places.iter().any(|(known, _)| known == &place) {
            Some("no_such_clause")
        } else if seen.contains(&place) {
            Some("twice")
        } else {
            None
        };
        fields.extend(code.map(|code| FieldError::code(format!("/comments/{at}/clause"), code)));
        seen.push(place);
    }
    fields
}

/// A fault of the form as a fault of what was sent.
fn pointed(fault: Fault, comments: &[ClauseComment]) -> FieldError {
    let of_typing = matches!(fault.page, Page::Typing | Page::Helper | Page::AskAnAdult);
    let field = match fault.field.as_str() {
        _ if of_typing => "/typing".to_owned(),
        "capacity" | "organisation" | "audience" | "answers" => format!("/{}", fault.field),
        "group-size" => "/group_size".to_owned(),
        field => match field.strip_prefix("comment:") {
            Some(place) => {
                let here = |c: &&ClauseComment| format!("{}/{}", c.document, c.clause) == place;
                let at = comments.iter().position(|c| here(&c)).unwrap_or_default();
                let part = comments
                    .get(at)
                    .and_then(|c| c.faults().first().map(|(f, _)| *f));
                format!("/comments/{at}/{}", part.unwrap_or("text"))
            }
            None if fault.problem == Problem::OtherEmpty => answer_at(&format!("{field}__other")),
            None => answer_at(field),
        },
    };
    FieldError {
        field,
        problem: Wrong::Answer(fault.problem),
    }
}

/// A JSON pointer to an answer. What is no question id may hold anything, so it is escaped.
fn answer_at(id: &str) -> String {
    let plain = QuestionId::parse(id).is_ok();
    let id = if plain {
        id.to_owned()
    } else {
        id.replace('~', "~0").replace('/', "~1")
    };
    format!("/answers/{id}")
}
