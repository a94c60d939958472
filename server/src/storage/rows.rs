//! Contributions whole, batch after batch, for exports. However many there are, memory holds one batch.

use super::typing::TypingRow;
use super::{StorageError, Tx, moment, on, word};
use domain::coding::{Place, Screening, Span, Tie};
use domain::contribution::{Capacity, Channel, Form};
use domain::document::Stance;
use domain::id::ConsultationId;
use domain::redaction::Redaction;
use domain::typing::Typing;
use jiff::Timestamp;
use std::collections::BTreeMap;

/// Contributions of one batch.
const BATCH: i64 = 200;

/// In which order contributions come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// As they arrived.
    Arrival,
    /// By their random ids: tells nothing of when they arrived, and is the same every time.
    Shuffled,
}

/// A contribution with everything in it.
#[derive(Clone, Debug)]
pub struct Whole {
    /// Eight characters shown to the sender.
    pub reference: String,
    /// What it is.
    pub form: Form,
    /// How it came.
    pub channel: Channel,
    /// For whom they speak.
    pub capacity: Capacity,
    /// Name of the organisation or group.
    pub organisation: String,
    /// Number of the organisation, where it is a school of the register.
    pub urn: Option<String>,
    /// Whether the sender said that they may answer for the organisation; none when nobody asked.
    pub authorised: Option<bool>,
    /// People a group stands for.
    pub group_size: Option<i64>,
    /// Who typed it.
    pub typing: Typing,
    /// Id of the audience.
    pub audience: Option<String>,
    /// The language they wrote in.
    pub language: String,
    /// When it reached the council.
    pub received: Timestamp,
    /// When it was put in.
    pub entered: Timestamp,
    /// Number of the version it answers.
    pub version: i64,
    /// After closing.
    pub late: bool,
    /// Whether they may be quoted.
    pub consent_quote: bool,
    /// Whether an organisation may be named.
    pub consent_publish: bool,
    /// Whether its words were blanked.
    pub erased: bool,
    /// Reference of the one that counts in its place.
    pub replaced_by: Option<String>,
    /// In the order of questions and picks.
    pub answers: Vec<Given>,
    /// Its texts, by id.
    pub texts: BTreeMap<String, Words>,
    /// On clauses.
    pub comments: Vec<Comment>,
    /// Between its words and themes.
    pub ties: Vec<Tied>,
}

/// An option picked, a number given, or a text.
#[derive(Clone, Debug)]
pub struct Given {
    /// Id of the question.
    pub question: String,
    /// The option.
    pub option: Option<String>,
    /// The number.
    pub number: Option<i64>,
    /// Id of the text: the answer, or the words beside "Other".
    pub text: Option<String>,
}

/// A free text.
#[derive(Clone, Debug)]
pub struct Words {
    /// Where it stands.
    pub place: Place,
    /// Id of the question it answers.
    pub question: Option<String>,
    /// Id of the clause it is on.
    pub clause: Option<String>,
    /// Verbatim; empty once erased.
    pub body: String,
    /// Whether it may be shown.
    pub screening: Screening,
    /// What is covered.
    pub covered: Vec<Redaction>,
}

/// A comment on a clause.
#[derive(Clone, Debug)]
pub struct Comment {
    /// Ids of the document's version and of the clause.
    pub at: (String, String),
    /// What they think of it.
    pub stance: Stance,
    /// Id of the comment's text.
    pub text: Option<String>,
    /// Id of the suggested wording's.
    pub suggestion: Option<String>,
}

/// A tie between a theme and a passage.
#[derive(Clone, Debug)]
pub struct Tied {
    /// Id of the text.
    pub text: String,
    /// The passage.
    pub span: Span,
    /// Id of the theme.
    pub theme: String,
    /// Where the tie stands.
    pub tie: Tie,
    /// The engine's.
    pub score: Option<f64>,
    /// Staff e-mail or `engine:VERSION`.
    pub made_by: String,
    /// The person who confirmed or rejected.
    pub decided_by: Option<String>,
    /// When.
    pub decided_at: Option<Timestamp>,
}

impl Whole {
    /// Whether its sender is counted by it, and not by a later one.
    pub fn counts(&self) -> bool {
        self.replaced_by.is_none()
    }
}

