//! Questions, what may be answered to them, and what an answer counts as.
//!
//! A question type is one file here and one component in `app`; everything else sees [`Answer`].

mod answer;
mod choice;
mod copy;
mod form;
mod given;
mod number;
mod scale;
mod text;

pub use answer::{Answer, Answers, Problem};
pub use choice::Choice;
pub use given::Given;
pub use number::Number;
pub use scale::{AGREEMENT, Rating};
pub use text::{LONG_TEXT_LIMIT, SHORT_TEXT_LIMIT, Text};

use crate::content::Wordings;
use crate::text::{AudienceId, Language, OptionId, QuestionId, Slug};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The option of those who are not sure. Labelled where a wording does not.
const NOT_SURE: &str = "not-sure";

/// One question. The same id asks the same thing of every audience, so that answers compare.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Question {
    /// Names it in exports.
    pub id: QuestionId,
    /// What may be answered.
    #[serde(flatten)]
    pub kind: Kind,
    /// Who is asked. Empty means everybody.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub audiences: Vec<AudienceId>,
    /// Whether an empty answer is refused. Rarely right: people leave.
    #[serde(default)]
    pub required: bool,
    /// Shown on the same page as this earlier question.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub follows: Option<QuestionId>,
    /// Reports and themes are cut by the answers: `locality`, `role`, `need`, `support`, `setting`, `phase`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cut: Option<Slug>,
    /// Title, hint and option labels.
    pub wording: Wordings<QuestionWords>,
}

/// What may be answered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Kind {
    /// Free text, one line.
    ShortText(Text),
    /// Free text, several lines.
    LongText(Text),
    /// One of the options.
    Single(Choice),
    /// Any of the options.
    Multiple(Choice),
    /// Strongly agree to strongly disagree, and don't know.
    Agreement,
    /// Whole numbers from `low` to `high`, each end labelled, and not sure.
    Rating(Rating),
    /// A number.
    Number(Number),
}

/// Words of a question.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuestionWords {
    /// The question as asked.
    pub title: String,
    /// Help in one or two sentences.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub hint: String,
    /// Label of each option; for a rating, of `low` and `high`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub labels: BTreeMap<OptionId, String>,
    /// Name of the picture beside the question, for easy reading.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub picture: String,
    /// A symbol beside a label, never instead of it: the name of a picture, or a sign as text. Hidden from screen
    /// readers.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub symbols: BTreeMap<OptionId, String>,
}

impl Question {
    /// Whether this audience is asked.
    pub fn asks(&self, audience: &AudienceId) -> bool {
        self.audiences.is_empty() || self.audiences.contains(audience)
    }

    /// The words for a reader; a question without any shows its id.
    pub fn words(&self, language: &Language, audience: Option<&AudienceId>) -> QuestionWords {
        self.wording.pick(language, audience).map_or_else(
            || QuestionWords {
                title: self.id.to_string(),
                ..QuestionWords::default()
            },
            |picked| picked.words.clone(),
        )
    }

    /// Whether the answer is free text that themes can be found in.
    pub fn is_text(&self) -> bool {
        matches!(self.kind, Kind::ShortText(_) | Kind::LongText(_))
    }

    /// The option ids that may be answered, in order; none for texts and numbers.
    pub fn options(&self) -> Vec<OptionId> {
        match &self.kind {
            Kind::Single(choice) | Kind::Multiple(choice) => choice.option_ids(),
            Kind::Agreement => scale::agreement_ids(),
            Kind::Rating(rating) => rating.option_ids(),
            Kind::ShortText(_) | Kind::LongText(_) | Kind::Number(_) => Vec::new(),
        }
    }

    /// Whether somebody can answer without taking a side: a text may be left empty, and a choice has an option
    /// for it.
    pub fn offers_not_sure(&self) -> bool {
        const WORDS: [&str; 5] = [NOT_SURE, "dont-know", "prefer-not", "not-saying", "no-view"];
        let options = self.options();
        options.is_empty() || options.iter().any(|o| WORDS.contains(&o.as_str()))
    }

    /// The label of an option for a reader.
    pub fn label(
        &self,
        option: &OptionId,
        language: &Language,
        audience: Option<&AudienceId>,
    ) -> String {
        let labels = self.words(language, audience).labels;
        labels
            .get(option)
            .cloned()
            .unwrap_or_else(|| match &self.kind {
                Kind::Agreement => scale::agreement_label(option),
                Kind::Rating(_) => scale::rating_label(option),
                _ if option.as_str() == "other" => "Other".to_owned(),
                _ if option.as_str() == NOT_SURE => "Not sure".to_owned(),
                _ => option.to_string(),
            })
    }

    /// Reads what a form posted for this question.
    ///
    /// # Errors
    /// Says what is wrong with it, as a code the screen has a sentence for.
    pub fn read(&self, answer: Answer) -> Result<Answer, Problem> {
        let answer = answer.trimmed();
        if answer.is_empty() {
            return if self.required {
                Err(Problem::Missing)
            } else {
                Ok(Answer::default())
            };
        }
        match &self.kind {
            Kind::ShortText(text) => text.check(answer, SHORT_TEXT_LIMIT),
            Kind::LongText(text) => text.check(answer, LONG_TEXT_LIMIT),
            Kind::Single(choice) => choice.check(answer, 1),
            Kind::Multiple(choice) => choice.check(answer, choice.most()),
            Kind::Agreement => scale::check(answer, &scale::agreement_ids()),
            Kind::Rating(rating) => scale::check(answer, &rating.option_ids()),
            Kind::Number(number) => number.check(answer),
        }
    }
}
