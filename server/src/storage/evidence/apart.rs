//! What is told apart from the percentages: organisations, groups, campaigns, event points and letters.

use super::{Of, people};
use crate::storage::counting::counts;
use crate::storage::own_words::may_be_alike;
use crate::storage::{Db, StorageError, json, moment, on, word};
use domain::coding::Screening;
use domain::consultation::GateKind;
use domain::contribution::{Channel, Form};
use domain::id::ConsultationId;
use domain::report::{Despite, GroupAnswer, Screened};
use jiff::Timestamp;

/// A letter or a point made at an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Point {
    /// Letter or event point.
    pub form: Form,
    /// How it came.
    pub channel: Channel,
    /// Organisation or event; may be empty.
    pub organisation: String,
    /// Whether it may be named.
    pub named: bool,
    /// Id of the audience.
    pub audience: Option<String>,
    /// When it came.
    pub received: Timestamp,
    /// After closing.
    pub late: bool,
    /// Its text's id, to apply redactions.
    pub text: String,
    /// Its words.
    pub body: String,
    /// Whether they may be shown.
    pub screening: Screening,
}

// Schools by the register's name, each once.
const ORGANISATIONS: &str = concat!(
    "SELECT DISTINCT COALESCE(s.name, c.organisation) AS name FROM contribution c
LEFT JOIN school s ON s.urn = c.urn
WHERE c.consultation_id = $1 AND c.capacity = 'organisation' AND c.consent_publish AND c.organisation <> '' AND ",
    counts!(),
    " ORDER BY name"
);
const GROUPS: &str = concat!(
    "SELECT c.organisation, c.group_size, c.consent_publish FROM contribution c
WHERE c.consultation_id = $1 AND c.capacity = 'group'
  AND NOT EXISTS (SELECT 1 FROM letter l WHERE l.contribution_id = c.id AND l.kind = 'petition') AND ",
    counts!(),
    " ORDER BY c.organisation, c.group_size, c.id"
);
const CAMPAIGN: &str = concat!(
    "SELECT COALESCE(g.id, '') AS campaign, x.body, COUNT(*), CASE WHEN SUM(CASE WHEN x.screening IN ('withheld', 'held') THEN 1 ELSE 0 END) > 0
    THEN 'withheld' WHEN SUM(CASE WHEN x.screening = 'redacted' THEN 1 ELSE 0 END) > 0 THEN 'redacted'
    WHEN SUM(CASE WHEN x.screening = 'cleared' THEN 1 ELSE 0 END) > 0 THEN 'cleared' ELSE 'unscreened' END,
  SUM(CASE WHEN c.consent_quote THEN 1 ELSE 0 END) FROM text_item x
JOIN contribution c ON c.id = x.contribution_id
  LEFT JOIN (SELECT m.contribution_id, MIN(b.id) AS id FROM campaign_member m JOIN campaign b ON b.id = m.campaign_id
    WHERE b.undone_at IS NULL GROUP BY m.contribution_id) g ON g.contribution_id = c.id
WHERE c.consultation_id = $1 AND c.capacity = 'campaign' AND x.erased_at IS NULL AND ",
    counts!(),
    " GROUP BY COALESCE(g.id, ''), x.body ORDER BY 1, 3 DESC, 2"
);
const COPIES: &str = concat!(
    "SELECT COALESCE(g.id, '') AS campaign, COUNT(*) FROM contribution c
  LEFT JOIN (SELECT m.contribution_id, MIN(b.id) AS id FROM campaign_member m JOIN campaign b ON b.id = m.campaign_id
    WHERE b.undone_at IS NULL GROUP BY m.contribution_id) g ON g.contribution_id = c.id
WHERE c.consultation_id = $1 AND c.capacity = 'campaign' AND ",
    counts!(),
    " GROUP BY COALESCE(g.id, '') ORDER BY 1"
);
const CAMPAIGN_THEMES: &str = "SELECT DISTINCT h.label FROM theme_assignment a JOIN theme h ON h.id = a.theme_id
  JOIN passage s ON s.id = a.passage_id JOIN text_item x ON x.id = s.text_item_id
  JOIN contribution c ON c.id = x.contribution_id
