//! What a form posts for a question. The field is named after the question; words beside "Other" come in
//! `ID__other`; a checkbox list repeats the name, and so do the boxes of a question with several.

use super::{Answer, Kind, Question};

/// What a form posted in a field; none where it was not on the page.
pub fn posted<'a>(fields: &'a [(String, String)], name: &str) -> Option<&'a str> {
    let found = fields.iter().find(|(n, _)| n == name);
    found.map(|(_, value)| value.as_str())
}

impl Question {
    /// The name of the field for the words beside "Other".
    pub fn other_field(&self) -> String {
        format!("{}__other", self.id)
    }

    /// The answer as typed, right or wrong. A field that is not there is an empty answer: browsers leave out
    /// radio buttons and checkboxes that are not ticked.
    pub fn typed(&self, fields: &[(String, String)]) -> Answer {
        let all = |name: &str| {
            fields
                .iter()
                .filter(|(n, _)| n == name)
                .map(|(_, value)| value.clone())
                .filter(|value| !value.is_empty())
                .collect::<Vec<_>>()
        };
        let first = |name: &str| all(name).into_iter().next().unwrap_or_default();
        match &self.kind {
            Kind::ShortText(_) | Kind::LongText(_) | Kind::Number(_) => {
                Answer::text(first(self.id.as_str()))
            }
            Kind::Single(_) | Kind::Multiple(_) => Answer {
                picked: all(self.id.as_str()),
                other: first(&self.other_field()),
                ..Answer::default()
            },
            Kind::Agreement | Kind::Rating(_) | Kind::YesNo | Kind::Declaration => {
                Answer::picked(all(self.id.as_str()))
            }
            Kind::Date(_) | Kind::Rank(_) | Kind::List(_) => {
                let boxes = fields.iter().filter(|(n, _)| n == self.id.as_str());
                let mut boxes: Vec<String> = boxes.map(|(_, value)| value.clone()).collect();
                if boxes.iter().all(String::is_empty) {
                    boxes.clear();
                }
                Answer {
                    boxes,
                    ..Answer::default()
                }
            }
            Kind::Statement(_) => Answer::default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Choice, Text};
    use super::*;
    use crate::content::Wordings;
    use crate::text::QuestionId;

    fn question(kind: Kind) -> Question {
        Question {
            id: QuestionId::parse("Q1").unwrap(),
            kind,
            audiences: Vec::new(),
            required: false,
            follows: None,
            when: Vec::new(),
            cut: None,
            wording: Wordings::default(),
        }
    }

    fn posted(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs
            .iter()
            .map(|(n, v)| ((*n).to_owned(), (*v).to_owned()))
            .collect()
    }

    #[test]
    fn ticked_boxes_come_under_one_name_and_other_words_beside_them() {
        let question = question(Kind::Multiple(Choice::default()));
        let fields = posted(&[
            ("Q1", "b"),
            ("Q2", "x"),
            ("Q1", "other"),
            ("Q1__other", "me"),
        ]);
        assert_eq!(
            question.typed(&fields),
            Answer {
                other: "me".into(),
                ..Answer::picked(["b", "other"])
            }
        );
    }

    #[test]
    fn a_text_is_kept_as_typed_and_a_missing_field_is_an_empty_answer() {
        let question = question(Kind::LongText(Text::default()));
        assert_eq!(
            question.typed(&posted(&[("Q1", " as typed\r\n")])).text,
            " as typed\r\n"
        );
        assert!(question.typed(&posted(&[("other", "x")])).is_empty());
    }
}
