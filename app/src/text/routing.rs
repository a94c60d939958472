//! Conditions as sentences: beside a question on paper, in a preview, and for officers.

use super::labels::label;
use domain::question::{Kind, Question};
use domain::routing::{Condition, Test};
use domain::text::{AudienceId, Language, OptionId, QuestionId};
use std::collections::BTreeMap;

/// Who reads the sentences, and how questions are named to them.
#[derive(Clone, Copy)]
pub struct Telling<'a> {
    /// The questions of the form, in order.
    pub questions: &'a [Question],
    /// The reader's language.
    pub language: &'a Language,
    /// In whose words options are named.
    pub audience: Option<&'a AudienceId>,
    /// What a question is called: its number on paper, its place in the builder to officers.
    pub names: &'a BTreeMap<QuestionId, String>,
}

/// Numbers of an audience's questions as printed: from 1, statements without one.
pub fn places(questions: &[Question], audience: &AudienceId) -> BTreeMap<QuestionId, usize> {
    let asked = questions
        .iter()
        .filter(|q| q.asks(audience) && q.takes_answer());
    let numbered = (1..).zip(asked);
    numbered.map(|(number, q)| (q.id.clone(), number)).collect()
}

/// The same as names: `question 3`.
pub fn numbers(questions: &[Question], audience: &AudienceId) -> BTreeMap<QuestionId, String> {
    let all = places(questions, audience).into_iter();
    all.map(|(id, number)| (id, named(number.to_string())))
        .collect()
}

/// The places of all questions in the order of the builder, as names: `question 3`.
pub fn in_order(questions: &[Question]) -> BTreeMap<QuestionId, String> {
    let numbered = (1..).zip(questions);
    let name = |(number, q): (usize, &Question)| (q.id.clone(), named(number.to_string()));
    numbered.map(name).collect()
}

fn named(number: String) -> String {
    say!("question {number}", number = number)
}

impl Telling<'_> {
    /// "Answer this only if you answered “No” to question 3." For an exit: "If you answered … , stop here." None
    /// for a question without conditions.
    pub fn routing(&self, question: &Question) -> Option<String> {
        let all = self.conditions(question)?;
        Some(match &question.kind {
            Kind::Statement(statement) if statement.exit => {
                say!("If {conditions}, stop here.", conditions = all)
            }
            Kind::Statement(_) => say!("Read this only if {conditions}.", conditions = all),
            _ => say!("Answer this only if {conditions}.", conditions = all),
        })
    }

    /// "you answered “No” to question 3, and you left question 4 empty"; none for a question without conditions.
    pub fn conditions(&self, question: &Question) -> Option<String> {
        let all = question.when.iter().map(|c| self.condition(c));
        all.reduce(|one, next| say!("{one}, and {next}", one = one, next = next))
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
        let either = |options: &[OptionId]| self.either(&condition.question, options);
        match (&condition.test, several) {
            (Test::Is(any), false) => {
                let options = either(any);
                say!(
                    "you answered {options} to {question}",
                    options = options,
                    question = name
                )
            }
            (Test::Is(any), true) => {
                let options = either(any);
                say!(
                    "you chose {options} in {question}",
                    options = options,
                    question = name
                )
            }
            (Test::IsNot(none), false) => {
                let options = either(none);
                say!(
                    "you did not answer {options} to {question}",
                    options = options,
                    question = name
                )
            }
            (Test::IsNot(none), true) => {
                let options = either(none);
                say!(
                    "you did not choose {options} in {question}",
                    options = options,
                    question = name
                )
            }
            (Test::Answered(true), _) => say!("you answered {question}", question = name),
            (Test::Answered(false), _) => say!("you left {question} empty", question = name),
        }
    }

    fn name(&self, id: &QuestionId) -> String {
        let known = self.names.get(id).cloned();
        known.unwrap_or_else(|| named(id.to_string()))
    }

    fn find(&self, id: &QuestionId) -> Option<&Question> {
        self.questions.iter().find(|q| &q.id == id)
    }

    fn either(&self, id: &QuestionId, options: &[OptionId]) -> String {
        let label = |option: &OptionId| {
            let known = self.find(id);
            let label = known.map(|q| label(q, option, self.language, self.audience));
            format!("“{}”", label.unwrap_or_else(|| option.to_string()))
        };
        let labels: Vec<String> = options.iter().map(label).collect();
        match labels.as_slice() {
            [] => String::new(),
            [one] => one.clone(),
            [most @ .., last] => say!("{most} or {last}", most = most.join(", "), last = last),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form() -> Vec<Question> {
        let questions = serde_json::json!([
            { "id": "Q1", "kind": "yes-no", "wording": [{ "title": "Do you use it?" }] },
            {
                "id": "S", "kind": "statement", "exit": true, "wording": [{ "title": "Thank you" }],
                "when": [{ "question": "Q1", "is": ["no"] }]
            },
            {
                "id": "Q2", "kind": "multiple", "options": ["a", "b"],
                "wording": [{ "title": "What for?", "labels": { "a": "Books", "b": "Films" } }]
            },
            {
                "id": "Q3", "kind": "long-text", "wording": [{ "title": "Why?" }],
                "when": [
                    { "question": "Q2", "is": ["a", "b"] },
                    { "question": "Q1", "is-not": ["no", "not-sure"] },
                    { "question": "Q2", "answered": true }
                ]
            }
        ]);
        serde_json::from_value(questions).unwrap()
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
    fn officers_see_the_place_of_a_question_in_the_builder() {
        assert_eq!(in_order(&form())[&"Q3".parse().unwrap()], "question 4");
    }
}
