//! Words posted to a response that is no longer there to take them: shown back, and carried into a new one.

use super::{Live, authorise};
use app::api::{ApiError, Respond, Unkept};
use domain::access::{Caller, Permission, Scope};
use domain::journey::unkept;
use domain::text::Slug;

impl Live {
    /// What a page's form posted, for whoever has no response now that takes it.
    ///
    /// # Errors
    /// `NotFound`, or when storage fails.
    pub async fn unkept(
        &self,
        caller: &Caller,
        slug: &Slug,
        fields: &[(String, String)],
    ) -> Result<Unkept, ApiError> {
        authorise(caller, Permission::Respond, &Scope::Council)?;
        let row = self.public_row(slug).await?;
        let version = self.published(row.id).await?.ok_or(ApiError::NotFound)?;
        Ok(Unkept {
            start: Respond::start(self, caller, slug).await?,
            fields: unkept::answering(&version.content, fields),
            words: unkept::words(&version.content, fields),
        })
    }

    /// Puts what was posted before into a response that was begun just now.
    ///
    /// # Errors
    /// As [`Live::change_draft`].
    pub async fn carry(
        &self,
        caller: &Caller,
        slug: &Slug,
        fields: &[(String, String)],
    ) -> Result<(), ApiError> {
        authorise(caller, Permission::Respond, &Scope::Council)?;
        let row = self.public_row(slug).await?;
        let version = self.published(row.id).await?.ok_or(ApiError::NotFound)?;
        if unkept::answering(&version.content, fields).is_empty() {
            return Ok(());
        }
        let carry = |draft: &mut _| unkept::carry(&version.content, draft, fields);
        self.change_draft(caller, &row, carry).await.map(drop)
    }
}
