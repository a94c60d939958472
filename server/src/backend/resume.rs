//! Coming back to a response without an account, and leaving no trace of it on a shared computer.

use super::drafts::{takes_draft, takes_new};
use super::{Live, authorise};
use crate::clock::{hash, resume_code, secret};
use crate::storage::consultation::Row;
use crate::storage::resume::{self, Made};
use crate::storage::{StorageError, council, draft, team};
use app::api::{ApiError, CameBack, Code, Forgotten, Kept, Leaving, Resume};
use app::components::title::words_in;
use app::routes;
use app::text::letter::Letter;
use async_trait::async_trait;
use domain::access::{Caller, Permission, Scope};
use domain::consultation::GRACE_MINUTES;
use domain::contribution::Draft;
use domain::id::DraftId;
use domain::journey::{self, Page};
use domain::resume_code::ResumeCode;
use domain::text::{AudienceId, Email, Slug, TextError};
use jiff::{SignedDuration, Timestamp};

#[async_trait]
impl Resume for Live {
    async fn leaving(&self, caller: &Caller, slug: &Slug) -> Result<Leaving, ApiError> {
        authorise(caller, Permission::Respond, &Scope::Council)?;
        let row = self.public_row(slug).await?;
        let Some(found) = self.draft_of(caller, &row).await? else {
            return Ok(Leaving::Nothing);
        };
        let Some(draft) = &found.draft else {
            return Ok(Leaving::Sent);
        };
        let card = self.card(&row).await?;
        let Some(late) = takes_draft(&row, found.begun, self.clock.now()) else {
            return Ok(Leaving::Closed(Box::new(card)));
        };
        let closes = row.schedule.map(|schedule| schedule.closes);
        let grace = SignedDuration::from_mins(GRACE_MINUTES);
        let send_by = closes.and_then(|at| at.checked_add(grace).ok());
        Ok(Leaving::Kept(Box::new(Kept {
            card,
            resume: self.goes_on(draft).await?,
            closes: closes.filter(|_| !late).map(|at| self.wall(at)),
            send_by: send_by.map(|at| self.wall(at)),
            code: self.code_of(found.id).await?,
            mail: self.mail.is_some(),
            easy: (self.is_easy(&row, draft.audience.as_ref().map(AudienceId::as_str))).await?,
        })))
    }

    async fn make_code(
        &self,
        caller: &Caller,
        slug: &Slug,
        token: &str,
        instead_of: Option<Timestamp>,
    ) -> Result<(), ApiError> {
        authorise(caller, Permission::Respond, &Scope::Council)?;
        let row = self.public_row(slug).await?;
        let found = self
            .draft_of(caller, &row)
            .await?
            .ok_or_else(|| ApiError::conflict("no_draft"))?;
        if found.draft.is_none() {
            return Err(ApiError::conflict("sent"));
        }
        let now = self.clock.now();
        takes_draft(&row, found.begun, now).ok_or(ApiError::Closed)?;
        let mut making = self.codes.making(now).await;
        let code = resume_code();
        let new = Made {
            code_hash: hash(code.as_str()),
            at: now,
        };
        let mut tx = self.db.begin().await?;
        if !resume::put(&mut tx, found.id, &new, instead_of).await? {
            return Ok(());
        }
        resume::end_others(&mut tx, found.id, &hash(token)).await?;
        tx.commit().await?;
        making.keep(found.id, now, code);
        Ok(())
    }

    async fn mail_code(
        &self,
        caller: &Caller,
        slug: &Slug,
        to: &str,
        letter: &Letter,
    ) -> Result<(), ApiError> {
        authorise(caller, Permission::Respond, &Scope::Council)?;
        let row = self.public_row(slug).await?;
        let found = self
            .draft_of(caller, &row)
            .await?
            .ok_or_else(|| ApiError::conflict("no_draft"))?;
        let mail = self
            .mail
            .as_ref()
            .ok_or_else(|| ApiError::conflict("no_mail"))?;
        if found.draft.is_none() {
            return Err(ApiError::conflict("sent"));
        }
        let now = self.clock.now();
        takes_draft(&row, found.begun, now).ok_or(ApiError::Closed)?;
        let to = Email::parse(to.trim())
            .map_err(|wrong| ApiError::invalid("email", no_email(&wrong)))?;
        let code = self.code_of(found.id).await?.and_then(|code| code.shown);
        let code = code.ok_or_else(|| ApiError::conflict("no_code"))?;
        // Every letter counts, so that nobody can flood somebody else's box from here.
        self.mails
            .take(row.id, now)
            .map_err(|retry_after| ApiError::TooMany { retry_after })?;
        let council = self.council_name().await?;
        let address = mail.address(&routes::come_back(slug));
        let (about, _) = words_in(&self.card(&row).await?, &letter.language);
        let body = letter.with(&about.title, &code.to_string(), &address);
        mail.send(&council, &to, &letter.subject, body)
            .await
            .map_err(|_| ApiError::invalid("email", "not_sent"))
    }

