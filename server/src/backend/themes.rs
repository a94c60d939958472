//! The code frame, the engine’s suggestions, and people’s decisions on them.

use super::coding::resettle;
use super::sources::Sources;
use super::tallies::{Tally, Whole};
use super::{Live, theme_edits, ties, who};
use crate::storage::consultation::{self, Row};
use crate::storage::passage::Text;
use crate::storage::theme_counts::{self, Of};
use crate::storage::{
    Entry, StorageError, alike, analysis_run, assignment, audit, copies, finding, passage, reading,
    screening, theme,
};
use analysis::near_duplicate::sent_on;
use app::api::{
    AlikePage, ApiError, CodePage, Frame, Heard, MadeWith, Origin, PASSAGES_A_PAGE, PassageLine,
    Proposed, RunCard, TextToCode, ThemeLine, ThemePage, ThemeWords, Themes, TieLine,
};
use async_trait::async_trait;
use domain::access::{Caller, Permission};
use domain::coding::{Grain, Span, ThemeState, Tie};
use domain::consultation::GRACE_MINUTES;
use domain::id::{AssignmentId, CampaignId, OwnWordsId, TextItemId, ThemeId};
use domain::redaction::{Redaction, apply};
use domain::text::Slug;
use jiff::{SignedDuration, Timestamp};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// How many of the best texts of a proposed theme are looked at for examples.
const LOOKED_AT: u64 = 12;

/// How many examples are shown.
const EXAMPLES: usize = 3;

/// So much of an example in another is a copy of it.
const COPY: f64 = 0.5;

/// The first few that each say something: a copy of one that is shown already would say nothing of the range.
fn unlike(texts: impl Iterator<Item = String>) -> Vec<String> {
    let mut shown: Vec<String> = Vec::new();
    for text in texts {
        let is_copy = |other: &String| {
            *other == text || sent_on(other, &text) >= COPY || sent_on(&text, other) >= COPY
        };
        if shown.len() < EXAMPLES && !shown.iter().any(is_copy) {
            shown.push(text);
        }
    }
    shown
}

#[async_trait]
impl Themes for Live {
    async fn frame(&self, caller: &Caller, slug: &Slug) -> Result<Frame, ApiError> {
        let row = self.row_for(caller, slug, Permission::CodeThemes).await?;
        let (lines, tally) = self.lines(&row).await?;
        let labels: BTreeMap<ThemeId, String> = lines
            .iter()
            .map(|(line, _)| (line.id, line.label.clone()))
            .collect();
        let covers = screening::all_redactions(&self.db, row.id).await?;
        let (mut themes, mut proposed) = (Vec::new(), Vec::new());
        let (mut merged, mut dismissed) = (Vec::new(), Vec::new());
        for (line, into) in lines {
            match (line.state, into) {
                (ThemeState::Active, _) => themes.push(line),
                (ThemeState::Suggested, _) => {
                    let best =
                        assignment::of_theme(&self.db, line.id, Tie::Suggested, (LOOKED_AT, 0));
                    let best = best.await?.into_iter();
                    let best = best.filter(|tie| tie.text.screening.is_readable());
                    let shown = |tie: assignment::Row| {
                        let covers = covers.get(&tie.text.id).map_or(&[][..], Vec::as_slice);
                        words(&tie).map(|_| apply(&tie.text.body, tie.span, covers))
                    };
                    let examples = unlike(best.filter_map(shown));
                    proposed.push(Proposed { line, examples });
                }
                (ThemeState::Merged, into) => {
                    let label = into.and_then(|id| labels.get(&id)).cloned();
                    merged.push((line.label, label.unwrap_or_default()));
                }
                (ThemeState::Dismissed, _) => dismissed.push((line.id, line.label)),
            }
        }
        let (texts, looked_at) = tally.texts;
        Ok(Frame {
            card: self.card(&row).await?,
            commented: tally.commented,
            themes,
            proposed,
            merged,
            dismissed,
            texts,
            looked_at,
            run: self.last_run(&row).await?,
            work: self.jobs.of(row.id),
            alike: alike::count(&self.db, row.id).await?,
            starters: self.starters(&row).await?,
        })
    }

