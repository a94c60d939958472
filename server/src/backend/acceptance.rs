//! Letting suggestions stand together, unread, from a score on that has shown itself to be right often enough.

use super::noted::note;
use super::tallies::Acceptable;
use super::{Live, who};
use crate::storage::consultation::{self, Row};
use crate::storage::{acceptance, analysis_run, reading};
use app::api::{AcceptLevel, AcceptanceLine, AcceptancePage, Acceptances, ApiError};
use async_trait::async_trait;
use domain::access::{Caller, Permission};
use domain::id::{AcceptanceId, ThemeId};
use domain::text::Slug;

#[async_trait]
impl Acceptances for Live {
    async fn acceptances(&self, caller: &Caller, slug: &Slug) -> Result<AcceptancePage, ApiError> {
        let row = self.row_for(caller, slug, Permission::CodeThemes).await?;
        self.line_up(&row).await?;
        let run = analysis_run::last(&self.db, row.id).await?;
        let level = match run.as_ref().and_then(|run| run.accept) {
            Some(level) => Some(self.accept_level(&row, level).await?),
            None => None,
        };
        let [texts, read, _] = reading::counts(&self.db, row.id).await?;
        let made = acceptance::all(&self.db, row.id).await?.into_iter();
        Ok(AcceptancePage {
            card: self.card(&row).await?,
            seen: run.map(|run| run.id.to_string()).unwrap_or_default(),
            run: self.last_run(&row).await?,
            level,
            unread: texts.saturating_sub(read),
            read,
            made: made.map(|made| self.acceptance_line(made)).collect(),
        })
    }

    async fn accept_together(
        &self,
        caller: &Caller,
        slug: &Slug,
        seen: &str,
    ) -> Result<u64, ApiError> {
        let row = self.row_for(caller, slug, Permission::CodeThemes).await?;
        let (by, now) = (who(caller), self.clock.now());
        let changed = || ApiError::conflict("changed_meanwhile");
        let mut tx = self.db.begin().await?;
        // The engine holds the same while it writes: what is accepted is of one run.
        consultation::lock(&mut tx, row.id).await?;
        let run = analysis_run::last_in(&mut tx, row.id).await?;
        let run = run.filter(|run| run.id.to_string() == seen);
        let run = run.ok_or_else(changed)?;
        let level = run.accept.ok_or_else(changed)?;
        let made = acceptance::accept(&mut tx, row.id, level, &run.engine, (&by, now)).await?;
        let (id, many) = made.ok_or_else(changed)?;
        let ids = vec![id.to_string(), run.id.to_string()];
        note(tx, &row, (&by, now), "assignment.accept", ids).await?;
        Ok(many)
    }

    async fn undo_acceptance(
        &self,
        caller: &Caller,
        slug: &Slug,
        id: AcceptanceId,
    ) -> Result<u64, ApiError> {
        let row = self.row_for(caller, slug, Permission::CodeThemes).await?;
        let (by, now) = (who(caller), self.clock.now());
        let mut tx = self.db.begin().await?;
        consultation::lock(&mut tx, row.id).await?;
        let open = acceptance::take_back(&mut tx, row.id, id, (&by, now)).await?;
        let open = open.ok_or_else(|| ApiError::conflict("changed_meanwhile"))?;
        note(
            tx,
            &row,
            (&by, now),
            "assignment.accept-undo",
            vec![id.to_string()],
        )
        .await?;
        Ok(open)
    }
}

impl Live {
    async fn accept_level(
        &self,
        row: &Row,
        (score, right): (f64, f64),
    ) -> Result<AcceptLevel, ApiError> {
        let open = self.kept(row, Acceptable::from(score)).await?;
        let labels = self.labels(row).await?;
        let named = |(id, many): (ThemeId, u64)| {
            let label = labels.get(&id.to_string()).cloned().unwrap_or_default();
            (id, label, many)
        };
        Ok(AcceptLevel {
            score,
            right,
            in_sample: self.doubles(row).await?.right_from(score),
            open: open.themes.iter().copied().map(named).collect(),
            texts: open.texts,
        })
    }

    fn acceptance_line(&self, made: acceptance::Row) -> AcceptanceLine {
        AcceptanceLine {
            id: made.id,
            suggestions: made.suggestions,
            texts: made.texts,
            level: made.level,
            right: made.right,
            by: made.by,
            at: self.wall(made.at),
            since: (made.confirmed, made.rejected),
            undone: made.undone.map(|(by, at)| (by, self.wall(at))),
        }
    }
}
