//! What was done to the code frame, and what is needed to take it back.

use super::{Db, StorageError, Tx, json, moment, on, read, stamp, to_json};
use crate::clock::ordered_id;
use domain::coding::ThemeState;
use domain::id::{AssignmentId, ConsultationId, ThemeChangeId, ThemeId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// How a change is taken back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Undo {
    /// Give it these words again.
    Words {
        /// Its name.
        label: String,
        /// What belonged.
        definition: String,
        /// Words that spoke for it.
        include: Vec<String>,
        /// What did not belong.
        exclude: Vec<String>,
        /// An example.
        example: String,
        /// Whether it mattered however few raised it.
        weighty: bool,
    },
    /// Put it back where it was.
    Place {
        /// Under this theme, or under none.
        parent: Option<ThemeId>,
        /// At this place.
        position: i64,
    },
    /// Take it out of the theme it was joined into.
    Merge {
        /// That theme.
        into: ThemeId,
        /// What it was before: suggested or active.
        state: ThemeState,
        /// Ties that went along.
        moved: Vec<String>,
        /// Ties of the other theme that were confirmed by it: as they had been.
        raised: Vec<Raised>,
        /// Findings that rested on it.
        findings: Vec<String>,
        /// Those that had not rested on the other theme as well.
        new_findings: Vec<String>,
        /// Themes that stood under it.
        children: Vec<ThemeId>,
    },
    /// Take it out of the frame, and forget it.
    Added,
    /// Make it a proposal again.
    Accepted,
    /// Bring it back.
    Dismissed {
        /// As a proposal, or into the frame.
        state: ThemeState,
    },
    /// Move it back one place.
    Shift {
        /// It was moved up.
        up: bool,
    },
    /// Join it into the theme it was split from.
    Split {
        /// That theme.
        from: ThemeId,
    },
}

/// A tie as it was before another one made it stronger.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, sqlx::FromRow)]
pub struct Raised {
    /// Its id.
    pub id: String,
    /// Where it stood.
    pub tie: String,
    /// Who had decided.
    pub decided_by: Option<String>,
    /// When.
    pub decided_at: Option<String>,
}

/// A change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its id.
    pub id: ThemeChangeId,
    /// The theme.
    pub theme: ThemeId,
    /// add, accept, dismiss, edit, move, merge, split.
    pub what: String,
    /// In words.
    pub said: String,
    /// How it is taken back; none when it cannot be.
    pub undo: Option<Undo>,
    /// Who made it.
    pub by: String,
    /// When.
    pub at: Timestamp,
    /// Who took it back.
    pub undone_by: Option<String>,
}

#[derive(sqlx::FromRow)]
struct ChangeRow {
    id: String,
    theme_id: String,
    what: String,
    said: String,
    undo: String,
    made_by: String,
    made_at: String,
    undone_by: Option<String>,
}

impl TryFrom<ChangeRow> for Row {
    type Error = StorageError;
    fn try_from(row: ChangeRow) -> Result<Self, StorageError> {
        Ok(Self {
            id: read("theme_change.id", &row.id)?,
            theme: read("theme_change.theme_id", &row.theme_id)?,
            what: row.what,
            said: row.said,
            undo: match row.undo.as_str() {
                "" => None,
                undo => Some(json("theme_change.undo", undo)?),
            },
            by: row.made_by,
            at: moment("theme_change.made_at", &row.made_at)?,
            undone_by: row.undone_by,
        })
    }
}

const INSERT: &str = "INSERT INTO theme_change (id, consultation_id, theme_id, what, said, undo, made_by, made_at, undone_by, undone_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, NULL, NULL)";
const OF_THEME: &str =
    "SELECT id, theme_id, what, said, undo, made_by, made_at, undone_by FROM theme_change
WHERE consultation_id = $1 AND theme_id = $2 ORDER BY id DESC";
const UNDONE: &str =
    "UPDATE theme_change SET undone_by = $2, undone_at = $3 WHERE id = $1 AND undone_by IS NULL";
const FINDINGS: &str =
    "SELECT finding_id FROM finding_theme WHERE theme_id = $1 ORDER BY finding_id";
const WILL_RISE: &str =
    "SELECT kept.id, kept.tie, kept.decided_by, kept.decided_at FROM theme_assignment kept
  JOIN theme_assignment s ON s.passage_id = kept.passage_id AND s.theme_id = $1
WHERE kept.theme_id = $2 AND s.tie = 'confirmed' AND kept.tie <> 'confirmed' ORDER BY kept.id";
const TIE_TO: &str = "UPDATE theme_assignment SET theme_id = $2 WHERE id = $1 AND theme_id = $3";
// What somebody decided after the merge stays decided.
const TIE_AS_IT_WAS: &str = "UPDATE theme_assignment SET tie = $2, decided_by = $3, decided_at = $4 WHERE id = $1 AND decided_at <= $5";
const REST_ON: &str = "INSERT INTO finding_theme (finding_id, theme_id)
SELECT id, $2 FROM finding WHERE id = $1 ON CONFLICT (finding_id, theme_id) DO NOTHING";
const NO_LONGER_ON: &str = "DELETE FROM finding_theme WHERE finding_id = $1 AND theme_id = $2";

