//! Letting the engine read a consultation's texts, and keeping what it suggests.

mod addresses;
mod engine;
pub(super) mod standard;

use super::{Live, who};
use crate::clock::ordered_id;
use crate::storage::assignment::Because;
use crate::storage::consultation::{self, Row};
use crate::storage::{
    Entry, StorageError, Tx, alike, analysis_run, assignment, audit, campaign, flag, own_words,
    passage, reading, sample, theme,
};
use addresses::Addresses;
use analysis::Progress;
use analysis::output::ENGINE;
use app::api::{ApiError, RunSummary, Work};
use domain::access::{Caller, Permission};
use domain::coding::{Grain, Span, Suggested, ThemeState, Tie, is_likely};
use domain::id::{RunId, TextItemId, ThemeId};
use domain::text::Slug;
use engine::{Found, Material, read};
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;
use tokio::task::JoinHandle;

/// The seed of every run from the page: the same texts and decisions give the same suggestions.
pub const SEED: u64 = 1;

/// How long somebody who asks for suggestions is kept waiting for them before they are told that work goes on.
const A_MOMENT: Duration = Duration::from_millis(1_500);

impl Live {
    /// Lets the engine read every text of a consultation, and writes down what it suggests. Confirmed and rejected
    /// ties are learnt from and left alone; suggestions nobody has looked at are made anew.
    ///
    /// # Errors
    /// `Conflict` `at_work` when it is running there already.
    pub async fn analyse_consultation(
        &self,
        caller: &Caller,
        slug: &Slug,
        seed: u64,
    ) -> Result<RunSummary, ApiError> {
        let row = self.row_for(caller, slug, Permission::CodeThemes).await?;
        self.analyse_as(&row, &who(caller), seed, None).await
    }

    /// The same for somebody who may. The demo uses it.
    ///
    /// # Errors
    /// As [`Live::analyse_consultation`].
    pub(crate) async fn analyse_as(
        &self,
        row: &Row,
        by: &str,
        seed: u64,
        grain: Option<Grain>,
    ) -> Result<RunSummary, ApiError> {
        if !self.jobs.begin(row.id) {
            return Err(ApiError::conflict("at_work"));
        }
        let done = self.work(row, by, seed, grain).await;
        let after = match &done {
            Err(ApiError::Internal { incident }) => Work::Failed {
                incident: incident.clone(),
            },
            _ => Work::Idle,
        };
        self.jobs.note(row.id, after);
        done
    }

    /// The same in the background: returns once the engine has been claimed, or a moment later if it is done by then,
    /// so that the page after a small consultation shows what was found.
    ///
    /// # Errors
    /// As [`Live::analyse_consultation`].
    pub async fn analyse_in_background(
        &self,
        caller: &Caller,
        slug: &Slug,
        grain: Option<Grain>,
    ) -> Result<(), ApiError> {
        let row = self.row_for(caller, slug, Permission::CodeThemes).await?;
        let work = self.start(&row, &who(caller), grain);
        let work = work.ok_or_else(|| ApiError::conflict("at_work"))?;
        // Whichever comes first: what went wrong with the work is noted by the work itself.
        let _ = tokio::time::timeout(A_MOMENT, work).await;
        Ok(())
    }

    /// Begins the work and goes on; none when the engine is at work there already.
    pub(super) fn start(
        &self,
        row: &Row,
        by: &str,
        grain: Option<Grain>,
    ) -> Option<JoinHandle<()>> {
        if !self.jobs.begin(row.id) {
            return None;
        }
        let (live, jobs) = (self.clone(), self.jobs.clone());
        let (row, by) = (row.clone(), by.to_owned());
        let (id, slug) = (row.id, row.slug.clone());
        let work = tokio::spawn(async move { live.work(&row, &by, SEED, grain).await });
        Some(tokio::spawn(async move {
            // A fault in the engine must not leave it at work for ever.
            let done = work
                .await
                .unwrap_or_else(|fault| Err(super::internal(&fault)));
            let after = match done {
                Ok(done) => {
                    tracing::info!(consultation = %slug, ?done, "themes suggested");
                    Work::Idle
                }
                Err(ApiError::Internal { incident }) => Work::Failed { incident },
                Err(_) => Work::Idle,
            };
            jobs.note(id, after);
        }))
    }

