//! Changes to the code frame: each with its line of history, and most can be taken back.

use super::Live;
use crate::clock::ordered_id;
use crate::storage::consultation::{self, Row};
use crate::storage::theme_change::{self, Undo};
use crate::storage::{Entry, Tx, assignment, audit, reading, theme};
use app::api::{ApiError, FieldError, ThemeWords, Totals};
use domain::coding::{Suggested, ThemeState};
use domain::id::{AssignmentId, ThemeChangeId, ThemeId};
use domain::text::Slug;

/// Most characters in a label.
const LABEL_LIMIT: usize = 120;
/// Most characters in a definition.
const DEFINITION_LIMIT: usize = 2_000;
/// Most characters in an example.
const EXAMPLE_LIMIT: usize = 500;
/// Most words and phrases in a list.
const PHRASES: usize = 100;

pub(super) async fn add(
    live: &Live,
    row: &Row,
    by: &str,
    words: ThemeWords,
) -> Result<ThemeId, ApiError> {
    let words = checked(live, row, None, words).await?;
    let index = live.index(row).await?;
    let mut tx = begin(live, row).await?;
    let existing = theme::all_in(&mut tx, row.id).await?;
    let new = fresh(live, by, words, &existing);
    theme::insert(&mut tx, row.id, &new).await?;
    index.open_again(&mut tx, row.id, &new, None).await?;
    let said = format!("Added “{}”", new.label);
    let of = Of { live, row, by };
    of.keep(&mut tx, new.id, ("add", &said), Some(&Undo::Added))
        .await?;
    of.note(tx, "theme.add", "", &[new.id]).await?;
    Ok(new.id)
}

/// A transaction that holds the consultation: nobody codes while the frame changes.
async fn begin(live: &Live, row: &Row) -> Result<Tx, ApiError> {
    let mut tx = live.db.begin().await?;
    consultation::lock(&mut tx, row.id).await?;
    Ok(tx)
}

/// A theme of these words, last in the frame.
fn fresh(live: &Live, by: &str, words: ThemeWords, existing: &[theme::Row]) -> theme::Row {
    let codes: Vec<String> = existing.iter().map(|t| t.code.to_string()).collect();
    theme::Row {
        id: ThemeId::from_uuid(ordered_id()),
        code: Slug::made_of(&words.label, "theme", &codes),
        label: words.label,
        definition: words.definition,
        include: words.include,
        exclude: words.exclude,
        keywords: Vec::new(),
        weighty: words.weighty,
        state: ThemeState::Active,
        merged_into: None,
        parent: None,
        example: words.example,
        born: Some(live.clock.now()),
        made_by: by.to_owned(),
        position: existing.iter().map(|t| t.position + 1).max().unwrap_or(0),
        version: 1,
    }
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
    let mut tx = begin(live, row).await?;
    let done = theme::edit(&mut tx, row.id, (id, version), &words).await?;
    changed(done)?;
    // The old name stays on record: reports made before this say it.
    let why = match before.label == words.label {
        true => String::new(),
        false => format!("“{}” is now “{}”", before.label, words.label),
    };
    let said = match why.is_empty() {
        true => "Changed what belongs to it".to_owned(),
        false => format!("Renamed: {why}"),
    };
    let undo = Undo::Words {
        label: before.label,
        definition: before.definition,
        include: before.include,
        exclude: before.exclude,
        example: before.example,
        weighty: before.weighty,
    };
    let of = Of { live, row, by };
    of.keep(&mut tx, id, ("edit", &said), Some(&undo)).await?;
    of.note(tx, "theme.edit", &why, &[id]).await
}

pub(super) async fn accept(
    live: &Live,
    row: &Row,
    by: &str,
    (id, version): (ThemeId, i64),
) -> Result<(), ApiError> {
    let taken = one(live, row, id).await?;
    let index = live.index(row).await?;
    let mut tx = begin(live, row).await?;
    let now = live.clock.now();
    let done = theme::accept(&mut tx, row.id, (id, version), now).await?;
    changed(done)?;
    index.open_again(&mut tx, row.id, &taken, None).await?;
    let of = Of { live, row, by };
    let said = "Took it into the frame";
    let undo = Some(&Undo::Accepted);
    of.keep(&mut tx, id, ("accept", said), undo).await?;
    of.note(tx, "theme.accept", "", &[id]).await
}

