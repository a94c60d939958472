//! The golden thread after the themes: finding, position, decision, change, outcome.

use super::tallies::Behind;
use super::thread_view::ThreadView;
use super::{Live, finding_edits, next_version, outcome, who};
use crate::storage::consultation::Row;
use crate::storage::{
    StorageError, assignment, consultation, council, finding, screening, side, theme,
};
use app::api::{
    ApiError, Balance, Candidate, ChangePage, ClauseTrace, DecisionsPage, DocumentDraft,
    FindingPage, FindingTrace, FindingsPage, NewChange, NewDecision, OutcomeView, PositionChoice,
    Quotable, QuoteLine, SideBalance, Thread, WordsPage,
};
use async_trait::async_trait;
use domain::access::{Caller, Permission, Scope, may};
use domain::coding::{Side, ThemeState};
use domain::consultation::london_date;
use domain::decision::Response;
use domain::id::{ChangeId, DecisionId, FindingId, PassageId, QuoteId, ThemeId};
use domain::text::{Language, Slug};

/// How many passages are offered for quoting at a time.
const OFFERED: u32 = 60;

#[async_trait]
impl Thread for Live {
    async fn findings(&self, caller: &Caller, slug: &Slug) -> Result<FindingsPage, ApiError> {
        let row = self
            .row_for(caller, slug, Permission::ReadResponses)
            .await?;
        let view = ThreadView::load(self, &row).await?;
        let themes = self.active_themes(&row).await?;
        Ok(FindingsPage {
            card: self.card(&row).await?,
            commented: view.commented,
            findings: view.findings.iter().map(|f| view.finding_line(f)).collect(),
            themes: themes
                .into_iter()
                .map(|(id, label)| {
                    let heard = view.tally.themes.get(&id);
                    let people = heard.map_or(0, |raised| raised.confirmed.individuals);
                    (id, label, people)
                })
                .collect(),
            any_confirmed: view
                .tally
                .themes
                .values()
                .any(|raised| !raised.confirmed.is_empty()),
            may_write: may_here(caller, Permission::WriteFindings, &row),
        })
    }

    async fn finding(
        &self,
        caller: &Caller,
        slug: &Slug,
        finding: FindingId,
    ) -> Result<FindingPage, ApiError> {
        let row = self
            .row_for(caller, slug, Permission::ReadResponses)
            .await?;
        let view = ThreadView::load(self, &row).await?;
        let found = view.findings.iter().find(|f| f.id == finding);
        let found = found.ok_or(ApiError::NotFound)?;
        let follows = self.follows(&row).await?;
        let (offered, all) = side::offered(&self.db, finding, &follows, OFFERED).await?;
        let covers = screening::all_redactions(&self.db, row.id).await?;
        let mut candidates = Vec::new();
        for (passage, side) in &offered {
            let Some(tie) = assignment::candidate(&self.db, finding, *passage).await? else {
                continue;
            };
            let text = &tie.text;
            let quotable = Quotable::of(text.screening, text.consent_quote, text.erased);
            let line = self.passage_line(&view.sources, &covers, &tie);
            candidates.push(Candidate {
                line,
                quotable,
                side: *side,
            });
        }
        let more = all - offered.len() as u64;
        let quotes = view.quotes.iter().filter(|q| q.finding == finding);
        let behind = self.kept(&row, Behind(finding)).await?;
        let raised = behind.audiences.iter();
        let mut balance: Vec<Balance> = raised
            .map(|(audience, raised)| Balance {
                audience: view.sources.audience(audience.as_deref()),
                raised: *raised,
                quotes: 0,
            })
            .collect();
        for quote in quotes.clone() {
            let audience = view.sources.origin(&quote.text).audience;
            match balance.iter_mut().find(|line| line.audience == audience) {
                Some(line) => line.quotes += 1,
                None => balance.push(Balance {
                    audience,
                    raised: 0,
                    quotes: 1,
                }),
            }
        }
        Ok(FindingPage {
            card: self.card(&row).await?,
            commented: view.commented,
            finding: view.finding_line(found),
            quotes: quotes
                .map(|q| QuoteLine {
                    id: q.id,
                    passage: q.passage,
                    words: view.redacted(q),
                    quotable: view.quotable(q),
                    origin: view.sources.origin(&q.text),
                    chosen_by: q.chosen_by.clone(),
                })
                .collect(),
            candidates,
            more,
            balance,
            sides: self.sides(finding, &follows, &behind.sides).await?,
            themes: self.active_themes(&row).await?,
            trace: view.trace(found),
            may_write: may_here(caller, Permission::WriteFindings, &row),
        })
    }