/// Keeps a change.
///
/// # Errors
/// When the database refuses.
pub async fn insert(
    tx: &mut Tx,
    consultation: ConsultationId,
    theme: ThemeId,
    (what, said): (&str, &str),
    undo: Option<&Undo>,
    (by, at): (&str, Timestamp),
) -> Result<(), StorageError> {
    let undo = match undo {
        Some(undo) => to_json("theme_change.undo", undo)?,
        None => String::new(),
    };
    on!(tx, c => sqlx::query(INSERT)
        .bind(ordered_id().to_string()).bind(consultation.to_string()).bind(theme.to_string())
        .bind(what).bind(said).bind(&undo).bind(by).bind(stamp(at))
        .execute(&mut **c).await.map(drop))?;
    Ok(())
}

/// What was done to a theme, the last first.
///
/// # Errors
/// When the database refuses.
pub async fn of_theme(
    db: &Db,
    consultation: ConsultationId,
    theme: ThemeId,
) -> Result<Vec<Row>, StorageError> {
    let rows: Vec<ChangeRow> = on!(db, p => sqlx::query_as(OF_THEME)
        .bind(consultation.to_string()).bind(theme.to_string()).fetch_all(p).await)?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// Notes that a change was taken back. False when it was already.
///
/// # Errors
/// When the database refuses.
pub async fn undone(
    tx: &mut Tx,
    id: ThemeChangeId,
    by: &str,
    at: Timestamp,
) -> Result<bool, StorageError> {
    let done = on!(tx, c => sqlx::query(UNDONE).bind(id.to_string()).bind(by).bind(stamp(at))
        .execute(&mut **c).await.map(|done| done.rows_affected()))?;
    Ok(done == 1)
}

/// Findings that rest on a theme.
///
/// # Errors
/// When the database refuses.
pub async fn findings(tx: &mut Tx, theme: ThemeId) -> Result<Vec<String>, StorageError> {
    let rows: Vec<(String,)> =
        on!(tx, c => sqlx::query_as(FINDINGS).bind(theme.to_string()).fetch_all(&mut **c).await)?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Ties of `into` that a merge of `from` will make stronger, as they are.
///
/// # Errors
/// When the database refuses.
pub async fn will_rise(
    tx: &mut Tx,
    from: ThemeId,
    into: ThemeId,
) -> Result<Vec<Raised>, StorageError> {
    Ok(on!(tx, c => sqlx::query_as(WILL_RISE)
        .bind(from.to_string()).bind(into.to_string()).fetch_all(&mut **c).await)?)
}

/// Hands ties from one theme to another. Gives those that were there to be handed.
///
/// # Errors
/// When the database refuses, as it does where the other theme is tied to the same passage.
pub async fn hand_ties(
    tx: &mut Tx,
    ties: &[AssignmentId],
    from: ThemeId,
    to: ThemeId,
) -> Result<Vec<AssignmentId>, StorageError> {
    let mut done = Vec::new();
    for tie in ties {
        let moved = on!(tx, c => sqlx::query(TIE_TO)
            .bind(tie.to_string()).bind(to.to_string()).bind(from.to_string())
            .execute(&mut **c).await.map(|done| done.rows_affected()))?;
        if moved == 1 {
            done.push(*tie);
        }
    }
    Ok(done)
}

/// Takes the ties and findings of a merge made at a moment back.
///
/// # Errors
/// When the database refuses.
pub async fn unmerge(
    tx: &mut Tx,
    theme: ThemeId,
    undo: &Undo,
    merged_at: Timestamp,
) -> Result<(), StorageError> {
    let Undo::Merge {
        into,
        moved,
        raised,
        findings,
        new_findings,
        ..
    } = undo
    else {
        return Ok(());
    };
    let (theme, into) = (theme.to_string(), into.to_string());
    for id in moved {
        on!(tx, c => sqlx::query(TIE_TO).bind(id).bind(&theme).bind(&into).execute(&mut **c).await.map(drop))?;
    }
    for tie in raised {
        on!(tx, c => sqlx::query(TIE_AS_IT_WAS)
            .bind(&tie.id).bind(&tie.tie).bind(&tie.decided_by).bind(&tie.decided_at).bind(stamp(merged_at))
            .execute(&mut **c).await.map(drop))?;
    }
    for finding in findings {
        on!(tx, c => sqlx::query(REST_ON).bind(finding).bind(&theme).execute(&mut **c).await.map(drop))?;
    }
    for finding in new_findings {
        on!(tx, c => sqlx::query(NO_LONGER_ON).bind(finding).bind(&into).execute(&mut **c).await.map(drop))?;
    }
    Ok(())
}
