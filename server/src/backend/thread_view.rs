//! Everything the golden thread of one consultation is made of, loaded once, and how its parts are shown.

use super::Live;
use super::sources::{Sources, clause_title};
use super::tallies::{Tally, Whole};
use crate::storage::consultation::Row;
use crate::storage::{StorageError, change, council, decision, finding};
use app::api::{
    ChangeLine, DecisionLine, FindingLine, FindingTrace, Heard, PositionLine, PublicFinding,
    PublicQuote, Quotable,
};
use domain::coding::Screening;
use domain::disclosure::Shown;
use domain::id::{ChangeId, ClauseId, DocumentVersionId, FindingId, PositionId, TextItemId};
use domain::redaction::{HELD, Redaction, apply};
use domain::text::Language;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A consultation's thread.
pub(crate) struct ThreadView {
    pub findings: Vec<finding::Row>,
    pub quotes: Vec<finding::Quote>,
    pub decisions: Vec<decision::Row>,
    pub changes: Vec<change::Row>,
    pub versions: Vec<change::Version>,
    pub clauses: Vec<change::Clause>,
    pub commented: Heard,
    pub sources: Sources,
    /// Who raised what.
    pub(super) tally: Arc<Tally>,
    redactions: BTreeMap<TextItemId, Vec<Redaction>>,
    bodies: BTreeMap<String, String>,
}

/// For whom a page is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reader {
    /// Anybody: only screened words with consent, only published changes, no references.
    Public,
    /// An officer of this consultation: the same words, with references, and changes being written.
    Officer,
}

impl ThreadView {
    pub(crate) async fn load(live: &Live, row: &Row) -> Result<Self, StorageError> {
        let db = &live.db;
        let tally = live.kept(row, Whole).await?;
        let mut redactions: BTreeMap<TextItemId, Vec<Redaction>> = BTreeMap::new();
        for (text, redaction) in finding::redactions(db, row.id).await? {
            redactions.entry(text).or_default().push(redaction);
        }
        let council = council::read(db).await?.map(|(council, _)| council);
        let bodies = council.into_iter().flat_map(|c| c.bodies);
        Ok(Self {
            findings: finding::all(db, row.id).await?,
            quotes: finding::quotes(db, row.id).await?,
            decisions: decision::all(db, row.id).await?,
            changes: change::all(db, row.id).await?,
            versions: change::versions(db, row.id).await?,
            clauses: change::clauses(db, row.id).await?,
            commented: tally.commented,
            sources: Sources::load(live, row.id).await?,
            tally,
            redactions,
            bodies: bodies.map(|b| (b.id.to_string(), b.name)).collect(),
        })
    }

    /// The number of a finding.
    pub(crate) fn number(&self, id: FindingId) -> Option<u32> {
        self.findings.iter().find(|f| f.id == id).map(|f| f.number)
    }

    /// A version by id.
    pub(crate) fn version(&self, id: DocumentVersionId) -> Option<&change::Version> {
        self.versions.iter().find(|v| v.id == id)
    }

    /// A clause in one version.
    pub(crate) fn clause_in(
        &self,
        version: DocumentVersionId,
        clause: ClauseId,
    ) -> Option<&change::Clause> {
        self.clauses
            .iter()
            .find(|c| c.version == version && c.id == clause)
    }

    /// Whether a decision settled a position.
    pub(crate) fn is_settled(&self, position: PositionId) -> bool {
        self.decisions.iter().any(|d| d.settles(position))
    }

    pub(crate) fn decision_line(&self, decision: &decision::Row) -> DecisionLine {
        let settles = |f: &&finding::Row| {
            f.position
                .as_ref()
                .is_some_and(|p| decision.positions.contains(&p.id))
        };
        let body = decision.body.as_str();
        DecisionLine {
            id: decision.id,
            body: self
                .bodies
                .get(body)
                .cloned()
                .unwrap_or_else(|| body.to_owned()),
            decided_on: decision.decided_on,
            minute_reference: decision.minute_reference.clone(),
            outcome: decision.outcome,
            summary: decision.summary.clone(),
            findings: self
                .findings
                .iter()
                .filter(settles)
                .map(|f| f.number)
                .collect(),
            made_by: decision.made_by.clone(),
        }
    }

    pub(crate) fn change_line(&self, row: &change::Row) -> Option<ChangeLine> {
        let version = self.version(row.version)?;
        // In the new version; a removed clause by its last words.
        let shown = self
            .clause_in(row.version, row.clause)
            .or_else(|| self.clause_before(row));
        let document_title = version
            .wording
            .pick(&Language::english(), None)
            .map(|picked| picked.words.title.clone());
        Some(ChangeLine {
            id: row.id,
            decision: row.decision,
            document: version.slug.clone(),
            document_title: document_title.unwrap_or_default(),
            clause: row.slug.clone(),
            clause_title: shown.map(clause_title).unwrap_or_default(),
            kind: row.kind,
            summary: row.summary.clone(),
            version: version.number,
            published: version.published,
            findings: row
                .findings
                .iter()
                .filter_map(|id| self.number(*id))
                .collect(),
        })
    }

    /// The version of the document before the one with the change.
    pub(crate) fn version_before(&self, row: &change::Row) -> Option<&change::Version> {
        let version = self.version(row.version)?;
        let earlier = self
            .versions
            .iter()
            .filter(|v| v.document == version.document && v.number < version.number);
        earlier.max_by_key(|v| v.number)
    }

    /// The clause as it stood in the version before the change.
    pub(crate) fn clause_before(&self, row: &change::Row) -> Option<&change::Clause> {
        self.clause_in(self.version_before(row)?.id, row.clause)
    }