    async fn add_finding(
        &self,
        caller: &Caller,
        slug: &Slug,
        statement: &str,
        themes: &[ThemeId],
    ) -> Result<FindingId, ApiError> {
        let row = self
            .row_for(caller, slug, Permission::WriteFindings)
            .await?;
        let now = self.clock.now();
        self.add_finding_at(&row, &who(caller), statement, themes, now)
            .await
    }

    async fn edit_finding(
        &self,
        caller: &Caller,
        slug: &Slug,
        finding: FindingId,
        version: i64,
        statement: &str,
        themes: &[ThemeId],
    ) -> Result<(), ApiError> {
        let row = self
            .row_for(caller, slug, Permission::WriteFindings)
            .await?;
        let words = finding_edits::checked(statement, themes)?;
        finding_edits::edit(self, &row, &who(caller), (finding, version), words, themes).await
    }

    async fn choose_quotes(
        &self,
        caller: &Caller,
        slug: &Slug,
        finding: FindingId,
        passages: &[PassageId],
    ) -> Result<(), ApiError> {
        let row = self
            .row_for(caller, slug, Permission::WriteFindings)
            .await?;
        let now = self.clock.now();
        self.choose_quotes_at(&row, &who(caller), finding, passages, now)
            .await
    }

    async fn drop_quote(
        &self,
        caller: &Caller,
        slug: &Slug,
        finding: FindingId,
        quote: QuoteId,
    ) -> Result<(), ApiError> {
        let row = self
            .row_for(caller, slug, Permission::WriteFindings)
            .await?;
        finding_edits::drop_quote(self, &row, &who(caller), finding, quote).await
    }

    async fn take_position(
        &self,
        caller: &Caller,
        slug: &Slug,
        finding: FindingId,
        version: i64,
        response: Option<Response>,
        reason: &str,
    ) -> Result<(), ApiError> {
        let row = self
            .row_for(caller, slug, Permission::WriteFindings)
            .await?;
        let now = self.clock.now();
        let position = (response, reason);
        self.take_position_at(&row, &who(caller), (finding, version), position, now)
            .await
    }

    async fn decisions(&self, caller: &Caller, slug: &Slug) -> Result<DecisionsPage, ApiError> {
        let row = self
            .row_for(caller, slug, Permission::ReadResponses)
            .await?;
        let view = ThreadView::load(self, &row).await?;
        let council = council::read(&self.db).await?.map(|(council, _)| council);
        let bodies = council.into_iter().flat_map(|c| c.bodies);
        let mut changes = view.change_lines(super::thread_view::Reader::Officer);
        changes.sort_by_key(|change| change.published);
        Ok(DecisionsPage {
            card: self.card(&row).await?,
            bodies: bodies.map(|b| (b.id, b.name, b.part)).collect(),
            decisions: view
                .decisions
                .iter()
                .map(|d| view.decision_line(d))
                .collect(),
            positions: view
                .findings
                .iter()
                .filter_map(|f| {
                    let p = f.position.as_ref()?;
                    Some(PositionChoice {
                        id: p.id,
                        finding: f.id,
                        number: f.number,
                        statement: f.statement.clone(),
                        response: p.response,
                        settled: view.is_settled(p.id),
                    })
                })
                .collect(),
            without_position: view
                .findings
                .iter()
                .filter(|f| f.position.is_none())
                .count() as u64,
            changes,
            documents: drafts(&view),
            today: london_date(self.clock.now(), &self.london),
            closed_on: row.schedule.map(|s| london_date(s.closes, &self.london)),
            may_decide: may_here(caller, Permission::RecordDecisions, &row),
        })
    }

    async fn decide(
        &self,
        caller: &Caller,
        slug: &Slug,
        decision: NewDecision,
    ) -> Result<DecisionId, ApiError> {
        let row = self
            .row_for(caller, slug, Permission::RecordDecisions)
            .await?;
        let now = self.clock.now();
        self.decide_at(&row, &who(caller), decision, now).await
    }

    async fn add_change(
        &self,
        caller: &Caller,
        slug: &Slug,
        change: NewChange,
    ) -> Result<ChangeId, ApiError> {
        let row = self
            .row_for(caller, slug, Permission::RecordDecisions)
            .await?;
        let now = self.clock.now();
        self.change_at(&row, &who(caller), change, now).await
    }

    async fn publish_version(
        &self,
        caller: &Caller,
        slug: &Slug,
        document: &Slug,
        label: &str,
    ) -> Result<(), ApiError> {
        let row = self
            .row_for(caller, slug, Permission::RecordDecisions)
            .await?;
        let now = self.clock.now();
        self.publish_version_at(&row, &who(caller), document, label, now)
            .await
    }

