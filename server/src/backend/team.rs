//! A response that several people of a school prepare. Each colleague writes in a draft of their own, so nobody
//! overwrites anybody; the lead sees what is shared, takes over what is wanted, and sends one response.

use super::drafts::{TRIES, state, takes_draft, takes_new};
use super::{Live, authorise};
use crate::clock::{hash, random_id, resume_code, secret};
use crate::storage::consultation::Row;
use crate::storage::resume::{self, Made};
use crate::storage::team::{self, Member};
use crate::storage::{StorageError, draft};
use app::api::{
    Alone, ApiError, Both, Code, Colleague, FieldError, Joined, Lead, Pair, Piece, Shared, Take,
    Team, Teaming, Took,
};
use async_trait::async_trait;
use domain::access::{Caller, Permission, Scope};
use domain::contribution::{Capacity, Draft, SpeaksFor};
use domain::id::DraftId;
use domain::journey;
use domain::question::{Answers, Question};
use domain::resume_code::ResumeCode;
use domain::team::{Part, Taken, take, take_comment};
use domain::text::{AudienceId, Called, QuestionId, Slug, TextError};
use domain::typing::Typing;
use jiff::Timestamp;

#[async_trait]
impl Team for Live {
    async fn team(&self, caller: &Caller, slug: &Slug) -> Result<Teaming, ApiError> {
        authorise(caller, Permission::Respond, &Scope::Council)?;
        let row = self.public_row(slug).await?;
        let Some(found) = self.draft_of(caller, &row).await? else {
            return Ok(Teaming::Nothing);
        };
        let Some(draft) = found.draft.clone() else {
            return Ok(Teaming::Sent);
        };
        let Some(late) = takes_draft(&row, found.begun, self.clock.now()) else {
            return Ok(Teaming::Closed(Box::new(self.card(&row).await?)));
        };
        if draft.leads() {
            return self.leading(&row, found, draft, late).await;
        }
        if let Some(member) = team::member(&self.db, found.id).await? {
            return self.joined(&row, &draft, member, late).await;
        }
        let content = &self.begun_with(draft.version).await?.content;
        let known = draft.audience.is_some();
        Ok(Teaming::Alone(Box::new(Alone {
            card: self.card(&row).await?,
            resume: known.then(|| journey::resume(content, &draft)),
            may_lead: may_lead(content, draft.audience.as_ref()),
        })))
    }

    async fn make_team(
        &self,
        caller: &Caller,
        slug: &Slug,
        instead_of: Option<Timestamp>,
    ) -> Result<(), ApiError> {
        authorise(caller, Permission::Respond, &Scope::Council)?;
        let row = self.public_row(slug).await?;
        let (found, draft) = self.unsent_of(caller, &row).await?;
        if draft.colleague().is_some() {
            return Err(ApiError::conflict("colleague"));
        }
        let content = &self.begun_with(draft.version).await?.content;
        if !may_lead(content, draft.audience.as_ref()) {
            return Err(ApiError::conflict("no_team"));
        }
        self.change_draft(caller, &row, |draft| {
            draft.team = Some(Part::Lead);
            // A team makes one response, of an organisation.
            draft.speaks_for.capacity = Some(Capacity::Organisation);
        })
        .await?;
        let now = self.clock.now();
        let mut making = self.team_codes.making(now).await;
        let code = resume_code();
        let new = Made {
            code_hash: hash(code.as_str()),
            at: now,
        };
        if team::put(&self.db, found.id, &new, instead_of).await? {
            making.keep(found.id, now, code);
        }
        Ok(())
    }