    async fn work(
        &self,
        row: &Row,
        by: &str,
        seed: u64,
        grain: Option<Grain>,
    ) -> Result<RunSummary, ApiError> {
        self.look_at(row).await?;
        // What people do from now on is not learnt from.
        let began = self.clock.now();
        let material = self.material(row).await?;
        let (jobs, id) = (self.jobs.clone(), row.id);
        let mut progress = move |p: Progress| {
            let work = Work::Running {
                stage: p.stage.name().to_owned(),
                done: p.done as u64,
                total: p.total as u64,
            };
            jobs.note(id, work);
        };
        let shelf = self.shelf.clone();
        let kept = shelf.vectors(&row.id.to_string());
        let run = tokio::task::spawn_blocking(move || {
            // Suggestions without a model are better than none at all; the run says which it was.
            let model = shelf.model().unwrap_or_else(|error| {
                tracing::error!(%error, "the model of sentence vectors is not used");
                None
            });
            let found = read(
                &material,
                (seed, grain),
                model.as_deref().map(|model| (model, kept.as_deref())),
                &mut progress,
            )?;
            Ok::<_, analysis::AnalyseError>((material, found))
        });
        let (material, found) = run
            .await
            .map_err(|e| super::internal(&e))?
            .map_err(|e| super::internal(&e))?;
        Ok(self
            .keep(row, (by, began), (seed, grain), &material, &found)
            .await?)
    }

    async fn material(&self, row: &Row) -> Result<Material, ApiError> {
        self.line_up(row).await?;
        let (mut read, mut held_out) = (BTreeSet::new(), BTreeSet::new());
        for (text, verdict, held) in reading::verdicts(&self.db, row.id).await? {
            if verdict.is_some() {
                read.insert(text);
            }
            if held {
                held_out.insert(text);
            }
        }
        let texts = passage::for_engine(&self.db, row.id).await?;
        let readable: BTreeSet<TextItemId> = texts.iter().map(|(id, _)| *id).collect();
        let mut ties: BTreeMap<TextItemId, Vec<(ThemeId, Tie)>> = BTreeMap::new();
        let mut used = BTreeSet::new();
        for (text, theme, tie) in assignment::standing(&self.db, row.id).await? {
            if tie != Tie::Suggested {
                used.insert(theme);
            }
            if readable.contains(&text) {
                ties.entry(text).or_default().push((theme, tie));
            }
        }
        let all = theme::all(&self.db, row.id).await?;
        // A proposed theme that a person has begun to use counts as part of the frame.
        let in_frame = |t: &theme::Row| {
            t.state == ThemeState::Active
                || (t.state == ThemeState::Suggested && used.contains(&t.id))
        };
        Ok(Material {
            texts,
            apart: own_words::texts(&self.db, row.id).await?,
            sent: campaign::sent(&self.db, row.id).await?,
            frame: all.into_iter().filter(in_frame).collect(),
            ties,
            read,
            held_out,
        })
    }