    async fn theme(
        &self,
        caller: &Caller,
        slug: &Slug,
        theme: ThemeId,
        tie: Tie,
        page: u64,
    ) -> Result<ThemePage, ApiError> {
        let row = self.row_for(caller, slug, Permission::CodeThemes).await?;
        let (lines, tally) = self.lines(&row).await?;
        let found = lines.iter().find(|(line, _)| line.id == theme);
        let line = found.ok_or(ApiError::NotFound)?.0.clone();
        let parent = line.parent;
        let totals = assignment::totals(&self.db, theme).await?;
        let pages = totals.listed(tie).div_ceil(PASSAGES_A_PAGE).max(1);
        let page = page.clamp(1, pages);
        let window = (PASSAGES_A_PAGE, (page - 1) * PASSAGES_A_PAGE);
        let sources = Sources::load(self, row.id).await?;
        let passages = assignment::of_theme(&self.db, theme, tie, window).await?;
        let findings = finding::all(&self.db, row.id).await?;
        let covers = screening::all_redactions(&self.db, row.id).await?;
        let shown = passages.iter();
        let shown = shown.map(|tie| self.passage_line(&sources, &covers, tie));
        Ok(ThemePage {
            card: self.card(&row).await?,
            commented: tally.commented,
            parts: (lines.iter())
                .filter(|(l, _)| l.parent == Some(theme) && l.state == ThemeState::Active)
                .map(|(line, _)| (line.id, line.label.clone(), line.confirmed))
                .collect(),
            has_children: lines.iter().any(|(line, _)| line.parent == Some(theme)),
            parents: (lines.iter())
                .filter(|(l, _)| {
                    l.id != theme && l.parent.is_none() && l.state == ThemeState::Active
                })
                .map(|(line, _)| (line.id, line.label.clone()))
                .collect(),
            history: self.history(row.id, theme).await?,
            again: reading::again_for(&self.db, theme).await?,
            theme: line,
            others: lines
                .into_iter()
                .filter(|(line, _)| line.id != theme && line.state == ThemeState::Active)
                .map(|(line, _)| (line.id, line.label))
                .collect(),
            tie,
            passages: shown.collect(),
            totals,
            page,
            pages,
            findings: findings
                .into_iter()
                .filter(|f| {
                    f.themes
                        .iter()
                        .any(|(id, ..)| *id == theme || parent == Some(*id))
                })
                .map(|f| (f.number, f.statement))
                .collect(),
        })
    }

    async fn add_theme(
        &self,
        caller: &Caller,
        slug: &Slug,
        words: ThemeWords,
    ) -> Result<ThemeId, ApiError> {
        let row = self.row_for(caller, slug, Permission::CodeThemes).await?;
        theme_edits::add(self, &row, &who(caller), words).await
    }

    async fn edit_theme(
        &self,
        caller: &Caller,
        slug: &Slug,
        theme: ThemeId,
        version: i64,
        words: ThemeWords,
    ) -> Result<(), ApiError> {
        let row = self.row_for(caller, slug, Permission::CodeThemes).await?;
        theme_edits::edit(self, &row, &who(caller), (theme, version), words).await
    }

    async fn accept_theme(
        &self,
        caller: &Caller,
        slug: &Slug,
        theme: ThemeId,
        version: i64,
    ) -> Result<(), ApiError> {
        let row = self.row_for(caller, slug, Permission::CodeThemes).await?;
        theme_edits::accept(self, &row, &who(caller), (theme, version)).await
    }

    async fn dismiss_theme(
        &self,
        caller: &Caller,
        slug: &Slug,
        theme: ThemeId,
        version: i64,
    ) -> Result<(), ApiError> {
        let row = self.row_for(caller, slug, Permission::CodeThemes).await?;
        theme_edits::dismiss(self, &row, &who(caller), (theme, version)).await
    }

    async fn merge_theme(
        &self,
        caller: &Caller,
        slug: &Slug,
        theme: ThemeId,
        version: i64,
        into: ThemeId,
    ) -> Result<(), ApiError> {
        let row = self.row_for(caller, slug, Permission::CodeThemes).await?;
        theme_edits::merge(self, &row, &who(caller), (theme, version), into).await
    }

    async fn decide_ties(
        &self,
        caller: &Caller,
        slug: &Slug,
        ties: &[AssignmentId],
        from: Tie,
        to: Tie,
    ) -> Result<u64, ApiError> {
        let row = self.row_for(caller, slug, Permission::CodeThemes).await?;
        ties::decide(self, &row, &who(caller), ties, (from, to)).await
    }

