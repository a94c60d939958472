//! The starter code frame of a new consultation.

use super::{StorageError, Tx, on, to_json};
use crate::clock::ordered_id;
use domain::content::Code;
use domain::id::ConsultationId;

const INSERT: &str =
    "INSERT INTO theme (id, consultation_id, code, label, definition, include, exclude, keywords,
  weighty, state, merged_into, made_by, position, version, example)
VALUES ($1, $2, $3, $4, $5, $6, $7, '[]', $8, 'active', NULL, 'blueprint', $9, 1, $10)";

/// Adds the codes of a blueprint as active themes. They are a frame to start from: every assignment is still
/// a suggestion until a person confirms it.
///
/// # Errors
/// When the database refuses.
pub async fn insert(
    tx: &mut Tx,
    consultation: ConsultationId,
    codes: &[Code],
) -> Result<(), StorageError> {
    for (position, code) in (0_i64..).zip(codes) {
        let include = to_json("theme.include", &code.include)?;
        let exclude = to_json("theme.exclude", &code.exclude)?;
        on!(tx, c => sqlx::query(INSERT)
            .bind(ordered_id().to_string()).bind(consultation.to_string())
            .bind(code.code.as_str()).bind(&code.label).bind(&code.definition)
            .bind(&include).bind(&exclude).bind(code.weighty).bind(position).bind(&code.example)
            .execute(&mut **c).await.map(drop))?;
    }
    Ok(())
}
