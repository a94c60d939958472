//! Writing and sending a response, without an account.

use super::comment_places::place;
use super::drafts::takes_draft;
use super::leaves::Leave;
use super::{Live, authorise, internal};
use crate::clock::{random_id, reference, secret};
use crate::storage::consultation::{Row, Version};
use crate::storage::contribution::{self, New, Sent, Written};
use crate::storage::{StorageError, Stored, draft, resume, team};
use app::api::{
    Answering, ApiError, Begun, Equality, EqualityAnswered, EqualityPosted, Receipt, Received,
    Respond, Running, Saved, Sending, Skipped, Start, Writing,
};
use async_trait::async_trait;
use domain::access::{Caller, Permission, Scope};
use domain::consultation::{GRACE_MINUTES, Stage};
use domain::content::Content;
use domain::contribution::{Channel, Draft};
use domain::duplicate::flags;
use domain::id::{ContributionId, VersionId};
use domain::journey::{self, Page};
use domain::question::posted;
use domain::school::Found;
use domain::text::{AudienceId, Language, Slug};
use jiff::civil::DateTime;
use jiff::{SignedDuration, Timestamp};
use std::sync::Arc;

#[async_trait]
impl Respond for Live {
    async fn start(&self, caller: &Caller, slug: &Slug) -> Result<Start, ApiError> {
        authorise(caller, Permission::Respond, &Scope::Council)?;
        let row = self.public_row(slug).await?;
        let version = self.published(row.id).await?.ok_or(ApiError::NotFound)?;
        let found = self.draft_of(caller, &row).await?;
        let now = self.clock.now();
        let sent = found.as_ref().is_some_and(|d| d.reference.is_some());
        let running = match found {
            Some(found) => self.running(&row, found, now).await?,
            None => None,
        };
        Ok(Start {
            card: self.card(&row).await?,
            audiences: self.in_languages(row.id, &version.content).await?.audiences,
            running,
            opens_later: row.stage == Stage::Open && row.schedule.is_some_and(|s| now < s.opens),
            sent,
        })
    }

    async fn begin(
        &self,
        caller: &Caller,
        slug: &Slug,
        audience: Option<&AudienceId>,
    ) -> Result<Begun, ApiError> {
        authorise(caller, Permission::Respond, &Scope::Council)?;
        let row = self.public_row(slug).await?;
        let running = self.draft_of(caller, &row).await?;
        if running.as_ref().is_some_and(|d| d.reference.is_some()) {
            return Err(ApiError::conflict("sent"));
        }
        let written = running.as_ref().and_then(|d| d.draft.as_ref());
        if written.is_some_and(|draft| draft.colleague().is_some()) {
            return Err(ApiError::conflict("colleague"));
        }
        let audience = audience.ok_or_else(|| ApiError::invalid("audience", "missing"))?;
        let Some((lead, before)) = running.and_then(|d| d.draft.clone().map(|draft| (d.id, draft)))
        else {
            let (id, token) = self.begin_draft(slug, Some(audience)).await?;
            let page = self.resume(&Caller::Respondent(id), &row).await?;
            let token = Some(token);
            return Ok(Begun { token, page });
        };
        let content = &self.begun_with(before.version).await?.content;
        let Some(asked) = content.audiences.iter().find(|a| &a.id == audience) else {
            return Err(ApiError::invalid("audience", "no_such_audience"));
        };
        if before.leads() && !asked.organisations {
            return Err(ApiError::conflict("leads_team"));
        }
        let draft = self
            .change_draft(caller, &row, |draft| {
                draft.audience = Some(audience.clone())
            })
            .await?;
        if draft.leads() {
            self.follow(lead, audience).await?;
        }
        Ok(Begun {
            token: None,
            page: journey::resume(content, &draft),
        })
    }

    async fn answering(&self, caller: &Caller, slug: &Slug) -> Result<Answering, ApiError> {
        let row = self.public_row(slug).await?;
        let Some(found) = self.draft_of(caller, &row).await? else {
            return Ok(Answering::Nothing);
        };
        let Some(draft) = found.draft.clone() else {
            return Ok(Answering::Sent);
        };
        let Some(late) = takes_draft(&row, found.begun, self.clock.now()) else {
            return Ok(Answering::Closed(Box::new(self.card(&row).await?)));
        };
        let writing = self.writing(&row, found, draft, late).await?;
        Ok(Answering::Writing(Box::new(writing)))
    }