WHERE c.consultation_id = $1 AND c.capacity = 'campaign' AND x.body = $2 AND a.tie = 'confirmed' AND h.state = 'active'
ORDER BY h.label";
const OPENED_DESPITE: &str = "SELECT who, why, ids FROM audit
WHERE consultation_id = $1 AND what = 'consultation.open_despite' ORDER BY at";
const POINTS: &str = concat!(
    "SELECT c.form, c.channel, c.organisation, c.consent_publish, c.audience, c.received_at, c.late,
  x.id, x.body, x.screening
FROM contribution c JOIN text_item x ON x.contribution_id = c.id AND x.place = 'letter'
WHERE c.consultation_id = $1 AND c.capacity <> 'campaign' AND ",
    counts!(),
    " ORDER BY c.received_at, c.id"
);
// Every text, also of a contribution that was replaced: its words can still be read and quoted.
const SCREENED: &str =
    "SELECT x.screening, COUNT(*) FROM text_item x JOIN contribution c ON c.id = x.contribution_id
WHERE c.consultation_id = $1 AND x.erased_at IS NULL GROUP BY x.screening";
const LOOK_ALIKES: &str = concat!(
    "SELECT COUNT(*) FROM (SELECT a.group_id FROM alike a JOIN analysis_run r ON r.id = a.run_id
WHERE r.consultation_id = $1 AND a.kind = 'near-duplicate' AND ",
    may_be_alike!("a.text_item_id"),
    " GROUP BY a.group_id HAVING COUNT(*) > 1) x"
);

/// Organisations that responded and agreed to be named.
///
/// # Errors
/// When the database refuses.
pub async fn organisations(db: &Db, of: &Of) -> Result<Vec<String>, StorageError> {
    let rows: Vec<(String,)> =
        on!(db, p => sqlx::query_as(ORGANISATIONS).bind(&of.consultation).fetch_all(p).await)?;
    Ok(rows.into_iter().map(|(name,)| name).collect())
}

/// Groups that answered together; who signed a petition is told with it. One that did not agree to be named is "A group".
///
/// # Errors
/// When the database refuses.
pub async fn groups(db: &Db, of: &Of) -> Result<Vec<GroupAnswer>, StorageError> {
    let rows: Vec<(String, Option<i64>, bool)> =
        on!(db, p => sqlx::query_as(GROUPS).bind(&of.consultation).fetch_all(p).await)?;
    let group = |(name, size, named): (String, Option<i64>, bool)| GroupAnswer {
        name: if named && !name.is_empty() {
            name
        } else {
            "A group".to_owned()
        },
        people: people(size.unwrap_or_default()),
    };
    Ok(rows.into_iter().map(group).collect())
}

/// How many copies each campaign has. Copies that nobody marked here, but that came as such, are one campaign.
///
/// # Errors
/// When the database refuses.
pub async fn campaign_copies(db: &Db, of: &Of) -> Result<Vec<(String, u64)>, StorageError> {
    let rows: Vec<(String, i64)> =
        on!(db, p => sqlx::query_as(COPIES).bind(&of.consultation).fetch_all(p).await)?;
    Ok(rows.into_iter().map(|(id, n)| (id, people(n))).collect())
}

/// Labels of the themes that a person tied to any copy of a text: it is coded once for all of them.
///
/// # Errors
/// When the database refuses.
pub async fn campaign_themes(db: &Db, of: &Of, body: &str) -> Result<Vec<String>, StorageError> {
    let rows: Vec<(String,)> = on!(db, p => sqlx::query_as(CAMPAIGN_THEMES)
        .bind(&of.consultation).bind(body).fetch_all(p).await)?;
    Ok(rows.into_iter().map(|(label,)| label).collect())
}