    async fn move_ties(
        &self,
        caller: &Caller,
        slug: &Slug,
        ties: &[AssignmentId],
        from: Tie,
        into: ThemeId,
    ) -> Result<u64, ApiError> {
        let row = self.row_for(caller, slug, Permission::CodeThemes).await?;
        ties::hand_over(self, &row, &who(caller), ties, (from, into)).await
    }

    async fn code_page(
        &self,
        caller: &Caller,
        slug: &Slug,
        reference: &str,
    ) -> Result<CodePage, ApiError> {
        let row = self.row_for(caller, slug, Permission::CodeThemes).await?;
        let texts = passage::of_contribution(&self.db, row.id, reference).await?;
        let (writer, texts) = texts.ok_or(ApiError::NotFound)?;
        let ties = assignment::of_reference(&self.db, row.id, reference).await?;
        let sources = Sources::load(self, row.id).await?;
        let themes = theme::all(&self.db, row.id).await?;
        let covered = screening::all_redactions(&self.db, row.id).await?;
        let mut to_code = Vec::new();
        let to_read = |text: &&Text| text.is_view && text.screening.is_readable();
        for text in texts.iter().filter(to_read) {
            // What was covered stays covered. Whoever needs the original opens the response.
            let covers = covered.get(&text.id).map_or(&[][..], Vec::as_slice);
            let shown = |span: Span| apply(&text.body, span, covers);
            let passages = analysis::passages::passages(&text.body);
            let tied = ties.iter().filter(|tie| tie.text.id == text.id);
            to_code.push(TextToCode {
                id: text.id,
                source: sources.source(text),
                body: (!text.erased).then(|| shown(Span::whole(&text.body))),
                screening: text.screening,
                passages: passages
                    .into_iter()
                    .map(|s| {
                        let span = Span {
                            start: s.start,
                            end: s.end,
                        };
                        (span, shown(span))
                    })
                    .collect(),
                ties: tied
                    .map(|tie| {
                        (
                            self.tie_line(tie, covers),
                            tie.span,
                            words(tie).map(|_| shown(tie.span)).unwrap_or_default(),
                        )
                    })
                    .collect(),
            });
        }
        let passages: BTreeSet<_> = ties.iter().map(|tie| tie.passage).collect();
        // A finding that rests on a theme rests on its parts as well.
        let whole_of = |id: ThemeId| themes.iter().find(|t| t.id == id).and_then(|t| t.parent);
        let confirmed: BTreeSet<_> = ties
            .iter()
            .filter(|tie| tie.tie == Tie::Confirmed)
            .flat_map(|tie| [Some(tie.theme), whole_of(tie.theme)])
            .flatten()
            .collect();
        Ok(CodePage {
            card: self.card(&row).await?,
            origin: Origin {
                reference: writer.reference,
                capacity: writer.capacity,
                audience: sources.audience(writer.audience.as_deref()),
                source: String::new(),
                event: writer.event,
                late: writer.late,
            },
            texts: to_code,
            themes: themes
                .into_iter()
                .filter(|t| t.state == ThemeState::Active)
                .map(|t| (t.id, t.label))
                .collect(),
            trace: self
                .traces(&row, |finding, quotes| {
                    let rests = finding.themes.iter().any(|(id, ..)| confirmed.contains(id));
                    rests || quotes.iter().any(|q| passages.contains(&q.passage))
                })
                .await?,
        })
    }

    async fn assign(
        &self,
        caller: &Caller,
        slug: &Slug,
        text: TextItemId,
        spans: &[Span],
        theme: ThemeId,
    ) -> Result<(), ApiError> {
        let row = self.row_for(caller, slug, Permission::CodeThemes).await?;
        let now = self.clock.now();
        self.assign_at(&row, &who(caller), text, spans, theme, now)
            .await
    }

    async fn alike(
        &self,
        caller: &Caller,
        slug: &Slug,
        group: &str,
        page: u64,
    ) -> Result<AlikePage, ApiError> {
        let row = self.row_for(caller, slug, Permission::CodeThemes).await?;
        self.look_alikes(&row, group, page).await
    }

