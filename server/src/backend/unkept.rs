//! Words posted to a response that is no longer there to take them, or past which it leads by now: shown back, and kept
//! where there is a place for them.

use super::{Live, authorise};
use app::api::{ApiError, Aside, Respond, Unkept};
use domain::access::{Caller, Permission, Scope};
use domain::journey::{self, Page, unkept};
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

    /// Puts what was posted to a page off their way into the caller's response all the same; none where it answers
    /// nothing that this consultation asks.
    ///
    /// # Errors
    /// As [`Live::change_draft`].
    pub async fn put_aside(
        &self,
        caller: &Caller,
        slug: &Slug,
        page: Option<&Page>,
        fields: &[(String, String)],
    ) -> Result<Option<Aside>, ApiError> {
        authorise(caller, Permission::Respond, &Scope::Council)?;
        let row = self.public_row(slug).await?;
        let draft = self.draft_of(caller, &row).await?.and_then(|d| d.draft);
        let Some(draft) = draft.filter(|draft| draft.audience.is_some()) else {
            return Ok(None);
        };
        let version = self.begun_with(draft.version).await?;
        let content = &version.content;
        // Questions of another version than the one they answer have no place in the response.
        let published = self.published(row.id).await?.ok_or(ApiError::NotFound)?;
        let own = unkept::answering(content, fields);
        let (_, others): (Vec<_>, Vec<_>) =
            (fields.iter().cloned()).partition(|field| own.contains(field));
        let lost = unkept::words(&published.content, &others);
        if own.is_empty() && lost.is_empty() {
            return Ok(None);
        }
        let put = |draft: &mut _| unkept::put_aside(content, draft, &own);
        let draft = self.change_draft(caller, &row, put).await?;
        Ok(Some(Aside {
            card: self.card(&row).await?,
            kept: unkept::words(content, &own),
            unkept: lost,
            on: match page {
                Some(page) => journey::next(content, &draft, page),
                None => journey::resume(content, &draft),
            },
        }))
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
