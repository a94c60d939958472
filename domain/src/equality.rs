//! Equality questions: asked once after a response was sent, and stored where nothing joins them to it.

use crate::content::{Content, Wordings, to_translate, translated};
use crate::question::{Answer, Answers, Problem, Question};
use crate::text::{Language, OptionId, QuestionId};
use serde::{Deserialize, Serialize};

/// The questions and what is said before them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EqualityForm {
    /// Why we ask and what we do with it. Markdown.
    pub introduction: String,
    /// Every one is a choice, and optional.
    pub questions: Vec<Question>,
}

/// One characteristic of somebody. It carries nothing that joins it to their other characteristics.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Characteristic {
    /// The question.
    pub question: QuestionId,
    /// What was picked.
    pub option: OptionId,
    /// Own words, where the option has room for them.
    pub own_words: String,
}

impl EqualityForm {
    /// Every English text of the questions. What is stored is none of them: an option's id says what was picked in
    /// whatever language it was read.
    pub fn texts(&self) -> Vec<String> {
        let content = self.content();
        let all = to_translate(&content).into_iter();
        all.map(|(_, text)| text.to_owned()).collect()
    }

    /// The questions in a language as well. Each is translated when all of it is.
    #[must_use]
    pub fn translated(self, language: &Language, find: impl Fn(&str) -> Option<String>) -> Self {
        let content = translated(&self.content(), language, |_, english| {
            find(english).map(Into::into)
        });
        Self {
            questions: content.questions,
            ..self
        }
    }

    fn content(&self) -> Content {
        Content {
            wording: Wordings::default(),
            audiences: Vec::new(),
            sections: Vec::new(),
            questions: self.questions.clone(),
        }
    }

    /// What a form posted, as typed.
    pub fn typed(&self, fields: &[(String, String)]) -> Answers {
        let typed = |q: &Question| (q.id.clone(), q.typed(fields));
        self.questions
            .iter()
            .map(typed)
            .filter(|(_, answer)| !answer.is_empty())
            .collect()
    }

    /// Checks the answers. "Other" without words is an answer too: nobody has to explain themselves here.
    ///
    /// # Errors
    /// The questions to put right, in order; never empty.
    pub fn read(
        &self,
        answers: &Answers,
    ) -> Result<Vec<Characteristic>, Vec<(QuestionId, Problem)>> {
        let mut rows = Vec::new();
        let mut problems = Vec::new();
        for question in &self.questions {
            let answer = answers.get(&question.id).cloned().unwrap_or_default();
            match checked(question, answer) {
                Ok(answer) => rows.extend(characteristics(question, &answer)),
                Err(problem) => problems.push((question.id.clone(), problem)),
            }
        }
        if problems.is_empty() {
            Ok(rows)
        } else {
            Err(problems)
        }
    }
}

fn checked(question: &Question, answer: Answer) -> Result<Answer, Problem> {
    match question.read(answer.clone()) {
        Err(Problem::OtherEmpty) => Ok(Answer {
            other: String::new(),
            ..answer
        }),
        other => other,
    }
}

fn characteristics(question: &Question, answer: &Answer) -> Vec<Characteristic> {
    let of = |option: &String| {
        Some(Characteristic {
            question: question.id.clone(),
            option: OptionId::parse(option).ok()?,
            own_words: match option.as_str() {
                "other" => answer.other.clone(),
                _ => String::new(),
            },
        })
    };
    answer.picked.iter().filter_map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form() -> EqualityForm {
        let question = serde_json::json!({
            "id": "religion", "kind": "single", "options": ["none"], "other": true, "wording": []
        });
        EqualityForm {
            introduction: String::new(),
            questions: vec![serde_json::from_value(question).unwrap()],
        }
    }

    fn posted(pairs: &[(&str, &str)]) -> Answers {
        let fields: Vec<_> = pairs
            .iter()
            .map(|(n, v)| ((*n).to_owned(), (*v).to_owned()))
            .collect();
        form().typed(&fields)
    }

    #[test]
    fn every_question_may_be_left_out_and_other_needs_no_words() {
        assert_eq!(form().read(&posted(&[])), Ok(Vec::new()));
        let rows = form().read(&posted(&[("religion", "other")])).unwrap();
        assert_eq!(rows[0].option.as_str(), "other");
        assert_eq!(rows[0].own_words, "");
    }

    #[test]
    fn own_words_are_kept_and_too_many_are_told() {
        let rows = form()
            .read(&posted(&[
                ("religion", "other"),
                ("religion__other", " Bahá’í "),
            ]))
            .unwrap();
        assert_eq!(rows[0].own_words, "Bahá’í");
        let long = "x".repeat(201);
        let typed = posted(&[("religion", "other"), ("religion__other", &long)]);
        assert!(matches!(
            form().read(&typed).unwrap_err()[0].1,
            Problem::TooLong { length: 201, .. }
        ));
    }
}