    async fn join_team(&self, slug: &Slug, code: &str, called: &str) -> Result<Joined, ApiError> {
        authorise(&Caller::Visitor, Permission::Respond, &Scope::Council)?;
        let row = self.public_row(slug).await?;
        let (code, called) = typed(code, called)?;
        let now = self.clock.now();
        let code_hash = hash(code.as_str());
        let Some(lead) = self.lead_with(&row, &code_hash).await? else {
            if resume::draft_of(&self.db, &code_hash).await?.is_some() {
                return Err(ApiError::invalid("code", "own_code"));
            }
            return Err(ApiError::invalid("code", "no_such_code"));
        };
        let holder = Caller::Team(lead.id);
        authorise(&holder, Permission::JoinTeam, &Scope::Draft(lead.id))?;
        let Some(leads) = lead.draft else {
            return Ok(Joined::Sent);
        };
        if !takes_new(&row, now) {
            return Err(ApiError::Closed);
        }
        let draft = Draft {
            audience: leads.audience,
            language: leads.language,
            version: leads.version,
            speaks_for: SpeaksFor::default(),
            typing: Typing::default(),
            answers: Answers::new(),
            comments: Vec::new(),
            begun: Vec::new(),
            unsure: false,
            consent: None,
            team: Some(Part::Colleague {
                called: called.clone(),
            }),
        };
        let id = DraftId::from_uuid(random_id());
        let (token, key) = (secret(), secret());
        let mut tx = self.db.begin().await?;
        draft::insert(&mut tx, id, (&hash(&token), &key), row.id, &draft, now).await?;
        match team::join(&mut tx, id, lead.id, &called, now).await {
            Err(error) if error.is_duplicate() => Err(ApiError::invalid("called", "taken")),
            Err(error) => Err(error.into()),
            Ok(false) => Ok(Joined::Sent),
            Ok(true) => {
                tx.commit().await?;
                Ok(Joined::Here { token })
            }
        }
    }

    async fn share(&self, caller: &Caller, slug: &Slug, shared: bool) -> Result<(), ApiError> {
        authorise(caller, Permission::Respond, &Scope::Council)?;
        let row = self.public_row(slug).await?;
        let (found, _) = self.unsent_of(caller, &row).await?;
        let now = self.clock.now();
        Ok(team::share(&self.db, found.id, shared.then_some(now)).await?)
    }

    async fn end_team(&self, caller: &Caller, slug: &Slug) -> Result<(), ApiError> {
        authorise(caller, Permission::Respond, &Scope::Council)?;
        let row = self.public_row(slug).await?;
        let (found, draft) = self.unsent_of(caller, &row).await?;
        if !draft.leads() {
            return Ok(());
        }
        self.release(found.id).await?;
        self.change_draft(caller, &row, |draft| draft.team = None)
            .await?;
        Ok(())
    }

    async fn take(&self, caller: &Caller, slug: &Slug, wanted: &Take) -> Result<Took, ApiError> {
        authorise(caller, Permission::Respond, &Scope::Council)?;
        let row = self.public_row(slug).await?;
        let (lead, leads) = self.unsent_of(caller, &row).await?;
        let theirs = self.shared_with(caller, lead.id, &wanted.called).await?;
        let content = &self.begun_with(leads.version).await?.content;
        let mut took = Took::Done;
        match &wanted.piece {
            Piece::Answer(id) => {
                let question = asked(content, &leads, id)?;
                let theirs = theirs.answers.get(id).cloned().unwrap_or_default();
                self.change_draft(caller, &row, |draft| {
                    let ours = draft.answers.get(id).cloned().unwrap_or_default();
                    let seen = wanted.seen.as_deref() == Some(&state(&ours));
                    took = match take(&question.kind, &ours, &theirs, wanted.how, seen) {
                        Taken::Put(answer) => {
                            draft.answers.insert(id.clone(), answer);
                            Took::Done
                        }
                        Taken::Nothing => Took::Done,
                        Taken::ShowBoth => Took::ShowBoth,
                    };
                })
                .await?;
            }
            Piece::Comment(document, clause) => {
                let here = |c: &domain::contribution::ClauseComment| {
                    &c.document == document && &c.clause == clause
                };
                let theirs = theirs.comments.into_iter().find(here);
                let theirs = theirs.ok_or(ApiError::NotFound)?;
                self.change_draft(caller, &row, |draft| {
                    let ours = draft.comments.iter().find(|c| here(c)).cloned();
                    let seen = wanted.seen.as_deref() == Some(&state(&ours));
                    took = match take_comment(ours.as_ref(), &theirs, wanted.how, seen) {
                        Taken::Put(comment) => {
                            draft.comments.retain(|c| !here(c));
                            draft.comments.push(comment);
                            draft.forget_begun(document, clause);
                            Took::Done
                        }
                        Taken::Nothing => Took::Done,
                        Taken::ShowBoth => Took::ShowBoth,
                    };
                })
                .await?;
            }
        }
        Ok(took)
    }

