//! Labels of answers. Those that Wellheard gives itself are sentences of the screens; the others are the consultation's.

use super::dates::date;
use super::numbers;
use crate::words::Phrase;
use domain::question::{Kind, Question, Unit};
use domain::text::{AudienceId, Language, OptionId};

/// Every label that Wellheard gives itself, so that they are in the list of what is to be translated.
pub const OWN: [Phrase; 11] = [
    phrase!("Strongly agree"),
    phrase!("Agree"),
    phrase!("Neither agree nor disagree"),
    phrase!("Disagree"),
    phrase!("Strongly disagree"),
    phrase!("Don’t know"),
    phrase!("Yes"),
    phrase!("No"),
    phrase!("Not sure"),
    phrase!("I confirm this"),
    phrase!("Other"),
];

/// The label of an option for a reader.
pub fn label(
    question: &Question,
    option: &OptionId,
    language: &Language,
    audience: Option<&AudienceId>,
) -> String {
    let words = question.words(language, audience);
    match words.labels.get(option) {
        Some(label) => label.clone(),
        None => {
            let label = question.label(option, language, audience);
            let own = OWN.iter().find(|own| own.english() == label);
            own.map_or(label, |own| own.say())
        }
    }
}

/// A number as its question counts it: pounds, a date, or just a number.
pub fn number_in_words(question: &Question, number: i64) -> String {
    let counted = match u64::try_from(number) {
        Ok(number) => numbers::number(number),
        Err(_) => number.to_string(),
    };
    match &question.kind {
        Kind::Date(_) => question.day(number).map_or(counted, date),
        Kind::Number(settings) if settings.unit == Some(Unit::Pounds) => format!("£{counted}"),
        _ => counted,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::question::{AGREEMENT, DECLARATION, YES_NO};

    #[test]
    fn every_label_that_the_domain_gives_is_among_the_sentences_of_the_screens() {
        let usual = AGREEMENT.iter().chain(&YES_NO).chain(&DECLARATION);
        for label in usual.map(|(_, label)| *label).chain(["Other"]) {
            assert!(OWN.iter().any(|own| own.english() == label), "{label}");
        }
    }
}
