//! The way through the equality questions. Nothing of it is kept: each page carries what was answered on the others.

use super::{Characteristic, content, gate};
use crate::content::translated;
use crate::question::{Answer, Answers, Problem, Question};
use crate::routing;
use crate::text::{AudienceId, Language, OptionId, QuestionId};

/// The questions as one sort of reader is asked them.
#[derive(Clone, Debug, PartialEq)]
pub struct Asked {
    /// Why we ask, in full words. Markdown.
    pub introduction: String,
    /// Whether they are in easy words.
    pub easy: bool,
    /// In whose words.
    pub reader: AudienceId,
    /// All of them, whatever is answered.
    pub questions: Vec<Question>,
    pub(super) pages: Vec<Vec<QuestionId>>,
    pub(super) two_steps: Vec<QuestionId>,
}

/// What somebody pressed on a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Press {
    /// On to the next page, or the end.
    On,
    /// The same, leaving out what this page asks.
    Skip,
    /// The page before.
    Back,
    /// The same page once more.
    Stay,
    /// The end: what was answered so far is all.
    Stop,
}

/// Where a press leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Next {
    /// To a page.
    Page {
        /// Its place among the pages of these answers, from 0.
        at: usize,
        /// What is to be put right on it.
        problems: Vec<(QuestionId, Problem)>,
    },
    /// To the end.
    Done(Vec<Characteristic>),
}

impl Asked {
    /// The questions in a language as well. Each is translated when all of it is.
    #[must_use]
    pub fn translated(self, language: &Language, find: impl Fn(&str) -> Option<String>) -> Self {
        let content = translated(&content(self.questions), language, |_, english| {
            find(english).map(Into::into)
        });
        Self {
            questions: content.questions,
            ..self
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

    /// The pages that these answers lead to, with their questions. There is always a first.
    pub fn pages(&self, answers: &Answers) -> Vec<Vec<&Question>> {
        let way = routing::way(&self.questions, &self.reader, answers);
        let on = |ids: &Vec<QuestionId>| -> Vec<&Question> {
            way.iter()
                .copied()
                .filter(|q| ids.contains(&q.id))
                .collect()
        };
        let mut pages: Vec<_> = self.pages.iter().map(on).collect();
        pages.retain(|page| !page.is_empty());
        pages
    }

    /// Whether no page can come after the one with this question, whatever is answered.
    pub fn is_last(&self, question: &QuestionId) -> bool {
        self.pages
            .last()
            .is_some_and(|page| page.contains(question))
    }

    /// Where a press on the page that begins with the question `page` leads. Takes answers out of `answers` that were
    /// left out.
    pub fn go(&self, answers: &mut Answers, page: &str, press: Press) -> Next {
        let pages = self.pages(answers);
        let at = pages
            .iter()
            .position(|p| p.iter().any(|q| q.id.as_str() == page));
        let at = at.unwrap_or_default();
        let here: Vec<QuestionId> = (pages.get(at).into_iter().flatten())
            .map(|question| question.id.clone())
            .collect();
        let to = |at| Next::Page {
            at,
            problems: Vec::new(),
        };
        match press {
            Press::Back => return to(at.saturating_sub(1)),
            Press::Stay => return to(at),
            Press::Skip => here.iter().for_each(|id| drop(answers.remove(id))),
            Press::On | Press::Stop => {}
        }
        // What is wrong on another page comes to light at the end.
        let problems = self.problems(answers);
        let wrong = |page: &[QuestionId]| -> Vec<_> {
            let here = problems.iter().filter(|(id, _)| page.contains(id));
            here.cloned().collect()
        };
        if !wrong(&here).is_empty() {
            return Next::Page {
                at,
                problems: wrong(&here),
            };
        }
        let pages = self.pages(answers);
        if press != Press::Stop && at + 1 < pages.len() {
            return to(at + 1);
        }
        for (at, page) in pages.iter().enumerate() {
            let page: Vec<QuestionId> = page.iter().map(|q| q.id.clone()).collect();
            if !wrong(&page).is_empty() {
                return Next::Page {
                    at,
                    problems: wrong(&page),
                };
            }
        }
        Next::Done(self.characteristics(answers))
    }

    fn problems(&self, answers: &Answers) -> Vec<(QuestionId, Problem)> {
        let way = routing::way(&self.questions, &self.reader, answers);
        let wrong = |question: &Question| {
            let problem = checked(question, answers).err()?;
            Some((question.id.clone(), problem))
        };
        way.into_iter().filter_map(wrong).collect()
    }

    /// What is stored: the right answers to what was asked. An answer that another leads past was a change of mind.
    fn characteristics(&self, answers: &Answers) -> Vec<Characteristic> {
        let way = routing::way(&self.questions, &self.reader, answers);
        let given = |question: &&&Question| {
            checked(question, answers).is_ok_and(|answer| !answer.is_empty())
        };
        let given: Vec<&Question> = way.iter().filter(given).copied().collect();
        let says_more = |step: &QuestionId| {
            given
                .iter()
                .any(|q| gate(q).is_some_and(|(id, _)| id == step))
        };
        let kept = |question: &&Question| {
            !self.two_steps.contains(&question.id) || !says_more(&question.id)
        };
        let read = |question: &Question| {
            let answer = checked(question, answers).unwrap_or_default();
            characteristics(question, &answer)
        };
        given.iter().copied().filter(kept).flat_map(read).collect()
    }
}

/// The answer as it counts. "Other" without words is an answer too: nobody has to explain themselves here.
fn checked(question: &Question, answers: &Answers) -> Result<Answer, Problem> {
    let answer = answers.get(&question.id).cloned().unwrap_or_default();
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
