//! Changing the code frame. Two officers may meet here: a change names the version it was made from.

use super::Live;
use super::themes::free_code;
use crate::clock::ordered_id;
use crate::storage::consultation::Row;
use crate::storage::{Entry, Tx, assignment, audit, theme};
use app::api::{ApiError, FieldError, ThemeWords};
use domain::coding::ThemeState;
use domain::id::ThemeId;

/// Most characters in a label.
const LABEL_LIMIT: usize = 120;
/// Most characters in a definition.
const DEFINITION_LIMIT: usize = 2_000;
/// Most words and phrases in a list.
const PHRASES: usize = 100;

pub(super) async fn add(
    live: &Live,
    row: &Row,
    by: &str,
    words: ThemeWords,
) -> Result<ThemeId, ApiError> {
    let words = checked(live, row, None, words).await?;
    let mut tx = live.db.begin().await?;
    let existing = theme::all_in(&mut tx, row.id).await?;
    let codes: Vec<String> = existing.iter().map(|t| t.code.to_string()).collect();
    let new = theme::Row {
        id: ThemeId::from_uuid(ordered_id()),
        code: free_code(&words.label, &codes),
        label: words.label,
        definition: words.definition,
        include: words.include,
        exclude: words.exclude,
        keywords: Vec::new(),
        weighty: words.weighty,
        state: ThemeState::Active,
        merged_into: None,
        made_by: by.to_owned(),
        position: existing.iter().map(|t| t.position + 1).max().unwrap_or(0),
        version: 1,
    };
    theme::insert(&mut tx, row.id, &new).await?;
    note(live, tx, row, by, "theme.add", "", &[new.id]).await?;
    Ok(new.id)
}

pub(super) async fn edit(
    live: &Live,
    row: &Row,
    by: &str,
    (id, version): (ThemeId, i64),
    words: ThemeWords,
) -> Result<(), ApiError> {
    let words = checked(live, row, Some(id), words).await?;
    let before = one(live, row, id).await?;
    let mut tx = live.db.begin().await?;
    let done = theme::edit(&mut tx, row.id, (id, version), &words).await?;
    changed(done)?;
    // The old name stays on record: reports made before this say it.
    let why = match before.label == words.label {
        true => String::new(),
        false => format!("“{}” is now “{}”", before.label, words.label),
    };
    note(live, tx, row, by, "theme.edit", &why, &[id]).await
}

pub(super) async fn accept(
    live: &Live,
    row: &Row,
    by: &str,
    (id, version): (ThemeId, i64),
) -> Result<(), ApiError> {
    one(live, row, id).await?;
    let mut tx = live.db.begin().await?;
    let done = theme::accept(&mut tx, row.id, (id, version)).await?;
    changed(done)?;
    note(live, tx, row, by, "theme.accept", "", &[id]).await
}

pub(super) async fn dismiss(
    live: &Live,
    row: &Row,
    by: &str,
    (id, version): (ThemeId, i64),
) -> Result<(), ApiError> {
    one(live, row, id).await?;
    let [_, confirmed, rejected] = assignment::totals(&live.db, id).await?;
    if confirmed + rejected > 0 {
        return Err(ApiError::conflict("in_use"));
    }
    let mut tx = live.db.begin().await?;
    let done = theme::dismiss(&mut tx, row.id, (id, version)).await;
    changed(done.map_err(|_| ApiError::conflict("in_use"))?)?;
    note(live, tx, row, by, "theme.dismiss", "", &[id]).await
}

pub(super) async fn merge(
    live: &Live,
    row: &Row,
    by: &str,
    (id, version): (ThemeId, i64),
    into: ThemeId,
) -> Result<(), ApiError> {
    let from = one(live, row, id).await?;
    let themes = theme::all(&live.db, row.id).await?;
    let target = themes
        .iter()
        .find(|t| t.id == into && t.id != id && t.state == ThemeState::Active)
        .ok_or_else(|| ApiError::invalid("into", "missing"))?;
    let mut tx = live.db.begin().await?;
    let done = theme::merge(&mut tx, row.id, (id, version), into).await?;
    changed(done)?;
    let moved = assignment::move_all(&mut tx, id, into).await?;
    let why = format!(
        "“{}” is now part of “{}”; {} ties moved",
        from.label,
        target.label,
        moved.len()
    );
    note(live, tx, row, by, "theme.merge", &why, &[id, into]).await
}

async fn one(live: &Live, row: &Row, id: ThemeId) -> Result<theme::Row, ApiError> {
    let all = theme::all(&live.db, row.id).await?;
    let found = all.into_iter().find(|t| t.id == id);
    found.ok_or(ApiError::NotFound)
}

/// Trims the words, and says what is wrong with them.
async fn checked(
    live: &Live,
    row: &Row,
    own: Option<ThemeId>,
    words: ThemeWords,
) -> Result<ThemeWords, ApiError> {
    let lines = |list: Vec<String>| -> Vec<String> {
        let trimmed = list.iter().map(|line| line.trim().to_owned());
        trimmed.filter(|line| !line.is_empty()).collect()
    };
    let words = ThemeWords {
        label: words.label.trim().to_owned(),
        definition: words.definition.trim().to_owned(),
        include: lines(words.include),
        exclude: lines(words.exclude),
        weighty: words.weighty,
    };
    let mut fields = Vec::new();
    let mut refuse = |field: &str, code: &str| fields.push(FieldError::code(field, code));
    let taken = theme::all(&live.db, row.id).await?.into_iter().any(|t| {
        Some(t.id) != own
            && t.state != ThemeState::Merged
            && t.label.to_lowercase() == words.label.to_lowercase()
    });
    match words.label.chars().count() {
        0 => refuse("label", "missing"),
        n if n > LABEL_LIMIT => refuse("label", "too_long"),
        _ if taken => refuse("label", "taken"),
        _ => {}
    }
    if words.definition.chars().count() > DEFINITION_LIMIT {
        refuse("definition", "too_long");
    }
    for (field, list) in [("include", &words.include), ("exclude", &words.exclude)] {
        if list.len() > PHRASES || list.iter().any(|p| p.chars().count() > 200) {
            refuse(field, "too_long");
        }
    }
    if fields.is_empty() {
        Ok(words)
    } else {
        Err(ApiError::Invalid { fields })
    }
}

fn changed(done: bool) -> Result<(), ApiError> {
    if done {
        Ok(())
    } else {
        Err(ApiError::conflict("changed_meanwhile"))
    }
}

async fn note(
    live: &Live,
    mut tx: Tx,
    row: &Row,
    by: &str,
    what: &'static str,
    why: &str,
    ids: &[ThemeId],
) -> Result<(), ApiError> {
    let entry = Entry {
        at: live.clock.now(),
        who: by,
        what,
        why,
        consultation: Some(row.id),
        ids: ids.iter().map(ToString::to_string).collect(),
    };
    audit(&mut tx, entry).await?;
    Ok(tx.commit().await?)
}