    async fn keep(
        &self,
        row: &Row,
        (by, began): (&str, Timestamp),
        (seed, grain): (u64, Option<Grain>),
        material: &Material,
        found: &Found,
    ) -> Result<RunSummary, StorageError> {
        let made_by = format!("engine:{ENGINE}");
        let now = self.clock.now();
        let mut tx = self.db.begin().await?;
        // Whoever codes holds the same: neither undoes what the other has just done.
        consultation::lock(&mut tx, row.id).await?;
        let before = theme::unused(&mut tx, row.id).await?;
        assignment::clear_suggested(&mut tx, row.id).await?;
        let whole: BTreeMap<TextItemId, Span> = material
            .texts
            .iter()
            .map(|(id, body)| (*id, Span::whole(body)))
            .collect();
        let mut suggested = Suggested::<u64>::default();
        let mut count = |score: f64, new: bool| {
            let of = match is_likely(Some(score)) {
                true => &mut suggested.likely,
                false => &mut suggested.weak,
            };
            *of += u64::from(new);
        };
        for made in &found.suggested {
            let place = passage::at(&mut tx, made.text, made.span).await?;
            let (theme, score, because) = (made.theme, made.score, &made.because);
            let new = assignment::suggest(&mut tx, theme, place, &made_by, score, because).await?;
            count(score, new);
        }
        for (theme, words) in &found.keywords {
            theme::keywords(&mut tx, *theme, words).await?;
        }
        let proposed = self.propose(&mut tx, row, &made_by, found, before).await?;
        for (theme, texts) in &proposed {
            for (text, score) in *texts {
                let place = passage::at(&mut tx, *text, whole[text]).await?;
                // A theme just found is explained by its keywords.
                let because = Because::default();
                let new =
                    assignment::suggest(&mut tx, *theme, place, &made_by, *score, &because).await?;
                count(*score, new);
            }
        }
        let run = analysis_run::Row {
            id: RunId::from_uuid(ordered_id()),
            engine: ENGINE.to_owned(),
            model: found.model.clone(),
            seed: i64::try_from(seed).unwrap_or(i64::MAX),
            grain,
            texts: material.texts.len() as u64,
            suggested: Some(suggested),
            accept: found.accept,
            run_by: by.to_owned(),
            run_at: began,
        };
        let mut addresses = Addresses::of(alike::known(&mut tx, row.id).await?);
        analysis_run::insert(&mut tx, row.id, &run).await?;
        for (kind, members) in &found.alike {
            let group = addresses.take(members);
            alike::add(&mut tx, run.id, (&group, kind), members).await?;
        }
        sample::score(&mut tx, row.id, &found.measured).await?;
        reading::forget_order(&mut tx, row.id).await?;
        for (at, (text, why)) in (reading::FIRST..).zip(&found.next) {
            reading::place(&mut tx, *text, at, Some(*why)).await?;
        }
        let entry = Entry {
            at: now,
            who: by,
            what: "themes.suggest",
            // With the seed, what is needed to have the same run again.
            why: &grain.map_or_else(String::new, |grain| format!("{} themes", grain.themes())),
            consultation: Some(row.id),
            ids: vec![run.id.to_string()],
        };
        audit(&mut tx, entry).await?;
        tx.commit().await?;
        Ok(RunSummary {
            texts: run.texts,
            suggested,
            proposed: proposed.len() as u64,
            alike: found.alike.len() as u64,
            flagged: flag::count(&self.db, row.id).await?,
        })
    }

    /// Writes down the new themes, each with its texts. One with much the same texts as a proposal of `before`, which
    /// nobody has used, is that proposal: it keeps its name and its address, so that an officer who reads it finds it
    /// again after the engine has learnt, or after the tree was cut elsewhere. The others of `before` go.
    async fn propose<'a>(
        &self,
        tx: &mut Tx,
        row: &Row,
        made_by: &str,
        found: &'a Found,
        mut before: Vec<(ThemeId, BTreeSet<TextItemId>)>,
    ) -> Result<Vec<(ThemeId, &'a [(TextItemId, f64)])>, StorageError> {
        let dismissed = theme::dismissed(tx, row.id).await?;
        let fresh = (found.proposed.iter()).filter(|p| !dismissed.iter().any(|d| p.much_like(d)));
        let mut again = Vec::new();
        for proposal in fresh {
            let same = before
                .iter()
                .position(|(_, texts)| proposal.much_like(texts));
            again.push((proposal, same.map(|at| before.remove(at).0)));
        }
        for (id, _) in before {
            theme::forget(tx, id).await?;
        }
        let existing = theme::all_in(tx, row.id).await?;
        let mut codes: Vec<String> = existing.iter().map(|t| t.code.to_string()).collect();
        let kept: BTreeSet<ThemeId> = again.iter().filter_map(|(_, same)| *same).collect();
        let others = existing.iter().filter(|t| !kept.contains(&t.id));
        let last = others.map(|t| t.position).max().unwrap_or(-1);
        let mut made = Vec::new();
        for (position, (proposal, same)) in (last + 1..).zip(again) {
            let texts = proposal.texts.as_slice();
            if let Some(id) = same {
                theme::proposed_again(tx, id, &proposal.keywords, position).await?;
                made.push((id, texts));
                continue;
            }
            let code = Slug::made_of(&proposal.label, "theme", &codes);
            codes.push(code.to_string());
            let new = theme::Row {
                id: ThemeId::from_uuid(ordered_id()),
                code,
                label: proposal.label.clone(),
                definition: String::new(),
                include: Vec::new(),
                exclude: Vec::new(),
                keywords: proposal.keywords.clone(),
                weighty: false,
                state: ThemeState::Suggested,
                merged_into: None,
                parent: None,
                example: String::new(),
                born: None,
                made_by: made_by.to_owned(),
                position,
                version: 1,
            };
            theme::insert(tx, row.id, &new).await?;
            made.push((new.id, texts));
        }
        Ok(made)
    }
}