#[derive(sqlx::FromRow)]
struct HeadRow {
    id: String,
    reference: String,
    form: String,
    channel: String,
    capacity: String,
    organisation: String,
    urn: Option<String>,
    authorised: Option<bool>,
    group_size: Option<i64>,
    #[sqlx(flatten)]
    typing: TypingRow,
    audience: Option<String>,
    language: String,
    received_at: String,
    entered_at: String,
    late: bool,
    consent_quote: bool,
    consent_publish: bool,
    erased_at: Option<String>,
    replaced_by: Option<String>,
    number: i64,
}

impl TryFrom<HeadRow> for Whole {
    type Error = StorageError;
    fn try_from(row: HeadRow) -> Result<Self, StorageError> {
        Ok(Self {
            reference: row.reference,
            form: word("contribution.form", &row.form, Form::parse)?,
            channel: word("contribution.channel", &row.channel, Channel::parse)?,
            capacity: word("contribution.capacity", &row.capacity, Capacity::parse)?,
            organisation: row.organisation,
            urn: row.urn,
            authorised: row.authorised,
            group_size: row.group_size,
            typing: row.typing.try_into()?,
            audience: row.audience,
            language: row.language,
            received: moment("contribution.received_at", &row.received_at)?,
            entered: moment("contribution.entered_at", &row.entered_at)?,
            version: row.number,
            late: row.late,
            consent_quote: row.consent_quote,
            consent_publish: row.consent_publish,
            erased: row.erased_at.is_some(),
            replaced_by: row.replaced_by,
            answers: Vec::new(),
            texts: BTreeMap::new(),
            comments: Vec::new(),
            ties: Vec::new(),
        })
    }
}

/// A query about the contributions of a batch, for either order: those after ($2, $3) up to ($4, $5). Where the
/// order is by id, $2 and $4 are empty, and joining '' to the consultation's id keeps the database to the order of
/// the ids.
macro_rules! of_batch {
    ($select:literal, $order:literal) => {
        [
            concat!(
                $select,
                " WHERE c.consultation_id = $1 AND (c.received_at, c.id) > ($2, $3) AND (c.received_at, c.id) <= ($4, $5) ",
                $order
            ),
            concat!(
                $select,
                " WHERE c.consultation_id || '' = $1 AND CAST($2 AS TEXT) = CAST($4 AS TEXT) AND c.id > $3 AND c.id <= $5 ",
                $order
            ),
        ]
    };
}

macro_rules! heads {
    ($rest:literal) => {
        concat!(
            "SELECT c.id, c.reference, c.form, c.channel, c.capacity, c.organisation, c.group_size, c.audience, c.language,
  c.typing, c.typist, c.whose_words, c.agreed,
  c.received_at, c.entered_at, c.late, c.consent_quote, c.consent_publish, c.urn, c.authorised, c.erased_at, v.number,
  (SELECT r.reference FROM contribution r WHERE r.id = c.replaced_by) AS replaced_by
FROM contribution c JOIN consultation_version v ON v.id = c.version_id ",
            $rest
        )
    };
}

const HEADS: [&str; 2] = [
    heads!(
        "WHERE c.consultation_id = $1 AND (c.received_at, c.id) > ($2, $3) ORDER BY c.received_at, c.id LIMIT $4"
    ),
    heads!(
        "WHERE c.consultation_id || '' = $1 AND CAST($2 AS TEXT) = '' AND c.id > $3 ORDER BY c.id LIMIT $4"
    ),
];
const ANSWERS: [&str; 2] = of_batch!(
    "SELECT c.id, a.question_id, a.option_id, a.number, a.text_item_id
FROM answer a JOIN contribution c ON c.id = a.contribution_id",
    "ORDER BY c.id, a.question_id, a.position"
);
const TEXTS: [&str; 2] = of_batch!(
    "SELECT c.id, i.id, i.place, i.question_id, i.clause_id, i.body, i.screening
FROM text_item i JOIN contribution c ON c.id = i.contribution_id",
    ""
);
const COVERED: [&str; 2] = of_batch!(
    "SELECT c.id, i.id, p.starts, p.ends, r.replacement
FROM redaction r JOIN passage p ON p.id = r.passage_id JOIN text_item i ON i.id = p.text_item_id
  JOIN contribution c ON c.id = i.contribution_id",
    "ORDER BY p.starts, p.ends, r.id"
);
const COMMENTS: [&str; 2] = of_batch!(
    "SELECT c.id, m.document_version_id, m.clause_id, m.stance, m.text_item_id, m.suggestion_text_item_id
FROM clause_comment m JOIN contribution c ON c.id = m.contribution_id
  JOIN document_version w ON w.id = m.document_version_id JOIN document d ON d.id = w.document_id
  LEFT JOIN clause_text t ON t.document_version_id = m.document_version_id AND t.clause_id = m.clause_id",
    "ORDER BY d.position, w.number, t.position, m.id"
);
// Ties that stayed with a theme when it was joined into another are history.
const TIES: [&str; 2] = of_batch!(
    "SELECT c.id, i.id, p.starts, p.ends, a.theme_id, a.tie, a.score, a.made_by, a.decided_by, a.decided_at
FROM theme_assignment a JOIN theme h ON h.id = a.theme_id AND h.state IN ('suggested', 'active')
  JOIN passage p ON p.id = a.passage_id JOIN text_item i ON i.id = p.text_item_id
  JOIN contribution c ON c.id = i.contribution_id",
    "ORDER BY i.place, i.question_id, i.id, p.starts, p.ends, h.position, a.id"
);
const QUESTIONS: &str =
    "SELECT DISTINCT a.question_id FROM answer a JOIN contribution c ON c.id = a.contribution_id