    /// The changes a reader may see, in order.
    pub(crate) fn change_lines(&self, reader: Reader) -> Vec<ChangeLine> {
        self.changes
            .iter()
            .filter_map(|row| self.change_line(row))
            .filter(|line| line.published || reader == Reader::Officer)
            .collect()
    }

    /// Changes because of a finding that a reader may see.
    fn changes_of(&self, id: FindingId, reader: Reader) -> Vec<ChangeLine> {
        self.changes
            .iter()
            .filter(|row| row.findings.contains(&id))
            .filter_map(|row| self.change_line(row))
            .filter(|line| line.published || reader == Reader::Officer)
            .collect()
    }

    /// Decisions that settled the position on a finding.
    fn decisions_of(&self, finding: &finding::Row) -> Vec<DecisionLine> {
        let Some(position) = &finding.position else {
            return Vec::new();
        };
        self.decisions
            .iter()
            .filter(|d| d.positions.contains(&position.id))
            .map(|d| self.decision_line(d))
            .collect()
    }

    /// A finding for an officer.
    pub(crate) fn finding_line(&self, finding: &finding::Row) -> FindingLine {
        let quotes = self.quotes.iter().filter(|q| q.finding == finding.id);
        FindingLine {
            id: finding.id,
            number: finding.number,
            statement: finding.statement.clone(),
            themes: finding.themes.clone(),
            heard: self
                .tally
                .behind
                .get(&finding.id)
                .copied()
                .unwrap_or_default(),
            quotes: quotes.count() as u64,
            position: finding.position.as_ref().map(|p| PositionLine {
                id: p.id,
                response: p.response,
                reason: p.reason.clone(),
                made_by: p.made_by.clone(),
                settled: self.is_settled(p.id),
            }),
            version: finding.version,
        }
    }

    /// What came of a finding, for an officer.
    pub(crate) fn trace(&self, finding: &finding::Row) -> FindingTrace {
        FindingTrace {
            id: finding.id,
            number: finding.number,
            statement: finding.statement.clone(),
            response: finding.position.as_ref().map(|p| p.response),
            decisions: self.decisions_of(finding),
            changes: self.changes_of(finding.id, Reader::Officer),
        }
    }

    /// The words of a chosen passage with its redactions; none when erased, and only that they are held back where they
    /// wait for those named for safeguarding. Not yet fit for the public: ask
    /// [`ThreadView::quotable`].
    pub(crate) fn redacted(&self, quote: &finding::Quote) -> Option<String> {
        if quote.text.screening == Screening::Held {
            return Some(HELD.to_owned());
        }
        let covered = self.redactions.get(&quote.text.id).map(Vec::as_slice);
        (!quote.text.erased)
            .then(|| apply(&quote.text.body, quote.span, covered.unwrap_or_default()))
    }

    /// Whether the public may read a chosen passage. A text that counts as redacted but has no redaction left is
    /// not fit either: somebody has taken them away and not looked again.
    pub(crate) fn quotable(&self, quote: &finding::Quote) -> Quotable {
        let text = &quote.text;
        let bare = text.screening == Screening::Redacted && !self.redactions.contains_key(&text.id);
        match Quotable::of(text.screening, text.consent_quote, text.erased) {
            Quotable::Yes if bare => Quotable::NotScreened,
            other => other,
        }
    }

    /// A quote for the public: its words, or the gap where erased ones were. None when it may not be shown.
    pub(crate) fn public_quote(
        &self,
        quote: &finding::Quote,
        reader: Reader,
    ) -> Option<PublicQuote> {
        let words = match self.quotable(quote) {
            Quotable::Yes => self.redacted(quote),
            Quotable::Erased => None,
            Quotable::NotScreened | Quotable::Withheld | Quotable::NoConsent => return None,
        };
        let text = &quote.text;
        let named = text.consent_publish && !text.organisation.is_empty() && !text.erased;
        let who = match named {
            true => text.organisation.clone(),
            false => self.sources.audience(text.audience.as_deref()),
        };
        Some(PublicQuote {
            id: quote.id,
            words,
            who,
            language: text.language.clone(),
            source: self.sources.of(text),
            reference: (reader == Reader::Officer).then(|| text.reference.clone()),
        })
    }

    /// A finding as the public reads it.
    pub(crate) fn public_finding(&self, finding: &finding::Row, reader: Reader) -> PublicFinding {
        let heard = self
            .tally
            .behind
            .get(&finding.id)
            .copied()
            .unwrap_or_default();
        let all: Vec<_> = self
            .quotes
            .iter()
            .filter(|q| q.finding == finding.id)
            .collect();
        let quotes: Vec<PublicQuote> = all
            .iter()
            .filter_map(|q| self.public_quote(q, reader))
            .collect();
        PublicFinding {
            number: finding.number,
            statement: finding.statement.clone(),
            people: Shown::alone(heard.individuals),
            of: Shown::alone(self.commented.individuals),
            organisations: (heard.organisations > 0).then(|| Shown::alone(heard.organisations)),
            weighty: finding.themes.iter().any(|(_, _, weighty)| *weighty),
            unshown: quotes.len() < all.len(),
            quotes,
            position: finding
                .position
                .as_ref()
                .map(|p| (p.response, p.reason.clone())),
            decisions: self.decisions_of(finding),
            changes: self.changes_of(finding.id, reader),
        }
    }

    /// A change by id, if a reader may see it.
    pub(crate) fn change(&self, id: ChangeId, reader: Reader) -> Option<&change::Row> {
        let row = self.changes.iter().find(|row| row.id == id)?;
        let public = self.version(row.version)?.published;
        (public || reader == Reader::Officer).then_some(row)
    }
}
