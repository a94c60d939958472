//! Writing findings, choosing the words behind them, and saying what the council says.

use super::Live;
use super::noted::note;
use crate::clock::ordered_id;
use crate::storage::consultation::Row;
use crate::storage::{decision, finding};
use app::api::{ApiError, FieldError};
use domain::decision::Response;
use domain::id::{FindingId, PassageId, QuoteId, ThemeId};
use jiff::Timestamp;

/// Most characters in a statement.
const STATEMENT_LIMIT: usize = 1_000;
/// Most characters in a reason.
const REASON_LIMIT: usize = 5_000;

/// The statement, trimmed, or what is wrong with the finding.
pub(super) fn checked<'a>(statement: &'a str, themes: &[ThemeId]) -> Result<&'a str, ApiError> {
    let statement = statement.trim();
    let mut fields = Vec::new();
    match statement.chars().count() {
        0 => fields.push(FieldError::code("statement", "missing")),
        n if n > STATEMENT_LIMIT => fields.push(FieldError::code("statement", "too_long")),
        _ => {}
    }
    if themes.is_empty() {
        fields.push(FieldError::code("themes", "missing"));
    }
    if fields.is_empty() {
        Ok(statement)
    } else {
        Err(ApiError::Invalid { fields })
    }
}

impl Live {
    /// Adds a finding at a moment. The demo uses it with moments past.
    ///
    /// # Errors
    /// `Invalid` when it says nothing or rests on nothing.
    pub(crate) async fn add_finding_at(
        &self,
        row: &Row,
        by: &str,
        statement: &str,
        themes: &[ThemeId],
        at: Timestamp,
    ) -> Result<FindingId, ApiError> {
        let statement = checked(statement, themes)?;
        let id = FindingId::from_uuid(ordered_id());
        let mut tx = self.db.begin().await?;
        finding::insert(&mut tx, row.id, id, statement, (by, at)).await?;
        finding::set_themes(&mut tx, row.id, id, themes).await?;
        note(tx, row, (by, at), "finding.add", vec![id.to_string()]).await?;
        Ok(id)
    }

    /// Puts confirmed passages behind a finding at a moment.
    ///
    /// # Errors
    /// `Invalid` `passages` `not_confirmed` when none of them is confirmed for one of the finding's themes.
    pub(crate) async fn choose_quotes_at(
        &self,
        row: &Row,
        by: &str,
        id: FindingId,
        passages: &[PassageId],
        at: Timestamp,
    ) -> Result<(), ApiError> {
        one(self, row, id).await?;
        if passages.is_empty() {
            return Err(ApiError::invalid("passages", "missing"));
        }
        let mut tx = self.db.begin().await?;
        let mut ids = vec![id.to_string()];
        for passage in passages {
            if finding::add_quote(&mut tx, id, *passage, by).await? {
                ids.push(passage.to_string());
            }
        }
        if ids.len() == 1 {
            return Err(ApiError::invalid("passages", "not_confirmed"));
        }
        Ok(note(tx, row, (by, at), "finding.quote", ids).await?)
    }

    /// Says what the council says to a finding at a moment.
    ///
    /// # Errors
    /// `Invalid` without a response or a reason; `Conflict` `settled` when a decision rests on the present one.
    pub(crate) async fn take_position_at(
        &self,
        row: &Row,
        by: &str,
        (id, version): (FindingId, i64),
        (response, reason): (Option<Response>, &str),
        at: Timestamp,
    ) -> Result<(), ApiError> {
        let before = one(self, row, id).await?;
        let reason = reason.trim();
        let mut fields = Vec::new();
        if response.is_none() {
            fields.push(FieldError::code("response", "missing"));
        }
        match reason.chars().count() {
            0 => fields.push(FieldError::code("reason", "missing")),
            n if n > REASON_LIMIT => fields.push(FieldError::code("reason", "too_long")),
            _ => {}
        }
        let Some(response) = response.filter(|_| fields.is_empty()) else {
            return Err(ApiError::Invalid { fields });
        };
        unsettled(self, row, &before).await?;
        let mut tx = self.db.begin().await?;
        let said = (response, reason);
        if !finding::set_position(&mut tx, row.id, (id, version), said, (by, at)).await? {
            return Err(ApiError::conflict("changed_meanwhile"));
        }
        Ok(note(tx, row, (by, at), "finding.position", vec![id.to_string()]).await?)
    }
}

pub(super) async fn edit(
    live: &Live,
    row: &Row,
    by: &str,
    (id, version): (FindingId, i64),
    statement: &str,
    themes: &[ThemeId],
) -> Result<(), ApiError> {
    let before = one(live, row, id).await?;
    unsettled(live, row, &before).await?;
    let mut tx = live.db.begin().await?;
    if !finding::edit(&mut tx, row.id, (id, version), statement).await? {
        return Err(ApiError::conflict("changed_meanwhile"));
    }
    finding::set_themes(&mut tx, row.id, id, themes).await?;
    let at = live.clock.now();
    Ok(note(tx, row, (by, at), "finding.edit", vec![id.to_string()]).await?)
}

pub(super) async fn drop_quote(
    live: &Live,
    row: &Row,
    by: &str,
    id: FindingId,
    quote: QuoteId,
) -> Result<(), ApiError> {
    one(live, row, id).await?;
    let mut tx = live.db.begin().await?;
    if !finding::drop_quote(&mut tx, id, quote).await? {
        return Err(ApiError::NotFound);
    }
    let (at, ids) = (live.clock.now(), vec![id.to_string(), quote.to_string()]);
    Ok(note(tx, row, (by, at), "finding.unquote", ids).await?)
}

/// What a body decided on stays as it was put to it.
async fn unsettled(live: &Live, row: &Row, finding: &finding::Row) -> Result<(), ApiError> {
    let Some(position) = &finding.position else {
        return Ok(());
    };
    let decisions = decision::all(&live.db, row.id).await?;
    match decisions.iter().any(|d| d.settles(position.id)) {
        true => Err(ApiError::conflict("settled")),
        false => Ok(()),
    }
}

async fn one(live: &Live, row: &Row, id: FindingId) -> Result<finding::Row, ApiError> {
    let all = finding::all(&live.db, row.id).await?;
    let found = all.into_iter().find(|f| f.id == id);
    found.ok_or(ApiError::NotFound)
}
