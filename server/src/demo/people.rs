//! What the invented people sent.

use super::file::{Contribution, Demo};
use super::{DemoError, schools};
use crate::backend::Live;
use crate::clock::{hash, random_id, reference, secret};
use crate::storage::consultation::{Row, Version};
use crate::storage::{Tx, consultation, contribution, document};
use domain::consultation::Schedule;
use domain::contribution::{Capacity, Channel, Consent, Form, Submission};
use domain::id::{ClauseId, ContributionId, DocumentVersionId};
use domain::journey::asked;
use domain::question::Answers;
use domain::school::School;
use domain::text::{Email, Language, Slug};
use jiff::{SignedDuration, Timestamp};
use std::collections::BTreeMap;

type Clauses = Vec<((Slug, Slug), (DocumentVersionId, ClauseId))>;

/// The invented lead officer.
pub(super) fn lead() -> Result<Email, DemoError> {
    Email::parse("lead@eastmarch.example").map_err(|e| DemoError::Inconsistent(e.to_string()))
}

/// Stores every contribution of a file, in one transaction. Gives the reference of each by its key in the file.
pub(super) async fn fill(
    live: &Live,
    row: &Row,
    schedule: Schedule,
    demo: &Demo,
) -> Result<BTreeMap<String, String>, DemoError> {
    let missing = || DemoError::Inconsistent(format!("{} has no published version", demo.slug));
    let version = consultation::published(&live.db, row.id)
        .await?
        .ok_or_else(missing)?;
    let clauses = clauses(live, row).await?;
    let schools = schools::all(live).await?;
    let mut references = BTreeMap::new();
    let mut tx = live.db.begin().await?;
    for (at, person) in (0_i64..).zip(&demo.contributions) {
        let received = received(schedule, person, at, live.clock.now());
        let submission = submission(&version, person, &schools).map_err(DemoError::Inconsistent)?;
        let reference = store(
            &mut tx,
            row,
            &version,
            (submission, received, received >= schedule.closes),
            &clauses,
        )
        .await?;
        references.insert(person.key.clone(), reference);
    }
    tx.commit().await?;
    Ok(references)
}

async fn clauses(live: &Live, row: &Row) -> Result<Clauses, DemoError> {
    let mut clauses = Vec::new();
    for version in document::all_versions(&live.db, row.id).await? {
        for clause in document::clauses(&live.db, version.id).await? {
            clauses.push((
                (version.card.slug.clone(), clause.shown.slug),
                (version.id, clause.id),
            ));
        }
    }
    Ok(clauses)
}

/// Some hour of the day it says, different from person to person, never in the future.
fn received(schedule: Schedule, person: &Contribution, at: i64, now: Timestamp) -> Timestamp {
    let minutes = person.day * 24 * 60 + (at * 397) % (14 * 60);
    let moment = schedule
        .opens
        .saturating_add(SignedDuration::from_mins(minutes))
        .unwrap_or(schedule.opens);
    moment.min(now)
}

fn submission(
    version: &Version,
    person: &Contribution,
    schools: &[School],
) -> Result<Submission, String> {
    let organisation = person.capacity == Capacity::Organisation;
    let mut answers = Answers::new();
    let given = person.answers()?;
    let asked = asked(&version.content, &person.audience);
    for (id, mut answer) in given {
        let question = asked.iter().find(|q| q.id == id);
        let question = question
            .ok_or_else(|| format!("{}: {} is not asked {id}", person.key, person.audience))?;
        if !question.options().is_empty() && !answer.text.is_empty() {
            answer.picked = vec![std::mem::take(&mut answer.text)];
        }
        let read = question
            .read(answer)
            .map_err(|e| format!("{}: {id}: {e}", person.key))?;
        answers.insert(id, read);
    }
    Ok(Submission {
        form: person.form,
        channel: person.channel,
        capacity: person.capacity,
        organisation: person.organisation.clone(),
        urn: match organisation {
            true => schools::number(schools, &person.organisation),
            false => None,
        },
        works_at: None,
        authorised: (organisation && person.channel == Channel::Web).then_some(true),
        group_size: person.group_size,
        typing: person.typing,
        audience: Some(person.audience.clone()),
        language: Language::english(),
        version: version.id,
        answers,
        comments: person.comments.clone(),
        text: person.text.clone(),
        consent: Consent {
            quote: person.consent_to_quote,
            publish: person.consent_to_publish,
        },
    })
}

async fn store(
    tx: &mut Tx,
    row: &Row,
    version: &Version,
    (submission, received, late): (Submission, Timestamp, bool),
    clauses: &Clauses,
) -> Result<String, DemoError> {
    let by_hand = submission.channel != Channel::Web || submission.form == Form::EventPoint;
    let unknown = submission.comments.iter().find(|c| {
        let place = (c.document.clone(), c.clause.clone());
        !clauses.iter().any(|(at, _)| at == &place)
    });
    if let Some(comment) = unknown {
        return Err(DemoError::Inconsistent(format!(
            "there is no clause {}/{}",
            comment.document, comment.clause
        )));
    }
    let new = contribution::New {
        id: ContributionId::from_uuid(random_id()),
        consultation: row.id,
        reference: reference(),
        submission_key: secret(),
        body_hash: hash(&format!("{submission:?}")),
        submission,
        questions: version.content.questions.clone(),
        clauses: clauses.clone(),
        received,
        entered: received,
        entered_by: by_hand.then(|| "officer@eastmarch.example".to_owned()),
        late,
        flags: Vec::new(),
        letter: None,
        draft: None,
        scans: None,
    };
    Ok(contribution::insert(tx, &new).await?.reference)
}
