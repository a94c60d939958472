//! What is wrong with a form, by the server's own rules.

use super::Fields;
use super::page_rules::PageRules;
use crate::text::comments;
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
}

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
        }
    }

    /// Whether the server has what the form showed at first. A page of questions is stored even when it is wrong.
    pub(super) fn stored(&self) -> bool {
        match self {
            Self::Page(_) => true,
            Self::Comment { stored } => *stored,
        }
    }

    /// Every field that may have something wrong with it.
    pub(super) fn fields(&self) -> Vec<&str> {
        match self {
            Self::Page(rules) => rules.fields(),
            Self::Comment { .. } => vec!["audience", "stance", "text", "suggestion"],
        }
    }

    /// The fields with something wrong, each with the sentence that the server would show.
    pub(super) fn faults(&self, typed: &Fields) -> Vec<(String, String)> {
        match self {
            Self::Page(rules) => rules.faults(typed),
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

    /// Whether a draft may hold what was typed, and would. A comment joins a response only when its writer says so.
    pub(super) fn keeps(&self, typed: &Fields) -> bool {
        match self {
            Self::Page(rules) => rules.keeps(typed),
            Self::Comment { .. } => false,
        }
    }

    /// How long the text in a field counts as, and how long it may be; none for a field without a limit.
    pub(super) fn length(&self, field: &str, typed: &Fields) -> Option<(usize, usize)> {
        match self {
            Self::Page(rules) => rules.length(field, typed),
            Self::Comment { .. } => matches!(field, "text" | "suggestion")
                .then(|| (clean(value(typed, field)).chars().count(), COMMENT_LIMIT)),
        }
    }
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
    fn a_comment_is_never_kept_before_its_writer_saves_it() {
        let fields = typed(&[("stance", "agree"), ("text", "Yes.")]);
        assert!(!Rules::Comment { stored: true }.keeps(&fields));
    }
}
