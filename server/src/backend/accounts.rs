//! Signing in and out, and the accounts of staff.

use super::{Live, authorise, internal, who};
use crate::auth;
use crate::clock::{hash, ordered_id, secret};
use crate::storage::staff::Account;
use crate::storage::{Entry, audit, session, staff};
use app::api::ApiError;
use app::visit::Retry;
use domain::access::{Caller, Grant, Permission, Scope, Staff};
use domain::id::StaffId;
use domain::text::Email;
use jiff::SignedDuration;

/// Wrong passwords before an account takes no more for a while.
pub const TRIES: i64 = 5;
/// How long it then takes no more.
const LOCKED: SignedDuration = SignedDuration::from_mins(15);
/// A session is over after a working day.
const SESSION: SignedDuration = SignedDuration::from_hours(8);

/// A session found by its secret.
#[derive(Clone, Debug)]
pub struct Session {
    /// Who is signed in.
    pub staff: Staff,
    /// Goes into every form.
    pub csrf: String,
    /// A refused form to be shown again.
    pub retry: Option<Retry>,
}

/// A new account.
#[derive(Clone, Debug)]
pub struct NewAccount {
    /// Signs in with it.
    pub email: Email,
    /// Shown beside what they do.
    pub name: String,
    /// At least [`auth::LEAST_CHARACTERS`] characters.
    pub password: String,
    /// What they may.
    pub grant: Grant,
}

impl Live {
    /// Begins a session. Gives its secret.
    ///
    /// # Errors
    /// `Forbidden` for a wrong e-mail or password alike; `TooMany` after [`TRIES`] wrong ones, right or not.
    pub async fn sign_in(&self, email: &str, password: String) -> Result<String, ApiError> {
        let now = self.clock.now();
        let account = match Email::parse(email) {
            Ok(email) => staff::by_email(&self.db, &email).await?,
            Err(_) => None,
        };
        let stored = account.as_ref().map(|a| a.password_hash.clone());
        let right = auth::verify(password, stored).await;
        let Some(account) = account.filter(|a| !a.disabled) else {
            return Err(ApiError::Forbidden);
        };
        if let Some(until) = account.locked_until.filter(|until| now < *until) {
            let wait = until.duration_since(now).as_secs();
            return Err(ApiError::TooMany {
                retry_after: u32::try_from(wait).unwrap_or(u32::MAX),
            });
        }
        match right {
            true => self.begin_session(&account).await,
            false => self.note_failure(&account).await,
        }
    }

    async fn begin_session(&self, account: &Account) -> Result<String, ApiError> {
        let (now, token) = (self.clock.now(), secret());
        let expires = now.saturating_add(SESSION).unwrap_or(now);
        let mut tx = self.db.begin().await?;
        staff::tried(&mut tx, account.staff.id, 0, None).await?;
        session::insert(
            &mut tx,
            &hash(&token),
            account.staff.id,
            &secret(),
            (now, expires),
        )
        .await?;
        self.note(&mut tx, account, "staff.sign-in").await?;
        tx.commit().await?;
        Ok(token)
    }

    async fn note_failure(&self, account: &Account) -> Result<String, ApiError> {
        let now = self.clock.now();
        let failures = account.failures + 1;
        let locked = (failures >= TRIES).then(|| now.saturating_add(LOCKED).unwrap_or(now));
        let mut tx = self.db.begin().await?;
        // The count starts again with the next try after the lock.
        let kept = if locked.is_some() { 0 } else { failures };
        staff::tried(&mut tx, account.staff.id, kept, locked).await?;
        let what = if locked.is_some() {
            "staff.locked"
        } else {
            "staff.sign-in-failed"
        };
        self.note(&mut tx, account, what).await?;
        tx.commit().await?;
        Err(ApiError::Forbidden)
    }

    async fn note(
        &self,
        tx: &mut crate::storage::Tx,
        account: &Account,
        what: &'static str,
    ) -> Result<(), ApiError> {
        let email = account.staff.email.to_string();
        let entry = Entry {
            at: self.clock.now(),
            who: &email,
            what,
            why: "",
            consultation: None,
            ids: vec![account.staff.id.to_string()],
        };
        Ok(audit(tx, entry).await?)
    }