WHERE c.consultation_id = $1 ORDER BY a.question_id";

/// Every question of a consultation that has an answer, by id.
///
/// # Errors
/// When the database refuses.
pub async fn answered_questions(
    tx: &mut Tx,
    consultation: ConsultationId,
) -> Result<Vec<String>, StorageError> {
    let rows: Vec<(String,)> = on!(tx, c => sqlx::query_as(QUESTIONS)
        .bind(consultation.to_string()).fetch_all(&mut **c).await)?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// The way through a consultation's contributions. Go it within one [`Db::snapshot`](super::Db::snapshot), so that
/// several tables tell of the same moment.
pub struct Walk {
    consultation: String,
    order: Order,
    /// The last one given.
    at: (String, String),
    /// Whether comments and ties are wanted too.
    deep: bool,
}

impl Walk {
    /// Before the first. `deep` reads comments on clauses and ties to themes too.
    pub fn new(consultation: ConsultationId, order: Order, deep: bool) -> Self {
        Self {
            consultation: consultation.to_string(),
            order,
            at: Default::default(),
            deep,
        }
    }

    /// The next batch; empty after the last.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn next(&mut self, tx: &mut Tx) -> Result<Vec<Whole>, StorageError> {
        let which = self.which();
        let heads: Vec<HeadRow> = on!(tx, c => sqlx::query_as(HEADS[which])
            .bind(&self.consultation).bind(&self.at.0).bind(&self.at.1).bind(BATCH)
            .fetch_all(&mut **c).await)?;
        let Some(last) = heads.last() else {
            return Ok(Vec::new());
        };
        let received = match self.order {
            Order::Arrival => last.received_at.clone(),
            Order::Shuffled => String::new(),
        };
        let to = (received, last.id.clone());
        let mut batch = Batch::default();
        for head in heads {
            batch.places.insert(head.id.clone(), batch.whole.len());
            batch.whole.push(head.try_into()?);
        }
        self.answers(tx, &to, &mut batch).await?;
        self.texts(tx, &to, &mut batch).await?;
        if self.deep {
            self.comments(tx, &to, &mut batch).await?;
            self.ties(tx, &to, &mut batch).await?;
        }
        self.at = to;
        Ok(batch.whole)
    }

    fn which(&self) -> usize {
        match self.order {
            Order::Arrival => 0,
            Order::Shuffled => 1,
        }
    }

    async fn answers(
        &self,
        tx: &mut Tx,
        to: &(String, String),
        batch: &mut Batch,
    ) -> Result<(), StorageError> {
        type Stored = (String, String, Option<String>, Option<i64>, Option<String>);
        let rows: Vec<Stored> = on!(tx, c => sqlx::query_as(ANSWERS[self.which()])
            .bind(&self.consultation).bind(&self.at.0).bind(&self.at.1).bind(&to.0).bind(&to.1)
            .fetch_all(&mut **c).await)?;
        for (of, question, option, number, text) in rows {
            if let Some(whole) = batch.of(&of) {
                whole.answers.push(Given {
                    question,
                    option,
                    number,
                    text,
                });
            }
        }
        Ok(())
    }

    async fn texts(
        &self,
        tx: &mut Tx,
        to: &(String, String),
        batch: &mut Batch,
    ) -> Result<(), StorageError> {
        type Stored = (
            String,
            String,
            String,
            Option<String>,
            Option<String>,
            String,
            String,
        );
        let rows: Vec<Stored> = on!(tx, c => sqlx::query_as(TEXTS[self.which()])
            .bind(&self.consultation).bind(&self.at.0).bind(&self.at.1).bind(&to.0).bind(&to.1)
            .fetch_all(&mut **c).await)?;
        for (of, id, place, question, clause, body, screening) in rows {
            let words = Words {
                place: word("text_item.place", &place, Place::parse)?,
                question,
                clause,
                body,
                screening: word("text_item.screening", &screening, Screening::parse)?,
                covered: Vec::new(),
            };
            if let Some(whole) = batch.of(&of) {
                whole.texts.insert(id, words);
            }
        }
        let rows: Vec<(String, String, i64, i64, String)> = on!(tx, c => sqlx::query_as(COVERED[self.which()])
            .bind(&self.consultation).bind(&self.at.0).bind(&self.at.1).bind(&to.0).bind(&to.1)
            .fetch_all(&mut **c).await)?;
        for (of, id, starts, ends, replacement) in rows {
            let span = span(starts, ends)?;
            if let Some(text) = batch.of(&of).and_then(|whole| whole.texts.get_mut(&id)) {
                text.covered.push(Redaction { span, replacement });
            }
        }
        Ok(())
    }

    async fn comments(
        &self,
        tx: &mut Tx,
        to: &(String, String),
        batch: &mut Batch,
    ) -> Result<(), StorageError> {
        type Stored = (
            String,
            String,
            String,
            String,
            Option<String>,
            Option<String>,
        );
        let rows: Vec<Stored> = on!(tx, c => sqlx::query_as(COMMENTS[self.which()])
            .bind(&self.consultation).bind(&self.at.0).bind(&self.at.1).bind(&to.0).bind(&to.1)
            .fetch_all(&mut **c).await)?;
        for (of, version, clause, stance, text, suggestion) in rows {
            let stance = word("clause_comment.stance", &stance, Stance::parse)?;
            if let Some(whole) = batch.of(&of) {
                whole.comments.push(Comment {
                    at: (version, clause),
                    stance,
                    text,
                    suggestion,
                });
            }
        }
        Ok(())
    }

    async fn ties(
        &self,
        tx: &mut Tx,
        to: &(String, String),
        batch: &mut Batch,
    ) -> Result<(), StorageError> {
        type Stored = (
            String,
            String,
            i64,
            i64,
            String,
            String,
            Option<f64>,
            String,
            Option<String>,
            Option<String>,
        );
        let rows: Vec<Stored> = on!(tx, c => sqlx::query_as(TIES[self.which()])
            .bind(&self.consultation).bind(&self.at.0).bind(&self.at.1).bind(&to.0).bind(&to.1)
            .fetch_all(&mut **c).await)?;
        for (of, text, starts, ends, theme, tie, score, made_by, decided_by, at) in rows {
            let tied = Tied {
                text,
                span: span(starts, ends)?,
                theme,
                tie: word("theme_assignment.tie", &tie, Tie::parse)?,
                score,
                made_by,
                decided_by,
                decided_at: at
                    .map(|at| moment("theme_assignment.decided_at", &at))
                    .transpose()?,
            };
            if let Some(whole) = batch.of(&of) {
                whole.ties.push(tied);
            }
        }
        Ok(())
    }
}

/// A batch being put together.
#[derive(Default)]
struct Batch {
    whole: Vec<Whole>,
    /// Where each is, by id.
    places: BTreeMap<String, usize>,
}

impl Batch {
    fn of(&mut self, id: &str) -> Option<&mut Whole> {
        let at = self.places.get(id)?;
        self.whole.get_mut(*at)
    }
}

fn span(starts: i64, ends: i64) -> Result<Span, StorageError> {
    let place = |n: i64| usize::try_from(n).map_err(|e| StorageError::corrupt("passage", e));
    Ok(Span {
        start: place(starts)?,
        end: place(ends)?,
    })
}
