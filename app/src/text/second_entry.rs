//! Sentences about paper forms that are typed twice.

use super::dates;
use super::numbers::counted;
use super::{entry, responses, typing};
use crate::api::{Authorised, ClauseChoice};
use domain::contribution::Capacity;
use domain::question::Question;
use domain::second_entry::{Field, Progress, Rule, Stored, Typed, percent};
use domain::text::{AudienceId, Language, OptionId};
use domain::typing::Typing;

/// What is wrong with the forms of these pages.
pub fn problem(field: &str, code: &str) -> Option<&'static str> {
    Some(match (field, code) {
        ("share", "out_of_range") => "Enter a whole number from 0 to 100.",
        ("least", "out_of_range") => "Enter a whole number from 0 to 1,000.",
        ("allowed", "out_of_range") => "Enter a number from 0 to 100, such as 2 or 0.5.",
        ("differences", "missing") => "Choose what is on the paper for at least one field.",
        (_, "text_in_use") => {
            "Somebody has already covered, coded, quoted or flagged the words that would go. Take that back first, then choose again."
        }
        (_, "typed_twice") => {
            "Somebody else has typed this form a second time already. Yours was not kept."
        }
        (_, "own_form") => {
            "You typed this form the first time. Somebody else must type it the second time."
        }
        (_, "not_drawn") => "This form was not drawn to be typed a second time.",
        _ => return None,
    })
}

/// How many forms wait, in a sentence.
pub fn waiting(progress: &Progress) -> String {
    match (progress.waiting, progress.open) {
        (0, 0) => "Every form that was drawn has been typed twice, and nothing is left to settle."
            .to_owned(),
        (0, open) => format!(
            "{} still to be settled.",
            counted(open, "difference is", "differences are")
        ),
        (forms, 0) => format!(
            "{} for the second typing.",
            counted(forms, "form waits", "forms wait")
        ),
        (forms, open) => format!(
            "{} for the second typing, and {} still to be settled.",
            counted(forms, "form waits", "forms wait"),
            counted(open, "difference is", "differences are")
        ),
    }
}

/// How often typing goes wrong, and how that is worked out.
pub fn rate(progress: &Progress) -> String {
    match progress.rate() {
        None => "No form has been typed twice yet, so nobody can say how often typing goes wrong."
            .to_owned(),
        Some(rate) => format!(
            "Error rate: {} % ({} ÷ {}).",
            percent(rate),
            counted(
                progress.differed,
                "field that differed",
                "fields that differed"
            ),
            counted(progress.compared, "field compared", "fields compared")
        ),
    }
}

/// What a high rate means; none where it is not high.
pub fn too_high(progress: &Progress, rule: &Rule) -> Option<String> {
    progress.is_above(rule).then(|| {
        let allowed = percent(u64::from(rule.allowed));
        let all = match rule.is_all() {
            true => "All forms are typed twice already.",
            false => "Type all forms twice.",
        };
        format!("The error rate is above the {allowed} % that is allowed. {all}")
    })
}

/// What a field is called.
pub fn field(
    field: &Field,
    questions: &[Question],
    audience: Option<&AudienceId>,
    clauses: &[ClauseChoice],
) -> String {
    match field {
        Field::Received => "The day it was received".to_owned(),
        Field::From => "Who it is from".to_owned(),
        Field::Typing => "Who wrote the answers".to_owned(),
        Field::Quote => "Did they agree to be quoted without a name?".to_owned(),
        Field::Publish => "May the response be published under the organisation’s name?".to_owned(),
        Field::Question(id) => {
            let question = questions.iter().find(|q| q.id == *id);
            let title = question.map(|q| q.words(&Language::english(), audience).title);
            format!("{id} {}", title.unwrap_or_default())
        }
        Field::Clause(document, clause) => {
            let found = clauses
                .iter()
                .find(|c| c.place.0 == *document && c.place.1 == *clause);
            let label = found.map_or_else(|| clause.to_string(), |c| c.label.clone());
            format!("Comment on clause {label}")
        }
    }
}

/// What stands in it, one line or more.
pub fn lines(
    field: &Field,
    typed: &Typed,
    questions: &[Question],
    audience: Option<&AudienceId>,
) -> Vec<String> {
    match typed {
        Typed::Nothing => vec!["Left empty".to_owned()],
        Typed::Day(day) => vec![dates::date(*day)],
        Typed::Yes(true) => vec!["Yes".to_owned()],
        Typed::Yes(false) => vec!["No".to_owned()],
        Typed::From {
            capacity,
            organisation,
            urn,
            authorised,
            size,
        } => {
            let people = size.map(|n| counted(u64::from(n), "person", "people"));
            let name = Some(organisation.clone()).filter(|name| !name.is_empty());
            let first = responses::capacity(*capacity).to_owned();
            let urn = urn.map(|urn| format!("URN {urn}"));
            let allowed = (*capacity == Capacity::Organisation).then(|| {
                let said = responses::authorised(Authorised::of(*authorised));
                format!("Allowed to answer for it: {}", said.to_lowercase())
            });
            [Some(first), name, urn, allowed, people]
                .into_iter()
                .flatten()
                .collect()
        }
        Typed::Typing(typing) => who_wrote(typing),
        Typed::Answer(stored) => {
            let question = match field {
                Field::Question(id) => questions.iter().find(|q| q.id == *id),
                _ => None,
            };
            answer(stored, question, audience)
        }
        Typed::Comment {
            stance,
            text,
            suggestion,
        } => {
            let suggested = (!suggestion.is_empty()).then(|| format!("Suggests: {suggestion}"));
            let text = Some(text.clone()).filter(|text| !text.is_empty());
            let first = entry::stance(*stance).to_owned();
            [Some(first), text, suggested]
                .into_iter()
                .flatten()
                .collect()
        }
    }
}

fn who_wrote(typed: &Typing) -> Vec<String> {
    let whose = typed
        .whose
        .map(|whose| typing::whose(whose).english().to_owned());
    let agreed = typed
        .agreed
        .map(|agreed| typing::agreed(agreed).english().to_owned());
    let all = [typing::officers_way(typed), whose, agreed];
    all.into_iter().flatten().collect()
}

fn answer(
    stored: &Stored,
    question: Option<&Question>,
    audience: Option<&AudienceId>,
) -> Vec<String> {
    let label = |option: &String| match (question, OptionId::parse(option)) {
        (Some(question), Ok(id)) => question.label(&id, &Language::english(), audience),
        _ => option.clone(),
    };
    let mut lines: Vec<String> = stored.picked.iter().map(label).collect();
    if !stored.other.is_empty() {
        lines.push(format!("In their own words: {}", stored.other));
    }
    if let Some(number) = stored.number {
        lines.push(question.map_or_else(|| number.to_string(), |q| q.number_in_words(number)));
    }
    lines.extend(stored.texts.iter().cloned());
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_error_rate_is_told_with_what_it_is_made_of() {
        let progress = Progress {
            compared: 240,
            differed: 3,
            ..Progress::default()
        };
        assert_eq!(
            rate(&progress),
            "Error rate: 1.3 % (3 fields that differed ÷ 240 fields compared)."
        );
        assert_eq!(too_high(&progress, &Rule::default()), None);
        let worse = Progress {
            differed: 12,
            ..progress
        };
        let told = too_high(&worse, &Rule::default()).unwrap();
        assert_eq!(
            told,
            "The error rate is above the 2 % that is allowed. Type all forms twice."
        );
        assert!(rate(&Progress::default()).starts_with("No form has been typed twice"));
    }
}
