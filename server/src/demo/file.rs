//! The shape of a demo file: one consultation with what people said.

use domain::consultation::Stage;
use domain::contribution::{Capacity, Channel, ClauseComment, Form};
use domain::decision::{Outcome, Response};
use domain::document::ChangeKind;
use domain::question::Answer;
use domain::text::{AudienceId, QuestionId, Slug, Title};
use domain::typing::Typing;
use serde::Deserialize;
use std::collections::BTreeMap;

/// One consultation.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Demo {
    pub kind: String,
    pub slug: Slug,
    pub title: Title,
    /// How far it has come.
    pub stage: Stage,
    /// Days before loading.
    pub opened_days_ago: i64,
    /// Days between opening and closing.
    pub open_days: i64,
    pub contributions: Vec<Contribution>,
    /// Themes that an officer added to those of the blueprint.
    #[serde(default)]
    pub themes: Vec<Theme>,
    #[serde(default)]
    pub findings: Vec<Finding>,
    #[serde(default)]
    pub decisions: Vec<Decision>,
    #[serde(default)]
    pub changes: Vec<Change>,
    #[serde(default)]
    pub equality: Vec<Equality>,
}

/// What one person, group or organisation sent.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contribution {
    pub key: String,
    pub form: Form,
    pub channel: Channel,
    pub capacity: Capacity,
    #[serde(default)]
    pub organisation: String,
    pub group_size: Option<u32>,
    #[serde(default)]
    pub typing: Typing,
    pub audience: AudienceId,
    /// Days after opening.
    pub day: i64,
    #[serde(default)]
    pub consent_to_quote: bool,
    #[serde(default)]
    pub consent_to_publish: bool,
    /// What was put here on purpose for the analysis to find.
    #[serde(default)]
    #[expect(dead_code, reason = "a note in the file that tests of the file read")]
    pub planted: Vec<String>,
    #[serde(default)]
    pub answers: BTreeMap<String, Value>,
    #[serde(default)]
    pub comments: Vec<ClauseComment>,
    #[serde(default)]
    pub text: String,
    /// Codes a person confirmed, by place: a question id, `clause:KEY`, or `text`.
    #[serde(default)]
    pub themes: BTreeMap<String, Vec<Slug>>,
}

/// An answer: options, or words.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub enum Value {
    /// Several options.
    Options(Vec<String>),
    /// One option, a number, or words.
    Text(String),
}

/// A theme that no blueprint foresaw. Its code is made of its label.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Theme {
    pub label: String,
    pub definition: String,
    #[serde(default)]
    pub include: Vec<String>,
    #[serde(default)]
    pub exclude: Vec<String>,
}

/// Something the consultation found.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Finding {
    pub id: String,
    pub statement: String,
    pub themes: Vec<Slug>,
    #[serde(default)]
    pub quotes: Vec<Quote>,
    pub position: Option<Position>,
    /// The decision that settled it.
    pub decision: Option<String>,
}

/// A passage chosen to be quoted.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Quote {
    pub contribution: String,
    /// As in [`Contribution::themes`].
    pub at: String,
    /// Verbatim words of that text.
    pub text: String,
}

/// What the council says.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Position {
    pub stance: Response,
    pub reason: String,
}

/// What a body decided.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decision {
    pub id: String,
    pub body: Slug,
    pub days_after_close: i64,
    pub minute_reference: String,
    pub outcome: Outcome,
    pub summary: String,
}

/// What changed in a document.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Change {
    pub decision: String,
    pub findings: Vec<String>,
    pub document: Slug,
    pub clause: Slug,
    pub kind: ChangeKind,
    pub summary: String,
    #[serde(default)]
    pub heading: String,
    #[serde(default)]
    pub body: String,
    /// For a new clause: the clause it comes after.
    pub after: Option<Slug>,
    /// For a removed clause: the clauses its content went to.
    #[serde(default)]
    pub went_to: Vec<Slug>,
}

/// How many people gave one equality answer.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Equality {
    pub characteristic: String,
    pub value: String,
    pub count: u32,
}

impl Contribution {
    /// The answers as a form would have them. `ID__other` goes beside its question.
    ///
    /// # Errors
    /// Names a key that is not a question id.
    pub fn answers(&self) -> Result<BTreeMap<QuestionId, Answer>, String> {
        let mut answers: BTreeMap<QuestionId, Answer> = BTreeMap::new();
        for (key, value) in &self.answers {
            let (id, other) = match key.strip_suffix("__other") {
                Some(id) => (id, true),
                None => (key.as_str(), false),
            };
            let id = QuestionId::parse(id).map_err(|e| format!("{}: {key}: {e}", self.key))?;
            let answer = answers.entry(id).or_default();
            match value {
                Value::Options(options) => answer.picked.clone_from(options),
                Value::Text(text) if other => answer.other.clone_from(text),
                Value::Text(text) => answer.text.clone_from(text),
            }
        }
        Ok(answers)
    }
}
