//! What was done with a letter. What is handed in beside the survey counts too, and somebody must be able to show that
//! it was read (*R (West Dulwich Action Group) v Lambeth*, 2025: an overlooked dossier undid the decision).

use crate::contribution::words;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Most people who may have signed one petition. Above it somebody has typed a date or a phone number.
pub const SIGNATURES_LIMIT: u32 = 1_000_000;

/// Most characters of the reason why there is nothing to code.
pub const REASON_LIMIT: usize = 500;

words! {
    /// What came.
    Kind {
        /// A letter or an e-mail.
        Letter = "letter",
        /// Signed by many. Their number is told apart from the people who answered.
        Petition = "petition",
        /// A report or a bundle of papers.
        Dossier = "dossier",
    }
}

words! {
    /// How the council said that it had come.
    Acknowledged {
        /// By e-mail.
        Email = "email",
        /// By post.
        Post = "post",
        /// By phone.
        Phone = "phone",
        /// Said to them when they handed it in.
        InPerson = "in-person",
        /// Nobody knows where to write to.
        NotPossible = "not-possible",
    }
}

words! {
    /// What is still to do with a letter, in order.
    ToDo {
        /// Tell its sender that it came.
        Acknowledge = "acknowledge",
        /// Code its words, or say why there is nothing to code.
        Split = "split",
        /// Say that it is dealt with.
        Reconcile = "reconcile",
    }
}

/// How far a letter has come.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Handling {
    /// When, and how, its sender was told that it came.
    pub acknowledged: Option<(Date, Acknowledged)>,
    /// Whether a person tied its words to a theme, or marked them as an answer to a question.
    pub coded: bool,
    /// Why there is nothing to code; empty where there is, or nobody has said.
    pub nothing_to_code: String,
    /// Whether a person said that it is dealt with.
    pub closed: bool,
}

impl Handling {
    /// What is still to do. A letter whose last theme is taken away again is to be coded again, whoever said that it
    /// was dealt with.
    pub fn to_do(&self) -> Vec<ToDo> {
        let open = [
            (ToDo::Acknowledge, self.acknowledged.is_none()),
            (ToDo::Split, !self.is_split()),
            (ToDo::Reconcile, !self.closed),
        ];
        let open = open.into_iter().filter(|(_, open)| *open);
        open.map(|(step, _)| step).collect()
    }

    /// Whether its words are coded, or somebody said why they need not be.
    pub fn is_split(&self) -> bool {
        self.coded || !self.nothing_to_code.is_empty()
    }

    /// Whether somebody may say that it is dealt with.
    pub fn may_reconcile(&self) -> bool {
        self.to_do() == [ToDo::Reconcile]
    }

    /// Whether nothing is left to do.
    pub fn is_reconciled(&self) -> bool {
        self.to_do().is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn acknowledged() -> Handling {
        let day = jiff::civil::date(2026, 6, 1);
        Handling {
            acknowledged: Some((day, Acknowledged::Post)),
            ..Handling::default()
        }
    }

    #[test]
    fn a_letter_is_acknowledged_then_split_then_reconciled() {
        let new = Handling::default();
        assert_eq!(new.to_do(), ToDo::ALL);
        let read = acknowledged();
        assert_eq!(read.to_do(), [ToDo::Split, ToDo::Reconcile]);
        assert!(!read.may_reconcile());
        let coded = Handling {
            coded: true,
            ..read
        };
        assert!(coded.may_reconcile() && !coded.is_reconciled());
        let done = Handling {
            closed: true,
            ..coded
        };
        assert!(done.is_reconciled());
    }

    #[test]
    fn a_letter_whose_last_theme_is_taken_away_stands_in_the_way_again() {
        let undone = Handling {
            closed: true,
            ..acknowledged()
        };
        assert_eq!(undone.to_do(), [ToDo::Split]);
        let reason = Handling {
            nothing_to_code: "It asks for a paper form.".to_owned(),
            ..undone
        };
        assert!(reason.is_reconciled());
    }
}
