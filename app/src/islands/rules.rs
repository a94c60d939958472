//! What is wrong with a form, by the server's own rules.

use super::Fields;
use super::page_rules::PageRules;
use crate::text::comments;
use crate::text::saving::{NOT_KEPT, OVERTAKEN, REFUSED, WAITS, kept_at, saved_at};
use crate::words::Phrase;
use domain::content::Content;
use domain::contribution::Draft;
use domain::document::{COMMENT_LIMIT, Stance, comment_faults};
use domain::journey::Page;
use domain::text::clean;
use serde::{Deserialize, Serialize};

/// The rules of one form. They travel in the page's HTML.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Rules {
    /// Of a page of questions.
    Page(Box<PageRules>),
    /// Of the form to comment on a clause.
    Comment {
        /// Whether the server has what the form shows. It has not when it refused it.
        stored: bool,
    },
    /// Of an officer's form for a piece of the words. Only words are saved while they are written: what else the form
    /// does, such as adding an option, must not be done twice.
    Piece {
        /// Whether the server has what the form shows.
        stored: bool,
    },
}

/// Fields of words in an officer's form, before the name of an option or an audience.
const WORDS: [&str; 8] = [
    "title",
    "summary",
    "heading",
    "body",
    "hint",
    "name",
    "introduction",
    "label",
];

impl Rules {
    /// The rules for `page` of this draft.
    pub fn of(content: &Content, draft: &Draft, page: &Page) -> Self {
        Self::Page(Box::new(PageRules::of(content, draft, page)))
    }

    /// The id of the form that they are for.
    pub(super) fn form(&self) -> &'static str {
        match self {
            Self::Page(_) => "answer",
            Self::Comment { .. } => "comment",
            Self::Piece { .. } => "piece",
        }
    }

    /// Whether the server has what the form showed at first. A page of questions is stored even when it is wrong.
    pub(super) fn stored(&self) -> bool {
        match self {
            Self::Page(_) => true,
            Self::Comment { stored } | Self::Piece { stored } => *stored,
        }
    }

    /// Every field that may have something wrong with it.
    pub(super) fn fields(&self) -> Vec<&str> {
        match self {
            Self::Page(rules) => rules.fields(),
            Self::Comment { .. } => vec!["audience", "stance", "text", "suggestion"],
            Self::Piece { .. } => Vec::new(),
        }
    }

    /// The fields with something wrong, each with the sentence that the server would show.
    pub(super) fn faults(&self, typed: &Fields) -> Vec<(String, String)> {
        match self {
            Self::Page(rules) => rules.faults(typed),
            Self::Piece { .. } => Vec::new(),
            Self::Comment { .. } => {
                // Whoever has not picked anything yet is only told what is wrong whatever they pick.
                let stance = Stance::parse(value(typed, "stance")).unwrap_or(Stance::Agree);
                let text = |field| clean(value(typed, field));
                comment_faults(stance, &text("text"), &text("suggestion"))
                    .into_iter()
                    .map(|(field, problem)| (field.to_owned(), comments::problem(field, &problem)))
                    .collect()
            }
        }
    }

    /// Whether a draft may hold what was typed, and would. A comment is kept beside the response until its writer saves it,
    /// and of a piece only words are saved before the button is pressed. `first` is what the form held at first: of a piece
    /// that was refused the server holds something else, and nobody knows here in which fields.
    pub(super) fn keeps(&self, typed: &Fields, first: &Fields) -> bool {
        match self {
            Self::Page(rules) => rules.keeps(typed),
            Self::Comment { .. } => true,
            Self::Piece { stored } => {
                let others = |fields: &Fields| -> Fields {
                    let all = fields.iter().filter(|(name, _)| !is_of_words(name));
                    all.cloned().collect()
                };
                *stored && others(typed) == others(first)
            }
        }
    }

    /// What is said where more has changed than is saved by itself; none where all is, or nothing yet.
    pub(super) fn waits(&self) -> Option<Phrase> {
        match self {
            Self::Page(_) | Self::Comment { .. } => None,
            Self::Piece { .. } => Some(WAITS),
        }
    }

    /// Whether what the server refused may be taken later: somebody who is signed in again, or puts back what another
    /// changed, goes on.
    pub(super) fn asks_again(&self) -> bool {
        matches!(self, Self::Piece { .. })
    }

    /// What is said when the server has what was typed, at this time: nothing of a comment that is empty.
    pub(super) fn kept(&self, typed: &Fields, at: (i8, i8)) -> String {
        let is_empty = |field: &&str| value(typed, field).trim().is_empty();
        match self {
            Self::Page(_) | Self::Piece { .. } => saved_at(at),
            Self::Comment { .. } if self.fields().iter().all(is_empty) => String::new(),
            Self::Comment { .. } => kept_at(at),
        }
    }

    /// What is said when the server takes nothing more.
    pub(super) fn refused(&self) -> Phrase {
        match self {
            Self::Page(_) => REFUSED,
            Self::Comment { .. } => NOT_KEPT,
            Self::Piece { .. } => OVERTAKEN,
        }
    }

    /// How long the text in a field counts as, and how long it may be; none for a field without a limit.
    pub(super) fn length(&self, field: &str, typed: &Fields) -> Option<(usize, usize)> {
        match self {
            Self::Page(rules) => rules.length(field, typed),
            Self::Piece { .. } => None,
            Self::Comment { .. } => matches!(field, "text" | "suggestion")
                .then(|| (clean(value(typed, field)).chars().count(), COMMENT_LIMIT)),
        }
    }
}

