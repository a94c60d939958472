//! Letting the engine read a consultation's texts, and keeping what it suggests.

use super::{Live, who};
use crate::clock::ordered_id;
use crate::model::read_texts;
use crate::storage::consultation::Row;
use crate::storage::{
    Entry, StorageError, Tx, analysis_run, assignment, audit, concern, passage, reading, theme,
};
use analysis::output::ENGINE;
use analysis::sample::{Reading, Why, next_to_read};
use analysis::screening::{Concern, screen};
use analysis::{Analysis, Codebook, Definition, Example, Input, Model, Progress, analyse_in_depth};
use app::api::{ApiError, RunSummary, Work};
use domain::access::{Caller, Permission};
use domain::coding::{Span, ThemeState, Tie, Turn};
use domain::id::{RunId, TextItemId, ThemeId};
use domain::text::Slug;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::time::Duration;

/// The seed of every run from the page: the same texts and decisions give the same suggestions.
pub const SEED: u64 = 1;

/// From how many texts that fit no theme on the engine looks for new themes among them.
const LEFT_OVER: usize = 12;

/// Fewest texts that make a new theme worth proposing.
const WORTH_PROPOSING: usize = 3;

/// How long somebody who asks for suggestions is kept waiting for them before they are told that work goes on.
const A_MOMENT: Duration = Duration::from_millis(1_500);

/// What the engine is given, loaded before it starts.
struct Material {
    texts: Vec<(TextItemId, String)>,
    frame: Vec<theme::Row>,
    ties: BTreeMap<TextItemId, Vec<(ThemeId, Tie)>>,
    /// Texts that a person read to the end, some of them without a theme.
    read: BTreeSet<TextItemId>,
    /// Texts of the sample, never learnt from.
    held_out: BTreeSet<TextItemId>,
}

/// A theme that the engine proposes.
struct Proposal {
    label: String,
    /// Words that set its texts apart.
    keywords: Vec<String>,
    /// Its texts, with their scores.
    texts: Vec<(TextItemId, f64)>,
}

/// What the engine made of it.
struct Found {
    /// Scores of texts for themes of the frame.
    suggested: Vec<(TextItemId, ThemeId, f64)>,
    /// Words that set each theme's texts apart.
    keywords: Vec<(ThemeId, Vec<String>)>,
    /// New themes, each with its texts.
    proposed: Vec<Proposal>,
    /// Groups of look-alikes: whether a campaign, and the members.
    alike: Vec<(&'static str, Vec<TextItemId>)>,
    /// Spans that may identify a person.
    flags: Vec<(TextItemId, Span, &'static str)>,
    /// Texts that may tell of harm to somebody.
    concerns: Vec<TextItemId>,
    /// Texts that nobody has read, in the order in which reading them teaches most.
    next: Vec<(TextItemId, Turn)>,
    /// The sentence-vector model that was used, or "none".
    model: String,
}

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
        self.analyse_as(&row, &who(caller), seed).await
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
    ) -> Result<RunSummary, ApiError> {
        if !self.jobs.begin(row.id) {
            return Err(ApiError::conflict("at_work"));
        }
        let done = self.work(row, by, seed).await;
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
    ) -> Result<(), ApiError> {
        let row = self.row_for(caller, slug, Permission::CodeThemes).await?;
        if matches!(self.jobs.of(row.id), Work::Running { .. }) {
            return Err(ApiError::conflict("at_work"));
        }
        let (live, caller, slug) = (self.clone(), caller.clone(), slug.clone());
        let (begun, started) = tokio::sync::oneshot::channel();
        let work = tokio::spawn(async move {
            if !live.jobs.begin(row.id) {
                return;
            }
            let _ = begun.send(());
            let after = match live.work(&row, &who(&caller), SEED).await {
                Ok(done) => {
                    tracing::info!(consultation = %slug, ?done, "themes suggested");
                    Work::Idle
                }
                Err(ApiError::Internal { incident }) => Work::Failed { incident },
                Err(_) => Work::Idle,
            };
            live.jobs.note(row.id, after);
        });
        // A dropped sender means that somebody else was a moment faster.
        started.await.map_err(|_| ApiError::conflict("at_work"))?;
        // Whichever comes first: what went wrong with the work is noted by the work itself.
        let _ = tokio::time::timeout(A_MOMENT, work).await;
        Ok(())
    }