    async fn come_back(&self, slug: &Slug, typed: &str) -> Result<CameBack, ApiError> {
        authorise(&Caller::Visitor, Permission::Respond, &Scope::Council)?;
        let row = self.public_row(slug).await?;
        if typed.trim().is_empty() {
            return Err(ApiError::invalid("code", "missing"));
        }
        let code =
            ResumeCode::parse(typed).ok_or_else(|| ApiError::invalid("code", "not_a_code"))?;
        let now = self.clock.now();
        let Some(mut found) = self.coded(&row, &code).await? else {
            if team::lead_with(&self.db, &hash(code.as_str()))
                .await?
                .is_some()
            {
                return Err(ApiError::invalid("code", "team_code"));
            }
            return Err(ApiError::invalid("code", "no_such_code"));
        };
        if row.changeable && found.is_kept() && takes_new(&row, now) {
            found = self.to_change(found, now).await?;
        }
        let Some(draft) = &found.draft else {
            return Ok(CameBack::Sent);
        };
        takes_draft(&row, found.begun, now).ok_or(ApiError::Closed)?;
        let token = secret();
        let mut tx = self.db.begin().await?;
        resume::add_browser(&mut tx, found.id, &hash(&token)).await?;
        tx.commit().await?;
        let resume = self.goes_on(draft).await?;
        Ok(CameBack::Here { token, resume })
    }

    async fn forget(
        &self,
        caller: &Caller,
        slug: &Slug,
        token: &str,
    ) -> Result<Forgotten, ApiError> {
        authorise(caller, Permission::Respond, &Scope::Council)?;
        let row = self.public_row(slug).await?;
        let Some(found) = self.draft_of(caller, &row).await? else {
            return Ok(Forgotten::Nothing);
        };
        self.codes.drop(found.id).await;
        let coded = resume::made(&self.db, found.id).await?.is_some();
        if found.draft.is_some() && !coded {
            self.release(found.id).await?;
            draft::delete(&self.db, found.id).await?;
            return Ok(Forgotten::Deleted);
        }
        let mut tx = self.db.begin().await?;
        resume::end_browser(&mut tx, &hash(token), &hash(&secret())).await?;
        tx.commit().await?;
        Ok(match found.draft {
            Some(_) => Forgotten::Kept,
            None => Forgotten::Sent,
        })
    }
}

/// The code of what is wrong with an address.
fn no_email(wrong: &TextError) -> &'static str {
    match wrong {
        TextError::Empty => "missing",
        TextError::TooLong { .. } => "too_long",
        TextError::Malformed => "malformed",
    }
}

impl Live {
    pub(super) async fn council_name(&self) -> Result<String, ApiError> {
        let council = council::read(&self.db).await?;
        let (council, _) = council.ok_or_else(|| ApiError::conflict("no_council"))?;
        Ok(council.name)
    }

    /// The page where somebody goes on; none when they have yet to say who they are.
    async fn goes_on(&self, draft: &Draft) -> Result<Option<Page>, ApiError> {
        if draft.audience.is_none() {
            return Ok(None);
        }
        let version = self.version(draft.version).await?;
        let version = version.ok_or(ApiError::NotFound)?;
        Ok(Some(journey::resume(&version.content, draft)))
    }

    /// A draft that was sent, opened to be changed. Its writer is alone with it: what a team sent is one response.
    async fn to_change(&self, sent: draft::Row, now: Timestamp) -> Result<draft::Row, ApiError> {
        let mut tx = self.db.begin().await?;
        draft::open_again(&mut tx, sent.id, &secret(), now).await?;
        tx.commit().await?;
        let again = |found: Option<draft::Row>| found.ok_or_else(|| ApiError::conflict("no_draft"));
        let found = again(draft::by_id(&self.db, sent.id).await?)?;
        match found.draft.clone() {
            Some(mut alone) if alone.team.is_some() => {
                alone.team = None;
                draft::save(&self.db, &found, &alone, now).await?;
                again(draft::by_id(&self.db, sent.id).await?)
            }
            _ => Ok(found),
        }
    }

    async fn code_of(&self, draft: DraftId) -> Result<Option<Code>, StorageError> {
        let Some(made) = resume::made(&self.db, draft).await? else {
            return Ok(None);
        };
        let shown = self.codes.find(draft, self.clock.now()).await;
        Ok(Some(Code {
            // Another program on the same database may have made a newer one.
            shown: shown.filter(|code| hash(code.as_str()) == made.code_hash),
            made: self.wall(made.at),
            stamp: made.at,
        }))
    }

    /// The draft with this code, if it is one of this consultation.
    async fn coded(&self, row: &Row, code: &ResumeCode) -> Result<Option<draft::Row>, ApiError> {
        let Some(id) = resume::draft_of(&self.db, &hash(code.as_str())).await? else {
            return Ok(None);
        };
        let found = draft::by_id(&self.db, id).await?;
        Ok(found.filter(|draft| draft.consultation == row.id))
    }

    /// Forgets codes that were made a while ago: their hashes stay.
    pub async fn forget_codes(&self) {
        self.codes.forget(self.clock.now()).await;
        self.team_codes.forget(self.clock.now()).await;
    }
}