    async fn mark_campaign(
        &self,
        caller: &Caller,
        slug: &Slug,
        group: &str,
    ) -> Result<u64, ApiError> {
        let row = self.row_for(caller, slug, Permission::CodeThemes).await?;
        self.count_apart(&row, &who(caller), group).await
    }

    async fn undo_campaign(
        &self,
        caller: &Caller,
        slug: &Slug,
        campaign: CampaignId,
    ) -> Result<u64, ApiError> {
        let row = self.row_for(caller, slug, Permission::CodeThemes).await?;
        self.count_as_people(&row, &who(caller), campaign).await
    }

    async fn keep_own_words(
        &self,
        caller: &Caller,
        slug: &Slug,
        (group, texts): (&str, &[TextItemId]),
        reason: &str,
    ) -> Result<u64, ApiError> {
        let row = self.row_for(caller, slug, Permission::CodeThemes).await?;
        self.take_for_own(&row, &who(caller), (group, texts), reason)
            .await
    }

    async fn undo_own_words(
        &self,
        caller: &Caller,
        slug: &Slug,
        id: OwnWordsId,
    ) -> Result<u64, ApiError> {
        let row = self.row_for(caller, slug, Permission::CodeThemes).await?;
        self.take_for_alike(&row, &who(caller), id).await
    }

    async fn suggest_themes(
        &self,
        caller: &Caller,
        slug: &Slug,
        grain: Option<Grain>,
    ) -> Result<(), ApiError> {
        self.analyse_in_background(caller, slug, grain).await
    }
}

impl Live {
    /// Ties passages of a text to a theme at a moment, confirmed by a person. The demo uses it with moments past.
    ///
    /// # Errors
    /// `NotFound` for a text or theme of another consultation; a span outside the text is refused.
    pub(crate) async fn assign_at(
        &self,
        row: &Row,
        by: &str,
        text: TextItemId,
        spans: &[Span],
        theme: ThemeId,
        at: Timestamp,
    ) -> Result<(), ApiError> {
        let item = passage::text(&self.db, row.id, text).await?;
        let item = item.filter(|t| !t.erased && t.screening.is_readable());
        let item = item.ok_or(ApiError::NotFound)?;
        let themes = theme::all(&self.db, row.id).await?;
        let known = themes.iter().any(|t| t.id == theme && t.state.is_open());
        if !known {
            return Err(ApiError::invalid("theme", "missing"));
        }
        let whole = [Span::whole(&item.body)];
        let spans = if spans.is_empty() { &whole[..] } else { spans };
        let fits = |s: &Span| s.start < s.end && s.of(&item.body).is_some();
        if !spans.iter().all(fits) {
            return Err(ApiError::invalid("span", "outside"));
        }
        let mut tx = self.db.begin().await?;
        consultation::lock(&mut tx, row.id).await?;
        let mut ids = vec![theme.to_string()];
        for span in spans {
            let place = passage::at(&mut tx, text, *span).await?;
            let tie = assignment::confirm(&mut tx, theme, place, by, at).await?;
            ids.extend(tie.map(|id| id.to_string()));
        }
        resettle(&mut tx, row, text, (by, at)).await?;
        ids.extend(copies::lead(&mut tx, row.id, text).await?);
        let entry = Entry {
            at,
            who: by,
            what: "assignment.make",
            why: "",
            consultation: Some(row.id),
            ids,
        };
        audit(&mut tx, entry).await?;
        Ok(tx.commit().await?)
    }

    /// Adds a theme in somebody’s name.
    pub(crate) async fn add_theme_as(
        &self,
        row: &Row,
        by: &str,
        words: ThemeWords,
    ) -> Result<ThemeId, ApiError> {
        theme_edits::add(self, row, by, words).await
    }

    /// The moment after which what comes is too late to be counted: closing and the time of grace.
    pub(crate) fn count_before(&self, row: &Row) -> Option<Timestamp> {
        let grace = SignedDuration::from_mins(GRACE_MINUTES);
        row.schedule
            .map(|s| s.closes.saturating_add(grace).unwrap_or(s.closes))
    }

    /// Who wrote something in time.
    pub(crate) async fn commented(&self, row: &Row) -> Result<Heard, StorageError> {
        let of = Of {
            consultation: row.id,
            cut: None,
            before: self.count_before(row),
        };
        let mut heard = Heard::default();
        for line in theme_counts::commented(&self.db, of, false).await? {
            heard.add(line.capacity, line.event, line.people);
        }
        Ok(heard)
    }