    async fn both(
        &self,
        caller: &Caller,
        slug: &Slug,
        called: &Called,
        piece: &Piece,
    ) -> Result<Option<Both>, ApiError> {
        authorise(caller, Permission::Respond, &Scope::Council)?;
        let row = self.public_row(slug).await?;
        let (found, draft) = self.unsent_of(caller, &row).await?;
        let theirs = self.shared_with(caller, found.id, called).await?;
        let late = takes_draft(&row, found.begun, self.clock.now()).ok_or(ApiError::Closed)?;
        let content = &self.begun_with(draft.version).await?.content;
        let (pair, seen) = match piece {
            Piece::Answer(id) => {
                let question = asked(content, &draft, id)?;
                let ours = draft.answers.get(id).cloned().unwrap_or_default();
                let theirs = theirs.answers.get(id).cloned().unwrap_or_default();
                if ours.is_empty() || theirs.is_empty() || domain::team::same(&ours, &theirs) {
                    return Ok(None);
                }
                let seen = state(&ours);
                let question = Box::new(question.clone());
                (
                    Pair::Answers {
                        question,
                        ours,
                        theirs,
                    },
                    seen,
                )
            }
            Piece::Comment(document, clause) => {
                let here = |c: &&domain::contribution::ClauseComment| {
                    &c.document == document && &c.clause == clause
                };
                let ours = draft.comments.iter().find(here).cloned();
                let Some(theirs) = theirs.comments.iter().find(here).cloned() else {
                    return Ok(None);
                };
                if ours.is_none() || ours.as_ref() == Some(&theirs) {
                    return Ok(None);
                }
                let lines = self
                    .comment_lines(&row, std::slice::from_ref(&theirs), &draft.language)
                    .await?;
                let place = lines.into_iter().next().map(|line| line.place);
                let seen = state(&ours);
                (
                    Pair::Comments {
                        place: place.unwrap_or_default(),
                        ours,
                        theirs,
                    },
                    seen,
                )
            }
        };
        Ok(Some(Both {
            writing: self.writing(&row, found, draft, late).await?,
            called: called.clone(),
            pair,
            seen,
        }))
    }
}

/// Reads what somebody typed who joins.
fn typed(code: &str, called: &str) -> Result<(ResumeCode, Called), ApiError> {
    let mut fields = Vec::new();
    let code = match (code.trim(), ResumeCode::parse(code)) {
        ("", _) => {
            fields.push(FieldError::code("code", "missing"));
            None
        }
        (_, None) => {
            fields.push(FieldError::code("code", "not_a_code"));
            None
        }
        (_, code) => code,
    };
    let called = Called::parse(called).map_err(|error| match error {
        TextError::Empty => "missing",
        TextError::TooLong { .. } | TextError::Malformed => "too_long",
    });
    match (code, called) {
        (Some(code), Ok(called)) => Ok((code, called)),
        (_, called) => {
            fields.extend(called.err().map(|code| FieldError::code("called", code)));
            Err(ApiError::Invalid { fields })
        }
    }
}

/// Whether this audience is asked for whom it speaks.
fn may_lead(content: &domain::content::Content, audience: Option<&AudienceId>) -> bool {
    let organisations = |id: &AudienceId| {
        content
            .audiences
            .iter()
            .any(|a| &a.id == id && a.organisations)
    };
    audience.is_some_and(organisations)
}

