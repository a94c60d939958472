//! Equality questions: asked once after a response was sent, and stored where nothing joins them to it.

mod asked;
mod counted;
#[cfg(test)]
mod tests;

pub use asked::{Asked, Next, Press};
pub use counted::counted;

use crate::content::{Content, to_translate};
use crate::question::{Kind, Question};
use crate::routing::Test;
use crate::text::{AudienceId, Language, OptionId, QuestionId};
use serde::{Deserialize, Serialize};

/// The questions and what is said before them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EqualityForm {
    /// Why we ask and what we do with it. Markdown.
    pub introduction: String,
    /// Most people. A question names them where only they are asked it.
    pub full: AudienceId,
    /// Those who are asked in easy words.
    pub easy: AudienceId,
    /// The pages in full words; in easy words each question has one. A condition looks back to an earlier page.
    pub pages: Vec<Vec<QuestionId>>,
    /// Questions that a consultation can be opened without, such as the one on gender identity while national guidance on
    /// it is under review (the standard of the Office for National Statistics on sex and gender identity).
    pub switchable: Vec<QuestionId>,
    /// Questions asked in two steps: the group first, and by another question its detail. An answer to the second says
    /// the first as well and is stored alone, so that no two rows belong together.
    pub two_steps: Vec<QuestionId>,
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
        let content = content(self.questions.clone());
        let all = to_translate(&content).into_iter();
        all.map(|(_, text)| text.to_owned()).collect()
    }

    /// Without the questions of these ids, which a council does not ask.
    #[must_use]
    pub fn without(mut self, left_out: &[QuestionId]) -> Self {
        self.questions.retain(|q| !left_out.contains(&q.id));
        self
    }

    /// Without what the consultation asks itself, so that nobody is asked twice.
    #[must_use]
    pub fn beside(mut self, consultation: &Content) -> Self {
        let asks =
            |q: &Question| q.cut.is_some() && consultation.questions.iter().any(|o| o.cut == q.cut);
        self.questions.retain(|question| !asks(question));
        self
    }

    /// The questions as they are asked of most people, or in easy words.
    pub fn asked(self, easy: bool) -> Asked {
        let reader = if easy { self.easy } else { self.full };
        let mut questions = self.questions;
        questions.retain(|question| question.asks(&reader));
        for question in &mut questions {
            offer(question, &reader);
        }
        let pages = match easy {
            true => questions.iter().map(|q| vec![q.id.clone()]).collect(),
            false => self.pages,
        };
        Asked {
            introduction: self.introduction,
            easy,
            reader,
            pages,
            two_steps: self.two_steps,
            questions,
        }
    }
}

/// Leaves the options that this reader's wording labels.
fn offer(question: &mut Question, reader: &AudienceId) {
    let labels = question.words(&Language::english(), Some(reader)).labels;
    if let Kind::Single(choice) = &mut question.kind {
        choice.options.retain(|option| labels.contains_key(option));
        choice.other &= labels.keys().any(|option| option.as_str() == "other");
        choice.alone = (choice.alone.take()).filter(|option| labels.contains_key(option));
    }
}

/// The earlier question that leads to this one, and its answers that do.
fn gate(question: &Question) -> Option<(&QuestionId, &[OptionId])> {
    let condition = question.when.first()?;
    match &condition.test {
        Test::Is(options) => Some((&condition.question, options)),
        Test::IsNot(_) | Test::Answered(_) => None,
    }
}

fn content(questions: Vec<Question>) -> Content {
    Content {
        questions,
        ..Content::default()
    }
}