    /// Every theme with who raised it, and what it was merged into; and the counts these are of.
    async fn lines(
        &self,
        row: &Row,
    ) -> Result<(Vec<(ThemeLine, Option<ThemeId>)>, Arc<Tally>), StorageError> {
        let tally = self.kept(row, Whole).await?;
        let line = |t: theme::Row| {
            let raised = tally.themes.get(&t.id).copied().unwrap_or_default();
            let line = ThemeLine {
                id: t.id,
                code: t.code,
                label: t.label,
                definition: t.definition,
                include: t.include,
                exclude: t.exclude,
                example: t.example,
                keywords: t.keywords,
                parent: t.parent,
                weighty: t.weighty,
                state: t.state,
                made_by: t.made_by,
                version: t.version,
                confirmed: raised.confirmed,
                accepted: raised.accepted,
                suggested: raised.suggested,
            };
            (line, t.merged_into)
        };
        let themes = theme::all(&self.db, row.id).await?;
        Ok((themes.into_iter().map(line).collect(), tally.clone()))
    }

    /// A tie, and why it was suggested: but for words that are covered.
    pub(crate) fn tie_line(&self, tie: &assignment::Row, covers: &[Redaction]) -> TieLine {
        TieLine {
            id: tie.id,
            theme: tie.theme,
            label: tie.label.clone(),
            tie: tie.tie,
            score: tie.score,
            made_by: tie.made_by.clone(),
            accepted: tie.accepted,
            decided_by: tie.decided_by.clone(),
            decided_at: tie.decided_at.map(|at| self.wall(at)),
            because: pushed(tie, covers),
        }
    }

    /// A passage as whoever works with themes is shown it: what was covered stays covered.
    pub(crate) fn passage_line(
        &self,
        sources: &Sources,
        covers: &BTreeMap<TextItemId, Vec<Redaction>>,
        tie: &assignment::Row,
    ) -> PassageLine {
        let covers = covers.get(&tie.text.id).map_or(&[][..], Vec::as_slice);
        PassageLine {
            tie: self.tie_line(tie, covers),
            passage: tie.passage,
            words: words(tie).map(|_| apply(&tie.text.body, tie.span, covers)),
            whole: tie.span == Span::whole(&tie.text.body),
            screening: tie.text.screening,
            may_quote: tie.text.consent_quote,
            origin: sources.origin(&tie.text),
        }
    }

    pub(super) async fn last_run(&self, row: &Row) -> Result<Option<RunCard>, StorageError> {
        let run = analysis_run::last(&self.db, row.id).await?;
        Ok(run.map(|run| RunCard {
            made_with: made_with(&run),
            grain: run.grain,
            texts: run.texts,
            suggested: run.suggested,
            run_by: run.run_by,
            run_at: self.wall(run.run_at),
        }))
    }
}

/// The engine and the model of a run.
pub(super) fn made_with(run: &analysis_run::Row) -> MadeWith {
    MadeWith {
        engine: run.engine.clone(),
        model: run.model(),
    }
}

/// Words for which the engine suggested a tie, each once; none when erased.
pub(super) fn pushed(tie: &assignment::Row, covers: &[Redaction]) -> Vec<String> {
    let is_covered = |span: &Span| {
        let meets = |c: &Redaction| span.start < c.span.end && c.span.start < span.end;
        covers.iter().any(meets)
    };
    let mut words: Vec<String> = Vec::new();
    let spans = Span::joined(&tie.because.words).into_iter();
    let readable = !tie.text.erased && tie.text.screening.is_readable();
    for span in spans.filter(|span| readable && !is_covered(span)) {
        let word = span.of(&tie.text.body).map(str::to_lowercase);
        words.extend(word.filter(|word| !words.contains(word)));
    }
    words
}

/// The words of a tie's passage; none when they were erased, are withheld, or wait for those named for safeguarding.
fn words(tie: &assignment::Row) -> Option<String> {
    let may = !tie.text.erased && tie.text.screening.is_readable();
    let words = may.then(|| tie.span.of(&tie.text.body))??;
    Some(words.to_owned())
}