    async fn work(&self, row: &Row, by: &str, seed: u64) -> Result<RunSummary, ApiError> {
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
                seed,
                model.as_deref().map(|model| (model, kept.as_deref())),
                &mut progress,
            )?;
            Ok::<_, analysis::AnalyseError>((material, found))
        });
        let (material, found) = run
            .await
            .map_err(|e| super::internal(&e))?
            .map_err(|e| super::internal(&e))?;
        Ok(self.keep(row, by, seed, &material, &found).await?)
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
            frame: all.into_iter().filter(in_frame).collect(),
            ties,
            read,
            held_out,
        })
    }

    async fn keep(
        &self,
        row: &Row,
        by: &str,
        seed: u64,
        material: &Material,
        found: &Found,
    ) -> Result<RunSummary, StorageError> {
        let made_by = format!("engine:{ENGINE}");
        let now = self.clock.now();
        let mut tx = self.db.begin().await?;
        assignment::clear_suggested(&mut tx, row.id).await?;
        theme::forget_unused(&mut tx, row.id).await?;
        let whole: BTreeMap<TextItemId, Span> = material
            .texts
            .iter()
            .map(|(id, body)| (*id, Span::whole(body)))
            .collect();
        let mut suggested = 0;
        for (text, theme, score) in &found.suggested {
            let place = passage::at(&mut tx, *text, whole[text]).await?;
            suggested +=
                u64::from(assignment::suggest(&mut tx, *theme, place, &made_by, *score).await?);
        }
        for (theme, words) in &found.keywords {
            theme::keywords(&mut tx, *theme, words).await?;
        }
        for (theme, texts) in self.propose(&mut tx, row, &made_by, found).await? {
            for (text, score) in texts {
                let place = passage::at(&mut tx, *text, whole[text]).await?;
                suggested +=
                    u64::from(assignment::suggest(&mut tx, theme, place, &made_by, *score).await?);
            }
        }
        let run = analysis_run::Row {
            id: RunId::from_uuid(ordered_id()),
            engine: ENGINE.to_owned(),
            model: found.model.clone(),
            seed: i64::try_from(seed).unwrap_or(i64::MAX),
            texts: material.texts.len() as u64,
            suggested,
            run_by: by.to_owned(),
            run_at: now,
        };
        analysis_run::insert(&mut tx, row.id, &run).await?;
        for (kind, members) in &found.alike {
            analysis_run::alike(&mut tx, run.id, kind, members).await?;
        }
        for text in &found.concerns {
            // Once: whoever was named has seen it, or will.
            if !concern::is_marked(&mut tx, *text).await? {
                let why = "The engine found words that may tell of harm.";
                concern::raise(&mut tx, row.id, *text, why, (&made_by, now)).await?;
            }
        }
        reading::forget_order(&mut tx, row.id).await?;
        for (at, (text, why)) in (reading::FIRST..).zip(&found.next) {
            reading::place(&mut tx, *text, at, Some(*why)).await?;
        }
        for (text, span, kind) in &found.flags {
            let place = passage::at(&mut tx, *text, *span).await?;
            analysis_run::flag(&mut tx, run.id, place, kind).await?;
        }
        let entry = Entry {
            at: now,
            who: by,
            what: "themes.suggest",
            why: "",
            consultation: Some(row.id),
            ids: vec![run.id.to_string()],
        };
        audit(&mut tx, entry).await?;
        tx.commit().await?;
        Ok(RunSummary {
            texts: run.texts,
            suggested,
            proposed: found.proposed.len() as u64,
            alike: found.alike.len() as u64,
            flagged: found.flags.len() as u64,
        })
    }

    async fn propose<'a>(
        &self,
        tx: &mut Tx,
        row: &Row,
        made_by: &str,
        found: &'a Found,
    ) -> Result<Vec<(ThemeId, &'a [(TextItemId, f64)])>, StorageError> {
        let existing = theme::all_in(tx, row.id).await?;
        let mut codes: Vec<String> = existing.iter().map(|t| t.code.to_string()).collect();
        let last = existing.iter().map(|t| t.position).max().unwrap_or(-1);
        let mut made = Vec::new();
        for (position, proposal) in (last + 1..).zip(&found.proposed) {
            let code = super::themes::free_code(&proposal.label, &codes);
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
            made.push((new.id, proposal.texts.as_slice()));
        }
        Ok(made)
    }
}

