//! Conditions as sentences: beside a question on paper, in a preview, and for officers.

use super::{Condition, Test};
use crate::plain;
use crate::question::{Kind, Question};
use crate::text::{AudienceId, Language, OptionId, QuestionId};
use std::collections::BTreeMap;

/// Who reads the sentences, and how questions are named to them.
#[derive(Clone, Copy)]
pub struct Telling<'a> {
    /// The questions of the form, in order.
    pub questions: &'a [Question],
    /// The reader's language; the sentences themselves are English.
    pub language: &'a Language,
    /// In whose words options are named.
    pub audience: Option<&'a AudienceId>,
    /// What a question is called: its number on paper, its id to officers.
    pub names: &'a BTreeMap<QuestionId, String>,
}

/// Numbers of an audience's questions as printed: from 1, statements without one.
pub fn numbers(questions: &[Question], audience: &AudienceId) -> BTreeMap<QuestionId, String> {
    let asked = questions
        .iter()
        .filter(|q| q.asks(audience) && q.takes_answer());
    let numbered = (1..).zip(asked);
    numbered
        .map(|(number, q)| (q.id.clone(), format!("question {number}")))
        .collect()
}

/// Ids of all questions as names: `question B4`.
pub fn ids(questions: &[Question]) -> BTreeMap<QuestionId, String> {
    let name = |q: &Question| (q.id.clone(), format!("question {}", q.id));
    questions.iter().map(name).collect()
}

impl Telling<'_> {
    /// "Answer this only if you answered “No” to question 3." For an exit: "If you answered … , stop here." None
    /// for a question without conditions.
    pub fn routing(&self, question: &Question) -> Option<String> {
        let conditions = self.conditions(question)?;
        Some(match &question.kind {
            Kind::Statement(statement) if statement.exit => format!("If {conditions}, stop here."),
            Kind::Statement(_) => format!("Read this only if {conditions}."),
            _ => format!("Answer this only if {conditions}."),
        })
    }

    /// "you answered “No” to question 3 and you left question 4 empty"; none for a question without conditions.
    pub fn conditions(&self, question: &Question) -> Option<String> {
        let all: Vec<String> = question.when.iter().map(|c| self.condition(c)).collect();
        (!all.is_empty()).then(|| all.join(", and "))
    }

    /// One condition.
    pub fn condition(&self, condition: &Condition) -> String {
        let name = self.name(&condition.question);
        let several = self.find(&condition.question).is_some_and(|q| {
            matches!(
                q.kind,
                Kind::Multiple(_) | Kind::Rank(_) | Kind::Declaration
            )
        });
        let options = |options: &[OptionId]| self.either(&condition.question, options);
        match (&condition.test, several) {
            (Test::Is(any), false) => format!("you answered {} to {name}", options(any)),
            (Test::Is(any), true) => format!("you chose {} in {name}", options(any)),
            (Test::IsNot(none), false) => {
                format!("you did not answer {} to {name}", options(none))
            }
            (Test::IsNot(none), true) => format!("you did not choose {} in {name}", options(none)),
            (Test::Answered(true), _) => format!("you answered {name}"),
            (Test::Answered(false), _) => format!("you left {name} empty"),
        }
    }

    fn name(&self, id: &QuestionId) -> String {
        let known = self.names.get(id).cloned();
        known.unwrap_or_else(|| format!("question {id}"))
    }

    fn find(&self, id: &QuestionId) -> Option<&Question> {
        self.questions.iter().find(|q| &q.id == id)
    }

    fn either(&self, id: &QuestionId, options: &[OptionId]) -> String {
        let label = |option: &OptionId| {
            let known = self.find(id);
            let label = known.map(|q| q.label(option, self.language, self.audience));
            format!("“{}”", label.unwrap_or_else(|| option.to_string()))
        };
        let labels: Vec<String> = options.iter().map(label).collect();
        plain::list(&labels).replace(" and “", " or “")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form() -> Vec<Question> {
        let text = r#"
            [[q]]
            id = "Q1"
            kind = "yes-no"
            wording = [{ title = "Do you use it?" }]
            [[q]]
            id = "S"
            kind = "statement"
            exit = true
            wording = [{ title = "Thank you" }]
            when = [{ question = "Q1", is = ["no"] }]
            [[q]]
            id = "Q2"
            kind = "multiple"
            options = ["a", "b"]
            wording = [{ title = "What for?", labels = { a = "Books", b = "Films" } }]
            [[q]]
            id = "Q3"
            kind = "long-text"
            wording = [{ title = "Why?" }]
            when = [{ question = "Q2", is = ["a", "b"] }, { question = "Q1", is-not = ["no", "not-sure"] }, { question = "Q2", answered = true }]
        "#;
        let mut file: BTreeMap<String, Vec<Question>> = toml::from_str(text).unwrap();
        file.remove("q").unwrap()
    }

    #[test]
    fn routing_is_told_in_words_with_the_numbers_that_are_printed() {
        let (form, audience) = (form(), "reader".parse().unwrap());
        let names = numbers(&form, &audience);
        let language = Language::english();
        let telling = Telling {
            questions: &form,
            language: &language,
            audience: Some(&audience),
            names: &names,
        };
        let told: Vec<_> = form.iter().map(|q| telling.routing(q)).collect();
        assert_eq!(told[0], None);
        assert_eq!(
            told[1].as_deref(),
            Some("If you answered “No” to question 1, stop here.")
        );
        assert_eq!(
            told[3].as_deref(),
            Some(
                "Answer this only if you chose “Books” or “Films” in question 2, and you did not answer “No” or “Not sure” to question 1, and you answered question 2."
            )
        );
    }

    #[test]
    fn officers_see_the_ids_of_questions() {
        assert_eq!(ids(&form())[&"Q3".parse().unwrap()], "question Q3");
    }
}
