//! Findings, positions, decisions and changes, as reports tell them.

use super::{Of, people};
use crate::storage::about_writer::is_view;
use crate::storage::counting::writer;
use crate::storage::{Db, StorageError, day, json, on, screening, word};
use domain::coding::Span;
use domain::content::{ClauseWords, DocumentWords, Wordings};
use domain::decision::{Outcome, Response};
use domain::document::ChangeKind;
use domain::redaction::{self, Redaction};
use domain::report::{DecisionTaken, Position};
use domain::text::Language;

/// A finding and what it rests on.
#[derive(Clone, Debug)]
pub struct Behind {
    /// Its id.
    pub id: String,
    /// A sentence.
    pub statement: String,
    /// Individuals who raised any of its themes, confirmed by a person.
    pub people: u64,
    /// Whether any of its themes is weighty.
    pub weighty: bool,
    /// What the council says.
    pub position: Option<Position>,
}

/// A quotable passage: words with redactions applied, id of the audience.
pub type Quotable = (String, Option<String>);

const FINDINGS: &str = concat!(
    "SELECT f.id, f.statement, p.response, p.reason,
  (SELECT COUNT(DISTINCT c.id) FROM finding_theme t JOIN theme_family m ON m.theme_id = t.theme_id
     JOIN theme_assignment a ON a.theme_id = m.member_id
     JOIN passage s ON s.id = a.passage_id JOIN text_item x ON x.id = s.text_item_id",
    writer!("x"),
    "WHERE t.finding_id = f.id AND a.tie = 'confirmed' AND c.capacity = 'individual'
     AND c.form <> 'event-point' AND NOT o.late AND NOT c.late AND ",
    is_view!("x", "o"),
    ") AS people,
  (SELECT COUNT(*) FROM finding_theme t JOIN theme_family m ON m.theme_id = t.theme_id JOIN theme h ON h.id = m.member_id
     WHERE t.finding_id = f.id AND h.weighty) AS weighty
FROM finding f LEFT JOIN finding_position p ON p.finding_id = f.id
WHERE f.consultation_id = $1 ORDER BY f.number"
);
const QUOTES: &str = "SELECT x.id, x.body, s.starts, s.ends, c.audience FROM quote q
JOIN passage s ON s.id = q.passage_id JOIN text_item x ON x.id = s.text_item_id
JOIN contribution c ON c.id = x.contribution_id
WHERE q.finding_id = $1 AND c.consent_quote
  AND COALESCE((SELECT w.consent_quote FROM contribution w WHERE w.id = c.replaced_by), TRUE) AND x.screening IN ('cleared', 'redacted') AND x.erased_at IS NULL
ORDER BY q.position, q.id";
// What was covered in any copy is covered in all of them: the words are the same.
const REDACTIONS_OF_COPIES: &str =
    "SELECT DISTINCT s.starts, s.ends, r.replacement FROM redaction r JOIN passage s ON s.id = r.passage_id
JOIN text_item x ON x.id = s.text_item_id JOIN contribution c ON c.id = x.contribution_id
WHERE c.consultation_id = $1 AND c.capacity = 'campaign' AND x.body = $2 ORDER BY s.starts, s.ends";
const DECISIONS: &str =
    "SELECT id, body, decided_on, minute_reference, outcome, summary FROM decision
WHERE consultation_id = $1 ORDER BY decided_on, id";
const SETTLED: &str = "SELECT d.decision_id, f.number FROM decision_position d
JOIN finding_position p ON p.id = d.position_id JOIN finding f ON f.id = p.finding_id
WHERE f.consultation_id = $1 ORDER BY f.number";
const CHANGES: &str =
    "SELECT h.id, h.kind, h.clause_id, h.document_version_id, v.document_id, v.number, v.wording
FROM clause_change h JOIN document_version v ON v.id = h.document_version_id
JOIN decision d ON d.id = h.decision_id
WHERE d.consultation_id = $1 ORDER BY v.document_id, v.number, h.position, h.id";
const BEHIND_CHANGES: &str =
    "SELECT n.change_id, f.number FROM change_finding n JOIN finding f ON f.id = n.finding_id
WHERE f.consultation_id = $1 ORDER BY f.number";
const CLAUSE_AT: &str = "SELECT t.number, t.wording FROM clause_text t JOIN document_version v ON v.id = t.document_version_id
WHERE t.clause_id = $1 AND v.document_id = $2 AND v.number = $3";
const THEMES: &str = "SELECT t.code, t.label, t.weighty, p.label FROM theme t LEFT JOIN theme p ON p.id = t.parent_id
WHERE t.consultation_id = $1 AND t.state = 'active'
ORDER BY COALESCE(p.position, t.position), COALESCE(t.parent_id, t.id), t.parent_id IS NOT NULL, t.position, t.code";

/// A theme: code, label, whether it is weighty, and the label of the one it is part of.
pub type ThemeOf = (String, String, bool, Option<String>);

/// The code frame in force.
///
/// # Errors
/// When the database refuses.
pub async fn themes_of(db: &Db, of: &Of) -> Result<Vec<ThemeOf>, StorageError> {
    Ok(on!(db, p => sqlx::query_as(THEMES).bind(&of.consultation).fetch_all(p).await)?)
}

type FindingRow = (String, String, Option<String>, Option<String>, i64, i64);

/// Findings in order.
///
/// # Errors
/// When the database refuses.
pub async fn findings(db: &Db, of: &Of) -> Result<Vec<Behind>, StorageError> {
    let rows: Vec<FindingRow> =
        on!(db, p => sqlx::query_as(FINDINGS).bind(&of.consultation).fetch_all(p).await)?;
    rows.into_iter()
        .map(|(id, statement, response, reason, count, weighty)| {
            let position = match (response, reason) {
                (Some(response), Some(reason)) => Some(Position {
                    response: word("finding_position.response", &response, Response::parse)?,
                    reason,
                }),
                _ => None,
            };
            Ok(Behind {
                id,
                statement,
                people: people(count),
                weighty: weighty > 0,
                position,
            })
        })
        .collect()
}

/// What may be quoted behind a finding: consented, cleared or redacted, redactions applied.
///
/// # Errors
/// When the database refuses.
pub async fn quotes_of(db: &Db, finding: &str) -> Result<Vec<Quotable>, StorageError> {
    let rows: Vec<(String, String, i64, i64, Option<String>)> =
        on!(db, p => sqlx::query_as(QUOTES).bind(finding).fetch_all(p).await)?;
    let mut quotes = Vec::new();
    for (text, body, starts, ends, audience) in rows {
        quotes.push((shown(db, &text, &body, (starts, ends)).await?, audience));
    }
    Ok(quotes)
}

/// The part of a text from `starts` to `ends`, with its redactions applied.
///
/// # Errors
/// When the database refuses.
pub async fn shown(
    db: &Db,
    text: &str,
    body: &str,
    (starts, ends): (i64, i64),
) -> Result<String, StorageError> {
    let redactions = screening::redactions(db, text).await?;
    Ok(redaction::apply(body, span(starts, ends), &redactions))
}

/// The words of a standard text, with what was covered in any of its copies covered.
///
/// # Errors
/// When the database refuses.
pub async fn shown_of_copies(db: &Db, of: &Of, body: &str) -> Result<String, StorageError> {
    let rows: Vec<(i64, i64, String)> = on!(db, p => sqlx::query_as(REDACTIONS_OF_COPIES)
        .bind(&of.consultation).bind(body).fetch_all(p).await)?;
    let redactions: Vec<Redaction> = rows
        .into_iter()
        .map(|(s, e, replacement)| Redaction {
            span: span(s, e),
            replacement,
        })
        .collect();
    Ok(redaction::apply(body, Span::whole(body), &redactions))
}

fn span(start: i64, end: i64) -> Span {
    Span {
        start: usize::try_from(start).unwrap_or_default(),
        end: usize::try_from(end).unwrap_or_default(),
    }
}

/// Decisions in order, each with the numbers of the findings it settles.
///
/// # Errors
/// When the database refuses.
pub async fn decisions(db: &Db, of: &Of) -> Result<Vec<DecisionTaken>, StorageError> {
    let rows: Vec<(String, String, String, String, String, String)> =
        on!(db, p => sqlx::query_as(DECISIONS).bind(&of.consultation).fetch_all(p).await)?;
    let settled: Vec<(String, i64)> =
        on!(db, p => sqlx::query_as(SETTLED).bind(&of.consultation).fetch_all(p).await)?;
    rows.into_iter()
        .map(|(id, body, on, minute, outcome, text)| {
            Ok(DecisionTaken {
                body,
                on: day("decision.decided_on", &on)?,
                minute,
                outcome: word("decision.outcome", &outcome, Outcome::parse)?,
                text,
                findings: numbers(&settled, &id),
            })
        })
        .collect()
}

fn numbers(pairs: &[(String, i64)], id: &str) -> Vec<usize> {
    pairs
        .iter()
        .filter(|(of, _)| of == id)
        .map(|(_, n)| usize::try_from(*n).unwrap_or_default())
        .collect()
}

/// A change: what was done to which clause of which document version, and the numbers of the findings behind it.
#[derive(Clone, Debug)]
pub struct Changed {
    /// Reworded, added, removed.
    pub kind: ChangeKind,
    /// The clause.
    pub clause: String,
    /// The document.
    pub document: String,
    /// Its title.
    pub title: String,
    /// Number of the new version.
    pub version: u32,
    /// Findings behind it.
    pub findings: Vec<usize>,
}

/// Changes in the order of their documents.
///
/// # Errors
/// When the database refuses.
pub async fn changes(db: &Db, of: &Of) -> Result<Vec<Changed>, StorageError> {
    let rows: Vec<(String, String, String, String, String, i64, String)> =
        on!(db, p => sqlx::query_as(CHANGES).bind(&of.consultation).fetch_all(p).await)?;
    let behind: Vec<(String, i64)> =
        on!(db, p => sqlx::query_as(BEHIND_CHANGES).bind(&of.consultation).fetch_all(p).await)?;
    rows.into_iter()
        .map(|(id, kind, clause, _, document, number, wording)| {
            let words: Wordings<DocumentWords> = json("document_version.wording", &wording)?;
            let title = words
                .pick(&Language::english(), None)
                .map(|p| p.words.title.clone());
            Ok(Changed {
                kind: word("clause_change.kind", &kind, ChangeKind::parse)?,
                clause,
                document,
                title: title.unwrap_or_default(),
                version: u32::try_from(number).unwrap_or_default(),
                findings: numbers(&behind, &id),
            })
        })
        .collect()
}

/// A clause's number and words before and after a change; none where it did not exist.
///
/// # Errors
/// When the database refuses.
pub async fn before_after(
    db: &Db,
    change: &Changed,
) -> Result<[Option<(String, ClauseWords)>; 2], StorageError> {
    let mut both = [None, None];
    for (slot, version) in both
        .iter_mut()
        .zip([change.version.saturating_sub(1), change.version])
    {
        let row: Option<(String, String)> = on!(db, p => sqlx::query_as(CLAUSE_AT)
            .bind(&change.clause).bind(&change.document).bind(i64::from(version)).fetch_optional(p).await)?;
        if let Some((number, wording)) = row {
            let words: Wordings<ClauseWords> = json("clause_text.wording", &wording)?;
            *slot = words
                .pick(&Language::english(), None)
                .map(|p| (number, p.words.clone()));
        }
    }
    Ok(both)
}