    /// The session with this secret, unless it is over or its account is ended.
    ///
    /// # Errors
    /// When storage fails.
    pub async fn session(&self, token: &str) -> Result<Option<Session>, ApiError> {
        let Some(row) = session::find(&self.db, &hash(token)).await? else {
            return Ok(None);
        };
        if row.expires <= self.clock.now() {
            session::end(&self.db, &hash(token)).await?;
            return Ok(None);
        }
        let account = staff::by_id(&self.db, row.staff)
            .await?
            .filter(|a| !a.disabled);
        Ok(account.map(|a| Session {
            staff: a.staff,
            csrf: row.csrf,
            retry: row.retry,
        }))
    }

    /// Keeps a refused form for the session's next page, or forgets it.
    ///
    /// # Errors
    /// When storage fails.
    pub async fn keep_form(&self, token: &str, retry: Option<&Retry>) -> Result<(), ApiError> {
        Ok(session::keep(&self.db, &hash(token), retry).await?)
    }

    /// Ends a session.
    ///
    /// # Errors
    /// When storage fails.
    pub async fn sign_out(&self, token: &str) -> Result<(), ApiError> {
        Ok(session::end(&self.db, &hash(token)).await?)
    }

    /// Adds an account with one role.
    ///
    /// Fields that may be refused: `email` (`taken`), `password` (the reason).
    ///
    /// # Errors
    /// `Forbidden` for anybody but an admin.
    pub async fn add_account(&self, caller: &Caller, new: NewAccount) -> Result<(), ApiError> {
        authorise(caller, Permission::ManageStaff, &Scope::Council)?;
        let hashed = match auth::hash(new.password).await {
            Ok(hashed) => hashed,
            Err(error @ auth::PasswordError::TooShort) => {
                return Err(ApiError::invalid("password", error.to_string()));
            }
            Err(error) => return Err(internal(&error)),
        };
        let id = StaffId::from_uuid(ordered_id());
        let by = who(caller);
        let mut tx = self.db.begin().await?;
        match staff::insert(
            &mut tx,
            id,
            (&new.email, &new.name),
            &hashed,
            self.clock.now(),
        )
        .await
        {
            Err(error) if error.is_duplicate() => return Err(ApiError::invalid("email", "taken")),
            other => other?,
        }
        staff::grant(&mut tx, id, new.grant).await?;
        let entry = Entry {
            at: self.clock.now(),
            who: &by,
            what: "staff.add",
            why: new.grant.role.as_str(),
            consultation: new.grant.consultation,
            ids: vec![id.to_string()],
        };
        audit(&mut tx, entry).await?;
        Ok(tx.commit().await?)
    }

    /// Every account, by e-mail.
    ///
    /// # Errors
    /// `Forbidden` for anybody but an admin.
    pub async fn accounts(&self, caller: &Caller) -> Result<Vec<Account>, ApiError> {
        authorise(caller, Permission::ManageStaff, &Scope::Council)?;
        Ok(staff::all(&self.db).await?)
    }

    /// Ends an account and its sessions.
    ///
    /// # Errors
    /// `NotFound` when there is none; `Forbidden` for anybody but an admin.
    pub async fn disable_account(&self, caller: &Caller, email: &Email) -> Result<(), ApiError> {
        authorise(caller, Permission::ManageStaff, &Scope::Council)?;
        let account = staff::by_email(&self.db, email)
            .await?
            .ok_or(ApiError::NotFound)?;
        let (by, now) = (who(caller), self.clock.now());
        let mut tx = self.db.begin().await?;
        staff::disable(&mut tx, account.staff.id, now).await?;
        session::end_all(&mut tx, account.staff.id).await?;
        let ids = vec![account.staff.id.to_string()];
        audit(
            &mut tx,
            Entry {
                at: now,
                who: &by,
                what: "staff.disable",
                why: "",
                consultation: None,
                ids,
            },
        )
        .await?;
        Ok(tx.commit().await?)
    }
}