    async fn save(
        &self,
        caller: &Caller,
        slug: &Slug,
        page: &Page,
        fields: &[(String, String)],
    ) -> Result<Saved, ApiError> {
        let (row, version) = self.on_the_way(caller, slug, page).await?;
        let content = &version.content;
        let found = self.found_for(page, fields).await?;
        let draft = self
            .change_draft(caller, &row, |draft| {
                journey::fill(content, draft, page, fields);
                if let Some(found) = &found {
                    draft.speaks_for.looked_up(found.clone());
                }
            })
            .await?;
        Ok(saved(content, &draft, page, fields))
    }

    async fn skip(
        &self,
        caller: &Caller,
        slug: &Slug,
        page: &Page,
        fields: &[(String, String)],
        sure: bool,
    ) -> Result<Skipped, ApiError> {
        let (row, version) = self.on_the_way(caller, slug, page).await?;
        let content = &version.content;
        let mut skipped = false;
        let draft = self
            .change_draft(caller, &row, |draft| {
                journey::fill(content, draft, page, fields);
                skipped = journey::skip(content, draft, page, sure);
            })
            .await?;
        Ok(match skipped {
            true => Skipped::On(journey::next(content, &draft, page)),
            false => Skipped::Words,
        })
    }

    async fn discard(&self, caller: &Caller, slug: &Slug) -> Result<(), ApiError> {
        let row = self.public_row(slug).await?;
        if let Some(found) = self.draft_of(caller, &row).await? {
            if found.draft.is_some() {
                self.release(found.id).await?;
            }
            draft::delete(&self.db, found.id).await?;
        }
        Ok(())
    }

    async fn send(
        &self,
        caller: &Caller,
        slug: &Slug,
        key: &str,
        (trap, without): (bool, bool),
    ) -> Result<Sending, ApiError> {
        authorise(caller, Permission::Respond, &Scope::Council)?;
        let row = self.public_row(slug).await?;
        // The key is a secret that only the form of this one draft knows: leave enough to send it, also when the
        // cookie is gone.
        let found = match key {
            "" => self.draft_of(caller, &row).await?,
            key => draft::by_key(&self.db, key).await?,
        };
        let Some(found) = found.filter(|d| d.consultation == row.id) else {
            return self.sent_before(&row, key).await;
        };
        let holder = Caller::Respondent(found.id);
        authorise(&holder, Permission::EditDraft, &Scope::Draft(found.id))?;
        let now = self.clock.now();
        let key = found.submission_key.clone();
        let Some(draft) = &found.draft else {
            let equality = self.leave_found(&key, now).await;
            return Ok(Sending::Sent { key, equality });
        };
        let late = takes_draft(&row, found.begun, now).ok_or(ApiError::Closed)?;
        if draft.leads() && !without && !self.unshared(found.id).await?.is_empty() {
            return Ok(Sending::Unshared);
        }
        let content = &self.begun_with(draft.version).await?.content;
        let Ok(submission) = journey::submit(content, draft, Channel::Web) else {
            return Ok(Sending::Faults);
        };
        let english = Language::english();
        let places: Vec<_> = submission.comments.iter().map(place).collect();
        let clauses = self.commented_clauses(&row, &places, &english).await?;
        let new = New {
            id: ContributionId::from_uuid(random_id()),
            consultation: row.id,
            reference: String::new(),
            submission_key: key.clone(),
            body_hash: found.body_hash(),
            submission,
            questions: content.questions.clone(),
            clauses: clauses.into_iter().map(|c| (c.at, c.ids)).collect(),
            received: now,
            entered: now,
            entered_by: None,
            late,
            flags: flags(trap, found.begun, now),
            letter: None,
            draft: Some(Written {
                id: found.id,
                changeable: row.changeable,
                replaces: found.replaces,
            }),
            scans: None,
        };
        let new = self.faulty(new);
        if found.replaces.is_some() {
            // The equality questions were asked when it was sent for the first time.
            self.store(new).await?;
            let equality = None;
            return Ok(Sending::Sent { key, equality });
        }
        let leave = self.leaves.make(&key, now);
        let equality = Some(leave.secret.clone());
        self.store_and_give_leave(row, new, leave).await?;
        Ok(Sending::Sent { key, equality })
    }