pub(super) async fn dismiss(
    live: &Live,
    row: &Row,
    by: &str,
    (id, version): (ThemeId, i64),
) -> Result<(), ApiError> {
    let own = one(live, row, id).await?;
    let mut tx = begin(live, row).await?;
    unused(live, row, &mut tx, id).await?;
    changed(theme::dismiss(&mut tx, row.id, (id, version)).await?)?;
    let of = Of { live, row, by };
    let undo = Undo::Dismissed { state: own.state };
    of.keep(&mut tx, id, ("dismiss", "Dismissed it"), Some(&undo))
        .await?;
    of.note(tx, "theme.dismiss", "", &[id]).await
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
    let under: Vec<ThemeId> = (themes.iter().filter(|t| t.parent == Some(id)))
        .map(|t| t.id)
        .collect();
    let mut tx = begin(live, row).await?;
    let done = theme::merge(&mut tx, row.id, (id, version), into).await?;
    changed(done)?;
    let findings = theme_change::findings(&mut tx, id).await?;
    let there = theme_change::findings(&mut tx, into).await?;
    let raised = theme_change::will_rise(&mut tx, id, into).await?;
    let moved = assignment::move_all(&mut tx, id, into).await?;
    reading::hand_again(&mut tx, id, into).await?;
    // What stood under it stands under the other one, or beside it where that is under another itself.
    let heir = target.parent.unwrap_or(into);
    theme::hand_children(&mut tx, id, (heir != id).then_some(heir)).await?;
    let why = format!(
        "“{}” is now part of “{}”; {} ties moved",
        from.label,
        target.label,
        moved.len()
    );
    let new = findings.iter().filter(|id| !there.contains(id)).cloned();
    let undo = Undo::Merge {
        into,
        state: from.state,
        moved,
        raised,
        new_findings: new.collect(),
        findings,
        children: under,
    };
    let of = Of { live, row, by };
    of.keep(&mut tx, id, ("merge", &why), Some(&undo)).await?;
    of.keep(&mut tx, into, ("merge", &why), None).await?;
    of.note(tx, "theme.merge", &why, &[id, into]).await
}

/// Puts a theme under another one, or under none.
pub(super) async fn put_under(
    live: &Live,
    row: &Row,
    by: &str,
    (id, version): (ThemeId, i64),
    parent: Option<ThemeId>,
) -> Result<(), ApiError> {
    let themes = theme::all(&live.db, row.id).await?;
    let own = themes.iter().find(|t| t.id == id);
    let own = own.ok_or(ApiError::NotFound)?;
    if parent.is_some() && themes.iter().any(|t| t.parent == Some(id)) {
        return Err(ApiError::invalid("parent", "has_children"));
    }
    let fits = |p: ThemeId| {
        let top = |t: &theme::Row| t.state == ThemeState::Active && t.parent.is_none();
        p != id && themes.iter().any(|t| t.id == p && top(t))
    };
    if parent.is_some_and(|p| !fits(p)) {
        return Err(ApiError::invalid("parent", "missing"));
    }
    let label = |p: ThemeId| themes.iter().find(|t| t.id == p).map(|t| t.label.clone());
    let said = match parent.and_then(label) {
        Some(label) => format!("Moved under “{label}”"),
        None => "Moved to the top of the frame’s levels".to_owned(),
    };
    let last = themes.iter().map(|t| t.position + 1).max().unwrap_or(0);
    let undo = Undo::Place {
        parent: own.parent,
        position: own.position,
    };
    let mut tx = begin(live, row).await?;
    let done = theme::move_to(&mut tx, row.id, (id, version), parent, last).await?;
    changed(done)?;
    let of = Of { live, row, by };
    of.keep(&mut tx, id, ("move", &said), Some(&undo)).await?;
    of.note(tx, "theme.move", &said, &[id]).await
}

/// Moves a theme one place up or down among those beside it. At the end it stays where it is.
pub(super) async fn shift(
    live: &Live,
    row: &Row,
    by: &str,
    (id, version): (ThemeId, i64),
    up: bool,
) -> Result<(), ApiError> {
    let mut tx = begin(live, row).await?;
    let themes = theme::all_in(&mut tx, row.id).await?;
    let own = themes.iter().find(|t| t.id == id);
    let own = own.ok_or(ApiError::NotFound)?;
    changed(own.version == version)?;
    if !moved_one(&mut tx, row, (own, &themes), up).await? {
        return Ok(());
    }
    let said = match up {
        true => "Moved one place up",
        false => "Moved one place down",
    };
    let of = Of { live, row, by };
    let undo = Some(&Undo::Shift { up });
    of.keep(&mut tx, id, ("move", said), undo).await?;
    of.note(tx, "theme.move", "", &[id]).await
}

