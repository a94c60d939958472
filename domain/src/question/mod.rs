//! Questions, what may be answered to them, and what an answer counts as.
//!
//! A question type is one file here and one component in `app`; everything else sees [`Answer`].

mod answer;
mod choice;
mod copy;
mod date;
mod form;
mod given;
mod list;
mod number;
mod rank;
mod scale;
mod stored;
mod text;

pub use answer::{Answer, Answers, Problem};
pub use choice::Choice;
pub use date::{DATE_BOXES, Day, Days};
pub use form::posted;
pub use given::Given;
pub use list::List;
pub use number::{Number, Unit};
pub use rank::Rank;
pub use scale::{AGREEMENT, DECLARATION, Rating, YES_NO};
pub use text::{LONG_TEXT_LIMIT, SHORT_TEXT_LIMIT, Text};

use crate::content::Wordings;
use crate::routing::Condition;
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
    /// Asked only of those whose earlier answers meet all of these.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub when: Vec<Condition>,
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
    /// A number, or an amount of money.
    Number(Number),
    /// Yes, no, or not sure.
    YesNo,
    /// Options in order of preference.
    Rank(Rank),
    /// A day.
    Date(Days),
    /// Several short texts.
    List(List),
    /// A box to tick under a sentence that they stand by.
    Declaration,
    /// Something to read; nothing is answered.
    Statement(Statement),
}

/// Settings of a statement. The questions that follow it stand under it on its page, as the rows of a grid do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statement {
    /// The form ends here: those who get here are not the ones it asks.
    #[serde(default, skip_serializing_if = "is_false")]
    pub exit: bool,
}

fn is_false(value: &bool) -> bool {
    !value
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
    /// What a statement says. Markdown.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub body: String,
    /// The fact bank: more to know for those who want to, folded away under the question.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub facts: Vec<Fact>,
    /// Name of the picture beside the question, for easy reading.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub picture: String,
    /// A symbol beside a label, never instead of it: the name of a picture, or a sign as text. Hidden from screen
    /// readers.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub symbols: BTreeMap<OptionId, String>,
}

/// Something to find out more about under a question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fact {
    /// Names what is folded away, such as "What is a band?".
    pub title: String,
    /// Markdown.
    pub body: String,
}

impl Question {
    /// Whether there is anything to answer.
    pub fn takes_answer(&self) -> bool {
        !matches!(self.kind, Kind::Statement(_))
    }

    /// Whether the form ends here for those who get here.
    pub fn is_exit(&self) -> bool {
        matches!(self.kind, Kind::Statement(Statement { exit: true }))
    }

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
        matches!(
            self.kind,
            Kind::ShortText(_) | Kind::LongText(_) | Kind::List(_)
        )
    }

    /// Whether somebody may answer it in words of their own: it is free text, or has words beside its choices.
    pub fn takes_words(&self) -> bool {
        match &self.kind {
            Kind::Single(choice) | Kind::Multiple(choice) => choice.other,
            _ => self.is_text(),
        }
    }

    /// Whether it asks who somebody is: reports are cut by it. What is written there, such as beside "Other", says no more
    /// than that, so it is not coded.
    pub fn is_about_writer(&self) -> bool {
        self.cut.is_some()
    }

    /// The option ids that may be answered, in order; none for texts and numbers.
    pub fn options(&self) -> Vec<OptionId> {
        match &self.kind {
            Kind::Single(choice) | Kind::Multiple(choice) => choice.option_ids(),
            Kind::Agreement => scale::ids(&AGREEMENT),
            Kind::Rating(rating) => rating.option_ids(),
            Kind::YesNo => scale::ids(&YES_NO),
            Kind::Declaration => scale::ids(&DECLARATION),
            Kind::Rank(rank) => rank.options.clone(),
            Kind::ShortText(_)
            | Kind::LongText(_)
            | Kind::Number(_)
            | Kind::Date(_)
            | Kind::List(_)
            | Kind::Statement(_) => Vec::new(),
        }
    }

    /// Whether somebody can answer without taking a side: a text may be left empty, and a choice has an option
    /// for it.
    pub fn offers_not_sure(&self) -> bool {
        // A ranking may be left empty, and a declaration is not an opinion.
        if matches!(self.kind, Kind::Rank(_) | Kind::Declaration) {
            return true;
        }
        // As blueprints call them, and as they are named after the labels that officers write.
        const WORDS: [&str; 10] = [
            NOT_SURE,
            "dont-know",
            "prefer-not",
            "not-saying",
            "no-view",
            "don-t-know",
            "i-don-t-know",
            "i-m-not-sure",
            "i-am-not-sure",
            "unsure",
        ];
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
                Kind::Agreement => scale::label(&AGREEMENT, option),
                Kind::YesNo => scale::label(&YES_NO, option),
                Kind::Declaration => scale::label(&DECLARATION, option),
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
        let with_boxes = matches!(self.kind, Kind::Rank(_) | Kind::Date(_) | Kind::List(_));
        if !answer.boxes.is_empty() && !with_boxes {
            return Err(Problem::WrongKind);
        }
        match &self.kind {
            Kind::ShortText(text) => text.check(answer, SHORT_TEXT_LIMIT),
            Kind::LongText(text) => text.check(answer, LONG_TEXT_LIMIT),
            Kind::Single(choice) => choice.check(answer, 1),
            Kind::Multiple(choice) => choice.check(answer, choice.most()),
            Kind::Agreement | Kind::Rating(_) | Kind::YesNo | Kind::Declaration => {
                scale::check(answer, &self.options())
            }
            Kind::Number(number) => number.check(answer),
            Kind::Rank(rank) => rank.check(answer),
            Kind::Date(days) => days.check(answer),
            Kind::List(list) => list.check(answer),
            Kind::Statement(_) => Err(Problem::WrongKind),
        }
    }
}