fn is_of_words(name: &str) -> bool {
    let part = name.split("--").next().unwrap_or(name);
    WORDS.contains(&part) || part.starts_with("fact_")
}

fn value<'a>(typed: &'a Fields, field: &str) -> &'a str {
    let found = typed.iter().find(|(name, _)| name == field);
    found.map_or("", |(_, value)| value.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(pairs: &[(&str, &str)]) -> Fields {
        let own = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        pairs.iter().map(own).collect()
    }

    #[test]
    fn a_comment_that_would_change_a_clause_has_to_say_how() {
        let rules = Rules::Comment { stored: true };
        let silent = typed(&[("stance", "change"), ("text", "  ")]);
        assert_eq!(rules.faults(&silent)[0].0, "text");
        let other_words = typed(&[("stance", "change"), ("suggestion", "each term")]);
        assert_eq!(rules.faults(&other_words), []);
        assert_eq!(rules.faults(&typed(&[("text", "")])), []);
        assert_eq!(rules.length("text", &silent), Some((0, COMMENT_LIMIT)));
    }

    #[test]
    fn of_a_comment_that_is_kept_it_is_never_said_that_it_is_saved() {
        let rules = Rules::Comment { stored: true };
        let fields = typed(&[("stance", ""), ("text", "Half a sen")]);
        assert!(rules.keeps(&fields, &fields));
        assert!(rules.kept(&fields, (14, 5)).starts_with("Kept at"));
        assert_eq!(rules.kept(&typed(&[("text", " ")]), (14, 5)), "");
    }

    #[test]
    fn of_a_piece_words_are_kept_while_they_are_written_and_nothing_that_must_not_be_done_twice() {
        let rules = Rules::Piece { stored: true };
        let first = typed(&[("title", "a"), ("label--x--young", ""), ("new_options", "")]);
        let words = typed(&[
            ("title", "b"),
            ("label--x--young", "X"),
            ("new_options", ""),
        ]);
        assert!(rules.keeps(&words, &first));
        let more = typed(&[
            ("title", "b"),
            ("label--x--young", ""),
            ("new_options", "One"),
        ]);
        assert!(!rules.keeps(&more, &first));
        let told = rules.waits().unwrap().say();
        assert!(told.starts_with("Not saved yet"), "{told}");
    }

    #[test]
    fn a_piece_that_was_refused_waits_for_the_button_with_all_that_the_server_does_not_hold() {
        let rules = Rules::Piece { stored: false };
        let shown_again = typed(&[("title", "a"), ("new_options", "One")]);
        assert!(!rules.keeps(&shown_again, &shown_again));
        let words = typed(&[("title", "b"), ("new_options", "One")]);
        assert!(!rules.keeps(&words, &shown_again));
        assert!(rules.waits().is_some());
    }
}
