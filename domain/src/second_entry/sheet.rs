//! A paper form as it was typed, field by field, and what differs between two typings.

use crate::contribution::{Capacity, Submission};
use crate::document::Stance;
use crate::question::{Answer, Question};
use crate::school::Urn;
use crate::text::{QuestionId, Slug};
use crate::typing::Typing;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// A field of the sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Field {
    /// The day it was received.
    Received,
    /// Who it is from: for whom they speak, the name, and how many.
    From,
    /// Who wrote, whose words they are, how a group agreed.
    Typing,
    /// Whether they may be quoted.
    Quote,
    /// Whether an organisation's response may be published.
    Publish,
    /// A question.
    Question(QuestionId),
    /// A comment on a clause, by document and clause.
    Clause(Slug, Slug),
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Received => f.write_str("received"),
            Self::From => f.write_str("from"),
            Self::Typing => f.write_str("typing"),
            Self::Quote => f.write_str("quote"),
            Self::Publish => f.write_str("publish"),
            Self::Question(id) => write!(f, "question:{id}"),
            Self::Clause(document, clause) => write!(f, "clause:{document}/{clause}"),
        }
    }
}

impl FromStr for Field {
    type Err = &'static str;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        const NONE: &str = "no such field";
        Ok(match text {
            "received" => Self::Received,
            "from" => Self::From,
            "typing" => Self::Typing,
            "quote" => Self::Quote,
            "publish" => Self::Publish,
            _ => match text.split_once(':') {
                Some(("question", id)) => Self::Question(id.parse().map_err(|_| NONE)?),
                Some(("clause", place)) => {
                    let (document, clause) = place.split_once('/').ok_or(NONE)?;
                    let slug = |text: &str| text.parse::<Slug>().map_err(|_| NONE);
                    Self::Clause(slug(document)?, slug(clause)?)
                }
                _ => return Err(NONE),
            },
        })
    }
}

/// What stands in a field.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Typed {
    /// It was left empty.
    #[default]
    Nothing,
    /// A day.
    Day(Date),
    /// Yes or no.
    Yes(bool),
    /// For whom they speak.
    From {
        /// In which capacity.
        capacity: Capacity,
        /// Name of the organisation or group.
        organisation: String,
        /// Number of the organisation in the register of schools.
        urn: Option<Urn>,
        /// Whether they say that they are allowed to answer for it.
        #[serde(default)]
        authorised: Option<bool>,
        /// People of a group.
        size: Option<u32>,
    },
    /// Who wrote.
    Typing(Typing),
    /// An answer.
    Answer(Stored),
    /// A comment on a clause.
    Comment {
        /// Agree, change or object.
        stance: Stance,
        /// The comment.
        text: String,
        /// The suggested words.
        suggestion: String,
    },
}

/// An answer as it is stored.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Stored {
    /// Options, in order.
    pub picked: Vec<String>,
    /// The words beside "Other".
    pub other: String,
    /// An amount or a day.
    pub number: Option<i64>,
    /// Texts, in order: one, or the entries of a list.
    pub texts: Vec<String>,
}

impl Stored {
    /// What is stored of a checked answer.
    pub fn of(question: &Question, answer: &Answer) -> Self {
        let number = question.number(answer);
        let texts = std::iter::once(&answer.text).chain(&answer.boxes);
        let texts = texts.filter(|text| number.is_none() && !text.is_empty());
        let ticked = answer.picked.iter().any(|option| option == "other");
        Self {
            picked: answer.picked.clone(),
            other: match ticked {
                true => answer.other.clone(),
                false => String::new(),
            },
            number,
            texts: texts.cloned().collect(),
        }
    }

    /// Whether nothing was answered.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl Typed {
    /// Whether it holds words that somebody wrote in sentences of their own, which may have to be covered.
    pub fn has_words(&self) -> bool {
        match self {
            Self::Answer(stored) => !stored.texts.is_empty() || !stored.other.is_empty(),
            Self::Comment {
                text, suggestion, ..
            } => !text.is_empty() || !suggestion.is_empty(),
            _ => false,
        }
    }

    /// As it is compared: spacing, the shape of quotation marks and dashes, and a full stop at the end are no
    /// difference that two typists can be held to.
    fn plain(&self) -> Self {
        match self.clone() {
            Self::From {
                capacity,
                organisation,
                urn,
                authorised,
                size,
            } => Self::From {
                capacity,
                organisation: plain(&organisation),
                urn,
                authorised,
                size,
            },
            Self::Answer(stored) => Self::Answer(Stored {
                other: plain(&stored.other),
                texts: stored.texts.iter().map(|text| plain(text)).collect(),
                ..stored
            }),
            Self::Comment {
                stance,
                text,
                suggestion,
            } => Self::Comment {
                stance,
                text: plain(&text),
                suggestion: plain(&suggestion),
            },
            other => other,
        }
    }
}