fn asked<'a>(
    content: &'a domain::content::Content,
    draft: &Draft,
    id: &QuestionId,
) -> Result<&'a Question, ApiError> {
    let audience = draft.audience.as_ref().ok_or(ApiError::NotFound)?;
    let asked = journey::asked(content, audience);
    asked
        .into_iter()
        .find(|question| &question.id == id)
        .ok_or(ApiError::NotFound)
}

impl Live {
    /// The caller's draft, which is not sent yet.
    async fn unsent_of(&self, caller: &Caller, row: &Row) -> Result<(draft::Row, Draft), ApiError> {
        let found = self.draft_of(caller, row).await?;
        let found = found.ok_or_else(|| ApiError::conflict("no_draft"))?;
        let draft = found.draft.clone();
        let draft = draft.ok_or_else(|| ApiError::conflict("sent"))?;
        takes_draft(row, found.begun, self.clock.now()).ok_or(ApiError::Closed)?;
        Ok((found, draft))
    }

    /// The lead's draft of the team with this code, if it is one of this consultation.
    async fn lead_with(&self, row: &Row, code_hash: &str) -> Result<Option<draft::Row>, ApiError> {
        let Some(id) = team::lead_with(&self.db, code_hash).await? else {
            return Ok(None);
        };
        let found = draft::by_id(&self.db, id).await?;
        Ok(found.filter(|draft| draft.consultation == row.id))
    }

    async fn leading(
        &self,
        row: &Row,
        found: draft::Row,
        draft: Draft,
        late: bool,
    ) -> Result<Teaming, ApiError> {
        let lead = found.id;
        let colleague = |member: Member| Colleague {
            called: member.called,
            shared: member.shared.map(|at| self.wall(at)),
            saved: member.shared.map(|_| self.wall(member.saved)),
        };
        let members = team::members(&self.db, lead).await?;
        let content = &self.begun_with(draft.version).await?.content;
        let resume = journey::resume(content, &draft);
        Ok(Teaming::Lead(Box::new(Lead {
            writing: self.writing(row, found, draft, late).await?,
            code: self.team_code_of(lead).await?,
            colleagues: members.into_iter().map(colleague).collect(),
            can_come_back: resume::made(&self.db, lead).await?.is_some(),
            resume,
        })))
    }

    async fn joined(
        &self,
        row: &Row,
        draft: &Draft,
        member: Member,
        late: bool,
    ) -> Result<Teaming, ApiError> {
        let Some(lead) = draft::by_id(&self.db, member.lead)
            .await?
            .and_then(|d| d.draft)
        else {
            return Ok(Teaming::Sent);
        };
        let who = &lead.speaks_for;
        let named = who.school().map(|school| school.name.clone());
        let content = &self.begun_with(draft.version).await?.content;
        let closes = row.schedule.map(|schedule| schedule.closes);
        Ok(Teaming::Colleague(Box::new(app::api::Member {
            card: self.card(row).await?,
            called: member.called,
            organisation: named.unwrap_or_else(|| who.organisation.trim().to_owned()),
            shared: member.shared.map(|at| self.wall(at)),
            resume: journey::resume(content, draft),
            closes: closes.filter(|_| !late).map(|at| self.wall(at)),
            send_by: self.send_by(row, late),
            can_come_back: resume::made(&self.db, member.draft).await?.is_some(),
        })))
    }

    async fn team_code_of(&self, lead: DraftId) -> Result<Option<Code>, StorageError> {
        let Some(made) = team::made(&self.db, lead).await? else {
            return Ok(None);
        };
        let shown = self.team_codes.find(lead, self.clock.now()).await;
        Ok(Some(Code {
            shown: shown.filter(|code| hash(code.as_str()) == made.code_hash),
            made: self.wall(made.at),
            stamp: made.at,
        }))
    }