/// Moves a theme past the one beside it. False at the end, where it stays.
async fn moved_one(
    tx: &mut Tx,
    row: &Row,
    (own, themes): (&theme::Row, &[theme::Row]),
    up: bool,
) -> Result<bool, ApiError> {
    let beside = |t: &&theme::Row| t.parent == own.parent && t.state == own.state;
    let mut row_of: Vec<ThemeId> = themes.iter().filter(beside).map(|t| t.id).collect();
    let at = row_of.iter().position(|t| *t == own.id).unwrap_or_default();
    let to = match up {
        true => at.checked_sub(1),
        false => Some(at + 1).filter(|to| *to < row_of.len()),
    };
    let Some(to) = to else {
        return Ok(false);
    };
    row_of.swap(at, to);
    let place = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let known = (own.id, own.version);
    changed(theme::move_to(tx, row.id, known, own.parent, place(to)).await?)?;
    for (position, other) in row_of.iter().enumerate() {
        theme::place(tx, *other, place(position)).await?;
    }
    Ok(true)
}

/// Takes ties out of a theme into a new one.
pub(super) async fn split(
    live: &Live,
    row: &Row,
    by: &str,
    (id, version): (ThemeId, i64),
    ties: &[AssignmentId],
    words: ThemeWords,
) -> Result<ThemeId, ApiError> {
    let from = one(live, row, id).await?;
    if from.version != version {
        return Err(ApiError::conflict("changed_meanwhile"));
    }
    if ties.is_empty() {
        return Err(ApiError::invalid("part", "missing"));
    }
    let words = checked(live, row, None, words).await?;
    let index = live.index(row).await?;
    let mut tx = begin(live, row).await?;
    let existing = theme::all_in(&mut tx, row.id).await?;
    let new = theme::Row {
        parent: from.parent,
        ..fresh(live, by, words, &existing)
    };
    theme::insert(&mut tx, row.id, &new).await?;
    let moved = theme_change::hand_ties(&mut tx, ties, id, new.id).await?;
    changed(!moved.is_empty())?;
    index.open_again(&mut tx, row.id, &new, None).await?;
    let said = format!(
        "Split “{}” from “{}”; {} ties moved",
        new.label,
        from.label,
        moved.len()
    );
    let of = Of { live, row, by };
    let undo = Undo::Split { from: id };
    of.keep(&mut tx, new.id, ("split", &said), Some(&undo))
        .await?;
    of.keep(&mut tx, id, ("split", &said), None).await?;
    of.note(tx, "theme.split", &said, &[id, new.id]).await?;
    Ok(new.id)
}

/// Takes back the last change of a theme. Gives whether the theme is still there.
pub(super) async fn undo(
    live: &Live,
    row: &Row,
    by: &str,
    id: ThemeId,
    change: ThemeChangeId,
) -> Result<bool, ApiError> {
    let own = one(live, row, id).await?;
    let all = theme_change::of_theme(&live.db, row.id, id).await?;
    // Only the last: what was built upon it would hang in the air.
    let last = all.into_iter().find(|c| c.undone_by.is_none());
    let last = last.filter(|c| c.id == change);
    let gone = || ApiError::conflict("changed_meanwhile");
    let last = last.ok_or_else(gone)?;
    let undo = last.undo.ok_or_else(gone)?;
    if let Undo::Split { from } = undo {
        merge(live, row, by, (id, own.version), from).await?;
        return Ok(true);
    }
    let mut tx = begin(live, row).await?;
    changed(theme_change::undone(&mut tx, change, by, live.clock.now()).await?)?;
    match &undo {
        Undo::Words { .. } => {
            let words = words_of(&undo);
            let words = checked(live, row, Some(id), words).await?;
            changed(theme::edit(&mut tx, row.id, (id, own.version), &words).await?)?;
        }
        Undo::Added | Undo::Accepted => {
            unused(live, row, &mut tx, id).await?;
            let at = (id, own.version);
            changed(theme::withdraw(&mut tx, row.id, at).await?)?;
            if undo == Undo::Added {
                let at = (id, own.version + 1);
                let gone = theme::remove(&mut tx, row.id, at).await;
                changed(gone.map_err(|_| ApiError::conflict("in_use"))?)?;
            }
        }
        Undo::Dismissed { state } => {
            still_free(live, row, &own).await?;
            let at = (id, own.version);
            changed(theme::bring_back(&mut tx, row.id, at, *state).await?)?;
            if *state == ThemeState::Active {
                let index = live.index(row).await?;
                let since = Some(last.at);
                index.open_again(&mut tx, row.id, &own, since).await?;
            }
        }
        Undo::Shift { up } => {
            let beside = theme::all_in(&mut tx, row.id).await?;
            moved_one(&mut tx, row, (&own, &beside), !up).await?;
        }
        Undo::Place { parent, position } => {
            let at = (id, own.version);
            changed(theme::move_to(&mut tx, row.id, at, *parent, *position).await?)?;
        }
        Undo::Merge {
            state,
            children,
            into,
            ..
        } => {
            // What it was joined into may be gone in a third.
            still_free(live, row, &own).await?;
            let there = theme::all_in(&mut tx, row.id).await?;
            let target = there.iter().find(|t| t.id == *into);
            let target = target.filter(|t| t.state == ThemeState::Active);
            let target = target.ok_or_else(|| ApiError::conflict("joined_on"))?;
            changed(theme::unmerge(&mut tx, row.id, id, *state).await?)?;
            theme_change::unmerge(&mut tx, id, &undo, last.at).await?;
            let heir = target.parent.unwrap_or(*into);
            for child in children {
                theme::adopt(&mut tx, *child, id, (heir != id).then_some(heir)).await?;
            }
        }
        Undo::Split { .. } => {}
    }
    let of = Of { live, row, by };
    of.note(tx, "theme.undo", "", &[id]).await?;
    Ok(undo != Undo::Added)
}

