//! What each column of a file is for, worked out before any row is read.

use super::mapping::{Column, Field, Mapping};
use super::words::fold;
use domain::question::{Kind, Question};
use std::collections::BTreeMap;

/// Marks the column of the words beside "Other".
pub const OTHER: &str = "__other";

/// What a column is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Use {
    /// The answer to a question, by its place among the questions.
    Answer(usize),
    /// The words beside that question's "Other".
    Other(usize),
    /// A fact about the response.
    Field(Field),
    /// Not read.
    Unused,
}

/// What every column is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// One a column, in order.
    pub uses: Vec<Use>,
    /// What the mapping says of each column.
    pub columns: Vec<Column>,
    /// The column that names a row.
    pub key: Option<usize>,
}

/// Why a file cannot be read with a mapping.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PlanError {
    /// The mapping or the command names a column the file does not have.
    #[error("the file has no column “{name}”. Its columns are: {there}")]
    NoColumn {
        /// The name.
        name: String,
        /// Those there are.
        there: String,
    },
    /// The mapping names a question the consultation does not have.
    #[error("column “{column}”: there is no question {question}. The questions are: {there}")]
    NoQuestion {
        /// The column.
        column: String,
        /// The question named.
        question: String,
        /// Those there are.
        there: String,
    },
    /// The mapping says nothing, or two things, of a column.
    #[error("column “{0}”: say one of question = \"…\", field = \"…\" or ignore = true")]
    Unclear(String),
    /// The mapping takes a column for a part that its question does not have.
    #[error("column “{column}”: {question} {why}")]
    NoPart {
        /// The column.
        column: String,
        /// The question.
        question: String,
        /// What is wrong.
        why: &'static str,
    },
    /// Two columns for one answer.
    #[error("columns “{first}” and “{second}” both hold {what}; take one out with ignore = true")]
    Twice {
        /// One column.
        first: String,
        /// The other.
        second: String,
        /// What both hold.
        what: String,
    },
    /// No column holds an answer.
    #[error(
        "no column is the answer to a question. The columns are: {there}. The questions are: {questions}. \
         Name columns after questions, or say what they hold in a mapping file (--mapping)"
    )]
    NoAnswers {
        /// The columns.
        there: String,
        /// The questions.
        questions: String,
    },
}

impl Plan {
    /// Reads the names of columns: first by the mapping, then as questions (`B4`, `B4__other`), then as fields.
    ///
    /// # Errors
    /// When the mapping does not fit the file or the questions, or nothing is an answer.
    pub fn new(
        header: &[String],
        questions: &[Question],
        mapping: &Mapping,
        key: Option<&str>,
    ) -> Result<Self, PlanError> {
        let find = |name: &str| {
            let exact = header.iter().position(|h| h == name.trim());
            exact
                .or_else(|| header.iter().position(|h| fold(h) == fold(name)))
                .ok_or_else(|| PlanError::NoColumn {
                    name: name.to_owned(),
                    there: header.join(", "),
                })
        };
        let mut said = BTreeMap::new();
        for (name, column) in &mapping.columns {
            said.insert(find(name)?, column);
        }
        let mut uses = Vec::with_capacity(header.len());
        let mut columns = Vec::with_capacity(header.len());
        for (at, name) in header.iter().enumerate() {
            let column = said.get(&at).copied().cloned().unwrap_or_default();
            uses.push(match said.contains_key(&at) {
                true => by_mapping(name, &column, questions)?,
                false => by_name(name, questions),
            });
            columns.push(column);
        }
        let key = key.or(mapping.key.as_deref()).map(find).transpose()?;
        let plan = Self { uses, columns, key };
        plan.check_places(header, questions)?;
        plan.check(header, questions)?;
        Ok(plan)
    }

