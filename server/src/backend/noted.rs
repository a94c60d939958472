//! The end of a change: its line of the audit, and the commit of both.

use crate::storage::consultation::Row;
use crate::storage::{Entry, StorageError, Tx, audit};
use jiff::Timestamp;

/// Commits what a transaction changed in a consultation, together with who did what, and when.
///
/// # Errors
/// When the database refuses.
pub(super) async fn note(
    mut tx: Tx,
    row: &Row,
    (who, at): (&str, Timestamp),
    what: &'static str,
    ids: Vec<String>,
) -> Result<(), StorageError> {
    let entry = Entry {
        at,
        who,
        what,
        why: "",
        consultation: Some(row.id),
        ids,
    };
    audit(&mut tx, entry).await?;
    tx.commit().await
}
