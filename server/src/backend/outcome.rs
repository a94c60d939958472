//! "You said, we did": what anybody may read of the thread. Only screened words with consent, only published changes.

use super::sources::clause_title;
use super::thread_view::{Reader, ThreadView};
use super::{Live, authorise, difference};
use crate::storage::change;
use app::api::{
    ApiError, ChangeLine, ChangePage, ClauseTrace, OutcomePage, OutcomeView, PublicFinding, WentTo,
    WordsPage,
};
use domain::access::{Caller, Permission, Scope};
use domain::consultation::Stage;
use domain::content::ClauseWords;
use domain::disclosure::Shown;
use domain::document::ChangeKind;
use domain::id::{ChangeId, ConsultationId, QuoteId};
use domain::text::{Language, Slug};

pub(super) async fn outcome(
    live: &Live,
    caller: &Caller,
    slug: &Slug,
) -> Result<OutcomeView, ApiError> {
    authorise(caller, Permission::ReadPublished, &Scope::Council)?;
    let row = live.public_row(slug).await?;
    let reader = reader(caller, row.id)?;
    let card = live.card(&row).await?;
    if row.stage != Stage::Decided {
        return Ok(OutcomeView::NotYet(card));
    }
    let view = ThreadView::load(live, &row).await?;
    let findings: Vec<PublicFinding> = view
        .findings
        .iter()
        .filter(|f| f.position.is_some())
        .map(|f| view.public_finding(f, reader))
        .collect();
    let listed: Vec<u32> = findings.iter().map(|f| f.number).collect();
    let mut other_changes = view.change_lines(reader);
    other_changes.retain(|change| !change.findings.iter().any(|n| listed.contains(n)));
    Ok(OutcomeView::Ready(Box::new(OutcomePage {
        card,
        commented: (
            Shown::alone(view.commented.individuals),
            Shown::alone(view.commented.organisations),
        ),
        decisions: view
            .decisions
            .iter()
            .map(|d| view.decision_line(d))
            .collect(),
        findings,
        other_changes,
    })))
}

pub(super) async fn change(
    live: &Live,
    caller: &Caller,
    slug: &Slug,
    id: ChangeId,
) -> Result<ChangePage, ApiError> {
    authorise(caller, Permission::ReadPublished, &Scope::Council)?;
    let row = live.public_row(slug).await?;
    let reader = reader(caller, row.id)?;
    let view = ThreadView::load(live, &row).await?;
    let change = view.change(id, reader).ok_or(ApiError::NotFound)?;
    let before = match change.kind {
        ChangeKind::Added => None,
        ChangeKind::Reworded | ChangeKind::Removed => view.clause_before(change),
    };
    let after = match change.kind {
        ChangeKind::Removed => None,
        ChangeKind::Added | ChangeKind::Reworded => view.clause_in(change.version, change.clause),
    };
    let (before, after) = (before.and_then(words_of), after.and_then(words_of));
    let both = before.as_ref().zip(after.as_ref());
    let forwards = change::forwards(&live.db, row.id).await?;
    let findings = view
        .findings
        .iter()
        .filter(|f| change.findings.contains(&f.id));
    let decision = view.decisions.iter().find(|d| d.id == change.decision);
    Ok(ChangePage {
        card: live.card(&row).await?,
        change: view.change_line(change).ok_or(ApiError::NotFound)?,
        difference: both.and_then(|(old, new)| difference::of_clause(&old.1, &new.1)),
        before,
        after,
        before_version: view.version_before(change).map(|v| v.number),
        went_to: went_to(&view, &forwards, change),
        decision: decision.map(|d| view.decision_line(d)),
        findings: findings.map(|f| view.public_finding(f, reader)).collect(),
    })
}

pub(super) async fn words(
    live: &Live,
    caller: &Caller,
    slug: &Slug,
    id: QuoteId,
) -> Result<WordsPage, ApiError> {
    authorise(caller, Permission::ReadPublished, &Scope::Council)?;
    let row = live.public_row(slug).await?;
    let reader = reader(caller, row.id)?;
    if row.stage != Stage::Decided && reader == Reader::Public {
        return Err(ApiError::NotFound);
    }
    let view = ThreadView::load(live, &row).await?;
    let quote = view.quotes.iter().find(|q| q.id == id);
    let quote = quote.ok_or(ApiError::NotFound)?;
    let shown = view.public_quote(quote, reader);
    let behind = view.quotes.iter().filter(|q| q.passage == quote.passage);
    let findings: Vec<_> = behind.map(|q| q.finding).collect();
    Ok(WordsPage {
        card: live.card(&row).await?,
        quote: shown.ok_or(ApiError::NotFound)?,
        findings: view
            .findings
            .iter()
            .filter(|f| findings.contains(&f.id))
            .filter(|f| f.position.is_some() || reader == Reader::Officer)
            .map(|f| view.public_finding(f, reader))
            .collect(),
    })
}

pub(super) async fn clause_traces(
    live: &Live,
    caller: &Caller,
    slug: &Slug,
    document: &Slug,
    version: u32,
) -> Result<Vec<ClauseTrace>, ApiError> {
    authorise(caller, Permission::ReadPublished, &Scope::Council)?;
    let row = live.public_row(slug).await?;
    let view = ThreadView::load(live, &row).await?;
    let forwards = change::forwards(&live.db, row.id).await?;
    let trace = |line: ChangeLine| {
        let change = view.change(line.id, Reader::Public)?;
        Some(ClauseTrace {
            clause: line.clause,
            change: line.id,
            kind: line.kind,
            title: line.clause_title,
            summary: line.summary,
            went_to: went_to(&view, &forwards, change),
        })
    };
    let lines = view.change_lines(Reader::Public);
    Ok(lines
        .into_iter()
        .filter(|line| line.document == *document && line.version == version)
        .filter_map(trace)
        .collect())
}

/// Where the content of a removed clause went, by the clauses' titles in that version.
fn went_to(view: &ThreadView, forwards: &[change::Forward], row: &change::Row) -> Vec<WentTo> {
    let here = forwards
        .iter()
        .filter(|(from, version, ..)| *from == row.clause && *version == row.version);
    here.filter_map(|(_, version, to, fate)| {
        let clause = view.clause_in(*version, (*to)?)?;
        Some(WentTo {
            fate: *fate,
            clause: clause.slug.clone(),
            title: clause_title(clause),
        })
    })
    .collect()
}

/// For whom the page is made. Staff come by the officers' side, where only those see it who may read the responses.
fn reader(caller: &Caller, consultation: ConsultationId) -> Result<Reader, ApiError> {
    match caller {
        Caller::Staff(_) | Caller::CommandLine { .. } => {
            let scope = Scope::Consultation(consultation);
            authorise(caller, Permission::ReadResponses, &scope)?;
            Ok(Reader::Officer)
        }
        _ => Ok(Reader::Public),
    }
}

fn words_of(clause: &change::Clause) -> Option<(String, ClauseWords)> {
    let picked = clause.wording.pick(&Language::english(), None)?;
    Some((clause.number.clone(), picked.words.clone()))
}
