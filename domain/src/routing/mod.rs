//! Who is asked what: a question may depend on earlier answers, and a statement may end the form.
//!
//! A condition can only look back, so there is no loop and every way ends. What could still go wrong when somebody
//! edits questions – a question nobody can reach, a form that ends for everybody – is found by [`faults`].

mod check;

pub use check::{Fault, faults};

use crate::question::{Answer, Answers, Question};
use crate::text::{AudienceId, OptionId, QuestionId};
use serde::{Deserialize, Serialize};

/// What the answer to an earlier question must be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Condition {
    /// The earlier question.
    pub question: QuestionId,
    /// What is looked for in its answer.
    #[serde(flatten)]
    pub test: Test,
}

/// What is looked for in an answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Test {
    /// At least one of these was picked.
    Is(Vec<OptionId>),
    /// None of these was picked; also where nothing was answered.
    IsNot(Vec<OptionId>),
    /// It was answered, or it was not.
    Answered(bool),
}

impl Test {
    /// Whether an answer meets it. None: not answered, or not asked.
    pub fn holds(&self, answer: Option<&Answer>) -> bool {
        let answer = answer.filter(|answer| !answer.is_empty());
        let picked = |options: &[OptionId]| {
            let one = |picked: &String| options.iter().any(|o| o.as_str() == picked);
            answer.is_some_and(|answer| answer.picked.iter().any(one))
        };
        match self {
            Self::Is(options) => picked(options),
            Self::IsNot(options) => !picked(options),
            Self::Answered(wanted) => answer.is_some() == *wanted,
        }
    }
}

/// The questions on the way of somebody who answered so: those they are asked, in order, up to where the form ends
/// for them. An answer to a question off the way leads nowhere: it counts as not given.
pub fn way<'a>(
    questions: &'a [Question],
    audience: &AudienceId,
    answers: &Answers,
) -> Vec<&'a Question> {
    let mut way: Vec<&Question> = Vec::new();
    for question in questions.iter().filter(|q| q.asks(audience)) {
        let given = |id: &QuestionId| {
            let asked = way.iter().any(|earlier| &earlier.id == id);
            answers.get(id).filter(|_| asked)
        };
        let met = |condition: &Condition| condition.test.holds(given(&condition.question));
        if question.when.iter().all(met) {
            way.push(question);
            if question.is_exit() {
                break;
            }
        }
    }
    way
}

#[cfg(test)]
mod tests {
    use super::*;

    const FORM: &str = r#"
        [[q]]
        id = "Q1"
        kind = "yes-no"
        wording = []
        [[q]]
        id = "END"
        kind = "statement"
        exit = true
        wording = []
        when = [{ question = "Q1", is = ["no"] }]
        [[q]]
        id = "Q2"
        kind = "yes-no"
        wording = []
        when = [{ question = "Q1", is-not = ["not-sure"] }]
        [[q]]
        id = "Q3"
        kind = "long-text"
        wording = []
        when = [{ question = "Q2", answered = true }]
    "#;

    fn form() -> Vec<Question> {
        let mut file: std::collections::BTreeMap<String, Vec<Question>> =
            toml::from_str(FORM).unwrap();
        file.remove("q").unwrap()
    }

    fn ids(answers: &[(&str, &str)]) -> Vec<String> {
        let answers = answers
            .iter()
            .map(|(id, picked)| (id.parse().unwrap(), Answer::picked([*picked])))
            .collect();
        let audience = AudienceId::parse("parent").unwrap();
        let form = form();
        let way = way(&form, &audience, &answers);
        way.iter().map(|q| q.id.to_string()).collect()
    }

    #[test]
    fn earlier_answers_decide_what_is_asked_next() {
        assert_eq!(ids(&[]), ["Q1", "Q2"]);
        assert_eq!(ids(&[("Q1", "not-sure")]), ["Q1"]);
        assert_eq!(ids(&[("Q1", "yes"), ("Q2", "no")]), ["Q1", "Q2", "Q3"]);
    }

    #[test]
    fn an_exit_ends_the_way() {
        assert_eq!(ids(&[("Q1", "no"), ("Q2", "yes")]), ["Q1", "END"]);
    }

    #[test]
    fn an_answer_to_a_question_off_the_way_leads_nowhere() {
        assert_eq!(ids(&[("Q1", "not-sure"), ("Q2", "yes")]), ["Q1"]);
    }

    #[test]
    fn a_condition_is_stored_as_it_is_written() {
        let form = form();
        let json = serde_json::to_string(&form).unwrap();
        assert_eq!(serde_json::from_str::<Vec<Question>>(&json).unwrap(), form);
    }
}