/// The engine's work: with a frame it assigns, and looks for new themes among the texts that fit none; without one
/// it discovers.
fn read(
    material: &Material,
    seed: u64,
    model: Option<(&Model, Option<&Path>)>,
    progress: &mut dyn FnMut(Progress),
) -> Result<Found, analysis::AnalyseError> {
    let mut input = input(material, seed);
    if let Some((model, kept)) = model {
        read_texts(model, &mut input, kept, progress);
    }
    let analysis = analyse_in_depth(&input, progress)?;
    let id = |row: &usize| material.texts[*row].0;
    let group = |kind| move |rows: &Vec<usize>| (kind, rows.iter().map(id).collect());
    let copies = &analysis.copies;
    let mut found = Found {
        suggested: Vec::new(),
        keywords: Vec::new(),
        proposed: Vec::new(),
        alike: (copies.campaigns.iter().map(group("campaign")))
            .chain(copies.near_duplicates.iter().map(group("near-duplicate")))
            .collect(),
        flags: Vec::new(),
        concerns: concerns(material),
        next: next(material, &analysis, seed),
        model: analysis.model.clone(),
    };
    for (row, hits) in analysis.personal_data.iter().enumerate() {
        for hit in hits {
            let span = Span {
                start: hit.span.start,
                end: hit.span.end,
            };
            found.flags.push((id(&row), span, hit.kind.name()));
        }
    }
    if input.codebook.is_none() {
        found.proposed = proposals(&analysis, id);
        return Ok(found);
    }
    let left_over = assign(material, &analysis, &mut found);
    if left_over.len() >= LEFT_OVER {
        let rest = Input {
            rows: (left_over.iter().map(|&row| input.rows[row].clone())).collect(),
            seed,
            vectors: input.vectors.clone(),
            ..Input::default()
        };
        let analysis = analyse_in_depth(&rest, progress)?;
        found.proposed = proposals(&analysis, |row| id(&left_over[*row]));
    }
    Ok(found)
}

/// Texts with words that may tell of harm. A person looks; a text that is not among them is not thereby safe.
fn concerns(material: &Material) -> Vec<TextItemId> {
    let tells = |body: &str| {
        let raised = screen(body);
        raised.iter().any(|r| r.concern == Concern::Safeguarding)
    };
    let texts = material.texts.iter().filter(|(_, body)| tells(body));
    texts.map(|(id, _)| *id).collect()
}

/// What is to be read next, and why.
fn next(material: &Material, analysis: &Analysis, seed: u64) -> Vec<(TextItemId, Turn)> {
    let theme = |id: &ThemeId| material.frame.iter().position(|t| t.id == *id);
    let mut reading = Reading::default();
    for (row, (text, _)) in material.texts.iter().enumerate() {
        if material.held_out.contains(text) {
            reading.held_back.push(row);
        } else if material.read.contains(text) {
            let ties = material.ties.get(text).map(Vec::as_slice);
            let confirmed = ties.unwrap_or_default().iter();
            let confirmed = confirmed.filter(|(_, tie)| *tie == Tie::Confirmed);
            reading
                .read
                .push((row, confirmed.filter_map(|(id, _)| theme(id)).collect()));
        }
    }
    let all = next_to_read(analysis, &reading, material.texts.len(), seed).into_iter();
    all.map(|next| {
        let why = match next.why {
            Why::Typical => Turn::Typical,
            Why::Uncertain => Turn::Uncertain,
            Why::Rare { .. } => Turn::Rare,
        };
        (material.texts[next.row].0, why)
    })
    .collect()
}

