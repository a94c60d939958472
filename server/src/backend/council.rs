//! Whose database this is.

use super::{Live, authorise, who};
use crate::storage::{Entry, audit, council};
use app::api::ApiError;
use domain::access::{Caller, Permission, Scope};
use domain::council::Council;

impl Live {
    /// Describes the council. The demo one cannot be turned into a real one: its passwords are known.
    ///
    /// # Errors
    /// `Forbidden`; `Conflict` with `demo` on a demo database.
    pub async fn set_council(&self, caller: &Caller, details: &Council) -> Result<(), ApiError> {
        authorise(caller, Permission::ManageStaff, &Scope::Council)?;
        let known = council::read(&self.db).await?;
        if known.is_some_and(|(_, demo)| demo) {
            return Err(ApiError::conflict("demo"));
        }
        let mut tx = self.db.begin().await?;
        council::write(&mut tx, details, false).await?;
        let entry = Entry {
            at: self.clock.now(),
            who: &who(caller),
            what: "council.set",
            why: "",
            consultation: None,
            ids: Vec::new(),
        };
        audit(&mut tx, entry).await?;
        Ok(tx.commit().await?)
    }
}