    async fn discard_version(
        &self,
        caller: &Caller,
        slug: &Slug,
        document: &Slug,
    ) -> Result<(), ApiError> {
        let row = self
            .row_for(caller, slug, Permission::RecordDecisions)
            .await?;
        next_version::discard(self, &row, &who(caller), document).await
    }

    async fn outcome(&self, caller: &Caller, slug: &Slug) -> Result<OutcomeView, ApiError> {
        outcome::outcome(self, caller, slug).await
    }

    async fn change(
        &self,
        caller: &Caller,
        slug: &Slug,
        change: ChangeId,
    ) -> Result<ChangePage, ApiError> {
        outcome::change(self, caller, slug, change).await
    }

    async fn words(
        &self,
        caller: &Caller,
        slug: &Slug,
        quote: QuoteId,
    ) -> Result<WordsPage, ApiError> {
        outcome::words(self, caller, slug, quote).await
    }

    async fn clause_traces(
        &self,
        caller: &Caller,
        slug: &Slug,
        document: &Slug,
        version: u32,
    ) -> Result<Vec<ClauseTrace>, ApiError> {
        outcome::clause_traces(self, caller, slug, document, version).await
    }
}

impl Live {
    /// Text questions with the question that each asks the reason for.
    pub(super) async fn follows(&self, row: &Row) -> Result<Vec<side::Follows>, StorageError> {
        let version = consultation::latest(&self.db, row.id).await?;
        let questions = version.map(|version| version.content.questions);
        let questions = questions.unwrap_or_default().into_iter();
        Ok(questions
            .filter_map(|question| Some((question.id, question.follows?)))
            .collect())
    }

    /// People behind a finding and its quotes, by where they stand.
    async fn sides(
        &self,
        finding: FindingId,
        follows: &[side::Follows],
        raised: &[(Option<Side>, u64)],
    ) -> Result<Vec<SideBalance>, StorageError> {
        let quoted = side::quoted(&self.db, finding, follows).await?;
        let sides = Side::ALL.iter().copied().map(Some).chain([None]);
        let lines = sides.map(|side| SideBalance {
            side,
            raised: (raised.iter().filter(|(of, _)| *of == side))
                .map(|(_, people)| people)
                .sum(),
            quotes: quoted.iter().filter(|of| **of == side).count() as u64,
        });
        Ok(lines.filter(|line| line.raised + line.quotes > 0).collect())
    }

    /// What came of the findings that `concerns` picks by the finding and the passages behind it.
    pub(crate) async fn traces(
        &self,
        row: &Row,
        concerns: impl Fn(&finding::Row, &[&finding::Quote]) -> bool,
    ) -> Result<Vec<FindingTrace>, StorageError> {
        let view = ThreadView::load(self, row).await?;
        let picked = view.findings.iter().filter(|f| {
            let quotes: Vec<_> = view.quotes.iter().filter(|q| q.finding == f.id).collect();
            concerns(f, &quotes)
        });
        Ok(picked.map(|f| view.trace(f)).collect())
    }

    async fn active_themes(&self, row: &Row) -> Result<Vec<(ThemeId, String)>, StorageError> {
        let themes = theme::all(&self.db, row.id).await?;
        let active = themes.into_iter().filter(|t| t.state == ThemeState::Active);
        Ok(active.map(|t| (t.id, t.label)).collect())
    }
}

/// Whether the caller may do something in this consultation: pages show only the forms that would be taken.
fn may_here(caller: &Caller, permission: Permission, row: &Row) -> bool {
    may(caller, permission, &Scope::Consultation(row.id))
}

/// Every document with the clauses that a change would start from.
fn drafts(view: &ThreadView) -> Vec<DocumentDraft> {
    let english = Language::english();
    let published = view.versions.iter().filter(|v| v.published);
    let mut latest: Vec<&crate::storage::change::Version> = Vec::new();
    for version in published {
        latest.retain(|v| v.document != version.document);
        latest.push(version);
    }
    let document = |v: &crate::storage::change::Version| {
        let draft = view
            .versions
            .iter()
            .find(|d| d.document == v.document && !d.published);
        let shown = draft.unwrap_or(v).id;
        let clauses = view.clauses.iter().filter(|c| c.version == shown);
        let title = v.wording.pick(&english, None);
        DocumentDraft {
            slug: v.slug.clone(),
            title: title.map(|p| p.words.title.clone()).unwrap_or_default(),
            published: (v.number, v.label.clone()),
            draft: draft.map(|d| d.number),
            clauses: clauses
                .filter_map(|c| {
                    let words = c.wording.pick(&english, None)?.words.clone();
                    Some((c.slug.clone(), c.number.clone(), words))
                })
                .collect(),
        }
    };
    latest.into_iter().map(document).collect()
}