/// That no person has decided on anything of a theme, and nothing rests on it or stands under it.
async fn unused(live: &Live, row: &Row, tx: &mut Tx, id: ThemeId) -> Result<(), ApiError> {
    let totals = assignment::totals(&live.db, id).await?;
    let decided = Totals {
        suggested: Suggested::default(),
        accepted: 0,
        ..totals
    };
    let themes = theme::all_in(tx, row.id).await?;
    let holds = themes.iter().any(|t| t.parent == Some(id));
    if decided != Totals::default() || holds || !theme_change::findings(tx, id).await?.is_empty() {
        return Err(ApiError::conflict("in_use"));
    }
    Ok(())
}

/// That the name of a theme has not been given to another while it was out of the frame.
async fn still_free(live: &Live, row: &Row, own: &theme::Row) -> Result<(), ApiError> {
    let words = ThemeWords {
        label: own.label.clone(),
        ..ThemeWords::default()
    };
    checked(live, row, Some(own.id), words).await.map(drop)
}

fn words_of(undo: &Undo) -> ThemeWords {
    match undo.clone() {
        Undo::Words {
            label,
            definition,
            include,
            exclude,
            example,
            weighty,
        } => ThemeWords {
            label,
            definition,
            include,
            exclude,
            example,
            weighty,
        },
        _ => ThemeWords::default(),
    }
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
        example: words.example.trim().to_owned(),
        weighty: words.weighty,
    };
    let mut fields = Vec::new();
    let mut refuse = |field: &str, code: &str| fields.push(FieldError::code(field, code));
    let taken = theme::all(&live.db, row.id).await?.into_iter().any(|t| {
        Some(t.id) != own
            && t.state.is_open()
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
    if words.example.chars().count() > EXAMPLE_LIMIT {
        refuse("example", "too_long");
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

/// Where a change is made, and by whom.
struct Of<'a> {
    live: &'a Live,
    row: &'a Row,
    by: &'a str,
}

impl Of<'_> {
    /// A line of the theme's history.
    async fn keep(
        &self,
        tx: &mut Tx,
        theme: ThemeId,
        what: (&str, &str),
        undo: Option<&Undo>,
    ) -> Result<(), ApiError> {
        let by = (self.by, self.live.clock.now());
        Ok(theme_change::insert(tx, self.row.id, theme, what, undo, by).await?)
    }

    async fn note(
        &self,
        mut tx: Tx,
        what: &'static str,
        why: &str,
        ids: &[ThemeId],
    ) -> Result<(), ApiError> {
        let entry = Entry {
            at: self.live.clock.now(),
            who: self.by,
            what,
            why,
            consultation: Some(self.row.id),
            ids: ids.iter().map(ToString::to_string).collect(),
        };
        audit(&mut tx, entry).await?;
        Ok(tx.commit().await?)
    }
}
