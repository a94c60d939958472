//! The legal stages. Nothing is decided early: each step is a gate.

use serde::{Deserialize, Serialize};

/// Where a consultation stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// Being written; the public cannot see it.
    Draft,
    /// Taking responses; questions and options are locked.
    Open,
    /// Closed; officers read and code.
    Analysis,
    /// A body has decided.
    Decided,
}

/// A step from one stage to the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Step {
    /// Publish and start.
    Open,
    /// Stop taking responses.
    Close,
    /// Record the first decision.
    Decide,
}

/// A step that the present stage does not allow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a consultation that is {from:?} cannot take the step {step:?}")]
pub struct StageError {
    /// Where it stands.
    pub from: Stage,
    /// What was tried.
    pub step: Step,
}

impl Stage {
    /// Every stage, first to last.
    pub const ALL: [Self; 4] = [Self::Draft, Self::Open, Self::Analysis, Self::Decided];

    /// The word stored.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Open => "open",
            Self::Analysis => "analysis",
            Self::Decided => "decided",
        }
    }

    /// Reads the stored word.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|stage| stage.as_str() == text)
    }

    /// The stage after a step.
    ///
    /// # Errors
    /// When the step is not the next one: a decision before closing is what *Gunning* 1 forbids.
    pub fn after(self, step: Step) -> Result<Self, StageError> {
        match (self, step) {
            (Self::Draft, Step::Open) => Ok(Self::Open),
            (Self::Open, Step::Close) => Ok(Self::Analysis),
            // Several decisions may follow one consultation.
            (Self::Analysis | Self::Decided, Step::Decide) => Ok(Self::Decided),
            (from, step) => Err(StageError { from, step }),
        }
    }

    /// Whether the public may see it.
    pub fn is_public(self) -> bool {
        self != Self::Draft
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_can_be_decided_before_the_consultation_has_closed() {
        assert!(Stage::Draft.after(Step::Decide).is_err());
        assert!(Stage::Open.after(Step::Decide).is_err());
        assert_eq!(Stage::Analysis.after(Step::Decide), Ok(Stage::Decided));
    }

    #[test]
    fn a_closed_consultation_cannot_be_opened_again() {
        assert!(Stage::Analysis.after(Step::Open).is_err());
        assert!(Stage::Decided.after(Step::Open).is_err());
    }
}