    async fn receipt(
        &self,
        caller: &Caller,
        slug: &Slug,
        key: Option<&str>,
    ) -> Result<Option<Receipt>, ApiError> {
        authorise(caller, Permission::Respond, &Scope::Council)?;
        let row = self.public_row(slug).await?;
        let mut found = match key {
            Some(key) => contribution::by_key(&self.db, key).await?,
            None => None,
        };
        if found
            .as_ref()
            .is_none_or(|sent| sent.consultation != row.id)
        {
            found = match self.draft_of(caller, &row).await? {
                Some(draft) => self.sent_with(&draft).await?,
                None => None,
            };
        }
        let Some(sent) = found else {
            return Ok(None);
        };
        let card = self.card(&row).await?;
        let coded = match self.draft_of(caller, &row).await? {
            Some(draft) => resume::made(&self.db, draft.id).await?.is_some() && draft.is_kept(),
            None => false,
        };
        Ok(Some(Receipt {
            may_change: coded && row.changeable && card.takes_responses,
            easy: self.is_easy(&row, sent.audience.as_deref()).await?,
            card,
            reference: sent.reference,
            late: sent.late,
        }))
    }

    async fn equality(
        &self,
        slug: &Slug,
        leave: Option<&str>,
        easy: bool,
    ) -> Result<Equality, ApiError> {
        self.equality_page(slug, leave, easy).await
    }

    async fn answer_equality(
        &self,
        slug: &Slug,
        leave: Option<&str>,
        posted: &EqualityPosted,
    ) -> Result<EqualityAnswered, ApiError> {
        self.take_equality(slug, leave, posted).await
    }
}

/// What saving a page came to.
pub(super) fn saved(
    content: &Content,
    draft: &Draft,
    page: &Page,
    fields: &[(String, String)],
) -> Saved {
    let school = draft.speaks_for.school();
    let school = school.map(|school| school.urn.to_string());
    let unseen = school.is_some_and(|urn| posted(fields, "school") != Some(&urn));
    let next = match page {
        // A school that was just found is shown first: its name may be another's too.
        Page::School if unseen => Page::School,
        _ => journey::next(content, draft, page),
    };
    let asks_more = matches!(next, Page::School | Page::Allowed | Page::Together);
    let owed = || !journey::faults_on(content, draft, &next).is_empty();
    Saved {
        first: &next == page || (asks_more && owed()),
        next,
        faults: !journey::faults_on(content, draft, page).is_empty(),
    }
}

impl Live {
    /// Schools that the name posted on the page about the school may mean; none on any other page.
    pub(super) async fn found_for(
        &self,
        page: &Page,
        fields: &[(String, String)],
    ) -> Result<Option<Found>, ApiError> {
        Ok(match (page, posted(fields, "organisation")) {
            (Page::School, Some(name)) => Some(self.meant(name).await?),
            _ => None,
        })
    }

    /// What is answered, if this page is on the caller's way.
    async fn on_the_way(
        &self,
        caller: &Caller,
        slug: &Slug,
        page: &Page,
    ) -> Result<(Row, Arc<Version>), ApiError> {
        let row = self.public_row(slug).await?;
        let found = self
            .draft_of(caller, &row)
            .await?
            .ok_or_else(|| ApiError::conflict("no_draft"))?;
        let draft = found.draft.ok_or_else(|| ApiError::conflict("sent"))?;
        if draft.audience.is_none() {
            return Err(ApiError::conflict("no_audience"));
        }
        let version = self.begun_with(draft.version).await?;
        match journey::takes(&version.content, &draft, page) {
            true => Ok((row, version)),
            false => Err(ApiError::NotFound),
        }
    }

    /// The version that a draft was begun with.
    pub(super) async fn begun_with(&self, version: VersionId) -> Result<Arc<Version>, ApiError> {
        self.version(version).await?.ok_or(ApiError::NotFound)
    }

    async fn resume(&self, caller: &Caller, row: &Row) -> Result<Page, ApiError> {
        let found = self.draft_of(caller, row).await?;
        let draft = found
            .and_then(|d| d.draft)
            .ok_or_else(|| ApiError::conflict("no_draft"))?;
        let content = &self.begun_with(draft.version).await?.content;
        Ok(journey::resume(content, &draft))
    }

    async fn running(
        &self,
        row: &Row,
        found: draft::Row,
        now: Timestamp,
    ) -> Result<Option<Running>, ApiError> {
        let (Some(draft), Some(late)) = (found.draft, takes_draft(row, found.begun, now)) else {
            return Ok(None);
        };
        let content = &self.begun_with(draft.version).await?.content;
        Ok(Some(Running {
            resume: journey::resume(content, &draft),
            audience: draft.audience,
            team: draft.team,
            comments: draft.comments.len(),
            begun: self.begun_lines(row, &draft.begun, &draft.language).await?,
            send_by: self.send_by(row, late),
        }))
    }