    /// What colleagues share with the lead of this draft.
    ///
    /// # Errors
    /// `Forbidden` for anybody but that lead.
    pub(super) async fn shared(
        &self,
        caller: &Caller,
        row: &Row,
        lead: DraftId,
    ) -> Result<Vec<Shared>, ApiError> {
        authorise(caller, Permission::LeadTeam, &Scope::Draft(lead))?;
        let mut shared = Vec::new();
        for member in team::members(&self.db, lead).await? {
            let Some(draft) = self.shared_draft(&member).await? else {
                continue;
            };
            shared.push(Shared {
                called: member.called,
                answers: draft.answers,
                comments: self
                    .comment_lines(row, &draft.comments, &draft.language)
                    .await?,
            });
        }
        Ok(shared)
    }

    /// Colleagues who wrote something and do not share it. What it is stays theirs.
    pub(super) async fn unshared(&self, lead: DraftId) -> Result<Vec<Called>, StorageError> {
        let mut unshared = Vec::new();
        for member in team::members(&self.db, lead).await? {
            if member.shared.is_some() {
                continue;
            }
            let found = draft::by_id(&self.db, member.draft).await?;
            if found
                .and_then(|found| found.draft)
                .is_some_and(|draft| draft.has_words())
            {
                unshared.push(member.called);
            }
        }
        Ok(unshared)
    }

    /// What the colleague of this name shares with the lead of this draft.
    async fn shared_with(
        &self,
        caller: &Caller,
        lead: DraftId,
        called: &Called,
    ) -> Result<Draft, ApiError> {
        authorise(caller, Permission::LeadTeam, &Scope::Draft(lead))?;
        let members = team::members(&self.db, lead).await?;
        let member = members.into_iter().find(|member| &member.called == called);
        let member = member.ok_or(ApiError::NotFound)?;
        let draft = self.shared_draft(&member).await?;
        draft.ok_or(ApiError::NotFound)
    }

    /// A colleague's draft, if the lead may see it.
    async fn shared_draft(&self, member: &Member) -> Result<Option<Draft>, StorageError> {
        if member.shared.is_none() {
            return Ok(None);
        }
        let found = draft::by_id(&self.db, member.draft).await?;
        Ok(found.and_then(|found| found.draft))
    }

    /// Ends the team that a draft leads, if it leads one. Colleagues keep what they wrote, as drafts of their own.
    pub(super) async fn release(&self, lead: DraftId) -> Result<(), ApiError> {
        for member in team::members(&self.db, lead).await? {
            self.edit_member(member.draft, |draft| {
                draft.team = Some(Part::Released {
                    called: member.called.clone(),
                });
            })
            .await?;
        }
        self.team_codes.drop(lead).await;
        Ok(team::end(&self.db, lead).await?)
    }

    /// Asks colleagues what the lead is asked from now on. What they wrote stays, as the lead's own does.
    pub(super) async fn follow(
        &self,
        lead: DraftId,
        audience: &AudienceId,
    ) -> Result<(), ApiError> {
        for member in team::members(&self.db, lead).await? {
            self.edit_member(member.draft, |draft| {
                draft.audience = Some(audience.clone());
            })
            .await?;
        }
        Ok(())
    }

    /// Changes what is not a colleague's own words, whatever they save at the same moment.
    async fn edit_member(
        &self,
        id: DraftId,
        change: impl Fn(&mut Draft) + Send,
    ) -> Result<(), ApiError> {
        for _ in 0..TRIES {
            let found = draft::by_id(&self.db, id).await?;
            let Some((found, mut draft)) = found.and_then(|f| f.draft.clone().map(|d| (f, d)))
            else {
                return Ok(());
            };
            change(&mut draft);
            if draft::save(&self.db, &found, &draft, self.clock.now()).await? {
                return Ok(());
            }
        }
        Err(ApiError::conflict("changed_meanwhile"))
    }
}