    /// A ranking has places and no boxes to tick, and nothing else has places.
    fn check_places(&self, header: &[String], questions: &[Question]) -> Result<(), PlanError> {
        for (at, one) in self.uses.iter().enumerate() {
            let Use::Answer(question) = one else {
                continue;
            };
            let question = &questions[*question];
            let column = &self.columns[at];
            let most = match &question.kind {
                Kind::Rank(rank) => Some(rank.places()),
                _ => None,
            };
            let why = match (most, column.place) {
                (Some(_), _) if column.tick.is_some() => {
                    "is put in order: say `place` and not `tick`"
                }
                (_, Some(place)) if !(1..=most.unwrap_or_default()).contains(&place) => {
                    "does not have this place"
                }
                _ => continue,
            };
            return Err(PlanError::NoPart {
                column: header[at].clone(),
                question: question.id.to_string(),
                why,
            });
        }
        Ok(())
    }

    fn check(&self, header: &[String], questions: &[Question]) -> Result<(), PlanError> {
        for (at, one) in self.uses.iter().enumerate() {
            let joins = |other: usize| match one {
                Use::Unused => true,
                Use::Answer(question) => match questions[*question].kind {
                    // Several columns may each add a choice.
                    Kind::Multiple(_) => true,
                    // Or each hold a place of its own.
                    Kind::Rank(_) => {
                        let (place, here) = (self.columns[other].place, self.columns[at].place);
                        place.is_some() && here.is_some() && place != here
                    }
                    _ => false,
                },
                _ => false,
            };
            let earlier = (0..at).find(|other| self.uses[*other] == *one && !joins(*other));
            if let Some(earlier) = earlier {
                return Err(PlanError::Twice {
                    first: header[earlier].clone(),
                    second: header[at].clone(),
                    what: self.describe(at, questions),
                });
            }
        }
        let answers = |one: &Use| matches!(one, Use::Answer(_) | Use::Field(Field::Letter));
        match self.uses.iter().any(answers) {
            true => Ok(()),
            false => Err(PlanError::NoAnswers {
                there: header.join(", "),
                questions: ids(questions),
            }),
        }
    }

    /// What a column holds, for the person who imports.
    pub fn describe(&self, at: usize, questions: &[Question]) -> String {
        match self.uses[at] {
            Use::Answer(question) => {
                let place = self.columns[at].place;
                let place = place.map_or_else(String::new, |place| format!(", place {place}"));
                format!("answers to {}{place}", questions[question].id)
            }
            Use::Other(question) => format!("words beside “Other” of {}", questions[question].id),
            Use::Field(field) => field.as_str().replace('_', " "),
            Use::Unused if self.key == Some(at) => "names of rows".to_owned(),
            Use::Unused => "not read".to_owned(),
        }
    }

    /// Where a field's column is.
    pub fn field(&self, field: Field) -> Option<usize> {
        self.uses.iter().position(|one| *one == Use::Field(field))
    }
}

fn by_mapping(name: &str, column: &Column, questions: &[Question]) -> Result<Use, PlanError> {
    match (&column.question, column.field, column.ignore) {
        (Some(id), None, false) => {
            named(id.trim(), questions).ok_or_else(|| PlanError::NoQuestion {
                column: name.to_owned(),
                question: id.clone(),
                there: ids(questions),
            })
        }
        (None, Some(field), false) => Ok(Use::Field(field)),
        (None, None, true) => Ok(Use::Unused),
        _ => Err(PlanError::Unclear(name.to_owned())),
    }
}

fn by_name(name: &str, questions: &[Question]) -> Use {
    named(name, questions)
        .or_else(|| Field::of_column(name).map(Use::Field))
        .unwrap_or(Use::Unused)
}

/// The question a name stands for: its id, else its id but for case.
fn named(name: &str, questions: &[Question]) -> Option<Use> {
    let (id, other) = match name.strip_suffix(OTHER) {
        Some(id) => (id, true),
        None => (name, false),
    };
    let exact = questions.iter().position(|q| q.id.as_str() == id);
    let found = exact.or_else(|| {
        let same = |q: &Question| q.id.as_str().eq_ignore_ascii_case(id);
        questions.iter().position(same)
    })?;
    Some(match other {
        true => Use::Other(found),
        false => Use::Answer(found),
    })
}