fn plain(text: &str) -> String {
    let same = text.chars().map(|c| match c {
        '’' | '‘' | '`' => '\'',
        '“' | '”' => '"',
        '–' | '—' | '‑' => '-',
        c => c,
    });
    let same: String = same.collect();
    let words: Vec<&str> = same.split_whitespace().collect();
    words.join(" ").trim_end_matches('.').to_owned()
}

/// The fields of a typed form that hold something, in the order of the form.
pub fn sheet(received: Date, s: &Submission, questions: &[Question]) -> Vec<(Field, Typed)> {
    let mut fields = vec![
        (Field::Received, Typed::Day(received)),
        (
            Field::From,
            Typed::From {
                capacity: s.capacity,
                organisation: s.organisation.clone(),
                urn: s.urn,
                authorised: s.authorised,
                size: s.group_size,
            },
        ),
    ];
    if s.typing != Typing::default() {
        fields.push((Field::Typing, Typed::Typing(s.typing)));
    }
    for question in questions {
        let stored = s.answers.get(&question.id).map(|a| Stored::of(question, a));
        if let Some(stored) = stored.filter(|stored| !stored.is_empty()) {
            fields.push((Field::Question(question.id.clone()), Typed::Answer(stored)));
        }
    }
    for comment in &s.comments {
        let field = Field::Clause(comment.document.clone(), comment.clause.clone());
        let typed = Typed::Comment {
            stance: comment.stance,
            text: comment.text.trim().to_owned(),
            suggestion: comment.suggestion.trim().to_owned(),
        };
        fields.push((field, typed));
    }
    fields.push((Field::Quote, Typed::Yes(s.consent.quote)));
    if s.capacity == Capacity::Organisation {
        fields.push((Field::Publish, Typed::Yes(s.consent.publish)));
    }
    fields
}

/// A field that was typed in two ways.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Which.
    pub field: Field,
    /// As it was typed first.
    pub first: Typed,
    /// As it was typed the second time.
    pub second: Typed,
}

/// How many fields were compared – those that either sheet holds something in – and those that differ, in the order
/// of the first sheet and then of the second.
pub fn compare(first: &[(Field, Typed)], second: &[(Field, Typed)]) -> (usize, Vec<Difference>) {
    let of = |sheet: &[(Field, Typed)], field: &Field| {
        let found = sheet.iter().find(|(at, _)| at == field);
        found.map(|(_, typed)| typed.clone()).unwrap_or_default()
    };
    let only = |field: &&Field| !first.iter().any(|(at, _)| at == *field);
    let fields = first.iter().map(|(field, _)| field);
    let fields: Vec<&Field> = fields
        .chain(second.iter().map(|(field, _)| field).filter(only))
        .collect();
    let pairs = fields.iter().map(|field| Difference {
        field: (*field).clone(),
        first: of(first, field),
        second: of(second, field),
    });
    let differ = |d: &Difference| d.first.plain() != d.second.plain();
    (fields.len(), pairs.filter(differ).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(id: &str, text: &str) -> (Field, Typed) {
        let stored = Stored {
            texts: vec![text.to_owned()],
            ..Stored::default()
        };
        (Field::Question(id.parse().unwrap()), Typed::Answer(stored))
    }

    #[test]
    fn a_field_that_either_typist_filled_in_is_compared() {
        let first = [answer("Q1", "The bus is late"), answer("Q2", "12")];
        let second = [answer("Q1", "The bus is late."), answer("Q3", "More")];
        let (compared, found) = compare(&first, &second);
        assert_eq!(compared, 3);
        let fields: Vec<String> = found.iter().map(|d| d.field.to_string()).collect();
        assert_eq!(fields, ["question:Q2", "question:Q3"]);
        assert_eq!(
            (&found[0].second, &found[1].first),
            (&Typed::Nothing, &Typed::Nothing)
        );
    }

    #[test]
    fn spacing_and_the_shape_of_quotation_marks_are_no_difference_but_letters_are() {
        let same = |a: &str, b: &str| compare(&[answer("Q1", a)], &[answer("Q1", b)]).1.is_empty();
        assert!(same("It’s  late –\nvery.", "It's late - very"));
        assert!(!same("It is late", "it is late"));
        assert!(!same("12", "21"));
    }

    #[test]
    fn the_order_of_a_ranking_counts() {
        let picked = |options: &[&str]| {
            let picked = options.iter().map(|o| (*o).to_owned()).collect();
            let stored = Stored {
                picked,
                ..Stored::default()
            };
            [(
                Field::Question("Q1".parse().unwrap()),
                Typed::Answer(stored),
            )]
        };
        assert_eq!(
            compare(&picked(&["a", "b"]), &picked(&["b", "a"])).1.len(),
            1
        );
    }

    #[test]
    fn fields_keep_their_names() {
        for name in [
            "received",
            "from",
            "typing",
            "quote",
            "publish",
            "question:B4",
            "clause:a/b-1",
        ] {
            assert_eq!(name.parse::<Field>().unwrap().to_string(), name);
        }
        for wrong in ["", "question:", "question:a b", "clause:a", "words"] {
            assert!(wrong.parse::<Field>().is_err(), "{wrong}");
        }
    }
}
