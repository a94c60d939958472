//! What stands around the rows of an export: questions, clauses and themes.

use crate::storage::consultation::{self, Row};
use crate::storage::rows::{self, Words};
use crate::storage::{Db, StorageError, Tx, document, theme};
use domain::content::Content;
use domain::question::{Kind, Question};
use domain::text::{Language, OptionId, QuestionId};
use std::collections::BTreeMap;

/// Read once for an export.
pub(super) struct Frame {
    /// Those that have a column, in the order they were published; such as only an earlier version asked stand last.
    pub columns: Vec<Column>,
    /// Questions that say who somebody is, the place they live in first.
    pub cuts: Vec<QuestionId>,
    /// Clauses as they stood in each version of their document, by ids of version and clause.
    pub clauses: BTreeMap<(String, String), ClauseAt>,
    /// In the order of the code frame, joined ones included.
    pub themes: Vec<theme::Row>,
    /// Where each theme stands, by id.
    places: BTreeMap<String, usize>,
}

/// A question's column.
pub(super) struct Column {
    /// Its id.
    pub id: QuestionId,
    /// As published; none for a question of an earlier version.
    pub question: Option<Question>,
    /// Whether words may stand beside "Other".
    pub other: bool,
}

/// A clause in a version of a document.
pub(super) struct ClauseAt {
    /// The document's slug.
    pub document: String,
    /// Number of its version.
    pub version: i64,
    /// The clause's slug.
    pub clause: String,
    /// Its printed number.
    pub number: String,
}

impl Frame {
    /// What was published. Read before a snapshot is taken, so that no export holds one connection while it waits
    /// for another.
    pub async fn read(db: &Db, row: &Row) -> Result<Self, StorageError> {
        let content = match consultation::published(db, row.id).await? {
            Some(version) => Some(version.content),
            None => consultation::latest(db, row.id).await?.map(|v| v.content),
        };
        let content = content
            .ok_or_else(|| StorageError::corrupt("consultation_version", "there is none"))?;
        let mut clauses = BTreeMap::new();
        for version in document::all_versions(db, row.id).await? {
            for clause in document::clauses(db, version.id).await? {
                let at = ClauseAt {
                    document: version.card.slug.to_string(),
                    version: i64::from(version.card.version),
                    clause: clause.shown.slug.to_string(),
                    number: clause.shown.number,
                };
                clauses.insert((version.id.to_string(), clause.id.to_string()), at);
            }
        }
        Ok(Self {
            columns: columns(&content),
            cuts: cuts(&content),
            clauses,
            themes: Vec::new(),
            places: BTreeMap::new(),
        })
    }

    /// Adds what the snapshot has: questions of earlier versions that were answered, and the themes.
    pub async fn fill(&mut self, tx: &mut Tx, row: &Row) -> Result<(), StorageError> {
        for id in rows::answered_questions(tx, row.id).await? {
            if self.column(&id).is_none() {
                self.columns.push(Column {
                    id: read_id(&id)?,
                    question: None,
                    other: true,
                });
            }
        }
        self.themes = theme::all_in(tx, row.id).await?;
        let ids = self.themes.iter().map(|theme| theme.id.to_string());
        self.places = ids.zip(0..).collect();
        Ok(())
    }

    /// The column of a question.
    pub fn column(&self, id: &str) -> Option<&Column> {
        self.columns.iter().find(|column| column.id.as_str() == id)
    }

    /// The clause a text is on, as some version of its document has it.
    pub fn clause_of(&self, words: &Words) -> Option<&ClauseAt> {
        let id = words.clause.as_deref()?;
        let mut here = self.clauses.iter().filter(|((_, clause), _)| clause == id);
        here.next_back().map(|(_, at)| at)
    }

    /// A theme by its id.
    pub fn theme(&self, id: &str) -> Option<&theme::Row> {
        self.themes.get(*self.places.get(id)?)
    }
}

impl Column {
    /// The question as it is asked of everybody.
    pub fn title(&self) -> String {
        let words = |q: &Question| q.words(&Language::english(), None).title;
        self.question.as_ref().map(words).unwrap_or_default()
    }

    /// What an option is called.
    pub fn label(&self, option: &str) -> String {
        match (&self.question, OptionId::parse(option)) {
            (Some(question), Ok(option)) => question.label(&option, &Language::english(), None),
            _ => option.to_owned(),
        }
    }

    /// Whether everybody is asked: that somebody answered then tells nothing of who they are.
    pub fn asks_everybody(&self) -> bool {
        let open = |q: &Question| q.audiences.is_empty();
        self.question.as_ref().is_some_and(open)
    }
}

fn read_id(id: &str) -> Result<QuestionId, StorageError> {
    QuestionId::parse(id).map_err(|error| StorageError::corrupt("answer.question_id", error))
}

fn columns(content: &Content) -> Vec<Column> {
    let other = |question: &Question| match &question.kind {
        Kind::Single(choice) | Kind::Multiple(choice) => choice.other,
        _ => false,
    };
    let column = |question: &Question| Column {
        id: question.id.clone(),
        other: other(question),
        question: Some(question.clone()),
    };
    let answered = content.questions.iter().filter(|q| q.takes_answer());
    answered.map(column).collect()
}

fn cuts(content: &Content) -> Vec<QuestionId> {
    let is_place = |q: &&Question| q.cut.as_ref().is_some_and(|cut| cut.as_str() == "locality");
    let cut = content.questions.iter().filter(|q| q.cut.is_some());
    let (places, others): (Vec<&Question>, Vec<&Question>) = cut.partition(is_place);
    let all = places.into_iter().chain(others);
    all.map(|question| question.id.clone()).collect()
}
