//! Officers reading, filtering and screening what people sent.

mod list;
mod screen;
mod whole;

use super::{Live, who};
use crate::storage::consultation::Row;
use crate::storage::{Entry, Tx, audit, audit_page, audited, duplicate, erasure, response};
use app::api::{
    Act, ApiError, AuditLine, AuditPage, Erasure, FieldError, PAGE_LENGTH, ResponseFilter,
    ResponseList, Responses, TextSeen, WholeResponse,
};
use async_trait::async_trait;
use domain::access::{Caller, Permission};
use domain::text::Slug;

#[async_trait]
impl Responses for Live {
    async fn responses(
        &self,
        caller: &Caller,
        slug: &Slug,
        filter: &ResponseFilter,
        page: usize,
    ) -> Result<ResponseList, ApiError> {
        let row = self
            .row_for(caller, slug, Permission::ReadResponses)
            .await?;
        self.list_responses(caller, &row, filter, page).await
    }

    async fn response(
        &self,
        caller: &Caller,
        slug: &Slug,
        reference: &str,
    ) -> Result<WholeResponse, ApiError> {
        let row = self
            .row_for(caller, slug, Permission::ReadResponses)
            .await?;
        self.whole_response(caller, &row, reference).await
    }

    async fn screen(&self, caller: &Caller, text: &TextSeen, act: Act) -> Result<(), ApiError> {
        let row = self
            .row_for(caller, &text.slug, Permission::ScreenTexts)
            .await?;
        self.screen_text(caller, &row, text, act).await
    }

    async fn clear_all(
        &self,
        caller: &Caller,
        slug: &Slug,
        reference: &str,
    ) -> Result<(), ApiError> {
        let row = self.row_for(caller, slug, Permission::ScreenTexts).await?;
        self.clear_texts(&who(caller), &row, reference).await
    }

    async fn erase(
        &self,
        caller: &Caller,
        slug: &Slug,
        reference: &str,
        erasure: &Erasure,
    ) -> Result<(), ApiError> {
        let row = self.row_for(caller, slug, Permission::Erase).await?;
        let found = self.contribution(&row, reference).await?;
        let mut fields = Vec::new();
        if !erasure
            .confirm
            .trim()
            .eq_ignore_ascii_case(&found.reference)
        {
            fields.push(FieldError::code("confirm", "not_the_reference"));
        }
        if erasure.reason.trim().is_empty() {
            fields.push(FieldError::code("reason", "missing"));
        }
        if !fields.is_empty() {
            return Err(ApiError::Invalid { fields });
        }
        let (who, now) = (who(caller), self.clock.now());
        let mut tx = self.db.begin().await?;
        if !erasure::erase(&mut tx, found.id, &who, now).await? {
            return Err(ApiError::conflict("erased"));
        }
        let mut ids = vec![found.id.to_string()];
        // Whoever changed what they sent knows the last reference only, and means all of it.
        for before in duplicate::sent_before(&mut tx, found.id).await? {
            erasure::erase(&mut tx, before, &who, now).await?;
            ids.push(before.to_string());
        }
        let act = (who.as_str(), "contribution.erase");
        self.record(&mut tx, &row, act, &erasure.reason, ids)
            .await?;
        tx.commit().await?;
        self.forget_vectors(row.id);
        Ok(())
    }

    async fn audit_of(
        &self,
        caller: &Caller,
        slug: &Slug,
        page: usize,
    ) -> Result<AuditPage, ApiError> {
        let row = self
            .row_for(caller, slug, Permission::ReadResponses)
            .await?;
        let all = audited(&self.db, row.id).await?;
        let (page, pages) = place(page, all);
        let lines = audit_page(&self.db, row.id, (PAGE_LENGTH, (page - 1) * PAGE_LENGTH)).await?;
        let line = |line: crate::storage::Line| AuditLine {
            at: self.wall(line.at),
            who: line.who,
            what: line.what,
            why: line.why,
            ids: line.ids,
        };
        Ok(AuditPage {
            title: row.title,
            lines: lines.into_iter().map(line).collect(),
            all,
            page,
            pages,
        })
    }
}

impl Live {
    /// A contribution by its reference.
    async fn contribution(&self, row: &Row, reference: &str) -> Result<response::Row, ApiError> {
        let found = response::one(&self.db, row.id, reference).await?;
        found.ok_or(ApiError::NotFound)
    }

    /// Writes a line of the audit, now.
    async fn record(
        &self,
        tx: &mut Tx,
        row: &Row,
        (who, what): (&str, &'static str),
        why: &str,
        ids: Vec<String>,
    ) -> Result<(), ApiError> {
        let entry = Entry {
            at: self.clock.now(),
            who,
            what,
            why: why.trim(),
            consultation: Some(row.id),
            ids,
        };
        Ok(audit(tx, entry).await?)
    }
}

/// The page asked for, brought within the pages there are, and how many there are.
fn place(page: usize, all: usize) -> (usize, usize) {
    let pages = all.div_ceil(PAGE_LENGTH).max(1);
    (page.clamp(1, pages), pages)
}