    /// A draft with what it answers; a lead's with what colleagues share.
    pub(super) async fn writing(
        &self,
        row: &Row,
        found: draft::Row,
        draft: Draft,
        late: bool,
    ) -> Result<Writing, ApiError> {
        let shared = match draft.leads() {
            true => {
                self.shared(&Caller::Respondent(found.id), row, found.id)
                    .await?
            }
            false => Vec::new(),
        };
        let unshared = match draft.leads() {
            true => self.unshared(found.id).await?,
            false => Vec::new(),
        };
        let card = self.card(row).await?;
        let version = self.begun_with(draft.version).await?;
        let before = match found.replaces {
            Some(id) => contribution::received(&self.db, id).await?,
            None => None,
        };
        Ok(Writing {
            amended: card.version > version.number,
            card,
            content: self.in_languages(row.id, &version.content).await?,
            comments: self
                .comment_lines(row, &draft.comments, &draft.language)
                .await?,
            begun: self.begun_lines(row, &draft.begun, &draft.language).await?,
            draft,
            changeable: row.changeable && !late,
            changes: before.map(|(reference, at)| Received {
                reference,
                on: self.wall(at).date(),
            }),
            coded: resume::made(&self.db, found.id).await?.is_some(),
            submission_key: found.submission_key,
            send_by: self.send_by(row, late),
            shared,
            unshared,
            walk: None,
        })
    }

    pub(super) fn send_by(&self, row: &Row, late: bool) -> Option<DateTime> {
        let closes = row.schedule.filter(|_| late)?.closes;
        let last = closes.checked_add(SignedDuration::from_mins(GRACE_MINUTES));
        last.ok().map(|at| self.wall(at))
    }

    /// A key whose draft is no more: the receipt if it was sent.
    async fn sent_before(&self, row: &Row, key: &str) -> Result<Sending, ApiError> {
        let found = contribution::by_key(&self.db, key).await?;
        Ok(match found.filter(|sent| sent.consultation == row.id) {
            Some(_) => Sending::Sent {
                key: key.to_owned(),
                equality: None,
            },
            None => Sending::Lost,
        })
    }

    /// The response that a draft was sent in: a colleague's, in their lead's.
    async fn sent_with(&self, draft: &draft::Row) -> Result<Option<Sent>, ApiError> {
        let own = contribution::by_key(&self.db, &draft.submission_key).await?;
        if own.is_some() {
            return Ok(own);
        }
        let Some(member) = team::member(&self.db, draft.id).await? else {
            return Ok(None);
        };
        let lead = draft::by_id(&self.db, member.lead).await?;
        Ok(match lead {
            Some(lead) => contribution::by_key(&self.db, &lead.submission_key).await?,
            None => None,
        })
    }

    /// Whether an audience is asked in easy words.
    pub(super) async fn is_easy(
        &self,
        row: &Row,
        audience: Option<&str>,
    ) -> Result<bool, ApiError> {
        let audience = audience.and_then(|id| AudienceId::parse(id).ok());
        let (Some(audience), Some(version)) = (audience, self.published(row.id).await?) else {
            return Ok(false);
        };
        Ok(journey::is_easy(&version.content, &audience))
    }

    /// The leave that went with an earlier copy of the form, once it can be used.
    async fn leave_found(&self, key: &str, now: Timestamp) -> Option<String> {
        let leave = self.leaves.find(key, now)?;
        drop(leave.turn().await);
        Some(leave.secret)
    }

    /// Stores, and then gives leave to answer the equality questions. Runs to its end even if nobody waits any more:
    /// a second click takes the first one's connection away, and its answer must find the leave there.
    async fn store_and_give_leave(&self, row: Row, new: New, leave: Leave) -> Result<(), ApiError> {
        let live = self.clone();
        let work = tokio::spawn(async move {
            let _turn = leave.turn().await;
            let stored = live.store(new).await?;
            if !stored.replay {
                // After the response, and in no transaction with it: see ADR 3.
                live.give_leave(&row, &leave.secret).await;
            }
            Ok::<(), StorageError>(())
        });
        Ok(work.await.map_err(|error| internal(&error))??)
    }

    /// Stores under a fresh reference. Forty random bits: another try if somebody has it already.
    pub(super) async fn store(&self, mut new: New) -> Result<Stored, StorageError> {
        for _ in 0..3 {
            new.reference = reference();
            match self.writer.store(new.clone()).await {
                Err(error) if error.is_duplicate() => {}
                stored => return stored,
            }
        }
        new.reference = reference();
        self.writer.store(new).await
    }

    fn faulty(&self, mut new: New) -> New {
        if self.faults.ignore_submission_key {
            new.submission_key = secret();
            new.draft = None;
        }
        new
    }
}