/// A text that campaigners sent: which campaign, words, how often, what any copy's screening forbids, how many of its senders
/// may be quoted.
pub type CampaignText = (String, String, u64, Screening, u64);

/// The texts that campaigners sent, campaign by campaign, the most frequent of each first.
///
/// # Errors
/// When the database refuses.
pub async fn campaign_texts(db: &Db, of: &Of) -> Result<Vec<CampaignText>, StorageError> {
    let rows: Vec<(String, String, i64, String, i64)> =
        on!(db, p => sqlx::query_as(CAMPAIGN).bind(&of.consultation).fetch_all(p).await)?;
    rows.into_iter()
        .map(|(campaign, body, copies, screening, quotable)| {
            Ok((
                campaign,
                body,
                people(copies),
                word("text_item.screening", &screening, Screening::parse)?,
                people(quotable),
            ))
        })
        .collect()
}

#[derive(sqlx::FromRow)]
struct PointRow {
    form: String,
    channel: String,
    organisation: String,
    consent_publish: bool,
    audience: Option<String>,
    received_at: String,
    late: bool,
    id: String,
    body: String,
    screening: String,
}

/// Letters and event points, oldest first.
///
/// # Errors
/// When the database refuses.
pub async fn points(db: &Db, of: &Of) -> Result<Vec<Point>, StorageError> {
    let rows: Vec<PointRow> =
        on!(db, p => sqlx::query_as(POINTS).bind(&of.consultation).fetch_all(p).await)?;
    rows.into_iter()
        .map(|row| {
            Ok(Point {
                form: word("contribution.form", &row.form, Form::parse)?,
                channel: word("contribution.channel", &row.channel, Channel::parse)?,
                organisation: row.organisation,
                named: row.consent_publish,
                audience: row.audience,
                received: moment("contribution.received_at", &row.received_at)?,
                late: row.late,
                text: row.id,
                body: row.body,
                screening: word("text_item.screening", &row.screening, Screening::parse)?,
            })
        })
        .collect()
}

/// How many texts are in each state.
///
/// # Errors
/// When the database refuses.
pub async fn screened(db: &Db, of: &Of) -> Result<Screened, StorageError> {
    let rows: Vec<(String, i64)> =
        on!(db, p => sqlx::query_as(SCREENED).bind(&of.consultation).fetch_all(p).await)?;
    let mut screened = Screened::default();
    for (state, count) in rows {
        screened.texts += people(count);
        match word("text_item.screening", &state, Screening::parse)? {
            Screening::Cleared => {}
            Screening::Redacted => screened.redacted = people(count),
            Screening::Withheld => screened.withheld = people(count),
            // To the reader of a report both wait for somebody.
            Screening::Unscreened | Screening::Held => screened.unscreened += people(count),
        }
    }
    Ok(screened)
}

/// Groups of responses that look alike and are not a campaign.
///
/// # Errors
/// When the database refuses.
pub async fn look_alikes(db: &Db, of: &Of) -> Result<u64, StorageError> {
    let (count,): (i64,) =
        on!(db, p => sqlx::query_as(LOOK_ALIKES).bind(&of.consultation).fetch_one(p).await)?;
    Ok(people(count))
}

/// Gates that were not met at opening, with who opened all the same, and why.
///
/// # Errors
/// When the database refuses.
pub async fn opened_despite(
    db: &Db,
    consultation: ConsultationId,
) -> Result<Vec<Despite>, StorageError> {
    let rows: Vec<(String, String, String)> = on!(db, p => sqlx::query_as(OPENED_DESPITE)
        .bind(consultation.to_string()).fetch_all(p).await)?;
    rows.into_iter()
        .map(|(by, reason, ids)| {
            let gates: Vec<String> = json("audit.ids", &ids)?;
            let gates = gates.iter().map(|g| word("audit.ids", g, GateKind::parse));
            Ok(Despite {
                gates: gates.collect::<Result<_, _>>()?,
                by,
                reason,
            })
        })
        .collect()
}