fn input(material: &Material, seed: u64) -> Input {
    let rows = material
        .texts
        .iter()
        .map(|(id, body)| analysis::input::Row {
            id: id.to_string(),
            text: body.clone(),
        });
    let definition = |t: &theme::Row| Definition {
        code: t.code.to_string(),
        label: t.label.clone(),
        definition: t.definition.clone(),
        include: t.include.clone(),
        exclude: t.exclude.clone(),
    };
    let codes: BTreeMap<ThemeId, String> = material
        .frame
        .iter()
        .map(|t| (t.id, t.code.to_string()))
        .collect();
    let mut examples = Vec::new();
    let none = Vec::new();
    for (text, _) in &material.texts {
        let ties = material.ties.get(text).unwrap_or(&none);
        if material.held_out.contains(text) {
            continue;
        }
        let confirmed: Vec<String> = ties
            .iter()
            .filter(|(_, tie)| *tie == Tie::Confirmed)
            .filter_map(|(theme, _)| codes.get(theme).cloned())
            .collect();
        // Somebody who rejected one suggestion has not said that nothing applies, unless none is left to look at, or
        // they said so.
        if !confirmed.is_empty() || is_looked_at(ties) || material.read.contains(text) {
            examples.push(Example {
                id: text.to_string(),
                codes: confirmed,
            });
        }
    }
    let definitions: Vec<Definition> = material.frame.iter().map(definition).collect();
    Input {
        rows: rows.collect(),
        codebook: (!definitions.is_empty()).then_some(Codebook { definitions }),
        examples: if material.frame.is_empty() {
            Vec::new()
        } else {
            examples
        },
        themes: None,
        seed,
        vectors: None,
    }
}

/// Whether a person has decided every tie of a text.
fn is_looked_at(ties: &[(ThemeId, Tie)]) -> bool {
    !ties.is_empty() && ties.iter().all(|(_, tie)| *tie != Tie::Suggested)
}

/// Keeps the scores above the engine's threshold, but for what a person has decided. Gives the texts that fit no
/// theme of the frame.
fn assign(material: &Material, analysis: &Analysis, found: &mut Found) -> Vec<usize> {
    let mut left_over = Vec::new();
    for (theme, described) in material.frame.iter().zip(&analysis.themes) {
        found.keywords.push((theme.id, described.keywords.clone()));
    }
    for (row, (text, _)) in material.texts.iter().enumerate() {
        let ties = material
            .ties
            .get(text)
            .map(Vec::as_slice)
            .unwrap_or_default();
        if is_looked_at(ties) || material.read.contains(text) {
            continue;
        }
        let scores = analysis.scores.row(row);
        let picked = analysis.rule.pick(scores);
        let mut fits = ties.iter().any(|(_, tie)| *tie == Tie::Confirmed);
        for at in picked.into_iter().filter(|at| scores[*at] > 0.0) {
            let theme = material.frame[at].id;
            fits = true;
            let decided = ties
                .iter()
                .any(|(other, tie)| *other == theme && *tie != Tie::Suggested);
            if !decided {
                found.suggested.push((*text, theme, scores[at]));
            }
        }
        if !fits {
            left_over.push(row);
        }
    }
    left_over
}

fn proposals(analysis: &Analysis, id: impl Fn(&usize) -> TextItemId) -> Vec<Proposal> {
    let worth = analysis
        .themes
        .iter()
        .enumerate()
        .filter(|(_, theme)| theme.rows.len() >= WORTH_PROPOSING && !theme.keywords.is_empty());
    worth
        .map(|(at, theme)| {
            let texts = theme
                .rows
                .iter()
                .map(|row| (id(row), analysis.scores.row(*row)[at]))
                .collect();
            Proposal {
                label: theme.label.clone(),
                keywords: theme.keywords.clone(),
                texts,
            }
        })
        .collect()
}