fn ids(questions: &[Question]) -> String {
    let ids: Vec<&str> = questions.iter().map(|q| q.id.as_str()).collect();
    ids.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn questions() -> Vec<Question> {
        let text = r#"
            [[q]]
            id = "B4"
            kind = "agreement"
            wording = []
            [[q]]
            id = "locality"
            kind = "multiple"
            options = ["north"]
            other = true
            wording = []
            [[q]]
            id = "first"
            kind = "rank"
            options = ["speed", "cost", "luck"]
            places = 2
            wording = []
        "#;
        #[derive(serde::Deserialize)]
        struct All {
            q: Vec<Question>,
        }
        toml::from_str::<All>(text).unwrap().q
    }

    fn plan(header: &[&str], mapping: &str, key: Option<&str>) -> Result<Plan, String> {
        let header: Vec<String> = header.iter().map(|h| (*h).to_owned()).collect();
        let mapping = Mapping::parse(mapping).unwrap();
        Plan::new(&header, &questions(), &mapping, key).map_err(|e| e.to_string())
    }

    #[test]
    fn columns_are_known_by_the_ids_of_questions_and_the_names_of_fields() {
        let plan = plan(
            &["Reference", "b4", "locality__other", "received_at", "notes"],
            "",
            None,
        );
        let uses = plan.unwrap().uses;
        assert_eq!(
            uses,
            [
                Use::Field(Field::Reference),
                Use::Answer(0),
                Use::Other(1),
                Use::Field(Field::Received),
                Use::Unused
            ]
        );
    }

    #[test]
    fn a_mapping_overrules_names_and_may_give_one_multiple_choice_several_columns() {
        let plan = plan(
            &["ref", "B4", "north?", "town"],
            "key = 'ref'\n[columns.'B4']\nignore = true\n[columns.'north?']\nquestion = 'locality'\n\
             [columns.town]\nquestion = 'locality'",
            None,
        )
        .unwrap();
        assert_eq!(
            plan.uses,
            [Use::Unused, Use::Unused, Use::Answer(1), Use::Answer(1)]
        );
        assert_eq!(plan.key, Some(0));
        assert_eq!(plan.describe(0, &questions()), "names of rows");
    }

    #[test]
    fn what_does_not_fit_is_named() {
        let error = |header: &[&str], mapping: &str| plan(header, mapping, None).unwrap_err();
        assert!(
            error(&["a", "b"], "")
                .contains("The columns are: a, b. The questions are: B4, locality, first")
        );
        assert!(error(&["B4"], "[columns.x]\nignore = true").contains("no column “x”"));
        assert!(error(&["x"], "[columns.x]\nquestion = 'B9'").contains("there is no question B9"));
        assert!(error(&["x"], "[columns.x]").contains("column “x”: say one of"));
        assert!(error(&["B4", "b4"], "").contains("both hold answers to B4"));
        assert!(
            plan(&["B4"], "", Some("ref"))
                .unwrap_err()
                .contains("no column “ref”")
        );
    }

    #[test]
    fn a_ranking_is_one_column_or_a_column_for_each_place() {
        let placed = |second: &str| {
            let mapping = format!(
                "[columns.a]\nquestion = 'first'\nplace = 1\n[columns.b]\nquestion = 'first'\n{second}"
            );
            plan(&["a", "b"], &mapping, None)
        };
        let both = placed("place = 2").unwrap();
        assert_eq!(both.uses, [Use::Answer(2), Use::Answer(2)]);
        assert_eq!(both.describe(1, &questions()), "answers to first, place 2");
        let error = |second| placed(second).unwrap_err();
        assert!(error("place = 1").contains("both hold answers to first, place 1"));
        assert!(error("").contains("“a” and “b” both hold answers to first"));
        assert!(error("place = 3").contains("“b”: first does not have this place"));
        assert!(error("tick = 'cost'").contains("say `place` and not `tick`"));
        let single = plan(&["B4"], "[columns.B4]\nquestion = 'B4'\nplace = 1", None);
        assert!(single.unwrap_err().contains("B4 does not have this place"));
    }
}
