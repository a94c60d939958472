//! On which side the writers behind a finding stand, by what they answered themselves: what they think of the clause
//! their words are about, or their answer to the question that their words give a reason for. Nobody guesses it from
//! the words. Quotes are offered by it, so that they show the range.

use super::about_writer::is_view;
use super::counting::writer;
use super::{Db, StorageError, on, read, stamp, word};
use domain::coding::Side;
use domain::id::{FindingId, PassageId};
use domain::text::QuestionId;
use jiff::Timestamp;

/// A text question, and the question that it asks the reason for.
pub type Follows = (QuestionId, QuestionId);

/// `for`, `mixed`, `against` or nothing, of text `i` of contribution `c`. `$2` is [`pairs`].
macro_rules! side {
    ($of:literal) => {
        concat!(
            "COALESCE((SELECT MIN(CASE k.stance WHEN 'agree' THEN 'for' WHEN 'change' THEN 'mixed' ELSE 'against' END)
      FROM clause_comment k WHERE k.text_item_id = i.id OR k.suggestion_text_item_id = i.id),
    (SELECT MIN(CASE WHEN w.option_id IN ('strongly-agree', 'agree', 'yes') THEN 'for'
        WHEN w.option_id IN ('strongly-disagree', 'disagree', 'no') THEN 'against'
        WHEN w.option_id IN ('neither', 'dont-know', 'not-sure') THEN 'mixed' END)
      FROM answer w WHERE w.contribution_id = ",
            $of,
            ".id AND w.option_id IS NOT NULL AND $2 LIKE '%;' || i.question_id || '=' || w.question_id || ';%'))"
        )
    };
}

/// Confirmed passages behind a finding that are not quoted yet, each with its turn among those that are as fit to be
/// shown, of the same audience and of the same side.
const OFFERED: &str = concat!(
    "WITH offered AS (SELECT p.id AS passage_id, p.starts, c.id AS contribution_id, c.received_at, COALESCE(c.audience, '') AS audience,
    CASE WHEN i.erased_at IS NOT NULL THEN 3 WHEN NOT c.consent_quote
        OR NOT COALESCE((SELECT w.consent_quote FROM contribution w WHERE w.id = c.replaced_by), TRUE) OR i.screening IN ('withheld', 'held') THEN 2
      WHEN i.screening = 'unscreened' THEN 1 ELSE 0 END AS fit, ",
    side!("c"),
    " AS side
  FROM passage p JOIN text_item i ON i.id = p.text_item_id JOIN contribution c ON c.id = i.contribution_id
  WHERE p.id IN (SELECT a.passage_id FROM theme_assignment a JOIN theme t ON t.id = a.theme_id
      WHERE t.state IN ('suggested', 'active') AND a.tie = 'confirmed'
        AND a.theme_id IN (SELECT m.member_id FROM finding_theme f JOIN theme_family m ON m.theme_id = f.theme_id
          WHERE f.finding_id = $1))
    AND p.id NOT IN (SELECT passage_id FROM quote WHERE finding_id = $1)),
placed AS (SELECT passage_id, side, fit, received_at, contribution_id, starts, COUNT(*) OVER () AS offered,
    ROW_NUMBER() OVER (PARTITION BY fit, audience, COALESCE(side, '') ORDER BY received_at, contribution_id, starts) AS turn
  FROM offered)
SELECT passage_id, side, offered FROM placed
ORDER BY fit, turn, received_at, contribution_id, starts LIMIT $3"
);
// Whoever stands on more than one side in what they wrote is of two minds.
const BEHIND: &str = concat!(
    "WITH said AS (SELECT c.id AS writer, ",
    side!("o"),
    " AS side
  FROM finding_theme f JOIN theme_family m ON m.theme_id = f.theme_id JOIN theme_assignment a ON a.theme_id = m.member_id
    JOIN passage p ON p.id = a.passage_id JOIN text_item i ON i.id = p.text_item_id",
    writer!("i"),
    "WHERE f.finding_id = $1 AND a.tie = 'confirmed' AND o.received_at < $3 AND c.received_at < $3
    AND c.capacity = 'individual' AND c.form <> 'event-point' AND ",
    is_view!("i", "o"),
    "),
people AS (SELECT writer, CASE WHEN MIN(side) IS NULL THEN NULL WHEN MIN(side) = MAX(side) THEN MIN(side) ELSE 'mixed' END AS side
  FROM said GROUP BY writer)
SELECT side, COUNT(*) FROM people GROUP BY side"
);
const QUOTED: &str = concat!(
    "SELECT ",
    side!("c"),
    " FROM quote q JOIN passage p ON p.id = q.passage_id JOIN text_item i ON i.id = p.text_item_id
  JOIN contribution c ON c.id = i.contribution_id WHERE q.finding_id = $1"
);

/// `;P3-why=P3;P4-why=P4;`: identifiers hold neither sign.
fn pairs(follows: &[Follows]) -> String {
    let pairs = follows.iter().map(|(text, of)| format!("{text}={of};"));
    format!(";{}", pairs.collect::<String>())
}

fn side(stored: Option<String>) -> Result<Option<Side>, StorageError> {
    let side = stored.map(|side| word("side", &side, Side::parse));
    side.transpose()
}

/// The first passages to offer for quoting, in turns by audience and side; each with its side; and how many there are.
///
/// # Errors
/// When the database refuses.
pub async fn offered(
    db: &Db,
    finding: FindingId,
    follows: &[Follows],
    most: u32,
) -> Result<(Vec<(PassageId, Option<Side>)>, u64), StorageError> {
    let rows: Vec<(String, Option<String>, i64)> = on!(db, p => sqlx::query_as(OFFERED)
        .bind(finding.to_string()).bind(pairs(follows)).bind(i64::from(most)).fetch_all(p).await)?;
    let all = rows.first().map_or(0, |(_, _, all)| *all);
    let rows = rows
        .into_iter()
        .map(|(passage, of, _)| Ok((read("passage.id", &passage)?, side(of)?)));
    let rows: Result<_, StorageError> = rows.collect();
    Ok((rows?, u64::try_from(all).unwrap_or_default()))
}

/// How many people behind a finding stand on each side, by what they said before a moment.
///
/// # Errors
/// When the database refuses.
pub async fn behind(
    db: &Db,
    finding: FindingId,
    follows: &[Follows],
    before: Option<Timestamp>,
) -> Result<Vec<(Option<Side>, u64)>, StorageError> {
    let before = before.map_or_else(|| "9999".to_owned(), stamp);
    let rows: Vec<(Option<String>, i64)> = on!(db, p => sqlx::query_as(BEHIND)
        .bind(finding.to_string()).bind(pairs(follows)).bind(&before).fetch_all(p).await)?;
    rows.into_iter()
        .map(|(of, people)| Ok((side(of)?, u64::try_from(people).unwrap_or_default())))
        .collect()
}

/// On which side the writer of each chosen quote stands.
///
/// # Errors
/// When the database refuses.
pub async fn quoted(
    db: &Db,
    finding: FindingId,
    follows: &[Follows],
) -> Result<Vec<Option<Side>>, StorageError> {
    let rows: Vec<(Option<String>,)> = on!(db, p => sqlx::query_as(QUOTED)
        .bind(finding.to_string()).bind(pairs(follows)).fetch_all(p).await)?;
    rows.into_iter().map(|(of,)| side(of)).collect()
}
